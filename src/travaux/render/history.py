"""The history of a provision, told: its words draft by draft, and who said and did what about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from travaux.compile.fate import Superseded
from travaux.record.views.history import Done, PassedOver, Said, Version
from travaux.render.acts import act_line
from travaux.render.answer_told import answer_line, untaken_told
from travaux.render.changes import change_line
from travaux.render.phrases import fate_name
from travaux.render.place import place
from travaux.render.telling import Teller, as_of, codes, none
from travaux.render.told import Line, Section, Theirs, Told, line
from travaux.render.told import Said as Words
from travaux.render.tongue import capital, said, said_again, say, say_count, sayable
from travaux.text.notation import plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from travaux.compile.fate import Fate
    from travaux.record.entry import Entered
    from travaux.record.views.history import History
    from travaux.text.provision import Provision

HISTORY_RULE: Final = sayable(
    "Every answer that speaks of the provision, of something in it or of what it stands in; all other "
    "entries that name one of them; holds, validations, silence procedures and adoption of the whole text; "
    "and what names any of these. In the order of the record, draft by draft."
)


def history_told(found: History, teller: Teller, *, at: str) -> Told:
    """Tell the history of a provision, a section for each draft."""
    leaf = found.draft.tabled.leaf
    sections: list[Section] = []
    heading, lines = say("Before the first draft"), list[Line]()
    for event in found.events:
        match event:
            case Version():
                if lines or sections:
                    sections.append(Section(title=heading, lines=tuple(lines)))
                heading = say("Draft {number}", number=event.draft.number)
                lines = list(_version(event, teller))
            case Said():
                lines.append(_said(event, teller))
            case PassedOver():
                lines += _passed_over(event, teller)
            case Done():
                lines.append(act_line(event.entered, teller))
            case _:
                assert_never(event)
    sections.append(Section(title=heading, lines=tuple(lines) or (none(say("Nothing is recorded of it.")),)))
    return Told(
        title=(
            say(
                "History of {provision} of draft {number}",
                provision=place(found.called) if found.called else teller.provision(leaf, found.address),
                number=found.draft.number,
            ),
        ),
        head=(as_of(at, teller), line(say(HISTORY_RULE))),
        sections=tuple(sections),
    )


def _passed_over(one: PassedOver, teller: Teller) -> Iterator[Line]:
    if one.answers:
        passed = say_count(
            "passed over in {count} answer to the draft in whole: {parties}",
            "passed over in {count} answers to the draft in whole: {parties}",
            len(one.answers),
            parties=_authors(one.answers),
        )
        yield line(passed, below=tuple(line(teller.dated(it)) for it in one.answers))
    if one.may:
        may = say_count(
            "not known of {count} answer to the draft in whole, not all of which was understood: {parties}",
            "not known of {count} answers to the draft in whole, not all of which was understood: {parties}",
            len(one.may),
            parties=_authors(one.may),
        )
        yield line(may, below=tuple(line(teller.dated(it)) for it in one.may))
    if one.repeated:
        repeated = say_count(
            "as the draft has it in {count} answer that gives the whole text: {parties}",
            "as the draft has it in {count} answers that give the whole text: {parties}",
            len(one.repeated),
            parties=_authors(one.repeated),
        )
        yield line(repeated, below=tuple(line(teller.dated(it)) for it in one.repeated))


def _authors(entries: Iterable[Entered]) -> str:
    return codes(dict.fromkeys(it.author for it in entries))


def _version(one: Version, teller: Teller) -> tuple[Line, ...]:
    leaf = one.tabled.leaf
    told = said("{draft}, tabled by {who}", draft=_capital(teller, one), who=teller.dated(one.tabled))
    lines = [line(*told)]
    if one.unread:
        return (*lines, line(said_again(one.unread)))
    if not one.addresses:
        lines.append(none(say("It is not in this draft.")))
    else:
        lines.append(line(say("It is {provisions}:", provisions=teller.provisions(leaf, one.addresses))))
        lines += [line(Theirs(_printed(it))) for it in one.provisions if _printed(it)]
    lines += [change_line(it, one.draft, teller, one.alerts, among=one.changes) for it in one.changes]
    return tuple(lines)


def _capital(teller: Teller, one: Version) -> tuple[Words, ...]:
    first, *rest = teller.draft(one.draft)
    return ((capital(first) if isinstance(first, str) else first), *rest)


def _printed(provision: Provision) -> str:
    return " ".join(part for part in (provision.label, plain_characters(provision.words)) if part)


def _said(one: Said, teller: Teller) -> Line:
    who = teller.dated(one.entered) if one.shown is None else teller.shown(one.shown)
    if one.principals:
        who += say(", in the name of {parties}", parties=codes(one.principals))
    since = since_became(one.became)
    if one.unread:
        unread = say("{who}: an answer that cannot be read{since}", who=who, since=since)
        return line(unread, below=(line(said_again(one.unread)),))
    leaf = one.draft.tabled.leaf
    return line(
        say("{who} answers{since}:" if one.shown is None else "{who}{since}:", who=who, since=since),
        below=(
            *(
                answer_line(
                    answer,
                    say("{provision}: ", provision=teller.named(leaf, answer.provision))
                    if answer.provision
                    else "",
                )
                for answer in one.answers
            ),
            *untaken_told(one.untaken),
        ),
    )


def since_became(fate: Fate | None) -> str:
    """Say what became of an answer since; "" where it is what its party says now."""
    if fate is None:
        return ""
    if isinstance(fate, Superseded):
        return say("; since superseded by {answer}", answer=fate.by)
    return say("; since {fate}", fate=say(fate_name(fate)))
