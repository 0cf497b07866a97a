"""The timers of the digests: made due by ageing their stamp files. No clock is ever set."""

from support import case, check, drop, accepted, of, settle

STAMPS = "/var/lib/systemd/timers"
REPORTS = "/var/lib/bulletind/reports"
OVERDUE = "工作事项,责任科室,目前进展,完成时限,存在问题,预警等级\n码头步道,港航办,80%,2023-12-31,无,黄\n"


def digests(machine, cadence):
    return machine.entries(*of("digest", DIGEST=cadence))


@case
def issues_a_digest_when_its_timer_is_due_and_only_once(machine):
    drop(machine, "步道台账_20231201.csv", OVERDUE)
    accepted(machine, "步道台账_20231201.csv")
    for cadence in ("daily", "weekly", "halfmonthly", "monthly"):
        timer, stamp = f"bulletind-digest-{cadence}.timer", f"{STAMPS}/stamp-bulletind-digest-{cadence}.timer"
        check(machine.must("systemctl", "is-active", timer).strip() == "active", f"{timer} does not run")
        before = len(digests(machine, cadence))
        # As after a pause of two months: Persistent= makes it due at its next start.
        machine.must("systemctl", "stop", timer)
        machine.must("touch", "-d", "60 days ago", stamp)
        machine.must("systemctl", "start", timer)
        told = machine.wait_for(*of("digest", DIGEST=cadence), count=before + 1)
        check(told[-1].get("DIGEST_REPORT", "").startswith(REPORTS), str(told[-1].get("DIGEST_REPORT")))
        machine.must("test", "-s", told[-1]["DIGEST_REPORT"])
        # Due again: the period is issued already.
        machine.must("systemctl", "stop", timer)
        machine.must("touch", "-d", "60 days ago", stamp)
        machine.must("systemctl", "start", timer)
        machine.must("systemctl", "start", f"bulletind-digest@{cadence}.service")
        settle(machine)
        check(len(digests(machine, cadence)) == before + 1, f"{len(digests(machine, cadence))} {cadence} digests")
    # Nothing new was dropped: the calendar has made it overdue, once.
    reds = machine.entries(*of("transition", STATUS_ITEM="码头步道"), "PRIORITY=1")
    check(len(reds) == 1, f"{len(reds)} alerts for the item that became overdue")
    check("overdue" in reds[0]["MESSAGE"], reds[0]["MESSAGE"])
    text = machine.must("bulletind", "ledger", "--history", "码头步道", user="anna")
    check("the calendar" in text, text)
