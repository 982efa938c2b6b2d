import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from tests.builders import provision, text
from tests.render.negotiation import negotiation
from tests.render.wordprocessing import W, faults, opened, shape
from travaux.compile.project import project
from travaux.read.docx import read_docx
from travaux.render.docx import compilation_document, text_document
from travaux.render.profile import Profile, profiled
from travaux.render.word_words import pieces
from travaux.render.wordml import UnwritableCharacter, directed
from travaux.text.kind import Kind
from travaux.text.notation import parse, plain_characters, show
from travaux.text.provision import Address, Move, Standing
from travaux.text.wording import PartyCode

ARD, VEL, KES = PartyCode("ARD"), PartyCode("VEL"), PartyCode("KES")

LANGUAGES = {
    "ar": text(
        provision(Kind.ARTICLE, "المادة 1", "الإخطار"),
        provision(Kind.PARAGRAPH, "١.", "يخطر كل طرف الأطراف الأخرى كتابة (ISO 8601).", 1),
        language="ar",
    ),
    "zh": text(
        provision(Kind.ARTICLE, "第一条", "通知"),
        provision(Kind.PARAGRAPH, "一、", "各方应以书面形式通知其他各方。", 1),
        language="zh",
    ),
    "fr": text(
        provision(Kind.ARTICLE, "Article premier", "Avis"),
        provision(
            Kind.PARAGRAPH,
            "",
            "Chaque Partie avise les autres «\u00a0sans délai\u00a0»\u202f; l’avis est écrit.",
            1,
        ),
        language="fr",
    ),
    "ru": text(
        provision(Kind.ARTICLE, "Статья 1", "Уведомление"),
        provision(Kind.PARAGRAPH, "1.", "Каждая Сторона уведомляет другие Стороны за 30\u00a0дней.", 1),
        language="ru",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_is_read_back(language: str) -> None:
    given = LANGUAGES[language]
    back = read_docx(text_document(given)).text
    assert back is not None
    assert [(one.kind, one.depth, one.label, show(one.words)) for one in back.provisions] == [
        (one.kind, one.depth, one.label, show(one.words)) for one in given.provisions
    ]
    assert back.language == language


def test_a_provision_is_a_paragraph_of_its_kind_with_its_number_and_a_tab() -> None:
    given = text(
        provision(Kind.ARTICLE, "Article 4", "Notification"),
        provision(Kind.PARAGRAPH, "1.", "Each Party shall notify.", 1),
        provision(Kind.POINT, "", "in writing;", 2),
    )
    assert shape(text_document(given)) == [
        (
            "Travaux-article",
            "0",
            [("TravauxNumber", "Article "), ("TravauxNumber", "4"), ("", "\t"), ("", "Notification")],
        ),
        ("Travaux-paragraph", "284", [("TravauxNumber", "1."), ("", "\t"), ("", "Each Party shall notify.")]),
        ("Travaux-point", "568", [("", "in writing;")]),
    ]


def test_brackets_and_names_speak_in_voices_of_their_own() -> None:
    given = text(provision(Kind.PARAGRAPH, "1.", "Each Party [base, ARD: shall / VEL: should] notify."))
    assert shape(text_document(given))[0][2] == [
        ("TravauxNumber", "1."),
        ("", "\t"),
        ("", "Each Party "),
        ("TravauxBracket", "["),
        ("TravauxSaid", "base, "),
        ("TravauxName", "ARD"),
        ("TravauxSaid", ": "),
        ("TravauxAlternative1", "shall"),
        ("TravauxBracket", " / "),
        ("TravauxName", "VEL"),
        ("TravauxSaid", ": "),
        ("TravauxAlternative2", "should"),
        ("TravauxBracket", "]"),
        ("", " notify."),
    ]


def test_brackets_that_were_submitted_are_words() -> None:
    given = text(provision(Kind.PARAGRAPH, "1.", "at least [ARD: thirty][forty] days"))
    assert shape(text_document(given))[0][2][2:] == [
        ("", "at least "),
        ("", "["),
        ("", "ARD: "),
        ("", "thirty"),
        ("", "]["),
        ("", "forty"),
        ("", "]"),
        ("", " days"),
    ]


WHOLE = (
    (
        Standing(base=False, sponsors=(ARD,)),
        "4 bis.",
        [("TravauxBracket", "["), ("TravauxName", "ARD"), ("TravauxSaid", ": ")],
        "TravauxInserted",
    ),
    (
        Standing(deleted_by=(VEL,)),
        "3.",
        [
            ("TravauxBracket", "["),
            ("TravauxSaid", "base; "),
            ("TravauxName", "VEL"),
            ("TravauxSaid", " deletes: "),
        ],
        "TravauxDeleted",
    ),
    (
        Standing(moved_to=(Move(parties=(KES,), other=Address("art_9")),)),
        "3.",
        [
            ("TravauxBracket", "["),
            ("TravauxSaid", "base; "),
            ("TravauxName", "KES"),
            ("TravauxSaid", " moves after art_9: "),
        ],
        "TravauxDeleted",
    ),
)


@pytest.mark.parametrize(("standing", "label", "opened_by", "style"), WHOLE)
def test_the_bracket_of_a_whole_provision_stands_before_its_number(
    standing: Standing, label: str, opened_by: list[tuple[str, str]], style: str
) -> None:
    given = text(provision(Kind.PARAGRAPH, label, "Words.", standing=standing))
    assert shape(text_document(given))[0][2] == [
        *opened_by,
        ("TravauxNumber", label[:-1]),
        ("TravauxNumber", label[-1:]),
        ("", "\t"),
        ("TravauxWords", ""),
        (style, "Words."),
        ("TravauxBracket", "]"),
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a\tb", [("", "a\tb")]),
        ("a\nb", [("", "a\nb")]),
        ("co\u2011operate", [("", "co\u2011operate")]),
        ("mis\u00adprint", [("", "mis\u00adprint")]),
        ("two  spaces ", [("", "two  spaces ")]),
    ],
)
def test_characters_that_are_elements_in_word_stay_the_same(
    written: str, expected: list[tuple[str, str]]
) -> None:
    given = text(provision(Kind.PARAGRAPH, "", written))
    data = text_document(given)
    assert shape(data)[0][2] == expected
    back = read_docx(data).text
    assert back is not None
    assert [show(one.words) for one in back.provisions] == [written]


def test_words_that_look_like_a_number_are_words() -> None:
    given = text(
        provision(Kind.PARAGRAPH, "", "5. is a prime."), provision(Kind.PARAGRAPH, "", "[as a whole]")
    )
    back = read_docx(text_document(given)).text
    assert back is not None
    assert [(one.label, show(one.words)) for one in back.provisions] == [
        ("", "5. is a prime."),
        ("", "[as a whole]"),
    ]


def test_a_character_that_xml_cannot_hold_is_refused_with_its_place() -> None:
    given = text(provision(Kind.PARAGRAPH, "1.", "bell \x07 here", eid="para_1"))
    with pytest.raises(UnwritableCharacter) as raised:
        text_document(given)
    assert str(raised.value) == (
        "the text, para_1: U+0007 at character 5 ('bell \\x07 here') cannot stand in a Word document. "
        "Expected characters that XML 1.0 allows. Take it out of the words, or write another format."
    )


@pytest.mark.parametrize(
    ("words", "base", "expected"),
    [
        ("no Arabic", "ltr", [("no Arabic", False)]),
        ("the word إخطار twice", "ltr", [("the word ", False), ("إخطار", True), (" twice", False)]),
        (
            "كل طرف، وفقا لـ ISO 8601، يخطر",
            "rtl",
            [("كل طرف، وفقا لـ ", True), ("ISO", False), (" 8601، يخطر", True)],
        ),
        ("[", "rtl", [("[", True)]),
        ("各方", "ltr", [("各方", False)]),
        ("Сторона", "ltr", [("Сторона", False)]),
    ],
)
def test_runs_are_cut_where_the_direction_turns(
    words: str, base: str, expected: list[tuple[str, bool]]
) -> None:
    assert list(directed(words, "rtl" if base == "rtl" else "ltr")) == expected


def test_arabic_paragraphs_run_from_the_right_and_names_in_them_from_the_left() -> None:
    given = text(provision(Kind.PARAGRAPH, "", "يخطر [base: كتابة / ARD: شفويا] كل طرف", 1), language="ar")
    (paragraph,) = opened(text_document(given)).xml["word/document.xml"][0].findall(f"{W}p")
    assert paragraph.find(f"{W}pPr/{W}bidi") is not None
    assert [
        ("".join(run.itertext()), run.find(f"{W}rPr/{W}rtl") is not None)
        for run in paragraph.findall(f"{W}r")
    ] == [
        ("يخطر ", True),
        ("[", True),
        ("base", False),
        (": ", True),
        ("كتابة", True),
        (" / ", True),
        ("ARD", False),
        (": ", True),
        ("شفويا", True),
        ("]", True),
        (" كل طرف", True),
    ]


@pytest.mark.parametrize("profile", Profile)
def test_word_has_nothing_to_repair(profile: Profile) -> None:
    assert faults(compilation_document(negotiation(), profile, "Checked.")) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_has_nothing_to_repair_in_any_language(language: str) -> None:
    assert faults(text_document(LANGUAGES[language])) == []


def test_an_empty_text_is_a_document() -> None:
    assert faults(text_document(text())) == []
    back = read_docx(text_document(text())).text
    assert back is not None
    assert back.provisions == ()


def test_the_same_compilation_gives_the_same_bytes() -> None:
    assert compilation_document(negotiation()) == compilation_document(negotiation())


def test_every_party_comes_out_of_the_document_word_for_word() -> None:
    """Invariant 2: projecting a compilation on a party gives that party's text; on the base, the base."""
    compilation = negotiation()
    back = read_docx(compilation_document(compilation), parties=compilation.order)
    assert back.consolidated
    assert back.text is not None
    for party in (None, *compilation.parties):
        assert [(one.label, plain_characters(one.words)) for one in project(back.text, party).provisions] == [
            (one.label, plain_characters(one.words)) for one in project(compilation.text, party).provisions
        ]


def test_everything_around_the_text_is_apparatus() -> None:
    compilation = negotiation()
    back = read_docx(compilation_document(compilation, proof="Checked."), parties=compilation.order).text
    assert back is not None
    assert [one.kind for one in back.provisions] == [one.kind for one in compilation.text.provisions]


def tables(data: bytes) -> list[list[list[str]]]:
    """Give the tables of a document: rows of the characters of their cells, paragraphs on lines."""
    return [
        [
            ["\n".join("".join(p.itertext()) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
            for row in table.iter(f"{W}tr")
        ]
        for table in opened(data).xml["word/document.xml"].iter(f"{W}tbl")
    ]


def test_the_silent_stand_in_the_list_of_replies() -> None:
    """Invariant 3: silence is not a position. Invariant 6: one reply stays one reply."""
    assert tables(compilation_document(negotiation()))[0] == [
        ["Party", "Name", "Reply"],
        ["ARD", "Republic of Ardenmoor", "an answer sheet, 6 positions (ard.md)"],
        ["AUR", "", "○ no answer"],
        ["BOR", "Boreal Union", "an answer sheet, 4 positions (bor.md); one reply for BOR KES TAL"],
        ["CEL", "Kingdom of Celadon", "an answer sheet, 4 positions (cel.docx)"],
        ["KES", "", "no reply of its own; named in the reply of BOR"],
        ["TAL", "", "no reply of its own; named in the reply of BOR"],
        ["THA", "Thalassa", "an answer sheet, 3 positions (tha.md)"],
        ["VEL", "Velmark", "an answer sheet, 4 positions (vel.md)"],
    ]


def test_positions_have_their_reasons_and_the_silent_beside_them() -> None:
    positions = tables(compilation_document(negotiation()))[1]
    start = positions.index(["Article 5"])
    assert positions[start : start + 4] == [
        ["Article 5"],
        [
            "ARD",
            "accepts",
            "",
            (
                "condition: if Article 6(2) stays\nsee Article 6, paragraph 2\n"
                "The record is what the visits rest on."
            ),
        ],
        ["CEL", "◐ holds (parliamentary)", "", "Our archives act is before parliament."],
        [
            "",
            (
                "○ no answer: AUR; no position: BOR THA VEL; "
                "no reply of their own, named in that of BOR: KES TAL"
            ),
        ],
    ]


def test_every_change_is_traced_to_its_parties_and_reasons() -> None:
    assert tables(compilation_document(negotiation()))[2][:3] == [
        ["Provision", "From the draft's", "Done to it", "By", "Reason"],
        [
            "Article 2, paragraph 1",
            "Article 2, paragraph 1",
            "winter → summer",
            "CEL",
            "CEL/2 The winter mark has not been surveyed.",
        ],
        [
            "Article 2, paragraph 2",
            "Article 2, paragraph 2",
            "opposed, no other words offered",
            "THA opposes",
            "THA/2 Medicines are carried by air.",
        ],
    ]


def test_every_figure_states_its_rule_and_opens_to_its_list() -> None:
    """Invariant 11: every figure opens to its list and publishes its counting rule."""
    head, *figures = tables(compilation_document(negotiation()))[3]
    assert head == ["Counted", "Figure", "Counting rule", "Where"]
    assert [row[0] for row in figures if not row[2] or (row[1] != "0" and not row[3])] == []


def test_an_unattributed_document_names_nobody_in_any_part() -> None:
    compilation = negotiation()
    data = compilation_document(compilation, Profile.UNATTRIBUTED, "6 projections: ARD.")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        everything = "\n".join(archive.read(name).decode() for name in archive.namelist())
    said = [
        code for code in (*compilation.order, *(name for _, name in compilation.names)) if code in everything
    ]
    assert said == []


@pytest.mark.parametrize(
    "words",
    [
        "Each Party [base, ARD: shall / VEL; KES supports: should] notify",
        "[base: no text / ARD: , where [ARD only: possible / KES only: feasible],]",
        "[tabled [inner / other]] and \\[literal\\]",
        "[base: كتابة / ARD: no\\ text]",
        "[base: 各方 / ARD: 缔约方 \\/ 一方]",
        "[ARD\\: not a name]",
    ],
)
def test_the_pieces_of_a_wording_are_its_notation(words: str) -> None:
    assert "".join(piece.text for piece in pieces(parse(words))) == show(parse(words))


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed (tools/debian-packages)"
)
def test_libreoffice_opens_it_and_shows_the_words(tmp_path: Path) -> None:
    (tmp_path / "text.docx").write_bytes(text_document(LANGUAGES["fr"]))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "text.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert (tmp_path / "text.txt").read_text("utf-8-sig").splitlines() == [
        "Article premier\tAvis",
        "Chaque Partie avise les autres «\u00a0sans délai\u00a0»\u202f; l’avis est écrit.",
    ]


CALLED = text(
    provision(Kind.ARTICLE, "Article 1", "Notice", eid="art_1"),
    provision(
        Kind.PARAGRAPH,
        "1.",
        "They [base; KES opposes: meet / VEL: speak].",
        1,
        eid="art_1__para_1",
        standing=Standing(
            moved_to=(Move(parties=(ARD,), other=Address("art_2__para_1")),),
            merged_from=(Move(parties=(VEL,), other=Address("art_2__para_1")),),
        ),
    ),
    provision(
        Kind.PARAGRAPH, "2.", "They sail.", 1, eid="art_1__para_2", standing=Standing(deleted_by=(KES,))
    ),
    provision(
        Kind.PARAGRAPH,
        "3.",
        "They anchor.",
        1,
        eid="art_1__para_3",
        standing=Standing(moved_to=(Move(parties=(ARD,), other=Address("start")),), opponents=(VEL,)),
    ),
    provision(Kind.ARTICLE, "Article 2", "Rest", eid="art_2"),
    provision(
        Kind.PARAGRAPH,
        "1.",
        "They rest.",
        1,
        eid="art_2__para_1",
        standing=Standing(base=False, sponsors=(ARD,), opponents=(KES,)),
    ),
)


@pytest.mark.parametrize(
    ("profile", "shown"),
    [
        (
            Profile.ATTRIBUTED,
            [
                (
                    "[base; ARD moves after Article 2, paragraph 1; VEL merges with Article 2, paragraph 1: "
                    "1.\tThey [base; KES opposes: meet / VEL: speak].]"
                ),
                "[base; KES deletes: 2.\tThey sail.]",
                "[base; VEL opposes; ARD moves to the beginning: 3.\tThey anchor.]",
                "[ARD; KES opposes: 1.\tThey rest.]",
            ],
        ),
        (
            Profile.UNATTRIBUTED,
            [
                (
                    "[base; proposed to be moved after Article 2, paragraph 1; proposed to be merged with "
                    "Article 2, paragraph 1: 1.\tThey [base; opposed: meet / speak].]"
                ),
                "[base; deletion proposed: 2.\tThey sail.]",
                "[base; opposed; proposed to be moved to the beginning: 3.\tThey anchor.]",
                "[proposed; opposed: 1.\tThey rest.]",
            ],
        ),
    ],
)
def test_brackets_say_in_words_which_place_and_that_nobody_is_named(
    profile: Profile, shown: list[str]
) -> None:
    given = profiled(CALLED, profile, (ARD, KES, VEL)).text
    written = text_document(given)
    seen = ["".join(words for _, words in runs) for _, _, runs in shape(written)]
    assert [words for words in seen if words.startswith("[")] == shown
    back = read_docx(written).text
    assert back is not None
    assert [(one.eid, one.standing, show(one.words)) for one in back.provisions] == [
        (one.eid, one.standing, show(one.words)) for one in given.provisions
    ]


def test_the_rule_under_the_head_of_a_table_and_the_signs_of_a_note_are_kept_and_not_seen() -> None:
    given = text(
        provision(Kind.ANNEX, "Annex", "Categories"),
        provision(Kind.TABLE, "", "| Vessels[^1] | From |", 1),
        provision(Kind.TABLE, "", "|---|---|", 1),
        provision(Kind.FOOTNOTE, "[^1]", "Not under tow."),
    )
    written = text_document(given)
    assert faults(written) == []
    small = etree.XPath("string(w:rPr/w:sz/@w:val)", namespaces={"w": W[1:-1]})
    seen = [
        "".join("".join(run.itertext()) for run in paragraph.iter(f"{W}r") if small(run) != "2")
        for paragraph in etree.fromstring(zipfile.ZipFile(BytesIO(written)).read("word/document.xml")).iter(
            f"{W}p"
        )
    ]
    assert seen == ["AnnexCategories", "Vessels1", "From", "", "1Not under tow."]
    back = read_docx(written)
    assert back.text is not None
    assert [(one.label, show(one.words)) for one in back.text.provisions] == [
        (one.label, show(one.words)) for one in given.provisions
    ]
    assert back.findings == ()
