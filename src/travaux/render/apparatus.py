"""The apparatus beside a section: every party's position on it, silence included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from travaux.answers.answer import Answer, Condition, lacks_reason
from travaux.answers.position import AcceptsExcept, Asks, Holds, Opposes
from travaux.answers.shown import NOT_OWN, is_shown
from travaux.compile.before import Before
from travaux.compile.collective import in_name_of
from travaux.compile.compilation import Stance
from travaux.compile.consented import Consented
from travaux.render import element as h
from travaux.render.answer_told import (
    before_told,
    fault_line,
    merged_told,
    position_name,
    position_words,
    untaken_told,
)
from travaux.render.correction_told import corrected_line
from travaux.render.in_name import answers_too, in_the_name
from travaux.render.markup import characters, plain, quoted
from travaux.render.place import place
from travaux.render.record_page import ours, written
from travaux.render.sections import Section
from travaux.render.setting import Setting
from travaux.render.told import Line, Theirs, line
from travaux.render.tongue import say, say_count
from travaux.text.finding import Finding
from travaux.text.kind import HEADED, Kind
from travaux.text.number import Style
from travaux.text.provision import Provision
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
            _silent(setting, setting.compilation.order, section, say("No answer on this stands"))
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
                "{count} party more has no answer on this that stands",
                "{count} parties more have no answer on this that stands",
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
        or _quoted(stance) is not None
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
            here = _here(setting, stance, section)
            what = position_name(stance.answer.position)
            what += f" ({say(NOT_OWN)})" if is_shown(stance.answer) else ""
            key = (here[0] if here else section.start, what)
            _, parties = who.setdefault(key, ([what, _where(setting, stance, section)], []))
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
                    _said(setting, stance, section, more),
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
    whom a record knows more.
    """
    why: dict[tuple[str, tuple[PartyCode, ...], bool, h.Node], list[PartyCode]] = {}
    here = setting.text.provisions[section.start : section.end]
    drafted = frozenset(code for one in here for code in setting.in_draft.get(one.eid, ()))
    standing = [one for one in section.stances if one.reference not in setting.faults]
    for code in codes:
        in_its_name = answers_too(in_name_of(code, standing))
        if code in more.redacted:
            said, others = "; ".join(more.redacted[code]), tuple[PartyCode, ...]()
        elif code in setting.voices:
            said, others = "; ".join(in_its_name) or say("no answer on this that stands"), ()
        elif code in setting.left_out:
            said, others = say("reply left out, see Findings"), ()
        elif code in setting.spoken_for:
            said = "; ".join((*in_its_name, say("no national answer; named in the reply of ")))
            others = setting.spoken_for[code]
        else:
            said, others = say("no answer"), ()
        why.setdefault((said, others, code in drafted, h.written(more.silence.get(code))), []).append(code)
    return [
        h.tr(".sil")[
            h.th(scope="row", colspan="2" if len(alike) > IN_A_COLUMN else None)[
                h.bdi[" ".join(map(plain, alike))],
                [h.p[ours(said), setting.parties(others)], _in_draft(drafted=named), known]
                if len(alike) > IN_A_COLUMN
                else None,
            ],
            h.td[ours(said), setting.parties(others), _in_draft(drafted=named), known]
            if len(alike) <= IN_A_COLUMN
            else None,
        ]
        for (said, others, named, known), alike in why.items()
    ]


def _in_draft(*, drafted: bool) -> h.Node:
    return h.div[ours(say("the draft has words here in its name"))] if drafted else None


def _said(setting: Setting, stance: Stance, section: Section, more: Known) -> h.Element:
    voice = setting.voices.get(stance.party)
    answer = stance.answer
    quote = _quoted(stance)
    fault = setting.faults.get(stance.reference) if stance.before is None else None
    mark = h.span(".mark", aria_hidden="true")["◐ "] if isinstance(answer.position, Holds) else None
    return h.div(".stance")[
        mark,
        h.span[ours(position_name(answer.position))],
        None
        if voice is not None and frozenset(voice.principals) == frozenset(stance.principals)
        else h.span(".soft")[ours(in_the_name(stance.principals, stance.party))],
        h.span(".soft")[" (", ours(say(NOT_OWN)), ")"] if is_shown(answer) else None,
        _where(setting, stance, section),
        None if fault is None else h.span(".soft")[ours(say(" (not understood, kept aside)"))],
        quote,
        _aside(stance, fault)
        if fault is not None
        else _own_words(stance)
        if more.whole and quote is None and stance.merged is None
        else None,
        None if stance.merged is None else merged_lines(stance.merged),
        None if stance.before is None else before_lines(stance.before),
        untaken_lines(stance),
        None if stance.reference in more.entries else corrected_lines(stance),
        condition_lines(setting, answer),
        reason(answer.reason, unfolded=more.whole)
        if answer.reason.strip()
        else h.p(".soft")[ours(say("gives no reason"))]
        if lacks_reason(answer) and not stance.redraft and not is_shown(answer) and stance.merged is None
        else None,
    ]


def _aside(stance: Stance, fault: Finding) -> h.Node:
    """Write the words of an answer that stand nowhere in the text, and why it was not understood."""
    own = position_words(stance.answer.position)
    return [
        h.p[words_told(line(*own))] if own else None,
        h.p(".stays")[words_told(fault_line(fault))],
    ]


def _own_words(stance: Stance) -> h.Node:
    """Write what a proposal says in full, as its party gave it, one click away."""
    said = position_words(stance.answer.position)
    if not said:
        return None
    return h.details(".reason.own")[
        h.summary[ours(say("its words"))],
        h.p[[quoted(one.words) if isinstance(one, Theirs) else ours(one) for one in said]],
    ]


def before_lines(before: Before, *, folded: bool = False) -> h.Node:
    """Write of what an answer on another party's proposal was said, and what became of that since.

    *folded*: the words themselves one click away.
    """
    *words, became = map(words_told, before_told(before))
    if folded:
        return h.details(".reason")[h.summary[became], [h.p[one] for one in words]]
    return [h.p(".stays")[one] for one in (*words, became)]


def untaken_lines(stance: Stance) -> h.Node:
    """Write what was given with an answer and was not understood."""
    return [h.p(".stays")[words_told(one)] for one in untaken_told(stance.untaken)]


def corrected_lines(stance: Stance) -> h.Node:
    """Write what its author has said since of a mistake in an answer."""
    return [h.p(".stays")[words_told(corrected_line(one))] for one in stance.corrected]


def merged_lines(merged: Consented, *, folded: bool = False) -> h.Node:
    """Write whose a merged wording is and by whose consent, and what its party had proposed, and why.

    *folded*: the words themselves one click away.
    """
    first, *more = map(words_told, merged_told(merged))
    if folded and more:
        return h.details(".reason")[h.summary[first], [h.p[one] for one in more]]
    return [h.p(".stays")[one] for one in (first, *more)]


def words_told(one: Line) -> h.Node:
    """Write what a line says, somebody's own words apart from ours."""
    return [quoted(each.words) if isinstance(each, Theirs) else ours(each) for each in one.said]


def _quoted(stance: Stance) -> h.Node:
    match stance.answer.position:
        case Asks(question=words) | Opposes(words=words) | AcceptsExcept(exception=words) if words:
            return h.p[quoted(words)]
        case _:
            return None


def reason(words: str, *, unfolded: bool = False) -> h.Element:
    """Write a reason, one click away or *unfolded*."""
    if unfolded:
        return h.p(".why")[h.span(".soft")[ours(say("reason: "))], quoted(words)]
    return h.details(".reason")[h.summary[ours(say("reason"))], h.p[quoted(words)]]


def _where(setting: Setting, stance: Stance, section: Section) -> h.Node:
    """Lead from an answer to the provision it speaks of, named by its numbers below the section."""
    here = _here(setting, stance, section)
    if not here or (here[0] == section.start and section.heading):
        return None
    at = here[0]
    provision = setting.text.provisions[at]
    path = [one for one in setting.text.path(provision.eid) if one.kind not in HEADED]
    numbered = [one for one in path if one.number is not None]
    if any(_bullet(one) for one in numbered):
        numbered = []
    steps = "".join(
        one.number.printed if one.kind is Kind.PARAGRAPH else f"({one.number.printed})"
        for one in numbered
        if one.number is not None
    )
    other = (
        say("the text") if provision.kind is Kind.PARAGRAPH else place(setting.cite(at).rpartition(", ")[2])
    )
    shown: h.Node = h.bdi[characters(steps)] if steps else ours(other)
    return [" ", h.a(href=setting.where(provision.eid), aria_label=place(setting.cite(at)))[shown]]


def _here(setting: Setting, stance: Stance, section: Section) -> list[int]:
    return [at for at in setting.places[stance.reference] if section.start <= at < section.end]


def _bullet(provision: Provision) -> bool:
    return provision.number is not None and provision.number.style is Style.NONE


def condition_lines(setting: Setting, answer: Answer) -> list[h.Element]:
    """Write on what an answer hangs, in its party's words, never folded: what hangs is not said outright."""
    return [
        h.p(".cond")[ours(say("only if: ")), quoted(condition.words), _ends(setting, condition)]
        for condition in answer.conditions
    ]


def _ends(setting: Setting, condition: Condition) -> h.Node:
    ends: list[h.Node] = [setting.link(address) for address in setting.named_by(condition)]
    if not ends:
        return None
    listed = [node for at, end in enumerate(ends) for node in ((", ", end) if at else (end,))]
    return [ours(say(" (see ")), *listed, ")"]


def _hangs(setting: Setting, stance: Stance, words: str) -> h.Element:
    """Write a condition at its other end: whose answer, on what, hangs on this section."""
    parts = {
        "party": setting.party(stance.party),
        "position": ours(position_name(stance.answer.position)),
        "about": setting.link(stance.provision)
        if stance.provision is not None
        else ours(say("the whole text")),
        "words": quoted(words),
    }
    return h.p(".hangs")[
        written("Something hangs on this: {party} {position} {about} only if {words}", parts)
    ]
