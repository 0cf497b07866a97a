"""Content that is made to do harm, at full size: nothing of it steers a terminal or forges a journal entry, and the unit's
memory is enough."""

import io
import json
import unicodedata
import zipfile

from support import INBOX, case, check, lines, settle, show

STEERING = ("\x1b[31m红\x1b[0m\x1b]0;owned\x07\x9b2J\u202e路林\u2066三\u2069\u200b\ufeff\x85\u2028\x08\x7f\r<0>forged\x0b"
            "PRIORITY=0\x0cMESSAGE_ID=edf349ff668b4f40ae9a9666191ef87a")
SQL = "'); DROP TABLE bulletins; -- \" OR 1=1 * NEAR(\"a\" \"b\") title:督查"


def steers(text, line_end="\n"):
    """The characters of a text that no terminal and no journal field may get."""
    return {hex(ord(c)) for c in text if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") and c not in line_end}


def bomb(member, size=1 << 30):
    """An office file whose one member unpacks to `size` bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        with archive.open(member, "w", force_zip64=False) as file:
            for _ in range(size >> 20):
                file.write(b" " * (1 << 20))
    return out.getvalue()


def laughs():
    names = "abcdefghijklmnop"
    entities = '<!ENTITY a "红灯红灯红灯红灯">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip(names, names[1:]))
    return f'<?xml version="1.0"?><!DOCTYPE html [{entities}]><html><body>&p;</body></html>'


def files():
    yield "terminal.txt", f"区{STEERING}督查室通报\n\n截至目前，被亮红灯的有1项：{STEERING}东湖路{STEERING}改造项目。\n"
    yield "line\nPRIORITY=0\nMESSAGE=forged.txt", "区督查室\n\n重点工作通报\n\nMESSAGE=假\nPRIORITY=0\n被亮红灯的有1项：西湖路改造项目。\n"
    yield "inject\x1b[2J\u202e.txt", f"{SQL}\n\n{SQL}被亮红灯的有1项：{SQL}项目。\n"
    yield "formula.csv", f"事项,责任单位,进展,状态\n=cmd|'/c calc'!A0,@SUM(1),+1-1,红色\n\"=HYPERLINK(\"\"http://x\"\")\",-2+3,{STEERING},红色\n"
    yield "script.html", f"<html><body><script>alert(1)</script><h1>通报&#27;[31m&#x202e;</h1><p onload=x>{STEERING}被亮红灯的有1项：南湖路项目。</p></body></html>"
    yield "laughs.html", laughs()
    yield "deep.html", "<div>" * 200_000 + "深处" + "</div>" * 200_000
    yield "megabyte-line.txt", "区督查室通报。" + "红灯亮黄牌" * 70_000
    yield "brackets.txt", "（" * 350_000
    yield "digits.txt", "完成" + "9" * 400_000 + "万元，" + "一百万亿" * 50_000
    yield "many-lines.txt", "\n".join(f"第{n}行平常。" for n in range(200_000))
    yield "many-reds.txt", "被亮红灯的有1项：甲路项目。\n" * 2_000
    yield "wide.csv", "事项,责任单位,状态\n" + "甲," * 300_000
    yield "mixed.txt", "区财政局督查。".encode() + bytes([0xC7, 0xF8, 0xB2, 0xC6, 0xD5, 0xFE, 0xFF, 0x80, 0xFE])
    yield "nul.txt", "区财政局\0督查\0室\0红灯。"
    yield "zeros.txt", bytes(8 << 20)
    yield "bomb.docx", bomb("word/document.xml")
    yield "bomb.xlsx", bomb("xl/worksheets/sheet1.xml")


def drop_at_once(machine, name, data):
    """Written outside by root as the dropper would, then renamed in: the name may hold anything but a slash."""
    inbox = machine.root / INBOX.lstrip("/")
    hidden = inbox / ".hostile.part"
    hidden.write_bytes(data if isinstance(data, bytes) else data.encode())
    hidden.chmod(0o644)
    hidden.rename(inbox / name)


@case
def lets_nothing_hostile_through(machine):
    before = show(machine, "MainPID")["MainPID"]
    names = []
    for name, data in files():
        names.append(name)
        drop_at_once(machine, name, data)
    inbox = machine.root / INBOX.lstrip("/")
    machine.until(lambda: not any((inbox / name).exists() for name in names), "hostile files stay in the inbox", deadline=240)
    settle(machine)
    state = show(machine, "ActiveState", "NRestarts", "MemoryMax", "MainPID")
    check(state["ActiveState"] == "active", str(state))
    peak = int(next(line.split()[1] for line in machine.must("cat", f"/proc/{state['MainPID']}/status").splitlines()
                    if line.startswith("VmHWM:"))) << 10
    print(f"#   peak memory {peak >> 20} MiB of {int(state['MemoryMax']) >> 20}")
    check(peak < int(state["MemoryMax"]), f"{peak >> 20} MiB")
    check(state["MainPID"] == before, "it died of them: another process watches now")

    known = {entry["file"]: entry for entry in lines(machine, "list", "--json", "--limit", "1000")}
    for name in ("bomb.docx", "bomb.xlsx", "mixed.txt", "zeros.txt", "laughs.html"):
        verdict = known[name]["verdict"] if name in known else "missing"
        check(verdict == "rejected" or name == "laughs.html", f"{name}: {verdict}")
    forged = [entry for entry in machine.entries("SYSLOG_IDENTIFIER=bulletind") if entry["PRIORITY"] == "0"]
    check(forged == [], f"forged entries: {forged[:1]}")
    bad = [(key, value) for entry in machine.entries("SYSLOG_IDENTIFIER=bulletind", *[])
           for key, value in entry.items() if isinstance(value, str) and key.isupper() and not key.startswith("_")
           # journald's own copy of a line that a library gave to syslog(3).
           and key != "SYSLOG_RAW" and steers(value, "")]
    check(bad == [], f"{len(bad)} fields steer: {bad[:3]}")
    identifiers = [entry["id"] for entry in known.values()]
    for arguments in [["list"], ["list", "--json"], ["status"], ["search", "项目"], ["search", SQL], ["search", "\x1b[31m"],
                      ["search", "title:督查 AND *"], *[["show", str(number)] for number in identifiers[-25:]],
                      *[["show", "--json", str(number)] for number in identifiers[-25:]],
                      *[["why", str(number)] for number in identifiers[-25:]]]:
        done = machine.run("bulletind", *arguments, user="anna")
        check(done.returncode in (0, 66), f"{arguments} left with {done.returncode}: {done.stderr[:300]}")
        found = steers(done.stdout + done.stderr)
        check(not found, f"{' '.join(arguments)!r} prints {found}")
        if "--json" in arguments:
            for line in done.stdout.splitlines():
                json.loads(line)
    done = machine.run("bulletind", "audit")
    check(done.returncode == 0, done.stdout + done.stderr)
