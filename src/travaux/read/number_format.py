"""The formats of automatic numbers: figures, letters and words as Word prints them."""

from collections.abc import Callable
from typing import Final

from travaux.text.numeral import in_roman

_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN: Final = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""Without ё, й, ъ and ь."""
_ARABIC_ALPHA: Final = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HEBREW: Final = "אבגדהוזחטיכלמנסעפצקרשת"
_THAI: Final = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_KOREAN: Final = "가나다라마바사아자차카타파하"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
_CHINESE: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_LARGEST_ROMAN: Final = 3999
"""Word prints larger numbers in figures."""
_ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_LONGEST: Final = 40
"""Letters that a repeated letter may run to, and thousands in a Roman number; beyond, figures are printed."""


def numeral(value: int, form: str) -> str | None:
    """Print *value* in the ``w:numFmt`` *form*; None where the form is not known here.

    ``none`` and ``bullet`` print nothing; "001" prints three figures or more. Where a form cannot
    express the value (0 in Roman figures, 101 in English words), it is printed in figures, as Word
    does. Source: ISO/IEC 29500-1, ST_NumberFormat.
    """
    if form.startswith("0"):
        return f"{value:0{len(form)}}"
    write = _FORMS.get(form)
    return None if write is None else write(value)


def _figures(value: int) -> str:
    return str(value)


def _roman(value: int) -> str:
    return in_roman(value).lower() if 0 < value <= _LARGEST_ROMAN else str(value)


def _letters(alphabet: str) -> Callable[[int], str]:
    """Word goes on after the last letter by doubling: z, aa, bb."""

    def write(value: int) -> str:
        times, index = divmod(value - 1, len(alphabet))
        return alphabet[index] * (times + 1) if 0 <= times < _LONGEST else str(value)

    return write


def _once(signs: str) -> Callable[[int], str]:
    """Signs that are not repeated: figures follow the last."""

    def write(value: int) -> str:
        return signs[value - 1] if 0 < value <= len(signs) else str(value)

    return write


def _digits(ten: str) -> Callable[[int], str]:
    def write(value: int) -> str:
        return str(value).translate(str.maketrans("0123456789", ten))

    return write


def _chinese(digits: str, tens: str, *, drops_one: bool) -> Callable[[int], str]:
    """Count in Chinese up to 9,999: 十一, 二十, 一百零五."""

    def write(value: int) -> str:
        if not 0 < value < 10_000:  # noqa: PLR2004 - what the three signs of *tens* reach
            return str(value)
        printed, gap = "", False
        for place, figure in zip((3, 2, 1, 0), f"{value:04}", strict=True):
            if figure == "0":
                gap = bool(printed)
                continue
            printed += ("零" if gap else "") + digits[int(figure)] + (tens[place - 1] if place else "")
            gap = False
        return printed[1:] if drops_one and printed.startswith(digits[1] + tens[0]) else printed

    return write


def _chinese_counting(value: int) -> str:
    """Count with 十 up to 99 and figure by figure from 100: 九十九, 一○○ (MS-DOCX, 2.4)."""
    if not 0 < value < 100:  # noqa: PLR2004
        return _digits("○一二三四五六七八九")(value)
    return _chinese(_CHINESE, "十百千", drops_one=True)(value)


def _cardinal(value: int) -> str:
    if not 0 <= value < 100:  # noqa: PLR2004 - no list of provisions in words goes further
        return str(value)
    tens, ones = divmod(value, 10)
    if tens < len(("zero", "ten")):
        return _ONES[value]
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def _ordinal_words(value: int) -> str:
    head, hyphen, last = _cardinal(value).rpartition("-")
    if last.isdigit():
        return _ordinal(value)
    return (
        head + hyphen + (_IRREGULAR.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"))
    )


def _ordinal(value: int) -> str:
    teen = value // 10 % 10 == 1
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _capital(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda value: write(value).capitalize()


def _upper(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda value: write(value).upper()


_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "": _figures,
    "decimal": _figures,
    "decimalZero": lambda value: f"{value:02}",
    "decimalHalfWidth": _figures,
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _once("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedCircleChinese": _once("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    "decimalEnclosedFullstop": _once("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _once("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "numberInDash": lambda value: f"- {value} -",
    "hex": lambda value: f"{value:X}",
    "none": lambda _: "",
    "bullet": lambda _: "",
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _upper(_letters(_LATIN)),
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
    "ordinal": _ordinal,
    "cardinalText": _capital(_cardinal),
    "ordinalText": _capital(_ordinal_words),
    "chicago": _letters("*†‡§"),
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _upper(_letters(_RUSSIAN)),
    "arabicAlpha": _letters(_ARABIC_ALPHA),
    "arabicAbjad": _letters(_ARABIC_ABJAD),
    "hindiNumbers": _digits("०१२३४५६७८९"),
    "thaiNumbers": _digits("๐๑๒๓๔๕๖๗๘๙"),
    "thaiLetters": _letters(_THAI),
    "hebrew2": _letters(_HEBREW),
    "ganada": _letters(_KOREAN),
    "ideographDigital": _digits(_CHINESE),
    "japaneseDigitalTenThousand": _digits(_CHINESE),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "chineseCounting": _chinese_counting,
    "chineseCountingThousand": _chinese(_CHINESE, "十百千", drops_one=True),
    "taiwaneseCounting": _chinese_counting,
    "taiwaneseCountingThousand": _chinese(_CHINESE, "十百千", drops_one=True),
    "japaneseCounting": _chinese(_CHINESE, "十百千", drops_one=True),
    "chineseLegalSimplified": _chinese(_LEGAL, "拾佰仟", drops_one=False),
    "ideographTraditional": _once(_STEMS),
    "ideographZodiac": _once(_BRANCHES),
}
