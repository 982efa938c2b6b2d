"""The documents of a record, read: each once, whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, cast

from travaux.answers.answer import Reply
from travaux.compare.comparison import Comparison, compare
from travaux.compile.base import Base, base_of
from travaux.compile.compilation import LeftOut
from travaux.compile.hearing import Hearing, hear
from travaux.compile.rebased import rebased
from travaux.compile.taken_over import TakenOver, taken_over
from travaux.compile.unit_name import unit_names
from travaux.read.format import read
from travaux.read.known import Known
from travaux.read.package import NotReadable
from travaux.record.act import Redacts, TablesDraft
from travaux.record.draft_meant import called_by_all, numbered, numbers_for
from travaux.record.negotiation import Given
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import entry_named, phrase, said_by
from travaux.text.tabled import tabled

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from travaux.read.reading import Reading
    from travaux.record.entry import Document, Entered, LeafHash
    from travaux.record.negotiation import Draft, Negotiation
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode

Documents: TypeAlias = Callable[[str], bytes | None]
"""The bytes of a document by its ``h``; None where they are not here, or not for this reader."""

_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")

_WAY_OUT: Final = phrase("Expected a document with the text; fetch it, or ask whoever tabled it.")
_NONE_OUT: Final = phrase("It is shown to nobody; what was said on it stays with the entries.")


_NOBODY_ELSE: Final = nullcontext()
"""What a single thread needs, to be alone."""


class NotHere(Exception):
    """A draft cannot be read: which, why, what to do."""


class Library:
    """The drafts and replies of one negotiation, as they are read out of its documents.

    Where several threads ask at the same time, they are given the very same objects: what was heard on a
    draft belongs to one base of it. What is heard of an answer is the same for all who may read it, whoever
    asked first.
    """

    def __init__(
        self,
        documents: Documents,
        parties: Iterable[PartyCode] = (),
        redactions: Iterable[Entered] = (),
        *,
        whole: Callable[[], Negotiation] | None = None,
        alone: AbstractContextManager[object] = _NOBODY_ELSE,
    ) -> None:
        """Read from *documents*; *parties* are the codes that brackets in them may name.

        What the *redactions* name is shown to nobody: not what was known before them either. *whole* gives
        all of the record: what members are called, and which number a draft has for whom, is taken from it,
        and not from what whoever asks may read; that is where there is no *whole*. Who is a member, and what
        is redacted, stays as it is while this is in use. *alone*: what keeps others out while something is
        read, and lets in again whoever is within; where threads share what is read.
        """
        self._documents = documents
        self._redacted = {
            reference.doc: one for one in redactions for reference in one.entry.re if reference.doc
        }
        self._parties = tuple(parties)
        self._known = Known()
        self._whole = whole
        self._alone = alone
        self._readings: dict[tuple[Document, LeafHash, LeafHash | None], Reading | str] = {}
        self._texts: dict[LeafHash, tuple[Text, TakenOver | None]] = {}
        self._bases: dict[LeafHash, Base] = {}
        self._comparisons: dict[tuple[LeafHash, LeafHash], Comparison] = {}
        self._heard: dict[tuple[LeafHash, PartyCode], Hearing | LeftOut] = {}
        self._made: dict[LeafHash, tuple[Negotiation, int, object]] = {}

    def text(self, draft: Draft, *, lang: str = "") -> Text:
        """Give the text of a draft in the language asked for, else in the first that is here.

        Of one that was taken over, the base, under the name of the draft. Raises NotHere.
        """
        return self._text_of(draft, lang)[0]

    def _text_of(self, draft: Draft, lang: str = "") -> tuple[Text, TakenOver | None]:
        if lang:
            return self._text_read(draft, lang)
        return self._once(self._texts, draft.tabled.leaf, lambda: self._text_read(draft, lang))

    def _text_read(self, draft: Draft, lang: str) -> tuple[Text, TakenOver | None]:
        docs = draft.tabled.entry.docs
        why: str = phrase("no document went with it.")
        for one in sorted(docs, key=lambda one: one.lang != lang) if lang else docs:
            reading = self._read(one, draft.tabled, on=draft)
            if isinstance(reading, str):
                why = reading
            elif reading.text is None or not reading.text.provisions:
                why = phrase(
                    "{name} was read as {format}, and has no text of a draft.",
                    name=_called(one, draft.tabled),
                    format=reading.format,
                )
            else:
                text = tabled(reading.text) if reading.consolidated else reading.text
                if not was_taken_over(draft):
                    return text, None
                found = taken_over(text)
                return replace(found.base, draft=text.draft), found
        raise NotHere(
            phrase(
                "Draft {number} (entry {index}) cannot be read: {why} {then}",
                number=draft.number,
                index=draft.tabled.index,
                why=why,
                then=_WAY_OUT if not all(one.h in self._redacted for one in docs) or not docs else _NONE_OUT,
            )
        )

    def taken_over(self, draft: Draft) -> TakenOver | None:
        """Give what the text of a draft that was taken over shows; None for any other. Raises NotHere."""
        return self._text_of(draft)[1] if was_taken_over(draft) else None

    def shown(self, draft: Draft) -> tuple[Given, ...]:
        """List what a text taken over shows of each party it names, as if that had been given with it.

        Nothing for any other draft. Raises NotHere.
        """
        taken = self.taken_over(draft)
        return tuple(
            Given(
                entered=draft.tabled,
                draft=draft.tabled.leaf,
                provisions=(),
                principals=(),
                shown=one.party,
            )
            for one in (() if taken is None else taken.replies)
        )

    def parties(self, draft: Draft) -> tuple[PartyCode, ...]:
        """List the codes that brackets may name, in a draft and in replies to it.

        Those of the record; a text taken over may name others. Raises NotHere.
        """
        taken = self.taken_over(draft)
        return self._parties if taken is None else tuple(dict.fromkeys((*self._parties, *taken.parties)))

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
        draft = known.drafts.get(given.draft)
        taken = None if draft is None else self._if_taken_over(draft)
        if given.shown is not None and taken is not None:
            return next(one for one in taken.replies if one.party == given.shown)
        member = (known if self._whole is None else self._whole()).members.get(given.party)
        name = "" if member is None else member.name
        entered = given.entered
        why: str = phrase("No document went with it.")
        gone = False
        source: str = entry_named(entered.index)
        for one in entered.entry.docs:
            source = _called(one, entered)
            reading = self._read(one, entered, on=draft)
            if isinstance(reading, str):
                why, gone = reading, gone or one.h in self._redacted
                continue
            reply = reading.reply
            if reply is not None and not _speaks_as(reply, given.party, name):
                return _left_out(
                    given,
                    source,
                    "another-party",
                    phrase(
                        "{source} says it is the answer of {other}, and the entry is {party}'s. "
                        "Expected the same party in both.",
                        source=source,
                        other=reply.party,
                        party=given.party,
                    ),
                )
            found = replace(_reply(reading, given), source=source)
            if taken is None or draft is None:
                return found
            return rebased(found, taken, self.text(draft))
        message = phrase(
            "The answer of {party} (entry {number}) cannot be read: {why}",
            party=given.party,
            number=entered.index,
            why=why,
        )
        if gone:
            return _left_out(
                given,
                source,
                "redacted-answer",
                phrase(
                    "{unread} How many positions it took, and which, cannot be known from the record any "
                    "more.",
                    unread=message,
                ),
                hint=phrase(
                    "It is shown to nobody. The entry stands: that an answer was given, by whom, and when."
                ),
            )
        return _left_out(given, source, "unreadable-answer", message)

    def base(self, draft: Draft) -> Base:
        """Give a draft made ready to be answered. Raises NotHere."""
        leaf = draft.tabled.leaf
        return self._once(self._bases, leaf, lambda: base_of(self.text(draft), called_by_all(draft)))

    def numbers(self, draft: Draft, *those: PartyCode) -> tuple[str, ...]:
        """List what *those* call a draft by its number, each counting what it may read itself.

        Not what others call it: a party whose reply was taken under such a number would learn by it that
        there are drafts that it may not read.
        """
        if self._whole is None:
            return (numbered(draft.number),)
        whole = self._whole()
        found = (number for one in those for number in numbers_for(one, draft.tabled.leaf, whole))
        return tuple(map(numbered, dict.fromkeys(found)))

    def hear(self, reply: Reply, draft: Draft, *those: PartyCode) -> Hearing | LeftOut:
        """Hear a reply to a draft from *those*: who speaks in it, and who writes it down. Raises NotHere."""
        return hear(reply, self.base(draft), self.numbers(draft, *those))

    def comparison(self, old: Draft, new: Draft) -> Comparison:
        """Compare two drafts. Raises NotHere, and LanguageMismatch."""
        key = old.tabled.leaf, new.tabled.leaf
        return self._once(self._comparisons, key, lambda: compare(self.text(old), self.text(new)))

    def heard(self, known: Negotiation, given: Given, draft: Draft) -> Hearing | LeftOut:
        """Give what an answer by itself comes to on its draft, its units named after its entry.

        Raises NotHere, where the draft cannot be read.
        """

        def heard() -> Hearing | LeftOut:
            reply = self.reply(known, given)
            found = reply if isinstance(reply, LeftOut) else self.hear(reply, draft, *hands(given))
            return found if isinstance(found, LeftOut) else _named(found, given)

        return self._once(self._heard, (given.entered.leaf, given.party), heard)

    def findings(self, given: Given, draft: Draft) -> tuple[Finding, ...]:
        """List what was found in reading an answer's document, bar what is only of its layout.

        That it does not name its party is no fault: its entry does.
        """
        for one in given.entered.entry.docs:
            reading = self._read(one, given.entered, on=draft)
            if not isinstance(reading, str):
                return tuple(
                    found
                    for found in reading.findings
                    if (found.severity is not Severity.NOTE or found.code == "no-reason")
                    and found.code != "party-missing"
                )
        return ()

    def _once(self, kept: dict[_Key, _Kept], key: _Key, made: Callable[[], _Kept]) -> _Kept:
        """Give what is kept under *key*; else make it and keep it, one thread at a time."""
        if key not in kept:
            with self._alone:
                if key not in kept:
                    kept[key] = made()
        return kept[key]

    def last_made(self, known: Negotiation, of: LeafHash, made: Callable[[], _Kept]) -> _Kept:
        """Give what was made last *of* a draft as far as the very same is *known*; else make it and keep it.

        One thing alone is kept of each draft: who asks says always the same of it.
        """
        last = self._made.get(of)
        if last is None or last[0] is not known or last[1] != known.size:
            last = self._made[of] = known, known.size, made()
        return cast("_Kept", last[2])

    def _if_taken_over(self, draft: Draft) -> TakenOver | None:
        try:
            return self.taken_over(draft)
        except NotHere:
            return None

    def _read(self, document: Document, entered: Entered, *, on: Draft | None = None) -> Reading | str:
        """Give the reading of a document, or why there is none; *on*: the draft that it is, or answers.

        Brackets in a text taken over may name anybody; in the replies to it, those whom it names.
        """

        def reading() -> Reading | str:
            name = _called(document, entered)
            by = self._redacted.get(document.h)
            if by is not None:
                return _redacted_by(name, by)
            data = self._documents(document.h)
            if data is None:
                return phrase("{name} is not here.", name=name)
            try:
                return self._understood(data, name, entered, on)
            except NotReadable as fault:
                return phrase("{name} cannot be read. {why}", name=name, why=said_by(fault))

        taken = on.tabled.leaf if on is not None and was_taken_over(on) else None
        return self._once(self._readings, (document, entered.leaf, taken), reading)

    def _understood(self, data: bytes, name: str, entered: Entered, on: Draft | None) -> Reading:
        """Read a document. Raises NotReadable."""
        if on is None or not was_taken_over(on):
            return read(data, name=name, parties=self._parties, known=self._known)
        if entered.leaf != on.tabled.leaf:
            taken = self._if_taken_over(on)
            named = () if taken is None else taken.parties
            return read(data, name=name, parties=(*self._parties, *named))
        return read_taken_over(data, name=name, parties=self._parties)


def was_taken_over(draft: Draft) -> bool:
    """Whether a draft was tabled as one whose brackets are those of a negotiation not recorded here."""
    return isinstance(draft.tabled.act, TablesDraft) and draft.tabled.act.taken_over


def hands(given: Given) -> tuple[PartyCode, ...]:
    """List whose answer it is, and who wrote it down where that was somebody else."""
    return tuple(dict.fromkeys((given.entered.author, given.entered.entry.actor)))


def read_taken_over(data: bytes, *, name: str, parties: Iterable[PartyCode]) -> Reading:
    """Read a text whose brackets may name others than the *parties* of the record. Raises NotReadable."""
    reading = read(data, name=name)
    if reading.text is None:
        return reading
    known = tuple(parties)
    named = taken_over(tabled(reading.text) if reading.consolidated else reading.text).parties
    reading = read(data, name=name, parties=(*known, *(one for one in named if one not in known)))
    if reading.text is None:
        return reading
    taken = taken_over(tabled(reading.text) if reading.consolidated else reading.text)
    return replace(reading, findings=(*reading.findings, *taken.left_out))


def _called(document: Document, entered: Entered) -> str:
    if not document.name:
        return entry_named(entered.index)
    return phrase("{name} (entry {index})", name=document.name, index=entered.index)


def _redacted_by(name: str, by: Entered) -> str:
    grounds = by.act.grounds if isinstance(by.act, Redacts) else ""
    return phrase(
        "{name} was redacted by {author} (entry {index}), on these grounds: “{grounds}”",
        name=name,
        author=by.author,
        index=by.index,
        grounds=grounds,
    )


def _left_out(
    given: Given,
    source: str,
    code: str,
    message: str,
    hint: str = phrase("Fetch the document, or ask the party for another; the entry stands as it is."),
) -> LeftOut:
    return LeftOut(
        party=given.party,
        source=source,
        finding=Finding(
            code=code,
            message=message,
            severity=Severity.ERROR,
            place=Place(source=source),
            hint=hint,
        ),
    )


def _named(hearing: Hearing, given: Given) -> Hearing:
    count = len(hearing.heard) + len(hearing.reply.unread)
    return replace(hearing, named=unit_names(given.party, count, entry=given.entered.index))


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
        consolidated=reading.consolidated,
        laid_in=reading.laid_in,
    )
