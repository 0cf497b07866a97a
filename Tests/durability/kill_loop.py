"""`kill-loop`: SIGKILLs at random moments under a burst of files; in the end everything equals an undisturbed run."""

import itertools
import random
import subprocess
import threading
import time

import law
import office
from spool import Spool

KILLS, FILES = 1_000, 10_000
SHORT_KILLS, SHORT_FILES = 30, 300
# So long a daemon lives before it is killed, seconds: from its first steps to well inside of its work.
LIFE = (0.01, 0.25)
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
    for done in range(kills):
        daemon = subprocess.Popen(
            spool.command("run"), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + chooser.uniform(*LIFE)
        for name, data in itertools.islice(waiting, files // 2 // kills + 1):
            spool.drop({name: data})
        try:
            daemon.wait(max(0, until - time.monotonic()))
            raise AssertionError(f"the daemon ended by itself with {daemon.returncode} before kill {done + 1}")
        except subprocess.TimeoutExpired:
            daemon.kill()
            daemon.wait()
    for name, data in waiting:
        spool.drop({name: data})
    took = time.monotonic() - started
    last = spool.run_once(timeout=1800)
    undisturbed.join()

    found = [] if last.returncode == 0 else [f"the last run left with {last.returncode}: {last.stderr[-300:]}"]
    found += [f"undisturbed: {sentence}" for sentence in law.violations(reference, reference.dump(), journal)]
    found += law.violations(spool, reference.dump(), journal)
    for sentence in found[:20]:
        print(f"#     {sentence}", flush=True)
    alerts = spool.ask("SELECT count(*), sum(confirmed) FROM announcements WHERE priority <= 1")[0]
    verdicts = dict(spool.ask("SELECT verdict, count(*) FROM bulletins GROUP BY 1"))
    return len(found), (f"{kills} kills in {took:.0f} s under {files} files: {verdicts}, {alerts[0]} alerts, each once in the journal,"
                        f" {alerts[1]} read back")


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
