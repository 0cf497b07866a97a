"""`kill-loop`: SIGKILLs at random moments under a burst of files; in the end everything equals an undisturbed run."""

import itertools
import os
import random
import re
import socket
import subprocess
import threading
import time

import law
import office
from namespace import die_with_parent
from spool import Spool

KILLS, FILES = 1_000, 10_000
SHORT_KILLS, SHORT_FILES = 30, 300
# Seconds. Of four daemons one is killed so soon after its start, one so soon after its first group is in place, and two within the
# time that the last such group took (and a little more): reading, committing, placing, telling.
SOON, A_LITTLE_MORE = 0.1, 1.2
# The same content comes again so many files later: far enough that the second never overtakes the first.
APART = 500


def run(chosen, folder, journal):
    kills, files = (SHORT_KILLS, SHORT_FILES) if chosen.short else (KILLS, FILES)
    chooser = random.Random(chosen.seed)
    reference = Spool(folder / "undisturbed", chosen.program, office.mark(700_000))
    for name, data in burst(files, reference.word):
        reference.drop({name: data})
    # Beside the loop: it only tells what must come out.
    undisturbed = threading.Thread(target=lambda: reference.run_once(timeout=1800))
    undisturbed.start()

    spool = Spool(folder / "killed", chosen.program, office.mark(700_001))
    waiting = burst(files, spool.word)
    for name, data in itertools.islice(waiting, files // 2):
        spool.drop({name: data})
    started = time.monotonic()
    notices, group = Notices(folder), SOON
    for done in range(kills):
        notices.forget()
        daemon = subprocess.Popen(
            spool.command("run"), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=dict(os.environ, NOTIFY_SOCKET=notices.path), preexec_fn=die_with_parent)
        for name, data in itertools.islice(waiting, files // 2 // kills):
            spool.drop({name: data})
        life = SOON
        if done % 4:
            notices.wait_for(READY)
            ready = time.monotonic()
            life = group * A_LITTLE_MORE
        if done % 4 == 1:
            notices.wait_for(PLACED)
            group = time.monotonic() - ready
            life = SOON
        try:
            daemon.wait(chooser.uniform(0, life))
            raise AssertionError(f"the daemon ended by itself with {daemon.returncode} before kill {done + 1}")
        except subprocess.TimeoutExpired:
            daemon.kill()
            daemon.wait()
    took = time.monotonic() - started
    by_killed = spool.ask("SELECT count(*) FROM bulletins")[0][0]
    for name, data in waiting:
        spool.drop({name: data})
    last = spool.run_once(timeout=1800)
    undisturbed.join()

    found = [] if last.returncode == 0 else [f"the last run left with {last.returncode}: {last.stderr[-300:]}"]
    found += [f"undisturbed: {sentence}" for sentence in law.violations(reference, reference.dump(), journal)]
    found += law.violations(spool, reference.dump(), journal)
    for sentence in found[:20]:
        print(f"#     {sentence}", flush=True)
    alerts = spool.ask("SELECT count(*), sum(confirmed) FROM announcements WHERE priority <= 1")[0]
    verdicts = dict(spool.ask("SELECT verdict, count(*) FROM bulletins GROUP BY 1"))
    return len(found), (f"{kills} kills in {took:.0f} s under {files} files, {by_killed} of them taken by daemons that were killed:"
                        f" {verdicts}, {alerts[0]} alerts, each once in the journal, {alerts[1]} read back")


READY, PLACED = re.compile("READY=1"), re.compile("STATUS=.*[1-9][0-9]* accepted")


class Notices:
    """What a daemon tells its service manager (sd_notify(3))."""

    def __init__(self, folder):
        self.path = str(folder / "notices")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)

    def forget(self):
        """Forgets what a daemon before has told."""
        self.socket.setblocking(False)
        try:
            while True:
                self.socket.recv(4096)
        except BlockingIOError:
            self.socket.settimeout(60)

    def wait_for(self, words):
        while not words.search(self.socket.recv(4096).decode(errors="replace")):
            pass


def burst(count, word):
    """Names and contents: briefs, and every so often a red report, a ledger, a page, a picture, a content of before."""
    for number in range(count):
        own = f"{word}{number:05}"
        if number % 23 == 5 and number > APART:
            yield f"again-{own}.txt", brief(word, number - APART)
        elif number % 50 == 1:
            yield f"台账-{own}.csv", office.LEDGER.format(mark=own).encode("gb18030")
        elif number % 20 == 2:
            yield f"report-{own}.txt", office.REPORT.format(mark=own).encode()
        elif number % 17 == 3:
            yield f"picture-{own}.txt", b"\x89PNG\r\n\x1a\n" + own.encode()
        elif number % 100 == 4:
            yield f"page-{own}.txt", office.PAGE.format(mark=own).encode()
        else:
            yield f"brief-{own}.txt", brief(word, number)


def brief(word, number):
    return office.BRIEF.format(mark=f"{word}{number:05}").encode()
