"""How much of a text stands in brackets, counted by a published rule. It is no measure of progress."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from travaux.compile.figure import Figure
from travaux.compile.held import held
from travaux.text.kind import Kind
from travaux.text.language import is_mark, words
from travaux.text.provision_name import cite
from travaux.text.wording import Bracket, Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from travaux.text.instrument import Text
    from travaux.text.provision import Address, Provision, Standing
    from travaux.text.wording import Wording

CHOICES_RULE: Final = (
    "Each place in the words where alternatives are held open counts once, whether compiling made it or it "
    "was tabled in brackets; a choice inside an alternative counts for itself."
)
ALTERNATIVES_RULE: Final = (
    'Each alternative of each choice counts once, the draft\'s own words and "no text" included.'
)
PROPOSED_RULE: Final = (
    "Each provision that stands in brackets because the draft does not have it, whether new or moved here, "
    "counts once; what stands in it counts for itself."
)
DELETED_RULE: Final = (
    "Each provision of the draft that at least one party would delete counts once; what stands in it counts "
    "for itself."
)
MERGED_RULE: Final = (
    "Each provision of the draft that at least one party would merge into another counts once; what stands "
    "in it counts for itself, and the other is not counted for that."
)
MOVED_RULE: Final = (
    "Each provision of the draft that at least one party would move counts once, at its place in the draft; "
    "what stands in it counts for itself."
)
OPPOSED_RULE: Final = (
    "Each provision that at least one party opposes as a whole, offering no other words, counts once; what "
    "stands in it counts for itself."
)
UNMATED_RULE: Final = "Each bracket whose mate stands in another provision, or nowhere, counts once."
DEPTH_RULE: Final = (
    "A choice has depth 1, a choice inside one of its alternatives depth 2, and so on; a provision bracketed "
    "as a whole adds 1 to everything in its own words."
)
WORDS_RULE: Final = (
    "Words in brackets of words in all. Each word counts where it stands, in every alternative, so that "
    "words two alternatives share count twice; numbers of provisions and punctuation are left out; a Chinese "
    "or Japanese character counts as a word. All words of a provision bracketed as a whole are in brackets."
)
OPEN_RULE: Final = (
    "Open: something in the provision is held in brackets, or it is bracketed, opposed or numbered otherwise "
    "as a whole. Provisions in all: every one but words outside the provisions (cover lines, signatures) and "
    "parts kept unread."
)
CLEAR_RULE: Final = "All provisions that are not open, by the same rule."
WORDINGS_RULE: Final = (
    "Different wordings of the provision among the draft and the parties, white space aside; deletion is not "
    "a wording. The figure is the most that any one provision has."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionFigures:
    """What was counted in one provision, by the rules above."""

    address: Address
    citation: str
    choices: int
    alternatives: int
    depth: int
    bracketed: int
    words: int
    wordings: int
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Convergence:
    """The figures of a text, and what they are made of, provision by provision."""

    figures: tuple[Figure, ...]
    provisions: tuple[ProvisionFigures, ...]


def convergence(text: Text) -> Convergence:
    """Count what is held in brackets in a consolidated text (or any other) and what is not."""
    counted = [
        (provision, _counted(provision, cite(text, index)))
        for index, provision in enumerate(text.provisions)
        if provision.kind not in {Kind.BLOCK, Kind.UNREAD}
    ]
    rows = [row for _, row in counted]

    def added(name: str, rule: str, count: Callable[[ProvisionFigures], int]) -> Figure:
        return Figure(
            name=name,
            value=sum(count(row) for row in rows),
            rule=rule,
            opens=tuple(row.address for row in rows if count(row)),
        )

    def standing(name: str, rule: str, holds: Callable[[Standing], bool]) -> Figure:
        found = tuple(row.address for provision, row in counted if holds(provision.standing))
        return Figure(name=name, value=len(found), rule=rule, opens=found)

    def most(name: str, rule: str, count: Callable[[ProvisionFigures], int]) -> Figure:
        value = max((count(row) for row in rows), default=0)
        found = tuple(row.address for row in rows if value and count(row) == value)
        return Figure(name=name, value=value, rule=rule, opens=found)

    unmated = [(provision.eid, sum(1 for _ in _unmated(provision.words))) for provision in text.provisions]
    still_open = tuple(row.address for row in rows if row.open)
    clear = tuple(row.address for row in rows if not row.open)
    in_brackets = added("words in brackets", WORDS_RULE, lambda row: row.bracketed)
    return Convergence(
        figures=(
            added("choices", CHOICES_RULE, lambda row: row.choices),
            added("alternatives", ALTERNATIVES_RULE, lambda row: row.alternatives),
            standing("provisions proposed", PROPOSED_RULE, lambda one: not one.base),
            standing("provisions proposed for deletion", DELETED_RULE, lambda one: bool(one.deleted_by)),
            standing("provisions proposed to be merged", MERGED_RULE, lambda one: bool(one.merged_into)),
            standing("provisions proposed to be moved", MOVED_RULE, lambda one: bool(one.moved_to)),
            standing("provisions opposed as a whole", OPPOSED_RULE, lambda one: bool(one.opponents)),
            Figure(
                name="brackets without a mate",
                value=sum(count for _, count in unmated),
                rule=UNMATED_RULE,
                opens=tuple(address for address, count in unmated if count),
            ),
            most("brackets within brackets, deepest", DEPTH_RULE, lambda row: row.depth),
            Figure(
                name=in_brackets.name,
                value=in_brackets.value,
                rule=in_brackets.rule,
                of=sum(row.words for row in rows),
                opens=in_brackets.opens,
            ),
            Figure(
                name="provisions open", value=len(still_open), rule=OPEN_RULE, of=len(rows), opens=still_open
            ),
            Figure(
                name="provisions without brackets",
                value=len(clear),
                rule=CLEAR_RULE,
                of=len(rows),
                opens=clear,
            ),
            most("wordings of one provision, most", WORDINGS_RULE, lambda row: row.wordings),
        ),
        provisions=tuple(rows),
    )


def _counted(provision: Provision, citation: str) -> ProvisionFigures:
    held = list(provision.words.choices())
    whole = bracketed_as_a_whole(provision.standing)
    everything, outside = _words(provision.words)
    return ProvisionFigures(
        address=provision.eid,
        citation=citation,
        choices=len(held),
        alternatives=sum(len(choice.alternatives) for choice in held),
        depth=_depth(provision.words) + whole,
        bracketed=everything if whole else everything - outside,
        words=everything,
        wordings=len(wordings(provision)),
        open=bool(
            held
            or whole
            or provision.renumberings
            or any(isinstance(part, Bracket) for part in provision.words.parts)
        ),
    )


def bracketed_as_a_whole(standing: Standing) -> bool:
    """Whether a bracket is drawn around the whole provision, for whatever reason."""
    return bool(
        standing.tabled
        or not standing.base
        or standing.opponents
        or standing.leaving
        or standing.moved_from
        or standing.merged_from
        or standing.against
    )


def wordings(provision: Provision) -> tuple[str, ...]:
    """List the different wordings of *provision*, in bracket notation, the draft's first.

    White space aside; then in the order in which their parties stand in the alternatives.
    """
    return tuple(one.words for one in held(provision))


def _words(wording: Wording) -> tuple[int, int]:
    """Count the words, and those of them outside every choice."""
    everything = outside = 0
    for part in wording.parts:
        match part:
            case str():
                count = sum(not is_mark(word) for word in words(part))
                everything, outside = everything + count, outside + count
            case Choice():
                everything += sum(_words(one.words)[0] for one in part.alternatives)
            case Bracket():
                pass
    return everything, outside


def _depth(wording: Wording) -> int:
    return max(
        (
            1 + max(_depth(one.words) for one in part.alternatives)
            for part in wording.parts
            if isinstance(part, Choice)
        ),
        default=0,
    )


def _unmated(wording: Wording) -> Iterator[Bracket]:
    for part in wording.parts:
        match part:
            case Bracket():
                yield part
            case Choice():
                for one in part.alternatives:
                    yield from _unmated(one.words)
            case str():
                pass
