"""The contents of a page: the sections of the text, and the state of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from travaux.compile.project import chosen
from travaux.render import element as h
from travaux.render.choice import flat
from travaux.render.markup import characters
from travaux.render.record_page import ours
from travaux.render.sections import Section
from travaux.render.setting import Setting
from travaux.render.tongue import say, say_count, ways_of_writing
from travaux.text.kind import Kind
from travaux.text.provision import Provision
from travaux.text.wording import PartyCode

UNFOLDED: Final = 60
"""Sections listed one below the other; of more, those that stand in a part are folded under it."""

MARKS: Final = {"open": "○", "held": "◐", "settled": "✓", "still": ""}
"""The shape for a state, beside its count in words. Nothing is settled by compiling: a record says it."""


def contents(
    setting: Setting,
    found: Sequence[Section],
    further: Sequence[tuple[str, str]],
    here: Section | None = None,
) -> h.Element:
    """List the sections with their state, then the *further* parts of the page: anchor and title.

    *here*: the section that the reader is looking at.
    """
    listed = [section for section in found if section.stances or section.open or section.heading]
    if listed and setting.text.provisions[listed[0].start].kind is Kind.TITLE and not counts(listed[0]):
        del listed[0]
    return h.details(".toc", open=True)[
        h.summary[ours(say("Contents"))],
        h.nav(aria_label=say("Contents"))[
            h.ol(dir=setting.direction)[_entries(setting, listed, here)],
            h.ul(".further")[
                [h.li[h.span(".m"), h.a(href=f"#{anchor}")[ours(title)]] for anchor, title in further]
            ]
            if further
            else None,
        ],
    ]


def _entries(setting: Setting, listed: Sequence[Section], here: Section | None) -> Iterator[h.Element]:
    at = 0
    while at < len(listed):
        below = at + 1
        while below < len(listed) and listed[below].level > listed[at].level:
            below += 1
        within = listed[at + 1 : below]
        if within and len(listed) > UNFOLDED:
            yield _part(setting, listed[at], within, here)
        else:
            yield from (_entry(setting, section, here) for section in listed[at:below])
        at = below


def _part(setting: Setting, head: Section, within: Sequence[Section], here: Section | None) -> h.Element:
    """Write a part and the sections in it, folded under how many of them are open or held."""
    states = {one.state for one in (head, *within)}
    state = next((one for one in ("open", "held", "still") if one in states), "settled")
    still = sum(one.state == "open" for one in (head, *within))
    said = (
        say_count(
            "{open} of {count} section open", "{open} of {count} sections open", 1 + len(within), open=still
        )
        if still
        else ""
    )
    inner = [_entry(setting, section, here) for section in (head, *within)]
    return h.li(f".s-{state}.group")[
        h.details(".fold", open=here in (head, *within))[
            h.summary[
                h.span(".m", aria_hidden="true")[MARKS[state]],
                h.span(lang=setting.language, dir="auto")[_name(setting, head)],
                h.span(".n", dir=ways_of_writing()["dir"])[ours(said)] if said else None,
            ],
            h.ol[inner],
        ]
    ]


def _entry(setting: Setting, section: Section, here: Section | None) -> h.Element:
    first = setting.text.provisions[section.start]
    mark = MARKS[section.state]
    said = counts(section)
    quiet = "" if said else "settled"
    followed = setting.followed(concerned(setting, section), "e")
    return h.li({"class": [f"s-{section.state}", quiet, *followed]})[
        h.span(".m", aria_hidden="true")[mark],
        h.a(
            href=setting.where(first.eid),
            lang=setting.language,
            dir="auto",
            aria_current="page" if section is here else None,
        )[_name(setting, section) if first.standing.base else ["[", *_name(setting, section), "]"]],
        h.span(".n", dir=ways_of_writing()["dir"])[ours(said)] if said else None,
    ]


def concerned(setting: Setting, section: Section) -> tuple[PartyCode, ...]:
    """List who speaks of a section, or has words in it, each once."""
    parties = [stance.party for stance in section.stances]
    for at in range(section.start, section.end):
        standing = setting.text.provisions[at].standing
        parties += (*standing.sponsors, *standing.supporters)
        parties += [
            code
            for choice in setting.text.provisions[at].words.choices()
            for one in choice.alternatives
            for code in (*one.sponsors, *one.supporters)
        ]
    return tuple(dict.fromkeys(parties))


def _name(setting: Setting, section: Section) -> list[h.Node]:
    """Call a section by its number and heading as the draft has them."""
    first = setting.text.provisions[section.start]
    if first.kind is Kind.TITLE:
        return [ours(say("The text as a whole"))]
    if not section.heading:
        return [characters(first.label or "Text")]
    heading = _heading(first)
    if not first.label or not heading:
        return [characters(first.label or heading or first.kind.value.capitalize())]
    return [h.span(".l")[characters(first.label)], " ", characters(heading)]


def _heading(provision: Provision) -> str:
    if provision.standing.base:
        return flat(chosen(provision.words, None))
    sponsors = (*provision.standing.sponsors, *provision.standing.supporters)
    return flat(chosen(provision.words, sponsors[0]) if sponsors else provision.words)


def counts(section: Section) -> str:
    """Say how much is open in a section; what was asked by an entry of its own is a question as well."""
    questions = len(section.questions) + section.asked
    said = [
        say(section.settled),
        say("{count} open", count=section.open) if section.open else "",
        say_count("{count} hold", "{count} holds", len(section.holds)) if section.holds else "",
        say_count("{count} question", "{count} questions", questions) if questions else "",
    ]
    return " · ".join(part for part in said if part)
