"""The conservation law: seen = accepted + rejected, each file once, each effect once, each alert once.

`violations` returns sentences; an empty list means that the law holds.
"""

import collections
import hashlib
import json
import os
import stat
import time

from spool import QUESTIONS


def digest(data):
    return hashlib.sha256(data).hexdigest()


def violations(spool, reference, journal):
    """Compares disk, database and journal with what was dropped and with the dump of an undisturbed run.

    Without a reference a file may have been refused unread: then its name counts.
    """
    found = []
    try:
        found += check_folders(spool)
        found += check_rows(spool, by_name=reference is None)
        found += check_archive(spool)
        found += check_rejected(spool)
        found += check_manifest(spool)
        found += check_dump(spool.dump(), reference) if reference else []
        found += check_journal(spool, journal)
    except (AssertionError, OSError, ValueError) as error:
        found.append(f"cannot be checked: {error}")
    return found


def check_folders(spool):
    left = [f"left in {folder}: {name}" for folder in ("inbox", "work") for name in spool.files(folder)]
    staging = spool.root / "archive/.staging"
    return left + [f"left in staging: {name}" for name in os.listdir(staging)]


def check_rows(spool, by_name=False):
    """Every file seen has one row; no row is of anything else."""
    rows = collections.Counter((name.decode(errors="replace"), None if by_name else hash) for name, hash in
                               spool.ask("SELECT name, hash FROM bulletins"))
    wanted = collections.Counter((name, None if data is None or by_name else digest(data)) for name, data in spool.seen)
    found = [f"no row for {name}" for name, _ in (wanted - rows).elements()]
    return found + [f"a row too many for {name}" for name, _ in (rows - wanted).elements()]


def check_archive(spool):
    rows = spool.ask("SELECT path, hash, size FROM bulletins WHERE verdict = 'accepted'")
    found = compare_files(spool, "archive", [(path.decode(), hash, size) for path, hash, size in rows])
    for path, hash in spool.ask("SELECT path, hash FROM bulletins WHERE verdict = 'alias'"):
        if (path, hash) not in {(path, hash) for path, hash, _ in rows}:
            found.append(f"an alias points to no archived file: {path!r}")
    return found


def check_rejected(spool):
    rows = [(path.decode(), hash, size) for path, hash, size in
            spool.ask("SELECT path, hash, size FROM bulletins WHERE verdict = 'rejected'")]
    return compare_files(spool, "rejected", rows + [(path + ".reason.txt", None, None) for path, _, _ in rows])


def compare_files(spool, folder, rows):
    wanted = collections.Counter(path for path, _, _ in rows)
    there = collections.Counter(spool.files(folder))
    found = [f"missing in {folder}: {path}" for path in (wanted - there).elements()]
    found += [f"unexpected in {folder}: {path}" for path in (there - wanted).elements()]
    for path, hash, _ in rows:
        file = spool.root / folder / path
        if not file.exists() or not stat.S_ISREG(file.lstat().st_mode):
            continue
        data = file.read_bytes()
        if hash is not None and digest(data) != hash:
            found.append(f"{folder}/{path} has another content than its row says")
        if path.endswith(".reason.txt") and not data:
            found.append(f"{folder}/{path} is empty")
    return found


def check_manifest(spool):
    """Every acceptance has its line, and no line speaks of a file that nobody dropped."""
    lines = []
    for path, _, names in os.walk(spool.root / "archive"):
        for name in names:
            if name == ".manifest.jsonl":
                for line in open(os.path.join(path, name), encoding="utf-8"):
                    try:
                        lines.append(json.loads(line))
                    except ValueError:
                        pass  # a line that a crash cut off
    told = {(line["sequence"], line["name"], line["hash"]) for line in lines}
    rows = {(id, name.decode(), hash) for id, name, hash in
            spool.ask("SELECT id, name, hash FROM bulletins WHERE verdict <> 'rejected'")}
    seen = {(name, digest(data)) for name, data in spool.seen if data is not None}
    found = [f"no line in the manifest for {row}" for row in rows - told]
    return found + [f"the manifest knows a stranger: {name}" for _, name, hash in told if (name, hash) not in seen]


def check_dump(dump, reference):
    found = []
    for table in QUESTIONS:
        ours, theirs = collections.Counter(dump[table]), collections.Counter(reference[table])
        # A handler that failed and was tried again says so; what it did in the end must be the same.
        ours = collections.Counter({line: count for line, count in ours.items() if '"handler-failed"' not in line})
        found += [f"{table}: too many: {line[:200]}" for line in (ours - theirs).elements()]
        found += [f"{table}: missing: {line[:200]}" for line in (theirs - ours).elements()]
    return found


def check_journal(spool, journal, patience=20):
    """Every announcement stands in the journal once. What need not be read back may still be on its way: it is waited for."""
    if journal is None:
        return []
    until = time.monotonic() + patience
    while True:
        found, missing = compare_journal(spool, journal)
        if not missing or time.monotonic() > until:
            return found
        time.sleep(0.2)


def compare_journal(spool, journal):
    """What is wrong with the journal, and whether anything is missing there."""
    names = {name for name, _ in spool.seen}
    # journalctl(1) is slow with thousands of matches.
    matches = [f"BULLETIN_FILE={name}" for name in names] if len(names) < 100 else ["SYSLOG_IDENTIFIER=bulletind"]
    there = collections.Counter(entry["DELIVERY_ID"] for entry in journal.entries(*matches)
                                if "DELIVERY_ID" in entry and entry.get("BULLETIN_FILE") in names)
    found, missing = [], False
    for delivery, event, message in spool.ask("SELECT delivery_id, event, message FROM announcements"):
        count = there.pop(delivery, 0)
        missing = missing or count == 0
        if count != 1:
            found.append(f"{count} entries in the journal for {event}: {message[:80]}")
    return found + [f"an entry in the journal that no row explains: {delivery}" for delivery in there], missing
