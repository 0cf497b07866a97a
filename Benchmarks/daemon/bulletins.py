"""Bulletins as offices write them, invented from a vocabulary: the same number gives the same text on every machine.

0.5 to 20 KB, 5.4 KB on average. One in a hundred reports a red status, three in ten have a harmless 红. Phrases of offices
alone would repeat themselves more than any language does, and an index of them would be small and fast: most sentences are
made of twenty thousand words, some frequent, most rare (Zipf's law), of the 3,755 common characters of GB 2312.
"""

import bisect
import itertools
import random

UNITS = [a + b for a in ("青石", "柳河", "望山", "东湖", "北桥", "南岭", "沙溪", "白塔", "云台", "金谷") for b in ("街道", "镇", "社区", "办事处")]
OFFICES = ["区城建局", "区教育局", "区民政局", "区水利局", "区市场监管局", "区城管办", "区财政局", "区卫健局", "区应急局", "区文旅局"]
WORKS = ["道路维修", "老旧小区改造", "河道清淤", "管网更新", "垃圾分类", "违建拆除", "安全生产检查", "防汛排查", "校园周边整治", "农贸市场改造",
         "燃气管道检测", "养老服务站建设", "口袋公园建设", "扬尘治理", "消防通道清理", "就业帮扶", "普法宣传", "环境卫生整治", "信访积案化解", "档案整理"]
DONE = ["已完成", "累计完成", "本周完成", "集中推进", "全面启动", "督促落实", "现场核查", "分类建档", "逐项销号", "联合开展"]
PEOPLE = ["网格员", "志愿者", "社区干部", "党员", "包片领导", "执法人员", "技术人员", "居民代表", "楼栋长", "巡查队员"]
ENDS = ["受到居民好评", "为下一步工作打下基础", "问题整改率明显提高", "群众满意度稳步提升", "责任落实到人", "形成长效机制", "确保按期完成", "经验正在推广",
        "相关台账已更新", "后续将继续跟踪"]
HARMLESS = ["组织党员到红色教育基地参观学习", "流动红旗由{unit}获得", "网红街区本周接待游客{n}人次", "红十字会为困难群众送去慰问品", "传承红色基因主题活动吸引{n}人参加",
            "商户代表向社区赠送红色锦旗"]
RED = ["本期督查亮红牌{k}项、黄牌{n}项，请抓紧整改。", "截至目前，被亮红灯的有{k}项，亮黄灯的有{n}项。"]


COMMON = [bytes((row, cell)).decode("gb2312") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
          if (row, cell) < (0xD7, 0xFA) and bytes((row, cell)) != "红".encode("gb2312")]


def vocabulary():
    chance = random.Random("vocabulary")
    chance.shuffle(COMMON)
    weights = list(itertools.accumulate(1 / (rank + 20) for rank in range(len(COMMON))))
    character = lambda: COMMON[bisect.bisect(weights, chance.random() * weights[-1])]
    return ["".join(character() for _ in range(chance.choice((1, 2, 2, 2, 2, 3)))) for _ in range(20_000)]


WORDS = vocabulary()
WEIGHTS = list(itertools.accumulate(1 / (rank + 5) for rank in range(len(WORDS))))


def words(chance):
    """A sentence of words that mean nothing together."""
    count = chance.randrange(8, 30)
    chosen = [WORDS[bisect.bisect(WEIGHTS, chance.random() * WEIGHTS[-1])] for _ in range(count)]
    return "".join(chosen[:count // 2]) + "，" + "".join(chosen[count // 2:]) + "。"


def sentence(chance):
    if chance.random() < 0.7:
        return words(chance)
    pattern = chance.randrange(5)
    unit, office, work = chance.choice(UNITS), chance.choice(OFFICES), chance.choice(WORKS)
    number, other = chance.randrange(2, 900), chance.randrange(2, 90)
    if pattern == 0:
        return f"{unit}{chance.choice(DONE)}{work}{number}处，出动{chance.choice(PEOPLE)}{other}人次，{chance.choice(ENDS)}。"
    if pattern == 1:
        return f"{office}会同{unit}对{work}进行检查，发现问题{other}个，{chance.choice(DONE)}整改{max(1, other - 3)}个。"
    if pattern == 2:
        return f"{chance.choice(PEOPLE)}走访居民{number}户，{chance.choice(DONE)}{work}，投入资金{other}.{number % 10}万元。"
    if pattern == 3:
        return f"在{unit}，{work}与{chance.choice(WORKS)}同步推进，{chance.choice(ENDS)}，{chance.choice(ENDS)}。"
    return f"下一步，{unit}将以{work}为重点，由{office}牵头，{chance.choice(ENDS)}。"


def size(chance):
    """Bytes: most are short, a few are long."""
    return min(20_000, max(500, int(chance.lognormvariate(8.35, 0.72))))


def bulletin(number, seed=1, red=None, bytes_=None):
    """One text and whether it reports a red status."""
    chance = random.Random(f"{seed}/{number}")
    is_red = number % 100 == 57 if red is None else red
    target = bytes_ or size(chance)
    fill = {"unit": chance.choice(UNITS), "office": chance.choice(OFFICES), "work": chance.choice(WORKS),
            "n": chance.randrange(100, 5000), "k": chance.randrange(2, 9)}
    paragraphs = [f"{fill['unit']}第{number}期工作简报\n"]
    written, line = len(paragraphs[0].encode()), "　　"
    while written < target:
        text = sentence(chance)
        line += text
        written += len(text.encode())
        if chance.random() < 0.3:
            paragraphs.append(line)
            line = "　　"
    paragraphs.append(line)
    if number % 10 < 3:
        paragraphs.insert(1, "　　" + chance.choice(HARMLESS).format(**fill) + "。")
    if is_red:
        # Before the sentences that mean nothing: they may name another place or another time.
        paragraphs.insert(1, "　　" + chance.choice(RED).format(**fill))
    return "\n".join(paragraphs) + "\n", is_red


def write(folder, count, seed=1, first=0):
    """Writes `count` of them; returns how many bytes they have."""
    total = 0
    for number in range(first, first + count):
        data = bulletin(number, seed)[0].encode()
        total += len(data)
        (folder / f"简报-{number:07d}.txt").write_bytes(data)
    return total


def ledger(rows, seed=1):
    """A ledger 台账 as CSV: its colours and figures disagree as often as not."""
    chance = random.Random(f"ledger/{seed}")
    lines = ["序号,工作事项,年度目标,目前进展,分管领导,责任科室,完成时限,存在问题,预警等级"]
    for number in range(1, rows + 1):
        place, work, office = chance.choice(UNITS), chance.choice(WORKS), chance.choice(OFFICES)
        day = chance.choice(("15", "30"))
        lines.append(
            f"{number},{place}{number}号{work},年底前完成{chance.randint(1, 90)}处,{chance.randint(0, 100)}%,"
            f"{chance.choice('赵钱孙李周')}立新,{office},2026-{chance.randint(9, 12):02d}-{day},"
            f"{chance.choice(('无', '无', '无', '暂无', '资金未到位'))},{chance.choice('蓝蓝蓝黄红')}")
    return "\n".join(lines) + "\n"
