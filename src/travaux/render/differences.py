"""What differs between the alternatives of a choice, so that only that stands in bold."""

from __future__ import annotations

from collections.abc import Sequence

from travaux.compare.tokens import tokenised
from travaux.compare.words import changes
from travaux.compile.slots import together
from travaux.text.wording import Choice, Wording


def own_words(wording: Wording) -> str:
    return "".join(part for part in wording.parts if isinstance(part, str))


def differences(choice: Choice, *, embedded: bool) -> list[list[tuple[int, int]]]:
    """Find in each alternative what differs from the first; in the first, what differs from any other.

    Nothing is marked between wordings of a whole provision that have less in common than not, for all
    of it would be; *embedded* in words that are the same, the differences tell. Where many wordings leave
    little of one that all have in common, nothing of it is marked.
    """
    own = [tokenised(own_words(one.words)) for one in choice.alternatives]
    found: list[set[tuple[int, int]]] = [set() for _ in own]
    for at in range(1, len(own)):
        if not embedded and not together("".join(own[0].tokens), "".join(own[at].tokens)):
            continue
        for change in changes(own[0], own[at]):
            found[0].add(_offsets(own[0].tokens, change.old_start, change.old_end))
            found[at].add(_offsets(own[at].tokens, change.new_start, change.new_end))
    united = [_united(spans) for spans in found]
    return [
        spans if embedded or 2 * sum(b - a for a, b in spans) <= sum(map(len, one.tokens)) else []
        for spans, one in zip(united, own, strict=True)
    ]


def _offsets(tokens: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Give the offsets of some tokens, white space at either end left out."""
    while start < end and tokens[start].isspace():
        start += 1
    while start < end and tokens[end - 1].isspace():
        end -= 1
    first = sum(map(len, tokens[:start]))
    return first, first + sum(map(len, tokens[start:end]))


def _united(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    united: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if united and first <= united[-1][1]:
            united[-1] = united[-1][0], max(last, united[-1][1])
        elif first < last:
            united.append((first, last))
    return united
