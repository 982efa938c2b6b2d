"""Automatic numbers, as Word prints them: before each paragraph, in both views."""

import pytest

from tests.docx_builder import docx, level, num, style
from travaux.read.automatic import Counting
from travaux.read.document import open_document
from travaux.read.number_format import numeral
from travaux.read.tracked import paragraphs, view

TREATY = {
    "1": [
        level("decimal", "Article %1", '<w:pStyle w:val="Heading1"/>'),
        level("decimal", "%2."),
        level("lowerLetter", "(%3)"),
        level("lowerRoman", "(%4)"),
    ]
}
LEGAL = {
    "1": [level("upperRoman", "%1."), level("decimal", "%1.%2"), level("decimal", "%1.%2.%3", "<w:isLgl/>")]
}


def labels(data: bytes, *, accept: bool = True) -> list[str]:
    document = open_document(data)
    numbering = document.manners.numbering
    counting = Counting(numbering)
    found = [
        counting.label(numbering.place(each.properties))
        for each in paragraphs(view(document.body.story, accept=accept))
    ]
    return [label.text if label else "" for label in found]


def test_levels_below_start_again() -> None:
    data = docx(
        "%1.0 a\n%1.1 b\n%1.1 c\n%1.2 d\n%1.2 e\n%1.3 f\n%1.1 g\n%1.2 h\n%1.0 i\n%1.1 j", lists=TREATY
    )
    assert labels(data) == ["Article 1", "1.", "2.", "(a)", "(b)", "(i)", "3.", "(a)", "Article 2", "1."]


def test_numbers_go_on_through_words_without_number_and_tables() -> None:
    data = docx("%1.0 a\nplain\n| %1.1 b | %1.1 c\n%1.1 d\n%1.0 e", lists=TREATY)
    assert labels(data) == ["Article 1", "", "1.", "2.", "3.", "Article 2"]


def test_a_paragraph_counts_only_in_the_views_it_stands_in() -> None:
    """A deleted paragraph must not count, nor an inserted one before it is accepted."""
    data = docx("%1.1 a\n%1.1 {-AA: b-}¶-AA\n%1.1 c\n%1.1 {+AA: d+}¶+AA\n%1.1 e", lists=TREATY)
    assert labels(data, accept=True) == ["1.", "2.", "3.", "4."]
    assert labels(data, accept=False) == ["1.", "2.", "3.", "4."]
    shorter = docx("%1.1 a\n%1.1 {-AA: b-}¶-AA\n%1.1 c", lists=TREATY)
    assert (labels(shorter, accept=True), labels(shorter, accept=False)) == (["1.", "2."], ["1.", "2.", "3."])


def test_words_deleted_without_their_mark_leave_an_empty_numbered_paragraph() -> None:
    data = docx("%1.1 a\n%1.1 {-AA: b-}\n%1.1 c", lists=TREATY)
    assert labels(data, accept=True) == ["1.", "2.", "3."]


def test_a_number_taken_away_with_tracking_is_there_when_that_is_rejected() -> None:
    number = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    change = f'<w:pPrChange w:author="AA"><w:pPr>{number}</w:pPr></w:pPrChange>'
    data = docx(f"%1.1 a\n<w:p><w:pPr>{change}</w:pPr></w:p>\n%1.1 c", lists=TREATY)
    assert labels(data, accept=True) == ["1.", "", "2."]
    assert labels(data, accept=False) == ["1.", "2.", "3."]


def test_figures_throughout_where_the_level_is_legal() -> None:
    data = docx("%1.0 a\n%1.0 b\n%1.1 c\n%1.2 d", lists=LEGAL)
    assert labels(data) == ["I.", "II.", "II.1", "2.1.1"]


def test_a_level_that_was_skipped_stands_at_its_start() -> None:
    data = docx("%1.1 a\n%1.1 b\n%1.0 c", lists=LEGAL)
    assert labels(data) == ["I.1", "I.2", "II."]


def test_lists_that_share_an_abstract_list_go_on_with_each_other() -> None:
    data = docx("%1.1 a\n%7.1 b\n%1.1 c", lists=TREATY, nums=num("7", "1", {}))
    assert labels(data) == ["1.", "2.", "3."]


def test_a_start_of_its_own_applies_once() -> None:
    data = docx("%1.1 a\n%7.1 b\n%7.1 c\n%1.1 d\n%7.1 e", lists=TREATY, nums=num("7", "1", {1: 10}))
    assert labels(data) == ["1.", "10.", "11.", "12.", "13."]


def test_a_list_that_starts_again_starts_its_deeper_levels_again() -> None:
    data = docx("%1.1 a\n%1.2 b\n%7.1 c\n%7.2 d", lists=TREATY, nums=num("7", "1", {1: 1}))
    assert labels(data) == ["1.", "(a)", "1.", "(a)"]


RESTARTS = [("", ["1.", "a", "2.", "a"]), ('<w:lvlRestart w:val="0"/>', ["1.", "a", "2.", "b"])]


@pytest.mark.parametrize(("more", "printed"), RESTARTS)
def test_a_level_may_go_on_under_the_next(more: str, printed: list[str]) -> None:
    lists = {"1": [level("decimal", "%1."), level("lowerLetter", "%2", more)]}
    assert labels(docx("%1.0 a\n%1.1 b\n%1.0 c\n%1.1 d", lists=lists)) == printed


def test_a_level_may_start_again_only_under_one_far_above() -> None:
    lists = {
        "1": [
            level("decimal", "%1"),
            level("decimal", "%2"),
            level("decimal", "%3", '<w:lvlRestart w:val="1"/>'),
        ]
    }
    data = docx("%1.0 a\n%1.1 b\n%1.2 c\n%1.1 d\n%1.2 e\n%1.0 f\n%1.2 g", lists=lists)
    assert labels(data) == ["1", "1", "1", "2", "2", "2", "1"]


STYLES = style("Heading1", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style("Mine", based_on="Heading1")


def test_the_number_of_a_style_and_of_one_based_on_it() -> None:
    data = docx(
        "@Heading1 a\n@Mine b\n@Mine %0.0 c\n@Heading1 d\n@Heading1 %1.1 e", lists=TREATY, styles=STYLES
    )
    assert labels(data) == ["Article 1", "Article 2", "", "Article 3", "1."]


def test_a_list_that_points_to_a_style_is_the_list_of_that_style() -> None:
    nums = (
        '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="9"><w:styleLink w:val="Legal"/>'
        f'<w:lvl w:ilvl="0">{level("decimal", "§ %1")}</w:lvl></w:abstractNum>'
        f"{num('5', '8', {})}{num('6', '9', {})}"
    )
    assert labels(docx("%5.0 a\n%6.0 b", nums=nums)) == ["§ 1", "§ 2"]


BULLETS = [
    ('<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>', "\uf0b7", "•"),
    ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>', "\uf0a7", "▪"),
    ("", "–", "–"),
    ('<w:rPr><w:rFonts w:ascii="Nobody"/></w:rPr>', "\uf041", "•"),
]


@pytest.mark.parametrize(("font", "sign", "printed"), BULLETS)
def test_bullets(font: str, sign: str, printed: str) -> None:
    assert labels(docx("%1.0 a", lists={"1": [level("bullet", sign, font)]})) == [printed]


FORMS = [
    ("decimal", 21, "21"),
    ("decimalZero", 7, "07"),
    ("001", 7, "007"),
    ("lowerLetter", 26, "z"),
    ("lowerLetter", 28, "bb"),
    ("upperLetter", 27, "AA"),
    ("lowerRoman", 14, "xiv"),
    ("upperRoman", 1999, "MCMXCIX"),
    ("upperRoman", 0, "0"),
    ("ordinal", 12, "12th"),
    ("ordinal", 23, "23rd"),
    ("ordinalText", 21, "Twenty-first"),
    ("ordinalText", 30, "Thirtieth"),
    ("ordinalText", 101, "101st"),
    ("cardinalText", 45, "Forty-five"),
    ("none", 4, ""),
    ("bullet", 4, ""),
    ("chicago", 6, "††"),
    ("russianLower", 10, "к"),
    ("russianUpper", 1, "А"),
    ("arabicAlpha", 3, "ت"),
    ("arabicAbjad", 3, "ج"),
    ("hebrew2", 2, "ב"),
    ("hindiNumbers", 12, "१२"),
    ("chineseCounting", 12, "十二"),
    ("chineseCounting", 100, "一○○"),
    ("chineseCountingThousand", 20, "二十"),
    ("chineseCountingThousand", 105, "一百零五"),
    ("chineseCountingThousand", 2010, "二千零一十"),
    ("chineseLegalSimplified", 15, "壹拾伍"),
    ("ideographDigital", 30, "三〇"),
    ("ideographTraditional", 2, "乙"),
    ("decimalEnclosedCircle", 3, "③"),
    ("decimalEnclosedCircle", 21, "21"),
    ("decimalFullWidth", 14, "１４"),
    ("numberInDash", 5, "- 5 -"),
    ("vietnameseCounting", 5, None),
]


@pytest.mark.parametrize(("form", "value", "printed"), FORMS)
def test_formats(form: str, value: int, printed: str | None) -> None:
    assert numeral(value, form) == printed
