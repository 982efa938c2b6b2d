"""Whose word is enough to believe a checkpoint: a log, and a quorum of witnesses (C2SP tlog-policy)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from travaux.record.checkpoint import (
    BadCheckpoint,
    Checkpoint,
    LogKey,
    NotSigned,
    WitnessKey,
    cosignature_opened,
    opened,
)

NONE: Final = "none"
"""The quorum that asks for no witness."""

_COUNT: Final = re.compile(r"[1-9][0-9]{0,5}")
_WORD: Final = re.compile(r"[^\x00-\x20\x7f]+")
_BLANK: Final = re.compile(r"[ \t]+")
_REFUSED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class BadPolicy(ValueError):
    """A policy cannot be read, or cannot be as described."""


class PolicyUnmet(ValueError):
    """A checkpoint is not signed, or not cosigned, by those whom the policy asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    key: LogKey
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    name: str
    """In the policy; the name on its signatures is the key's."""
    key: WitnessKey
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Has seen a checkpoint when ``needed`` of ``members`` have."""

    name: str
    needed: int
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Believed:
    """A checkpoint that meets a policy: who cosigned it, under their names in the policy, and when."""

    checkpoint: Checkpoint
    cosigned: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Logs, any of which may sign; witnesses and groups of them; the one that must have cosigned.

    A group names witnesses and groups that stand before it. Raises BadPolicy.
    """

    logs: tuple[Log, ...]
    witnesses: tuple[Witness, ...] = ()
    groups: tuple[Group, ...] = ()
    quorum: str = NONE

    def __post_init__(self) -> None:
        signers: tuple[Log | Witness, ...] = (*self.logs, *self.witnesses)
        for it in signers:
            if it.url and not _WORD.fullmatch(it.url):
                raise BadPolicy(f"{it.url[:80]!r} is no URL; expected one without blanks")
        keys = [it.key.public for it in signers]
        if len(set(keys)) != len(keys):
            raise BadPolicy("one key stands twice; expected a key of its own for each log and witness")
        known: set[str] = set()
        for witness in self.witnesses:
            _define(witness.name, known)
        for group in self.groups:
            members = set(group.members)
            if len(members) != len(group.members) or not members <= known:
                raise BadPolicy(
                    f"group {group.name} has members {', '.join(group.members)}; "
                    "expected each once, and defined above it"
                )
            if not 1 <= group.needed <= len(members):
                raise BadPolicy(
                    f"group {group.name} needs {group.needed} of {len(members)}; expected 1 to {len(members)}"
                )
            _define(group.name, known)
        if self.quorum not in known | {NONE}:
            raise BadPolicy(f"the quorum is {self.quorum}; expected a witness, a group or {NONE}")

    def holds(self, cosigners: Collection[str]) -> bool:
        """Whether *cosigners*, by their names in the policy, are a quorum."""
        seen = {it.name for it in self.witnesses if it.name in cosigners}
        for group in self.groups:
            if sum(member in seen for member in group.members) >= group.needed:
                seen.add(group.name)
        return self.quorum == NONE or self.quorum in seen

    def believed(self, note: bytes, cosignatures: Iterable[bytes] = ()) -> Believed:
        """The checkpoint of *note*, if a log of the policy signed it and a quorum cosigned it.

        *cosignatures* are notes of the same checkpoint. A witness's line counts only in a note where it
        holds, and one that does not hold is refused rather than passed over. Raises PolicyUnmet.
        """
        checkpoint = self._signed(note)
        cosigned: dict[str, int] = {}
        for each in (note, *cosignatures):
            if not each.startswith(checkpoint.body + b"\n"):
                raise PolicyUnmet("a cosignature is of another checkpoint; expected this one")
            for witness in self.witnesses:
                if (at := _cosigned(each, witness)) is not None:
                    cosigned[witness.name] = min(at, cosigned.get(witness.name, at))
        if not self.holds(cosigned):
            names = ", ".join(cosigned) or "nobody"
            raise PolicyUnmet(f"checkpoint {checkpoint.size} is cosigned by {names}; expected {self.quorum}")
        return Believed(checkpoint=checkpoint, cosigned=cosigned)

    def _signed(self, note: bytes) -> Checkpoint:
        origin = note.partition(b"\n")[0]
        for log in self.logs:
            if log.key.name.encode() == origin:
                try:
                    return opened(note, log.key)
                except NotSigned:
                    continue
                except BadCheckpoint as fault:
                    raise PolicyUnmet(str(fault)) from None
        raise PolicyUnmet(f"no log of the policy signed for {origin[:80]!r}; expected one")

    def to_bytes(self) -> bytes:
        """The lines of a policy file."""
        return "".join(" ".join(filter(None, words)) + "\n" for words in self._lines()).encode()

    def _lines(self) -> Iterable[tuple[str, ...]]:
        for log in self.logs:
            yield "log", log.key.line, log.url
        for witness in self.witnesses:
            yield "witness", witness.name, witness.key.line, witness.url
        for group in self.groups:
            yield "group", group.name, str(group.needed), *group.members
        yield "quorum", self.quorum


def policy_read(data: bytes) -> Policy:
    """The policy that the lines of *data* describe. Comments are not kept. Raises BadPolicy."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise BadPolicy("the policy is not UTF-8") from None
    if _REFUSED.search(text) or not text.endswith("\n"):
        raise BadPolicy("the policy holds a control character or its last line does not end")
    logs: list[Log] = []
    witnesses: list[Witness] = []
    groups: list[Group] = []
    quorums: list[str] = []
    defined: set[str] = set()
    for at, line in enumerate(text.split("\n"), start=1):
        words = [word for word in _BLANK.split(line) if word]
        try:
            match words:
                case []:
                    pass
                case [first, *_] if first.startswith("#"):
                    pass
                case ["log", key, *url] if len(url) <= 1:
                    logs.append(Log(key=LogKey.of(key), url="".join(url)))
                case ["witness", name, key, *url] if len(url) <= 1:
                    witnesses.append(Witness(name=name, key=WitnessKey.of(key), url="".join(url)))
                    defined.add(name)
                case ["group", name, needed, *members]:
                    _check_defined(members, defined)
                    groups.append(Group(name=name, needed=_needed(needed, members), members=tuple(members)))
                    defined.add(name)
                case ["quorum", name]:
                    _check_defined([name], defined | {NONE})
                    quorums.append(name)
                case _:
                    raise BadPolicy(f"{line[:80]!r} is no line of a policy")  # noqa: TRY301
        except (BadPolicy, BadCheckpoint) as fault:
            raise BadPolicy(f"line {at}: {fault}") from None
    if len(quorums) != 1:
        raise BadPolicy(f"the policy has {len(quorums)} quorum lines; expected one")
    return Policy(logs=tuple(logs), witnesses=tuple(witnesses), groups=tuple(groups), quorum=quorums[0])


def _cosigned(note: bytes, witness: Witness) -> int | None:
    """When *witness* cosigned *note*, None where it has not."""
    try:
        return cosignature_opened(note, witness.key)[1]
    except NotSigned:
        return None
    except BadCheckpoint as fault:
        raise PolicyUnmet(str(fault)) from None


def _define(name: str, known: set[str]) -> None:
    if not _WORD.fullmatch(name):
        raise BadPolicy(f"{name[:40]!r} is no name; expected one without blanks")
    if name == NONE or name in known:
        raise BadPolicy(f"{name} is defined again; expected a name once, and not {NONE}")
    known.add(name)


def _check_defined(names: Iterable[str], defined: Collection[str]) -> None:
    for name in names:
        if name not in defined:
            raise BadPolicy(f"{name} is not defined yet; expected witnesses and groups of the lines above")


def _needed(word: str, members: Sequence[str]) -> int:
    if word == "all":
        return len(members)
    if word == "any":
        return 1
    if not _COUNT.fullmatch(word):
        raise BadPolicy(f"{word[:40]!r} of a group; expected all, any or a number without leading zeros")
    return int(word)
