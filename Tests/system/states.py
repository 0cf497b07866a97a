"""What may befall the machine while the daemon runs: each a state that is said once, loses nothing, and heals by itself."""

import contextlib
import sqlite3

from support import HARMLESS, INBOX, accepted, case, check, drop, lines, of, red_report, settle, show

SPOOL = "/var/spool/bulletind"
STATE = "/var/lib/bulletind"
HEALS_WITHIN = 40


def count(machine, name):
    return len(machine.entries(*of(name)))


def healed(machine, name, before):
    """Waits for the entry that says that it is over; returns how often it was said since."""
    machine.wait_for(*of(name), count=before + 1, deadline=HEALS_WITHIN)
    return count(machine, name) - before


@contextlib.contextmanager
def said_once(machine, trouble, over):
    """What is done inside causes a trouble and ends it: it is said once, and its end is said once."""
    troubles, overs = count(machine, trouble), count(machine, over)
    yield lambda: machine.wait_for(*of(trouble), count=troubles + 1, deadline=HEALS_WITHIN)
    healed(machine, over, overs)
    settle(machine)
    check(count(machine, trouble) - troubles == 1, f"{trouble} was said {count(machine, trouble) - troubles} times")
    check(count(machine, over) - overs == 1, f"{over} was said {count(machine, over) - overs} times")
    state = show(machine, "ActiveState", "StatusText", "NRestarts")
    check(state["ActiveState"] == "active" and "accepted" in state["StatusText"], str(state))
    audited(machine)


def audited(machine):
    done = machine.run("bulletind", "audit")
    check(done.returncode == 0, f"audit: {done.stdout}{done.stderr}")


def difference(before, now):
    """What two lists of bulletins do not share, for a person to read."""
    return f"gone {[row for row in before if row not in now][:3]}, new {[row for row in now if row not in before][:3]}, of {len(before)}"


def status(machine):
    return show(machine, "StatusText")["StatusText"]


@contextlib.contextmanager
def on_a_small_disk(machine, path, options):
    """Puts a folder of the daemon onto a file system of its own while the service is down, and back again."""
    machine.must("systemctl", "stop", "bulletind")
    machine.must("sh", "-c", f"cp -a {path} /root/kept && mount -t tmpfs -o {options} small {path} && cp -a /root/kept/. {path}/")
    try:
        machine.must("systemctl", "start", "bulletind")
        yield
    finally:
        machine.must("systemctl", "stop", "bulletind")
        # What was accepted meanwhile stays accepted.
        machine.must("sh", "-c", f"rm -rf /root/kept && cp -a {path} /root/kept && umount {path}"
                     f" && cp -a /root/kept/. {path}/ && rm -rf /root/kept")
        machine.must("systemctl", "start", "bulletind")


@case
def waits_on_a_full_disk_and_goes_on(machine):
    with on_a_small_disk(machine, SPOOL, "size=24m,mode=2755"):
        with said_once(machine, "disk-full", "disk-restored") as said:
            # The daemon holds still until the disk is full: what is dropped needs room itself.
            machine.must("systemctl", "kill", "-s", "STOP", "--kill-who=main", "bulletind")
            try:
                drop(machine, "on-a-full-disk.txt", red_report("满盘"))
                drop(machine, "on-a-full-disk-2.txt", HARMLESS.format(name="满盘"))
                machine.run("sh", "-c", f"dd if=/dev/zero of={SPOOL}/ballast bs=64k 2>/dev/null; dd if=/dev/zero of={SPOOL}/more bs=512 2>/dev/null")
            finally:
                machine.must("systemctl", "kill", "-s", "CONT", "--kill-who=main", "bulletind")
            said()
            check("no room" in status(machine), status(machine))
            machine.must("rm", f"{SPOOL}/ballast", f"{SPOOL}/more")
        accepted(machine, "on-a-full-disk.txt")
        accepted(machine, "on-a-full-disk-2.txt")


@case
def waits_for_room_for_the_database(machine):
    with on_a_small_disk(machine, STATE, "size=16m,mode=0750,uid=bulletind,gid=bulletind"):
        with said_once(machine, "disk-full", "disk-restored") as said:
            machine.run("sh", "-c", f"dd if=/dev/zero of={STATE}/ballast bs=4k 2>/dev/null; dd if=/dev/zero of={STATE}/more bs=512 2>/dev/null")
            for number in range(40):
                drop(machine, f"no-room-{number}.txt", HARMLESS.format(name=f"无处{number}") * 20)
            drop(machine, "red-without-room.txt", red_report("无处"))
            said()
            check("full" in status(machine), status(machine))
            machine.must("rm", f"{STATE}/ballast", f"{STATE}/more")
        for number in range(40):
            accepted(machine, f"no-room-{number}.txt")
        entry = accepted(machine, "red-without-room.txt")
        settle(machine)
        reds = machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1", "BULLETIN_ID=" + entry["BULLETIN_ID"])
        check(len(reds) == len({red["ALERT_ID"] for red in reds}) == 2, f"{len(reds)} alerts")


@case
def waits_for_inodes(machine):
    with on_a_small_disk(machine, SPOOL, "size=64m,nr_inodes=2000,mode=2755"):
        with said_once(machine, "disk-full", "disk-restored") as said:
            drop(machine, "before.txt", HARMLESS.format(name="有节点"))
            accepted(machine, "before.txt")
            machine.must("sh", "-c", f"mkdir {SPOOL}/many; cd {SPOOL}/many; i=0; while touch $i 2>/dev/null; do i=$((i+1)); done; rm 0")
            drop(machine, "no-inode.txt", HARMLESS.format(name="无节点"))
            machine.run("sh", "-c", f"touch {SPOOL}/many/0")
            said()
            machine.must("rm", "-r", f"{SPOOL}/many")
        accepted(machine, "no-inode.txt")


@case
def begins_on_a_read_only_disk_and_waits(machine):
    with on_a_small_disk(machine, SPOOL, "size=64m,mode=2755"):
        machine.must("systemctl", "stop", "bulletind")
        drop(machine, "read-only.txt", HARMLESS.format(name="只读"))
        with said_once(machine, "disk-trouble", "disk-restored") as said:
            machine.must("mount", "-o", "remount,ro", SPOOL)
            machine.must("systemctl", "start", "bulletind")
            said()
            state = show(machine, "ActiveState", "StatusText")
            check(state["ActiveState"] == "active" and "Read-only" in state["StatusText"], str(state))
            machine.must("mount", "-o", "remount,rw", SPOOL)
        accepted(machine, "read-only.txt")


@case
def takes_up_an_inbox_that_was_deleted_and_made_again(machine):
    with said_once(machine, "inbox-missing", "inbox-restored") as said:
        machine.must("rm", "-rf", INBOX)
        said()
        check("inbox" in status(machine), status(machine))
        machine.must("systemd-tmpfiles", "--create")
        machine.wait_for(*of("inbox-restored"), count=count(machine, "inbox-restored") or 1)
        drop(machine, "in-a-new-inbox.txt", HARMLESS.format(name="新箱"))
        accepted(machine, "in-a-new-inbox.txt")


@case
def makes_a_missing_inbox_at_the_start_as_it_must_be(machine):
    machine.must("systemctl", "stop", "bulletind")
    machine.must("rm", "-rf", INBOX, f"{SPOOL}/work")
    machine.must("systemctl", "start", "bulletind")
    stat = machine.must("stat", "-c", "%a %U:%G", INBOX).strip()
    check(stat == "3730 bulletind:bulletind", f"the inbox is {stat}")
    acl = machine.must("getfacl", "-cp", INBOX)
    check("default:group::---" in acl and "default:other::---" in acl, acl)
    drop(machine, "in-a-made-inbox.txt", HARMLESS.format(name="自建箱"))
    accepted(machine, "in-a-made-inbox.txt")


@case
def waits_for_a_locked_database(machine):
    with said_once(machine, "database-trouble", "database-restored") as said:
        # Somebody leaves a transaction open.
        holder = sqlite3.connect(machine.root / f"{STATE}/bulletind.db".lstrip("/"), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        try:
            drop(machine, "while-locked.txt", red_report("锁住"))
            said()
            check("locked" in status(machine), status(machine))
        finally:
            holder.close()
    entry = accepted(machine, "while-locked.txt")
    settle(machine)
    reds = machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1", "BULLETIN_ID=" + entry["BULLETIN_ID"])
    check(len(reds) == 2, f"{len(reds)} alerts")


@case
def keeps_what_is_to_be_told_while_journald_is_down(machine):
    units = ["systemd-journald.socket", "systemd-journald-dev-log.socket", "systemd-journald-audit.socket"]
    machine.must("systemctl", "stop", *units, "systemd-journald.service")
    try:
        drop(machine, "without-journal.txt", red_report("无志"))
        machine.until(lambda: "without-journal" in machine.must("bulletind", "list", user="anna"), "it is not accepted")
        machine.until(lambda: "journal" in status(machine), f"STATUS= says nothing of the journal: {status(machine)}")
    finally:
        machine.run("systemctl", "start", "systemd-journald.socket", "systemd-journald-dev-log.socket", "systemd-journald.service")
    entry = accepted(machine, "without-journal.txt")
    settle(machine)
    reds = machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1", "BULLETIN_ID=" + entry["BULLETIN_ID"])
    check(len(reds) == len({red["ALERT_ID"] for red in reds}) == 2, f"{len(reds)} alerts")
    machine.until(lambda: "journal" not in status(machine), f"STATUS= still says {status(machine)}")
    audited(machine)


@case
def makes_a_damaged_database_anew_at_the_start(machine):
    settle(machine)
    known = lines(machine, "list", "--json", "--limit", "1000", user="anna")
    alerts = len(machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1"))
    machine.must("systemctl", "stop", "bulletind")
    machine.must("sh", "-c", f"printf 'no database' | dd of={STATE}/bulletind.db conv=notrunc 2>/dev/null; rm -f {STATE}/bulletind.db-wal {STATE}/bulletind.db-shm")
    damaged = machine.run("bulletind", "list", user="anna")
    check(damaged.returncode == 65 and "restart bulletind" in damaged.stderr, f"{damaged.returncode} {damaged.stderr}")
    machine.must("systemctl", "start", "bulletind")
    entry = machine.wait_for(*of("database-rebuilt"))[0]
    check("set aside" in entry["MESSAGE"] or "lies in" in entry["MESSAGE"], entry["MESSAGE"])
    rebuilt = lines(machine, "list", "--json", "--limit", "1000", user="anna")
    check(rebuilt == known, f"the rebuilt database lists other bulletins: {difference(known, rebuilt)}")
    settle(machine)
    check(count(machine, "database-rebuilt") == 1, "it was said more than once")
    check(len(machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1")) == alerts, "a rebuild alerts again")
    audited(machine)
    # By hand, as root: the daemon must be able to use what root made.
    machine.must("systemctl", "stop", "bulletind")
    machine.must("bulletind", "rebuild")
    machine.must("systemctl", "start", "bulletind")
    rebuilt = lines(machine, "list", "--json", "--limit", "1000", user="anna")[1:]
    check(rebuilt == known, f"the rebuilt database lists other bulletins: {difference(known, rebuilt)}")
    settle(machine)
    check(len(machine.entries("SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1")) == alerts, "a rebuild alerts again")
    audited(machine)
