"""Which proposals are undecided, told: each provision with the answers, holds and questions on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from travaux.answers.position import Amends
from travaux.record.act import ProposesMerger
from travaux.record.views.agreed import State
from travaux.render.agreed import AGREED, HELD, OPEN, consents, hold_words
from travaux.render.answer_told import before_told, fault_line, named_position, position_name, untaken_told
from travaux.render.hanging import hangs
from travaux.render.outside import not_asked_lines, out_lines
from travaux.render.phrases import shortened
from travaux.render.speakers import RULE_NAMES
from travaux.render.telling import Teller, codes, is_told_all, none, parted
from travaux.render.told import Line, Said, Section, Theirs, line
from travaux.render.tongue import capital, joined, said, say, say_count, sayable, semicolon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.answers.answer import Answer
    from travaux.record.entry import LeafHash
    from travaux.record.views.mergers import Consents
    from travaux.record.views.standing import Standing
    from travaux.record.views.staying import Staying
    from travaux.record.views.undecided import OnDraft, Proposals, Undecided

NO_ANSWER: Final = sayable("no answer that can be read here speaks of it")
WORDS: Final = 140
"""Characters of a proposal's words told here; the history of the provision has them all."""
READ_RULE: Final = sayable(
    "Every answer, hold and question that stands on a draft on the table, at the provision of which it "
    "speaks. Contested: one party opposes what another proposes; or several would add different things under "
    "its number; or several have spoken of it, not counting who only holds or asks, and not all of them "
    "accept it as it is or are for the addition of one of them."
)
SHOWN_RULE: Final = sayable(
    " What a text taken over shows of a party stands with the answers, marked, until the party answers there."
)
OPEN_RULE: Final = sayable(
    "Every answer, hold and question that stands on a draft on the table, at the provision that its entry "
    "names. An answer to the whole draft stands under the whole text, whatever it speaks of."
)


def proposals_section(found: Proposals, teller: Teller) -> Section:
    """Tell what stands on each draft on the table, which mergers are proposed, which rules contested."""
    lines: list[Line] = []
    read = bool(found.drafts) and all(on.read for on in found.drafts)
    rule = say(READ_RULE if read else OPEN_RULE)
    if any(it.given.shown for on in found.drafts for one in on.undecided for it in one.given):
        rule += say(SHOWN_RULE)
    for on in found.drafts:
        rows = [_undecided(one, on, teller) for one in on.undecided]
        rows += [_nowhere(one, teller) for one in on.aside]
        rows = rows or [_nothing(teller)]
        rows += out_lines(on.out, teller)
        rows += not_asked_lines(on.not_asked)
        if len(found.drafts) > 1:
            lines.append(line(*said("On {draft}:", draft=teller.draft(on.draft)), below=tuple(rows)))
        else:
            lines += rows
    if not found.drafts:
        lines.append(_nothing(teller))
    lines += [_merger(one, teller) for one in found.mergers]
    lines += [
        line(
            *said(
                "{rule}, as declared by {who}, is contested by {by}: {words}",
                rule=say(RULE_NAMES.get(contest.rule, contest.rule)),
                who=teller.who(round_.declared),
                by=teller.by(contest.entered),
                words=Theirs(contest.words),
            )
        )
        for round_, contest in found.rules
    ]
    return Section(title=say("4. Which proposals are undecided"), rule=rule, lines=tuple(lines))


def _nothing(teller: Teller) -> Line:
    """Say that nothing stands; to whoever is not told all, that it may read of nothing."""
    if is_told_all(teller):
        return none(say("No answer, hold or question stands."))
    return none(say("No answer, hold or question that this reader may read stands."))


def _merger(one: Consents, teller: Teller) -> Line:
    act = one.merger.entered.act
    return line(
        *said(
            "Merger proposed by {who}: {wording}; {said}",
            who=teller.by(one.merger.entered),
            wording=Theirs(act.wording) if isinstance(act, ProposesMerger) else (),
            said=semicolon().join(consents(one)),
        )
    )


def _undecided(one: Undecided, on: OnDraft, teller: Teller) -> Line:
    name = capital(teller.provision(on.draft.tabled.leaf, one.provision))
    own = [it for it in one.given if it.given.shown is None]
    if own:
        answers = say_count("{count} answer", "{count} answers", len(own))
    else:
        answers = say(NO_ANSWER) if on.unread else say("no answer names it")
    if len(own) < len(one.given):
        answers = say_count(
            "{answers}, {count} position as shown in the text taken over",
            "{answers}, {count} positions as shown in the text taken over",
            len(one.given) - len(own),
            answers=answers,
        )
    state = "" if one.state is State.OPEN else say(", {state}", state=say(one.state))
    several = ""
    if on.read:
        several = say(", contested") if one.contested else ""
    elif len({it.party for it in one.given}) > 1:
        several = say(", of several parties")
    below = [
        _standing(it, one, teller)
        for it in one.given
        if it.merged is None
        or it.own
        or it.aside
        or it.untaken  # a merger stands in the place of what it merged alone
    ]
    below += _merged(one, teller)
    below += _joined_before(one, teller)
    below += [
        line(*hold_words(it, teller), below=teller.corrected(it.entered), mark=HELD) for it in one.holds
    ]
    below += [
        line(
            *said(
                "question of {who}, to {parties}{words}",
                who=teller.by(it.entered),
                parties=codes(getattr(it.entered.act, "to", ())),
                words=teller.words(it.entered),
            )
        )
        for it in one.questions
    ]
    below += [
        line(
            *said(
                "{who}: its position is not shown rightly{words}", who=teller.by(it), words=teller.words(it)
            )
        )
        for it in one.objections
    ]
    below += [
        hangs(
            it.standing.party,
            it.answer.position,
            teller.provision(on.draft.tabled.leaf, it.on),
            _short(Theirs(it.words)),
        )
        for it in one.hanging
    ]
    mark = AGREED if one.state is not State.OPEN else HELD if one.is_held else OPEN
    of = teller.way_to(on.draft.tabled.leaf, one.provision, name)
    told = said("{provision}: {answers}", provision=name, answers=answers)
    return line(*joined(*told, several, state), below=tuple(below), mark=mark, of=of)


def _nowhere(one: Standing, teller: Teller) -> Line:
    """Tell of what was not understood and is of no provision: it is no position on anything."""
    if not one.aside:
        told = said("{who}: not all of it was understood", who=teller.by(one.entered))
    else:
        told = said(
            "{who}: {said}, which the draft has not or does not tell apart: not understood, kept aside",
            who=teller.by(one.entered),
            said=parted(
                said("said of {provision}", provision=Theirs(heard.answer.provision)) for heard in one.aside
            ),
        )
    return line(*told, below=untaken_told(one.untaken), mark=OPEN)


def _merged(one: Undecided, teller: Teller) -> list[Line]:
    """Tell each merged wording once, and in the place of which answers it stands."""
    those: dict[LeafHash, list[Standing]] = {}
    for it in one.given:
        if it.merged is not None:
            those.setdefault(it.merged.entered.leaf, []).append(it)
    return [_in_one(each, one.provision, teller) for each in those.values()]


def _in_one(those: Sequence[Standing], provision: str, teller: Teller) -> Line:
    """Tell of a merged wording; below it, who stays with the words it had joined before."""
    first = those[0]
    merged = first.merged
    if merged is None:
        return none("")
    below: list[Line] = []
    for one in those:
        by = tuple(it for at, it in one.given.sponsors if not provision or at in one.at)
        along = [it.author for it in by if it.author in merged.by]
        staying = [it.author for it in by if it.author not in along]
        joins = say("; joined by {parties}", parties=", ".join(along)) if along else ""
        asked = [it for answer in one.unmerged for it in _conditions(answer)]
        below.append(line(*joined(teller.by(one.entered), _in_name(one), joins, *asked)))
        below += teller.corrected(one.entered)
        if staying:
            stays = say_count(
                "{parties} joined it, has not consented to the merger, and stays with the earlier words:",
                "{parties} joined it, have not consented to the merger, and stay with the earlier words:",
                len(staying),
                parties=", ".join(staying),
            )
            below.append(line(*joined(stays, " ", *parted(_heard(it) for it in one.unmerged))))
    return line(
        *said(
            "{wording}, merged with the consent of {parties}, {entry}, in the place of what they proposed:",
            wording=joined(*(_short(it) for it in named_position(Amends(words=merged.words)))),
            parties=codes(it.party for it in those),
            entry=teller.entry(merged.entered),
        ),
        below=tuple(below),
    )


def _conditions(answer: Answer) -> list[Said]:
    return [
        it
        for condition in answer.conditions
        for it in said(", on condition: {words}", words=_short(Theirs(condition.words)))
    ]


def _in_name(one: Standing) -> str:
    """Say in whose name an answer was given; "" for its party alone."""
    principals = one.given.principals
    return say(", in the name of {parties}", parties=codes(principals)) if principals else ""


def _short(one: Said) -> Said:
    return Theirs(shortened(one.words, WORDS)) if isinstance(one, Theirs) else one


def _joined_before(here: Undecided, teller: Teller) -> list[Line]:
    """Tell of who joined, by an entry alone, words that are others now; with those words."""
    return [
        line(
            *said("{who}: {what}", who=teller.by(one.entered), what=named_position(one.answer.position)),
            below=before_told(one.before),
        )
        for one in _apart(here)
    ]


def _apart(here: Undecided) -> list[Staying]:
    """List who joined earlier words by an entry alone; where these were merged it is told with the merger."""
    merged = {it.entered.leaf for it in here.given if it.merged is not None}
    return [one for one in here.staying if one.joined is not None and one.joined.leaf not in merged]


def _standing(one: Standing, here: Undecided, teller: Teller) -> Line:
    """Tell of an answer what it says as it was given; the wording it was merged into is told apart.

    What it was said of, where that is proposed no longer as it was, is told below it.
    """
    given = one.given
    apart = {it.entered.leaf for it in _apart(here)}
    joins = [
        entered.author
        for address, entered in given.sponsors
        if (not here.provision or address in (*one.at, *one.through, *one.given_at))
        and entered.leaf not in apart
    ]
    by = [teller.by(given.entered) if given.shown is None else teller.shown(given.shown)]
    by.append(_in_name(one))
    by += [say("; joined by {parties}", parties=", ".join(joins))] if joins else []
    by += [say("; its document cannot be read")] if one.unread else []
    if one.staying is not None:
        entry = teller.entry(one.staying.entered)
        if one.merged == one.staying or one.party in one.staying.by:
            by.append(say("; as proposed before the merger of {entry}", entry=entry))
        else:
            by.append(
                say("; as proposed before the merger of {entry}, to which it has not consented", entry=entry)
            )
    told = [
        _heard(answer, teller.elsewhere(given.draft, answer, (*one.at, *one.given_at))) for answer in one.own
    ]
    told += [
        said("{position}, not understood and kept aside", position=position_name(heard.answer.position))
        for heard in one.aside
    ]
    faults = [heard.fault for heard in one.aside if heard.fault is not None]
    who = joined(*by)
    stays = [it for it in here.staying if it.entered == one.entered and it.answer in one.own]
    corrected = () if given.shown or one.merged else teller.corrected(given.entered)
    return line(
        *(said("{who}: {what}", who=who, what=parted(told)) if told else who),
        below=(
            *map(fault_line, faults),
            *untaken_told(one.untaken),
            *(told for it in stays for told in before_told(it.before)),
            *corrected,
        ),
    )


def _heard(answer: Answer, elsewhere: str = "") -> tuple[Said, ...]:
    """Tell one answer in a line, its words cut short; of one given *elsewhere*, where."""
    words = joined(*(_short(one) for one in named_position(answer.position)), *_conditions(answer))
    return said("{provision}: {what}", provision=elsewhere, what=words) if elsewhere else words
