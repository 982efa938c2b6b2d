"""What numerals are worth, in each script: digits, Roman, letters, Han, words, and Latin suffixes.

The patterns say what may be a numeral; the functions say what it is worth, None where it is none.
"""

from __future__ import annotations

from typing import Final

import regex

_UNITS: Final = ("", "un", "duo", "ter", "quater", "quin", "sex", "sept", "octo", "novo")
_TENS: Final = {10: "decies", 20: "vicies"}

LATIN: Final[dict[int, str]] = {
    **dict(enumerate("bis ter quater quinquies sexies septies octies novies".split(), start=2)),  # noqa: SIM905
    **{ten + unit: _UNITS[unit] + name for ten, name in _TENS.items() for unit in range(10)},
}
"""How a number inserted after another is named: 2 is "bis", up to 29, "novovicies"."""

_LATIN_VALUES: Final[dict[str, int]] = {
    **{name: value for value, name in LATIN.items()},
    **{LATIN[unit] + name: ten + unit for ten, name in _TENS.items() for unit in range(2, 10)},
    "quat": 4,
    "quinque": 5,
    "quinques": 5,
    "septdecies": 17,
    "nonies": 9,
    "semelvicies": 21,
    "бис": 2,
    "тер": 3,
    "кватер": 4,
    "квинквиес": 5,
    "сексиес": 6,
    "септиес": 7,
    "октиес": 8,
}


def _either(names: object) -> str:
    return "|".join(regex.escape(str(name)) for name in sorted(names, key=lambda it: -len(str(it))))  # type: ignore[call-overload]


GAP: Final = r"[ \u00A0\u202F]"

# Arabic is written with or without hamza, vowel signs and the stretching stroke.
_LOOSE: Final = {"ا": "[اأإآ]", "ي": "[يى]", "ء": "[ءأإئؤ]"}
STROKES: Final = r"[\u0640\u064B-\u0652\u0670]"


def arabic(word: str) -> str:
    """Make the pattern that finds an Arabic *word* however its hamzas, vowels and strokes are written."""
    return "".join(GAP + "+" if char == " " else _LOOSE.get(char, char) + STROKES + "*" for char in word)


def _plain(word: str) -> str:
    bare = regex.sub(STROKES, "", word).replace("ى", "ي")
    return regex.sub(r"\s+", " ", regex.sub("[أإآ]", "ا", bare))


def _counted(*lines: str) -> dict[str, int]:
    return {word: value for line in lines for value, word in enumerate(line.split(), start=1)}


_ARABIC_UNITS: Final = _counted(
    "الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر",
    "الاولي الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة",
    "الحادي",
    "الحادية",
)
_ARABIC_TENS: Final = {
    name + ending: 10 * (ten + 2)
    for ten, name in enumerate(("عشر", "ثلاث", "اربع", "خمس", "ست", "سبع", "ثمان", "تسع"))
    for ending in ("ون", "ين")
}
_ARABIC_LETTERS: Final = _counted(
    "الف باء جيم دال هاء واو زاي حاء طاء ياء كاف لام ميم نون سين عين فاء صاد قاف"
)
_SUFFIX_ARABIC: Final = {"مكرر": 2, "مكررا": 2, "مكررة": 2} | {
    f"{name} {count}": value
    for name in ("مكرر", "مكررا")
    for value, count in enumerate(("ثانيا", "ثالثا", "رابعا"), start=3)
}


def _longest(names: dict[str, int]) -> str:
    return "|".join(arabic(name) for name in sorted(names, key=len, reverse=True))


_ARABIC_WORD: Final = (
    rf"(?:{_longest(_ARABIC_UNITS)}){GAP}+(?:{arabic('عشرة')}|{arabic('عشر')})(?!\p{{L}})"
    rf"|(?:(?:{_longest(_ARABIC_UNITS)}){GAP}+و)?ال(?:{_longest(_ARABIC_TENS)})(?!\p{{L}})"
    rf"|(?:{_longest(_ARABIC_UNITS)}|{_longest(_ARABIC_LETTERS)})(?!\p{{L}})"
)

_WORDS: Final = _counted(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième "
    "douzième treizième quatorzième quinzième",
    "première seconde",
    "primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo",
    "primera segunda tercera cuarta quinta sexta séptima octava novena décima",
    "primer",
    "unique",
    "único",
    "única",
    "erster zweiter dritter vierter fünfter sechster siebter achter neunter zehnter",
    "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte",
)
_RUSSIAN: Final = _counted(
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат "
    "пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат"
)
_RUSSIAN_ENDING: Final = "(?:ая|ый|ое|ой|ого|ую|ом|ому|ий|ья|ье|ьей|ьего|ью|ьем)"

WORD: Final = (
    rf"(?:(?i:{_either(_WORDS)}|(?:{_either(_RUSSIAN)}){_RUSSIAN_ENDING})(?!\p{{L}})|{_ARABIC_WORD})"
)
DIGITS: Final = r"(?:\p{Nd}{1,4}(?:\.\p{Nd}{1,3})*(?!\p{Nd})(?:\.?[°ºª]|(?i:er|re|ère)(?!\p{L}))?)"
LETTERS: Final = (
    rf"(?:\p{{Lu}}{{1,6}}|\p{{Ll}}{{1,7}}|[\u0621-\u064A]{STROKES}*(?:{GAP}?[\u0621-\u064A]{STROKES}*)?)"
)
STEM: Final = "甲乙丙丁戊己庚辛壬癸"
HAN: Final = r"[〇零一二三四五六七八九十百千两廿卅]+"

_LATIN_SUFFIX: Final = rf"(?i:{_either(_LATIN_VALUES)})(?!\p{{L}})"
ORDINAL_SUFFIX: Final = (
    rf"(?:[ \u00A0\u202F\-‐‑]?{_LATIN_SUFFIX}|{GAP}?(?:{_longest(_SUFFIX_ARABIC)})(?!\p{{L}})"
    rf"|[条章节款项]?之{HAN})"
)
LETTER_SUFFIX: Final = (
    r"(?:(?<=\p{N})(?:\p{Ll}{1,2}|\p{Lu}{1,2})(?!\p{L})"
    rf"|{GAP}[a-xа-ж](?!\p{{L}})(?!\s+[\p{{Ll}}\p{{N}}])"
    rf"|{GAP}\p{{Lu}}{{1,2}}(?!\p{{L}})(?=\s*(?:$|[^\w\s])))"
)

_ROMAN: Final = regex.compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_ALIKE: Final = str.maketrans("ІХСМіхсм", "IXCMixcm")
_ROMAN_VALUES: Final = {
    "M": 1000,
    "CM": 900,
    "D": 500,
    "CD": 400,
    "C": 100,
    "XC": 90,
    "L": 50,
    "XL": 40,
    "X": 10,
    "IX": 9,
    "V": 5,
    "IV": 4,
    "I": 1,
}


def roman(printed: str) -> int | None:
    """Read a Roman numeral in capitals or small letters, Cyrillic look-alikes included ("ІХ")."""
    capitals = printed.translate(_ROMAN_ALIKE)
    if not (capitals.isupper() or capitals.islower()):
        return None
    capitals = capitals.upper()
    if _ROMAN.fullmatch(capitals) is None:
        return None
    worth = [_ROMAN_VALUES[char] for char in capitals]
    return sum(-it if at + 1 < len(worth) and it < worth[at + 1] else it for at, it in enumerate(worth))


def in_roman(value: int) -> str:
    """Write *value* as a Roman numeral in capitals; 1 to 3999."""
    shown = ""
    for numeral, worth in _ROMAN_VALUES.items():
        shown += numeral * (value // worth)
        value %= worth
    return shown


def in_letters(value: int) -> str:
    """Write *value* in small letters as lists count on after z: 27 is "aa", 28 "ab"; from 1."""
    shown = ""
    while value:
        value, letter = divmod(value - 1, 26)
        shown = chr(ord("a") + letter) + shown
    return shown


_HAN_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS: Final = {"十": 10, "百": 100, "千": 1000}


def han(printed: str) -> int | None:
    """Read a Han numeral: with its units (一百一十一) or digit by digit (二〇)."""
    printed = printed.replace("廿", "二十").replace("卅", "三十")
    if all(char in _HAN_DIGITS for char in printed):
        return int("".join(str(_HAN_DIGITS[char]) for char in printed)) if printed else None
    total, digit = 0, 0
    for char in printed:
        if char in _HAN_UNITS:
            total += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        elif char in _HAN_DIGITS:
            digit = _HAN_DIGITS[char]
        else:
            return None
    return total + digit


ALPHABETS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзиклмнопрстуфхцчшщэюя",  # as lists count; ё, й, ъ, ы, ь are left out of most of them
    "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",  # the order of Arabic lists
    "αβγδεζηθικλμνξοπρστυφχψω",
    STEM,
)
_BETWEEN: Final = {"ñ": "n", "ё": "е", "й": "и", "ъ": "щ", "ы": "щ", "ь": "щ"}
"""Letters that some lists use and others leave out, each after the letter given."""


_LONGEST_MIXED: Final = 2
"""Letters that differ; "ab" stands in a list, "abc" is a word."""


def letters(printed: str) -> tuple[int, str] | None:
    """Read a letter or a run of letters as lists count them: a value, and the letter if some lists omit it.

    "й" is (9, "й") and "к" is (10, ""). "aa" follows "z", and doubled letters the last in any script.
    """
    if not (printed == printed.upper() or printed == printed.lower()):
        return None
    small = regex.sub(r"\s", "", _plain(printed.lower()))
    if small in _BETWEEN:
        after = letters(_BETWEEN[small])
        return None if after is None else (after[0], small)
    for alphabet in ALPHABETS:
        if small and all(char in alphabet for char in small):
            if len(small) > _LONGEST_MIXED and len(set(small)) > 1:
                return None
            value = 0
            for char in small:
                value = value * len(alphabet) + alphabet.index(char) + 1
            return value, ""
    return None


def word(printed: str) -> int | None:
    """Read a number in words: "premier", "Unique", "first", "الحادي والعشرون", "первая"."""
    small = printed.lower()
    if small in _WORDS:
        return _WORDS[small]
    stem = regex.sub(f"{_RUSSIAN_ENDING}$", "", small.replace("ё", "е"))
    if stem != small and stem in _RUSSIAN:
        return _RUSSIAN[stem]
    plain = _plain(printed)
    if plain in _ARABIC_LETTERS:
        return _ARABIC_LETTERS[plain]
    unit, _, rest = plain.partition(" ")
    if rest in {"عشر", "عشرة"}:
        return 10 + _ARABIC_UNITS[unit] if unit in _ARABIC_UNITS else None
    tens = rest.removeprefix("و") if rest else unit
    if tens.removeprefix("ال") in _ARABIC_TENS:
        return _ARABIC_TENS[tens.removeprefix("ال")] + (_ARABIC_UNITS.get(unit, 0) if rest else 0)
    return _ARABIC_UNITS.get(unit) if not rest else None


def suffix(printed: str) -> tuple[int, str] | None:
    """Read what follows a numeral: (2, "bis") for " bis", "-бис", "مكررا" or "之二"; (1, "a") for " a"."""
    bare = printed.strip(" \u00a0\u202f-‐‑").lower()
    if bare in _LATIN_VALUES:
        return _LATIN_VALUES[bare], "bis"
    if _plain(bare) in _SUFFIX_ARABIC:
        return _SUFFIX_ARABIC[_plain(bare)], "bis"
    if "之" in bare:
        value = han(bare.partition("之")[2])
        return None if value is None else (value, "bis")
    value_of = letters(bare)
    return None if value_of is None else (value_of[0], "a")
