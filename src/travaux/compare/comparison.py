"""What became of each provision between two drafts, and of each word in those that were reworded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from travaux.compare.align import Pair, align
from travaux.compare.words import changes, tokenised
from travaux.text.instrument import Text
from travaux.text.notation import show
from travaux.text.provision import Provision


class LanguageMismatch(ValueError):
    """Two texts in different languages were to be compared word for word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Some characters of a provision, brackets included: in both wordings, in the old, or in the new."""

    kind: Literal["same", "deleted", "inserted"]
    text: str
    respaced: str | None = None
    """How the new wording prints the same words, where it differs in white space alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Same:
    """A provision that is in both texts."""

    old: Provision
    new: Provision

    @property
    def is_renumbered(self) -> bool:
        return self.old.label != self.new.label

    @property
    def is_restated(self) -> bool:
        """Whether it is in brackets as a whole in one text only, or in other parties' names."""
        return self.old.standing != self.new.standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept(_Same):
    """The same words in the same order, whatever number stands before them; white space may differ."""

    @property
    def is_respaced(self) -> bool:
        return self.old.words != self.new.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded(_Same):
    """Some words are others.

    Joined, the same and deleted segments are the old wording, the same and inserted ones the new.
    """

    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(_Same):
    """It stands elsewhere (``old.eid``, ``new.eid``), reworded or not."""

    segments: tuple[Segment, ...]

    @property
    def is_reworded(self) -> bool:
        return any(segment.kind != "same" for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """One provision became several."""

    old: Provision
    new: tuple[Provision, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Several provisions became one."""

    old: tuple[Provision, ...]
    new: Provision


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """It is in the new text only."""

    new: Provision


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """It is in the old text only."""

    old: Provision


Fate = Kept | Reworded | Moved | Split | Merged | Added | Removed
"""What became of a provision. Take it apart with ``match`` and `typing.assert_never`."""

_NAMES: Final[tuple[type[Fate], ...]] = (Kept, Reworded, Moved, Split, Merged, Added, Removed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two texts and what became of each provision.

    ``changes`` is in the order of the new text; a removed provision keeps its place from the old.
    Every provision of either text is in exactly one of them.
    """

    old: Text
    new: Text
    changes: tuple[Fate, ...]

    @property
    def figures(self) -> dict[str, int]:
        """Count the changes of each kind, "kept" first; every kind is there, and none is weighed."""
        counts = Counter(type(change) for change in self.changes)
        return {kind.__name__.lower(): counts[kind] for kind in _NAMES}


def compare(old: Text, new: Text) -> Comparison:
    """Say what became of each provision of *old* in *new*.

    White space alone is no rewording. Raises LanguageMismatch where both languages are known and
    differ; "en" and "en-GB" do not.
    """
    here, there = _primary(old.language), _primary(new.language)
    if here != there and "und" not in {here, there}:
        raise LanguageMismatch(
            f'The old text is in "{old.language}", the new one in "{new.language}". Expected one language: '
            "words are compared as they stand. Compare each language version with its own."
        )
    return Comparison(old=old, new=new, changes=tuple(_fate(pair, old, new) for pair in align(old, new)))


def _primary(tag: str) -> str:
    return tag.partition("-")[0].casefold() or "und"


def _fate(pair: Pair, old: Text, new: Text) -> Fate:
    before = tuple(old.provisions[at] for at in pair.old)
    after = tuple(new.provisions[at] for at in pair.new)
    match before, after:
        case (), (one,):
            return Added(new=one)
        case (one,), ():
            return Removed(old=one)
        case (one,), (other,):
            return _same(one, other, moved=pair.moved)
        case (one,), several:
            return Split(old=one, new=several)
        case _:
            return Merged(old=before, new=after[0])


def _same(old: Provision, new: Provision, *, moved: bool) -> Kept | Reworded | Moved:
    if old.words == new.words and not moved:
        return Kept(old=old, new=new)
    found = segments(show(old.words), show(new.words))
    if moved:
        return Moved(old=old, new=new, segments=found)
    if all(segment.kind == "same" for segment in found):
        return Kept(old=old, new=new)
    return Reworded(old=old, new=new, segments=found)


def segments(old: str, new: str) -> tuple[Segment, ...]:
    """Cut two wordings of one provision into what stayed, went and came, in order, deleted first.

    Every character of either is in it: see `old_words` and `new_words`.
    """
    before, after = tokenised(old), tokenised(new)
    found: list[Segment] = []
    at = to = 0
    for change in changes(before, after):
        found += _kept(before.tokens[at : change.old_start], after.tokens[to : change.new_start])
        if change.old_start < change.old_end:
            found.append(
                Segment(kind="deleted", text="".join(before.tokens[change.old_start : change.old_end]))
            )
        if change.new_start < change.new_end:
            found.append(
                Segment(kind="inserted", text="".join(after.tokens[change.new_start : change.new_end]))
            )
        at, to = change.old_end, change.new_end
    return (*found, *_kept(before.tokens[at:], after.tokens[to:]))


def _kept(old: Sequence[str], new: Sequence[str]) -> tuple[Segment, ...]:
    text, other = "".join(old), "".join(new)
    if not text:
        return ()
    return (Segment(kind="same", text=text, respaced=None if text == other else other),)


def old_words(found: Sequence[Segment]) -> str:
    """Join the old wording again, character for character."""
    return "".join(segment.text for segment in found if segment.kind != "inserted")


def new_words(found: Sequence[Segment]) -> str:
    """Join the new wording again, character for character."""
    return "".join(
        segment.text if segment.respaced is None else segment.respaced
        for segment in found
        if segment.kind != "deleted"
    )
