"""Exact words. What a party submitted is kept character for character."""

import pytest
from lxml import html

from travaux.render import element as h
from travaux.render.markup import characters, plain, quoted
from travaux.render.readback import characters_of

SPECIMENS = (
    "shall notify",
    "  two  spaces \t and a tab ",
    "a line\nand another\r\nand a third\rand more",
    "“curly” and ‘single’ – dash",
    '<script>alert("1")</script> & <b>bold</b> &amp; &#0; ]]> -->',
    "تلتزم الأطراف بالإخطار",
    "各方应通知其他各方。",
    "more than 20 vessels[^1], and [^two] more",
    "Стороны уведомляют",
    "soft\u00adhyphen, zero\u200bwidth, override\u202eevil\u202c, isolate\u2067x\u2069",
    "NUL\x00 bell\x07 escape\x1b delete\x7f C1\x85",
    "no character \ufffe \U0001ffff \ufdd0, surrogate \ud800",
    "فارسی می\u200cخواهم",
)


@pytest.mark.parametrize("text", SPECIMENS)
def test_a_page_gives_back_the_very_characters(text: str) -> None:
    written = str(quoted(text)).encode()
    element = html.document_fromstring(written, parser=html.HTMLParser(encoding="utf-8")).find(".//q")
    assert element is not None
    assert characters_of(element) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", 'a<span class="hid" data-char="U+202E">\u202e</span>b'),
        ("a\x00b", 'a<span class="hid" data-char="U+0000"></span>b'),
        ("a\rb", "a&#13;b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<i>", "&lt;i&gt;"),
    ],
)
def test_what_cannot_be_seen_is_named_and_kept_in_an_element_of_its_own(text: str, shown: str) -> None:
    assert str(quoted(text)) == f'<q class="w" dir="auto">{shown}</q>'


def test_in_attributes_and_titles_what_cannot_be_seen_is_written_out() -> None:
    assert plain("Bor\u202eeal \x00") == "Bor⟨U+202E⟩eal ⟨U+0000⟩"


def test_words_without_anything_hidden_are_one_node() -> None:
    assert characters("各方 shall") == ["各方 shall"]


def test_marks_of_footnotes_in_a_quotation_are_raised() -> None:
    raised = str(quoted("20 vessels[^1] & more"))
    assert (
        '20 vessels<span class="fn"><span class="fs">[^</span>1<span class="fs">]</span></span> &amp; more'
        in raised
    )


def test_several_lines_that_are_quoted_stand_apart_and_keep_every_character() -> None:
    assert h.written(quoted("Line one\nPosition: deletes")) == (
        '<q class="w several" dir="auto">Line one\nPosition: deletes</q>'
    )
    assert h.written(quoted("Line one")) == '<q class="w" dir="auto">Line one</q>'
