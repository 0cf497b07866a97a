"""The courier's own unit: external handlers, which bulletind.service neither starts nor waits for."""

import json
import re

from support import HARMLESS, accepted, case, check, drop, of, red_report, settle, show

HANDLERS = "/etc/bulletind/handlers.d"
WORK = "/srv/handled"
# What a person writes with `systemctl edit bulletind-courier`.
OVERRIDE = "/etc/systemd/system/bulletind-courier.service.d/test.conf"


def add(machine, name, settings, program):
    """Puts a handler into handlers.d, the program first, as its documentation says."""
    folder = machine.root / HANDLERS.lstrip("/")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("#!/bin/sh\n" + program)
    (folder / name).chmod(0o755)
    (folder / f"{name}.yaml").write_text(f"command: ./{name}\n{settings}\n")


def reload(machine):
    machine.must("bulletind", "config", "--check")
    machine.must("systemctl", "reload", "bulletind", "bulletind-courier")


def out(machine, name):
    """The lines that a handler has written."""
    file = machine.root / WORK.lstrip("/") / name
    return file.read_text().splitlines() if file.exists() else []


def deliveries(machine, name):
    """What `status` tells of a handler."""
    told = json.loads(machine.must("bulletind", "status", "--json"))["external"]
    return next(entry for entry in told if entry["handler"] == name)


def courier(machine, *properties):
    lines = machine.must("systemctl", "show", "bulletind-courier", *[f"-p{name}" for name in properties]).splitlines()
    return dict(line.split("=", 1) for line in lines)


@case
def runs_a_handler_in_a_unit_of_its_own(machine):
    machine.must("install", "-d", "-o", "bulletind", "-g", "bulletind", WORK)
    folder = machine.root / OVERRIDE.lstrip("/")
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text(f"[Service]\nReadWritePaths={WORK}\n")
    machine.must("systemctl", "daemon-reload")
    add(machine, "count", "each: bulletin", f"""cat > {WORK}/document
echo "$BULLETIN_ID $DELIVERY_ID $ATTEMPT" >> {WORK}/count
echo "counted"
echo '{{"message": "as json", "priority": "notice", "fields": {{"COUNTED": 1}}}}'
echo "a warning" >&2
""")
    machine.must("systemctl", "reload", "bulletind")
    machine.must("systemctl", "enable", "--now", "bulletind-courier")
    state = courier(machine, "ActiveState", "SubState", "User")
    check((state["ActiveState"], state["SubState"], state["User"]) == ("active", "running", "bulletind"), str(state))
    drop(machine, "for-the-courier.txt", red_report("信使"))
    entry = accepted(machine, "for-the-courier.txt")
    told = machine.wait_for(*of("external-output", HANDLER="count", BULLETIN_ID=entry["BULLETIN_ID"]), count=3)
    by = {line["MESSAGE"]: line for line in told}
    check(set(by) == {"counted", "as json", "count: a warning"}, str(set(by)))
    check(by["as json"]["PRIORITY"] == "5" and by["as json"]["COUNTED"] == "1", str(by["as json"]))
    check(by["count: a warning"]["PRIORITY"] == "4", "standard error is no warning")
    check({line["_SYSTEMD_UNIT"] for line in told} == {"bulletind-courier.service"}, "it was run by another unit")
    check(len(out(machine, "count")) == 1, str(out(machine, "count")))
    document = json.loads((machine.root / WORK.lstrip("/") / "document").read_text())
    check(document["schema"] == 1 and document["bulletin"]["file"] == "for-the-courier.txt", str(document)[:300])


@case
def is_locked_in_as_far_as_a_handler_can_be(machine):
    text = machine.must("systemd-analyze", "security", "--no-pager", "bulletind-courier.service")
    figure = re.search(r"Overall exposure level for bulletind-courier.service: ([0-9.]+)", text).group(1)
    print(f"# exposure of the courier: {figure}")
    check(float(figure) <= 3.0, f"exposure {figure}")
    add(machine, "reach", "each: bulletin\nretries: 0", f"""cat > /dev/null
for place in /etc/bulletind/bulletind.yaml /var/spool/bulletind/inbox/forged.txt /var/spool/bulletind/archive/forged /usr/bin/forged; do
  (echo x >> "$place") 2>/dev/null && echo "$place" >> {WORK}/reached
done
cat /proc/1/environ >/dev/null 2>&1 && echo environ >> {WORK}/reached
echo done >> {WORK}/tried
""")
    reload(machine)
    drop(machine, "reach.txt", HARMLESS.format(name="伸手"))
    accepted(machine, "reach.txt")
    machine.until(lambda: out(machine, "tried"), "the handler did not run")
    check(out(machine, "reached") == [], f"a handler may write to {out(machine, 'reached')}")


@case
def tries_again_what_was_put_off(machine):
    add(machine, "later", "each: bulletin\nbackoff: 0.2", f"""cat > /dev/null
echo "$DELIVERY_ID $ATTEMPT" >> {WORK}/later
[ "$ATTEMPT" -ge 4 ] || exit 75
""")
    # Added by a reload: neither unit is started anew.
    before = courier(machine, "MainPID", "NRestarts")
    reload(machine)
    drop(machine, "later.txt", HARMLESS.format(name="稍后"))
    accepted(machine, "later.txt")
    machine.until(lambda: len(out(machine, "later")) == 4, "it was not tried four times")
    machine.until(lambda: deliveries(machine, "later")["done"] == 1, str(deliveries(machine, "later")))
    tried = [line.split() for line in out(machine, "later")]
    check(len({name for name, _ in tried}) == 1 and [number for _, number in tried] == ["1", "2", "3", "4"], str(tried))
    check(courier(machine, "MainPID", "NRestarts") == before, "the courier was started anew")


@case
def intake_goes_on_without_the_courier(machine):
    machine.must("systemctl", "stop", "bulletind-courier")
    had = len(out(machine, "count"))
    names = [f"without-courier-{number}.txt" for number in range(10)]
    for number, name in enumerate(names):
        drop(machine, name, HARMLESS.format(name=f"无信使{number}"))
    red = red_report("无信使")
    drop(machine, "without-courier-red.txt", red)
    ids = {accepted(machine, name)["BULLETIN_ID"] for name in names}
    ids.add(accepted(machine, "without-courier-red.txt")["BULLETIN_ID"])
    settle(machine)
    reds = machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1", "BULLETIN_FILE=without-courier-red.txt")
    check(len(reds) == 2, f"{len(reds)} alerts while the courier is down")
    check(deliveries(machine, "count")["pending"] >= 11, str(deliveries(machine, "count")))
    machine.must("systemctl", "start", "bulletind-courier")
    machine.until(lambda: deliveries(machine, "count")["pending"] == 0, str(deliveries(machine, "count")))
    done = [line.split()[0] for line in out(machine, "count")[had:]]
    check(len(done) == len(set(done)) and ids <= set(done), f"{len(done)} runs for {len(ids)} bulletins and more")
    # The red one went before the backlog.
    check(done[0] == accepted(machine, "without-courier-red.txt")["BULLETIN_ID"], "the red one had to wait")


@case
def takes_up_what_a_kill_broke_off(machine):
    add(machine, "slow", "each: bulletin", f"""cat > /dev/null
echo "$DELIVERY_ID" >> {WORK}/begun
sleep 987 & echo $! >> {WORK}/child
[ -e {WORK}/go ] || wait
kill $!
echo "$DELIVERY_ID" >> {WORK}/slow
""")
    reload(machine)
    drop(machine, "slow.txt", HARMLESS.format(name="慢"))
    accepted(machine, "slow.txt")
    machine.until(lambda: len(out(machine, "child")) == 1, "the handler did not begin")
    machine.must("touch", f"{WORK}/go")
    machine.must("systemctl", "kill", "-s", "KILL", "--kill-who=main", "bulletind-courier")
    machine.until(lambda: len(out(machine, "slow")) == 1, "it was not run again after the kill")
    machine.until(lambda: deliveries(machine, "slow")["done"] == 1, str(deliveries(machine, "slow")))
    check(len(out(machine, "begun")) == 2 and len(set(out(machine, "begun"))) == 1, str(out(machine, "begun")))
    check(machine.run("pgrep", "-f", "sleep 987").returncode != 0, "what the killed handler had started still runs")
    check(show(machine, "ActiveState")["ActiveState"] == "active", "the daemon went with it")


@case
def takes_a_handler_away_and_audits(machine):
    for name in ("count", "reach", "later", "slow"):
        for file in (name, f"{name}.yaml"):
            (machine.root / HANDLERS.lstrip("/") / file).unlink(missing_ok=True)
    reload(machine)
    done = machine.run("bulletind", "audit")
    check(done.returncode == 0, done.stdout + done.stderr)
    machine.must("systemctl", "disable", "--now", "bulletind-courier")
    machine.must("rm", "-r", OVERRIDE, WORK)
    machine.must("systemctl", "daemon-reload")
