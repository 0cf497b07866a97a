"""Kills the daemon at every call that changes the disk or sends, or lets the call fail, and checks what the next run makes of it."""

import collections
import concurrent.futures
import dataclasses
import itertools
import re
import time

import law
import scenarios
import tracing

# A run that waits for a fault to go is ended after so long, seconds.
PATIENCE = 9
ERRORS = ("EIO", "ENOSPC", "EMFILE", "EINTR", "EACCES")
# What only looks cannot run out of space; what makes no descriptor cannot run out of descriptors.
SENSELESS = {
    "ENOSPC": ("read", "pread64", "getdents64", "newfstatat", "fstatfs", "unlink", "unlinkat", "flock", "socket", "pipe2",
               "epoll_create1", "eventfd2", "inotify_init1", "fchmod", "fchown"),
    "EMFILE": tuple(name for name in tracing.CHANGING + tracing.LOOKING
                    if name not in ("openat", "pipe2", "inotify_init1", "epoll_create1", "eventfd2", "socket")),
    "EACCES": ("read", "pread64", "write", "pwrite64", "fsync", "fdatasync", "syncfs", "pipe2", "epoll_create1", "eventfd2",
               "inotify_init1", "fstatfs", "flock", "ftruncate"),
    # newfstatat(2), mkdir(2) and the like never return EINTR.
    "EINTR": ("newfstatat", "mkdir", "mkdirat", "unlink", "unlinkat", "renameat2", "fchown", "fchmod", "pipe2", "epoll_create1",
              "eventfd2", "inotify_init1", "inotify_add_watch", "socket", "mmap", "getdents64", "fstatfs"),
}
@dataclasses.dataclass(frozen=True)
class Point:
    """One experiment: in this scenario, at this call of a thread, this fault.

    `lasting` keeps it up from there on; `then` is another fault of the same run, as strace writes it.
    """

    scenario: scenarios.Scenario
    call: tracing.Call
    fault: str
    lasting: bool = False
    then: str = ""

    def inject(self):
        kind = "signal=KILL" if self.fault == "KILL" else "error=" + self.fault
        first = f"{self.call.name}:{kind}:when={self.call.number}" + ("+" if self.lasting else "")
        return [first, self.then] if self.then else [first]

    def __str__(self):
        return f"{self.scenario.name}: {' '.join(self.inject())} ({self.call.target})"


@dataclasses.dataclass
class Result:
    point: Point
    outcome: str
    violations: list


class Matrix:
    """The experiments on one program, with a folder for their spools and a journal for their entries."""

    def __init__(self, program, folder, journal, workers=4):
        self.program = program
        self.folder = folder
        self.journal = journal
        self.workers = workers
        self.numbers = itertools.count()
        self.references = {}
        self.recorded = {}

    def learn(self, chosen=scenarios.ALL):
        """Runs each scenario once undisturbed: what it makes of the files, and which calls it makes."""
        for scenario in chosen:
            spool, dump, recorded = scenarios.reference(scenario, self.folder, self.program, next(self.numbers))
            found = law.violations(spool, dump, self.journal)
            if found:
                raise AssertionError(f"{scenario.name}: an undisturbed run breaks the law: {found[:3]}")
            self.references[scenario.name] = dump
            self.recorded[scenario.name] = recorded
            spool.remove()

    def kills(self, scenario):
        return [Point(scenario, call, "KILL") for call in tracing.points(self.recorded[scenario.name], tracing.changing)]

    def errors(self, scenario, error):
        calls = tracing.points(self.recorded[scenario.name], lambda call: call.name not in SENSELESS.get(error, ()))
        return [Point(scenario, call, error) for call in calls]

    def failed_commits(self, scenario):
        """A sync that fails, so that the copies are taken back, and a kill at each of the next removals."""
        syncs = [c for c in self.kills(scenario) if c.call.name == "fdatasync" and c.call.path is None]
        most = max(point.call.number for point in syncs) + 3
        return [Point(scenario, tracing.Call(0, "fdatasync", number, "whichever comes", None), "EIO",
                      then=f"unlinkat:signal=KILL:when={removal}")
                for number in range(1, most) for removal in range(1, 5)]

    def lasting(self, scenario, error):
        """A fault that stays: from the first, the middle and the last of each call on. Interruptions never stay."""
        found = []
        if error == "EINTR":
            return found
        by_call = collections.defaultdict(list)
        for point in self.errors(scenario, error):
            by_call[point.call.name, point.call.path].append(point)
        for of_call in by_call.values():
            of_call.sort(key=lambda point: point.call.number)
            for index in sorted({0, len(of_call) // 2, len(of_call) - 1}):
                found.append(dataclasses.replace(of_call[index], lasting=True))
        return found

    def run(self, points, progress=lambda result: None):
        with concurrent.futures.ThreadPoolExecutor(self.workers) as pool:
            results = []
            try:
                for future in concurrent.futures.as_completed([pool.submit(self.experiment, point) for point in points]):
                    results.append(future.result())
                    progress(results[-1])
            finally:
                pool.shutdown(cancel_futures=True)
            return results

    def experiment(self, point):
        spool = scenarios.make(point.scenario, self.folder, self.program, next(self.numbers))
        log = self.folder / f"{spool.word}.log"
        started = time.time()
        done = tracing.run(
            spool.command("run", "--once"), log, point.inject(), point.call.path and spool.root / point.call.path,
            timeout=PATIENCE if point.lasting else 60)
        outcome, found = self.judge(point, spool, log, done, started)
        if outcome in ("goes on", "stops with a sentence") and not point.then and not self.concerned(log, spool):
            outcome = "not reached"
        try:
            last = spool.run_once()
            if last.returncode != 0:
                found.append(f"the next run left with {last.returncode}: {last.stderr[-300:]}")
        except Exception as error:  # pylint: disable=broad-except
            found.append(f"the next run does not end: {error}")
        # One EACCES at opening means that the file is not for the daemon: it is refused, with its reason, unread.
        refused = outcome == "goes on" and point.fault == "EACCES" and point.call.target == "looks: inbox/file"
        found += law.violations(spool, None if refused else self.references[point.scenario.name], self.journal)
        log.unlink(missing_ok=True)
        if not found:
            spool.remove()
        return Result(point, outcome, found)

    def judge(self, point, spool, log, done, started):
        """What became of the disturbed run, and what is wrong with that."""
        if point.fault == "KILL" or point.then:
            if done is None:
                return "hangs", ["the run neither ended nor was killed"]
            return ("killed" if done.returncode in (-9, 137) else "not reached"), []
        if done is None:
            # While the journal takes nothing, nobody can be told.
            said = point.call.name in ("sendto", "sendmsg", "socket") or self.said(spool, started)
            return "waits and says so", [] if said else ["it waits and says nothing"]
        if done.returncode == 0:
            return "goes on", []
        sentence = done.stderr.strip().splitlines()
        hit = self.injected(log)
        if done.returncode == -4 and hit and str(spool.root) not in hit[-1]:
            # libdispatch ends the process (SIGILL) when it cannot have or use its own descriptors, or /proc/PID/stat.
            return "ended by libdispatch", []
        if done.returncode < 0 or done.returncode in (70, 132, 133, 134, 139) or "Fatal error" in done.stderr:
            return "crashes", [f"it left with {done.returncode}: {done.stderr[-300:]}"]
        if not sentence or len(re.findall(r"\w+", sentence[-1])) < 5:
            return "stops", [f"it left with {done.returncode} and without a sentence: {done.stderr[-300:]}"]
        return "stops with a sentence", []

    @staticmethod
    def injected(log):
        """The calls that were made to fail."""
        with open(log, encoding="utf-8", errors="replace") as file:
            return [line for line in file if "(INJECTED)" in line]

    def concerned(self, log, spool):
        """True if a call about the spool, the journal or a descriptor was hit, and not a library's own file."""
        return any(str(spool.root) in line or not re.search(r"openat|newfstatat|read|mmap|write", line)
                   for line in self.injected(log))

    def said(self, spool, started):
        entries = self.journal.entries("SYSLOG_IDENTIFIER=bulletind", f"--since=@{int(started) - 1}")
        return any(str(spool.root) in entry.get("_CMDLINE", "") and int(entry["PRIORITY"]) <= 4 for entry in entries)


def summary(results):
    """Rows of (fault, call, outcome): how many points."""
    counted = collections.Counter()
    for result in results:
        fault = result.point.fault + (" from there on" if result.point.lasting else "")
        counted[fault, result.point.call.name, result.outcome] += 1
    return counted
