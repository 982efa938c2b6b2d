"""The history of a provision, told: its words draft by draft, and who said and did what about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from travaux.compile.fate import Superseded
from travaux.record.views.history import Done, PassedOver, Said, Version
from travaux.render.acts import act_line
from travaux.render.answer_told import answer_line
from travaux.render.changes import change_line
from travaux.render.phrases import fate_name
from travaux.render.telling import Teller, as_of, codes, counted, none
from travaux.render.told import Line, Section, Theirs, Told, line
from travaux.text.notation import plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from travaux.record.views.history import History
    from travaux.text.provision import Provision

HISTORY_RULE: Final = (
    "Every answer that speaks of the provision, of something in it or of what it stands in; all other "
    "entries that name one of them; holds, validations, silence procedures and adoption of the whole text; "
    "and what names any of these. In the order of the record, draft by draft."
)


def history_told(found: History, teller: Teller, *, at: str) -> Told:
    """Tell the history of a provision, a section for each draft."""
    leaf = found.draft.tabled.leaf
    sections: list[Section] = []
    heading, lines = "Before the first draft", list[Line]()
    for event in found.events:
        match event:
            case Version():
                if lines or sections:
                    sections.append(Section(title=heading, lines=tuple(lines)))
                heading, lines = f"Draft {event.draft.number}", list(_version(event, teller))
            case Said():
                lines.append(_said(event, teller))
            case PassedOver():
                lines += _passed_over(event, teller)
            case Done():
                lines.append(act_line(event.entered, teller))
            case _:
                assert_never(event)
    sections.append(Section(title=heading, lines=tuple(lines) or (none("Nothing is recorded of it."),)))
    return Told(
        title=(f"History of {teller.provision(leaf, found.address)} of draft {found.draft.number}",),
        head=(as_of(at, teller), line(HISTORY_RULE)),
        sections=tuple(sections),
    )


def _passed_over(one: PassedOver, teller: Teller) -> Iterator[Line]:
    for entries, what in (
        (one.answers, "passed over in {} to the draft in whole"),
        (one.repeated, "as the draft has it in {} that give the whole text"),
    ):
        if entries:
            said = what.format(counted(len(entries), "answer"))
            yield line(
                f"{said}: {codes(dict.fromkeys(it.author for it in entries))}",
                below=tuple(line(teller.dated(it)) for it in entries),
            )


def _version(one: Version, teller: Teller) -> tuple[Line, ...]:
    leaf = one.tabled.leaf
    lines = [line(*_capital(teller, one), f", tabled by {teller.dated(one.tabled)}")]
    if one.unread:
        return (*lines, line(one.unread))
    if not one.addresses:
        lines.append(none("It is not in this draft."))
    else:
        lines.append(line(f"It is {teller.provisions(leaf, one.addresses)}:"))
        lines += [line(Theirs(_printed(it))) for it in one.provisions if _printed(it)]
    lines += [change_line(it, one.draft, teller, one.alerts) for it in one.changes]
    return tuple(lines)


def _capital(teller: Teller, one: Version) -> tuple[str | Theirs, ...]:
    first, *rest = teller.draft(one.draft)
    return ((first.capitalize() if isinstance(first, str) else first), *rest)


def _printed(provision: Provision) -> str:
    return " ".join(part for part in (provision.label, plain_characters(provision.words)) if part)


def _said(one: Said, teller: Teller) -> Line:
    became = ""
    if one.became is not None:
        by = f" by {one.became.by}" if isinstance(one.became, Superseded) else ""
        became = f"; since {fate_name(one.became)}{by}"
    if one.shown is not None:
        by = f"{teller.shown(one.shown)}{became}:"
    else:
        by = f"{teller.dated(one.entered)} answers{became}:"
    if one.unread:
        return line(
            f"{teller.dated(one.entered)}: an answer that cannot be read{became}", below=(line(one.unread),)
        )
    leaf = one.draft.tabled.leaf
    return line(
        by,
        below=tuple(
            answer_line(answer, f"{teller.named(leaf, answer.provision)}: " if answer.provision else "")
            for answer in one.answers
        ),
    )
