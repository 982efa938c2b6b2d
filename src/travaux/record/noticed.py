"""What is to be said of a draft compiled from a record: who was late or not asked, who may not read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from travaux.answers.position import Supports
from travaux.answers.shown import NOT_OWN, is_shown
from travaux.compile.compilation import LeftOut
from travaux.record.own_name import others_alone
from travaux.record.sayings import place_of
from travaux.record.views.outside import after_adoption, not_asked
from travaux.record.views.restricted import numbered, restricted
from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import cited, entry_named, listed, phrase, phrase_count
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from travaux.record.entry import Entered, LeafHash
    from travaux.record.library import Library
    from travaux.record.negotiation import Draft, Given
    from travaux.record.spoken import Spoken
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.outside import OutLate


def for_others_alone(one: Given, draft: Draft, known: Disclosed, library: Library) -> Iterator[Finding]:
    """Say of an answer in other parties' names that its own is not among them."""
    heard = library.heard(known, one, draft)
    principals = () if isinstance(heard, LeftOut) else heard.reply.principals
    named = others_alone(principals, one.party, one.entered.entry.on_behalf, known)
    if named:
        others = listed(named)
        yield Finding(
            code="for-others-alone",
            message=phrase(
                "Entry {number} of {party} is in the name of {others}, and not in that of {party}. "
                "Nothing here says that {others} had it given.",
                number=one.entered.index,
                party=one.party,
                others=others,
            ),
            place=place_of(one.entered, ""),
            hint=phrase(
                "Ask {others}. Such an answer is no longer recorded; {party} can give it anew.",
                others=others,
                party=one.party,
            ),
        )


def as_shown(one: Spoken, draft: Draft, known: Disclosed) -> Iterator[Finding]:
    """Say what stands in a party's name that the text taken over shows, and the party has not said."""
    if one.hearing is None:
        return
    base = one.hearing.base.draft
    heard = [each for each in one.hearing.heard if is_shown(each.answer)]
    at = list(dict.fromkeys(each.provision for each in heard))
    if not heard:
        return
    where = listed(
        (phrase("the text as a whole") if place is None else cited(cite(base, place)) for place in at),
        "; ",
    )
    message = phrase(
        "What stands in the name of {party} at {where} is {what}.",
        party=one.party,
        where=where,
        what=phrase(NOT_OWN),
    )
    if one.party not in known.members:
        message = phrase(
            "{what} {party} is no member of this record.",
            what=message,
            party=one.party,
        )
    yield Finding(
        code="as-shown",
        message=message,
        severity=Severity.NOTE,
        place=place_of(draft.tabled, ""),
        hint=phrase("The party's own first answer there takes its place."),
    )


def unasked(draft: Draft, known: Disclosed) -> Iterator[Finding]:
    """Say which parties the rules in force do not ask, so that none is missing without a word."""
    for party in not_asked(known, draft):
        yield Finding(
            code="not-asked",
            message=phrase(
                "{party} became a party after the rules were declared and was not asked.", party=party
            ),
            severity=Severity.NOTE,
            place=Place(source=phrase("draft {number}", number=draft.number)),
            hint=phrase("Declare the rules of the round again, for all that are asked."),
        )


def after_adopted(draft: Draft, known: Disclosed) -> Iterator[Finding]:
    """Say which answers came after the text was adopted: they change no word of it."""
    adopted = draft.adopted
    by = "" if adopted is None else phrase(" ({entry})", entry=entry_named(adopted.index))
    for one in after_adoption(known, draft):
        yield Finding(
            code="after-adoption",
            message=phrase(
                "{party} answered after the text was adopted{by}. It changes no word of it.",
                party=one.party,
                by=by,
            ),
            severity=Severity.NOTE,
            place=place_of(one.entered, ""),
            hint=phrase("An error in an adopted text is rectified."),
        )


def not_for_all(
    everybody: Sequence[Spoken], draft: Draft, corrections: Mapping[LeafHash, Sequence[Entered]]
) -> Iterator[Finding]:
    """Say that something compiled here is not for all members, so that nobody hands it out unawares."""
    speaking = [entered for one in everybody for entered in one.entries]
    speaking += [entered for one in everybody for entered, _ in one.before]
    speaking += [one for each in speaking for one in corrections.get(each.leaf, ())]
    speaking += [*corrections.get(draft.tabled.leaf, ()), *draft.rectified]
    found = restricted([draft.tabled, *speaking])
    if not found:
        return
    yield Finding(
        code="not-for-all",
        message=phrase_count(
            "It contains {count} entry that is not for all members ({entries}).",
            "It contains {count} entries that are not for all members ({entries}).",
            len(found),
            entries=numbered(found),
        ),
        severity=Severity.NOTE,
        place=Place(source=phrase("draft {number}", number=draft.number)),
        hint=phrase("With --as a member, or --as public, it has what that reader may see."),
    )


def not_along(one: Spoken) -> Iterator[Finding]:
    """Say where a party stays with the words it joined, their proposal having been merged since."""
    for said, entered in zip(one.hearing.heard if one.hearing else (), one.entries, strict=False):
        position = said.answer.position
        if not said.before_merger or not isinstance(position, Supports):
            continue
        yield Finding(
            code="not-merged",
            message=phrase(
                "{party} joined what {author} proposed before it was merged, and has not consented to the "
                "merger. It supports the earlier words of {author}, which stay.",
                party=one.party,
                author=position.party,
            ),
            severity=Severity.NOTE,
            place=place_of(entered, said.answer.provision),
            hint=phrase("It can consent to the merger."),
        )


def not_placed(entered: Entered) -> Finding:
    """Say of a merger to which all consent that it has no one place."""
    return Finding(
        code="merger-not-placed",
        message=phrase(
            "All concerned consent to the merger of entry {number}, and it has no one place: its proposals "
            "are at several provisions, or at none that the draft has. They stay.",
            number=entered.index,
        ),
        place=place_of(entered, ""),
        hint=phrase("Propose a merger of proposals at one provision of the draft."),
    )


def out_of_time(one: OutLate) -> Finding:
    """Say that an answer came after the time, and by which rule it is out."""
    given = one.given
    return Finding(
        code="out-of-time",
        message=phrase(
            "{party} answered after the time, out by the rule of entry {rule} (entry {number}).",
            party=given.party,
            rule=one.rule.index,
            number=given.entered.index,
        ),
        place=place_of(given.entered, ""),
        hint=phrase("It stays in the record; whoever declared the rule can declare another."),
    )
