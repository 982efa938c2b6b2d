# ruff: noqa: E501 - a row of a table is one line, so that input and message are read together

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.record.checkpoint import (
    Checkpoint,
    LogKey,
    WitnessKey,
    cosigned,
    joined,
    log_key,
    signed,
    witness_key,
)
from travaux.record.policy import (
    NONE,
    BadPolicy,
    Group,
    Log,
    Policy,
    PolicyUnmet,
    Witness,
    policy_read,
)
from travaux.record.signature import PrivateKey
from travaux.record.tree import Hash


def private(at: int) -> PrivateKey:
    return PrivateKey.from_seed(bytes([at] * 32))


NAMES = ("X1", "X2", "X3", "Y1", "Y2", "Y3")
LOG = private(200)
KEY = log_key("meridian-2026", LOG)
PRIVATE = {name: private(at) for at, name in enumerate(NAMES)}
KEYS = {name: witness_key(f"delegation/{name}", key) for name, key in PRIVATE.items()}
HEAD = Checkpoint(origin="meridian-2026", size=7, root=Hash(hashlib.sha256(b"root").digest()))
NOTE = signed(HEAD, LOG)
TEXT = f"""\
# Two of the X and one of the Y must have seen it.
log {KEY.line}

witness X1 {KEYS["X1"].line} https://x1.example/
  witness\tX2 {KEYS["X2"].line}
witness X3 {KEYS["X3"].line}
group X-witnesses 2 X1 X2 X3
witness Y1 {KEYS["Y1"].line}
witness Y2 {KEYS["Y2"].line}
witness Y3 {KEYS["Y3"].line} \t
  # any of them
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""
POLICY = policy_read(TEXT.encode())


def note_by(name: str, at: int = 100, head: Checkpoint = HEAD) -> bytes:
    return cosigned(head, at=at, name=f"delegation/{name}", private=PRIVATE[name])


def why(act: Callable[[], object], kind: type[ValueError] = BadPolicy) -> str:
    with pytest.raises(kind) as refused:
        act()
    return str(refused.value)


def unmet(note: bytes, *cosignatures: bytes, policy: Policy = POLICY) -> str:
    return why(lambda: policy.believed(note, cosignatures), PolicyUnmet)


class TestReading:
    def test_the_example_of_the_specification(self) -> None:
        assert (
            Policy(
                logs=(Log(key=KEY),),
                witnesses=(
                    Witness(name="X1", key=KEYS["X1"], url="https://x1.example/"),
                    *(Witness(name=name, key=KEYS[name]) for name in NAMES[1:]),
                ),
                groups=(
                    Group(name="X-witnesses", needed=2, members=("X1", "X2", "X3")),
                    Group(name="Y-witnesses", needed=1, members=("Y1", "Y2", "Y3")),
                    Group(name="X-and-Y", needed=2, members=("X-witnesses", "Y-witnesses")),
                ),
                quorum="X-and-Y",
            )
            == POLICY
        )

    def test_a_policy_is_written_like_this(self) -> None:
        assert POLICY.to_bytes().decode() == (
            f"log {KEY.line}\n"
            f"witness X1 {KEYS['X1'].line} https://x1.example/\n"
            + "".join(f"witness {name} {KEYS[name].line}\n" for name in NAMES[1:])
            + "group X-witnesses 2 X1 X2 X3\n"
            "group Y-witnesses 1 Y1 Y2 Y3\n"
            "group X-and-Y 2 X-witnesses Y-witnesses\n"
            "quorum X-and-Y\n"
        )
        assert policy_read(POLICY.to_bytes()) == POLICY
        url = Policy(logs=(Log(key=KEY, url="https://log.example"),))
        assert url.to_bytes() == f"log {KEY.line} https://log.example\nquorum none\n".encode()
        assert policy_read(url.to_bytes()) == url

    def test_names_are_opaque(self) -> None:
        """The name K is different from the Kelvin sign; only blanks and tabs part words."""
        kelvin, wide = "\u212a", "a\u3000b\u00a0c\u2028d\x85e\u00a0"
        text = f"witness K {KEYS['X1'].line}\nwitness {kelvin} {KEYS['X2'].line}\nwitness {wide} {KEYS['X3'].line}\nquorum {wide}\n"
        policy = policy_read(text.encode())
        assert [it.name for it in policy.witnesses] == ["K", kelvin, wide]
        assert policy.to_bytes() == text.encode()

    @given(st.data())
    def test_a_policy_comes_back(self, data: st.DataObject) -> None:
        witnesses = data.draw(st.lists(st.sampled_from(NAMES), unique=True))
        known, groups = list(witnesses), []
        for at in range(data.draw(st.integers(0, 4)) if known else 0):
            members = data.draw(st.lists(st.sampled_from(known), unique=True, min_size=1))
            needed = data.draw(st.integers(1, len(members)))
            groups.append(Group(name=f"g{at}", needed=needed, members=tuple(members)))
            known.append(f"g{at}")
        policy = Policy(
            logs=(Log(key=KEY),),
            witnesses=tuple(Witness(name=name, key=KEYS[name]) for name in witnesses),
            groups=tuple(groups),
            quorum=data.draw(st.sampled_from([NONE, *known])),
        )
        assert policy_read(policy.to_bytes()) == policy

    @given(
        st.binary(max_size=90)
        | st.lists(st.sampled_from([*TEXT.splitlines(keepends=True), "group a 1\n", "quorum X1\n", "log\n"])).map(lambda it: "".join(it).encode())
    )  # fmt: skip
    def test_only_its_own_exception_comes_out(self, data: bytes) -> None:
        try:
            policy = policy_read(data)
        except BadPolicy:
            return
        assert policy_read(policy.to_bytes()) == policy

    def test_hundreds_of_witnesses(self) -> None:
        """193 delegations and more."""
        keys = [witness_key(f"d{at}", PrivateKey.from_seed(at.to_bytes(32, "big"))) for at in range(193)]
        lines = [f"witness d{at} {key.line}\n" for at, key in enumerate(keys)]
        text = "".join(lines) + "group g 97 " + " ".join(f"d{at}" for at in range(193)) + "\nquorum g\n"
        policy = policy_read(text.encode())
        assert not policy.holds([f"d{at}" for at in range(96)])
        assert policy.holds([f"d{at}" for at in range(97)])
        assert policy.to_bytes() == text.encode()

    witness = f"witness X1 {KEYS['X1'].line}\n"

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", "the policy holds a control character or its last line does not end"),
            ("quorum none", "the policy holds a control character or its last line does not end"),
            ("quorum none\r\n", "the policy holds a control character or its last line does not end"),
            ("quorum none\0\n", "the policy holds a control character or its last line does not end"),
            ("quorum none\x7f\n", "the policy holds a control character or its last line does not end"),
            ("quorum none\x1f\n", "the policy holds a control character or its last line does not end"),
            ("quorum none\x0b\n", "the policy holds a control character or its last line does not end"),
            ("quorum none\x08\n", "the policy holds a control character or its last line does not end"),
            ("# nothing\n\n", "the policy has 0 quorum lines; expected one"),
            ("quorum none\nquorum none\n", "the policy has 2 quorum lines; expected one"),
            ("quorum X1\n" + witness, "line 1: X1 is not defined yet; expected witnesses and groups of the lines above"),
            ("group g any X1\n" + witness + "quorum g\n", "line 1: X1 is not defined yet; expected witnesses and groups of the lines above"),
            ("group g any g\nquorum g\n", "line 1: g is not defined yet; expected witnesses and groups of the lines above"),
            (witness + "group g any none\nquorum g\n", "line 2: none is not defined yet; expected witnesses and groups of the lines above"),
            (witness + "group g 0 X1\nquorum g\n", "line 2: '0' of a group; expected all, any or a number without leading zeros"),
            (witness + "group g 01 X1\nquorum g\n", "line 2: '01' of a group; expected all, any or a number without leading zeros"),
            (witness + "group g ALL X1\nquorum g\n", "line 2: 'ALL' of a group; expected all, any or a number without leading zeros"),
            (witness + f"group g {'9' * 50} X1\nquorum g\n", f"line 2: {'9' * 40!r} of a group; expected all, any or a number without leading zeros"),
            (witness + "group g 1234567 X1\nquorum g\n", "line 2: '1234567' of a group; expected all, any or a number without leading zeros"),
            (witness + "group g 123456 X1\nquorum g\n", "group g needs 123456 of 1; expected 1 to 1"),
            (witness + "group g 2 X1\nquorum g\n", "group g needs 2 of 1; expected 1 to 1"),
            (witness + "group g all\nquorum g\n", "group g needs 0 of 0; expected 1 to 0"),
            (witness + "group g any\nquorum g\n", "group g needs 1 of 0; expected 1 to 0"),
            (witness + "group g any X1 X1\nquorum g\n", "group g has members X1, X1; expected each once, and defined above it"),
            (witness + "group X1 any X1\nquorum X1\n", "X1 is defined again; expected a name once, and not none"),
            (witness.replace("X1", "none", 1) + "quorum none\n", "none is defined again; expected a name once, and not none"),
            (witness + witness + "quorum X1\n", "one key stands twice; expected a key of its own for each log and witness"),
            (f"log {KEY.line}\nlog {KEY.line}\nquorum none\n", "one key stands twice; expected a key of its own for each log and witness"),
            (f"log {KEY.line}\nwitness L {WitnessKey(name='L', public=KEY.public).line}\nquorum L\n", "one key stands twice; expected a key of its own for each log and witness"),
            (f"log {KEYS['X1'].line}\nquorum none\n", "line 1: the key of 'delegation/X1' is of kind 04; expected 01"),
            (f"witness L {KEY.line}\nquorum L\n", "line 1: the key of 'meridian-2026' is of kind 01; expected 04"),
            (f"log {KEY.line} a b\nquorum none\n", f"line 1: {f'log {KEY.line} a b'[:80]!r} is no line of a policy"),
            ("log\nquorum none\n", "line 1: 'log' is no line of a policy"),
            ("witness X1\nquorum none\n", "line 1: 'witness X1' is no line of a policy"),
            (f"{witness[:-1]} a b\nquorum none\n", f"line 1: {(witness[:-1] + ' a b')[:80]!r} is no line of a policy"),
            ("group g\nquorum none\n", "line 1: 'group g' is no line of a policy"),
            ("quorum none none\n", "line 1: 'quorum none none' is no line of a policy"),
            ("\nLOG x\n", "line 2: 'LOG x' is no line of a policy"),
        ],
    )  # fmt: skip
    def test_what_is_no_policy_is_refused(self, text: str, expected: str) -> None:
        assert why(lambda: policy_read(text.encode())) == expected

    def test_a_policy_is_utf_8(self) -> None:
        assert why(lambda: policy_read(b"quorum none\n\xff\n")) == "the policy is not UTF-8"

    def test_what_cannot_be_written_cannot_be(self) -> None:
        for name in ("", "a b", "a\tb", "a\n", "\x7f", "n" * 50 + " "):
            witness = Witness(name=name, key=KEYS["X1"])
            assert why(partial(Policy, logs=(), witnesses=(witness,))) == (
                f"{name[:40]!r} is no name; expected one without blanks"
            )
        for url in (" ", "a b", "a\n", "u" * 90 + " "):
            log = Log(key=KEY, url=url)
            assert why(partial(Policy, logs=(log,))) == (
                f"{url[:80]!r} is no URL; expected one without blanks"
            )
        assert why(lambda: Policy(logs=(), quorum="X1")) == (
            "the quorum is X1; expected a witness, a group or none"
        )
        stranger = Group(name="g", needed=1, members=("X1",))
        assert why(lambda: Policy(logs=(), groups=(stranger,))) == (
            "group g has members X1; expected each once, and defined above it"
        )
        group = Group(name="g", needed=0, members=("X1",))
        assert why(
            lambda: Policy(logs=(), witnesses=(Witness(name="X1", key=KEYS["X1"]),), groups=(group,))
        ) == ("group g needs 0 of 1; expected 1 to 1")


class TestQuorum:
    @pytest.mark.parametrize("count", range(7))
    def test_every_set_of_cosigners(self, count: int) -> None:
        """At least two of the X, and at least one of the Y."""
        for cosigners in combinations(NAMES, count):
            xs = sum(name.startswith("X") for name in cosigners)
            assert POLICY.holds(cosigners) == (xs >= 2 and count - xs >= 1)
            assert POLICY.holds(("X", "X-and-Y", *cosigners)) == POLICY.holds(cosigners)

    def test_no_quorum_and_one_witness(self) -> None:
        witnesses = (Witness(name="X1", key=KEYS["X1"]), Witness(name="X2", key=KEYS["X2"]))
        assert Policy(logs=()).holds([])
        assert Policy(logs=(), witnesses=witnesses).holds([])
        one = Policy(logs=(), witnesses=witnesses, quorum="X1")
        assert (one.holds(["X1"]), one.holds(["X2"]), one.holds([])) == (True, False, False)

    @given(st.sets(st.sampled_from(NAMES)), st.sets(st.sampled_from(NAMES)))
    def test_more_cosigners_never_hurt(self, some: set[str], more: set[str]) -> None:
        assert POLICY.holds(some | more) >= POLICY.holds(some)


class TestBelieved:
    def test_signed_and_cosigned_by_a_quorum(self) -> None:
        notes = [note_by("X1"), note_by("X3", 50), note_by("Y2", 70)]
        for given_ in (POLICY.believed(NOTE, notes), POLICY.believed(joined(NOTE, notes))):
            assert given_.checkpoint == HEAD
            assert given_.cosigned == {"X1": 100, "X3": 50, "Y2": 70}

    def test_of_two_times_the_earlier_counts(self) -> None:
        notes = [note_by("X1", 30), note_by("X3"), note_by("Y2")]
        for first, second in ((20, 40), (40, 20)):
            note = joined(NOTE, [note_by("X1", first)])
            assert POLICY.believed(note, [note_by("X1", second), *notes]).cosigned["X1"] == 20

    def test_too_few(self) -> None:
        assert unmet(NOTE) == "checkpoint 7 is cosigned by nobody; expected X-and-Y"
        assert unmet(NOTE, note_by("X1"), note_by("Y1")) == (
            "checkpoint 7 is cosigned by X1, Y1; expected X-and-Y"
        )
        assert unmet(NOTE, note_by("X1"), note_by("X1"), note_by("Y1")) == (
            "checkpoint 7 is cosigned by X1, Y1; expected X-and-Y"
        )

    def test_a_stranger_does_not_count(self) -> None:
        stranger = cosigned(HEAD, at=1, name="delegation/X2", private=private(99))
        assert unmet(NOTE, note_by("X1"), stranger, note_by("Y1")) == (
            "checkpoint 7 is cosigned by X1, Y1; expected X-and-Y"
        )

    def test_a_cosignature_of_another_checkpoint(self) -> None:
        other = Checkpoint(origin="meridian-2026", size=77, root=HEAD.root)
        assert unmet(NOTE, note_by("X1", head=other)) == (
            "a cosignature is of another checkpoint; expected this one"
        )
        longer = Checkpoint(origin="meridian-2026", size=7, root=Hash(hashlib.sha256(b"").digest()))
        assert unmet(NOTE, note_by("X1", head=longer)) == (
            "a cosignature is of another checkpoint; expected this one"
        )

    def test_a_cosignature_that_does_not_hold_is_refused_rather_than_passed_over(self) -> None:
        bad = HEAD.body + b"\n" + KEYS["X1"].signature_line(bytes(72))
        assert unmet(NOTE, note_by("X1"), note_by("X2"), note_by("Y1"), bad) == (
            "the cosignature of delegation/X1 does not fit the checkpoint"
        )

    def test_the_log_is_one_of_the_policy(self) -> None:
        nobody = "no log of the policy signed for b'meridian-2026'; expected one"
        assert unmet(note_by("X1"), policy=Policy(logs=(Log(key=KEY),))) == nobody
        assert unmet(NOTE, policy=Policy(logs=())) == nobody
        assert unmet(signed(HEAD, private(9)), policy=Policy(logs=(Log(key=KEY),))) == nobody
        other = Checkpoint(origin="o" * 90, size=7, root=HEAD.root)
        assert unmet(signed(other, LOG)) == f"no log of the policy signed for {b'o' * 80!r}; expected one"
        bad = HEAD.body + b"\n" + KEY.signature_line(bytes(64))
        assert unmet(bad) == "the signature of meridian-2026 does not fit the checkpoint"

    def test_any_of_the_logs(self) -> None:
        """An old key and a new one of the same log, or two logs."""
        fresh = private(201)
        new = LogKey(name="meridian-2026", public=fresh.public.raw)
        elsewhere = LogKey(name="elsewhere", public=private(202).public.raw)
        policy = Policy(logs=(Log(key=elsewhere), Log(key=new), Log(key=KEY)))
        assert policy.believed(NOTE).checkpoint == HEAD
        assert policy.believed(signed(HEAD, fresh)).checkpoint == HEAD
        assert policy.believed(NOTE).cosigned == {}
