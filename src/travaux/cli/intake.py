"""The intake: the parties' files, each read and heard, by itself or in several processes at once."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Reply
from travaux.cli.files import FileFault, called, content
from travaux.cli.texts import understood
from travaux.compile.compilation import LeftOut
from travaux.compile.hearing import Hearing, hear
from travaux.compile.minutes import Minutes, MinutesError, minutes, recalled
from travaux.read.known import Known
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import phrase, said_by
from travaux.text.tabled import tabled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.cli.cache import Cache, Page
    from travaux.compile.base import Base
    from travaux.read.reading import Reading
    from travaux.text.wording import PartyCode

SEVERAL: Final = 20
"""Fewer files than this are read in this process: starting others takes longer than they save."""
_BATCH: Final = 4
"""Files that a process takes at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file on the command line, and the party whose answer it is said to be."""

    party: PartyCode
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What one file gave: what was heard or why it is left out, and what was found in reading it."""

    heard: Hearing | LeftOut
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """Where answers to one draft come in."""

    base: Base
    parties: tuple[PartyCode, ...]
    """The codes that brackets in the answers may name."""
    known: Known = field(default_factory=Known)
    """What the draft and the answers have in common, read once."""
    cache: Cache | None = None

    def received(self, given: Sequence[Given], *, processes: int | None = None) -> Iterator[Received]:
        """Read and hear each of *given*, in that order, on so many *processes* (None: as it pays)."""
        if processes is None:
            processes = os.cpu_count() or 1 if len(given) > SEVERAL else 1
        if processes < 2 or any(one.name == "-" for one in given):  # noqa: PLR2004  one is this one
            yield from map(self.one, given)
            return
        done = 0
        try:
            with ProcessPoolExecutor(processes, initializer=_open, initargs=(self,)) as pool:
                for heard, findings in pool.map(_one, given, chunksize=_BATCH):
                    own = recalled(heard, self.base) if isinstance(heard, Minutes) else heard
                    done += 1
                    yield Received(heard=own, findings=findings)
        except BrokenProcessPool:
            # One of them was killed, for want of memory perhaps. This one goes on alone.
            yield from map(self.one, given[done:])

    def one(self, given: Given) -> Received:
        """Read and hear one file, or find what came of it before; one that cannot be read says why."""
        try:
            data = content(given.name)
            known = self._kept(data, given)
            if known is not None:
                return known
            reading = understood(data, given.name, parties=self.parties, known=self.known)
        except FileFault as fault:
            return Received(heard=_left_out(given, "unreadable-answer", said_by(fault)))
        findings = tuple(finding for finding in reading.findings if not _about_reading(finding))
        reply = reply_of(reading, given)
        heard = reply if isinstance(reply, LeftOut) else hear(reply, self.base)
        received = Received(heard=heard, findings=findings)
        if self.cache is not None:
            self.cache.keep(_page(received), data, *self._about(given))
        return received

    def _kept(self, answer: bytes, given: Given) -> Received | None:
        page = None if self.cache is None else self.cache.find(answer, *self._about(given))
        if page is None:
            return None
        heard, findings = page
        try:
            own = recalled(heard, self.base) if isinstance(heard, Minutes) else heard
        except MinutesError:
            return None
        return Received(heard=own, findings=findings)

    def _about(self, given: Given) -> tuple[str, ...]:
        """Say what, beside its characters and the draft, an answer is read by."""
        return (given.party, called(given.name), *self.parties)


_intake: Intake
"""In a process of the pool: the intake it works for."""


def _open(intake: Intake) -> None:
    global _intake  # noqa: PLW0603  how a pool hands its processes what they all need
    _intake = intake


def _one(given: Given) -> Page:
    return _page(_intake.one(given))


def _page(received: Received) -> Page:
    heard = received.heard
    return minutes(heard) if isinstance(heard, Hearing) else heard, received.findings


def reply_of(reading: Reading, given: Given) -> Reply | LeftOut:
    """Give the reply that a document is, or say why it cannot be that of the party it was given for."""
    source = called(given.name)
    reply = reading.reply
    if reply is None:
        own, underneath = reading.text, reading.reject_all
        if reading.consolidated:
            own, underneath = own and tabled(own), underneath and tabled(underneath)
        return Reply(
            party=given.party,
            text=own,
            reject_all=underneath,
            lines=reading.lines,
            reject_all_lines=reading.reject_all_lines,
            source=source,
            consolidated=reading.consolidated,
            laid_in=reading.laid_in,
        )
    if not _speaks_as(reply, given.party):
        message = phrase(
            "{name} says it is the answer of {other} and was given as the answer of {party}. "
            "Expected the same party in both.",
            name=given.name,
            other=reply.party,
            party=given.party,
        )
        return _left_out(given, "another-party", message)
    own_code = reply.party if reply.party.casefold() == given.party.casefold() else given.party
    return replace(reply, party=own_code, source=source)


def _about_reading(finding: Finding) -> bool:
    """Whether a finding concerns only how a redraft is numbered or laid out, not what the party says."""
    return finding.severity is Severity.NOTE and finding.code != "no-reason"


def _speaks_as(reply: Reply, code: PartyCode) -> bool:
    """Whether a reply that names its party may be given as *code*'s: by its code, or by its name."""
    name = dict(reply.names).get(reply.party, "")
    return not reply.party or code.casefold() in {reply.party.casefold(), name.casefold()}


def _left_out(given: Given, code: str, message: str) -> LeftOut:
    source = called(given.name)
    finding = Finding(
        code=code,
        message=message,
        severity=Severity.ERROR,
        place=Place(source=source),
        hint=phrase(
            "Mend the file or the command line and compile again; the other answers are compiled meanwhile."
        ),
    )
    return LeftOut(party=given.party, source=source, finding=finding)
