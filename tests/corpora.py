"""Where the real documents are that tests read and the repository does not hold."""

from pathlib import Path

import pytest


def corpora() -> Path:
    """Give the folder of real documents beside the checkout, or skip the test that wants it."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip(f"{folder} is absent: it is handed out apart from the repository")
    return folder
