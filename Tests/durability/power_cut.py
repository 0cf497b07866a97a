"""`power-cut`: the power goes after each call of a recorded run, and what was not synced is gone; accepted means present."""

import collections
import concurrent.futures
import os
import subprocess

import disk_model
import law
import office
import scenarios
from spool import Spool

SHORT_STATES = 60


def run(chosen, folder, journal):
    broken, counts = 0, collections.Counter()
    for index, scenario in enumerate(scenarios.ALL[:2]):
        spool = Spool(folder / f"recorded-{index}", chosen.program, office.mark(600_000 + index))
        scenario.prepare(spool, folder)
        disk = disk_model.Disk(spool.root)
        log = folder / f"recorded-{index}.trace"
        subprocess.run(disk_model.RECORD + [str(log), "--"] + spool.command("run", "--once"), check=True, capture_output=True)
        recorded = disk_model.steps(log)
        compare(disk_model.snapshot(disk), recorded, spool)
        cuts = list(experiments(disk, recorded, spool, folder / f"cuts-{index}", chosen))
        with concurrent.futures.ThreadPoolExecutor(chosen.workers) as pool:
            for (name, kind), found in zip([cut[:2] for cut in cuts], pool.map(lambda cut: restart(*cut[2:]), cuts)):
                counts[kind] += 1
                if found:
                    broken += 1
                    print(f"# {scenario.name}: {name}, {kind}")
                    for sentence in found[:4]:
                        print(f"#     {sentence}", flush=True)
    told = ", ".join(f"{count} where {disk_model.KINDS[kind]}" for kind, count in counts.items())
    return broken, f"{sum(counts.values())} cuts: {told}"


def experiments(disk, recorded, spool, folder, chosen):
    """The different states that cuts leave, made on the disk: a name, the kind, and what `restart` needs."""
    folder.mkdir()
    seen, every = set(), max(1, len(recorded) * 2 // SHORT_STATES) if chosen.short else 1
    for number, step, now in disk_model.states(disk, recorded):
        if number % every:
            continue
        for kind in disk_model.KINDS:
            state = now.after(kind)
            key = hash(frozenset((path, content, id(node)) for path, (node, content) in state.items()))
            if key in seen:
                continue
            seen.add(key)
            root = folder / f"{number}-{kind}"
            disk_model.materialise(state, str(spool.root), str(root))
            yield f"after call {number} ({step.call})", kind, root, spool, chosen.program


def restart(root, recorded, program):
    """Starts the daemon on what a cut left, and says what is wrong."""
    spool = Spool.__new__(Spool)
    spool.root, spool.program, spool.word, spool.seen = root, program, recorded.word, recorded.seen
    spool.configuration = root / "bulletind.yaml"
    spool.configuration.write_text(recorded.configuration.read_text().replace(str(recorded.root), str(root)))
    found = []
    try:
        for _ in range(2):
            last = spool.run_once()
            if last.returncode != 0:
                found.append(f"the start left with {last.returncode}: {last.stderr[-300:]}")
        audit = subprocess.run(spool.command("audit"), capture_output=True, text=True, timeout=60)
        if audit.returncode != 0 and "journal" not in audit.stdout.lower():
            found.append(f"audit: {audit.stdout[-300:]}{audit.stderr[-200:]}")
        found += law.check_folders(spool) + law.check_archive(spool) + missing(spool)
    except Exception as error:  # pylint: disable=broad-except
        found.append(f"cannot be checked: {error}")
    if not found:
        spool.remove()
    return found


def missing(spool):
    """Every content that was dropped is in the archive or among the rejected files, whole, and has a row.

    The inodes of the restored inbox are new, so what was accepted before the cut and still stands there may be taken again,
    as an alias or a second rejection: that is no loss.
    """
    there = collections.Counter()
    for folder in ("archive", "rejected"):
        for name in spool.files(folder):
            path = spool.root / folder / name
            if path.is_file():
                there[law.digest(path.read_bytes())] += 1
    rows = {hash for hash, in spool.ask("SELECT hash FROM bulletins")}
    found = []
    for name, data in spool.seen:
        if data is not None and not there[law.digest(data)]:
            found.append(f"the content of {name} is lost")
        if data is not None and law.digest(data) not in rows:
            found.append(f"no row for the content of {name}")
    accepted = spool.ask("SELECT count(*) - count(DISTINCT hash) FROM bulletins WHERE verdict = 'accepted'")[0][0]
    return found + ([f"{accepted} contents were accepted twice"] if accepted else [])


def compare(disk, recorded, spool):
    """The model is right: replayed to the end it holds what the real disk holds."""
    for step in recorded:
        disk.apply(step)
    model = {path: bytes(node.now) for path, node in disk.names.items() if node.now is not None and "-shm" not in path}
    real = {}
    for folder, _, names in os.walk(spool.root):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and "-shm" not in path:
                real[path] = open(path, "rb").read()
    if model != real:
        wrong = sorted(path for path in {*model, *real} if model.get(path) != real.get(path))
        raise AssertionError(f"the model of the disk is wrong about {wrong[:5]}")
