"""Two drafts on one page: both wordings of what was reworded, both numbers of what moved."""

import pytest
from lxml import html
from lxml.html import HtmlElement

from travaux.compare.comparison import compare
from travaux.read.plain import read_plain
from travaux.render.comparison_page import comparison_page
from travaux.text.instrument import Text

OLD = """\
# Agreement on Locks

## Article 1 – Hours

1. The locks are worked from six to eighteen hours.

2. The Parties publish the hours of the coming month.

## Article 2 – Ice

Closures caused by ice are not subject to notification.

## Article 3 – Costs

Each Party bears its own costs.
"""

NEW = """\
# Agreement on Locks

## Article 1 – Hours

1. The locks are worked from five to twenty hours.

2. The Parties publish the hours of the coming month.

3. A lock that is closed shows two red lights.

## Article 2 – Costs

Each Party bears its own costs.
"""


def text(source: str) -> Text:
    read = read_plain(source.encode()).text
    assert read is not None
    return read


def page(old: str, new: str) -> HtmlElement:
    written = comparison_page(compare(text(old), text(new)))
    return html.document_fromstring(written, parser=html.HTMLParser(encoding="utf-8"))


def side(tree: HtmlElement, anchor: str, gone: str) -> str:
    """One wording of a provision: all of its words but those in *gone* elements."""
    (here,) = tree.xpath(f"//div[@id='{anchor}']//*[@class='words']")
    return "".join(one.text_content() for one in here.xpath(f".//*[@class='w'][not(ancestor::{gone})]"))


def test_both_wordings_of_what_was_reworded_stand_in_one_line() -> None:
    tree = page(OLD, NEW)
    assert side(tree, "art_1__para_1", "ins") == "The locks are worked from six to eighteen hours."
    assert side(tree, "art_1__para_1", "del") == "The locks are worked from five to twenty hours."


def test_what_came_went_or_was_numbered_anew_says_so() -> None:
    tree = page(OLD, NEW)
    captions = {
        one.xpath("string(ancestor::div[@id][1]/@id)"): one.text_content()
        for one in tree.xpath("//p[@class='cap']")
    }
    assert captions == {
        "art_1__para_3": "added",
        "art_2": "was numbered Article 3",
        "old-art_2": "removed",
        "old-art_2__para_1": "removed",
    }


def test_the_figures_count_each_provision_once_and_state_the_rule() -> None:
    facts = [one.text_content() for one in page(OLD, NEW).xpath("//div[@class='facts']/p")]
    assert facts[1:] == [
        "5 as they were · 1 reworded · 1 added · 2 removed",
        (
            "Every provision of either draft is counted once: as it was, reworded, moved (reworded as well "
            "or not), split, merged, added or removed. White space alone is no change of words."
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "language", "direction"),
    [
        (
            "المادة 1\n\n1. يخطر كل طرف الأطراف الأخرى.\n",
            "المادة 1\n\n1. يبلغ كل طرف الأطراف الأخرى.\n",
            "ar",
            "rtl",
        ),
        ("第一条\n\n1. 各方应通知其他各方。\n", "第一条\n\n1. 各方宜通知其他各方。\n", "zh", "ltr"),
        (
            "Статья 1\n\n1. Стороны уведомляют друг друга.\n",
            "Статья 1\n\n1. Стороны извещают друг друга.\n",
            "ru",
            "ltr",
        ),
        (
            "Article 1\n\n1. Les Parties se notifient les exercices.\n",
            "Article 1\n\n1. Les Parties s'annoncent les exercices.\n",
            "fr",
            "ltr",
        ),
    ],
)
def test_the_page_runs_as_its_text_does(old: str, new: str, language: str, direction: str) -> None:
    tree = page(old, new)
    (line,) = tree.xpath("//div[@id='art_1__para_1']//div[@class='words']")
    assert (line.get("lang"), line.get("dir"), tree.get("dir")) == (language, direction, direction)
    assert side(tree, "art_1__para_1", "ins") == old.partition("1. ")[2].rstrip("\n")
    assert side(tree, "art_1__para_1", "del") == new.partition("1. ")[2].rstrip("\n")


def test_words_stay_words() -> None:
    attack = "<script>alert(1)</script>"
    tree = page(OLD, NEW.replace("five", attack))
    assert tree.xpath("//script") == []
    assert side(tree, "art_1__para_1", "del") == f"The locks are worked from {attack} to twenty hours."


def test_a_reference_that_follows_the_renumbering_is_called_the_same() -> None:
    old = OLD + "\n## Article 4 – Arrears\n\nCosts under Article 3 fall due each year.\n"
    new = NEW + "\n## Article 3 – Arrears\n\nCosts under Article 2 fall due each year.\n"
    tree = page(old, new)
    (here,) = tree.xpath("//ins[span[@class='vh'] = 'same reference, now ']/ancestor::div[@class='says']")
    assert "".join(here.xpath(".//*[@class='words']//text()")) == (
        "Costs under Article same reference, was 3same reference, now 2 fall due each year."
    )
    assert here.xpath("string(p)") == "same reference, renumbered: Article 3 is now Article 2"
    assert "1 of those reworded only in references that follow a renumbering" in tree.xpath(
        "string(//*[@class='facts'])"
    )


def test_words_on_which_an_obligation_turns_are_listed_above_the_text() -> None:
    tree = page(OLD, NEW.replace("bears", "shall bear"))
    assert [
        (
            item.xpath("string(./a/@href)"),
            [" ".join(one.text_content().split()) for one in item.xpath("./ul/li")],
        )
        for item in tree.xpath("//*[@class='alerts']/ul/li")
    ] == [
        (
            "#art_1__para_1",
            [
                "number changed locks are worked from removed: six added: five to twenty hours.",
                "number changed worked from five to removed: eighteen hours added: twenty hours.",
            ],
        ),
        ("#art_2__para_1", ["modal gained Each Party added: shall bear its own costs"]),
    ]


def test_the_words_listed_are_in_the_direction_of_the_text_and_the_list_in_ours() -> None:
    tree = page("## المادة 1\n\n1. يجب على الأطراف أن تدفع.\n", "## المادة 1\n\n1. ينبغي للأطراف أن تدفع.\n")
    (listed,) = tree.xpath("//*[@class='alerts']")
    assert listed.get("dir") == "ltr"
    assert [(one.get("lang"), one.get("dir")) for one in listed.xpath(".//*[@class='says']")] == [
        ("ar", "rtl")
    ]


def test_the_parts_of_what_was_split_stand_each_where_the_new_draft_has_it() -> None:
    words = (
        "Each Party keeps a register of its locks and sends it to the Commission every year without delay."
    )
    old = (
        f"# Agreement\n\n## Article 1 – Register\n\n{words}\n\n## Article 2 – Costs\n\nEach bears its own.\n"
    )
    first, second = "Each Party keeps a register of its locks", "and sends it to the Commission every year"
    new = (
        f"# Agreement\n\n## Article 1 – Register\n\n{first}\n\n## Article 2 – Reports\n\n"
        f"{second} without delay.\n\n## Article 3 – Costs\n\nEach bears its own.\n"
    )
    found = compare(text(old), text(new))
    assert any(type(one).__name__ == "Split" for one in found.changes)
    ids = page(old, new).xpath("//main//div[@id]/@id")
    shown = [one for one in ids if found.new.index(one) is not None]
    assert shown == [one.eid for one in found.new.provisions]
