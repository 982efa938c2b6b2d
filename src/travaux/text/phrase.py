"""A sentence of ours in English that knows what it was made of, so that it can be said in another language.

What reads and compiles has no language: it says in English what it found. Where a person reads it in
another, `travaux.render.tongue.said_again` says the same message with the same facts in its places.
"""

from __future__ import annotations

from typing import Self


class Phrase(str):
    """English, made of a message with named places and the facts in them. Equal to its words and no more."""

    __slots__ = ("facts", "message")

    message: tuple[str, ...]
    """One, or one for one thing and one for several."""
    facts: dict[str, object]

    @classmethod
    def made(cls, message: tuple[str, ...], words: str, facts: dict[str, object]) -> Self:
        """Put together what it says and what of."""
        one = cls(words)
        one.message, one.facts = message, facts
        return one

    def __reduce__(self) -> tuple[object, ...]:
        """Let it go to another process whole."""
        return _again, (self.message, str(self), self.facts)


def _again(message: tuple[str, ...], words: str, facts: dict[str, object]) -> Phrase:
    return Phrase.made(message, words, facts)


def phrase(message: str, /, **facts: object) -> Phrase:
    """Say *message* in English with *facts* in its places; a fact may be a phrase itself."""
    return Phrase.made((message,), message.format(**facts), facts)


def phrase_count(one: str, several: str, count: int, /, **facts: object) -> Phrase:
    """Say *one* or *several*, as English counts; ``{count}`` is the number."""
    chosen = one if count == 1 else several
    return Phrase.made((one, several), chosen.format(count=count, **facts), {"count": count, **facts})
