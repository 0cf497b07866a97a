"""The daemon under measurement, the limits beside it, and small sums over what was measured."""

import os
import pathlib
import shutil
import socket
import statistics
import subprocess
import time

from namespace import die_with_parent, wait_until

CONFIGURATION = """inbox: {root}/inbox
work: {root}/work
archive: {root}/archive
rejected: {root}/rejected
state: {root}/state
reports: {root}/reports
"""


def quantile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def middle(values):
    return statistics.median(values)


class Limits:
    """The C program of the limits, compiled here and now."""

    def __init__(self, folder):
        self.program = folder / "limits"
        source = pathlib.Path(__file__).with_name("limits.c")
        subprocess.run(["cc", "-O2", "-o", self.program, source, "-lsqlite3", "-lpthread"], check=True)

    def figures(self, *arguments):
        done = subprocess.run([self.program, *map(str, arguments)], check=True, capture_output=True, text=True)
        return [float(line) for line in done.stdout.split()]


class Daemon:
    """One bulletind over a spool of its own below `folder`."""

    def __init__(self, folder, program):
        self.root = folder
        self.program = program
        self.process = None
        for name in ("inbox", "work", "archive", "rejected", "state", "reports", "outside"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        self.inbox = folder / "inbox"
        # On the same file system: what is dropped from here is renamed.
        self.outside = folder / "outside"
        self.configuration = folder / "bulletind.yaml"
        self.configuration.write_text(CONFIGURATION.format(root=folder))

    def command(self, *arguments):
        return [str(self.program), *arguments, "--config", str(self.configuration)]

    def start(self):
        """Starts it; returns the seconds until it said READY=1 (sd_notify(3))."""
        path = f"/run/bench-{os.getpid()}.notify"
        ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        ear.bind(path)
        ear.settimeout(120)
        started = time.monotonic()
        with open(self.root / "stderr", "ab") as log:
            self.process = subprocess.Popen(
                self.command("run"), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                env=dict(os.environ, NOTIFY_SOCKET=path), preexec_fn=die_with_parent)
        try:
            while b"READY=1" not in ear.recv(65536):
                pass
            return time.monotonic() - started
        finally:
            ear.close()
            os.unlink(path)

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(60)
            self.process = None

    def waiting(self):
        return sum(not name.startswith(".") for name in os.listdir(self.inbox))

    def until_empty(self, deadline):
        wait_until(lambda: self.waiting() == 0, deadline, "there are still files in the inbox")

    def status(self, key):
        """A value of /proc/PID/status (proc(5)), in kB where it is a size."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(key + ":"):
                return int(line.split()[1])
        raise KeyError(key)

    def switches(self):
        """How often each of its threads has waited: each time is a wakeup."""
        found = {}
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            try:
                lines = (task / "status").read_text().splitlines()
            except FileNotFoundError:
                continue  # a thread that has ended
            found[task.name] = sum(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt_switches:"))
        return found

    def database_bytes(self):
        return sum(path.stat().st_size for path in (self.root / "state").iterdir() if path.name.startswith("bulletind.db"))

    def remove(self):
        self.stop()
        shutil.rmtree(self.root, ignore_errors=True)


class Stored:
    """When the journal stored what: the first entry of an event for each file, µs since 1970."""

    def __init__(self, journal, event):
        self.journal = journal
        self.event = event

    def times(self):
        found = {}
        for entry in self.journal.entries(f"MESSAGE_ID={self.event}", "--output-fields=BULLETIN_FILE"):
            found.setdefault(entry["BULLETIN_FILE"], int(entry["__REALTIME_TIMESTAMP"]))
        return found

    def wait(self, names, deadline):
        """Waits until all have an entry; returns the times."""
        until = time.monotonic() + deadline
        while True:
            times = self.times()
            missing = [name for name in names if name not in times]
            if not missing:
                return times
            if time.monotonic() > until:
                raise AssertionError(f"after {deadline} s the journal lacks {len(missing)} files, {missing[0]} among them")
            time.sleep(0.2)
