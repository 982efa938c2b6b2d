"""The apparatus beside a section: every party's position on it, silence included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from travaux.answers.position import Holds
from travaux.answers.shown import NOT_OWN, is_shown
from travaux.compile.collective import in_name_of
from travaux.compile.compilation import Stance
from travaux.render import element as h
from travaux.render.answer_told import (
    position_name,
)
from travaux.render.hanging import named_of
from travaux.render.in_name import answers_too, in_the_name
from travaux.render.markup import plain, quoted
from travaux.render.place import place
from travaux.render.record_page import ours, written
from travaux.render.sections import Section
from travaux.render.setting import Setting
from travaux.render.stance_told import places_in, quoted_in, stance_told, where_told
from travaux.render.tongue import say, say_count, semicolon
from travaux.text.wording import PartyCode

UNFOLDED: Final = 12
"""Parties that have a row of their own beside a section, at most, whatever they say of it. Where more
speak, who only proposes, and gives neither reason nor condition nor question, shares a row with those who
propose the like; and rows beyond so many are folded under their count."""

IN_A_COLUMN: Final = 4
"""Codes that stand one below the other at the beginning of a row; more run across it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a record knows of positions beyond the words, where one section alone is shown."""

    silence: Mapping[PartyCode, h.Node] = field(default_factory=dict)
    """What is known of who has given no answer of its own: asked when, promised what, overdue how long."""
    entries: Mapping[str, h.Node] = field(default_factory=dict)
    """By its reference, by which entry an answer was given, and when."""
    redacted: Mapping[PartyCode, tuple[str, ...]] = field(default_factory=dict)
    """Of whose answers on the section the words were redacted, as that is told."""
    answered: frozenset[PartyCode] = frozenset()
    """Who has answered the draft, whether that can be read or not."""
    whole: bool = False
    """Whether reasons stand open, and a proposal is given in its party's own words as well."""


_NOTHING_MORE: Final = Known()


def apparatus(setting: Setting, section: Section, called: str = "", more: Known = _NOTHING_MORE) -> h.Node:
    """Write the positions on *section*, one row for each party in protocol order.

    *called* says what it is where it is no provision; nobody is asked about that, and only those who
    speak of it have a row. *more* is what a record knows.
    """
    if not setting.named or not setting.compilation.order:
        return None
    spoken: dict[PartyCode, list[Stance]] = {}
    for stance in section.stances:
        spoken.setdefault(stance.party, []).append(stance)
    conditions = [
        given for at in range(section.start, section.end) for given in setting.conditions.get(at, ())
    ]
    if not spoken and not conditions and not more.whole:
        return h.div(".app.quiet-app")[
            _silent(setting, setting.compilation.order, section, say("No answer on this"))
        ]
    first = setting.text.provisions[section.start]
    what = called or (
        place(setting.cite(section.start)) if section.heading and first.label else say("this part")
    )
    said = [code for code in setting.compilation.order if code in spoken]
    rest = [code for code in setting.compilation.order if code not in spoken and not called]
    several = len(said) > UNFOLDED
    brief = [code for code in said if _brief(setting, code, spoken[code])] if several else []
    apart = frozenset(brief)
    said = [code for code in said if code not in apart]
    return h.aside(".app", aria_label=say("Positions on {what}", what=called or known_by(setting, section)))[
        h.table[
            h.caption[ours(say("Positions on {what}", what=what))],
            h.tbody[
                [_row(setting, code, spoken[code], section, more) for code in said[:UNFOLDED]],
                _without(setting, rest, section, more) if len(rest) <= UNFOLDED else None,
            ],
        ],
        h.details(".fold")[
            h.summary[
                ours(
                    say_count(
                        "{count} party more say why or ask",
                        "{count} parties more say why or ask",
                        len(said) - UNFOLDED,
                    )
                )
            ],
            h.table[h.tbody[[_row(setting, code, spoken[code], section, more) for code in said[UNFOLDED:]]]],
        ]
        if len(said) > UNFOLDED
        else None,
        _together(setting, brief, spoken, section),
        _silent(
            setting,
            rest,
            section,
            say_count(
                "{count} party more has no answer on this",
                "{count} parties more have no answer on this",
                len(rest),
            ),
            more,
        )
        if len(rest) > UNFOLDED
        else None,
        [
            [_hangs(setting, stance, words), more.entries.get(stance.reference)]
            for stance, words in conditions
        ],
    ]


def known_by(setting: Setting, section: Section) -> str:
    """Name a section so that no other has the name, for those who hear which parts a page has."""
    first = setting.text.provisions[section.start]
    whose = " ".join(map(plain, (*first.standing.sponsors, *first.standing.supporters)))
    name = place(setting.cite(section.start))
    return say("{provision}, proposed by {parties}", provision=name, parties=whose) if whose else name


def _brief(setting: Setting, code: PartyCode, stances: Sequence[Stance]) -> bool:
    """Whether a party only proposes, in its own name, and says nothing about it."""
    return not any(
        in_the_name(stance.principals, code)
        or stance.answer.reason.strip()
        or stance.answer.conditions
        or stance.before is not None
        or stance.merged is not None
        or stance.corrected
        or stance.untaken
        or stance.reference in setting.faults
        or quoted_in(stance) is not None
        or isinstance(stance.answer.position, Holds)
        for stance in stances
    )


def _together(
    setting: Setting,
    codes: Sequence[PartyCode],
    spoken: Mapping[PartyCode, Sequence[Stance]],
    section: Section,
) -> h.Node:
    """Write a row for each thing that is proposed without a word about it, with all who propose it."""
    if not codes:
        return None
    who: dict[tuple[int, str], tuple[h.Node, list[PartyCode]]] = {}
    for code in codes:
        for stance in spoken[code]:
            here = places_in(setting, stance, section)
            what = position_name(stance.answer.position)
            what += f" ({say(NOT_OWN)})" if is_shown(stance.answer) else ""
            key = (here[0] if here else section.start, what)
            _, parties = who.setdefault(key, ([what, where_told(setting, stance, section)], []))
            if code not in parties[-1:]:
                parties.append(code)
    return h.details(".fold")[
        h.summary[
            ours(
                say_count(
                    "{count} party propose, and say nothing about it",
                    "{count} parties propose, and say nothing about it",
                    len(codes),
                )
            )
        ],
        h.table(".likewise")[
            h.tbody[
                [
                    h.tr({"class": setting.followed(dict.fromkeys(parties))})[
                        h.th(scope="row")[what], h.td[setting.parties(parties)]
                    ]
                    for _, (what, parties) in sorted(who.items(), key=lambda one: one[0])
                ]
            ]
        ],
    ]


def _silent(
    setting: Setting,
    codes: Sequence[PartyCode],
    section: Section,
    summary: str,
    more: Known = _NOTHING_MORE,
) -> h.Element:
    """Fold those who say nothing under how many they are."""
    return h.details(".fold")[
        h.summary[ours(summary)], h.table[h.tbody[_without(setting, codes, section, more)]]
    ]


def _row(
    setting: Setting, code: PartyCode, stances: Sequence[Stance], section: Section, more: Known
) -> h.Element:
    voice = setting.voices.get(code)
    for_whom = voice.principals if voice is not None else ()
    by_redraft = h.p(".soft")[ours(say("by its own redraft, without reasons"))]
    return h.tr({"class": setting.followed((code,))})[
        h.th(scope="row")[setting.party(code)],
        h.td[
            h.p(".soft")[ours(say("one reply for ")), setting.parties(for_whom)] if for_whom else None,
            by_redraft if all(map(_by_redraft, stances)) else None,
            [
                [
                    by_redraft if _by_redraft(stance) and not all(map(_by_redraft, stances)) else None,
                    stance_told(
                        setting,
                        stance,
                        section,
                        whole=more.whole,
                        entered=stance.reference in more.entries,
                    ),
                    given,
                ]
                for stance, given in zip(stances, _given(stances, more), strict=True)
            ],
            [h.p(".soft")[ours(one)] for one in more.redacted.get(code, ())],
        ],
    ]


def _by_redraft(stance: Stance) -> bool:
    return stance.redraft and not is_shown(stance.answer)


def _given(stances: Sequence[Stance], more: Known) -> list[h.Node]:
    """Give the entry of each answer, those that follow one another with the same below the last of them."""
    found = [more.entries.get(one.reference) for one in stances]
    return [None if at + 1 < len(found) and found[at + 1] == one else one for at, one in enumerate(found)]


def _without(setting: Setting, codes: Sequence[PartyCode], section: Section, more: Known) -> list[h.Node]:
    """Write the rows of parties that say nothing here: why nothing is known of them, and no more.

    Whose name the draft has beside words here, from an earlier round, has it told.

    Those of whom the same is to be said share a row; each has its own where replies are listed, and of
    whom a record knows more. Of many in a row it is said who they are not.
    """
    why: dict[_Why, list[PartyCode]] = {}
    here = setting.text.provisions[section.start : section.end]
    drafted = frozenset(code for one in here for code in setting.in_draft.get(one.eid, ()))
    standing = [one for one in section.stances if one.reference not in setting.faults]
    for code in codes:
        in_its_name = answers_too(in_name_of(code, standing))
        if code in more.redacted:
            said, others = semicolon().join(more.redacted[code]), tuple[PartyCode, ...]()
        elif code in more.answered or code in setting.voices.keys() - setting.shown_only:
            said, others = semicolon().join(in_its_name) or say("no answer on this"), ()
        elif code in setting.left_out:
            said, others = say("reply left out, see Findings"), ()
        elif code in setting.spoken_for:
            said = semicolon().join((*in_its_name, say("no national answer; named in the reply of ")))
            others = setting.spoken_for[code]
        else:
            said, others = say("no answer"), ()
        why.setdefault((said, others, code in drafted, h.written(more.silence.get(code))), []).append(code)
    shortened = _shortened(setting, why, more)
    return [
        h.tr(".sil")[
            h.th(scope="row", colspan="2" if len(alike) > IN_A_COLUMN else None)[
                ours(shortened[key]) if key in shortened else h.bdi[" ".join(map(plain, alike))],
                [h.p[ours(said), setting.parties(others)], _in_draft(drafted=named), known]
                if len(alike) > IN_A_COLUMN
                else None,
            ],
            h.td[ours(said), setting.parties(others), _in_draft(drafted=named), known]
            if len(alike) <= IN_A_COLUMN
            else None,
        ]
        for key, alike in why.items()
        for said, others, named, known in (key,)
    ]


_Why = tuple[str, tuple[PartyCode, ...], bool, h.Node]
"""What is said of who says nothing here, whose reply names it, whether the draft does, what is known."""


def _shortened(setting: Setting, why: Mapping[_Why, Sequence[PartyCode]], more: Known) -> dict[_Why, str]:
    """Say which of them are many, where that says exactly who they are; nobody is lost or guessed.

    Who gave no answer at all is listed once, at the head of a whole text; beside one section alone they are
    named. The most of the others are all that are left: whoever else there is stands beside the section.
    """
    found: dict[_Why, str] = {}
    silent = {
        code
        for code in setting.compilation.order
        if code not in setting.voices.keys() - setting.shown_only
        and code not in setting.left_out
        and code not in setting.spoken_for
    }
    for key, codes in why.items():
        if len(codes) > UNFOLDED and not more.whole and set(codes) == silent:
            found[key] = say_count(
                "{count} party that the list at the head names as without an answer",
                "{count} parties that the list at the head names as without an answer",
                len(codes),
            )
    rest = max((key for key in why if key not in found), key=lambda key: len(why[key]), default=None)
    if rest is not None and len(why[rest]) > UNFOLDED:
        count = len(why[rest])
        found[rest] = (
            say_count(
                "{count} party: all that have answered and are not named here",
                "{count} parties: all that have answered and are not named here",
                count,
            )
            if found
            else say_count(
                "{count} party: all that are not named here",
                "{count} parties: all that are not named here",
                count,
            )
        )
    return found


def _in_draft(*, drafted: bool) -> h.Node:
    return h.div[ours(say("the draft has words here in its name"))] if drafted else None


def _hangs(setting: Setting, stance: Stance, words: str) -> h.Element:
    """Write a condition at its other end: whose answer, on what, hangs on this section."""
    parts = {
        "party": setting.party(stance.party),
        "position": ours(position_name(stance.answer.position)),
        "about": setting.link(stance.provision)
        if stance.provision is not None
        else ours(named_of(stance, setting.text)),
        "words": quoted(words),
    }
    return h.p(".hangs")[
        written("Something hangs on this: {party} {position} {about} only if {words}", parts)
    ]
