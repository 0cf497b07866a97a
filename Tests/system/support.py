"""What the cases of the system test share: samples, and the means to drop, wait, ask and compare."""

import json
import pathlib
import subprocess

PROJECT = pathlib.Path(__file__).resolve().parents[2]
INBOX = "/var/spool/bulletind/inbox"
REJECTED = "/var/spool/bulletind/rejected"
CONFIGURATION = "/etc/bulletind/bulletind.yaml"
CASES = []


def message_ids():
    rows = (PROJECT / "systemd/message-ids.tsv").read_text().splitlines()
    return {row.split("\t")[0]: row.split("\t")[1] for row in rows if row and not row.startswith("#")}


IDS = message_ids()

RED_REPORT = """重点工作督查通报
区政府督查室
2024年6月28日
\u3000\u3000根据区委、区政府安排，督查室对上半年重点工作进行了实地督查，现将有关情况通报如下。
\u3000\u3000被亮红灯的有2项：东湖路雨污分流改造项目（区城建局）、望山镇敬老院消防改造项目（区民政局）。管网铺设仅完成45%，进度严重滞后。
\u3000\u3000北沟河清淤工程由区水务局负责，已完成92%，快于序时进度，亮蓝灯。
"""



def red_report(place):
    """A report of two items that no other report names: an item that is still red alerts no second time."""
    return RED_REPORT.replace("东湖路", place + "路").replace("望山镇", place + "镇")


LEDGER = """序号,事项,责任单位,责任人,目标,进展,完成时限,存在问题,状态
1,集贸市场外迁,市场所,陈立,完成搬迁,30%,2024-12-31,两户商户未签协议,红色
2,桃园路路灯更换,城管办,周平,更换路灯80盏,80盏,2024-06-30,无,蓝色
3,村级卫生室改造,卫计办,何芳,改造5处,60%,2024-12-31,无,蓝色
"""

HARMLESS = """{name}街道扎实开展春季绿化
\u3000\u3000本报讯（记者 王小明）连日来，{name}街道组织党员志愿者在红星路两侧补植苗木1200株，红色物业示范小区的居民也参加了劳动。
"""

PAGE = """济水日报·要闻
安居小区加装电梯方便老人
\u3000\u3000本报讯 (记者 李明) 安居小区近日又有三部电梯投入使用，红色物业服务队上门征求意见，逐户解释。
\u3000\u3000社区对沿街商铺乱贴小广告的问题开展集中督查，清理126处。
北河村成了网红打卡地
\u3000\u3000本报讯 (通讯员 赵强) 北河村利用闲置院落开办民宿，周末游客不断，村集体收入增加15万元。
"""


def case(function):
    CASES.append(function)
    return function


def pdf(*lines):
    """The smallest PDF with a text layer."""
    text = "BT /F1 12 Tf 72 720 Td 16 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    data, offsets = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{item}\nendobj\n".encode()
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in offsets)
    return data + (table + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n").encode()


def check(condition, otherwise):
    if not condition:
        raise AssertionError(otherwise)


def of(name, **fields):
    """Journal matches: entries of one kind, written by the daemon's own user."""
    return [f"MESSAGE_ID={IDS[name]}", "SYSLOG_IDENTIFIER=bulletind"] + [f"{k}={v}" for k, v in fields.items()]


def drop(machine, name, data, user="anna"):
    """Drops as a person does: a hidden name on the way, then a rename to the final name."""
    data = data.encode() if isinstance(data, str) else data
    done = subprocess.run(
        machine.enter(["sh", "-c", f'umask 077; cat > "{INBOX}/.$1.part" && mv "{INBOX}/.$1.part" "{INBOX}/$1"', "-", name],
                      user), input=data, capture_output=True)
    check(done.returncode == 0, f"{user} cannot drop {name}: {done.stderr.decode()}")


def accepted(machine, name, deadline=60):
    """The entry that says that a file was accepted, as a new bulletin or as a revision of one."""
    revision = f"MESSAGE_ID={IDS['bulletin-revision']}"
    return machine.wait_for(*of("bulletin-accepted", BULLETIN_FILE=name), revision, deadline=deadline)[0]


def settle(machine):
    """Waits until every announcement of the bulletins so far has been sent: a later bulletin's entries follow theirs."""
    settle.count += 1
    name = f"settle-{settle.count}.txt"
    drop(machine, name, HARMLESS.format(name=f"第{settle.count}测试"))
    entry = accepted(machine, name)
    machine.wait_for(*of("summary", BULLETIN_ID=entry["BULLETIN_ID"]))


settle.count = 0


def show(machine, *properties):
    lines = machine.must("systemctl", "show", "bulletind", *[f"-p{name}" for name in properties]).splitlines()
    return dict(line.split("=", 1) for line in lines)


def lines(machine, *arguments, user="anna"):
    return [json.loads(line) for line in machine.must("bulletind", *arguments, user=user).splitlines()]
