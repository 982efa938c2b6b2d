"""Positions, told: the matrix in letters, and everybody who has given no answer, each in a line."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from travaux.answers.shown import is_shown
from travaux.compile.matrix import Spoke
from travaux.render.answer_told import answer_line, beside_told, fault_line, untaken_told
from travaux.render.hanging import hanging_line
from travaux.render.in_name import in_the_name
from travaux.render.outside import after_adoption_lines, not_asked_lines, out_lines
from travaux.render.owed import matter_of, owed_line
from travaux.render.phrases import passed_over_words
from travaux.render.position_matrix import called
from travaux.render.redacted import unread_words
from travaux.render.telling import Teller, clause, none
from travaux.render.told import Line, Section, Told, line
from travaux.render.tongue import ours_again, said, said_again, say, sayable
from travaux.text.provision import Address

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from travaux.compile.compilation import LeftOut, Stance
    from travaux.compile.matrix import Row
    from travaux.record.views.positions import Positions, Silent
    from travaux.text.finding import Finding
    from travaux.text.wording import PartyCode

POSITIONS_RULE: Final = sayable(
    "By provision, the answers and holds that stand, by each party's own entries. An answer on an article "
    "stands at the article. Of a party that is not named at a provision no answer and no hold stands there, "
    "and no position follows from that. What a party has withdrawn there, asked, or agreed to by an entry of "
    "its own is in the history of the provision."
)
SILENCE_RULE: Final = sayable(
    "Parties that were asked to answer the draft and have given no answer of their own, in protocol order. "
    "No answer is not a position."
)
OUTSIDE_RULE: Final = sayable(
    "Answers that are out of time by a rule declared, replies that cannot be read, what of a reply was not "
    "understood, and parties added after the rules were declared, which do not ask them."
)


def positions_told(found: Positions, teller: Teller) -> Told:
    """Tell who said what of which provision, and who has not."""
    spoken = [row for row in found.matrix.rows if row.spoken_of or found.unread_at(row.address)]
    outside = outside_section(found, teller)
    told = [(row.address, _row(row, found, teller)) for row in spoken]
    told += _named_alone(found, {row.address for row in spoken}, teller)
    gone = _gone_after(found)
    lines = [
        one for _, one in sorted(told, key=lambda each: gone.get(each[0]) or (_place(found, each[0]), 0))
    ]
    if found.passed_over:
        words = passed_over_words(
            len(found.passed_over), whole=found.matrix.speaks_of_whole, unread=found.may_be_spoken_of
        )
        lines.append(none(f"{words}."))
    return Told(
        title=said("Positions on {draft}", draft=teller.draft(found.draft)),
        head=after_adoption_lines(found.draft, teller),
        sections=(
            Section(title=say("By provision"), rule=say(POSITIONS_RULE), lines=tuple(lines)),
            silence_section(found, teller),
            *((outside,) if outside else ()),
        ),
    )


def silence_section(found: Positions, teller: Teller) -> Section:
    """Tell of those who were asked and have given no answer of their own."""
    silent = tuple(_silent(each, teller) for each in alike(found.silent))
    return Section(
        title=say("No answer of their own"),
        rule=say(SILENCE_RULE),
        lines=silent or (none(_nobody(found)),),
    )


def alike(silent: Iterable[Silent]) -> list[list[Silent]]:
    """Put together those of whom the same is told: asked alike, covered alike, and without a promise."""
    found: dict[tuple[object, ...], list[Silent]] = {}
    for one in silent:
        asked = (one.asked.to, one.asked.due, *(entered.leaf for entered in one.asked.entries))
        own = (one.party,) if one.promised else ()
        found.setdefault((type(one.asked.outcome), *asked, *own), []).append(one)
    return list(found.values())


def outside_section(found: Positions, teller: Teller) -> Section | None:
    """Tell of what is in no cell; None where nothing is."""
    lines = (
        *out_lines(found.out, teller),
        *map(_left_out, found.left_out),
        *(
            replace(told, said=(f"{party}: ", *told.said))
            for party, piece in found.loose
            for told in untaken_told((piece,))
        ),
        *not_asked_lines(found.not_asked),
    )
    return Section(title=say("In no cell"), rule=say(OUTSIDE_RULE), lines=lines) if lines else None


def _left_out(one: LeftOut) -> Line:
    about = said("{party}, {source}: ", party=one.party, source=ours_again(one.source))
    return line(*about, said_again(one.finding.message))


def _nobody(found: Positions) -> str:
    if found.asked:
        return say("Everybody asked has answered.")
    return say("No round has asked anybody to answer this draft.")


def _row(row: Row, found: Positions, teller: Teller) -> Line:
    below: list[Line] = []
    for party, cell in zip(found.matrix.parties, row.cells, strict=True):
        if isinstance(cell, Spoke):
            below += [
                _stance(
                    stance,
                    party,
                    teller,
                    nowhere=not row.address,
                    merged=None if at is None else teller.provision(found.draft.tabled.leaf, at),
                    aside=stance.reference in cell.aside,
                    why=found.matrix.faults.get(stance.reference),
                )
                for stance in cell.stances
                for at in (cell.named(stance),)
                if stance.reference not in cell.withdrawn
            ]
    below += [line(f"{one.party}: {unread_words(one)}") for one in found.unread_at(row.address)]
    below += _hanging(found, row.address)
    gone = say(" (withdrawn)") if row.gone else ""
    return line(f"{'+ ' if row.proposed else ''}{called(row)}{gone}", below=tuple(below))


def _hanging(found: Positions, address: str) -> list[Line]:
    """Tell which answers hang on a provision, wherever they were given."""
    text = found.text
    return [hanging_line(one, words, text) for one, words in found.hanging.get(Address(address), ())]


def _named_alone(found: Positions, spoken: Container[str], teller: Teller) -> list[tuple[Address, Line]]:
    """Tell of the provisions that conditions name and nobody speaks of, each with its address."""
    leaf = found.draft.tabled.leaf
    return [
        (one, line(teller.provision(leaf, one), below=tuple(_hanging(found, one))))
        for one in found.hanging
        if one not in spoken
    ]


def _gone_after(found: Positions) -> dict[Address, tuple[int, int]]:
    """Give, of what was added and is gone, the place behind which its row stands, and its own number."""
    after = -1
    places: dict[Address, tuple[int, int]] = {}
    for at, row in enumerate(found.matrix.rows, start=1):
        if row.gone:
            places[row.address] = after, at
        else:
            after = _place(found, row.address)
    return places


def _place(found: Positions, address: str) -> int:
    """Give the place of a row in reading order: the text as a whole first, what is not in it last."""
    if not address:
        return -1
    index = found.text.index(Address(address))
    return len(found.text.provisions) if index is None else index


def _stance(
    stance: Stance,
    party: PartyCode,
    teller: Teller,
    *,
    nowhere: bool,
    merged: str | None,
    aside: bool,
    why: Finding | None,
) -> Line:
    """Tell one position; one on what stands *nowhere*, or not understood, says of what it was said.

    So does one that stands here because what it names is *merged* with this.
    """
    answer = stance.answer
    of = in_the_name(stance.principals, stance.party)
    who = f"{teller.shown(party) if is_shown(answer) else party}{of}"
    beside = beside_told(stance)
    named = answer.provision if stance.provision is None and (nowhere or aside) else ""
    where = clause(", said of {words}", named)
    if merged is not None:
        where = said(", said of {words}", words=merged)
    if stance.before is not None or not aside:
        told = answer_line(answer, say("{who}: ", who=who))
        return line(*told.said, *where, below=(*beside, *told.below))
    told = answer_line(answer, say("{who}: not understood, kept aside: ", who=who))
    below = (*(() if why is None else (fault_line(why),)), *beside, *told.below)
    return line(*told.said, *where, below=below)


def _silent(those: Sequence[Silent], teller: Teller) -> Line:
    """Tell of those of whom the same is told, each by name or by who is not among them."""
    asked = matter_of(those[0].asked, teller, [one.party for one in those])
    return Line(said=asked.said, below=silence_lines(those[0], teller))


def silence_lines(one: Silent, teller: Teller) -> tuple[Line, ...]:
    """Tell what is known of a party without an answer of its own: asked when, by when, promised what."""
    told = owed_line(one.asked, teller).below
    promised = tuple(owed_line(it, teller) for it in one.promised)
    return (*told, *(() if one.covered else (line(say("no answer has come")),)), *promised)
