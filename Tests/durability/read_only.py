"""`read-only`: the disk fails under the running daemon and turns read-only (ext4, errors=remount-ro), until it is mounted anew."""

import os
import pathlib
import signal
import subprocess
import time

import law
import office
from journal_faults import Service
from namespace import wait_until
from spool import Spool

IMAGE_SIZE = 64 << 20
# So long the daemon stands on the failed disk, seconds: time for more than one new attempt.
STANDS = 12


def run(chosen, folder, journal):
    reference = Spool(folder / "sound", chosen.program, office.mark(720_000))
    for day in (office.first_day, office.second_day):
        reference.drop(day(reference.word))
        reference.run_once()
    image, place = folder / "disk.img", folder / "disk"
    place.mkdir()
    with open(image, "wb") as file:
        file.truncate(IMAGE_SIZE)
    try:
        subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True, capture_output=True)
        mount(image, place)
    except (OSError, subprocess.CalledProcessError) as error:
        return 0, f"skipped: this machine mounts no ext4 image ({error})"
    try:
        found = fails(chosen, place, image, journal, reference)
    finally:
        subprocess.run(["umount", str(place)], check=False, capture_output=True)
        image.unlink()
    for sentence in found[:20]:
        print(f"#     {sentence}", flush=True)
    return len(found), "the disk turned read-only under the running daemon, and was mounted anew"


def fails(chosen, place, image, journal, reference):
    spool = Spool(place / "spool", chosen.program, office.mark(720_001))
    found = []
    with Service(spool) as service:
        spool.drop(office.first_day(spool.word))
        service.wait_for("SELECT count(*) = 7 FROM bulletins")
        # The files are there before the disk fails, and the daemon sees them afterwards.
        os.kill(service.process.pid, signal.SIGSTOP)
        spool.drop(office.second_day(spool.word))
        os.sync()
        (pathlib.Path("/sys/fs/ext4") / device(place) / "trigger_fs_error").write_text("1")
        os.kill(service.process.pid, signal.SIGCONT)
        wait_until(lambda: troubles(journal, service), 20, "nothing is said of the disk")
        time.sleep(STANDS)
        told = [entry["MESSAGE"] for entry in troubles(journal, service)]
        if len(told) != 1 or "ead-only" not in told[0]:
            found.append(f"{len(told)} entries about the disk: {told[:3]}")
        if service.process.poll() is not None:
            found.append(f"the daemon ended by itself with {service.process.returncode}")
        service.process.terminate()
        service.process.wait(30)
    subprocess.run(["umount", str(place)], check=True)
    # The file system is marked as one with errors: fsck(8) leaves with 1 when it has mended that.
    if subprocess.run(["fsck.ext4", "-p", str(image)], capture_output=True).returncode > 1:
        raise AssertionError("fsck.ext4 cannot mend the image")
    mount(image, place)
    last = spool.run_once()
    found += [f"the last run left with {last.returncode}: {last.stderr[-300:]}"] if last.returncode else []
    return found + law.violations(spool, reference.dump(), journal)


def mount(image, place):
    subprocess.run(["mount", "-o", "loop,errors=remount-ro", str(image), str(place)], check=True, capture_output=True)


def device(place):
    found = subprocess.run(["findmnt", "-no", "SOURCE", str(place)], check=True, capture_output=True, text=True)
    return os.path.basename(found.stdout.strip())


def troubles(journal, service):
    """What this daemon said with priority 4 or worse that no bulletin is the subject of."""
    return [entry for entry in journal.entries("SYSLOG_IDENTIFIER=bulletind", f"_PID={service.process.pid}")
            if int(entry["PRIORITY"]) <= 4 and "BULLETIN_ID" not in entry and "BULLETIN_FILE" not in entry]
