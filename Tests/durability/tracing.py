"""strace(1): what a run of the daemon asks of the disk and the journal, and faults at chosen calls.

strace counts `when=N` for each thread of its own, and with a path only the calls about that path. So a point is a call, a number
and, for the files of the database, a path: the first thread that gets so far is hit.
"""

import collections
import dataclasses
import os
import re
import subprocess

# What changes the disk or sends.
CHANGING = ("openat", "mkdir", "mkdirat", "write", "pwrite64", "writev", "pwritev", "ftruncate", "fallocate", "fchmod", "fchmodat",
            "fchown", "fchownat", "fsync", "fdatasync", "syncfs", "sync_file_range", "rename", "renameat", "renameat2", "unlink",
            "unlinkat", "rmdir", "link", "linkat", "symlink", "symlinkat", "utimensat", "copy_file_range", "sendmsg", "sendto")
# What only looks, and may fail all the same.
LOOKING = ("read", "pread64", "getdents64", "newfstatat", "fstatfs", "inotify_init1", "inotify_add_watch", "flock", "mmap",
           "pipe2", "epoll_create1", "eventfd2", "socket")

# Written by more than one thread: their calls are counted for each file.
BY_PATH = {name: "state/" + name for name in ("bulletind.db", "bulletind.db-wal")}

LINE = re.compile(r"^(\d+)\s+(\w+)\((.*)$")


@dataclasses.dataclass(frozen=True)
class Call:
    """One call of a recorded run: the thread's number, the call, the how-many-eth of that thread, what it was about.

    `path` is the file that its number counts for, or None if it counts for all calls of that name.
    """

    thread: int
    name: str
    number: int
    target: str
    path: str | None = None


def strace(log, inject=(), path=None):
    command = ["strace", "-f", "-qq", "-y", "-s", "8", "-o", str(log),
               "-e", "trace=" + ",".join("?" + name for name in CHANGING + LOOKING)]
    for fault in inject:
        command += ["-e", "inject=" + fault]
    command += ["-P", str(path)] if path else []
    return command + ["--"]


def calls(log, root):
    """The calls of a log that are about the spool or the journal, in order, with a name for what they are about."""
    counts = collections.Counter()
    threads = {}
    found = []
    with open(log, encoding="utf-8", errors="replace") as file:
        for line in file:
            match = LINE.match(line)
            if not match:
                continue
            thread, name, rest = match.groups()
            counts[thread, name] += 1
            target = about(name, rest, str(root))
            if target:
                number = threads.setdefault(thread, len(threads))
                path = BY_PATH.get(target) if name in ("pwrite64", "pread64", "fdatasync", "ftruncate", "read") else None
                if path:
                    counts[thread, name, path] += 1
                found.append(Call(number, name, counts[thread, name, path] if path else counts[thread, name], target, path))
    return found


def about(name, rest, root):
    if name in ("sendmsg", "sendto"):
        return "the journal"
    if name in ("socket", "inotify_init1", "pipe2", "epoll_create1", "eventfd2"):
        return "a descriptor"
    if root not in rest:
        return None
    if name == "mmap":
        return "bulletind.db-shm" if "bulletind.db-shm" in rest else None
    # The last path of the spool that stands in the arguments, be it a descriptor's or a name in quotes.
    arguments = rest.split(") = ")[0]
    pieces = [piece for piece in re.findall(r'<([^>]*)>|"((?:[^"\\]|\\.)*)"', arguments)]
    folder = next((a for a, _ in pieces if a.startswith(root)), root)
    names = [b for _, b in pieces if b and not b.startswith("\\")]
    path = folder
    if name in ("openat", "mkdir", "mkdirat", "unlink", "unlinkat", "renameat2", "rename", "newfstatat", "linkat", "inotify_add_watch"):
        if names:
            path = names[0] if names[0].startswith("/") else folder + "/" + names[0]
    place = os.path.relpath(path, root)
    if name == "openat" and "O_CREAT" not in arguments:
        return "looks: " + kind(place)
    return kind(place)


def kind(place):
    """A word for a path of the spool."""
    if place.startswith("state"):
        return os.path.basename(place) if "." in os.path.basename(place) else "state/"
    if place.startswith("archive/.staging"):
        return "archive/.staging" + ("/copy" if place.count("/") > 1 else "/")
    if place.endswith(".manifest.jsonl"):
        return "manifest"
    if place.startswith("archive/"):
        return "archive/day/" + ("copy" if re.search(r"\d\d/[^/]+$", place) and place.count("/") > 3 else "")
    for folder in ("archive", "rejected", "inbox", "work"):
        if place == folder:
            return folder + "/"
        if place.startswith(folder + "/"):
            return folder + "/" + (".reading" if place.endswith(".reading") else "file")
    return "the spool"


def changing(call):
    return call.name in CHANGING and not call.target.startswith("looks: ")


def points(recorded, wanted):
    """The places to hit, each once, in the order of the run."""
    found = {}
    for call in recorded:
        if wanted(call):
            found.setdefault((call.name, call.path, call.number), call)
    return list(found.values())


def run(command, log, inject=(), path=None, timeout=60):
    """Runs a command under strace; returns its CompletedProcess, or None if it was still running after `timeout`."""
    process = subprocess.Popen(
        strace(log, inject, path) + command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        errors="replace")
    try:
        out, err = process.communicate(timeout=timeout)
        return subprocess.CompletedProcess(command, process.returncode, out, err)
    except subprocess.TimeoutExpired:
        end_children(process)
        process.communicate()
        return None


def end_children(process):
    """Ends what strace has started, and strace after it."""
    with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as file:
        children = file.read().split()
    for child in children:
        try:
            os.kill(int(child), 9)
        except ProcessLookupError:
            pass
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
