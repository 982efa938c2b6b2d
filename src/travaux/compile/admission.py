"""Which replies are admitted: one a party, to this draft, and a redraft only where most of it is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from travaux.text.finding import Finding, Place, Severity
from travaux.text.language import folded, words
from travaux.text.notation import show
from travaux.text.phrase import Phrase, listed, phrase, phrase_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from travaux.answers.answer import Reply
    from travaux.compile.hearing import Hearing
    from travaux.compile.version import Item
    from travaux.text.instrument import Text
    from travaux.text.wording import PartyCode

_IDENTITY: Final = re.compile(r"\b[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}\b")


def twice(party: str, source: str, sources: Sequence[str]) -> Finding:
    """Say of the reply from *source* that its party has given several, from *sources*."""
    return Finding(
        code="party-named-twice",
        message=phrase_count(
            "{party} is given {count} reply: {sources}. Expected one a party.",
            "{party} is given {count} replies: {sources}. Expected one a party.",
            len(sources),
            party=party,
            sources=listed(one or "?" for one in sources),
        ),
        severity=Severity.ERROR,
        place=Place(source=source),
        hint=phrase("Give the party's latest reply only, or one reply in which it says everything."),
    )


def unusable(reply: Reply, draft: Text, called: Sequence[str] = ()) -> Finding | None:
    """Say why a reply cannot be taken for an answer to *draft* at all; None where it can.

    *called*: what the draft is called beside what it calls itself.
    """
    place = Place(source=reply.source)
    claim = reply.in_answer_to
    claimed = identity_in(claim)
    if claimed and claimed != draft.identity:
        return _another_draft(reply, draft, claimed, place)
    known = any(names(claim, one) for one in (draft.draft, *called))
    if not claimed and claim and draft.draft and not known:
        return _another_draft(reply, draft, f'"{reply.in_answer_to}"', place)
    if reply.consolidated and reply.text is not None and (reply.laid_in or _has_more(reply.text, draft)):
        return _everybodys(reply, place)
    underneath = reply.reject_all
    if (
        underneath is not None
        and underneath.provisions is not draft.provisions
        and underneath.identity != draft.identity
    ):
        return _another_draft(reply, draft, underneath.identity, place)
    return None


def _has_more(consolidated: Text, draft: Text) -> bool:
    """Whether there is more of others in a consolidated text than the draft itself has.

    A draft may be a consolidated text that was tabled: its brackets are its own words, and answered as such.
    """
    bracketed = any(one.standing.tabled or not one.words.settled for one in draft.provisions)
    return not bracketed or not _voices(consolidated) <= _voices(draft)


def _voices(text: Text) -> frozenset[tuple[tuple[PartyCode, ...], str]]:
    """Give what is bracketed in a text with parties' names at it, each with these."""
    found = [
        ((*at.sponsors, *at.supporters, *at.opponents, *at.deleted_by, *at.joined(at.deleted_by)), one.words)
        for one in text.provisions
        for at in (one.standing,)
    ]
    found += [
        ((*each.sponsors, *each.supporters, *each.opponents, *each.excepting), each.words)
        for one in text.provisions
        for choice in one.words.choices()
        for each in choice.alternatives
    ]
    return frozenset((named, show(words)) for named, words in found if named)


def _everybodys(reply: Reply, place: Place) -> Finding:
    return Finding(
        code="everybodys-words",
        message=phrase(
            "{party}'s document says that it is a consolidated text: everybody's words are in it, and which "
            "of them are {party}'s cannot be told. Nothing in it is taken for the answer of {party}.",
            party=reply.party,
        ),
        severity=Severity.ERROR,
        place=place,
        hint=phrase(
            "Write the answer into the draft itself, with tracked changes, or on an answer sheet that "
            'begins with "# Answer of NAME ({party})" and names each provision in a heading. The page on '
            "which answers are given has both; travaux show ENTRY --documents FOLDER writes the draft out.",
            party=reply.party,
        ),
    )


_WHOLE: Final = 2
"""A redraft without a half of the draft's provisions is taken for something else: a letter, one article
sent by itself, the answers to another instrument. Whoever wants a half struck can say so in a sheet."""


def no_redraft(hearing: Hearing, items: Sequence[Item]) -> Finding | None:
    """Say that a document which is read as a redraft cannot be one: most of the draft is not in it."""
    if not hearing.redraft:
        return None
    present = {item.base for item in hearing.version.items}
    missing = sum(1 for index in range(len(items)) if index not in present)
    if missing * _WHOLE <= len(items):
        return None
    return Finding(
        code="no-redraft",
        message=phrase(
            "{party}'s document is no answer sheet, and is no redraft either: {missing} of the draft's {all} "
            "provisions are not in it. Nobody is taken to delete them.",
            party=hearing.party,
            missing=missing,
            all=len(items),
        ),
        severity=Severity.ERROR,
        place=Place(source=hearing.reply.source),
        hint=phrase(
            "Send the whole draft as it should read, or an answer sheet that begins with "
            '"# Answer of NAME ({party})" and names each provision in a heading.',
            party=hearing.party,
        ),
    )


def identity_in(claim: str) -> str:
    """Give the identity of a draft that a reply gives; "" where it gives none."""
    found = _IDENTITY.search(claim)
    return "" if found is None else found[0]


def names(claim: str, name: str) -> bool:
    """Whether *claim* calls a draft by its whole *name*, whatever else it says."""
    said, called = words(folded(claim).casefold()), words(folded(name).casefold())
    return bool(called) and any(
        said[at : at + len(called)] == called for at in range(len(said) - len(called) + 1)
    )


def doubtful(replies: Sequence[Reply], draft: Text) -> Iterator[Finding]:
    """Warn of replies that say more than the draft's name and title, and give no identity to be sure by."""
    plain = {folded(one).casefold() for one in (draft.draft, f"{draft.title}, {draft.draft}", draft.title)}
    for reply in replies:
        claim = reply.in_answer_to
        if claim and draft.draft and not identity_in(claim) and folded(claim).casefold() not in plain:
            yield Finding(
                code="draft-uncertain",
                message=phrase(
                    '{party} answers "{claim}"; the draft being compiled is {draft}. They are taken for the '
                    "same.",
                    party=reply.party,
                    claim=claim,
                    draft=_called(draft),
                ),
                place=Place(source=reply.source),
                hint=phrase(
                    "To be sure, write the identity in the answer: In answer to: {identity}",
                    identity=draft.identity,
                ),
            )


def _called(draft: Text) -> str:
    """Give what a draft calls itself, and its identity."""
    return f'"{draft.draft}", {draft.identity}' if draft.draft else draft.identity


def _another_draft(reply: Reply, draft: Text, other: str, place: Place) -> Finding:
    message = phrase(
        "{party} answers {other}; the draft being compiled is {draft}.",
        party=reply.party,
        other=other,
        draft=_called(draft),
    )
    if reply.reject_all is not None:
        more = _first_difference(draft, reply.reject_all)
        message = phrase("{sentence} {more}", sentence=message, more=more)
    return Finding(
        code="another-draft",
        message=message,
        severity=Severity.ERROR,
        place=place,
        hint=phrase(
            "Compile with the draft that was answered, or ask the party to answer this one; "
            "its words cannot be carried over for it."
        ),
    )


def _first_difference(draft: Text, other: Text) -> Phrase:
    for one, two in zip(draft.provisions, other.provisions, strict=False):
        if "".join((one.label + show(one.words)).split()) != "".join((two.label + show(two.words)).split()):
            return phrase(
                "Without the party's tracked changes its document first differs at {place}: "
                '"{theirs}" where the draft has "{ours}".',
                place=one.eid,
                theirs=show(two.words),
                ours=show(one.words),
            )
    return phrase(
        "Its document has {theirs} provisions, the draft {ours}.",
        theirs=len(other.provisions),
        ours=len(draft.provisions),
    )
