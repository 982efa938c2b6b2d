"""The published vectors, fixed for ever: all released versions give byte-identical verdicts on them."""

from __future__ import annotations

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from travaux.record.canonical import NotCanonical, canonical, parsed
from travaux.record.checkpoint import (
    BadCheckpoint,
    Checkpoint,
    LogKey,
    WitnessKey,
    cosignature_opened,
    joined,
    opened,
)
from travaux.record.leaf import BadLeaf, Leaf
from travaux.record.policy import BadPolicy, PolicyUnmet, policy_read
from travaux.record.proof import BadProof, proof_file, proof_read, proven
from travaux.record.signature import BadSignature, PrivateKey, armoured, unarmoured, verify
from travaux.record.tree import (
    Frontier,
    Hash,
    TreeFault,
    consistency,
    inclusion,
    leaf_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

FOLDER = Path(__file__).parent / "vectors"
Vector = dict[str, Any]


def vectors(name: str) -> Vector:
    loaded: Vector = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return loaded


def of_hash(text: str) -> Hash:
    return Hash(b64decode(text, validate=True))


def hashes(texts: list[str]) -> list[Hash]:
    return [of_hash(text) for text in texts]


def refused(
    cases: list[Vector], kind: type[ValueError], read: Callable[[Vector], object]
) -> Iterator[tuple[str, bool]]:
    """Why each case must be refused, and whether it is."""
    for case in cases:
        try:
            read(case)
        except kind:
            yield case["why"], True
        else:
            yield case["why"], False


def all_refused(cases: list[Vector], kind: type[ValueError], read: Callable[[Vector], object]) -> None:
    assert [why for why, held in refused(cases, kind, read) if not held] == []
    assert cases


def test_no_vector_has_changed() -> None:
    """A new case goes into a new file; what is published stays as it is."""
    listed = {}
    for line in (FOLDER / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        listed[name] = digest
    found = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in FOLDER.glob("*.json")}
    assert found == listed


def test_canonical() -> None:
    given = vectors("canonical")
    for text in given["accepted"]:
        assert canonical(parsed(text.encode())) == text.encode()
    all_refused(given["refused"], NotCanonical, lambda case: parsed(b64decode(case["bytes"])))


LEAVES = tuple(leaf_hash(b"%d" % at) for at in range(600))


class TestTree:
    given = vectors("tree")
    leaves = LEAVES
    roots = tuple(root(LEAVES[:size]) for size in range(601))

    def hashes_at(self, level: int, start: int, stop: int) -> list[Hash]:
        wide = 256**level
        return [root(self.leaves[at * wide : (at + 1) * wide]) for at in range(start, stop)]

    def test_roots(self) -> None:
        for case in self.given["roots"]:
            assert self.roots[case["size"]] == of_hash(case["root"])
        for case in self.given["frontiers"]:
            frontier = Frontier.from_bytes(b64decode(case["bytes"]))
            assert frontier == Frontier().appended(self.leaves[: case["size"]])
        for case in self.given["tiles"]:
            tile = self.leaves[case["n"] * 256 : (case["n"] + 1) * 256]
            assert hashlib.sha256(b"".join(tile)).hexdigest() == case["sha256"]
            assert root(tile) == of_hash(case["root"])

    def test_proofs(self) -> None:
        for case in self.given["inclusion"]:
            index, size, proof = case["index"], case["size"], hashes(case["proof"])
            assert list(inclusion(index, size, self.hashes_at)) == proof
            verify_inclusion(self.leaves[index], index=index, size=size, proof=proof, root=self.roots[size])
        for case in self.given["consistency"]:
            old, new, proof = case["old"], case["new"], hashes(case["proof"])
            assert list(consistency(old, new, self.hashes_at)) == proof
            verify_consistency(
                old_size=old,
                old_root=self.roots[old],
                new_size=new,
                new_root=self.roots[new],
                proof=proof,
            )

    def test_refused(self) -> None:
        all_refused(
            self.given["refused_inclusion"],
            TreeFault,
            lambda case: verify_inclusion(
                of_hash(case["leaf"]),
                index=case["index"],
                size=case["size"],
                proof=hashes(case["proof"]),
                root=of_hash(case["root"]),
            ),
        )
        all_refused(
            self.given["refused_consistency"],
            TreeFault,
            lambda case: verify_consistency(
                old_size=case["old"],
                old_root=of_hash(case["old_root"]),
                new_size=case["new"],
                new_root=of_hash(case["new_root"]),
                proof=hashes(case["proof"]),
            ),
        )


def test_signature() -> None:
    given = vectors("signature")
    for case in given["accepted"]:
        key = verify(b64decode(case["blob"]), case["message"].encode(), case["namespace"])
        assert (key.line, key.fingerprint) == (case["key"], case["fingerprint"])
    all_refused(
        given["refused"],
        BadSignature,
        lambda case: verify(b64decode(case["blob"]), case["message"].encode(), case["namespace"]),
    )
    armour, file = given["armour"], given["openssh_key"]
    assert armoured(b64decode(armour["blob"])) == armour["text"]
    assert unarmoured(armour["text"]) == b64decode(armour["blob"])
    key_of_seed = PrivateKey.from_seed(b64decode(file["seed"]))
    assert key_of_seed.to_openssh() == file["file"].encode()
    assert PrivateKey.from_openssh(file["file"].encode()) == key_of_seed


def test_leaf() -> None:
    given = vectors("leaf")
    for case in given["accepted"]:
        leaf = Leaf(
            received_at=case["received_at"],
            entry=case["entry"].encode(),
            signatures=tuple(map(b64decode, case["signatures"])),
        )
        assert leaf.to_bytes() == case["bytes"].encode()
        assert Leaf.from_bytes(case["bytes"].encode()) == leaf
        assert leaf.hash == of_hash(case["hash"])
    all_refused(given["refused"], BadLeaf, lambda case: Leaf.from_bytes(b64decode(case["bytes"])))


def test_checkpoint() -> None:
    given = vectors("checkpoint")
    log, witness = LogKey.of(given["log"]), WitnessKey.of(given["witness"])
    case, cosignature = given["checkpoint"], given["cosignature"]
    head = Checkpoint(origin=case["origin"], size=case["size"], root=of_hash(case["root"]))
    assert opened(case["note"].encode(), log) == head
    assert cosignature_opened(cosignature["note"].encode(), witness) == (head, cosignature["time"])
    note = joined(case["note"].encode(), [cosignature["note"].encode()])
    assert note == given["joined"].encode()
    assert opened(note, log) == cosignature_opened(note, witness)[0] == head
    all_refused(given["refused"], BadCheckpoint, lambda case: opened(case["note"].encode(), log))
    all_refused(
        given["refused_cosignatures"],
        BadCheckpoint,
        lambda case: cosignature_opened(case["note"].encode(), witness),
    )


def test_proof() -> None:
    given = vectors("proof")
    log, leaf = LogKey.of(given["log"]), of_hash(given["leaf"])
    proof = proof_read(given["proof"]["file"].encode())
    assert proof_file(proof) == given["proof"]["file"].encode()
    assert (proof.index, proven(leaf, proof, log).size) == (given["proof"]["index"], given["proof"]["size"])
    all_refused(given["refused"], BadProof, lambda case: proven(leaf, proof_read(case["file"].encode()), log))


def test_policy() -> None:
    given = vectors("policy")
    policy = policy_read(given["policy"].encode())
    note = given["checkpoint"].encode()
    notes = {name: text.encode() for name, text in given["cosignatures"].items()}
    for cosigners in given["meets"]:
        assert policy.holds(cosigners)
        assert set(policy.believed(note, [notes[name] for name in cosigners]).cosigned) == set(cosigners)
    for cosigners in given["does_not_meet"]:
        assert not policy.holds(cosigners)
        with pytest.raises(PolicyUnmet):
            policy.believed(note, [notes[name] for name in cosigners])
    assert len(given["meets"]) + len(given["does_not_meet"]) == 2 ** len(notes)
    all_refused(given["refused"], BadPolicy, lambda case: policy_read(case["policy"].encode()))


def test_every_vector_is_base64_with_one_spelling() -> None:
    for case in [*vectors("canonical")["refused"], *vectors("leaf")["refused"]]:
        assert b64encode(b64decode(case["bytes"])).decode() == case["bytes"]
