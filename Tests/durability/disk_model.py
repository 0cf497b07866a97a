"""What a disk holds after a power cut: a recorded run replayed, with and without what was not synced.

The strictest reading of POSIX: content is on the disk after fsync or fdatasync of the file, a name after fsync of its folder, and
both after syncfs. File systems promise more; a program that relies on less is right on all of them.
"""

import copy
import dataclasses
import os
import re
import stat

TRACED = ("openat", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "syncfs", "renameat2", "rename", "unlink", "unlinkat",
          "mkdir", "mkdirat")
RECORD = ["strace", "-f", "-qq", "-y", "-xx", "-s", "16777216", "-e", "trace=" + ",".join("?" + name for name in TRACED), "-o"]

LINE = re.compile(r"^(\d+)\s+(.*)$")
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
DESCRIPTOR = re.compile(r"(-?\d+|AT_FDCWD)<([^>]*)>")


@dataclasses.dataclass
class Node:
    """A file's content, now and on the disk; None for a folder, `special` for what is no regular file."""

    now: bytearray | None
    disk: bytes | None = b""
    mode: int = 0o640
    special: bool = False


@dataclasses.dataclass
class Step:
    """One call that had an effect."""

    call: str
    arguments: str
    result: int


class Disk:
    """Names and contents below `root`, now and on the disk."""

    def __init__(self, root):
        self.root = str(root)
        self.names = {}
        for folder, folders, files in os.walk(self.root):
            for name in folders + files:
                path = os.path.join(folder, name)
                info = os.lstat(path)
                if stat.S_ISDIR(info.st_mode):
                    node = Node(None, None, info.st_mode & 0o7777)
                elif stat.S_ISREG(info.st_mode):
                    content = open(path, "rb").read()
                    node = Node(bytearray(content), content, info.st_mode & 0o7777)
                else:
                    node = Node(None, None, info.st_mode & 0o7777, special=True)
                self.names[path] = node
        self.names_on_disk = dict(self.names)
        self.open = {}
        self.offsets = {}

    def apply(self, step):
        """Does to the model what a call did to the disk."""
        getattr(self, "do_" + step.call)(step)

    def place(self, step, index=0):
        """The path that the index-th pair of folder and name means, or that a single name means."""
        strings = [decode(text) for text in STRING.findall(step.arguments)]
        folders = [text(path) for _, path in DESCRIPTOR.findall(step.arguments)]
        name = strings[index]
        return os.path.normpath(name if name.startswith("/") else os.path.join(folders[min(index, len(folders) - 1)], name))

    def descriptor(self, step):
        return int(step.arguments.split("<", 1)[0])

    def do_openat(self, step):
        path = self.place(step)
        if not path.startswith(self.root + "/"):
            self.open.pop(step.result, None)
            return
        if path not in self.names and "O_CREAT" in step.arguments:
            self.names[path] = Node(bytearray(), b"")
        node = self.names.get(path)
        if node and node.now is not None and "O_TRUNC" in step.arguments:
            node.now = bytearray()
        self.open[step.result] = (path, node)
        self.offsets[step.result] = None if "O_APPEND" in step.arguments else 0

    def node(self, step):
        return self.open.get(self.descriptor(step), (None, None))[1]

    def do_write(self, step):
        node = self.node(step)
        if node is None or node.now is None:
            return
        number = self.descriptor(step)
        data = raw(STRING.findall(step.arguments)[0])[:step.result]
        offset = len(node.now) if self.offsets[number] is None else self.offsets[number]
        put(node, offset, data)
        if self.offsets[number] is not None:
            self.offsets[number] = offset + len(data)

    def do_pwrite64(self, step):
        node = self.node(step)
        if node is not None and node.now is not None:
            put(node, int(step.arguments.rsplit(",", 1)[1]), raw(STRING.findall(step.arguments)[0])[:step.result])

    def do_ftruncate(self, step):
        node = self.node(step)
        if node is not None and node.now is not None:
            size = int(step.arguments.rsplit(",", 1)[1])
            node.now = node.now[:size] + bytearray(max(0, size - len(node.now)))

    def do_fsync(self, step):
        path, node = self.open.get(self.descriptor(step), (None, None))
        if node is not None and node.now is not None:
            node.disk = bytes(node.now)
        elif path or node is None:
            self.sync_folder(path or text(DESCRIPTOR.search(step.arguments).group(2)))

    do_fdatasync = do_fsync

    def sync_folder(self, folder):
        for path in {*self.names, *self.names_on_disk}:
            if os.path.dirname(path) == folder:
                self.copy_name(path)

    def copy_name(self, path):
        if path in self.names:
            self.names_on_disk[path] = self.names[path]
        else:
            self.names_on_disk.pop(path, None)

    def do_syncfs(self, step):
        for node in self.names.values():
            if node.now is not None:
                node.disk = bytes(node.now)
        self.names_on_disk = dict(self.names)

    def do_renameat2(self, step):
        self.names[self.place(step, 1)] = self.names.pop(self.place(step, 0))

    do_rename = do_renameat2

    def do_unlinkat(self, step):
        self.names.pop(self.place(step), None)

    do_unlink = do_unlinkat

    def do_mkdirat(self, step):
        path = self.place(step)
        if path.startswith(self.root + "/"):
            self.names[path] = Node(None, None, 0o750)

    do_mkdir = do_mkdirat

    def after(self, kind):
        """The names and contents that a power cut leaves: see KINDS."""
        names = self.names if kind == "names" else self.names_on_disk
        found = {}
        for path, node in names.items():
            content = bytes(node.now) if kind == "contents" and node.now is not None else node.disk
            found[path] = (node, content)
        # What lies in a folder that never came to the disk is not there either.
        return {path: pair for path, pair in found.items() if self.reachable(path, found)}

    def reachable(self, path, found):
        parent = os.path.dirname(path)
        return parent == self.root or (parent in found and self.reachable(parent, found))


KINDS = {
    "synced": "only what was synced is there",
    "names": "every name is there, and of the contents what was synced",
    "contents": "every content is there, and of the names what was synced",
}


def materialise(state, root, new):
    """Makes the folders and files of a state under another root."""
    os.makedirs(new, exist_ok=True)
    for path in sorted(state):
        node, content = state[path]
        target = new + path[len(root):]
        if path.endswith("-shm"):
            continue
        if node.special:
            os.mkfifo(target)
        elif node.now is None:
            os.mkdir(target)
        else:
            with open(target, "wb") as file:
                file.write(content)
        os.chmod(target, node.mode)


def put(node, offset, data):
    if len(node.now) < offset:
        node.now += bytearray(offset - len(node.now))
    node.now[offset:offset + len(data)] = data


def raw(text):
    return bytes.fromhex(text.replace("\\x", ""))


def decode(text):
    return os.fsdecode(raw(text))


def text(path):
    return decode(path) if path.startswith("\\x") else path


def steps(log):
    """The calls of a recording that had an effect, in the order in which they ended."""
    waiting, found = {}, []
    with open(log, encoding="ascii", errors="replace") as file:
        for line in file:
            match = LINE.match(line.rstrip("\n"))
            if not match:
                continue
            thread, rest = match.groups()
            if rest.endswith("<unfinished ...>"):
                waiting[thread] = rest[:-len("<unfinished ...>")]
                continue
            resumed = re.match(r"<\.\.\. \w+ resumed>\s*", rest)
            if resumed:
                rest = waiting.pop(thread, "") + rest[resumed.end():]
            parsed = re.match(r"(\w+)\((.*)\)\s+= (\d+)", rest, re.S)
            if parsed and parsed.group(1) in TRACED:
                found.append(Step(parsed.group(1), parsed.group(2), int(parsed.group(3))))
    return found


def states(disk, recorded):
    """After each step that changed or synced something: its number and a copy of the disk."""
    for number, step in enumerate(recorded, 1):
        disk.apply(step)
        if step.call != "openat" or "O_CREAT" in step.arguments:
            yield number, step, disk


def snapshot(disk):
    return copy.deepcopy(disk)
