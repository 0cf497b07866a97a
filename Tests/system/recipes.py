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


def shown_commands():
    """The commands of README.md that need an installed service, without what is said behind them."""
    text = (PROJECT / "README.md").read_text()
    found = re.findall(r"^    (?:\$ )?((?:sudo|bulletind|journalctl) .*)$", text, re.M)
    return [re.split(r"\s+#", command)[0].strip() for command in found]


@case
def goes_the_way_of_the_readme(machine):
    """As a newcomer would, as carla, who may use sudo: what sudo does is done as root here."""
    machine.must("useradd", "--create-home", "carla")
    home = machine.root / "home/carla"
    (home / "seeds").mkdir()
    for name in ("page.txt", "重点工作台账_20260930.csv"):
        (home / "seeds" / name).write_bytes((PROJECT / "seeds" / name).read_bytes())
    (home / "report.txt").write_text(RED_REPORT.replace("东湖路", "读我路").replace("望山镇", "读我镇"))
    machine.must("chown", "-R", "carla:carla", "/home/carla")
    ran = []
    # First what the service needs, then the picture at the top, then what the rest of the page says.
    commands = sorted(shown_commands(), key=lambda command: not command.startswith("sudo"))
    for command in commands:
        if command.startswith(("sudo make", "sudoedit")):
            continue  # This machine was installed so; an editor asks a person.
        user = "carla"
        if command.startswith("sudo "):
            user, command = None, command.removeprefix("sudo ").replace("$USER", "carla")
        elif command.startswith("journalctl"):
            user, command = None, "timeout 3 " + command if command.endswith("-f") else command + " --no-pager"
        if command.startswith("bulletind why report.txt"):
            accepted(machine, "report.txt")
        if command.startswith("bulletind why 12"):
            newest = json.loads(machine.must("bulletind", "list", "--json", "--limit", "1").splitlines()[0])
            command = f"bulletind why {newest['id']}"
        done = machine.run("sh", "-c", f"cd /home/carla && {command}", user=user)
        # 1: `check` says that a red is in it; 124: what follows the journal was ended.
        check(done.returncode in (0, 1 if "check" in command else 0, 124 if "timeout" in command else 0),
              f"{command} left with {done.returncode}: {done.stdout[-200:]}{done.stderr[-200:]}")
        ran.append(command)
    check(len(ran) > 10, f"README.md shows only {ran}")
