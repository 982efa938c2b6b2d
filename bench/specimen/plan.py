"""What one party does to a draft, and what becomes of the draft by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bench.specimen.draft import MOST_POINTS, labels
from bench.specimen.edits import Edit, applied, drawn, further, marked
from bench.specimen.word import Mark, Paragraph, Piece, pieces
from travaux.text.kind import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from bench.specimen.draft import Unit
    from bench.specimen.prose import Author, Prose

DEEDS: Final = {"reword": 74, "add": 8, "delete": 8, "move": 3, "move and reword": 2, "split": 3, "merge": 2}
"""What is done to a hundred provisions that a party touches."""
SAME: Final = 0.45
"""How often a party takes up what another has proposed for the provision, word for word."""
NEAR: Final = 0.15
"""How often, otherwise, it takes up another's words and changes one thing more."""
REWORDED_TOO: Final = 0.35
"""How many of the split and merged provisions are reworded as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Became:
    """One provision of a party's text, and the draft's provisions that it comes from; () is a new one."""

    kind: Kind
    words: str
    origin: tuple[int, ...] = ()
    moved: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redraft:
    """What one party would have: its whole text, what it did, and the paragraphs of its document."""

    party: str
    tracked: bool
    text: tuple[Became, ...]
    reworded: tuple[tuple[int, tuple[Edit, ...]], ...]
    """Provisions that stayed where they were with other words, and where the words were really cut."""
    removed: tuple[int, ...]
    paragraphs: tuple[Paragraph, ...]


class Tabled:
    """What parties have proposed so far, for others to take up."""

    def __init__(self, author: Author) -> None:
        self.author = author
        self._edits: dict[int, list[tuple[Edit, ...]]] = {}
        self._added: dict[int, list[tuple[tuple[Kind, Prose], ...]]] = {}

    def edits(self, at: int, prose: Prose, dice: Random) -> tuple[Edit, ...]:
        """Take up another's rewording of the provision, or think of one."""
        tabled = self._edits.setdefault(at, [])
        chance = dice.random()
        if tabled and chance < SAME:
            return dice.choice(tabled)
        if tabled and chance < SAME + NEAR:
            edits = further(dice.choice(tabled), prose, self.author, dice)
        else:
            edits = drawn(prose, self.author, dice)
        tabled.append(edits)
        return edits

    def added(self, after: int, kind: Kind, dice: Random) -> tuple[tuple[Kind, Prose], ...]:
        """Take up another's new provision at the place, or write one; a new article has paragraphs."""
        tabled = self._added.setdefault(after, [])
        alike = [block for block in tabled if block[0][0] is kind]
        chance = dice.random()
        if alike and chance < SAME:
            return dice.choice(alike)
        if alike and chance < SAME + NEAR:
            (first, words), *rest = dice.choice(alike)
            block = ((first, applied(words, drawn(words, self.author, dice))), *rest)
        else:
            block = self._written(kind, dice)
        tabled.append(block)
        return block

    def _written(self, kind: Kind, dice: Random) -> tuple[tuple[Kind, Prose], ...]:
        match kind:
            case Kind.ARTICLE:
                body = [(Kind.PARAGRAPH, self.author.paragraph(dice)) for _ in range(dice.choice((1, 2, 3)))]
                return ((kind, self.author.heading(dice)), *body)
            case Kind.PARAGRAPH:
                return ((kind, self.author.paragraph(dice)),)
            case _:
                return ((kind, self.author.point(dice)),)


class Plan:
    """What one party does. No two things are done to one provision, but a move or a cut and a rewording."""

    def __init__(self, draft: tuple[Unit, ...], tabled: Tabled, dice: Random) -> None:
        self._draft = draft
        self._tabled = tabled
        self._dice = dice
        self._held: set[int] = set()
        """Provisions that something is done to, or beside which something is put."""
        self._edits: dict[int, tuple[Edit, ...]] = {}
        self._removed: set[int] = set()
        self._moved: dict[int, int] = {}
        """First provision moved → the provision behind which it is put."""
        self._cuts: dict[int, int] = {}
        """Provision split → the word at which its second part begins."""
        self._merged: set[int] = set()
        """Provisions that run into the next."""
        self._added: dict[int, tuple[tuple[Kind, Prose], ...]] = {}

    def make(self, weights: Sequence[float], touched: int) -> None:
        """Do something to about *touched* provisions, the likelier the more they weigh."""
        dice = self._dice
        chosen = sorted(range(len(weights)), key=lambda at: -(dice.random() ** (1 / (weights[at] or 1e-9))))
        deeds = dice.choices(list(DEEDS), list(DEEDS.values()), k=touched)
        for at, deed in zip(chosen[:touched], deeds, strict=True):
            if not (self._held.isdisjoint(range(at, self._draft[at].end)) and self._done(at, deed)):
                self._reword(at)

    def _done(self, at: int, deed: str) -> bool:
        """Do *deed* to the provision if it can be done to it."""
        match deed:
            case "add":
                return self._add(at)
            case "delete":
                return self._delete(at)
            case "move":
                return self._move(at)
            case "move and reword":
                return self._move(at) and self._reword(at, moved=True)
            case "split":
                return self._split(at)
            case "merge":
                return self._merge(at)
            case _:
                return self._reword(at)

    def _reword(self, at: int, *, moved: bool = False) -> bool:
        if at in self._held and not moved:
            return False
        self._held.add(at)
        self._edits[at] = self._tabled.edits(at, self._draft[at].prose, self._dice)
        return True

    def _hold(self, at: int) -> bool:
        """Take the place behind the provision and what stands in it; False if something is there."""
        unit = self._draft[at]
        places = {at, unit.end - 1} | ({unit.parent} if unit.kind is Kind.POINT else set())
        if not self._held.isdisjoint(places):
            return False
        self._held |= places
        return True

    def _add(self, at: int) -> bool:
        unit = self._draft[at]
        if not self._hold(at):
            return False
        self._added[unit.end - 1] = self._tabled.added(unit.end - 1, unit.kind, self._dice)
        return True

    def _delete(self, at: int) -> bool:
        unit = self._draft[at]
        if unit.end - at > MOST_POINTS:
            return False
        self._removed.update(range(at, unit.end))
        self._held.update(range(at, unit.end))
        return True

    def _move(self, at: int) -> bool:
        """Put the provision behind another of its kind, farther away than it is large."""
        unit = self._draft[at]
        size = unit.end - at
        for _ in range(8):
            target = self._dice.randrange(len(self._draft))
            other = self._draft[target]
            apart = target - unit.end if target > at else at - other.end
            if (
                other.kind is unit.kind
                and other.parent != unit.parent
                and apart > size + 1
                and self._hold(target)
            ):
                self._held.update(range(at, unit.end))
                self._moved[at] = other.end - 1
                return True
        return False

    def _split(self, at: int) -> bool:
        unit = self._draft[at]
        if unit.end > at + 1 or not unit.prose.sentences:
            return False
        cut = self._dice.choice(unit.prose.sentences)
        self._held.add(at)
        self._cuts[at] = cut
        if self._dice.random() < REWORDED_TOO:
            edits = drawn(unit.prose, self._tabled.author, self._dice)
            if all(edit.stop < cut or edit.start > cut for edit in edits):
                self._edits[at] = edits
        return True

    def _merge(self, at: int) -> bool:
        """Run the provision into the next, both without others below them."""
        unit = self._draft[at]
        if unit.end > at + 1 or unit.end >= len(self._draft):
            return False
        other = self._draft[unit.end]
        leaves = unit.kind in (Kind.PARAGRAPH, Kind.POINT) and other.end == unit.end + 1
        if not leaves or other.kind is not unit.kind or unit.end in self._held:
            return False
        self._held |= {at, unit.end}
        self._merged.add(at)
        if self._dice.random() < REWORDED_TOO:
            self._edits[at] = drawn(unit.prose, self._tabled.author, self._dice)
        return True

    def redraft(self, party: str, *, tracked: bool) -> Redraft:
        """Give the party's text, and its document's paragraphs: with what it took out, where it tracks."""
        arriving: dict[int, list[int]] = {}
        for at, target in self._moved.items():
            arriving.setdefault(target, []).append(at)
        leaving = {inner: at for at in self._moved for inner in range(at, self._draft[at].end)}
        found: list[tuple[Became | None, Paragraph]] = []
        for at in range(len(self._draft)):
            found += self._gone(at, leaving[at]) if at in leaving else self._here(at)
            for moved in arriving.get(at, ()):
                found += [self._arrived(inner, moved) for inner in range(moved, self._draft[moved].end)]
            for kind, prose in self._added.get(at, ()):
                new = (Piece(Mark.ADDED, prose.text),)
                became = Became(kind=kind, words=prose.text)
                found.append((became, Paragraph(kind=kind, pieces=new, mark=Mark.ADDED)))
        text = [became for became, _ in found if became is not None]
        numbers = labels([one.kind for one in text])
        numbered = tuple(
            Became(kind=one.kind, words=one.words, origin=one.origin, moved=one.moved, label=label)
            for one, label in zip(text, numbers, strict=True)
        )
        paragraphs = (paragraph for _, paragraph in found) if tracked else map(self._typed, numbered)
        apart = {*self._moved, *self._cuts, *self._merged}
        return Redraft(
            party=party,
            tracked=tracked,
            text=numbered,
            reworded=tuple((at, edits) for at, edits in sorted(self._edits.items()) if at not in apart),
            removed=tuple(sorted(self._removed)),
            paragraphs=tuple(paragraphs),
        )

    def _typed(self, one: Became) -> Paragraph:
        """Give the paragraph of a document in which nothing is tracked."""
        same = one.origin[0] if len(one.origin) == 1 else None
        if same is not None and one.words != self._draft[same].prose.text:
            same = None
        kept = (Piece(Mark.KEPT, one.words),)
        return Paragraph(kind=one.kind, label=one.label, pieces=kept, same_as=same)

    def _gone(self, at: int, moved: int) -> list[tuple[Became | None, Paragraph]]:
        unit = self._draft[at]
        away = (Piece(Mark.AWAY, unit.prose.text),)
        return [(None, Paragraph(kind=unit.kind, pieces=away, mark=Mark.AWAY, move=moved))]

    def _arrived(self, at: int, moved: int) -> tuple[Became, Paragraph]:
        unit = self._draft[at]
        here = [piece for piece in self._pieces(at) if piece.mark is not Mark.REMOVED]
        came = tuple(replace(piece, mark=Mark.HERE) if piece.mark is Mark.KEPT else piece for piece in here)
        became = Became(kind=unit.kind, words=_after(here), origin=(at,), moved=True)
        return became, Paragraph(kind=unit.kind, pieces=came, mark=Mark.HERE, move=moved)

    def _here(self, at: int) -> list[tuple[Became | None, Paragraph]]:
        """Give what stands in the draft's place of a provision that does not move."""
        unit = self._draft[at]
        if at in self._removed:
            gone = (Piece(Mark.REMOVED, unit.prose.text),)
            return [(None, Paragraph(kind=unit.kind, pieces=gone, mark=Mark.REMOVED))]
        if at in self._cuts:
            cut = self._cuts[at]
            one, two = self._pieces(at, 0, cut), self._pieces(at, cut)
            space = Piece(Mark.REMOVED, " ")
            return [
                (
                    Became(kind=unit.kind, words=_after(one), origin=(at,)),
                    Paragraph(kind=unit.kind, pieces=(*one, space), mark=Mark.ADDED),
                ),
                (
                    Became(kind=unit.kind, words=_after(two), origin=(at,)),
                    Paragraph(kind=unit.kind, pieces=two),
                ),
            ]
        own = self._pieces(at)
        if at in self._merged:
            both = (*own, Piece(Mark.ADDED, " "))
            return [(None, Paragraph(kind=unit.kind, pieces=both, mark=Mark.REMOVED))]
        if at - 1 in self._merged:
            words = f"{_after(self._pieces(at - 1))} {_after(own)}"
            return [
                (
                    Became(kind=unit.kind, words=words, origin=(at - 1, at)),
                    Paragraph(kind=unit.kind, pieces=own),
                )
            ]
        same = None if at in self._edits else at
        became = Became(kind=unit.kind, words=_after(own), origin=(at,))
        return [(became, Paragraph(kind=unit.kind, pieces=own, same_as=same))]

    def _pieces(self, at: int, start: int = 0, stop: int | None = None) -> tuple[Piece, ...]:
        if at not in self._edits and start == 0 and stop is None:
            return (Piece(Mark.KEPT, self._draft[at].prose.text),)
        return pieces(marked(self._draft[at].prose, self._edits.get(at, ()), start, stop))


def _after(found: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in found if piece.mark is not Mark.REMOVED)
