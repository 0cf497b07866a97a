"""The Debian package in a fresh root of its own: installed, upgraded over an older database, removed, installed again, purged."""

import functools
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile

from machine import Machine
from support import HARMLESS, INBOX, PROJECT, accepted, case, check, drop, lines, of, red_report, settle, show

STATE = "/var/lib/bulletind"
ARCHIVE = "/var/spool/bulletind/archive"
CONFIGURATION = "/etc/bulletind/bulletind.yaml"


def packaged(function):
    """A case that works on the second machine, and is skipped where there is none."""

    @functools.wraps(function)
    def run(_):
        return function(Office.machine) if Office.machine else "there is no package"

    return case(run)


class Office:
    """The second machine, made by the first case and closed by the last."""

    machine = None
    debs = []


def packages():
    """The package, and the same again with a later version."""
    missing = subprocess.run(["scripts/install-packages", "build", "deb"], cwd=PROJECT, capture_output=True, text=True)
    if missing.returncode != 0:
        return None
    folder = pathlib.Path(tempfile.mkdtemp(prefix="bulletind-deb-"))
    done = subprocess.run(["scripts/deb", str(folder)], cwd=PROJECT, capture_output=True, text=True)
    check(done.returncode == 0, (done.stdout + done.stderr)[-600:])
    first = pathlib.Path(done.stdout.strip().splitlines()[-1])
    tree = folder / "tree"
    subprocess.run(["dpkg-deb", "-R", first, tree], check=True)
    control = tree / "DEBIAN/control"
    text = control.read_text()
    version = next(line.split(": ", 1)[1] for line in text.splitlines() if line.startswith("Version: "))
    control.write_text(text.replace(f"Version: {version}", f"Version: {version}+later"))
    second = folder / "later.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-b", tree, second], check=True, capture_output=True)
    shutil.rmtree(tree)
    return [first, second]


def dpkg(*arguments):
    """Runs dpkg inside, with nobody there to answer a question."""
    machine = Office.machine
    for deb in Office.debs:
        target = machine.root / "srv" / deb.name
        if not target.exists():
            shutil.copy(deb, target)
    done = machine.run("env", "DEBIAN_FRONTEND=noninteractive", "dpkg", *arguments, stdin="")
    check(done.returncode == 0, f"dpkg {' '.join(arguments)}: {done.stdout}{done.stderr}")
    return done.stdout


def file(name):
    return Office.machine.root / name.lstrip("/")


def database(statements):
    """Works on the database from outside, while nobody has it open."""
    connection = sqlite3.connect(file(f"{STATE}/bulletind.db"))
    try:
        return [connection.execute(statement).fetchall() for statement in statements]
    finally:
        connection.commit()
        connection.close()


# What the version before wrote: a delivery without a bulletin could not be.
DOWNGRADE = [
    "DROP VIEW delivery_states", "DROP TRIGGER deliveries_tally", "DROP INDEX deliveries_waiting",
    "DROP INDEX deliveries_by_bulletin", "DROP INDEX deliveries_by_state", "DROP TABLE deliveries",
    """CREATE TABLE deliveries (id INTEGER PRIMARY KEY AUTOINCREMENT, delivery_id TEXT NOT NULL UNIQUE,
       bulletin INTEGER NOT NULL REFERENCES bulletins(id) ON DELETE CASCADE, handler TEXT NOT NULL, version INTEGER NOT NULL,
       part TEXT NOT NULL, red INTEGER NOT NULL, created INTEGER NOT NULL, born INTEGER NOT NULL,
       state TEXT NOT NULL DEFAULT 'pending', attempts INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
       error TEXT, next_attempt INTEGER NOT NULL DEFAULT 0, finished INTEGER)""",
    "CREATE INDEX deliveries_waiting ON deliveries(handler, red DESC, id) WHERE state IN ('pending', 'failed')",
    "CREATE INDEX deliveries_by_bulletin ON deliveries(bulletin)",
    "CREATE INDEX deliveries_by_state ON deliveries(handler, state, finished)",
    """CREATE TRIGGER deliveries_tally AFTER INSERT ON deliveries BEGIN
       UPDATE tallies SET count = count + 1 WHERE name = 'deliveries'; END""",
    """CREATE VIEW delivery_states AS SELECT delivery_id, coalesce(handler, 'bulletind') AS handler, state FROM announcements
       UNION ALL SELECT delivery_id, handler, state FROM deliveries""",
    "DELETE FROM grdb_migrations WHERE identifier = 'unbound deliveries'",
]
MIGRATED = "SELECT count(*) FROM grdb_migrations WHERE identifier = 'unbound deliveries'"


@case
def installs_from_its_package(_):
    made = packages()
    if made is None:
        return "debhelper cannot be installed here"
    Office.debs = made
    from system_test import runtime_packages
    machine = Office.machine = Machine("package")
    machine.prepare(runtime_packages())
    machine.boot()
    dpkg("-i", f"/srv/{Office.debs[0].name}")
    for unit in ("bulletind.service", "bulletind-courier.service", "bulletind-digest-daily.timer"):
        check(machine.must("systemctl", "is-active", unit).strip() == "active", f"{unit} does not run")
    check(machine.must("stat", "-c", "%a %U:%G", INBOX).strip() == "3730 bulletind:bulletind", "the inbox is another's")
    for name in ("anna", "bruno"):
        machine.must("useradd", "--create-home", "--groups", "bulletind", name)
    drop(machine, "first.txt", red_report("初装"))
    entry = accepted(machine, "first.txt")
    machine.wait_for(*of("status-red", BULLETIN_ID=entry["BULLETIN_ID"]), count=2)
    for page in ("man1/bulletind.1.gz", "man5/bulletind.yaml.5.gz", "man7/bulletind-journal.7.gz", "zh_CN/man1/bulletind.1.gz"):
        check(file("/usr/share/man/" + page).exists() or page_is_left_out(), page)
    check(machine.must("dpkg", "--audit").strip() == "", "dpkg --audit finds something")
    return None


def page_is_left_out():
    """minbase roots may be told to leave manual pages out."""
    return any("man" in rule.read_text() for rule in file("/etc/dpkg/dpkg.cfg.d").glob("*") if rule.is_file())


@packaged
def migrates_the_database_of_an_older_version(machine):
    settle(machine)
    known = lines(machine, "list", "--json", "--limit", "1000")
    machine.must("systemctl", "stop", "bulletind", "bulletind-courier")
    database(DOWNGRADE)
    # A changed conffile is the administrator's.
    file(CONFIGURATION).write_text(file(CONFIGURATION).read_text() + "\n# ours\n")
    dpkg("-i", "--force-confold", "/srv/later.deb")
    check(machine.must("systemctl", "is-active", "bulletind").strip() == "active", "it does not run after the upgrade")
    check("# ours" in file(CONFIGURATION).read_text(), "the changed configuration was replaced")
    check(lines(machine, "list", "--json", "--limit", "1000") == known, "the migrated database lists other bulletins")
    drop(machine, "after-the-upgrade.txt", HARMLESS.format(name="升级后"))
    accepted(machine, "after-the-upgrade.txt")
    done = machine.run("bulletind", "audit")
    check(done.returncode == 0, done.stdout + done.stderr)
    machine.must("systemctl", "stop", "bulletind", "bulletind-courier")
    check(database([MIGRATED])[0][0][0] == 1, "the migration is not noted")


@packaged
def undoes_a_migration_that_fails(machine):
    machine.must("systemctl", "stop", "bulletind", "bulletind-courier")
    database(DOWNGRADE + ["CREATE TABLE deliveries_of_bulletins (in_the_way INTEGER)"])
    before = database(["SELECT count(*) FROM bulletins", "SELECT count(*) FROM announcements"])
    machine.run("systemctl", "start", "--no-block", "bulletind")
    drop(machine, "waits-for-the-database.txt", HARMLESS.format(name="等库"))
    told = machine.wait_for("_SYSTEMD_UNIT=bulletind.service", where=lambda e: "deliveries_of_bulletins" in e["MESSAGE"])
    check(STATE in told[0]["MESSAGE"], told[0]["MESSAGE"])
    machine.must("systemctl", "stop", "bulletind")
    check(database([MIGRATED])[0][0][0] == 0, "half a migration is noted")
    check(database(["SELECT count(*) FROM bulletins", "SELECT count(*) FROM announcements"]) == before, "rows are gone")
    database(["DROP TABLE deliveries_of_bulletins"])
    machine.must("systemctl", "reset-failed", "bulletind")
    machine.must("systemctl", "start", "bulletind", "bulletind-courier")
    accepted(machine, "waits-for-the-database.txt")


@packaged
def keeps_what_is_people_s_when_it_goes_and_comes_back(machine):
    settle(machine)
    known = lines(machine, "list", "--json", "--limit", "1000")
    dpkg("-r", "bulletind")
    check(not file("/usr/bin/bulletind").exists(), "the program is still there")
    check(machine.run("systemctl", "is-active", "bulletind").stdout.strip() != "active", "it still runs")
    check(file(f"{STATE}/bulletind.db").exists() and file(CONFIGURATION).exists(), "removing took more than the program")
    machine.must("sh", "-c", f"echo 无人时 > {INBOX}/while-it-was-gone.txt", user="anna")
    dpkg("-i", "/srv/later.deb")
    accepted(machine, "while-it-was-gone.txt")
    check(lines(machine, "list", "--json", "--limit", "1000")[1:] == known, "a reinstall lists other bulletins")


@packaged
def purges_without_a_question_what_it_made(machine):
    settle(machine)
    archived = machine.must("find", ARCHIVE, "-type", "f", "-name", "first.txt").split()
    check(len(archived) == 1, str(archived))
    said = dpkg("-P", "bulletind")
    check("/var/spool/bulletind stay" in said, said)
    check(file(archived[0]).exists(), "purging deleted a bulletin")
    for gone in (STATE, "/etc/bulletind", "/usr/share/doc/bulletind"):
        check(not file(gone).exists(), f"{gone} is left: {machine.run('find', gone).stdout}")
    # Where there are no bulletins nothing is left.
    machine.must("rm", "-r", "/var/spool/bulletind")
    dpkg("-i", f"/srv/{Office.debs[0].name}")
    check(show(machine, "ActiveState")["ActiveState"] == "active", "it does not run")
    dpkg("-P", "bulletind")
    check(not file("/var/spool/bulletind").exists(), machine.run("find", "/var/spool/bulletind").stdout)


def close():
    """Ends the second machine; safe at any time."""
    if Office.machine:
        Office.machine.close()
        Office.machine = None
    if Office.debs:
        shutil.rmtree(Office.debs[0].parent, ignore_errors=True)
        Office.debs = []
