"""What is told of an answer on another party's proposal, where that is not proposed as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.answers.position import Opposes
from travaux.compile.before import LEFT, Became
from travaux.compile.fate import Withdrawn
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import Phrase, cited, entry_named, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.compile.before import Before
    from travaux.compile.fate import Fate
    from travaux.compile.heard import Heard
    from travaux.record.entry import Entered
    from travaux.text.wording import PartyCode


def told(party: PartyCode, author: PartyCode, one: Heard, said: Heard, entered: Entered) -> Iterator[Finding]:
    """Tell what an answer does not say of what its author proposes now, where it is no fault of its own."""
    if one.fault is not None:
        return
    if isinstance(said.answer.position, Opposes):
        if one.before is not None:
            yield _opposed_before(party, one.before, said, entered, part=one.still is not None)
    elif one.still is not None and one.before is not None:
        yield joined_no_more(party, author, said, entered, one.before, part=True)
    elif one.still is not None and not one.into:
        yield Finding(
            code="joined-before-more",
            message=phrase(
                "{party} joined what {author} proposed at {where}, and {author} has proposed more there "
                "since. {party} is not taken to have joined that.",
                party=party,
                author=author,
                where=_where(one),
            ),
            severity=Severity.NOTE,
            place=Place(
                source=entry_named(entered.index), address=one.answer.place.address or one.answer.provision
            ),
            hint=phrase("It can join that too."),
        )


def _where(one: Heard) -> Phrase:
    name = one.answer.provision.strip()
    return cited(name) if name else phrase("the whole text")


def joined_no_more(
    party: PartyCode,
    author: PartyCode,
    one: Heard,
    entered: Entered,
    before: Before | None = None,
    gone: Fate | None = None,
    *,
    part: bool = False,
) -> Finding:
    """Say that what a party joined, or a part of it, is not proposed as it was."""
    if isinstance(gone, Withdrawn) and (before is None or before.by is None):
        how = _PART[Became.WITHDRAWN] if part else _ALL[Became.WITHDRAWN]
    elif before is None:
        how = phrase("a part of that is out of time") if part else phrase("that is out of time")
    else:
        how = _became(before, part=part)
    if before is not None and before.since is not None:
        how = phrase("{what} since ({entry})", what=how, entry=entry_named(before.since))
    return Finding(
        code=LEFT,
        message=phrase(
            "{party} joined what {author} proposed at {where}; {what}. It is not taken to have joined "
            "anything else.",
            party=party,
            author=author,
            where=_where(one),
            what=how,
        ),
        severity=Severity.ERROR,
        place=Place(
            source=entry_named(entered.index), address=one.answer.place.address or one.answer.provision
        ),
        hint=phrase("Join the later proposal, or propose the words of the earlier one."),
    )


_ALL: Final = {
    Became.CHANGED: phrase("that is changed"),
    Became.WITHDRAWN: phrase("that is withdrawn"),
    Became.MERGED: phrase("that is merged"),
}
_PART: Final = {
    Became.CHANGED: phrase("a part of that is changed"),
    Became.WITHDRAWN: phrase("a part of that is withdrawn"),
    Became.MERGED: phrase("a part of that is merged"),
}


def _became(before: Before, *, part: bool) -> Phrase:
    if before.by is None:
        return (_PART if part else _ALL)[before.became]
    if part:
        return phrase("a part of that is no longer supported by {party}", party=before.by)
    return phrase("that is no longer supported by {party}", party=before.by)


def _opposed_before(party: PartyCode, before: Before, one: Heard, entered: Entered, *, part: bool) -> Finding:
    how = _became(before, part=part)
    return Finding(
        code="opposed-before",
        message=phrase(
            "{party} opposed what {author} proposed at {where}; {what}. It is not taken to oppose anything "
            "else.",
            party=party,
            author=before.party,
            where=_where(one),
            what=phrase("{what} since", what=how)
            if before.since is None
            else phrase("{what} since ({entry})", what=how, entry=entry_named(before.since)),
        ),
        severity=Severity.NOTE,
        place=Place(
            source=entry_named(entered.index), address=one.answer.place.address or one.answer.provision
        ),
        hint=phrase(
            "Its opposition is shown with the words it spoke of. It can answer what stands there now."
        ),
    )
