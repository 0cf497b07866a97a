"""A real systemd in a container, made from a cached Debian root, and the means to ask its journal.

Everything that is started or made here is ended and removed by `Machine.close`, and nothing else is.
"""

import contextlib
import ctypes
import fcntl
import hashlib
import json
import os
import pathlib
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time

BASE = ["systemd", "systemd-sysv", "systemd-journal-remote", "dbus", "locales", "acl"]


class CannotRun(Exception):
    """This machine cannot boot a container; the text says why and what to do."""


def os_release(name, otherwise):
    try:
        for line in open("/etc/os-release", encoding="utf-8"):
            key, _, value = line.strip().partition("=")
            if key == name:
                return value.strip('"')
    except OSError:
        pass
    return otherwise


def cache_folder():
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    folder = pathlib.Path(base) / "bulletind"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def base_root(packages):
    """The path of a bare root with these packages: made once (about 40 s and the network), then kept."""
    # The program is linked against this machine's libraries, so the container has the same release.
    suite = os_release("VERSION_CODENAME", "bookworm")
    names = sorted(set(BASE + packages))
    key = hashlib.sha256(" ".join([suite] + names).encode()).hexdigest()[:12]
    root = cache_folder() / f"root-{suite}-{key}"
    with open(cache_folder() / "root.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if root.exists():
            return root
        making = cache_folder() / f"making-{os.getpid()}"
        command = ["debootstrap", "--variant=minbase", "--include=" + ",".join(names), suite, str(making)]
        mirror = os.environ.get("BULLETIND_MIRROR")
        print(f"# making a {suite} root in {root} (once)", flush=True)
        try:
            run = subprocess.run(command + ([mirror] if mirror else []), capture_output=True, text=True)
            if run.returncode != 0:
                raise CannotRun(
                    "debootstrap cannot make a root: " + (run.stdout + run.stderr).strip()[-300:]
                    + " (set BULLETIND_MIRROR to a mirror that this machine can reach)")
            generate = "echo 'zh_CN.UTF-8 UTF-8' > /etc/locale.gen && locale-gen"
            subprocess.run(["chroot", str(making), "sh", "-c", generate], check=True, capture_output=True)
            # Each copy gets an id of its own at its first boot.
            (making / "etc/machine-id").write_text("")
            making.rename(root)
        finally:
            if making.exists():
                shutil.rmtree(making, ignore_errors=True)
    return root


class Machine:
    """One booted container. `root` is its root folder, seen from outside."""

    def __init__(self, purpose="test"):
        self.process = None
        self.leader = None
        self.name = f"bulletind-{purpose}-{os.getpid()}"
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="run-", dir=cache_folder()))
        self.root = self.folder / "root"

    def prepare(self, packages):
        """Copies the cached root, so that each run starts from the same."""
        subprocess.run(["cp", "-a", "--reflink=auto", str(base_root(packages)), str(self.root)], check=True)

    def boot(self, deadline=120, beside=None):
        """Boots; `beside` is another machine whose network, a loopback alone, this one shares."""
        network = "--network-namespace-path=/proc/%s/ns/net" % beside.leader if beside else "--private-network"
        notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        path = str(self.folder / "notify")
        notify.bind(path)
        log = open(self.folder / "boot.log", "wb")
        parent = os.getpid()

        def die_with_parent():
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(1)

        self.process = subprocess.Popen(
            ["systemd-nspawn", "-D", str(self.root), "--register=no", "--keep-unit", "-b", "-q", "--notify-ready=yes",
             network, "--link-journal=no", "--machine=" + self.name],
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
            env=dict(os.environ, NOTIFY_SOCKET=path), preexec_fn=die_with_parent)
        until = time.monotonic() + deadline
        ready = False
        while not ready:
            left = until - time.monotonic()
            readable, _, _ = select.select([notify], [], [], min(max(left, 0), 1))
            if readable:
                for line in notify.recv(4096).decode(errors="replace").splitlines():
                    if line.startswith("X_NSPAWN_LEADER_PID="):
                        self.leader = line.split("=", 1)[1]
                    ready = ready or line == "READY=1"
            if self.process.poll() is not None or left <= 0:
                tail = (self.folder / "boot.log").read_text(errors="replace").strip()[-600:]
                raise CannotRun("systemd-nspawn cannot boot a container here: " + (tail or "no word from it"))
        notify.close()

    def close(self):
        """Ends the container and removes its folder; safe at any time and more than once."""
        process, self.process = self.process, None
        if process and process.poll() is None:
            try:
                if self.leader:
                    # The container's systemd powers off at once: nobody needs what an orderly end would save.
                    os.kill(int(self.leader), signal.SIGRTMIN + 14)
                else:
                    process.terminate()
                process.wait(20)
            except (subprocess.TimeoutExpired, ProcessLookupError):
                process.kill()
                process.wait(30)
        if self.folder.exists():
            subprocess.run(["rm", "-rf", "--one-file-system", str(self.folder)], check=False)
        for left in ("propagate", "unix-export"):
            try:
                os.rmdir(f"/run/systemd/nspawn/{left}/{self.name}")
            except OSError:
                pass

    def enter(self, command, user=None, language="C.UTF-8"):
        inside = ["nsenter", "-t", self.leader, "-m", "-u", "-i", "-n", "-p", "-r", "-w", "--",
                  "env", "-i", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG=" + language,
                  "LC_ALL=" + language, "SYSTEMD_PAGER=", "SYSTEMD_COLORS=0"]
        if user:
            inside += ["HOME=/home/" + user, "setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups"]
        return inside + command

    def run(self, *command, user=None, stdin=None, language="C.UTF-8", timeout=120):
        """Runs a command inside; returns its CompletedProcess with text output. Never raises for an exit status."""
        return subprocess.run(
            self.enter(list(command), user, language), capture_output=True, input=stdin, text=stdin is None
            or isinstance(stdin, str), timeout=timeout, errors="replace" if not isinstance(stdin, bytes) else None)

    def must(self, *command, **options):
        done = self.run(*command, **options)
        if done.returncode != 0:
            raise AssertionError(f"{' '.join(command)} left with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def until(self, condition, otherwise, deadline=60):
        """Asks again and again until something holds that no event tells of."""
        until = time.monotonic() + deadline
        while not condition():
            if time.monotonic() > until:
                raise AssertionError(otherwise)
            time.sleep(0.2)

    def entries(self, *matches):
        """All journal entries that match, as dictionaries of text fields."""
        return [json.loads(line) for line in
                self.must("journalctl", "-a", "-o", "json", "--no-pager", *matches).splitlines()]

    def wait_for(self, *matches, count=1, deadline=60, where=None):
        """Follows the journal until `count` matching entries (for which `where` holds) are there; returns them."""
        follow = subprocess.Popen(
            self.enter(["journalctl", "-a", "-o", "json", "--no-pager", "-f", "-n", "all", *matches]),
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        found, rest, until = [], b"", time.monotonic() + deadline
        try:
            while len(found) < count:
                left = until - time.monotonic()
                readable, _, _ = select.select([follow.stdout], [], [], max(left, 0))
                if not readable:
                    raise AssertionError(
                        f"after {deadline} s the journal has {len(found)} of {count} entries of {' '.join(matches)}")
                piece = os.read(follow.stdout.fileno(), 1 << 16)
                if not piece:
                    raise AssertionError("journalctl has ended")
                *lines, rest = (rest + piece).split(b"\n")
                entries = [json.loads(line) for line in lines if line.startswith(b"{")]
                found += [entry for entry in entries if where is None or where(entry)]
        finally:
            # nsenter only waits for the journalctl that it has started: ending nsenter would leave that behind.
            children = pathlib.Path(f"/proc/{follow.pid}/task/{follow.pid}/children").read_text().split()
            for child in children:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(int(child), signal.SIGTERM)
            if not children:
                follow.kill()
            follow.wait()
            follow.stdout.close()
        return found
