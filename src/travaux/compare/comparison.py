"""What became of each provision between two drafts, and of each word in those that were reworded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, Literal

from travaux.compare.align import Pair, align
from travaux.compare.references import SameReference, became, same_references
from travaux.compare.words import changes, tokenised
from travaux.text.instrument import Text
from travaux.text.notation import show
from travaux.text.phrase import phrase
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
    follows: bool = False
    """It is in a reference to the same provision as before, which has another number now."""


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
    references: tuple[SameReference, ...] = ()
    """References in it that follow a renumbering."""

    @property
    def follows(self) -> bool:
        """Whether its words changed in nothing but references that follow a renumbering."""
        return all(segment.kind == "same" or segment.follows for segment in self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(_Same):
    """It stands elsewhere (``old.eid``, ``new.eid``), reworded or not."""

    segments: tuple[Segment, ...]
    references: tuple[SameReference, ...] = ()

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
            phrase(
                'The old text is in "{old}", the new one in "{new}". Expected one language: '
                "words are compared as they stand. Compare each language version with its own.",
                old=old.language,
                new=new.language,
            )
        )
    pairs = align(old, new)
    places = became(pairs)
    return Comparison(old=old, new=new, changes=tuple(_fate(pair, old, new, places) for pair in pairs))


def _primary(tag: str) -> str:
    return tag.partition("-")[0].casefold() or "und"


def _fate(pair: Pair, old: Text, new: Text, places: Mapping[int, int]) -> Fate:
    before = tuple(old.provisions[at] for at in pair.old)
    after = tuple(new.provisions[at] for at in pair.new)
    match before, after:
        case (), (one,):
            return Added(new=one)
        case (one,), ():
            return Removed(old=one)
        case (one,), (other,):
            found = segments(show(one.words), show(other.words)) if one.words != other.words else ()
            references: tuple[SameReference, ...] = ()
            if any(segment.kind != "same" for segment in found):
                references = same_references(old, new, (pair.old[0], pair.new[0]), places)
            return _same(one, other, followed(found, references), references, moved=pair.moved)
        case (one,), several:
            return Split(old=one, new=several)
        case _:
            return Merged(old=before, new=after[0])


def _same(
    old: Provision,
    new: Provision,
    found: tuple[Segment, ...],
    references: tuple[SameReference, ...],
    *,
    moved: bool,
) -> Kept | Reworded | Moved:
    if moved:
        whole = found or segments(show(old.words), show(new.words))
        return Moved(old=old, new=new, segments=whole, references=references)
    if all(segment.kind == "same" for segment in found):
        return Kept(old=old, new=new)
    return Reworded(old=old, new=new, segments=found, references=references)


def followed(found: Sequence[Segment], references: Sequence[SameReference]) -> tuple[Segment, ...]:
    """Mark the segments whose words are all in a reference that follows a renumbering.

    Of words put for others, both or neither.
    """
    spans = {
        "deleted": [(each.old.start, each.old.end) for each in references],
        "inserted": [(each.new.start, each.new.end) for each in references],
    }
    if not references:
        return tuple(found)
    at = {"deleted": 0, "inserted": 0}
    inside: list[bool] = []
    for segment in found:
        here = False
        for kind in ("deleted", "inserted"):
            if segment.kind in {kind, "same"}:
                said = segment.text if kind == "deleted" or segment.respaced is None else segment.respaced
                start, at[kind] = at[kind], at[kind] + len(said)
                if segment.kind == kind:
                    start += len(said) - len(said.lstrip())
                    end = at[kind] - (len(said) - len(said.rstrip()))
                    here = any(one <= start and end <= last for one, last in spans[kind])
        inside.append(here)
    for place, (one, other) in enumerate(pairwise(found)):
        if (one.kind, other.kind) == ("deleted", "inserted"):
            inside[place] = inside[place + 1] = inside[place] and inside[place + 1]
    return tuple(
        replace(segment, follows=True) if here else segment
        for segment, here in zip(found, inside, strict=True)
    )


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
