"""The words by which provisions are called, in the six languages and German; patterns, one table."""

from __future__ import annotations

from typing import Final

from travaux.text.kind import Kind
from travaux.text.numeral import arabic

_LATIN_AND_RUSSIAN: Final[dict[Kind, str]] = {
    Kind.ARTICLE: r"articles?|arts?\.|art(?=[ \u00A0])|art[ií]culos?|artikels?"
    r"|стат(?:ья|ьи|ье|ью|ьей|ей)|ст\.",
    Kind.CHAPTER: r"chapters?|chap\.|chapitres?|cap[ií]tulos?|cap\.|kapitels?|глав(?:а|ы|е|у|ой)",
    Kind.PART: r"part|partie|partes?|teil|част(?:ь|и|ью)",
    Kind.DIVISION: r"title|titre|t[ií]tulo|titel|титул",
    Kind.SECTION: r"sections?|sect\.|secci[oó]n|abschnitt|раздел(?:а|у|е|ом)?",
    Kind.ANNEX: r"annex(?:es)?|annexes?|anexos?|anhang|приложени(?:е|я|ю|и|ем)",
    Kind.APPENDIX: r"appendix|appendices?|ap[ée]ndices?|добавлени(?:е|я|ю|и|ем)",
    Kind.BOOK: r"book|livre|libro|buch|книга",
    Kind.ALTERNATIVE: r"options?|opci[oó]n|alternatives?|alternativa|alt\.?"
    r"|variante?s?|вариант(?:а|е|у|ом)?",
    Kind.RECITAL: r"recitals?|considérants?|considerandos?|erwägungsgrund|"
    r"preambular paragraph|alinéa du préambule|пункт преамбулы",
    Kind.PREAMBLE: r"preamble|préambule|pre[aá]mbulo|präambel|преамбул(?:а|ы|е|у|ой)",
    Kind.PARAGRAPH: r"paragraphs?|paras?\.?|paragraphes?|párrafos?|párr\.|absatz|abs\."
    r"|пункт(?:а|е|у|ом|ы|ов)?|п\.",
    Kind.POINT: r"points?|letra|lit\.|litt?era|buchstabe|alínea|inciso|apartado|подпункт(?:а|е|у|ом|ы|ов)?",
    Kind.SUBPOINT: r"sub-?points?",
    Kind.INDENT: r"indents?|tirets?|guion|абзац(?:а|е|у|ем)?",
    Kind.FORMULA: r"enacting words",
    Kind.CLOSING: r"closing words",
    Kind.HEADING: r"headings?",
    Kind.TABLE: r"table rows?|tables?",
    Kind.FOOTNOTE: r"footnotes?",
    Kind.BLOCK: r"blocks?",
    Kind.UNREAD: r"unread parts?",
}
_SUBPARAGRAPH: Final = r"sub-?paragraphs?|sub-?paras?\.?|alinéas?|sous-paragraphes?|apartados?|subpárrafos?"
_ARABIC: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.ARTICLE: ("المادة", "مادة", "المادتين", "المادتان", "المواد", "للمادة"),
    Kind.CHAPTER: ("الفصل",),
    Kind.PART: ("الباب", "الجزء"),
    Kind.SECTION: ("القسم", "الفرع"),
    Kind.ANNEX: ("المرفق", "الملحق"),
    Kind.APPENDIX: ("التذييل",),
    Kind.BOOK: ("الكتاب",),
    Kind.ALTERNATIVE: ("الخيار", "البديل"),
    Kind.PREAMBLE: ("الديباجة", "ديباجة"),
    Kind.PARAGRAPH: ("الفقرة", "الفقرتين", "الفقرتان", "الفقرات", "للفقرة"),
    Kind.POINT: ("الفقرة الفرعية", "النقطة"),
}
_HAN_AFTER: Final[dict[Kind, str]] = {
    Kind.ALTERNATIVE: "备选案文|选项",
    Kind.ANNEX: "附件",
    Kind.APPENDIX: "附录",
    Kind.PREAMBLE: "序言",
}
HAN: Final[dict[str, Kind]] = {
    "条": Kind.ARTICLE,
    "章": Kind.CHAPTER,
    "节": Kind.SECTION,
    "编": Kind.PART,
    "部分": Kind.PART,
    "卷": Kind.BOOK,
    "款": Kind.PARAGRAPH,
    "项": Kind.POINT,
    "目": Kind.SUBPOINT,
    "段": Kind.PARAGRAPH,
}
"""What stands after the numeral in Chinese: 第五条."""

UNNUMBERED: Final = frozenset({Kind.PREAMBLE, Kind.ANNEX, Kind.APPENDIX})
"""Kinds whose keyword may stand alone."""

CALLED_BY_PLACE: Final = frozenset(
    {
        *(Kind.PARAGRAPH, Kind.POINT, Kind.SUBPOINT, Kind.INDENT, Kind.FORMULA, Kind.CLOSING),
        *(Kind.HEADING, Kind.TABLE, Kind.FOOTNOTE, Kind.BLOCK, Kind.UNREAD),
    }
)
"""Kinds that are called by a word only in references; their own labels have none."""

PLURAL: Final = r"(?:(?i:.*[sиях])|المادتين|المادتان|المواد|الفقرتين|الفقرتان|الفقرات)"
"""Keywords that several numbers may follow: "Articles 4 and 5"."""


def _pattern(kind: Kind) -> str:
    latin = _LATIN_AND_RUSSIAN[kind] + ("|" + _SUBPARAGRAPH if kind is Kind.POINT else "")
    others = [*(arabic(word) for word in _ARABIC.get(kind, ()))]
    if kind in _HAN_AFTER:
        others.append(_HAN_AFTER[kind])
    others.sort(key=len, reverse=True)
    tail = "".join(f"|{word}" for word in others)
    return rf"(?P<{kind.value}>(?:(?i:{latin})(?<=[.\p{{L}}])(?!\p{{L}}){tail}))"


WORDS: Final[dict[Kind, str]] = {kind: _pattern(kind) for kind in _LATIN_AND_RUSSIAN}
"""For each kind, a pattern with a group of its name."""


def is_han(word: str) -> bool:
    """Tell whether a keyword is Chinese: no white space is written around it."""
    return any(word in names.split("|") for names in _HAN_AFTER.values())
