"""The intake: the parties' files, each read and heard, by itself or in several processes at once."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from travaux.answers.answer import Reply
from travaux.cli.files import FileFault, content
from travaux.cli.texts import opened
from travaux.compile.compilation import LeftOut
from travaux.compile.hearing import Hearing, hear
from travaux.compile.minutes import Minutes, MinutesError, minutes, recalled
from travaux.read.known import Known
from travaux.text.finding import Finding, Place, Severity
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
        kept = [self._kept(one) for one in given]
        missing = [one for one, known in zip(given, kept, strict=True) if known is None]
        fresh = iter(self._heard(missing, processes))
        for one, known in zip(given, kept, strict=True):
            if known is not None:
                yield known
            else:
                received = next(fresh)
                self._keep(one, received)
                yield received

    def _heard(self, given: Sequence[Given], processes: int | None) -> Iterator[Received]:
        if processes is None:
            processes = os.cpu_count() or 1 if len(given) > SEVERAL else 1
        if processes < 2 or any(one.name == "-" for one in given):  # noqa: PLR2004  one is this one
            yield from map(self.one, given)
            return
        with ProcessPoolExecutor(processes, initializer=_open, initargs=(self,)) as pool:
            for heard, findings in pool.map(_one, given, chunksize=_BATCH):
                own = recalled(heard, self.base) if isinstance(heard, Minutes) else heard
                yield Received(heard=own, findings=findings)

    def _kept(self, given: Given) -> Received | None:
        answer = self._cached(given)
        page = self.cache.find(answer, *self._about(given)) if self.cache and answer else None
        if page is None:
            return None
        heard, findings = page
        try:
            own = recalled(heard, self.base) if isinstance(heard, Minutes) else heard
        except MinutesError:
            return None
        return Received(heard=own, findings=findings)

    def _keep(self, given: Given, received: Received) -> None:
        answer = self._cached(given)
        if self.cache and answer:
            self.cache.keep(_page(received), answer, *self._about(given))

    def _cached(self, given: Given) -> bytes | None:
        """Give the bytes by which an answer is found again; None where none is kept."""
        if self.cache is None or given.name == "-":
            return None
        try:
            return content(given.name)
        except FileFault:
            return None

    def _about(self, given: Given) -> tuple[str, ...]:
        return (given.party, PurePath(given.name).name, *self.parties)

    def one(self, given: Given) -> Received:
        """Read and hear one file; one that cannot be read is left out and says why."""
        try:
            reading = opened(given.name, parties=self.parties, known=self.known)
        except FileFault as fault:
            return Received(heard=_left_out(given, "unreadable-answer", str(fault)))
        findings = tuple(finding for finding in reading.findings if not _about_reading(finding))
        reply = _reply(reading, given)
        if isinstance(reply, LeftOut):
            return Received(heard=reply, findings=findings)
        return Received(heard=hear(reply, self.base), findings=findings)


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


def _reply(reading: Reading, given: Given) -> Reply | LeftOut:
    source = PurePath(given.name).name
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
        )
    if not _speaks_as(reply, given.party):
        message = (
            f"{given.name} says it is the answer of {reply.party} and was given as the answer of "
            f"{given.party}. Expected the same party in both."
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
    source = PurePath(given.name).name
    finding = Finding(
        code=code,
        message=message,
        severity=Severity.ERROR,
        place=Place(source=source),
        hint="Mend the file or the command line and compile again; the other answers are compiled meanwhile.",
    )
    return LeftOut(party=given.party, source=source, finding=finding)
