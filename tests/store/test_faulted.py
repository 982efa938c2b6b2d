"""Each call of the operating system that reads or writes a log fails once, fails for good, or is the last.

The calls are made to fail from outside the process, by strace: what runs is the program as it is.
"""

import random
import re
import resource
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.store.faulted_child import DOCUMENT
from tests.store.load import check
from tests.store.logs import ORIGIN, new_leaves
from tests.store.soak import SYSCALLS, figures
from travaux.record.tree import Frontier
from travaux.store.publication import extends_kept
from travaux.store.sqlite import SqliteStore

CHILD: Final = Path(__file__).with_name("faulted_child.py")
WRITING: Final = ("pwrite64", "write", "fdatasync", "fsync", "ftruncate", "rename", "unlink")
ERRORS: Final = {
    "EIO": (*WRITING, "pread64", "openat"),
    "ENOSPC": ("pwrite64", "write", "ftruncate", "openat"),
    "EINTR": ("pwrite64", "write", "pread64", "fdatasync", "fsync", "openat"),
}
ALREADY: Final = {number: number for number in range(300)}
"""What is recorded before anything fails."""


@dataclass(frozen=True, slots=True)
class Ran:
    status: int
    told: tuple[str, ...]
    said: str


@dataclass(frozen=True, slots=True)
class Bench:
    folder: Path
    sound: Path

    @property
    def file(self) -> Path:
        return self.folder / "meridian.travaux"

    def run(self, *prefix: str, file_size: int | None = None) -> Ran:
        """Run the child on a fresh copy of the log, under *prefix*."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.sound, self.folder)
        limit = (file_size, file_size) if file_size is not None else None
        done = subprocess.run(
            [*prefix, sys.executable, str(CHILD), str(self.file)],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            preexec_fn=limit and (lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)),
        )
        return Ran(done.returncode, tuple(done.stdout.splitlines()), done.stderr)

    def strace(self, *options: str) -> tuple[str, ...]:
        names = ("", "-wal", "-shm", "-journal", ".head", ".head.new", ".lock")
        places = [f"{self.file}{name}" for name in names] + [str(self.folder)]
        return ("strace", "-f", "-qq", *options, *(it for place in places for it in ("-P", place)))

    def calls(self) -> Counter[str]:
        """How often each call is made when nothing fails."""
        trace = self.folder.with_suffix(".trace")
        calls = sorted({call for calls in ERRORS.values() for call in calls})
        ran = self.run(*self.strace("-o", str(trace), "-e", f"trace={','.join(calls)}"))
        assert ran.told[-1] == "closed", ran
        return Counter(re.findall(r"^\d+ +(\w+)\(", trace.read_text(), re.MULTILINE))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    if shutil.which("strace") is None:
        pytest.skip("strace is absent; tools/debian-packages installs it")
    folder = tmp_path_factory.mktemp("faulted")
    (folder / "sound").mkdir()
    with SqliteStore.create(folder / "sound" / "meridian.travaux", origin=ORIGIN) as store:
        store.keep(store.append(new_leaves(0, 300), Frontier()))
    bench = Bench(folder / "here", folder / "sound")
    try:
        bench.calls()
    except AssertionError as fault:
        pytest.skip(f"strace may trace nothing here: {fault}")
    return bench


def sites(bench: Bench, kinds: dict[str, tuple[str, ...]]) -> list[tuple[str, str, int]]:
    """Each fault, call and which time of it; or as many of these as this run takes."""
    made = bench.calls()
    found = [
        (fault, call, time)
        for fault, calls in kinds.items()
        for call in calls
        for time in range(1, made[call] + 1)
    ]
    random.Random(7).shuffle(found)  # noqa: S311 - the same each time
    return found[:SYSCALLS]


def check_log(bench: Bench, ran: Ran) -> None:
    """Assert that the log is what the child was told, and that it goes on."""
    told = [line.split() for line in ran.told]
    entries = {int(words[1]): int(words[2]) for words in told if words[0] == "entry"}
    with SqliteStore.open(bench.file) as store:
        published = [int(words[1]) for words in told if words[0] == "published"]
        assert extends_kept(store).size >= max(published, default=300)
        assert [note.size for note in store.checkpoints()][: len(published)] == published
        if ["destroyed"] in told:
            assert store.document(DOCUMENT.name) is None
        elif ["document"] in told and not any(words[:2] == ["fault", "destroy:"] for words in told):
            # Killed while destroying it, it may be there or not, but whole.
            assert store.document(DOCUMENT.name) in (None, DOCUMENT)
        check(store, ALREADY | entries)


def test_a_call_that_fails_once_is_told_and_can_be_made_again(bench: Bench) -> None:
    """Disk full, EIO, EINTR at each call: error to caller, no ack, log intact."""
    told = 0
    chosen = sites(bench, ERRORS)
    for error, call, time in chosen:
        ran = bench.run(*bench.strace("-o", "/dev/null", "-e", f"inject={call}:error={error}:when={time}"))
        assert (ran.status, ran.told[-1:]) == (0, ("closed",)), (error, call, time, ran)
        assert sum(line.startswith("fault") for line in ran.told) <= 1, (error, call, time, ran)
        told += any(line.startswith("fault") for line in ran.told)
        check_log(bench, ran)
    figures(
        "a call fails once", calls=len(chosen), told_to_the_caller=told, made_good_below=len(chosen) - told
    )


def test_a_disk_that_stays_full_or_broken_acknowledges_nothing(bench: Bench) -> None:
    chosen = sites(bench, {error: ERRORS[error] for error in ("EIO", "ENOSPC")})
    finished = 0
    for error, call, time in chosen:
        ran = bench.run(*bench.strace("-o", "/dev/null", "-e", f"inject={call}:error={error}:when={time}+"))
        if ran.status == 0:
            finished += 1
        else:
            assert "StoreFault" in ran.said.splitlines()[-1], (error, call, time, ran)
        check_log(bench, ran)
    figures("calls fail from one on", calls=len(chosen), finished_all_the_same=finished)


def test_a_process_killed_at_any_call_loses_nothing_acknowledged(bench: Bench) -> None:
    """Crash points between every two storage calls."""
    chosen = sites(bench, {"kill": WRITING})
    for _, call, time in chosen:
        ran = bench.run(*bench.strace("-o", "/dev/null", "-e", f"inject={call}:signal=KILL:when={time}"))
        assert ran.status != 0, (call, time, ran)
        check_log(bench, ran)
    figures("killed at a call", calls=len(chosen), lost=0)


def test_a_write_that_is_cut_short_acknowledges_nothing(bench: Bench) -> None:
    """Short writes, by the limit on the size of a file: the part below it is written, the rest is not."""
    sizes = [0, 1, 512, 4095, *random.Random(5).sample(range(600_000), SYSCALLS or 400)]  # noqa: S311
    finished = 0
    for size in sizes[: SYSCALLS or None]:
        ran = bench.run(file_size=size)
        if ran.status == 0:
            finished += 1
        else:
            assert "StoreFault" in ran.said.splitlines()[-1], (size, ran)
        check_log(bench, ran)
    figures("writes cut short", sizes=len(sizes), finished_all_the_same=finished)


def test_the_faults_are_injected(bench: Bench) -> None:
    """Every write and flush of this child goes through the calls that are made to fail."""
    calls = bench.calls()
    assert [call for call in WRITING if not calls[call]] == []
