"""docs/journal.md: every recipe is run as it stands there."""

import json
import re

from machine import Machine
from support import PROJECT, RED_REPORT, accepted, case, check, drop, of, settle

RECIPES = dict(re.findall(r"```sh recipe=(\w+)\n(.*?)\n```", (PROJECT / "docs/journal.md").read_text(), re.S))
# What each must show; the others are run by cases of their own.
SHOWS = {
    "today": "red status", "unit": "区城建局", "item": "STATUS_QUOTE=", "file": "accepted red.txt", "refused": "rejected ",
    "explained": "bulletind", "json": "STATUS_ITEM", "trouble": "",
}


@case
def answers_by_the_recipes(machine):
    check(set(RECIPES) == {*SHOWS, "follow", "remote", "upload", "central"}, f"other recipes: {sorted(RECIPES)}")
    if not machine.entries("SYSLOG_IDENTIFIER=bulletind", "BULLETIN_FILE=red.txt"):
        drop(machine, "red.txt", RED_REPORT)
        accepted(machine, "red.txt")
    drop(machine, "for-a-recipe.txt", "区财政局\0督查室")
    machine.wait_for(*of("bulletin-rejected", BULLETIN_FILE="for-a-recipe.txt"))
    settle(machine)
    for name, shows in SHOWS.items():
        done = machine.run("sh", "-c", RECIPES[name], language="zh_CN.UTF-8")
        check(done.returncode == 0 and shows in done.stdout, f"{name}: {done.returncode} {done.stdout[-300:]}{done.stderr}")
    for line in machine.must("sh", "-c", RECIPES["json"]).splitlines():
        check("STATUS_QUOTE" in json.loads(line) or "STATUS_ITEM" in json.loads(line), line)
    followed = machine.run("timeout", "3", "sh", "-c", RECIPES["follow"])
    check("red status" in followed.stdout, followed.stdout + followed.stderr)


@case
def sends_its_reds_to_a_central_machine(machine):
    if machine.run("test", "-x", "/lib/systemd/systemd-journal-upload").returncode != 0:
        return "systemd-journal-remote is not in the root"
    from system_test import runtime_packages
    central = Machine("central")
    try:
        central.prepare(runtime_packages())
        central.boot(beside=machine)
        central.must("mkdir", "-p", "/var/log/journal/remote")
        central.must("systemd-run", "--unit=listens", "--collect", "sh", "-c", "exec " + RECIPES["remote"])
        central.until(
            lambda: "active" == central.run("systemctl", "is-active", "listens").stdout.strip()
            and ":19532" in central.run("sh", "-c", "cat /proc/net/tcp | awk '{print $2}' | grep -q :4C4C && echo :19532").stdout,
            "nobody listens on 19532")
        machine.must("systemd-run", "--unit=uploads", "--collect", "sh", "-c", "exec " + RECIPES["upload"])
        reds = len(machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1"))
        read = RECIPES["central"] + " -o json"

        def arrived():
            return [json.loads(line) for line in central.run("sh", "-c", read).stdout.splitlines() if line.startswith("{")]

        central.until(lambda: len(arrived()) >= reds > 0, f"of {reds} reds {len(arrived())} arrived")
        check({entry["_HOSTNAME"] for entry in arrived()} == {machine.must("hostname").strip()}, "another host's name")
    finally:
        machine.run("systemctl", "stop", "uploads")
        central.close()
    return None
