"""`journal`: alerts against a real journald that stands still, is stopped, restarted, flooded or lied to: each comes once."""

import collections
import os
import socket
import struct
import subprocess
import time

import law
import office
import tracing
from namespace import SETTINGS, Journal, die_with_parent, wait_until
from spool import Spool

NOBODY = 65534
# A journald that keeps few entries of one sender in a short time, as the default does in a long one.
LIMITED = SETTINGS.replace("RateLimitIntervalSec=0", "RateLimitIntervalSec=4s\nRateLimitBurst=100")


def run(chosen, folder, journal):
    broken, told = 0, []
    for number, case in enumerate(CASES):
        spool = Spool(folder / case.__name__, chosen.program, office.mark(800_000 + number))
        started = time.monotonic()
        try:
            found = case(spool, journal, folder)
        except AssertionError as error:
            found = [str(error)]
        finally:
            if journal.settings != SETTINGS:
                journal.stop()
                journal.settings = SETTINGS
                journal.start()
        print(f"# {'not ok' if found else 'ok'} - {case.__doc__} ({time.monotonic() - started:.0f} s)", flush=True)
        for sentence in found[:6]:
            print(f"#     {sentence}", flush=True)
        broken += bool(found)
        told.append(case.__name__)
    return broken, f"{len(told)} cases"


class Service:
    """`bulletind run`, ended at the end of the block."""

    def __init__(self, spool):
        self.spool = spool

    def __enter__(self):
        self.process = subprocess.Popen(
            self.spool.command("run"), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent)
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()

    def end(self):
        self.process.terminate()
        self.process.wait(60)

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def wait_for(self, sql, deadline=60):
        def holds():
            try:
                return self.spool.ask(sql)[0][0]
            except (AssertionError, OSError):
                return False
            except Exception as error:  # pylint: disable=broad-except
                return "no such table" in str(error) and False
        return wait_until(holds, deadline, "never true: " + sql)


TOLD = "SELECT count(*) > 0 AND sum(state = 'pending') = 0 FROM announcements"
ACCEPTED = "SELECT count(*) = 7 FROM bulletins"


def alerts(spool, journal):
    """What is wrong with the alerts: each row of PRIORITY 1 wants one entry of this user, and is confirmed."""
    found = []
    entries = collections.Counter(entry["DELIVERY_ID"] for entry in journal.entries(
        "SYSLOG_IDENTIFIER=bulletind", "PRIORITY=1", f"_UID={os.getuid()}") if "DELIVERY_ID" in entry)
    rows = spool.ask("SELECT delivery_id, message, confirmed FROM announcements WHERE priority = 1")
    if len(rows) != 3:
        found.append(f"{len(rows)} alerts, not 3")
    for delivery, message, confirmed in rows:
        if entries[delivery] != 1:
            found.append(f"{entries[delivery]} entries for {message[:60]}")
        if not confirmed:
            found.append(f"not confirmed: {message[:60]}")
    return found


def paused(spool, journal, folder):
    """journald stands still while alerts are sent: intake goes on, and each alert comes once when journald goes on"""
    with Service(spool) as service:
        service.wait_for("SELECT count(*) = 0 FROM bulletins")
        journal.pause()
        try:
            spool.drop(office.first_day(spool.word))
            service.wait_for(ACCEPTED)
            # It has asked for a mark by now and not got it.
            service.wait_for("SELECT count(*) = 3 FROM announcements WHERE priority = 1 AND delivered IS NOT NULL")
        finally:
            journal.resume()
        service.wait_for(TOLD)
        service.end()
    return alerts(spool, journal) + law.check_journal(spool, journal)


def killed_while_paused(spool, journal, folder):
    """journald stands still, alerts are on their way, and the daemon is killed, started and ended: each alert comes once"""
    with Service(spool) as service:
        service.wait_for("SELECT count(*) = 0 FROM bulletins")
        journal.pause()
        try:
            spool.drop(office.first_day(spool.word))
            service.wait_for("SELECT count(*) = 3 FROM announcements WHERE priority = 1 AND delivered IS NOT NULL")
            service.kill()
            with Service(spool) as second:
                # The start looks for a mark in vain for five seconds, then goes on without.
                time.sleep(7)
                second.end()
            with Service(spool) as third:
                time.sleep(1)
                third.kill()
        finally:
            journal.resume()
    spool.run_once()
    return alerts(spool, journal) + law.check_journal(spool, journal)


def stopped(spool, journal, folder):
    """journald is stopped, bulletins come, journald is started again: everything is told once"""
    with Service(spool) as service:
        service.wait_for("SELECT count(*) = 0 FROM bulletins")
        journal.stop()
        try:
            spool.drop(office.first_day(spool.word))
            service.wait_for(ACCEPTED)
        finally:
            journal.start()
        service.wait_for(TOLD)
        service.end()
    return alerts(spool, journal) + law.check_journal(spool, journal)


def restarted(spool, journal, folder):
    """journald is restarted five times and changes its files while a burst is told: each alert comes once"""
    with Service(spool) as service:
        service.wait_for("SELECT count(*) = 0 FROM bulletins")
        spool.drop(office.first_day(spool.word))
        for _ in range(5):
            journal.stop()
            journal.start()
            journal.rotate()
        service.wait_for(TOLD)
        service.end()
    return alerts(spool, journal)


def flooded(spool, journal, folder):
    """somebody floods journald beyond its limit, so that it drops entries unsaid: each alert comes once all the same"""
    journal.stop()
    journal.settings = LIMITED
    journal.start()
    with Service(spool) as service:
        service.wait_for("SELECT count(*) = 0 FROM bulletins")
        flood(3000)
        spool.drop(office.first_day(spool.word))
        flood(3000)
        service.wait_for("SELECT count(*) = 3 FROM announcements WHERE priority = 1 AND state = 'done'", deadline=90)
        service.end()
    return alerts(spool, journal)


def forged(spool, journal, folder):
    """another user sends entries with the ids of alerts that were not told yet: the alerts are told all the same"""
    if os.getuid() != 0 or not may_become_nobody():
        return []
    spool.drop(office.first_day(spool.word))
    tracing.run(spool.command("run", "--once"), folder / "forged.log", ["sendto:signal=KILL:when=1"])
    rows = spool.ask("SELECT delivery_id, alert_id FROM announcements WHERE priority = 1")
    for delivery, alert in rows:
        forge({"MESSAGE": "forged", "PRIORITY": "1", "SYSLOG_IDENTIFIER": "bulletind", "ALERT_ID": alert,
               "DELIVERY_ID": delivery, "BULLETIN_FILE": "forged"})
    wait_until(lambda: len(journal.entries(f"_UID={NOBODY}", "MESSAGE=forged")) == len(rows), 10, "the forgery never came")
    spool.run_once()
    return alerts(spool, journal)


CASES = [paused, killed_while_paused, stopped, restarted, flooded, forged]


def forge(fields):
    """Sends an entry as another user, in journald's own protocol."""
    child = os.fork()
    if child == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
        send(fields)
        os._exit(0)
    os.waitpid(child, 0)


def may_become_nobody():
    return subprocess.run(["setpriv", f"--reuid={NOBODY}", "true"], capture_output=True).returncode == 0


def flood(count):
    for number in range(count):
        send({"MESSAGE": f"flood {number}", "PRIORITY": "6", "SYSLOG_IDENTIFIER": "flood"})


def send(fields):
    data = b""
    for name, value in fields.items():
        data += name.encode() + b"\n" + struct.pack("<Q", len(value.encode())) + value.encode() + b"\n"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
        out.sendto(data, "/run/systemd/journal/socket")
