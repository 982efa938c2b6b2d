"""A page about the record whose entries and provisions have pages of their own."""

from travaux.render.element import written
from travaux.render.record_lines import told_lines
from travaux.render.record_markdown import told_markdown
from travaux.render.record_page import Ways, said, section, told_body
from travaux.render.told import Line, Named, Section, Theirs, Told, line

OF = Named(words="Article 4", draft=2, address="art_4")
LINE = line("Article 4: asked by ARD, entry 12; see entry 13", Theirs(" entry 12, Article 4"), of=OF)
WAYS = Ways(
    entry=lambda index: f"/record/{index}/" if index == 12 else None,
    provision=lambda named: f"/article/{named.address}/?draft={named.draft}",
)


def html(one: Line, ways: Ways | None) -> str:
    return str(written(said(one, ways)))


def test_what_is_named_leads_to_its_page_and_no_words_of_others_do() -> None:
    assert html(LINE, WAYS) == (
        '<a href="/article/art_4/?draft=2">Article 4</a>: asked by ARD, <a href="/record/12/">entry 12</a>; '
        'see entry 13<q class="w" dir="auto"> entry 12, Article 4</q>'
    )


def test_where_nothing_has_a_page_nothing_leads_anywhere() -> None:
    assert html(LINE, None) == (
        'Article 4: asked by ARD, entry 12; see entry 13<q class="w" dir="auto"> entry 12, Article 4</q>'
    )
    bare = line(*LINE.said)
    one, other = (Told(title=("T",), sections=(Section(title="S", lines=(it,)),)) for it in (LINE, bare))
    assert told_lines(one) == told_lines(other)
    assert told_markdown(one) == told_markdown(other)
    assert written(told_body(one)) == written(told_body(other))


def test_a_folded_section_holds_all_that_an_open_one_does() -> None:
    one = Section(title="S", lines=(line("a", below=(line("b"),)), line("c")))
    assert str(written(section(one, fold=True))) == (
        '<section><h2>S</h2><ul><li class="fold"><details><summary>a</summary>'
        "<ul><li>b</li></ul></details></li><li>c</li></ul></section>"
    )
