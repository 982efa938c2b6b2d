from __future__ import annotations

import subprocess
import sys

import pytest

LIGHT = (
    *("base64", "canonical", "checkpoint", "ed25519", "leaf", "p256", "policy", "proof"),
    *("signature", "tree", "wire", "authenticator"),
)


@pytest.mark.parametrize("module", LIGHT)
def test_only_who_signs_or_verifies_waits_for_the_library(module: str) -> None:
    """The command line starts in the time of a bare interpreter times four."""
    told = subprocess.run(
        (sys.executable, "-c", f"import sys, travaux.record.{module}; print('cryptography' in sys.modules)"),
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert told == "False\n"
