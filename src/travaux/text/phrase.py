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
    """Say *message* in English with *facts* in its places; a fact may be a phrase itself, or a list."""
    return Phrase.made((message,), message.format(**_in_english(facts)), facts)


def phrase_count(one: str, several: str, count: int, /, **facts: object) -> Phrase:
    """Say *one* or *several*, as English counts; ``{count}`` is the number."""
    chosen = one if count == 1 else several
    words = chosen.format(count=count, **_in_english(facts))
    return Phrase.made((one, several), words, {"count": count, **facts})


def said_by(fault: BaseException) -> str:
    """Give what an exception says: the phrase it was raised with, which its ``str`` loses."""
    match fault.args:
        case (Phrase() as words, *_):
            return words
        case _:
            return str(fault)


def _in_english(facts: dict[str, object]) -> dict[str, object]:
    return {
        name: ", ".join(str(each) for each in one) if isinstance(one, tuple) else one
        for name, one in facts.items()
    }
