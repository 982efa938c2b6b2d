"""How a server ends: what waits is recorded, and the record is closed."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

from travaux.cli.demo_record import RECORD
from travaux.store.sqlite import SqliteStore


def test_a_server_that_is_told_to_end_closes_the_record(told: Path, tmp_path: Path) -> None:
    shutil.copytree(told, tmp_path / "here")
    record = tmp_path / "here" / RECORD
    server = subprocess.Popen(
        [sys.executable, "-m", "travaux", "serve", str(record), "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    assert "is served" in server.stdout.readline()
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=60)
    assert server.returncode == 0
    with SqliteStore.open(record) as store:  # nobody holds the right to write any more
        latest = store.latest_checkpoint()
        assert latest is not None
        assert store.head().size == latest.size == 49
