"""A recorder in an empty folder, and one whose record is open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.recorder import Recorder, opened

_TEMPLATE: dict[str, Recorder] = {}
"""The record that `tides` begins with, made once."""


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Recorder:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TRAVAUX_RECORD", raising=False)
    return Recorder(tmp_path, capsys)


@pytest.fixture
def tides(
    desk: Recorder,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Recorder:
    """A record with three parties, a chair and a draft: see `opened`."""
    if "tides" not in _TEMPLATE:
        folder = tmp_path_factory.mktemp("tides")
        monkeypatch.chdir(folder)
        _TEMPLATE["tides"] = opened(Recorder(folder, capsys))
        monkeypatch.chdir(desk.folder)
    template = _TEMPLATE["tides"]
    shutil.copytree(template.folder, desk.folder, dirs_exist_ok=True)
    desk.machine = template.machine.again()
    return desk
