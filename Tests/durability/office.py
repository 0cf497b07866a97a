"""What people drop: small sets of files that between them take every way through the intake.

Every set bears a mark, a word of its own, in each name and text, so that sets never share a hash, an alert or a journal entry.
All marks have the same length: the same set with another mark makes the same system calls.
"""

import os

REPORT = """重点工作督查通报
区政府督查室
2024年6月28日
　　根据区委、区政府安排，督查室对上半年重点工作进行了实地督查，现将有关情况通报如下。
　　被亮红灯的有2项：东湖路雨污分流改造项目（区城建局）、望山镇敬老院消防改造项目（区民政局）。管网铺设仅完成45%，进度严重滞后。
　　北沟河清淤工程由区水务局负责，已完成92%，快于序时进度，亮蓝灯。
　　编号{mark}
"""

REVISED = REPORT.replace("已完成92%", "已完成95%")

LEDGER = """序号,事项,责任单位,责任人,目标,进展,完成时限,存在问题,状态
1,集贸市场外迁{mark},市场所,陈立,完成搬迁,30%,2024-12-31,两户商户未签协议,红色
2,桃园路路灯更换,城管办,周平,更换路灯80盏,80盏,2024-06-30,无,蓝色
3,村级卫生室改造,卫计办,何芳,改造5处,60%,2024-12-31,无,黄色
"""

PAGE = """济水日报·要闻
安居小区加装电梯方便老人
　　本报讯 (记者 李明) 安居小区近日又有三部电梯投入使用，红色物业服务队上门征求意见，逐户解释。
　　社区对沿街商铺乱贴小广告的问题开展集中督查，清理126处。编号{mark}
北河村成了网红打卡地
　　本报讯 (通讯员 赵强) 北河村利用闲置院落开办民宿，周末游客不断，村集体收入增加15万元。
"""

BRIEF = "区财政局召开督查工作会议，清除小广告5余张。编号{mark}\n"


def mark(number):
    """A word of six letters for a number."""
    letters = ""
    for _ in range(5):
        number, rest = divmod(number, 26)
        letters += chr(ord("a") + rest)
    return "z" + letters


def first_day(word):
    """Red report, ledger in GB18030, page, the page again, a picture under a text's name, an empty file, a FIFO."""
    page = PAGE.format(mark=word).encode()
    return {
        f"report-{word}.txt": REPORT.format(mark=word).encode(),
        f"台账-{word}_20240731.csv": LEDGER.format(mark=word).encode("gb18030"),
        f"page-{word}.txt": page,
        f"page-again-{word}.txt": page,
        f"picture-{word}.txt": b"\x89PNG\r\n\x1a\n" + word.encode(),
        f"empty-{word}.txt": b"",
        f"pipe-{word}.txt": None,
    }


def second_day(word):
    """A revision of the report under its name, the ledger again under another name, a brief in UTF-16."""
    return {
        f"report-{word}.txt": REVISED.format(mark=word).encode(),
        f"台账-再报-{word}.csv": LEDGER.format(mark=word).encode("gb18030"),
        f"brief-{word}.txt": BRIEF.format(mark=word).encode("utf-16"),
        f"broken-{word}.txt": "北".encode() + b"\xff\xfe not a text \x80\n" + word.encode(),
    }


def drop(folder, files):
    """Drops as a careful producer does: a hidden name first, then a rename. None makes a FIFO."""
    for name, data in files.items():
        place, base = os.path.split(name)
        hidden = os.path.join(folder, place, "." + base[:80] + ".part")
        if data is None:
            os.mkfifo(hidden)
        else:
            with open(hidden, "wb") as file:
                file.write(data)
        os.rename(hidden, os.path.join(folder, name))
