"""Who is where: brackets in the line, paragraphs for what is longer, folded groups for what is many."""

from dataclasses import replace

import pytest
from lxml import html
from lxml.html import HtmlElement

from tests import builders
from travaux.compile.compilation import Compilation
from travaux.render import element as h
from travaux.render.choice import Words
from travaux.render.profile import Profile
from travaux.render.readback import parts_of
from travaux.render.setting import Setting
from travaux.text.kind import Kind
from travaux.text.notation import parse
from travaux.text.wording import Choice, PartyCode, Wording

ORDER = tuple(PartyCode(code) for code in ("ARD", "BOR", "CEL", "KES", "VEL"))
DRAFT = builders.text(builders.provision(Kind.PARAGRAPH, eid="para_1"))
WORDS = Words(
    Setting(compilation=Compilation(draft=DRAFT, text=DRAFT, order=ORDER), profile=Profile.ATTRIBUTED)
)


def element(notation: str) -> HtmlElement:
    return html.fragment_fromstring(h.div[WORDS.body(parse(notation))])


def divided(wording: Wording) -> Wording:
    """Make compiled choices of all brackets: notation has no mark for those that divide a proposal."""
    return Wording(
        tuple(
            replace(
                part,
                tabled=False,
                gaps=None,
                alternatives=tuple(replace(one, words=divided(one.words)) for one in part.alternatives),
            )
            if isinstance(part, Choice)
            else part
            for part in wording.parts
        )
    )


def element_divided(notation: str) -> HtmlElement:
    return html.fragment_fromstring(h.div[WORDS.body(divided(parse(notation)))])


def seen(notation: str) -> str:
    """What the page shows: all but what is there to be heard alone, labels in angle brackets."""
    tree = element(notation)
    for hidden in tree.xpath("//*[contains(@class, 'vh')]"):
        hidden.drop_tree()
    for label in tree.xpath("//*[contains(concat(' ', @class, ' '), ' who ')]"):
        label.text = f"⟨{label.text}⟩"
    return tree.text_content()


def heard(notation: str) -> list[str]:
    return [hidden.text_content() for hidden in element(notation).xpath("//*[@class='vh']")]


@pytest.mark.parametrize(
    ("notation", "page"),
    [
        ("Nothing is open.", "Nothing is open."),
        (
            "Parties [base, CEL: shall / BOR; KES supports: should] notify",
            "Parties [shall⟨draft, CEL⟩ / should⟨BOR with KES⟩] notify",
        ),
        (
            "in advance[base: no text / VEL: , as far as possible].",
            "in advance[, as far as possible⟨VEL adds⟩].",
        ),
        (
            "in advance[base, ARD: no text / VEL: , if possible].",
            "in advance[no text⟨draft, ARD⟩ / , if possible⟨VEL adds⟩].",
        ),
        (
            "the purpose[base: , the duration / BOR, VEL: no text].",
            "the purpose[, the duration⟨BOR VEL delete⟩].",
        ),
        (
            "the purpose[base, ARD: , the duration / VEL: no text].",
            "the purpose[, the duration⟨VEL deletes · ARD keeps⟩].",
        ),
        ("[base; CEL opposes: two] visits", "[two⟨draft · CEL opposes⟩] visits"),
        ("[base: two / BOR: [three / BOR: four]]", "[two⟨draft⟩ / [three / BOR: four]⟨BOR⟩]"),
        ("as [tabled] and [ARD: so / no text]", "as [tabled] and [ARD: so / no text]"),
        ("على [base: الأطراف / BOR: الدول] الإخطار", "على [الأطراف⟨draft⟩ / الدول⟨BOR⟩] الإخطار"),
        ("各方[base: 应 / VEL: 宜]通知", "各方[应⟨draft⟩ / 宜⟨VEL⟩]通知"),
        ("Стороны [base: уведомляют / CEL: информируют]", "Стороны [уведомляют⟨draft⟩ / информируют⟨CEL⟩]"),
        ("Les Parties [base: notifient / CEL: informent]", "Les Parties [notifient⟨draft⟩ / informent⟨CEL⟩]"),
    ],
)
def test_small_differences_stand_in_the_line(notation: str, page: str) -> None:
    assert seen(notation) == page


def test_alternatives_are_heard_as_a_list_with_their_parties() -> None:
    notation = "Parties [base, CEL: shall / BOR; KES supports; VEL opposes: should] notify"
    assert heard(notation) == [
        "wording 1 of 2, the draft, CEL keeps: ",
        "wording 2 of 2, proposed by BOR, KES supports, VEL opposes: ",
    ]
    listed = element(notation).xpath("//*[@role='list']")
    assert [one.get("aria-label") for one in listed] == ["2 wordings"]
    assert [one.get("role") for one in listed[0] if one.get("aria-hidden") is None] == [
        "listitem",
        "listitem",
    ]


def test_words_added_are_heard_with_the_draft_that_lacks_them() -> None:
    assert heard("in advance[base: no text / VEL: , if possible].") == [
        "wording 1 of 2, the draft: no text",
        "wording 2 of 2, proposed by VEL: ",
    ]


def test_each_alternative_has_a_line_of_its_own_kind_and_the_drafts_is_solid() -> None:
    tree = element("[base: two / ARD: three / BOR: four / CEL: five] visits")
    lines = [one.get("class").split()[1] for one in tree.xpath("//*[@role='listitem']")]
    assert lines == ["a", "b", "c", "d"]
    assert sorted(set(lines)) == lines


LONG = "by the authority that ordered the closure of the lock"


def test_what_is_longer_than_half_a_line_becomes_paragraphs_with_the_shared_words_repeated() -> None:
    tree = element(f"An answer is given [base: in two days {LONG} / BOR: in one day {LONG}] at once.")
    paragraphs = tree.xpath("//div[contains(@class, 'alts')]/div")
    assert [one.xpath("string(.//span[@aria-hidden='true'])") for one in paragraphs] == ["Alt. 1", "Alt. 2"]
    assert [[marked.text_content() for marked in one.xpath(".//b")] for one in paragraphs] == [
        ["two days"],
        ["one day"],
    ]
    shared = [
        [one.get("class") for one in paragraph.xpath("./span[@data-shared]")] for paragraph in paragraphs
    ]
    assert shared == [["w", "w"], ["echo", "echo"]]


def test_more_than_four_alternatives_become_paragraphs() -> None:
    tree = element("[base: one / ARD: two / BOR: three / CEL: four / KES: five] visits")
    assert len(tree.xpath("//div[contains(@class, 'alts')]/div")) == 5


def test_beyond_eight_near_identical_wordings_are_folded_under_their_count() -> None:
    near = [
        f"The Parties meet at least {number} times a year in the town that keeps the record"
        for number in ("one", "two", "three", "four", "five", "six", "seven", "eight")
    ]
    apart = "Nothing of the kind is needed"
    notation = " / ".join(
        [f"base: {near[0]}", *(f"X{at}: {words}" for at, words in enumerate(near[1:])), f"ARD: {apart}"]
    )
    tree = element(f"[{notation}].")
    assert [one.text_content() for one in tree.xpath("//details/summary")] == ["7 wordings near Alt. 1"]
    assert len(tree.xpath("//details//div[@data-n]")) == 7
    assert [one.get("data-n") for one in tree.xpath("//div[contains(@class, 'alts')]/div")] == ["0", "8"]


MANY = ", ".join(f"X{at}" for at in range(9))


def test_many_names_would_hide_the_words_and_are_counted() -> None:
    tree = element(f"Parties [base: shall / {MANY}: should] notify")
    (label,) = tree.xpath("//span[contains(@class, 'who') and contains(., 'X0')]")
    assert label.text == "X0 X1 X2 +6"
    assert label.get("title") == f"proposed by {MANY}"
    assert heard(f"Parties [base: shall / {MANY}: should] notify")[1] == (
        "wording 2 of 2, proposed by X0 X1 X2 +6 more: "
    )


def test_within_the_words_of_many_the_largest_part_is_called_the_others() -> None:
    tree = element_divided(f"[base: two / {MANY}, ARD: [{MANY}: three / ARD: four] visits]")
    labels = tree.xpath("//span[contains(@class, 'who')]/text()")
    assert labels == ["draft", "the other 9", "ARD", "X0 X1 X2 +7"]


def test_what_is_too_large_for_the_line_is_indented_in_the_paragraph_it_stands_in() -> None:
    inner = f"[ARD: in one day {LONG} / BOR: in one hour {LONG}]"
    tree = element_divided(f"[base: An answer is {LONG}. / ARD, BOR: An answer is given, {inner}.]")
    labels = tree.xpath("//bdi[@class='lab']/span[@aria-hidden][1]")
    assert [one.text for one in labels] == ["Alt. 1", "Alt. 2", "Alt. 2.1", "Alt. 2.2"]
    assert len(tree.xpath("//div[contains(@class, 'alts')]//div[contains(@class, 'alts')]")) == 1


def test_what_little_is_common_to_many_wordings_is_not_marked_against_each() -> None:
    tree = element("[base: one two three four / ARD: six two three four / BOR: one two eight nine]")
    assert [one.xpath("string(.//b)") for one in tree.xpath("//div[@role='listitem']")] == []


@pytest.mark.parametrize(
    ("notation", "lines"),
    [
        (
            f"A [base: day, {LONG} / BOR: {LONG}]. It is known in {LONG}, {LONG}, {LONG}, {LONG}, {LONG}.",
            [
                "A ",
                [f"day, {LONG}.", f"{LONG}."],
                f" It is known in {LONG}, {LONG}, {LONG}, {LONG}, {LONG}.",
            ],
        ),
        (
            f"“[base: A, {LONG} / BOR: {LONG}]”, [base: no text / CEL: {5 * LONG}]; [KES: {LONG} / TAL: so]",
            [
                [f"“A, {LONG}”, ", f"“{LONG}”, "],
                ["no text; ", f"{5 * LONG}; "],
                [LONG, "so"],
            ],
        ),
        (
            f"Oui [base: A {LONG} / BOR: {LONG}]\xa0; et [base: C {LONG} / BOR: {LONG}]. L’autre, non.",
            [
                "Oui ",
                [f"A {LONG}\xa0;", f"{LONG}\xa0;"],
                " et ",
                [f"C {LONG}. L’autre, non.", f"{LONG}. L’autre, non."],
            ],
        ),
        (
            f"السجل [base: {LONG} / BOR: لا {LONG}]، والإخطار ([base: {LONG} / BOR: لا {LONG}])",
            ["السجل ", [f"{LONG}،", f"لا {LONG}،"], " والإخطار ", [f"({LONG})", f"(لا {LONG})"]],
        ),
    ],
)
def test_marks_around_a_choice_set_apart_stand_with_it(notation: str, lines: list[object]) -> None:
    tree = element_divided(notation)
    assert Wording(tuple(parts_of(tree))) == divided(parse(notation))
    for aside in tree.xpath("//*[contains(@class, 'vh') or @class='lab']"):
        aside.drop_tree()
    shown = [
        [each.text_content() for each in one] if one.get("role") == "list" else one.text_content()
        for one in tree
    ]
    assert shown == lines
