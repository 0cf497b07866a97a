"""The installed program in a real systemd: what a user does, and what the journal must say about it.

The cases run in order on one machine, as a day of an office would. `system_test.py WORD…` runs only the cases with one of
these words in their name (after the first three, which install and start).
"""

import importlib
import json
import os
import re
import signal
import subprocess
import sys
import traceback

from machine import CannotRun, Machine
from support import (
    CASES, CONFIGURATION, HARMLESS, INBOX, LEDGER, PAGE, PROJECT, RED_REPORT, REJECTED, accepted, case, check, drop, lines, of,
    pdf, red_report, settle, show)


@case
def installs_and_makes_its_user_and_folders(machine):
    for command in (["systemd-sysusers"], ["systemd-tmpfiles", "--create"], ["journalctl", "--update-catalog"],
                    ["systemctl", "daemon-reload"]):
        machine.must(*command)
    for name in ("anna", "bruno"):
        machine.must("useradd", "--create-home", "--groups", "bulletind", name)
    machine.must("useradd", "--create-home", "olga")
    stat = machine.must("stat", "-c", "%a %U:%G", INBOX).strip()
    check(stat == "3730 bulletind:bulletind", f"the inbox is {stat}")
    check(machine.must("bulletind", "config", "--check").strip() != "wrong", "config --check")


@case
def starts_and_says_that_it_is_ready(machine):
    machine.must("systemctl", "enable", "--now", "bulletind")
    machine.wait_for(*of("started"))
    machine.wait_for(*of("ready"))
    state = show(machine, "ActiveState", "SubState", "StatusText", "WatchdogUSec", "NRestarts")
    check((state["ActiveState"], state["SubState"]) == ("active", "running"), str(state))
    check(state["StatusText"] != "", "STATUS= tells nothing")
    check("Status:" in machine.must("systemctl", "status", "bulletind"), "systemctl status has no Status: line")


@case
def is_locked_in(machine):
    text = machine.must("systemd-analyze", "security", "--no-pager", "bulletind.service")
    figure = re.search(r"Overall exposure level for bulletind.service: ([0-9.]+)", text).group(1)
    print(f"# exposure: {figure}")
    check(float(figure) <= 1.0, f"exposure {figure}")


@case
def accepts_a_page_without_an_alert(machine):
    drop(machine, "page.txt", PAGE)
    entry = accepted(machine, "page.txt")
    check(entry["PRIORITY"] == "6", "priority " + entry["PRIORITY"])
    for field in ("BULLETIN_ID", "ARTICLES", "ENCODING", "KIND", "ELAPSED_USEC"):
        check(entry.get(field), f"field {field} is missing")
    check(entry["ARTICLES"] == "2" and entry["ENCODING"] == "utf-8", f"{entry['ARTICLES']} articles, {entry['ENCODING']}")
    summaries = machine.wait_for(*of("summary", BULLETIN_ID=entry["BULLETIN_ID"]), count=2)
    for summary in summaries:
        for field in ("ARTICLE", "ARTICLE_TITLE", "SUMMARY", "HANDLER"):
            check(summary.get(field), f"summary: field {field} is missing")
    settle(machine)
    check(machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1") == [], "an alert without a red status")


@case
def accepts_the_real_page_without_an_alert(machine):
    page = PROJECT.parent / "shared/seeds/seed-page.txt"
    if not page.exists():
        return f"{page.name} is not beside this checkout"
    truth = json.loads(page.with_name("seed-page.truth.json").read_text())
    drop(machine, "real-page.txt", page.read_bytes())
    entry = accepted(machine, "real-page.txt")
    articles = str(len(truth["articles"])) if "articles" in truth else "19"
    check(entry["ARTICLES"] == articles, f"{entry['ARTICLES']} articles, not {articles}")
    machine.wait_for(*of("summary", BULLETIN_ID=entry["BULLETIN_ID"]), count=int(articles))
    settle(machine)
    check(machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1") == [], "an alert without a red status")
    why = machine.must("bulletind", "why", entry["BULLETIN_ID"], user="anna")
    check(why.count("红") >= 11, f"why explains {why.count('红')} of 11 红")


@case
def alerts_once_for_each_red_item(machine):
    drop(machine, "red.txt", RED_REPORT)
    entry = accepted(machine, "red.txt")
    reds = machine.wait_for(*of("status-red", BULLETIN_ID=entry["BULLETIN_ID"]), count=2)
    settle(machine)
    reds = machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1", "BULLETIN_ID=" + entry["BULLETIN_ID"])
    check(len(reds) == 2, f"{len(reds)} entries of PRIORITY=1 for two red items")
    first = next((red for red in reds if "东湖路雨污分流" in red.get("STATUS_ITEM", "")), None)
    second = next((red for red in reds if "敬老院" in red.get("STATUS_ITEM", "")), None)
    check(first and second, "STATUS_ITEM: " + str([red.get("STATUS_ITEM") for red in reds]))
    for red in reds:
        check("被亮红灯的有2项" in red.get("STATUS_QUOTE", ""), "STATUS_QUOTE: " + str(red.get("STATUS_QUOTE")))
        check(red.get("STATUS_UNIT"), "STATUS_UNIT is missing")
        check(red.get("STATUS_COLOR") == "red" and red.get("HANDLER") == "alert" and red.get("ALERT_ID"), str(red))
    check(len({red["ALERT_ID"] for red in reds}) == 2, "two alerts share an ALERT_ID")
    explained = machine.must("journalctl", "-x", "--no-pager", *of("status-red"))
    check("RED:" in explained and "Defined-By: bulletind" in explained, "journalctl -x does not explain a red status")
    chinese = machine.must("journalctl", "-x", "--no-pager", *of("status-red"), language="zh_CN.UTF-8")
    check("红色预警" in chinese, "journalctl -x does not explain in Chinese")


@case
def alerts_for_the_red_rows_of_a_table(machine):
    drop(machine, "重点工作台账_20240731.csv", LEDGER.encode("gb18030"))
    entry = accepted(machine, "重点工作台账_20240731.csv")
    check((entry["KIND"], entry["ENCODING"]) == ("ledger", "gb18030"), f"{entry['KIND']}, {entry['ENCODING']}")
    settle(machine)
    reds = machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1", "BULLETIN_ID=" + entry["BULLETIN_ID"])
    found = {red["STATUS_ITEM"]: red["STATUS_UNIT"] for red in reds}
    check(found == {"集贸市场外迁": "市场所"} and len(reds) == 1, f"red: {found}")


@case
def takes_the_same_content_for_an_alias(machine):
    first = machine.entries(*of("bulletin-accepted", BULLETIN_FILE="red.txt"))[0]
    alerts = len(machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1"))
    for name in ("red-again.txt", "red.txt"):
        drop(machine, name, RED_REPORT)
        alias = machine.wait_for(*of("bulletin-alias", BULLETIN_FILE=name))[0]
        check(alias["BULLETIN_ID"] == first["BULLETIN_ID"], "the alias names another bulletin")
    settle(machine)
    check(len(machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1")) == alerts, "a second alert for the same content")


@case
def reads_a_PDF_with_a_helper_inside_of_the_sandbox(machine):
    drop(machine, "road.pdf", pdf("Report on the eastern road", "The works on the eastern road were finished in June."))
    entry = accepted(machine, "road.pdf")
    summary = machine.wait_for(*of("summary", BULLETIN_ID=entry["BULLETIN_ID"]))[0]
    check(summary["ARTICLE_TITLE"] == "Report on the eastern road", summary["ARTICLE_TITLE"])


@case
def rejects_what_is_no_bulletin(machine):
    make = {
        "empty.txt": "touch {}",
        "picture.txt": r"printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\0\001\0\0\0\001\010\002\0\0\0' > {}.part; mv {}.part {}",
        "pipe.txt": "mkfifo {}",
        "link.txt": "ln -s /etc/passwd {}",
        "closed.txt": "echo 没有权限 > {}; chmod 0 {}",
        "broken.txt": r"printf '\345\214\227\377\376 not a text \200\n' > {}.part; mv {}.part {}",
    }
    # Written outside and moved in, so that each arrives whole.
    for name, command in make.items():
        machine.must("sh", "-c", "cd && " + command.replace("{}", name) + f" && mv {name} {INBOX}/{name}", user="anna")
    for name in make:
        entry = machine.wait_for(*of("bulletin-rejected", BULLETIN_FILE=name))[0]
        check(entry["PRIORITY"] == "3", f"{name}: priority {entry['PRIORITY']}")
        check(entry.get("REASON") and entry.get("REASON_CODE"), f"{name}: no REASON or REASON_CODE")
        print(f"#   {name}: {entry['REASON_CODE']}: {entry['REASON']}")
        rejected = machine.must("ls", "-A", REJECTED)
        check(name in rejected, f"{name} is not in rejected/")
        check(name + ".reason.txt" in rejected, f"{name}.reason.txt is not in rejected/")
        check(machine.run("test", "-e", f"{INBOX}/{name}").returncode != 0, f"{name} is still in the inbox")
        reason = machine.must("bulletind", "why", f"{REJECTED}/{name}", user="bulletind")
        check(reason.strip() != "", f"why says nothing about {name}")
    check(machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1", "BULLETIN_FILE=link.txt") == [], "link was read")


@case
def leaves_a_folder_and_says_so_once(machine):
    machine.must("sh", "-c", f"mkdir {INBOX}/older && echo 红灯 > {INBOX}/older/inside.txt", user="anna")
    machine.wait_for(*of("folder-left"))
    settle(machine)
    settle(machine)
    check(len(machine.entries(*of("folder-left"))) == 1, "it was said more than once")
    check(machine.must("cat", f"{INBOX}/older/inside.txt") == "红灯\n", "the folder was touched")
    check(machine.must("bulletind", "why", f"{INBOX}/older", user="bulletind").strip() != "", "why says nothing")


@case
def finds_words_and_single_characters(machine):
    for query, title in (("督查", "安居小区"), ("小广告", "安居小区"), ("沿", "安居小区"), ("闲置院落", "北河村")):
        text = machine.must("bulletind", "search", query, user="anna")
        check(title in text, f"search {query} does not show the title {title}: {text[:200]}")
        found = lines(machine, "search", query, "--json")
        check(found, f"search {query} --json finds nothing")
    nothing = machine.run("bulletind", "search", "绝无此词", user="anna")
    check(nothing.returncode in (0, 1) and "Error" not in nothing.stderr, f"search for nothing: {nothing.stderr}")


@case
def answers_questions(machine):
    listed = lines(machine, "list", "--json")
    check(len(listed) >= 3, f"list shows {len(listed)} bulletins")
    red = machine.must("bulletind", "list", "--red", user="anna")
    check("red.txt" in red and "page.txt" not in red.replace("real-page.txt", ""), f"list --red: {red}")
    entry = machine.entries(*of("bulletin-accepted", BULLETIN_FILE="red.txt"))[0]
    for arguments in (["show", entry["BULLETIN_ID"]], ["status"], ["why", entry["BULLETIN_ID"]], ["list"]):
        text = machine.must("bulletind", *arguments, user="anna")
        check(text.strip() != "", f"{arguments[0]} says nothing")
    lines(machine, "show", entry["BULLETIN_ID"], "--json")
    lines(machine, "status", "--json")
    for arguments, status in ((["show", "nonsense"], None), (["--help"], 0), (["no-such-command"], 64)):
        done = machine.run("bulletind", *arguments, user="anna")
        check(done.returncode == status if status is not None else done.returncode not in (0, 70, 139),
              f"bulletind {' '.join(arguments)} left with {done.returncode}")
    outside = machine.run("bulletind", "list", user="olga")
    check(outside.returncode != 0, "somebody outside of the group may query")


@case
def reloads_only_a_right_configuration(machine):
    before = show(machine, "MainPID", "ActiveState")
    right = (machine.root / CONFIGURATION.lstrip("/")).read_text()
    (machine.root / CONFIGURATION.lstrip("/")).write_text(right + "\nlimits:\n  bulletin: 64 KiB\n")
    machine.must("systemctl", "reload", "bulletind")
    machine.wait_for(*of("reloaded"))
    drop(machine, "large.txt", HARMLESS.format(name="长") * 1000)
    check(machine.wait_for(*of("bulletin-rejected", BULLETIN_FILE="large.txt")), "the new limit is not in force")

    (machine.root / CONFIGURATION.lstrip("/")).write_text(right + "\ninboxx: /tmp/elsewhere\n")
    reload = machine.run("systemctl", "reload", "bulletind")
    check(reload.returncode != 0, "the reload of a wrong configuration succeeds")
    checked = machine.run("bulletind", "config", "--check")
    check(checked.returncode == 78, f"config --check left with {checked.returncode}")
    said = checked.stdout + checked.stderr
    check("inboxx" in said and "inbox" in said.replace("inboxx", "") and "bulletind.yaml:" in said, f"it says: {said}")
    machine.must("systemctl", "kill", "-s", "HUP", "--kill-who=main", "bulletind")
    machine.wait_for(*of("reload-refused"))
    after = show(machine, "MainPID", "ActiveState")
    check(after == before, f"{before} became {after}")
    settle(machine)

    (machine.root / CONFIGURATION.lstrip("/")).write_text(right)
    machine.must("systemctl", "reload", "bulletind")
    machine.wait_for(*of("reloaded"), count=2)


@case
def finishes_what_is_on_its_way_when_stopped(machine):
    names = [f"many-{number}.txt" for number in range(60)]
    for name in names:
        drop(machine, name, HARMLESS.format(name=name))
    machine.must("systemctl", "stop", "bulletind")
    state = show(machine, "ActiveState", "Result", "ExecMainStatus")
    check((state["ActiveState"], state["Result"], state["ExecMainStatus"]) == ("inactive", "success", "0"), str(state))
    check(machine.entries(*of("stopping")), "it does not say that it stops")
    listed = machine.must("bulletind", "list", user="anna")
    check(listed.strip() != "", "queries do not work while the daemon is down")
    machine.must("systemctl", "start", "bulletind")
    for name in names:
        accepted(machine, name)
    settle(machine)
    for name in names:
        count = len(machine.entries(*of("bulletin-accepted", BULLETIN_FILE=name)))
        check(count == 1, f"{name} was accepted {count} times")


@case
def keeps_droppers_apart(machine):
    machine.must("systemctl", "stop", "bulletind")
    try:
        machine.must("sh", "-c", f"umask 022; echo 安静的文字 > {INBOX}/mine.txt", user="anna")
        for forbidden in (f"ls {INBOX}", f"cat {INBOX}/mine.txt", f"rm -f {INBOX}/mine.txt", f"mv {INBOX}/mine.txt /tmp/",
                          f"echo x >> {INBOX}/mine.txt"):
            check(machine.run("sh", "-c", forbidden, user="bruno").returncode != 0, f"another member may: {forbidden}")
        check(machine.run("sh", "-c", f"echo x > {INBOX}/strange.txt", user="olga").returncode != 0, "a stranger may drop")
        machine.must("sh", "-c", f"echo 布鲁诺的文字 > {INBOX}/his.txt", user="bruno")
    finally:
        machine.must("systemctl", "start", "bulletind")
    accepted(machine, "mine.txt")
    accepted(machine, "his.txt")


@case
def drops_by_its_own_command(machine):
    machine.must("sh", "-c", "cat > ~/report.txt", user="anna", stdin=HARMLESS.format(name="投递"))
    machine.must("sh", "-c", "bulletind drop ~/report.txt", user="anna")
    accepted(machine, "report.txt")


@case
def lives_on_after_a_kill(machine):
    drop(machine, "before-the-kill.txt", red_report("西湖").replace("6月28日", "7月28日"))
    before = show(machine, "MainPID", "NRestarts")
    machine.must("systemctl", "kill", "-s", "KILL", "--kill-who=main", "bulletind")
    entry = accepted(machine, "before-the-kill.txt")
    settle(machine)
    after = show(machine, "MainPID", "NRestarts", "ActiveState")
    check(after["NRestarts"] != before["NRestarts"] and after["ActiveState"] == "active", str(after))
    reds = machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1", "BULLETIN_ID=" + entry["BULLETIN_ID"])
    identities = [red["ALERT_ID"] for red in reds]
    check(len(identities) == len(set(identities)) == 2, f"{len(identities)} alerts, {len(set(identities))} different")
    check(len(machine.entries(*of("bulletin-accepted", BULLETIN_FILE="before-the-kill.txt"))) == 1, "accepted twice")


@case
def keeps_every_file_and_the_watchdog_quiet(machine):
    left = machine.must("sh", "-c", f"ls -A {INBOX} /var/spool/bulletind/work").split()
    # The daemon keeps names of its own in work/, with a dot before them.
    check([name for name in left if name[0] not in "/." and name != "older"] == [], f"left behind: {left}")
    ping = show(machine, "WatchdogTimestampMonotonic")["WatchdogTimestampMonotonic"]
    check(int(ping or 0) > 0, "the watchdog never heard of it")
    barked = machine.run("journalctl", "-u", "bulletind", "-q", "--no-pager", "-g", "Watchdog timeout|core-dump|SIGSYS")
    check(barked.stdout.strip() == "", barked.stdout)
    # What did not come through the outbox came from a library that is unhappy with the sandbox.
    strange = [entry["MESSAGE"] for entry in machine.entries("_COMM=bulletind") if "MESSAGE_ID" not in entry
               and entry.get("_CMDLINE", "").endswith(" run")]
    if machine.run("prlimit", "--nice=40:40", "true").returncode != 0:
        # Then systemd cannot grant LimitNICE= either (no CAP_SYS_RESOURCE on this machine).
        strange = [line for line in strange if "thread priority" not in line]
    check(strange == [], f"{len(strange)} lines that no event explains: {strange[:3]}")
    archive = machine.must("find", "/var/spool/bulletind/archive", "-type", "f", "-not", "-path", "*/.*").splitlines()
    accepted_ids = {entry["BULLETIN_ID"] for entry in machine.entries(*of("bulletin-accepted"))}
    check(len(archive) == len(accepted_ids), f"{len(archive)} files archived, {len(accepted_ids)} bulletins accepted")
    manifests = machine.must("sh", "-c", "cat /var/spool/bulletind/archive/*/*/*/.manifest.jsonl").splitlines()
    hashes = {json.loads(line).get("hash") or json.loads(line).get("sha256") for line in manifests}
    check(accepted_ids <= hashes, "the manifest does not name every bulletin")


# The cases of these files follow, in this order: they change the machine under the daemon. The courier comes behind a rebuild, which
# sends bulletins by the handlers that there are then.
OTHERS = ["recipes", "states", "watchdog", "courier", "digests", "hostile", "package"]


def install(machine):
    subprocess.run(
        ["scripts/install"], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL,
        env=dict(os.environ, DESTDIR=str(machine.root), PREFIX=os.environ.get("PREFIX") or "/usr/local"))


def runtime_packages():
    rows = [row.split("\t") for row in (PROJECT / "scripts/packages").read_text().splitlines()]
    return [row[1] for row in rows if row[0] == "runtime"]


def report_failure(machine):
    traceback.print_exc(limit=-1, file=sys.stdout)
    tail = machine.run("journalctl", "--no-pager", "-n", "15", "-o", "short", "-u", "bulletind").stdout
    print("".join(f"#   {line}\n" for line in tail.splitlines()), end="", flush=True)


def main(words):
    # A signal runs the clean-up as an error does.
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(130))
    for name in OTHERS:
        importlib.import_module(name)
    chosen = [c for i, c in enumerate(CASES) if i < 3 or not words or any(word in c.__name__ for word in words)]
    passed, failed, skipped, machine = 0, 0, 0, None
    try:
        machine = Machine()
        machine.prepare(runtime_packages())
        install(machine)
        machine.boot()
        print(f"1..{len(chosen)}", flush=True)
        for number, function in enumerate(chosen, 1):
            name = function.__name__.replace("_", " ")
            try:
                reason = function(machine)
                print(f"ok {number} - {name}" + (f" # SKIP {reason}" if reason else ""), flush=True)
                passed, skipped = passed + (not reason), skipped + bool(reason)
            except (AssertionError, subprocess.SubprocessError, ValueError, KeyError, OSError) as error:
                print(f"not ok {number} - {name}: {error}", flush=True)
                report_failure(machine)
                failed += 1
                if number == 2:
                    print("# it does not start: the rest makes no sense")
                    failed += len(chosen) - number
                    break
    except CannotRun as reason:
        print(f"system test: skipped: {reason}")
        return 77
    finally:
        sys.modules["package"].close()
        if machine:
            machine.close()
    print(f"system test: {passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
