# ruff: noqa: E501 - a row of a table is one line, so that input and message are read together

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from tests.record import openssh
from travaux.record import ed25519
from travaux.record.base64 import decoded, encoded
from travaux.record.checkpoint import (
    MOST_SIGNATURES,
    BadCheckpoint,
    Checkpoint,
    LogKey,
    NotSigned,
    WitnessKey,
    cosignature_opened,
    cosigned,
    joined,
    log_key,
    number,
    opened,
    signed,
    witness_key,
)
from travaux.record.signature import PrivateKey
from travaux.record.tree import EMPTY, LARGEST, Hash

LOG = PrivateKey.from_seed(bytes(range(32)))
AAA = PrivateKey.from_seed(bytes(range(1, 33)))
ROOT = Hash(hashlib.sha256(b"root").digest())
HEAD = Checkpoint(origin="meridian-2026", size=700, root=ROOT)
KEY, WITNESS = log_key("meridian-2026", LOG), witness_key("AAA", AAA)
NOTE = signed(HEAD, LOG)
EXTENDED = HEAD.body + b"extension\n"
COSIGNED = cosigned(HEAD, at=1_795_000_000, name="AAA", private=AAA)


def why(act: Callable[[], object]) -> str:
    with pytest.raises(BadCheckpoint) as refused:
        act()
    return str(refused.value)


class TestSpecifications:
    """The examples of C2SP signed-note and tlog-cosignature."""

    def test_a_verifier_key(self) -> None:
        line = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        key = LogKey.of(line)
        assert (key.name, key.id.hex(), key.line) == ("example.com/foo", "530d903a", line)

    def test_a_signed_note(self) -> None:
        key = LogKey.of("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k")
        signature = decoded(
            "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
        )
        assert signature[:4] == key.id
        assert ed25519.verifies(key.public, signature[4:], b"This is an example message.\n")

    def test_a_checkpoint_with_a_cosignature(self) -> None:
        note = (
            "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
            "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
            "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
        ).encode()
        body, _, lines = note.rpartition(b"\n\n")
        head = Checkpoint.of(body + b"\n")
        assert (head.origin, head.size) == ("example.com/behind-the-sofa", 20852163)
        assert head.body == body + b"\n"
        second = decoded(lines.decode().split("\n")[1].split(" ")[2])
        assert int.from_bytes(second[4:12], "big") == 1679315147
        assert len(second) == 4 + 8 + 64


class TestKeys:
    @pytest.mark.parametrize(("key", "kind"), [(KEY, 1), (WITNESS, 4)])
    def test_a_key_is_found_by_name_and_id(self, key: LogKey | WitnessKey, kind: int) -> None:
        """SHA-256(name, 0x0A, kind, public key), its first four bytes."""
        digest = hashlib.sha256(key.name.encode() + b"\n" + bytes([kind]) + key.public).digest()
        assert key.id == digest[:4]
        assert key.line == f"{key.name}+{digest[:4].hex()}+{encoded(bytes([kind]) + key.public)}"
        assert type(key).of(key.line) == key

    def test_a_key_of_one_use_is_none_of_the_other(self) -> None:
        assert why(lambda: LogKey.of(WITNESS.line)) == "the key of 'AAA' is of kind 04; expected 01"
        assert why(lambda: WitnessKey.of(KEY.line)) == "the key of 'meridian-2026' is of kind 01; expected 04"

    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("", "the key of '' is of kind ; expected 01"),
            ("a+b", "the key of 'a' is of kind ; expected 01"),
            ("n" * 90 + "+00000000+A", f"the key of {'n' * 80!r} does not hold: 'A' is not base64; expected the standard alphabet with padding"),
            ("n" * 90 + "+00000000+AAAA", f"the key of {'n' * 80!r} is of kind 00; expected 01"),
            ("a+00000000+AQID", "the key of a does not hold: an Ed25519 key has 2 bytes; expected 32"),
            ("a+00000000+" + encoded(b"\1" + bytes(32)), "the key of a does not hold: an Ed25519 key is a point of small order or spelt oddly; expected one made from a seed"),
            ("a b+00000000+" + encoded(b"\1" + KEY.public), "the name is 'a b'; expected visible ASCII without a plus sign"),
            (KEY.line.replace(KEY.id.hex(), KEY.id.hex().upper()), f"the key reads {KEY.line.replace(KEY.id.hex(), KEY.id.hex().upper())!r}; expected {KEY.line!r}"),
            (KEY.line.replace(KEY.id.hex(), "00000000"), f"the key reads {KEY.line.replace(KEY.id.hex(), '00000000')!r}; expected {KEY.line!r}"),
            (KEY.line.replace(KEY.id.hex(), KEY.id.hex() + "x" * 90), f"the key reads {KEY.line.replace(KEY.id.hex(), KEY.id.hex() + 'x' * 90)[:120]!r}; expected {KEY.line!r}"),
        ],
    )  # fmt: skip
    def test_lines_that_are_refused(self, line: str, expected: str) -> None:
        assert why(lambda: LogKey.of(line)) == expected

    @given(st.text(st.characters(), max_size=60) | st.text(alphabet="a+01AQ=", max_size=60))
    def test_only_its_own_exception_comes_out(self, line: str) -> None:
        for kind in (LogKey, WitnessKey):
            with pytest.raises(BadCheckpoint):
                kind.of(line)


class TestCheckpoint:
    @given(
        st.text(alphabet=st.characters(min_codepoint=0x21, max_codepoint=0x7E, exclude_characters="+"), min_size=1),
        st.integers(1, LARGEST),
        st.binary(min_size=32, max_size=32).map(Hash),
    )  # fmt: skip
    def test_a_checkpoint_comes_back(self, origin: str, size: int, root: Hash) -> None:
        head = Checkpoint(origin=origin, size=size, root=root)
        assert Checkpoint.of(head.body) == head
        assert opened(signed(head, LOG), log_key(origin, LOG)) == head
        assert cosignature_opened(
            cosigned(head, at=size, name=origin, private=AAA), witness_key(origin, AAA)
        ) == (head, size)

    def test_three_lines(self) -> None:
        assert HEAD.body == b"meridian-2026\n700\nSBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n"
        assert Checkpoint(origin="a", size=LARGEST, root=ROOT).body.split(b"\n")[1] == b"9223372036854775807"
        assert Checkpoint(origin="a", size=0, root=EMPTY).body == f"a\n0\n{encoded(EMPTY)}\n".encode()

    @pytest.mark.parametrize(
        ("origin", "size", "root", "expected"),
        [
            ("", 1, ROOT, "the name is ''; expected visible ASCII without a plus sign"),
            ("a b", 1, ROOT, "the name is 'a b'; expected visible ASCII without a plus sign"),
            ("a+b", 1, ROOT, "the name is 'a+b'; expected visible ASCII without a plus sign"),
            ("a\n", 1, ROOT, "the name is 'a\\n'; expected visible ASCII without a plus sign"),
            ("é" * 90, 1, ROOT, f"the name is {'é' * 80!r}; expected visible ASCII without a plus sign"),
            ("a\x7f", 1, ROOT, "the name is 'a\\x7f'; expected visible ASCII without a plus sign"),
            ("a", -1, ROOT, "the size is -1; expected 0 to 9223372036854775807"),
            ("a", 2**63, ROOT, "the size is 9223372036854775808; expected 0 to 9223372036854775807"),
            ("a", 1, ROOT[:-1], f"the root of 1 leaves is {ROOT[:-1].hex()}; expected another"),
            ("a", 0, ROOT, f"the root of 0 leaves is {ROOT.hex()}; expected another"),
        ],
    )
    def test_what_cannot_be_a_checkpoint(self, origin: str, size: int, root: Hash, expected: str) -> None:
        assert why(lambda: Checkpoint(origin=origin, size=size, root=root)) == expected

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            (b"", "the checkpoint is b''; expected three lines: origin, size, root"),
            (HEAD.body[:-1], f"the checkpoint is {HEAD.body[:-1][:80]!r}; expected three lines: origin, size, root"),
            (EXTENDED, f"the checkpoint is {EXTENDED[:80]!r}; expected three lines: origin, size, root"),
            (HEAD.body + b"x", f"the checkpoint is {(HEAD.body + b'x')[:80]!r}; expected three lines: origin, size, root"),
            (b"\xff" + HEAD.body * 2, f"the checkpoint is {(bytes([255]) + HEAD.body * 2)[:80]!r}; expected ASCII"),
            (HEAD.body.replace(b"700", b"0700"), "'0700' is no number; expected 0 to 9223372036854775807 without leading zeros"),
            (HEAD.body.replace(b"=", b""), f"the root does not hold: {encoded(ROOT)[:-1]!r} is not base64; expected the standard alphabet with padding"),
            (b"\n1\n" + encoded(ROOT).encode() + b"\n", "the name is ''; expected visible ASCII without a plus sign"),
        ],
    )  # fmt: skip
    def test_bodies_that_are_refused(self, body: bytes, expected: str) -> None:
        assert why(lambda: Checkpoint.of(body)) == expected

    @given(st.binary(max_size=90) | st.text(alphabet="a1A=\n", max_size=90).map(str.encode))
    def test_only_its_own_exception_comes_out(self, data: bytes) -> None:
        for act in (
            lambda: Checkpoint.of(data),
            lambda: opened(data, KEY),
            lambda: cosignature_opened(data, WITNESS),
            lambda: opened(HEAD.body + data, KEY),
            lambda: opened(HEAD.body + b"\n" + data, KEY),
            lambda: cosignature_opened(HEAD.body + b"\n" + data, WITNESS),
            lambda: joined(data, []),
            lambda: joined(NOTE, [data]),
        ):
            with pytest.raises(BadCheckpoint):
                act()


NUMBERS = [("0", 0), ("1", 1), ("10", 10), ("9223372036854775807", LARGEST)]
NO_NUMBERS = [
    "",
    "00",
    "01",
    "-1",
    "+1",
    "1 ",
    "١",
    "1_0",
    "0x1",
    "9223372036854775808",
    "1" * 19 + "0",
    "1\n",
]


def test_numbers_have_one_spelling() -> None:
    """Decimal, no leading zero."""
    assert [number(text) for text, _ in NUMBERS] == [value for _, value in NUMBERS]
    for text in NO_NUMBERS:
        assert why(partial(number, text)) == (
            f"{text[:40]!r} is no number; expected 0 to 9223372036854775807 without leading zeros"
        )
    assert why(lambda: number("9" * 60)).startswith(f"{'9' * 40!r} is no number")


class TestNote:
    def test_a_note_is_body_empty_line_signature(self) -> None:
        raw = LOG.sign_raw(HEAD.body)
        assert HEAD.body + f"\n— meridian-2026 {encoded(KEY.id + raw)}\n".encode() == NOTE
        assert opened(NOTE, KEY) == HEAD

    def test_a_cosignature_is_over_a_time_and_the_checkpoint(self) -> None:
        raw = AAA.sign_raw(b"cosignature/v1\ntime 1795000000\n" + HEAD.body)
        time = (1_795_000_000).to_bytes(8, "big")
        assert HEAD.body + f"\n— AAA {encoded(WITNESS.id + time + raw)}\n".encode() == COSIGNED
        assert cosignature_opened(COSIGNED, WITNESS) == (HEAD, 1_795_000_000)

    def test_signatures_of_others_are_passed_over(self) -> None:
        """Verifiers ignore signatures from unknown keys, even if they share a name or an id with a known key."""
        other = signed(HEAD, AAA)
        assert joined(NOTE, []) == NOTE
        for notes in ([NOTE, COSIGNED], [COSIGNED, NOTE], [other, NOTE], [NOTE, other, COSIGNED]):
            note = joined(notes[0], notes[1:])
            assert opened(note, KEY) == HEAD
            if COSIGNED in notes:
                assert cosignature_opened(note, WITNESS) == (HEAD, 1_795_000_000)
        same_id = f"— elsewhere {encoded(KEY.id + bytes(64))}\n".encode()
        assert opened(NOTE + same_id, KEY) == HEAD

    def test_every_line_of_a_known_key_must_hold(self) -> None:
        """If a signature from a known key fails to verify, clients reject the whole note."""
        bad = f"— meridian-2026 {encoded(KEY.id + bytes(64))}\n".encode()
        for lines in (bad + NOTE[len(HEAD.body) + 1 :], NOTE[len(HEAD.body) + 1 :] + bad, bad):
            assert why(partial(opened, HEAD.body + b"\n" + lines, KEY)) == (
                "the signature of meridian-2026 does not fit the checkpoint"
            )
        for extra in (bytes(1), bytes(8), bytes(71), bytes(72), b"\xff" * 72, bytes(73)):
            bad = f"— AAA {encoded(WITNESS.id + extra)}\n".encode()
            for note in (COSIGNED + bad, HEAD.body + b"\n" + bad):
                assert why(partial(cosignature_opened, note, WITNESS)) == (
                    "the cosignature of AAA does not fit the checkpoint"
                )

    def test_a_note_not_signed_by_the_key(self) -> None:
        expected = f"no signature of meridian-2026 with id {KEY.id.hex()}; expected one"
        for note in (COSIGNED, signed(HEAD, AAA)):
            with pytest.raises(NotSigned) as refused:
                opened(note, KEY)
            assert str(refused.value) == expected
        with pytest.raises(NotSigned):
            cosignature_opened(NOTE, WITNESS)

    def test_a_signature_of_one_use_is_none_of_the_other(self) -> None:
        """One key used as log and as witness still makes signatures that cannot be exchanged."""
        both = witness_key("meridian-2026", LOG)
        with pytest.raises(NotSigned):
            cosignature_opened(NOTE, both)
        with pytest.raises(NotSigned):
            opened(cosigned(HEAD, at=1, name="meridian-2026", private=LOG), KEY)

    def test_the_log_is_the_one_asked_for(self) -> None:
        """Client pins origin and key, never what the server says."""
        other = Checkpoint(origin="elsewhere", size=700, root=ROOT)
        note = other.body + b"\n" + KEY.signature_line(LOG.sign_raw(other.body))
        assert why(lambda: opened(note, KEY)) == "the log is b'elsewhere'; expected 'meridian-2026'"
        long = Checkpoint(origin="e" * 100, size=700, root=ROOT)
        assert why(lambda: opened(signed(long, LOG), KEY)) == (
            f"the log is {b'e' * 80!r}; expected 'meridian-2026'"
        )

    def test_a_signed_text_must_be_a_checkpoint(self) -> None:
        body = HEAD.body + b"an extension\n"
        note = body + b"\n" + KEY.signature_line(LOG.sign_raw(body))
        assert why(lambda: opened(note, KEY)).endswith("expected three lines: origin, size, root")

    def test_of_two_times_the_earlier_counts(self) -> None:
        again = cosigned(HEAD, at=5, name="AAA", private=AAA)
        for notes in ([again, COSIGNED], [COSIGNED, again]):
            assert cosignature_opened(joined(notes[0], notes[1:]), WITNESS) == (HEAD, 5)

    def test_times_have_limits(self) -> None:
        for at in (0, LARGEST):
            note = cosigned(HEAD, at=at, name="AAA", private=AAA)
            assert cosignature_opened(note, WITNESS) == (HEAD, at)
        for at in (-1, 2**63):
            assert why(partial(cosigned, HEAD, at=at, name="AAA", private=AAA)) == (
                f"the time is {at}; expected 0 to 9223372036854775807"
            )
        late = 2**63
        line = WITNESS.signature_line(
            late.to_bytes(8, "big") + AAA.sign_raw(b"cosignature/v1\ntime %d\n%b" % (late, HEAD.body))
        )
        assert why(lambda: cosignature_opened(HEAD.body + b"\n" + line, WITNESS)) == (
            "the cosignature of AAA does not fit the checkpoint"
        )

    def test_many_cosigners_have_a_note_each(self) -> None:
        """In one note are 100 signatures at most."""
        assert MOST_SIGNATURES == 100
        line = f"— elsewhere {encoded(bytes(68))}\n".encode()
        assert opened(NOTE + 99 * line, KEY) == HEAD
        assert why(lambda: opened(NOTE + 100 * line, KEY)) == (
            "the note has 101 signatures; expected 100 at most"
        )

    @pytest.mark.parametrize(
        ("note", "expected"),
        [
            (b"", "the note is not whole; expected the checkpoint, an empty line, signature lines"),
            (HEAD.body, "the note is not whole; expected the checkpoint, an empty line, signature lines"),
            (HEAD.body + b"\n", "the note is not whole; expected the checkpoint, an empty line, signature lines"),
            (HEAD.body + b"\nx", "the note is not whole; expected the checkpoint, an empty line, signature lines"),
            (NOTE[:-1], "the note is not whole; expected the checkpoint, an empty line, signature lines"),
            (NOTE[len(HEAD.body) - 1 :], "the note is not whole; expected the checkpoint, an empty line, signature lines"),
            (NOTE + b"\xff\n", "a signature line is not UTF-8"),
            (NOTE.replace("—".encode(), b"-"), f"a signature line reads {('- ' + KEY.signature_line(LOG.sign_raw(HEAD.body)).decode()[2:])[:60]!r}; expected a dash, a name and base64"),
            (NOTE + "—  QUJDREU=\n".encode(), "a signature line reads '—  QUJDREU='; expected a dash, a name and base64"),
            (NOTE + "— a QUJDRA==\n".encode(), "a signature line reads '— a QUJDRA=='; expected a dash, a name and base64"),
            (NOTE + "— a\n".encode(), "a signature line reads '— a'; expected a dash, a name and base64"),
            (NOTE + "— a b QUJDREU=\n".encode(), "a signature line does not hold: 'b QUJDREU=' is not base64; expected the standard alphabet with padding"),
            (NOTE + "— a QR==\n".encode(), "a signature line does not hold: 'QR==' is base64 with stray bits; expected 'QQ=='"),
        ],
    )  # fmt: skip
    def test_notes_that_are_refused(self, note: bytes, expected: str) -> None:
        assert why(lambda: opened(note, KEY)) == expected

    def test_an_id_alone_signs_nothing(self) -> None:
        line = f"— meridian-2026 {encoded(KEY.id + b'x')}\n".encode()
        assert why(lambda: opened(HEAD.body + b"\n" + line, KEY)) == (
            "the signature of meridian-2026 does not fit the checkpoint"
        )


class TestJoined:
    def test_each_line_stands_once(self) -> None:
        note = joined(NOTE, [COSIGNED, NOTE, COSIGNED])
        assert note == NOTE + COSIGNED[len(HEAD.body) + 1 :]

    def test_two_checkpoints_are_not_joined(self) -> None:
        other = signed(Checkpoint(origin="meridian-2026", size=701, root=ROOT), LOG)
        assert why(lambda: joined(NOTE, [other])) == "the notes are of two checkpoints; expected one"


def test_openssl_verifies_a_checkpoint_and_a_cosignature(tmp_path: Path) -> None:
    """What a court does: body and signature cut out of the note, `openssl pkeyutl -verify`."""
    for key, note, cut, message in (
        (KEY, NOTE, 4, HEAD.body),
        (WITNESS, COSIGNED, 12, b"cosignature/v1\ntime 1795000000\n" + HEAD.body),
    ):
        pem = Ed25519PublicKey.from_public_bytes(key.public).public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )
        (tmp_path / "key.pem").write_bytes(pem)
        (tmp_path / "message").write_bytes(message)
        line = note.decode().rstrip("\n").rsplit(" ", 1)[1]
        (tmp_path / "signature").write_bytes(decoded(line)[cut:])
        told = openssh.run(
            *("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin"),
            *("-in", "message", "-sigfile", "signature"),
            cwd=tmp_path,
        )
        assert told == b"Signature Verified Successfully\n"
