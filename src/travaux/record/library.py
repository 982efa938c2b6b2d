"""The documents of a record, read: each once, whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from travaux.answers.answer import Reply
from travaux.compare.comparison import Comparison, compare
from travaux.compile.base import Base, base_of
from travaux.compile.compilation import LeftOut
from travaux.compile.hearing import Hearing, hear
from travaux.read.format import read
from travaux.read.known import Known
from travaux.read.package import NotReadable
from travaux.text.finding import Finding, Place, Severity
from travaux.text.tabled import tabled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from travaux.read.reading import Reading
    from travaux.record.entry import Document, Entered, LeafHash
    from travaux.record.negotiation import Draft, Given, Negotiation
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode

Documents: TypeAlias = Callable[[str], bytes | None]
"""The bytes of a document by its ``h``; None where they are not here, or not for this reader."""


class NotHere(Exception):
    """A draft cannot be read: which, why, what to do."""


class Library:
    """The drafts and replies of one negotiation, as they are read out of its documents."""

    def __init__(self, documents: Documents, parties: Iterable[PartyCode] = ()) -> None:
        """Read from *documents*; *parties* are the codes that brackets in them may name."""
        self._documents = documents
        self._parties = tuple(parties)
        self._known = Known()
        self._readings: dict[str, Reading | str] = {}
        self._texts: dict[LeafHash, Text] = {}
        self._bases: dict[LeafHash, Base] = {}
        self._comparisons: dict[tuple[LeafHash, LeafHash], Comparison] = {}
        self._heard: dict[LeafHash, Hearing | LeftOut] = {}

    def text(self, draft: Draft, *, lang: str = "") -> Text:
        """Give the text of a draft in the language asked for, else in the first that is here.

        Raises NotHere.
        """
        leaf = draft.tabled.leaf
        if not lang and leaf in self._texts:
            return self._texts[leaf]
        docs = draft.tabled.entry.docs
        why = "no document went with it."
        for one in sorted(docs, key=lambda one: one.lang != lang) if lang else docs:
            reading = self._read(one, draft.tabled)
            if isinstance(reading, str):
                why = reading
            elif reading.text is None or not reading.text.provisions:
                why = (
                    f"{_called(one, draft.tabled)} was read as {reading.format}, and has no text of a draft."
                )
            else:
                text = tabled(reading.text) if reading.consolidated else reading.text
                if not lang:
                    self._texts[leaf] = text
                return text
        raise NotHere(
            f"Draft {draft.number} (entry {draft.tabled.index}) cannot be read: {why} "
            "Expected a document with the text; fetch it, or ask whoever tabled it."
        )

    def texts(self, negotiation: Negotiation) -> dict[LeafHash, Text]:
        """Give the text of every draft that can be read, in the order of tabling."""
        found: dict[LeafHash, Text] = {}
        for leaf, draft in negotiation.drafts.items():
            try:
                found[leaf] = self.text(draft)
            except NotHere:
                continue
        return found

    def reply(self, known: Negotiation, given: Given) -> Reply | LeftOut:
        """Give the reply that went with an answer as a document, or say why there is none to read."""
        member = known.members.get(given.party)
        name = "" if member is None else member.name
        entered = given.entered
        why = "No document went with it."
        source = f"entry {entered.index}"
        for one in entered.entry.docs:
            source = _called(one, entered)
            reading = self._read(one, entered)
            if isinstance(reading, str):
                why = reading
                continue
            reply = reading.reply
            if reply is not None and not _speaks_as(reply, given.party, name):
                return _left_out(
                    given,
                    source,
                    "another-party",
                    f"{source} says it is the answer of {reply.party}, and the entry is {given.party}'s. "
                    "Expected the same party in both.",
                )
            return replace(_reply(reading, given), source=source)
        message = f"The answer of {given.party} (entry {entered.index}) cannot be read: {why}"
        return _left_out(given, source, "unreadable-answer", message)

    def base(self, draft: Draft) -> Base:
        """Give a draft made ready to be answered. Raises NotHere."""
        leaf = draft.tabled.leaf
        if leaf not in self._bases:
            self._bases[leaf] = base_of(self.text(draft))
        return self._bases[leaf]

    def comparison(self, old: Draft, new: Draft) -> Comparison:
        """Compare two drafts. Raises NotHere, and LanguageMismatch."""
        key = old.tabled.leaf, new.tabled.leaf
        if key not in self._comparisons:
            self._comparisons[key] = compare(self.text(old), self.text(new))
        return self._comparisons[key]

    def heard(self, known: Negotiation, given: Given, draft: Draft) -> Hearing | LeftOut:
        """Give what an answer by itself comes to on its draft. Raises NotHere, where that cannot be read."""
        leaf = given.entered.leaf
        if leaf not in self._heard:
            reply = self.reply(known, given)
            heard = reply if isinstance(reply, LeftOut) else hear(reply, self.base(draft))
            self._heard[leaf] = heard
        return self._heard[leaf]

    def findings(self, given: Given) -> tuple[Finding, ...]:
        """List what was found in reading an answer's document, bar what is only of its layout.

        That it does not name its party is no fault: its entry does.
        """
        for one in given.entered.entry.docs:
            reading = self._read(one, given.entered)
            if not isinstance(reading, str):
                return tuple(
                    found
                    for found in reading.findings
                    if (found.severity is not Severity.NOTE or found.code == "no-reason")
                    and found.code != "party-missing"
                )
        return ()

    def _read(self, document: Document, entered: Entered) -> Reading | str:
        """Give the reading of a document, or why there is none."""
        found = self._readings.get(document.h)
        if found is None:
            name = _called(document, entered)
            data = self._documents(document.h)
            if data is None:
                found = f"{name} is not here."
            else:
                try:
                    found = read(data, name=name, parties=self._parties, known=self._known)
                except NotReadable as fault:
                    found = f"{name} cannot be read. {fault}"
            self._readings[document.h] = found
        return found


def _called(document: Document, entered: Entered) -> str:
    return f"{document.name} (entry {entered.index})" if document.name else f"entry {entered.index}"


def _left_out(given: Given, source: str, code: str, message: str) -> LeftOut:
    return LeftOut(
        party=given.party,
        source=source,
        finding=Finding(
            code=code,
            message=message,
            severity=Severity.ERROR,
            place=Place(source=source),
            hint="Fetch the document, or ask the party for another; the entry stands as it is.",
        ),
    )


def _speaks_as(reply: Reply, code: PartyCode, name: str) -> bool:
    """Whether a document that names its party may be the answer of *code*: by its code, or by its name."""
    called = {code.casefold(), name.casefold()}
    own = dict(reply.names).get(reply.party, "")
    return not reply.party or bool(called & {reply.party.casefold(), own.casefold()} - {""})


def _reply(reading: Reading, given: Given) -> Reply:
    """Give what was read as the reply of the entry's author: the entry is signed, a heading is not."""
    principals = given.principals or (reading.reply.principals if reading.reply is not None else ())
    if reading.reply is not None:
        return replace(reading.reply, party=given.party, principals=principals)
    own, underneath = reading.text, reading.reject_all
    if reading.consolidated:
        own, underneath = own and tabled(own), underneath and tabled(underneath)
    return Reply(
        party=given.party,
        principals=principals,
        text=own,
        reject_all=underneath,
        lines=reading.lines,
        reject_all_lines=reading.reject_all_lines,
    )
