"""A mount namespace of this process's own with a journald in it, and the means to ask that journal.

Nothing outside of the namespace sees it, and it is gone with the process.
"""

import ctypes
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

JOURNALD = "/lib/systemd/systemd-journald"
ENTRIES = "/run/log/journal"
INSIDE = "BULLETIND_DURABILITY_INSIDE"

# No limit of the rate, so that what is missing was never sent; nothing of the machine's own kernel, audit or terminals.
SETTINGS = """[Journal]
RateLimitIntervalSec=0
RuntimeMaxUse=400M
ReadKMsg=no
Audit=no
ForwardToWall=no
ForwardToSyslog=no
"""


class CannotRun(Exception):
    """This machine cannot run the harness; the text says why and what to do."""


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def wait_until(condition, deadline, what):
    """Waits until `condition()` is true and returns its value; complains after `deadline` seconds."""
    until = time.monotonic() + deadline
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > until:
            raise AssertionError(f"after {deadline} s: {what}")
        time.sleep(0.01)


def enter():
    """Runs this program again inside a mount namespace of its own, unless it is there already."""
    if os.environ.get(INSIDE) == str(os.getpid()):
        return
    for tool, package in (("strace", "strace"), ("unshare", "util-linux"), ("journalctl", "systemd")):
        if not shutil.which(tool):
            raise CannotRun(f"{tool} is missing (apt-get install {package})")
    if not os.access(JOURNALD, os.X_OK):
        raise CannotRun(f"{JOURNALD} is missing (apt-get install systemd)")
    unshare = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    if subprocess.run(unshare + ["mount", "-t", "tmpfs", "none", "/run"], capture_output=True).returncode != 0:
        raise CannotRun("this machine may not make mount namespaces (run as root, outside of an unprivileged container)")
    # unshare(1) replaces itself by the program: the process keeps its number, which tells that this is the inside.
    environment = dict(os.environ, **{INSIDE: str(os.getpid())})
    os.execvpe("unshare", unshare + [sys.executable, "-B"] + sys.argv, environment)


class Journal:
    """A journald of this process's own."""

    def __init__(self, settings=SETTINGS):
        self.process = None
        self.settings = settings
        subprocess.run(["mount", "-t", "tmpfs", "none", "/run"], check=True)
        self.start()

    def start(self):
        for folder in ("/run/systemd/journal", ENTRIES, "/run/systemd/journald.conf.d"):
            os.makedirs(folder, exist_ok=True)
        pathlib.Path("/run/systemd/journald.conf.d/durability.conf").write_text(self.settings)
        with open("/run/journald.log", "ab") as log:
            self.process = subprocess.Popen(
                [JOURNALD], stdout=log, stderr=log, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent)
        try:
            wait_until(lambda: os.path.exists("/run/systemd/journal/socket"), 10, "journald has made no socket")
        except AssertionError as error:
            raise CannotRun(f"journald does not start: {error}: {open('/run/journald.log').read()[-300:]}") from error

    def stop(self):
        """Ends journald as an administrator would, with its socket: nobody takes entries any more."""
        if self.process:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
            self.process.wait(20)
            self.process = None
        for name in os.listdir("/run/systemd/journal"):
            path = pathlib.Path("/run/systemd/journal", name)
            if path.is_socket():
                path.unlink()

    def pause(self):
        os.kill(self.process.pid, signal.SIGSTOP)

    def resume(self):
        os.kill(self.process.pid, signal.SIGCONT)

    def rotate(self):
        """Lets journald begin new files (systemd-journald.service(8), SIGUSR2)."""
        os.kill(self.process.pid, signal.SIGUSR2)

    def entries(self, *matches):
        """All entries that match, as dictionaries of text fields."""
        done = subprocess.run(
            ["journalctl", "-D", ENTRIES, "-a", "-o", "json", "--no-pager", "-q", *matches], capture_output=True)
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith(b"{")]

    def close(self):
        if self.process:
            self.stop()
