"""The intake loop makes no step for longer than the watchdog allows: it is ended at once, started again, and nothing is lost.

What holds it up is a transaction that somebody leaves open: the intake waits ten seconds for it. With the unit's own deadline that is
no standing still but a state that is said (`waits_for_a_locked_database`), so the deadline is made shorter here.
"""

import sqlite3

from support import CONFIGURATION, accepted, case, check, drop, of, red_report, settle, show

DATABASE = "var/lib/bulletind/bulletind.db"
DROP_IN = "/run/systemd/system/bulletind.service.d"
# Seconds; twice that is less than the intake waits.
DEADLINE = 3
# Seconds; far below TimeoutStopSec=, after which systemd ends what a first signal has not ended.
ENDS_WITHIN = 20


@case
def is_ended_and_started_again_when_the_intake_stands_still(machine):
    configuration = machine.root / CONFIGURATION.lstrip("/")
    right = configuration.read_text()
    configuration.write_text(right + "\nlimits: {seconds: 1}\n")
    machine.must("sh", "-c", f"mkdir -p {DROP_IN} && printf '[Service]\\nWatchdogSec={DEADLINE}s\\n' > {DROP_IN}/watchdog.conf")
    machine.must("systemctl", "daemon-reload")
    machine.must("systemctl", "restart", "bulletind")
    try:
        before = show(machine, "NRestarts")
        settle(machine)
        holder = sqlite3.connect(machine.root / DATABASE, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        try:
            drop(machine, "standing-still.txt", red_report("停步"))
            machine.until(lambda: show(machine, "NRestarts") != before, "the watchdog does not end it", deadline=ENDS_WITHIN)
        finally:
            holder.close()
        check("Watchdog timeout" in machine.must("journalctl", "--no-pager", "-u", "bulletind", "-n", "40"), "it ended otherwise")
        entry = accepted(machine, "standing-still.txt")
        settle(machine)
        reds = machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1", "BULLETIN_ID=" + entry["BULLETIN_ID"])
        check(len(reds) == len({red["ALERT_ID"] for red in reds}) == 2, f"{len(reds)} alerts")
        check(len(machine.entries(*of("bulletin-accepted", BULLETIN_FILE="standing-still.txt"))) == 1, "accepted more than once")
        state = show(machine, "ActiveState", "NRestarts")
        check(state["ActiveState"] == "active" and int(state["NRestarts"]) == int(before["NRestarts"]) + 1, str(state))
        done = machine.run("bulletind", "audit")
        check(done.returncode == 0, done.stdout + done.stderr)
    finally:
        configuration.write_text(right)
        machine.must("rm", "-r", DROP_IN)
        machine.must("systemctl", "daemon-reload")
        machine.must("systemctl", "restart", "bulletind")
