"""Numbers among words: figures, number words, dates, percentages, each with what it is compared by."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import regex

from travaux.compare.quantity import (
    CARDINALS,
    FRACTIONS,
    HAN,
    HAN_MEASURES,
    HAN_ONE,
    HAN_UNITS,
    HUNDRED,
    MONTHS,
    UNITS,
)
from travaux.text import numeral

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIGURE: Final = regex.compile(r"\p{Nd}[\p{Nd}.,٫٬]*(?P<percent>[%٪‰])?(?P<rest>.*)", regex.DOTALL)
_GROUP: Final = 3
"""Digits in a group: 9 000, 9,000."""
_AND: Final = frozenset({"and", "et", "y", "e", "-"})


def number_at(words: Sequence[str], folded: Sequence[str], at: int, language: str) -> tuple[int, str] | None:
    """Read the number that begins with word *at*: where it ends, and its key; None if there is none.

    *folded* are the words as they are looked up. A number in words and the same in figures have one
    key; with another unit of time behind it, or another month beside it, the key is another.
    """
    if words[at] in HAN:
        return _han_number(words, at)
    end, parts = at, list[str]()
    while end < len(words):
        values = _values(words, folded, end, language)
        if values is not None:
            end += len(values[1])
            parts += values[0]
            continue
        joins = bool(parts) and end + 1 < len(words) and folded[end] in _AND
        if joins and language != "zh" and _words_value(folded[end + 1], language) and parts[-1].isdigit():
            end += 1
            continue
        break
    if all(part in _LONE for part in parts):
        return None
    key = _summed(parts)
    if end < len(words) and (unit := _unit(folded[end], language)) is not None:
        return end + 1, f"{key} {unit}"
    return end, key


_LONE: Final = frozenset(f"month {number}" for number in range(1, 13))


def _unit(word: str, language: str) -> str | None:
    if language == "zh":
        return f"unit {word}" if word in HAN_UNITS else None
    unit = UNITS.get(language, {}).get(word.rstrip("'").removesuffix("'s"))
    return None if unit is None else f"unit {unit}"


def _values(
    words: Sequence[str], folded: Sequence[str], at: int, language: str
) -> tuple[tuple[str, ...], Sequence[str]] | None:
    """Give what word *at* is worth in a number, and the words that say it."""
    word = words[at]
    if (found := _FIGURE.fullmatch(word)) is not None and word[0].isdecimal():
        figure = word
        end = at + 1
        while not found["percent"] and not found["rest"] and _continues(words, end, figure):
            figure += words[end]
            end += 1
        if language == "zh" and end < len(words) and words[end] in "年月日" and found["rest"] == "":
            return (_figure(figure), f"unit {words[end]}"), words[at : end + 1]
        return (_figure(figure),), words[at:end]
    value = _words_value(folded[at], language)
    return None if value is None else (value, words[at : at + 1])


def _continues(words: Sequence[str], at: int, figure: str) -> bool:
    return (
        at < len(words)
        and len(words[at]) == _GROUP
        and words[at].isdecimal()
        and len(figure) % _GROUP != 0
        and len(figure) <= _GROUP
        and figure.isdecimal()
    )


def _figure(printed: str) -> str:
    digits = "".join(str(int(char)) if char.isdecimal() else char for char in printed)
    digits = digits.replace("٫", ".").replace("٬", ",").replace("٪", "%")
    digits = regex.sub(r"(?<=\d)[.,](?=\d{3}(?!\d))", "", digits)
    return digits.replace(",", ".").lstrip("0") or "0"


@lru_cache(maxsize=1 << 14)
def _words_value(word: str, language: str) -> tuple[str, ...] | None:
    """Give what a number word is worth: its parts where it is hyphened; None where it is none."""
    parts = word.replace("‐", "-").replace("‑", "-").split("-")
    found: list[str] = []
    for part in parts:
        value = _part(part, language)
        if value is None and part in _AND and found:
            continue
        if value is None:
            return None
        found.append(value)
    return tuple(found)


def _part(word: str, language: str) -> str | None:
    known = CARDINALS.get(language, {}).get(word)
    if known is None and language == "ar" and word[:1] == "و":
        known = CARDINALS["ar"].get(word[1:])
    if known is not None:
        return str(known)
    if word in FRACTIONS.get(language, ()):
        return f"part {word}"
    months = _months(language)
    if word in months:
        return f"month {months[word]}"
    ordinal = _ordinal(word, language)
    return None if ordinal is None else f"#{ordinal}"


def is_month(words: Sequence[str], at: int, language: str) -> bool:
    """Tell whether word *at* names a month, in capitals and beside a figure: "1 May", and not "may"."""
    word = words[at]
    beside = (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])
    return (
        word[0].isupper() and word.lower() in _months(language) and any(one[0].isdecimal() for one in beside)
    )


@lru_cache(maxsize=16)
def _months(language: str) -> dict[str, int]:
    return {name.lower(): at for at, name in enumerate(MONTHS.get(language, "").split(), start=1)}


_NO_ORDINALS: Final = frozenset({"unique", "único", "única"})


def _ordinal(word: str, language: str) -> int | None:
    if language == "ar":
        return numeral.word(word) if word.startswith("ال") else None
    if language not in {"en", "fr", "es", "ru"} or word in _NO_ORDINALS:
        return None
    value = numeral.word(word)
    return None if value is None or word in CARDINALS.get("en", {}) else value


def _summed(parts: Sequence[str]) -> str:
    """Put the parts of a number together: 100, 20, 5 is 125; what does not add up stays side by side."""
    total: list[str] = []
    current: int | None = None
    last = 0
    for part in parts:
        if not part.isdigit():
            if current is not None:
                total.append(str(current))
                current = None
            total.append(part)
            continue
        value = int(part)
        if current is None:
            current, last = value, value
        elif value >= HUNDRED and value > last:
            current, last = current * value, value
        elif value < last:
            current, last = current + value, value
        else:
            total.append(str(current))
            current, last = value, value
    if current is not None:
        total.append(str(current))
    return " ".join(total)


def _han_number(words: Sequence[str], at: int) -> tuple[int, str] | None:
    """Read a Han numeral: a run of several, or one before a measure; 百分之三十 and 三分之二 are one."""
    end = at
    while end < len(words) and words[end] in HAN:
        end += 1
    run = "".join(words[at:end])
    following = words[end] if end < len(words) else ""
    if following == "分" and words[end + 1 : end + 2] == ["之"]:
        rest = end + 2
        while rest < len(words) and words[rest] in HAN:
            rest += 1
        if rest > end + 2:
            return rest, f"{_han(run)}/{_han(''.join(words[end + 2 : rest]))}"
    ordinal = at > 0 and words[at - 1] == "第"
    if len(run) == 1 and not ordinal:
        measures = HAN_ONE if run == "一" else HAN_MEASURES
        if following not in measures:
            return None
    key = f"#{_han(run)}" if ordinal else _han(run)
    return (end + 1, f"{key} unit {following}") if following in HAN_UNITS and following else (end, key)


def _han(run: str) -> str:
    head, ten_thousand, rest = run.partition("万")
    if ten_thousand:
        return str((numeral.han(head) or 1) * 10_000 + (numeral.han(rest) or 0)) if "亿" not in run else run
    value = numeral.han(run)
    return run if value is None else str(value)
