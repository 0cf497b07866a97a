"""`courier-loop`: daemon and courier, each killed at random moments, with bulletins in the inbox and in a sub-folder that a route names.

Each delivery is done once and none is lost: one row for each handler that a bulletin goes to, all of them done, each run at least
once, and never again once it was noted as done.
"""

import collections
import itertools
import random
import subprocess
import time

import law
import office
from namespace import die_with_parent
from spool import Spool

KILLS, FILES = 200, 1_000
SHORT_KILLS, SHORT_FILES = 12, 60
# So long both live before one of them is killed, seconds.
LIFE = (0.05, 0.5)
DESK = "督查室"
# `desk` gets what lies in its sub-folder, `all` everything.
HANDLERS = ("all", "desk")
ROUTES = """handlers.d: {root}/handlers.d
routes:
  - {{when: {{folder: """ + DESK + """}}, handlers: [desk]}}
"""
# It notes each run, and its effect under the DELIVERY_ID: an effect that is there is made no second time.
PROGRAM = """#!/bin/sh
cat > /dev/null
mkdir "$PLACE/effects/$HANDLER-$DELIVERY_ID" 2>/dev/null
echo "$HANDLER-$DELIVERY_ID $ATTEMPT" >> "$PLACE/runs"
"""


def run(chosen, folder, journal):
    kills, files = (SHORT_KILLS, SHORT_FILES) if chosen.short else (KILLS, FILES)
    chooser = random.Random(chosen.seed)
    reference = office_with_desk(folder / "with-desk-undisturbed", chosen.program, office.mark(710_000))
    for name, data in burst(files, reference.word):
        reference.drop({name: data})
    last = [reference.run_once("--with-courier", timeout=600)]

    spool = office_with_desk(folder / "with-desk", chosen.program, office.mark(710_001))
    waiting = burst(files, spool.word)
    found = []
    for number in range(kills):
        for name, data in itertools.islice(waiting, files // kills):
            spool.drop({name: data})
        # In turn: the courier as a unit of its own, and inside the daemon.
        commands = [["run"], ["courier"]] if number % 3 else [["run", "--with-courier"]]
        both = [start(spool, command) for command in commands]
        time.sleep(chooser.uniform(*LIFE))
        for process in both:
            if process.poll() is not None and process.returncode != 0:
                found.append(f"it ended by itself with {process.returncode} before kill {number + 1}: {process.args[1]}: {process.stderr.read()[-200:]}")
        victim = chooser.choice(both)
        victim.kill()
        for process in both:
            process.terminate()
            process.wait(30)
    for name, data in waiting:
        spool.drop({name: data})
    last.append(spool.run_once("--with-courier", timeout=600))
    found += [f"a last run left with {done.returncode}: {done.stderr[-300:]}" for done in last if done.returncode]
    found += [f"undisturbed: {sentence}" for sentence in law.violations(reference, reference.dump(), journal) + deliveries(reference)]
    found += law.violations(spool, reference.dump(), journal) + deliveries(spool)
    for sentence in found[:20]:
        print(f"#     {sentence}", flush=True)
    runs, _ = runs_of(spool)
    return len(found), f"{kills} kills under {files} files, {len(runs)} deliveries, all done, by {sum(runs.values())} runs"


def office_with_desk(root, program, word):
    """A spool with a sub-folder, a route and two handlers."""
    spool = Spool(root, program, word, more=ROUTES)
    (root / "handlers.d").mkdir()
    (root / "effects").mkdir()
    (root / "runs").touch()
    program = root / "handlers.d/note"
    program.write_text(PROGRAM)
    program.chmod(0o755)
    for name in HANDLERS:
        (root / f"handlers.d/{name}.yaml").write_text(
            f"command: ./note\nbackoff: 0.1\nconcurrency: 2\nenvironment: {{PLACE: {root}}}\n")
    inbox = root / "inbox" / DESK
    inbox.mkdir()
    return spool


def start(spool, command):
    return subprocess.Popen(spool.command(*command), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, text=True, preexec_fn=die_with_parent)


def burst(count, word):
    """Names and contents; every third file goes to the desk."""
    for number in range(count):
        own = f"{word}{number:05}"
        place = DESK + "/" if number % 3 == 0 else ""
        if number % 10 == 2:
            yield f"{place}report-{own}.txt", office.REPORT.format(mark=own).encode()
        elif number % 10 == 5:
            yield f"{place}picture-{own}.txt", b"\x89PNG\r\n\x1a\n" + own.encode()
        else:
            yield f"{place}brief-{own}.txt", office.BRIEF.format(mark=own).encode()


def runs_of(spool):
    """How often each delivery ran, and the runs that were no first attempt: here none fails, so it was noted as done before."""
    lines = [line.split() for line in (spool.root / "runs").read_text().splitlines()]
    return collections.Counter(name for name, _ in lines), [name for name, attempt in lines if attempt != "1"]


def deliveries(spool):
    """One delivery for each bulletin and handler that gets it, done and run; and nothing beside."""
    wanted = collections.Counter()
    for name, number in spool.ask("SELECT name, id FROM bulletins WHERE verdict = 'accepted'"):
        wanted[number, "all"] += 1
        if name.decode().startswith(DESK + "/"):
            wanted[number, "desk"] += 1
    there = collections.Counter(spool.ask("SELECT bulletin, handler FROM deliveries"))
    found = [f"no delivery of bulletin {number} to {handler}" for number, handler in (wanted - there).elements()]
    found += [f"a delivery too many of bulletin {number} to {handler}" for number, handler in (there - wanted).elements()]
    known = dict(spool.ask("SELECT handler || '-' || delivery_id, state FROM deliveries"))
    found += [f"{name} is {state}" for name, state in known.items() if state != "done"]
    found += [f"{name} was done and ran again" for name in runs_of(spool)[1]]
    effects = {path.name for path in (spool.root / "effects").iterdir()}
    found += [f"{name} is noted as done and never ran" for name in known.keys() - effects]
    return found + [f"{name} ran and has no row" for name in effects - known.keys()]
