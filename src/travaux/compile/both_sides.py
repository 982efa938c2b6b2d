"""The same words that one party stands behind and opposes: both are shown, and it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.answers.position import Accepts, Opposes
from travaux.compile.support import CONTRADICTS, Support, told_apart
from travaux.compile.version import merged_into
from travaux.text.finding import Finding, Severity
from travaux.text.phrase import cited, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from travaux.answers.answer import Answer
    from travaux.compile.base import Base
    from travaux.compile.heard import Heard
    from travaux.compile.hearing import Hearing
    from travaux.compile.version import Version
    from travaux.text.wording import PartyCode


def both_sides(
    hearing: Hearing, heard: Sequence[Heard], versions: Mapping[PartyCode, Version], base: Base
) -> Iterator[Finding]:
    """Tell of each opposition of a reply to words that another answer of it proposes or supports.

    In the order of the reply; of one opposition, once for each answer. *versions* have in them what their
    parties support.
    """
    opposing = [
        (number, one, one.answer.position.proposal_of)
        for number, one in enumerate(heard)
        if isinstance(one.answer.position, Opposes) and one.fault is None and one.before is None
    ]
    if not any(author in versions for _, _, author in opposing):
        return
    behind = _behind(heard, versions[hearing.party], base)
    for number, one, author in opposing:
        if author is None or author not in versions:
            continue
        opposed = _opposed(one, versions[author], base)
        for other in dict.fromkeys(each for key in opposed for each in behind.get(key, ())):
            yield _told(hearing, number, other, author)


def accepted_too(hearing: Hearing, heard: Sequence[Heard], own: Version, base: Base) -> Iterator[Finding]:
    """Tell of each provision that a reply accepts as it stands and changes, or takes away, by another answer.

    In the order of the reply. *own* is what its party would have.
    """
    accepting = {
        one.provision: number
        for number, one in enumerate(heard)
        if one.fault is None and isinstance(one.answer.position, Accepts) and not one.answer.conditions
    }
    if not accepting:
        return
    changing: dict[int, tuple[int, ...]] = {
        item.base: item.said
        for item in own.items
        if item.base is not None and item.said and item.words != base.items[item.base].words
    }
    for number, one in enumerate(heard):
        for gone in one.removed:
            changing[gone] = (*changing.get(gone, ()), number)
    for provision, number in accepting.items():
        for other in changing.get(provision, ()) if provision is not None else ():
            if other != number:
                yield _accepted(hearing, number, other)


def _accepted(hearing: Hearing, number: int, other: int) -> Finding:
    answers, names = hearing.heard, hearing.names
    return Finding(
        code=CONTRADICTS,
        message=phrase(
            "{party} accepts {name} as it stands ({unit}), and by another answer ({other}) would not have it "
            "so. Both are kept as given; which of them is meant is not guessed.",
            party=hearing.party,
            name=_named(answers[number].answer),
            unit=names[number],
            other=names[other],
        ),
        severity=Severity.ERROR,
        place=answers[max(number, other)].answer.place,
        hint=phrase("Give one of the two answers."),
    )


def _behind(heard: Sequence[Heard], own: Version, base: Base) -> dict[object, tuple[int, ...]]:
    """Say by which answers a party stands behind each thing that is in its version and not in the draft."""
    steady, into = own.steady, merged_into(own, base.draft)
    behind: dict[object, tuple[int, ...]] = {
        told_apart(own.items, at, steady): item.said for at, item in enumerate(own.items) if item.said
    }
    for number, one in enumerate(heard):
        for gone in one.removed:
            key = gone, into.get(gone)
            behind[key] = (*behind.get(key, ()), number)
    return behind


def _opposed(one: Heard, theirs: Version, base: Base) -> list[object]:
    """List what of *theirs* an opposition is to, each told apart as in `_behind`."""
    chosen, gone = Support(one, 0, theirs, base.items).offered(base.draft)
    steady, into = theirs.steady, merged_into(theirs, base.draft)
    return [*(told_apart(theirs.items, at, steady) for at in chosen), *((at, into.get(at)) for at in gone)]


def _told(hearing: Hearing, number: int, other: int, author: PartyCode) -> Finding:
    answers, names = hearing.heard, hearing.names
    later = answers[max(number, other)].answer
    return Finding(
        code=CONTRADICTS,
        message=phrase(
            "{party} opposes {author}'s proposal on {name} ({unit}), and is behind the same words by its "
            "answer on {place} ({other}). Both are kept as given; which of them is meant is not guessed.",
            party=hearing.party,
            author=author,
            name=_named(answers[number].answer),
            unit=names[number],
            place=_named(answers[other].answer),
            other=names[other],
        ),
        severity=Severity.ERROR,
        place=later.place,
        hint=phrase("Give one of the two answers."),
    )


def _named(answer: Answer) -> str:
    return cited(answer.provision) if answer.provision.strip() else phrase("the whole text")
