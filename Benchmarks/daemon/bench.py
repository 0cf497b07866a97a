"""How fast the whole daemon is, beside what the machine can do at best, measured in the same run.

    bench.py --program PATH [--files N] [--drops N] [--idle SECONDS] [--json FILE] [MEASURE…]

Prints a table; leaves with 1 if a ratio is worse than thresholds.json allows, with 77 where this machine cannot measure.
"""

import argparse
import json
import pathlib
import platform
import shutil
import signal
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(ROOT / "Tests/durability")]

from machine import Daemon, Limits  # noqa: E402
from measures import MEASURES  # noqa: E402
from namespace import CannotRun, Journal, enter  # noqa: E402


class Bench:
    """What the measures share."""

    def __init__(self, chosen, folder, journal):
        self.folder, self.journal = folder, journal
        self.files, self.drops, self.idle = chosen.files, chosen.drops, chosen.idle
        self.program = chosen.program
        self.limits = Limits(folder)
        lines = (ROOT / "systemd/message-ids.tsv").read_text().splitlines()
        self.events = dict(line.split("\t")[:2] for line in lines if line and not line.startswith("#"))
        self.pause = time.sleep

    def daemon(self, name):
        return Daemon(self.folder / name, self.program)


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", nargs="*", choices=[[], *MEASURES], help="only these")
    parser.add_argument("--program", required=True, type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--files", type=int, default=4000, help="in the backlog and the burst")
    parser.add_argument("--drops", type=int, default=200, help="single files")
    parser.add_argument("--idle", type=int, default=20, help="seconds")
    parser.add_argument("--json", type=pathlib.Path, help="write the figures")
    return parser.parse_args()


def peers():
    return [name for name in ("recollindex", "inotifywait", "watchmedo") if shutil.which(name)]


def judge(rows):
    """The ratios that are worse than the committed ones allow."""
    bounds = json.loads((HERE / "thresholds.json").read_text())
    worse = []
    for _, _, _, ratio in rows:
        if not ratio or ratio[0] not in bounds:
            continue
        bound = bounds[ratio[0]]
        if ratio[1] > bound.get("most", ratio[1]) or ratio[1] < bound.get("least", ratio[1]):
            worse.append(f"{ratio[0]} is {ratio[1]:.2f}, allowed: {bound}")
    return worse


def show(rows):
    width = max(len(row[0]) for row in rows)
    for name, value, unit, ratio in rows:
        beside = f"   {ratio[0]}: {ratio[1]:.2f}" if ratio else ""
        print(f"{name:{width}}  {value:10.1f} {unit:12}{beside}", flush=True)


def main():
    chosen = options()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(130))
    rows = []
    try:
        enter()
        folder = pathlib.Path(tempfile.mkdtemp(prefix="bulletind-bench."))
        journal = None
        try:
            journal = Journal()
            bench = Bench(chosen, folder, journal)
            for name in chosen.measure or MEASURES:
                print(f"# {name}: {MEASURES[name].__doc__}", flush=True)
                found = MEASURES[name](bench)
                show(found)
                rows += found
        finally:
            if journal:
                journal.close()
            shutil.rmtree(folder)
    except CannotRun as reason:
        print(f"bench: skipped: {reason}")
        return 77
    print("# peers on this machine: " + (", ".join(peers()) or "none of recollindex, inotifywait, watchmedo is installed"))
    if chosen.json:
        chosen.json.write_text(json.dumps({
            "machine": platform.platform(), "files": chosen.files, "drops": chosen.drops,
            "figures": [{"name": row[0], "value": row[1], "unit": row[2]} for row in rows],
            "ratios": {row[3][0]: row[3][1] for row in rows if row[3]}}, ensure_ascii=False, indent=1) + "\n")
    worse = judge(rows)
    for line in worse:
        print(f"bench: worse than it was: {line}")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
