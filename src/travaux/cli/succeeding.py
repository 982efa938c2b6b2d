"""What a new draft makes of the answers to the one it follows, told; and an answer tabled again to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, assert_never

from travaux.answers.shown import NOT_OWN, is_shown
from travaux.cli.refusal import Refused
from travaux.cli.units_named import no_answer
from travaux.compare.comparison import LanguageMismatch
from travaux.compile.outcome import NeedsConfirmation, Relocated, Unchanged, Void
from travaux.compile.proof import LossError
from travaux.compile.succession import NotRetabled, retabled, succession
from travaux.compile.unit_name import read_unit_name
from travaux.record.circle import as_it_was
from travaux.record.consolidation import consolidation
from travaux.record.library import NotHere
from travaux.record.sayings import sayings
from travaux.record.views.left_behind import left_behind, line_before
from travaux.record.views.still_said import still_said
from travaux.render.answer_told import position_name
from travaux.render.changed_provisions import changed_provisions
from travaux.render.place import place
from travaux.render.told import Line, Said, Section, Theirs, Told, line
from travaux.render.tongue import comma, said, say, say_count, sayable
from travaux.text.notation import show
from travaux.text.phrase import phrase, said_by
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from travaux.answers.answer import Answer
    from travaux.cli.desk import Desk
    from travaux.compare.alert import Alert
    from travaux.compile.outcome import EarlierAnswer, Outcome
    from travaux.compile.succession import Succession
    from travaux.record.consolidation import Consolidation
    from travaux.record.entry import Entered
    from travaux.record.negotiation import Draft
    from travaux.record.views.disclosed import Disclosed
    from travaux.record.views.left_behind import LeftBehind
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision
    from travaux.text.wording import PartyCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """An answer as its party gives it again to the new draft, in the names it was given in."""

    reference: str
    """The unit it is on the draft before."""
    answer: Answer
    principals: tuple[PartyCode, ...] = ()
    party: PartyCode
    given: Entered
    """The entry by which it was given."""
    vis: str
    """For whom it is: as it was, unless another audience is chosen."""

    @property
    def names(self) -> frozenset[PartyCode]:
        """Those in whose name it is, in whatever order they were listed."""
        return frozenset(self.principals or (self.party,))

    @property
    def apart(self) -> tuple[frozenset[PartyCode], str]:
        """In whose names it is and for whom: answers of which these differ are entries apart."""
        return self.names, self.vis


RULE: Final = sayable(
    "An answer to the earlier draft stays an answer to that draft. Here it is only said whether it still has "
    "its object, and where; only its party's word tables it again."
)


def followed(known: Disclosed, draft: Draft) -> Draft:
    """Give the draft that *draft* follows. Raises Refused, where it follows none."""
    old = None if draft.follows is None else known.drafts.get(draft.follows)
    if old is None:
        raise Refused(
            phrase(
                "“{title}” follows no draft, so there are no answers that it could change.", title=draft.title
            )
        )
    return old


def earlier(
    known: Disclosed,
    desk: Desk,
    draft: Draft,
    party: PartyCode,
    *,
    of: Draft | None = None,
    named: Sequence[str] = (),
) -> Draft:
    """Give the draft whose answers are meant: *of*; else that on which those *named* were given.

    None named: the one that *draft* follows, or, where the party has said nothing on that, the latest on
    which answers of it were left behind. An answer can be given again over several drafts at once, to the
    one on the table. Raises Refused.
    """
    last = followed(known, draft)
    if of is not None:
        return in_line(known, draft, of)
    line = line_before(known, draft)
    those = (_given_on(known, name) for name in named)
    given = {one.number: one for one in those if one is not None and one in line}
    if len(given) > 1:
        raise Refused(
            f"These answers were given to different drafts ({', '.join(map(str, sorted(given)))}). Name "
            "those to one of them at a time."
        )
    if named:
        return next(iter(given.values()), last)
    if still_said(known, desk.library, last, party):
        return last
    return next((one.draft for one in left_behind(known, desk.library, draft, party)), last)


def in_line(known: Disclosed, draft: Draft, of: Draft) -> Draft:
    """Give back the draft *of*. Raises Refused, where *draft* does not follow it, by itself or in turn."""
    if of not in line_before(known, draft):
        raise Refused(
            phrase(
                "Draft {number} does not follow draft {earlier}, by itself or in turn.",
                number=draft.number,
                earlier=of.number,
            )
        )
    return of


def _given_on(known: Disclosed, name: str) -> Draft | None:
    """Find the draft on which the unit of this name was said; None where there is none."""
    unit = read_unit_name(name)
    entered = next((one for one in known.entries if unit is not None and one.index == unit.entry), None)
    if entered is None:
        return None
    about = (entered.leaf, *(each.leaf for each in entered.entry.re))
    given = (known.answers.get(leaf) or known.holds.get(leaf) for leaf in about)
    return next((known.drafts.get(one.draft) for one in given if one is not None), None)


def succession_of(old: Consolidation, known: Disclosed, desk: Desk, draft: Draft) -> Succession:
    """Compare a draft with the one it follows, and hold every standing answer to it."""
    library = desk.library
    there = sayings(known, library, draft).heard
    return succession(library.text(old.draft), library.text(draft), old.heard, there)


def succession_told(
    known: Disclosed, desk: Desk, draft: Draft, party: PartyCode | None = None, *, of: Draft | None = None
) -> Told:
    """Tell what became of every answer to the draft before, or to the earlier one *of*, party by party."""
    old = followed(known, draft) if of is None else in_line(known, draft, of)
    found = succession_of(consolidation(known, desk.library, old), known, desk, draft)
    told = outcomes_told(found, draft, party)
    return replace(told, head=(*told.head, *map(line, behind_told(known, desk, draft, party))))


def behind_told(
    known: Disclosed, desk: Desk, draft: Draft, party: PartyCode | None = None
) -> tuple[str, ...]:
    """Say which answers to drafts before the last one may not have been given again, and how they can be."""
    return tuple(
        f"{left_told(one)} See travaux standing --of {one.draft.tabled.index} and travaux retable --of "
        f"{one.draft.tabled.index}."
        for one in left_behind(known, desk.library, draft, party)
    )


def left_told(one: LeftBehind) -> str:
    """Say of one party what it answered to an earlier draft, and that nobody carries it over."""
    return say(
        "What {party} answered to draft {number} ({entries}) may not all have been given again since: it "
        "stands on that draft alone.",
        party=one.party,
        number=one.draft.number,
        entries=comma().join(f"#{each.index}" for each in one.entries),
    )


def outcomes_told(found: Succession, draft: Draft, party: PartyCode | None = None) -> Told:
    """Tell it of a succession that is known."""
    parties = tuple(dict.fromkeys(one.party for one in found.outcomes if party in {None, one.party}))
    return Told(
        title=said("What {draft} makes of the answers to the draft before it", draft=Theirs(draft.title)),
        head=(line(sums(found, party)), line(say(RULE))),
        sections=tuple(
            Section(
                title=say("{party}: {sums}", party=one, sums=sums(found, one)),
                lines=tuple(_line(each, found) for each in found.of(one)),
            )
            for one in parties
        ),
    )


def sums_of(known: Disclosed, desk: Desk, old: Draft, new: Text) -> str | None:
    """Count what a text that is about to be tabled makes of the answers; None where it cannot be told."""
    try:
        heard = consolidation(known, desk.library, old).heard
        found = succession(desk.library.text(old), new, heard, there=())
    except (NotHere, LanguageMismatch, LossError):
        return None
    return sums(found) if found.outcomes else None


def sums(found: Succession, party: PartyCode | None = None) -> str:
    """Count the answers by what became of them."""
    count = Counter(kind(one.outcome) for one in found.outcomes if party in {None, one.party})
    total = sum(count.values())
    parts = " + ".join(f"{count[name]} {say(name)}" for name in _KINDS if count[name])
    if not total:
        return say("no answers")
    return say_count("{count} answer = {sums}", "{count} answers = {sums}", total, sums=parts)


FEW: Final = 5
"""More provisions than this are not listed one by one: the answer is on all of a long text."""
_KINDS: Final = ("unchanged", "moved", "in need of confirmation", "void")


def kind(outcome: Outcome) -> str:
    """Name an outcome in a word or two."""
    match outcome:
        case Unchanged():
            return "unchanged"
        case Relocated():
            return "moved"
        case NeedsConfirmation():
            return "in need of confirmation"
        case Void():
            return "void"
        case _:
            assert_never(outcome)


def again(
    found: Succession,
    party: PartyCode,
    named: Sequence[str],
    old: Consolidation,
    known: Disclosed,
    *,
    since: Callable[[str], bool] | None = None,
) -> tuple[Again, ...]:
    """Give the answers of a party that are named, as they would be given to the new draft.

    None named: all that are unchanged or moved, but where the party has spoken *since* on a draft between.
    *old* is the draft before with all that was submitted on it.
    Raises Refused for one that needs its party's word, and for a name that is none.
    """
    own = [one for one in found.of(party) if not is_shown(one.answer)]
    if not own:
        if not found.of(party):
            raise Refused(phrase("{party} has no answer that stood on the draft before.", party=party))
        raise Refused(
            phrase(
                "{party} has no answer of its own that stood on the draft before. What a text taken "
                "over shows of it is not its answer: give one.",
                party=party,
            ),
            "See travaux answer.",
        )
    if named:
        by_name = {one.reference: one for one in own}
        for name in named:
            if name not in by_name:
                raise Refused(no_answer(name, party, tuple(by_name), old.compilation.units))
        chosen = [by_name[name] for name in dict.fromkeys(named)]
    else:
        chosen = [
            one
            for one in own
            if isinstance(one.outcome, Unchanged | Relocated)
            and (since is None or not since(address_before(one, found)))
        ]
        if not chosen:
            raise Refused(
                phrase(
                    "None of the answers of {party} is unchanged or moved: each needs its word.", party=party
                )
            )
    given = {one.unit.reference: one.entered for one in old.submitted}
    try:
        return tuple(
            Again(
                reference=one.reference,
                answer=retabled(one, found),
                principals=one.principals,
                party=party,
                given=given[one.reference],
                vis=as_it_was(given[one.reference], known),
            )
            for one in chosen
        )
    except NotRetabled as fault:
        raise Refused(said_by(fault)) from fault


def address_before(one: EarlierAnswer, found: Succession) -> str:
    """Give the address of what an answer is on in the earlier draft; "" for the whole, or for none."""
    return "" if one.place is None else found.lineage.old.provisions[one.place].eid


def all_own(found: Succession, party: PartyCode, answers: Sequence[Again]) -> bool:
    """Say whether *answers* are all that the party itself had said of the draft before, and can still say."""
    own = (one for one in found.of(party) if not is_shown(one.answer))
    return len(answers) == sum(not isinstance(one.outcome, Void) for one in own)


def _line(one: EarlierAnswer, found: Succession) -> Line:
    old, new = found.lineage.old, found.lineage.new
    where = say("the text as a whole") if one.place is None else place(cite(old, one.place))
    if one.place is None and one.answer.provision:
        where = one.answer.provision
    told = say(
        "{answer}, {provision}, {position}{shown}: {kind}",
        answer=one.reference,
        provision=where,
        position=position_name(one.answer.position),
        shown=f" ({say(NOT_OWN)})" if is_shown(one.answer) else "",
        kind=say(kind(one.outcome)),
    )
    match one.outcome:
        case Unchanged():
            return line(told)
        case Relocated(provision=provision):
            return line(say("{answer}, now {provision}", answer=told, provision=_cited(new, provision)))
        case NeedsConfirmation(because=because, provisions=provisions) as outcome:
            below = []
            if one.place is None and not one.answer.provision:
                below = list(changed_provisions(outcome, old, new))
            elif 0 < len(outcome.fates) <= FEW:
                below = [*_quoted(outcome.old, old), *_quoted(outcome.new, new, now=True)]
            below += [line(*_alert(each)) for each in outcome.alerts]
            return line(_why(told, because, _now(new, provisions)), below=tuple(below))
        case Void(reason=reason, provisions=provisions):
            return line(_why(told, reason, _now(new, provisions)))
        case outcome:
            assert_never(outcome)


def _why(told: str, why: str, now: str) -> str:
    return say("{answer}: {why}{where}", answer=told, why=say(why), where=now)


def _quoted(provisions: Sequence[Provision], text: Text, *, now: bool = False) -> Iterator[Line]:
    """Quote each provision by itself, by its number where there are several: joined they stood nowhere."""
    for one in provisions or (None,):
        words: Said = say("nothing") if one is None else Theirs(show(one.words))
        told = said("it reads {words}", words=words) if now else said("it read {words}", words=words)
        where = f"{_cited(text, one.eid)}: " if one is not None and len(provisions) > 1 else ""
        yield line(where, *told) if where else line(*told)


def _alert(one: Alert) -> Sequence[Said]:
    """Say where words on which an obligation may turn were gained, lost or changed."""
    kind_, old, new = say(one.kind), Theirs(one.old_words), Theirs(one.new_words)
    match one.what:
        case "gained":
            return said("{kind} gained: {words}", kind=kind_, words=new)
        case "lost":
            return said("{kind} lost: {words}", kind=kind_, words=old)
        case "changed":
            return said("{kind} changed: {old} became {new}", kind=kind_, old=old, new=new)


def _now(new: Text, provisions: Sequence[str]) -> str:
    if not provisions or len(provisions) > FEW:
        return ""
    return f" ({'; '.join(_cited(new, each) for each in provisions)})"


def _cited(text: Text, address: str) -> str:
    at = text.index(address)
    return address if at is None else place(cite(text, at))
