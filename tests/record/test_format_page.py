"""The specimens of docs/formats/record.md, and its commands on a machine that has no Travaux."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from travaux.record.checkpoint import LogKey, WitnessKey, cosignature_opened, joined, opened
from travaux.record.entry import read
from travaux.record.leaf import Leaf
from travaux.record.policy import policy_read
from travaux.record.proof import proof_read, proven
from travaux.record.signature import ENTRY, PublicKey, unarmoured, verify

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "formats" / "record.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def block(kind: str) -> str:
    (found,) = blocks(kind)
    return found


LEAF = Leaf.from_bytes(block("leaf").encode())
LOG = LogKey.of(block("log").rstrip("\n"))
WITNESS = WitnessKey.of(block("witness").rstrip("\n"))
CHECKPOINT, COSIGNATURE = block("checkpoint").encode(), block("cosignature").encode()


def test_leaf_entry_and_signature() -> None:
    assert json.loads(LEAF.entry) == json.loads(block("json"))
    entry = read(LEAF.entry)
    assert f"such as `{entry.type}`" in PAGE
    (blob,) = LEAF.signatures
    assert unarmoured(block("signature")) == blob
    assert verify(blob, LEAF.entry, ENTRY) == PublicKey.of(block("key"))
    assert entry.key == PublicKey.of(block("key")).fingerprint


def test_checkpoint_cosignature_proof_and_policy() -> None:
    head = opened(CHECKPOINT, LOG)
    assert cosignature_opened(COSIGNATURE, WITNESS) == (head, 1_772_445_600)
    assert f"cosignature/v1\ntime 1772445600\n{head.body.decode()}" == block("signed")
    proof = proof_read(block("proof").encode())
    assert proven(LEAF.hash, proof, LOG) == head
    assert proof.note == joined(CHECKPOINT, [COSIGNATURE])
    policy = policy_read(block("policy").encode())
    assert policy.believed(proof.note).cosigned == {"AAA": 1_772_445_600}


@pytest.mark.parametrize("at", range(3))
def test_the_commands_check_the_specimens(tmp_path: Path, at: int) -> None:
    """With the tools of any Unix machine."""
    for name, data in (("leaf", LEAF.to_bytes()), ("checkpoint", CHECKPOINT), ("cosignature", COSIGNATURE)):
        (tmp_path / name).write_bytes(data)
    for name, key in (("log", LOG), ("witness", WITNESS)):
        point = Ed25519PublicKey.from_public_bytes(key.public)
        (tmp_path / f"{name}.pem").write_bytes(
            point.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
    (tmp_path / "allowed_signers").write_text(f'BBB namespaces="{ENTRY}" {block("key")}')
    told = subprocess.run(
        ("bash", "-euo", "pipefail", "-c", blocks("sh")[at]),
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    good = (
        f'Good "entry@travaux" signature for BBB with ED25519 key {PublicKey.of(block("key")).fingerprint}\n'
    )
    assert told == (good, f"{LEAF.hash.hex()}\n", "Signature Verified Successfully\n" * 2)[at]
