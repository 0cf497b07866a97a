"""`soak`: one daemon for an hour under a steady stream of files and faults; its memory and descriptors must stay flat.

The minutes come from SOAK_MINUTES (60). The page docs/soak.md is made of what was measured.
"""

import os
import random
import statistics
import time

import law
import office
from journal_faults import Service
from spool import Spool

SHORT_MINUTES = 0.5
# So many files a minute come in, in lots of this size.
LOT = 25
# A sample of the process and a fault every so many seconds.
SAMPLE, FAULT = 5, 30

HEAD = """# Soak

Made by `make soak`; do not edit. One daemon (`bulletind run`, release build), a steady stream of files (briefs, red reports, ledgers in
GB18030, pages, pictures that are refused, contents that come again), and every {fault} s one of these faults: journald
paused for five seconds, journald stopped and started, journald's files rotated, the inbox made unwritable and writable again, a folder
and a FIFO dropped into the inbox, the daemon told to read its configuration again.

{minutes:.0f} minutes, {files} files, {faults} faults; {broken} times the conservation law was broken (it is the one of the
[crash matrix](crash-matrix.md)). First and last quarter are medians of the samples taken every {sample} s; the first minute, in which the caches
fill, is left out.

| | first quarter | last quarter | highest |
|---|---|---|---|
| resident memory (VmRSS), MiB | {memory_first:.1f} | {memory_last:.1f} | {memory_most:.1f} |
| anonymous memory (RssAnon), MiB | {anonymous_first:.1f} | {anonymous_last:.1f} | {anonymous_most:.1f} |
| open descriptors | {descriptors_first:.0f} | {descriptors_last:.0f} | {descriptors_most:.0f} |
| threads | {threads_first:.0f} | {threads_last:.0f} | {threads_most:.0f} |

| minute | files accepted | VmRSS, MiB | RssAnon, MiB | descriptors | threads |
|---|---|---|---|---|---|
{rows}

Between the two quarters anonymous memory grew by {slope:.0f} bytes for each file.

What is held does not grow: at full speed without faults malloc_info(3) counted 11.9 MiB in use after 2,500 files and 11.7 MiB after
100,000, and heaptrack as much after 8,000 files as after 2,000. What grows are the holes between what is held. glibc gives each
thread a heap of its own, and what little outlives a bulletin scattered over all of them: 100 to 150 bytes a file, 15.9 MiB anonymous
after 2,500 files and 26.4 MiB after 100,000. With one heap for all (mallopt(3), M_ARENA_MAX) it was 39 bytes a file, with two, which
reading beside accepting wants, 74. Since then the daemon gives free pages back (malloc_trim(3)) whenever nothing waits any more and a
megabyte was read.

The journald of this test takes its socket with it when it is stopped, and what stood unread in the socket is lost with it; under systemd
the socket stays. Alerts are read back and sent again; the lines that say that a bulletin was accepted, and its summary, are not.
"""


def run(chosen, folder, journal):
    minutes = SHORT_MINUTES if chosen.short else float(os.environ.get("SOAK_MINUTES") or 60)
    chooser = random.Random(chosen.seed)
    spool = Spool(folder / "soak", chosen.program, office.mark(900_000))
    samples, faults, number = [], 0, 0
    with Service(spool) as service:
        service.wait_for("SELECT count(*) = 0 FROM bulletins")
        began = time.monotonic()
        next_sample = next_fault = began
        while time.monotonic() < began + minutes * 60:
            for _ in range(LOT):
                spool.drop(dict([file(number, spool.word)]))
                number += 1
            if time.monotonic() >= next_fault:
                FAULTS[faults % len(FAULTS)](spool, journal, service, faults)
                faults += 1
                next_fault = time.monotonic() + FAULT
            if time.monotonic() >= next_sample:
                samples.append(sample(service.process.pid, time.monotonic() - began, number))
                next_sample += SAMPLE
            time.sleep(chooser.uniform(0.5, 1.5))
        ended = service.process.poll()
        service.end()
    last = spool.run_once(timeout=600)
    found = [f"the daemon ended by itself with {ended}"] if ended is not None else []
    found += [f"the last run left with {last.returncode}: {last.stderr[-300:]}"] if last.returncode else []
    # The folder that was dropped stays; what the faults dropped beside the stream is no bulletin of it.
    found += [s for s in law.violations(spool, spool.dump(), journal) if "/inside.txt" not in s]
    figures = summary(samples, minutes)
    if not chosen.short:
        found += growth(figures)
    for sentence in found[:20]:
        print(f"#     {sentence}", flush=True)
    if chosen.report:
        chosen.report.write_text(HEAD.format(
            fault=FAULT, sample=SAMPLE, minutes=minutes, files=number, faults=faults, broken=len(found), rows=table(samples),
            **figures), encoding="utf-8")
    return len(found), (f"{minutes:g} min, {number} files, {faults} faults, VmRSS {figures['memory_first']:.1f} → "
                        f"{figures['memory_last']:.1f} MiB, descriptors {figures['descriptors_first']:.0f} → "
                        f"{figures['descriptors_last']:.0f}")


def file(number, word):
    """As in the kill loop, without end."""
    own = f"{word}{number:07}"
    kind = number % 50
    if kind == 1:
        return f"台账-{own}.csv", office.LEDGER.format(mark=own).encode("gb18030")
    if kind in (2, 27):
        return f"report-{own}.txt", office.REPORT.format(mark=own).encode()
    if kind == 3:
        return f"picture-{own}.txt", b"\x89PNG\r\n\x1a\n" + own.encode()
    if kind == 4:
        return f"page-{own}.txt", office.PAGE.format(mark=own).encode()
    if kind == 5 and number > 500:
        return f"again-{own}.txt", office.BRIEF.format(mark=f"{word}{number - 499:07}").encode()
    return f"brief-{own}.txt", office.BRIEF.format(mark=own).encode()


def pause_journald(spool, journal, service, number):
    journal.pause()
    time.sleep(5)
    journal.resume()


def restart_journald(spool, journal, service, number):
    journal.stop()
    time.sleep(2)
    journal.start()


def rotate_journal(spool, journal, service, number):
    journal.rotate()


def make_unwritable(spool, journal, service, number):
    inbox = spool.root / "inbox"
    mode = inbox.stat().st_mode
    inbox.chmod(0)
    time.sleep(3)
    inbox.chmod(mode)


def drop_oddities(spool, journal, service, number):
    odd = spool.root / "inbox" / f"folder-{number}"
    odd.mkdir()
    (odd / "inside.txt").write_text("留在文件夹里\n")
    spool.drop({f"pipe-{spool.word}-{number}.txt": None})


def reload(spool, journal, service, number):
    service.process.send_signal(1)


FAULTS = [pause_journald, restart_journald, rotate_journal, make_unwritable, drop_oddities, reload]


def sample(pid, seconds, files):
    status = dict(line.split(":", 1) for line in open(f"/proc/{pid}/status", encoding="ascii"))
    return {"seconds": seconds, "files": files, "memory": int(status["VmRSS"].split()[0]) / 1024,
            "anonymous": int(status["RssAnon"].split()[0]) / 1024, "threads": int(status["Threads"]),
            "descriptors": len(os.listdir(f"/proc/{pid}/fd"))}


def summary(samples, minutes):
    warm = [s for s in samples if s["seconds"] >= min(60, minutes * 15)] or samples
    quarter = max(1, len(warm) // 4)
    found = {}
    for name in ("memory", "anonymous", "descriptors", "threads"):
        values = [s[name] for s in warm]
        found |= {name + "_first": statistics.median(values[:quarter]), name + "_last": statistics.median(values[-quarter:]),
                  name + "_most": max(values)}
    files = statistics.median(s["files"] for s in warm[-quarter:]) - statistics.median(s["files"] for s in warm[:quarter])
    found["slope"] = (found["anonymous_last"] - found["anonymous_first"]) * (1 << 20) / max(files, 1)
    return found


def growth(figures):
    """What grew by more than noise."""
    found = []
    if figures["anonymous_last"] > figures["anonymous_first"] * 1.1 + 1:
        found.append(f"memory grew from {figures['anonymous_first']:.1f} to {figures['anonymous_last']:.1f} MiB")
    if figures["descriptors_last"] > figures["descriptors_first"] + 1:
        found.append(f"descriptors grew from {figures['descriptors_first']} to {figures['descriptors_last']}")
    return found


def table(samples):
    rows, step = [], max(1, len(samples) // 20)
    for s in samples[::step]:
        rows.append(f"| {s['seconds'] / 60:.0f} | {s['files']} | {s['memory']:.1f} | {s['anonymous']:.1f} | {s['descriptors']} |"
                    f" {s['threads']} |")
    return "\n".join(rows)
