"""A sentence of ours in English that knows what it was made of, so that it can be said in another language.

What reads and compiles has no language: it says in English what it found. Where a person reads it in
another, `travaux.render.tongue.said_again` says the same message with the same facts in its places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable


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


class Listed(Phrase):
    """Several things one after the other, each as it is; what parts them is the language's."""

    __slots__ = ("between", "items")

    items: tuple[str, ...]
    between: str

    def __reduce__(self) -> tuple[object, ...]:
        """Let it go to another process whole."""
        return listed, (self.items, self.between)


class Cited(Phrase):
    """The name of a provision, as `travaux.text.provision_name.cite` gives it."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        """Let it go to another process whole."""
        return cited, (str(self),)


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


def listed(items: Iterable[str], between: str = ", ") -> Listed:
    """Say *items* one after the other, parted by a comma or a semicolon; each may be a phrase itself."""
    those = tuple(items)
    one = Listed.made((), between.join(those), {})
    one.items, one.between = those, between
    return one


def cited(name: str) -> Cited:
    """Name a provision as English does; what is named in another way stays as it is."""
    return Cited.made((name,), name, {})


def each_of(names: Iterable[str]) -> str:
    """Say *names* with "and" between them."""
    first, *rest = names
    for one in rest:
        first = phrase("{before} and {last}", before=first, last=one)
    return first


def entry_named(index: int) -> Phrase:
    """Name an entry of the record."""
    return phrase("entry {number}", number=index)


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
