"""The ssh-keygen of this machine, as a court has it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from travaux.record.signature import armoured


def accepts(folder: Path, *, key: str, blob: bytes, message: bytes, namespace: str) -> bool:
    """Whether `ssh-keygen -Y verify` finds the signature good."""
    signers, given = folder / "allowed_signers", folder / "message.sig"
    signers.write_text(f'AAA namespaces="{namespace}" {key}\n')
    given.write_text(armoured(blob))
    asked: list[str | Path] = [
        "ssh-keygen",
        "-Y",
        "verify",
        "-f",
        signers,
        "-I",
        "AAA",
        "-n",
        namespace,
        "-s",
        given,
    ]
    return subprocess.run(asked, input=message, capture_output=True, check=False).returncode == 0


def run(*words: str | Path, cwd: Path, given: bytes = b"") -> bytes:
    return subprocess.run(words, cwd=cwd, input=given, capture_output=True, check=True).stdout
