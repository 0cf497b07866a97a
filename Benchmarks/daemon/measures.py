"""What is measured. Each measure is handed a `Bench` and returns rows: (name, value, unit, what it is compared with)."""

import os
import random
import shutil
import subprocess
import time

import bulletins
from machine import Stored, middle, quantile


def microseconds():
    return time.clock_gettime_ns(time.CLOCK_REALTIME) // 1000


def drop(daemon, name, data):
    """Makes a file outside and renames it into the inbox; returns when that was."""
    path = daemon.outside / name
    path.write_bytes(data)
    at = microseconds()
    os.rename(path, daemon.inbox / name)
    return at


def latencies(bench, daemon, event, texts, word):
    """Drops one after the other, each when the one before is gone; µs from the rename to the stored entry."""
    stored, dropped = Stored(bench.journal, bench.events[event]), {}
    for number, text in enumerate(texts):
        name = f"{word}-{number}.txt"
        dropped[name] = drop(daemon, name, text.encode())
        daemon.until_empty(30)
        # The delivery of this one is over before the next begins.
        bench.pause(0.02)
    times = stored.wait(dropped, 30)
    return [times[name] - at for name, at in dropped.items()]


def single(bench):
    """One file into an idle daemon."""
    texts = [bulletins.bulletin(number, seed=2, red=False)[0] for number in range(bench.drops)]
    plain = bench.folder / "drops"
    plain.mkdir()
    for number, text in enumerate(texts):
        (plain / str(number)).write_text(text)
    ears = bench.folder / "ears"
    ears.mkdir()
    heard = bench.limits.figures("inotify", ears, bench.drops)
    *index, _ = bench.limits.figures("index", plain, bench.folder / "single.db", 1)
    limit = middle(heard) + middle(index)
    daemon = bench.daemon("single")
    daemon.start()
    latencies(bench, daemon, "bulletin-accepted", texts[:10], "warm")
    accepted = latencies(bench, daemon, "bulletin-accepted", [text + "\n再次。" for text in texts], "plain")
    reds = [bulletins.bulletin(number, seed=3, red=True, bytes_=900)[0] for number in range(bench.drops)]
    alerted = latencies(bench, daemon, "status-red", reds, "red")
    daemon.remove()
    return [
        ("bare inotify, p50", middle(heard), "µs", None),
        ("raw FTS5, 1 a transaction, p50", middle(index), "µs", None),
        ("single drop → journal, p50", middle(accepted), "µs", ("single/limit", middle(accepted) / limit)),
        ("single drop → journal, p99", quantile(accepted, 0.99), "µs",
         ("single p99/p50", quantile(accepted, 0.99) / middle(accepted))),
        ("red of 1 KB → alert, p50", middle(alerted), "µs", ("red/limit", middle(alerted) / limit)),
    ]


def backlog(bench):
    """Many files that stand there when the daemon starts."""
    source = bench.folder / "texts"
    source.mkdir()
    total = bulletins.write(source, bench.files, seed=4)
    copies = bench.folder / "copies"
    copies.mkdir()
    copying = bench.limits.figures("copy", source, copies)[-1]
    raw = bench.limits.figures("index", source, bench.folder / "backlog.db", 100)[-1]
    daemon = bench.daemon("backlog")
    for path in source.iterdir():
        os.rename(path, daemon.inbox / path.name)
    # Nothing that is younger is taken at once: the files did not arrive by a rename that the daemon has seen.
    bench.pause(1.5)
    started = microseconds()
    daemon.start()
    names = [path for path in os.listdir(daemon.inbox) if not path.startswith(".")]
    daemon.until_empty(bench.files / 20 + 60)
    times = Stored(bench.journal, bench.events["bulletin-accepted"]).wait(names, 120)
    # The first second of a start is for files to be quiet.
    first = min(times[name] for name in names)
    took = (max(times[name] for name in names) - first) / 1e6
    peak = daemon.status("VmHWM") / 1024
    bench.pause(3)
    size = daemon.database_bytes()
    resident = daemon.status("VmRSS") / 1024
    ready_again = restart(daemon)
    rows = [
        ("copy, fsync, rename", bench.files / copying, "files/s", None),
        ("raw FTS5, 100 a transaction", bench.files / raw, "documents/s", None),
        ("backlog", bench.files / took, "documents/s", ("backlog/raw FTS5", (bench.files / took) / (bench.files / raw))),
        ("backlog", total / took / 1e6, "MB/s", None),
        ("from the start to the first", (first - started) / 1e6, "s", None),
        ("peak resident memory", peak, "MB", ("peak memory, MB", peak)),
        ("resident afterwards", resident, "MB", None),
        ("database / text", size / total, "times", ("database/text", size / total)),
        (f"READY with {bench.files} bulletins", ready_again * 1000, "ms", ("READY, s", ready_again)),
    ]
    rows += search(bench, daemon)
    daemon.remove()
    shutil.rmtree(source)
    return rows


def restart(daemon):
    daemon.stop()
    return daemon.start()


def search(bench, daemon):
    """`bulletind search` as a whole process, over the backlog's bulletins."""
    chance, rows = random.Random(5), []
    for length in (1, 2, 4, 8):
        times = []
        for _ in range(20):
            text = bulletins.bulletin(chance.randrange(bench.files), seed=4)[0].split("\n")[2]
            start = chance.randrange(2, max(3, len(text) - length))
            query = '"' + text[start:start + length].strip() + '"'
            begin = time.perf_counter()
            subprocess.run(daemon.command("search", "--limit", "20", query), capture_output=True, check=True)
            times.append((time.perf_counter() - begin) * 1000)
        rows.append((f"search, {length} characters, the whole process, p50", middle(times), "ms",
                     ("search, ms", middle(times)) if length == 2 else None))
    return rows


def burst(bench):
    """Many renames at once, a red bulletin last."""
    daemon = bench.daemon("burst")
    daemon.start()
    names = []
    for number in range(bench.files):
        text = bulletins.bulletin(number, seed=6)[0]
        names.append(f"b{number:06d}.txt")
        (daemon.outside / names[-1]).write_text(text)
    last = bulletins.bulletin(bench.files, seed=6, red=True, bytes_=900)[0]
    (daemon.outside / "last.txt").write_text(last)
    begin = time.monotonic()
    for name in names:
        os.rename(daemon.outside / name, daemon.inbox / name)
    at = microseconds()
    os.rename(daemon.outside / "last.txt", daemon.inbox / "last.txt")
    took = time.monotonic() - begin
    alert = Stored(bench.journal, bench.events["status-red"]).wait(["last.txt"], 120)["last.txt"]
    daemon.until_empty(bench.files / 20 + 60)
    Stored(bench.journal, bench.events["bulletin-accepted"]).wait(names, 120)
    archived = sum(len([name for name in found if not name.startswith(".")]) for _, _, found in os.walk(daemon.root / "archive"))
    daemon.remove()
    lost = bench.files + 1 - archived
    return [
        (f"burst of {bench.files} renames", took, "s", None),
        ("lost", lost, "files", ("lost", lost)),
        ("red dropped last → alert", (alert - at) / 1000, "ms", ("last red, s", (alert - at) / 1e6)),
    ]


def ledger(bench):
    """A ledger of 50,000 rows, each a new item."""
    daemon = bench.daemon("ledger")
    daemon.start()
    name = "重点工作台账_20260901.csv"
    at = drop(daemon, name, bulletins.ledger(LEDGER_ROWS, seed=7).encode())
    took = (Stored(bench.journal, bench.events["bulletin-accepted"]).wait([name], 120)[name] - at) / 1e6
    peak = daemon.status("VmHWM") / 1024
    daemon.remove()
    return [
        (f"ledger of {LEDGER_ROWS} rows → accepted", took, "s", ("ledger, s", took)),
        ("peak resident memory with it", peak, "MB", ("ledger memory, MB", peak)),
    ]


def idle(bench):
    """A daemon that has nothing to do."""
    daemon = bench.daemon("idle")
    ready = daemon.start()
    # Until the threads of its start have ended.
    bench.pause(10)
    before = daemon.switches()
    bench.pause(bench.idle)
    wakeups = sum(count - before.get(task, 0) for task, count in daemon.switches().items()) * 60 / bench.idle
    resident = daemon.status("VmRSS") / 1024
    own = daemon.status("RssAnon") / 1024
    daemon.remove()
    return [
        ("READY, empty", ready * 1000, "ms", None),
        ("idle, resident", resident, "MB", ("idle memory, MB", resident)),
        ("of it its own (RssAnon)", own, "MB", None),
        ("idle, threads that waited, in 60 s", wakeups, "times", ("idle wakeups", wakeups)),
    ]


LEDGER_ROWS = 50_000

MEASURES = {"single": single, "backlog": backlog, "burst": burst, "ledger": ledger, "idle": idle}
