"""What a sentence of ours was made of, as plain data that can be kept; and that sentence, made again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from travaux.text.finding import Finding, Place, Severity
from travaux.text.phrase import Cited, Listed, Phrase, cited, listed

Data: TypeAlias = "str | int | Sequence[Data] | Mapping[str, Data]"
"""What JSON keeps whole."""


_Kept: Final = Finding
"""One that was made before, with its code: nothing is found here."""


def makings(one: Finding | str) -> Data:
    """Give what was found, or a sentence, as data; a sentence that knows not its makings stays one."""
    if isinstance(one, Finding):
        return {
            "code": one.code,
            "severity": str(one.severity),
            "message": _data(one.message),
            "hint": _data(one.hint),
            "source": _data(one.place.source),
            "line": one.place.line,
            "address": str(one.place.address),
            "excerpt": one.place.excerpt,
        }
    return _data(one)


def made_again(data: Data) -> Finding | str:
    """Give what *data* was made of. What was kept as a sentence is that sentence."""
    if isinstance(data, Mapping) and "code" in data:
        return _Kept(
            code=str(data["code"]),
            severity=Severity(str(data["severity"])),
            message=_words(data["message"]),
            hint=_words(data["hint"]),
            place=Place(
                source=_words(data["source"]),
                line=int(str(data["line"])),
                address=str(data["address"]),
                excerpt=str(data["excerpt"]),
            ),
        )
    return _words(data)


def _data(fact: object) -> Data:
    match fact:
        case Cited():
            return {"cited": str(fact)}
        case Listed():
            return {"listed": [_data(one) for one in fact.items], "between": fact.between}
        case Phrase():
            facts = {name: _data(one) for name, one in fact.facts.items()}
            return {"message": list(fact.message), "words": str(fact), "facts": facts}
        case tuple():
            return [_data(one) for one in fact]
        case int():
            return int(fact)
        case _:
            return str(fact)


def _words(data: Data) -> str:
    found = _fact(data)
    return found if isinstance(found, str) else str(found)


def _fact(data: Data) -> object:
    match data:
        case {"cited": str(name)}:
            return cited(name)
        case {"listed": [*items], "between": str(between)}:
            return listed(map(_words, items), between)
        case {"message": [*messages], "words": str(words), "facts": Mapping() as facts}:
            made = {str(name): _fact(one) for name, one in facts.items()}
            return Phrase.made(tuple(map(str, messages)), words, made)
        case str() | int():
            return data
        case [*several]:
            return tuple(map(_fact, several))
        case _:
            return str(data)
