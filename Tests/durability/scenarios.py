"""States of a spool from which a run is disturbed: between them they reach every way through the intake and the delivery."""

import shutil

import office
import tracing
from spool import Spool


class Scenario:
    """A name, what it is, and how it is made. `prepare` leaves a spool on which one run does everything that remains."""

    def __init__(self, name, text, prepare):
        self.name = name
        self.text = text
        self.prepare = prepare


def first(spool, scratch):
    spool.drop(office.first_day(spool.word))


def second(spool, scratch):
    spool.drop(office.first_day(spool.word))
    must(spool.run_once())
    spool.drop(office.second_day(spool.word))


def committed(spool, scratch):
    """The bulletins are committed and not one file is in its place: the run is killed at the first rename."""
    second(spool, scratch)
    kill(spool, scratch, "renameat2")


def announced(spool, scratch):
    """Everything is in its place and nothing is told: the run is killed at the first entry for the journal."""
    second(spool, scratch)
    kill(spool, scratch, "sendto")


def kill(spool, scratch, call):
    log = scratch / f"{spool.word}.prepare"
    tracing.run(spool.command("run", "--once"), log, [f"{call}:signal=KILL:when=1"])
    log.unlink(missing_ok=True)


def must(done):
    if done.returncode != 0:
        raise AssertionError(f"an undisturbed run left with {done.returncode}: {done.stderr[-400:]}")


ALL = [
    Scenario("first start", "nothing is there but the inbox with seven files", first),
    Scenario("second day", "a database is there; a revision, an alias of yesterday, a brief, a broken file", second),
    Scenario("after a kill before placing", "the second day was committed, and no file is in its place", committed),
    Scenario("after a kill before telling", "the second day is in its place, and nothing was told", announced),
]


def make(scenario, folder, program, number):
    """A prepared spool with the mark of `number`."""
    word = office.mark(number)
    spool = Spool(folder / word, program, word)
    scenario.prepare(spool, folder)
    return spool


def reference(scenario, folder, program, number):
    """A spool on which the scenario ran to its end undisturbed, its dump, and the calls of that run."""
    spool = make(scenario, folder, program, number)
    log = folder / f"{spool.word}.recorded"
    done = tracing.run(spool.command("run", "--once"), log)
    must(done)
    recorded = tracing.calls(log, spool.root)
    shutil.copy(log, folder / f"{scenario.name.replace(' ', '-')}.trace")
    return spool, spool.dump(), recorded
