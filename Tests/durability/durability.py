"""The harnesses of the promise: no file lost, none taken twice, no alert missed or doubled, whatever fails.

    durability.py HARNESS --program PATH [--short] [--report FILE]

Each prints its figures and leaves with 1 if the law was broken, with 77 and the reason where this machine cannot run it.
`--short` takes a sample; `--report` writes the page in docs/.
"""

import argparse
import importlib
import pathlib
import shutil
import signal
import sys
import tempfile
import time

from namespace import CannotRun, Journal, enter

HARNESSES = {"crash-matrix": "run_matrix", "kill-loop": "kill_loop", "courier-loop": "courier_loop",
             "journal": "journal_faults", "power-cut": "power_cut", "read-only": "read_only", "soak": "soak", "short": None}
SHORT = ["crash-matrix", "kill-loop", "courier-loop", "journal", "power-cut", "read-only", "soak"]


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("harness", choices=HARNESSES)
    parser.add_argument("--program", required=True, type=lambda path: pathlib.Path(path).resolve())
    parser.add_argument("--short", action="store_true", help="a sample only")
    parser.add_argument("--seed", type=int, default=1, help="of what is random")
    parser.add_argument("--workers", type=int, default=8, help="experiments at the same time")
    parser.add_argument("--only", default="", help="only the points with this text in them")
    parser.add_argument("--report", type=pathlib.Path, help="write the page with the figures")
    parser.add_argument("--keep", action="store_true", help="keep what broke the law")
    return parser.parse_args()


def run(name, chosen, folder, journal):
    """Runs one harness; returns how often the law was broken."""
    started = time.monotonic()
    module = importlib.import_module(HARNESSES[name])
    broken, figures = module.run(chosen, folder, journal)
    print(f"{'ok' if not broken else 'not ok'} - {name}: {figures}; {broken} times the law was broken;"
          f" {time.monotonic() - started:.0f} s", flush=True)
    return broken


def main():
    chosen = options()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(130))
    names = [chosen.harness]
    if chosen.harness == "short":
        names, chosen.short = SHORT, True
    try:
        enter()
        folder = pathlib.Path(tempfile.mkdtemp(prefix="bulletind-durability."))
        journal = None
        try:
            journal = Journal()
            broken = sum(run(name, chosen, folder, journal) for name in names)
        finally:
            if journal:
                journal.close()
            if chosen.keep:
                print(f"# kept: {folder}")
            else:
                shutil.rmtree(folder)
    except CannotRun as reason:
        print(f"durability: skipped: {reason}")
        return 77
    print(f"durability: {len(names)} harnesses, {broken} times the law was broken")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
