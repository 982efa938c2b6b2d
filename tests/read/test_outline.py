from itertools import pairwise

import pytest

from tests.read.outlined import outlined
from travaux.read.line import Line
from travaux.read.outline import outline
from travaux.read.plain import read_plain
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.provision import Address, Against, Joining, Move, Provision, Standing
from travaux.text.wording import PartyCode

ARD, BOR, KES, VEL = (PartyCode(code) for code in ("ARD", "BOR", "KES", "VEL"))


def read(source: str, *parties: str) -> tuple[Provision, ...]:
    text = read_plain(source.encode(), parties=parties).text
    assert text is not None
    return text.provisions


def codes(source: str) -> list[tuple[str, str]]:
    return [(one.code, one.place.address) for one in read_plain(source.encode()).findings]


LANGUAGES = {
    "en": (
        "Preamble",
        "The Parties have agreed as follows:",
        "Chapter I: Aims",
        "Article 1 – Notices",
        "1. Each Party shall give notice.",
        "(a) of flights;",
    ),
    "fr": (
        "Préambule",
        "Les Parties sont convenues de ce qui suit :",
        "Chapitre premier : Buts",
        "Article premier – Avis",
        "1. Chaque Partie donne avis.",
        "a) des vols ;",
    ),
    "ru": (
        "Преамбула",
        "Стороны договорились о нижеследующем:",
        "Глава I: Цели",
        "Статья 1 – Уведомления",
        "1. Каждая Сторона уведомляет.",
        "а) о полётах;",
    ),
    "ar": (
        "الديباجة",
        "وقد اتفقت على ما يلي:",
        "الفصل الأول: الأهداف",
        "المادة 1 – الإخطار",
        "١. يخطر كل طرف.",
        "(أ) بالرحلات؛",
    ),
    "zh": ("序言", "各方议定如下：", "第一章：宗旨", "第一条", "一、各方应予通知。", "（一）飞行；"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_build_of_an_instrument_is_the_same_in_every_language(language: str) -> None:
    preamble, formula, chapter, article, paragraph, point = LANGUAGES[language]
    source = f"{preamble}\n\nx\n\n{formula}\n\n{chapter}\n\n{article}\n\n{paragraph}\n\n{point}\n"
    assert [(one.kind, one.depth, one.number.order if one.number else None) for one in read(source)][:-1] == [
        (Kind.PREAMBLE, 0, None),
        (Kind.RECITAL, 1, None),
        (Kind.FORMULA, 1, None),
        (Kind.CHAPTER, 0, ((1, ""),)),
        (Kind.ARTICLE, 1, ((1, ""),)),
        (Kind.PARAGRAPH, 2, ((1, ""),)),
    ]
    assert (read(source)[-1].kind, read(source)[-1].depth) == (Kind.POINT, 3)
    assert [one.eid for one in read(source)][:3] == ["preamble", "preamble__rec_1", "preamble__formula_1"]
    assert [one.eid for one in read(source)][4:6] == ["art_1", "art_1__para_1"]


def test_what_stands_between_title_and_first_article_is_the_preamble() -> None:
    assert outlined(
        "Model Treaty\n\nThe Parties to this Treaty,\n\nMindful of the sea,\n\n"
        "Have agreed as follows:\n\nArticle 1\n\nOne.\n"
    ) == [
        "title Model Treaty",
        "recital The Parties to this Treaty,",
        "recital Mindful of the sea,",
        "formula Have agreed as follows:",
        "article Article 1",
        ".paragraph One.",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Article 2 *(purpose)*\n\nx.", "article Article 2 (purpose)"),
        ("## Article 2bis *(general)*\n\nx.", "article Article 2bis (general)"),
        ("Article 4 – Notification\n\nx.", "article Article 4 Notification"),
        ("**Article 4. Notification**\n\nx.", "article Article 4 Notification"),
        ("Статья 4. Уведомление\n\nx.", "article Статья 4 Уведомление"),
        ("المادة 4: الإخطار\n\nx.", "article المادة 4 الإخطار"),
        ("第四条 通知\n\nx.", "article 第四条 通知"),
    ],
)
def test_a_heading_on_the_line_of_its_article_is_the_articles_words(source: str, expected: str) -> None:
    assert outlined(source)[0] == expected


def test_headings_below_their_articles_are_joined_to_them_where_that_is_the_habit() -> None:
    source = "Article 1\nUse of terms\n\nA term is a term.\n\nArticle 2\nScope\n\nIt applies.\n"
    assert outlined(source) == [
        "article Article 1 Use of terms",
        ".paragraph A term is a term.",
        "article Article 2 Scope",
        ".paragraph It applies.",
    ]


def test_a_text_below_an_article_is_no_heading_where_articles_have_none() -> None:
    source = "Article 1\n\nIt applies\n\nArticle 2\n\nThey meet.\n\nArticle 3\n\nThey vote.\n"
    assert outlined(source)[:2] == ["article Article 1", ".paragraph It applies"]


def test_lists_nest_by_indentation_whatever_their_numbers() -> None:
    source = "Article 1\n\n1. First:\n\n    1. one,\n\n        1. deep;\n    2. two.\n\n2. Second.\n"
    assert outlined(source) == [
        "article Article 1",
        ".paragraph 1. First:",
        "..point 1. one,",
        "...subpoint 1. deep;",
        "..point 2. two.",
        ".paragraph 2. Second.",
    ]


def test_lists_nest_by_their_numbers_where_nothing_is_indented() -> None:
    source = "Article 1\n\n1. First:\n(a) one:\n(i) deep;\n(ii) deeper;\n(b) two.\n2. Second.\n– dash\n"
    assert outlined(source) == [
        "article Article 1",
        ".paragraph 1. First:",
        "..point (a) one:",
        "...subpoint (i) deep;",
        "...subpoint (ii) deeper;",
        "..point (b) two.",
        ".paragraph 2. Second.",
        "..indent – dash",
    ]


def test_the_letter_i_follows_h_and_the_roman_one_begins_a_list() -> None:
    letters = "Article 1\n\n1. x:\n" + "".join(f"({letter}) x;\n" for letter in "abcdefghij")
    assert {one.kind for one in read(letters)[2:]} == {Kind.POINT}
    roman = "Article 1\n\n1. x:\n(h) x:\n(i) y;\n(ii) z;\n"
    assert [one.kind for one in read(roman)[2:]] == [Kind.POINT, Kind.SUBPOINT, Kind.SUBPOINT]


@pytest.mark.parametrize(
    ("source", "last"),
    [
        ("1. x:\n\n(a) one;\n\n(b) two,\n\nin each case.\n\n2. y.\n", "..closing in each case."),
        ("1. x:\n\n    (a) one;\n\n  in each case.\n", "..closing in each case."),
        ("1. x.\n\nMore.\n\n2. y.\n", "..paragraph More."),
        ("1. x.\n\n2. y.\n\nMore.\n", ".paragraph More."),
        ("1. x:\n\n(a) one.\n\nMore.\n", ".paragraph More."),
    ],
)
def test_words_after_points_close_them_or_begin_a_paragraph(source: str, last: str) -> None:
    found = outlined(f"Article 1\n\n{source}")
    assert [line for line in found if line.endswith(("case.", "More."))] == [last]


def test_an_option_alone_on_its_line_holds_what_follows_until_the_next() -> None:
    source = (
        "## Article 1\n\n**Option 1:**\n\n1. One.\n\n2. Two.\n\n"
        "**Option 2:**\n\nNo text\n\n## Article 2\n\nx.\n"
    )
    assert outlined(source) == [
        "article Article 1",
        ".alternative Option 1",
        "..paragraph 1. One.",
        "..paragraph 2. Two.",
        ".alternative Option 2",
        "..paragraph No text",
        "article Article 2",
        ".paragraph x.",
    ]


def test_an_option_with_words_leaves_the_next_paragraph_alone() -> None:
    source = (
        "## Preamble\n\n**Option 1:** *Noting* a,\n\n**Option 2:** *Noting* b,\n\n*Noting* c,\n\n"
        "## Article 1\n\nx."
    )
    assert outlined(source)[:4] == [
        "preamble Preamble",
        ".alternative Option 1 *Noting* a,",
        ".alternative Option 2 *Noting* b,",
        ".recital *Noting* c,",
    ]


def test_a_number_and_an_option_on_one_line_are_two_provisions() -> None:
    source = "## Article 1\n\n1. **Option 1:** One.\n\n    **Option 2:** Two.\n\n2. x.\n"
    assert outlined(source) == [
        "article Article 1",
        ".paragraph 1.",
        "..alternative Option 1 One.",
        "..alternative Option 2 Two.",
        ".paragraph 2. x.",
    ]


def test_headings_without_rank_take_nothing_in() -> None:
    source = "Article 9\n\nIt has members.\n\nFUNCTIONS AND POWERS\n\nArticle 10\n\n**Scale**\n\n1. It may.\n"
    assert outlined(source) == [
        "article Article 9",
        ".paragraph It has members.",
        "heading FUNCTIONS AND POWERS",
        "article Article 10",
        ".heading Scale",
        ".paragraph 1. It may.",
    ]


def test_numbered_headings_are_articles_where_nothing_else_is() -> None:
    source = "1. Grants\n\nI grant:\n\na. this;\n\nb. that.\n\n2. Notices\n\nKeep them.\n"
    assert outlined(source) == [
        "article 1. Grants",
        ".paragraph I grant:",
        "..point a. this;",
        "..point b. that.",
        "article 2. Notices",
        ".paragraph Keep them.",
    ]


@pytest.mark.parametrize(
    "signed",
    [
        "In witness whereof, the undersigned have signed.",
        "EN FOI DE QUOI, les soussignés ont signé.",
        "В УДОСТОВЕРЕНИЕ ЧЕГО нижеподписавшиеся подписали.",
        "وإثباتا لذلك وقع الموقعون أدناه.",
        "为此，下列代表签字，以昭信守。",
    ],
)
def test_what_is_signed_stands_outside_the_articles(signed: str) -> None:
    found = outlined(f"Article 1\n\nx.\n\n{signed}\n\nTalmark\n\nAnnex I\n\nA list.\n")
    assert found[2:] == [f"block {signed}", "block Talmark", "annex Annex I", ".paragraph A list."]


def test_footnotes_and_tables_keep_their_characters() -> None:
    source = "Article 1\n\nWords.[^1]\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: A note.\n"
    assert outlined(source) == [
        "article Article 1",
        ".paragraph Words.[^1]",
        ".table | a | b |",
        ".table |---|---|",
        ".table | 1 | 2 |",
        "footnote [^1] A note.",
    ]


def test_a_footnote_in_chinese_begins_with_a_full_width_colon() -> None:
    assert outlined("第一条\n\n各方使用河流[^1]。\n\n[^1]：包括其支流。\n") == [
        "article 第一条",
        ".paragraph 各方使用河流[^1]。",
        "footnote [^1] 包括其支流。",
    ]


def test_a_paragraph_inserted_in_arabic_stands_beside_its_neighbours() -> None:
    assert outlined("المادة ١\n\n١- تخطر الأطراف.\n\n١ مكررا- لا يسري ذلك.\n\n٢- تجتمع.\n") == [
        "article المادة ١",
        ".paragraph ١- تخطر الأطراف.",
        ".paragraph ١ مكررا- لا يسري ذلك.",
        ".paragraph ٢- تجتمع.",
    ]


def test_an_article_in_an_annex_and_one_whose_number_occurs_twice_keep_what_they_stand_in() -> None:
    source = (
        "Part I\n\nArticle 1\n\nOne.\n\nPart II\n\nArticle 1\n\nTwo.\n\nArticle 2\n\nThree.\n\n"
        "Annex\n\nArticle 2\n\nFour.\n"
    )
    assert [one.eid for one in read(source) if one.kind is Kind.ARTICLE] == [
        "part_i__art_1",
        "part_ii__art_1",
        "art_2",
        "annex_1__art_2",
    ]


def test_faults_of_the_numbering_are_said_and_nothing_is_refused() -> None:
    assert codes("Article 1\n\n1. a.\n2. b.\n2. c.\n5. d.\n\nArticle 1\n\nx.\n") == [
        ("number-twice", "art_1__para_2~2"),
        ("number-gap", "art_1__para_5"),
        ("number-twice", "art_1~2"),
    ]


def test_a_finding_names_numbers_and_provisions_as_a_reader_does() -> None:
    source = "Article 1\n\n1. a.\n\n3. [b.\n\n2. c.]\n\n2. d.\n"
    across = (
        'A "[" opened in Article 1, paragraph 3 (line 5) closes in Article 1, paragraph 2 (line 7): '
        "it holds more than one provision."
    )
    assert [(str(one.place), one.message) for one in read_plain(source.encode()).findings] == [
        ("line 5, Article 1, paragraph 3", "3 follows 1: the numbers between are missing."),
        ("line 7, Article 1, paragraph 2", "2 follows 3."),
        ("line 9, Article 1, paragraph 2", "2 occurs twice in a row."),
        ("line 5, Article 1, paragraph 3", across),
    ]


class TestBrackets:
    """Operations, not brackets: what a bracket says of a whole provision is read into its standing."""

    def test_a_provision_in_brackets_is_tabled_with_its_number(self) -> None:
        provision = read("Article 1\n\n[4. Each Party may [shall] act.]\n")[1]
        assert (provision.label, provision.standing) == ("4.", Standing(tabled=True, printed=""))

    def test_an_attribution_of_a_foreign_text_stays_a_tabled_bracket(self) -> None:
        provision = read("Article 1\n\n[ARD; KES supports: 4. Each Party may act.]\n", "ARD", "KES")[1]
        assert provision.standing == Standing(tabled=True, sponsors=(ARD,), supporters=(KES,))

    @pytest.mark.parametrize(
        ("line", "standing"),
        [
            ("[ARD: 4 bis. No exercise.]", Standing(base=False, sponsors=(ARD,))),
            ("[ARD, BOR; KES supports: 4. x.]", Standing(base=False, sponsors=(ARD, BOR), supporters=(KES,))),
            ("[base; VEL deletes: 3. x.]", Standing(deleted_by=(VEL,))),
            ("[base; VEL opposes: 3. x.]", Standing(opponents=(VEL,))),
            (
                "[base; ARD deletes; VEL opposes ARD: 3. x.]",
                Standing(deleted_by=(ARD,), against=(Against(parties=(VEL,), author=ARD),)),
            ),
            (
                "[base; ARD deletes; VEL, KES support ARD: 3. x.]",
                Standing(deleted_by=(ARD,), joining=(Joining(parties=(VEL, KES), author=ARD),)),
            ),
            ("[base; ARD, KES delete: 3. x.]", Standing(deleted_by=(ARD, KES))),
            (
                "[ARD; KES supports ARD: 4 bis. x.]",
                Standing(base=False, sponsors=(ARD,), supporters=(KES,)),
            ),
            (
                "[base; VEL merges into art_1__para_1; ARD merges with art_4: 3. x.]",
                Standing(
                    merged_into=(Move(parties=(VEL,), other=Address("art_1__para_1")),),
                    merged_from=(Move(parties=(ARD,), other=Address("art_4")),),
                ),
            ),
            (
                "[base; KES moves after art_9: 3. x.]",
                Standing(moved_to=(Move(parties=(KES,), other=Address("art_9")),)),
            ),
            (
                "[KES moves from art_3: 7. x.]",
                Standing(base=False, moved_from=(Move(parties=(KES,), other=Address("art_3")),)),
            ),
            ("[ARD: Без номера.]", Standing(base=False, sponsors=(ARD,))),
            ("[ARD: 第四条之二]", Standing(base=False, sponsors=(ARD,))),
            ("[base; VEL deletes: [KES: 3. x.]]", Standing(tabled=True, sponsors=(KES,), deleted_by=(VEL,))),
        ],
    )
    def test_our_own_notation_says_whose_a_provision_is(self, line: str, standing: Standing) -> None:
        source = (
            f"---\ntravaux: consolidated text\nparties: ARD, BOR, KES, VEL\n---\n\n### Article 1\n\n{line}\n"
        )
        assert read(source)[-1].standing == standing

    def test_a_bracket_over_two_provisions_is_kept_in_both_and_said(self) -> None:
        source = "Article 1\n\n[1. One.\n\n2. Two.]\n"
        assert outlined(source) == ["article Article 1", ".paragraph 1. [One.", ".paragraph 2. Two.]"]
        assert codes(source) == [("bracket-across", "art_1__para_1")]

    def test_a_bracket_around_a_number_alone_stays_where_it_is(self) -> None:
        assert outlined("## [Article 3bis] *(forests)*\n\nx.\n")[0] == "article Article 3bis [] *(forests)*"

    def test_stray_and_unclosed_brackets_are_said(self) -> None:
        assert codes("Article 1\n\na] b.\n\n[c d.\n") == [
            ("bracket-stray", "art_1__para_1"),
            ("bracket-unclosed", "art_1__para_2"),
        ]

    @pytest.mark.parametrize(
        ("typed", "code"),
        [("]", "bracket-stray"), ("[", "bracket-unclosed"), ("[a/", "bracket-unclosed")],
    )
    def test_every_one_of_thousands_of_unpaired_brackets_is_said(self, typed: str, code: str) -> None:
        words = "a" + 10_000 * typed
        source = f"Article 1\n\n1. {words}\n"
        assert outlined(source) == ["article Article 1", f".paragraph 1. {words}"]
        assert codes(source) == 10_000 * [(code, "art_1__para_1")]


def test_lines_of_a_source_without_layout_give_provisions_without_layout() -> None:
    outlined = outline(
        [Line(text="Article 1"), Line(text="Words.", label="1.", kind=None), Line(text="x", kind=Kind.UNREAD)]
    )
    assert [(one.kind, one.label, one.layout) for one in outlined.provisions] == [
        (Kind.ARTICLE, "Article 1", None),
        (Kind.PARAGRAPH, "1.", None),
        (Kind.UNREAD, "", None),
    ]
    assert outlined.findings == ()


def test_depths_told_by_the_source_are_kept() -> None:
    lines = [Line(text="Article 1", kind=Kind.ARTICLE, depth=3), Line(text="x", kind=Kind.POINT, depth=4)]
    assert [(one.kind, one.depth) for one in outline(lines).provisions] == [
        (Kind.ARTICLE, 3),
        (Kind.POINT, 4),
    ]


def test_every_provision_is_at_most_one_deeper_than_the_one_before() -> None:
    source = "1. a\n\n        (i) b\n\n    – c\n\nOption 1:\n\n(a) d\n\n[^1]: e\n\nArticle 2\n\nf\n"
    text = Text(provisions=read(source))
    assert [one.depth - two.depth <= 1 for two, one in pairwise(text.provisions)] == [True] * (
        len(text.provisions) - 1
    )
