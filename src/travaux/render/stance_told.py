"""What a row of the apparatus says of one answer: what it is, on what, its words, conditions and reason."""

from __future__ import annotations

from travaux.answers.answer import Answer, Condition, lacks_reason
from travaux.answers.position import AcceptsExcept, Asks, Holds, Opposes
from travaux.answers.shown import NOT_OWN, is_shown
from travaux.compile.before import Before
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
from travaux.render.in_name import in_the_name
from travaux.render.markup import characters, quoted
from travaux.render.place import place
from travaux.render.record_page import ours
from travaux.render.sections import Section
from travaux.render.setting import Setting
from travaux.render.told import Line, Theirs, line
from travaux.render.tongue import say
from travaux.text.finding import Finding
from travaux.text.kind import HEADED, Kind
from travaux.text.number import Style
from travaux.text.provision import Provision


def stance_told(
    setting: Setting, stance: Stance, section: Section, *, whole: bool = False, entered: bool = False
) -> h.Element:
    """Write one answer beside *section*: what it is and on what, its words, conditions and reason.

    *whole*: with its party's own words, and the reason open. *entered*: its entry is told beside it, with
    what was corrected since.
    """
    voice = setting.voices.get(stance.party)
    answer = stance.answer
    quote = quoted_in(stance)
    fault = setting.faults.get(stance.reference) if stance.before is None else None
    mark = h.span(".mark", aria_hidden="true")["◐ "] if isinstance(answer.position, Holds) else None
    return h.div(".stance")[
        mark,
        h.span[ours(position_name(answer.position))],
        None
        if voice is not None and frozenset(voice.principals) == frozenset(stance.principals)
        else h.span(".soft")[ours(in_the_name(stance.principals, stance.party))],
        h.span(".soft")[" (", ours(say(NOT_OWN)), ")"] if is_shown(answer) else None,
        where_told(setting, stance, section),
        None if fault is None else h.span(".soft")[ours(say(" (not understood, kept aside)"))],
        quote,
        _aside(stance, fault)
        if fault is not None
        else _own_words(stance)
        if whole and quote is None and stance.merged is None
        else None,
        None if stance.merged is None else merged_lines(stance.merged),
        None if stance.before is None else before_lines(stance.before),
        untaken_lines(stance),
        None if entered else corrected_lines(stance),
        condition_lines(setting, answer),
        reason(answer.reason, unfolded=whole)
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
        return h.details(".reason.tells")[h.summary[became], [h.p[one] for one in words]]
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
        return h.details(".reason.tells")[h.summary[first], [h.p[one] for one in more]]
    return [h.p(".stays")[one] for one in (first, *more)]


def words_told(one: Line) -> h.Node:
    """Write what a line says, somebody's own words apart from ours."""
    return [quoted(each.words) if isinstance(each, Theirs) else ours(each) for each in one.said]


def quoted_in(stance: Stance) -> h.Node:
    """Quote what a question asks, or what an answer opposes or excepts; None for any other."""
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


def where_told(setting: Setting, stance: Stance, section: Section) -> h.Node:
    """Lead from an answer to the provision it speaks of, named by its numbers below the section."""
    here = places_in(setting, stance, section)
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
    # "opposes ARD's proposal 4 bis" would name a proposal.
    named = isinstance(stance.answer.position, Opposes) and stance.answer.position.proposal_of is not None
    link = h.a(href=setting.where(provision.eid), aria_label=place(setting.cite(at)))[shown]
    return [" · " if named else " ", link]


def places_in(setting: Setting, stance: Stance, section: Section) -> list[int]:
    """List where in *section* an answer speaks, by the indices of the provisions, in reading order."""
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
