"""A stretch of a text that is contested, and who wants what in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.compare.words import Tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from travaux.compare.words import Change
    from travaux.compile.operation import Backers


@dataclass(slots=True)
class Reading:
    """A wording beside the text it is read against: whose it is, and what it changes there.

    One whose changes are known already is cut only if it must be.
    """

    cut: Tokens | Callable[[], Tokens]
    backers: Backers
    changes: tuple[Change, ...]
    words: str = ""
    """All of it, where that is known."""
    _put: tuple[str, ...] = ()

    @property
    def tokens(self) -> Tokens:
        if not isinstance(self.cut, Tokens):
            self.cut = self.cut()
        return self.cut

    @property
    def length(self) -> int:
        """Count its characters."""
        return len(self.words) or sum(map(len, self.tokens.tokens))

    @property
    def put(self) -> tuple[str, ...]:
        """The words that each of its changes puts in the place of the text's."""
        if not self._put:
            cut = self.tokens.tokens
            self._put = tuple(["".join(cut[one.new_start : one.new_end]) for one in self.changes])
        return self._put

    @property
    def widest(self) -> int:
        """Count the tokens of the text that its widest change takes."""
        return max([change.old_end - change.old_start for change in self.changes])


@dataclass(slots=True)
class Cluster:
    """Tokens ``[start, end)`` of the text, and what each reading changes in them, by its number."""

    start: int
    end: int
    changes: dict[int, list[Change]]

    def bounds(self, number: int) -> tuple[int, int]:
        """Say which tokens of the reading *number* stand where the cluster's stand in the text."""
        own = self.changes[number]
        return (
            own[0].new_start - (own[0].old_start - self.start),
            own[-1].new_end + (self.end - own[-1].old_end),
        )

    def words_of(self, number: int, readings: Sequence[Reading]) -> str:
        start, end = self.bounds(number)
        return "".join(readings[number].tokens.tokens[start:end])

    @property
    def level(self) -> bool:
        """Whether whoever changes something in it changes all of it, so that none overlaps in part."""
        return all(
            len(own) == 1 and own[0].old_start == self.start and own[0].old_end == self.end
            for own in self.changes.values()
        )


def united(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Unite the clusters that overlap. Two insertions at one point overlap; neighbours do not."""
    found: list[Cluster] = []
    for cluster in sorted(clusters, key=_place):
        last = found[-1] if found else None
        if last is None or not (
            cluster.start < last.end or cluster.start == cluster.end == last.start == last.end
        ):
            found.append(Cluster(cluster.start, cluster.end, dict(cluster.changes)))
            continue
        last.end = max(last.end, cluster.end)
        for number, own in cluster.changes.items():
            last.changes[number] = [*last.changes.get(number, ()), *own]
    return found


def _place(cluster: Cluster) -> tuple[int, int]:
    return cluster.start, cluster.end


def apart(readings: Sequence[Reading]) -> Iterator[Cluster]:
    """Go through the changes of all readings, each a cluster by itself."""
    for number, reading in enumerate(readings):
        for change in reading.changes:
            yield Cluster(change.old_start, change.old_end, {number: [change]})
