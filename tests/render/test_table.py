"""The workbook of a compilation, sheet by sheet."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from openpyxl import load_workbook

from tests.properties.negotiations import built
from tests.render.negotiation import ORDER, draft, negotiation, replies
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Amends
from travaux.compile.compiling import compiled
from travaux.render.profile import Profile
from travaux.render.table import workbook
from travaux.text.finding import Finding
from travaux.text.kind import Kind
from travaux.text.notation import parse
from travaux.text.wording import PartyCode

Rows = list[tuple[object, ...]]

ADDS = (
    "ARD/5 adds: “4 bis. No lock shall be closed within three days before a public holiday.”\n"
    "Reason: “Our markets are supplied by water.”"
)
BOTH = (
    "BOR/1: “Small harbours have no staff to write notices.”\nVEL/1: “Ice is not announced six weeks ahead.”"
)


def sheets(data: bytes) -> dict[str, Rows]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(BytesIO(data))}


def by_address(rows: Rows) -> dict[object, tuple[object, ...]]:
    return {row[1]: row for row in rows}


def test_the_sheets() -> None:
    found = replace(negotiation(), findings=(Finding(code="no-reason", message="BOR/2 has none."),))
    assert list(sheets(workbook(found))) == [
        "At issue",
        "Positions",
        "Traceability",
        "Units and fates",
        "Figures",
        "Figures by provision",
        "Findings",
        "About",
    ]


def test_a_row_of_positions_has_words_for_every_party() -> None:
    rows = by_address(sheets(workbook(negotiation()))["Positions"])
    assert [str(head).split("\n")[0] for head in rows["Address"]][6:] == list(ORDER)
    named = "no reply of its own; named in the reply of BOR; BOR answers in its name too"
    assert rows["art_4__para_4bis"] == (
        "Article 4, paragraph 4 bis (proposed; not in the draft)",
        "art_4__para_4bis",
        2,
        3,
        2,
        1,
        ADDS,
        "no answer",
        "BOR/3 opposes ARD's proposal\nReason: “Which holidays, and whose?”\n(in the name of BOR, KES, TAL)",
        None,
        named,
        named,
        None,
        None,
    )


def test_figures_of_positions_stand_under_their_rule() -> None:
    heads = sheets(workbook(negotiation()))["Positions"][0]
    assert [str(head).partition(":")[0] for head in heads[2:6]] == [
        "Spoke",
        "No position",
        "Named",
        "No answer",
    ]


def test_a_row_of_traceability() -> None:
    rows = sheets(workbook(negotiation()))["Traceability"]
    assert [row for row in rows if row[9] == "thirty-six"] == [
        (
            "Article 4, paragraph 1",
            "art_4__para_1",
            "Article 4, paragraph 1",
            "art_4__para_1",
            "BOR (for BOR, KES, TAL), VEL",
            None,
            None,
            "reworded, identical wordings joined",
            "twelve",
            "thirty-six",
            BOTH,
        )
    ]


def test_every_unit_has_a_row_and_a_fate() -> None:
    compilation = negotiation()
    rows = sheets(workbook(compilation))["Units and fates"]
    assert [row[0] for row in rows[1:]] == [unit.reference for unit in compilation.units]
    assert rows[6] == (
        "ARD/6",
        "ARD",
        "Article 5",
        "accepts",
        None,
        "The record is what the visits rest on.",
        "if Article 6(2) stays",
        "recorded",
        "recorded: puts no words into the text; shown in the matrix",
    )


def test_about_says_who_answered_and_who_did_not() -> None:
    rows = sheets(workbook(negotiation()))["About"]
    assert rows[4:10] == [
        ("Protocol order", "ARD, AUR, BOR, CEL, KES, TAL, THA, VEL"),
        ("ARD, Republic of Ardenmoor", "replied: ard.md"),
        ("AUR", "no answer"),
        ("BOR, Boreal Union", "replied: bor.md; on behalf of BOR, KES, TAL, as one reply"),
        ("CEL, Kingdom of Celadon", "replied: cel.docx"),
        ("KES", "no reply of its own; named in the reply of BOR"),
    ]


CANARIES = {PartyCode(code): PartyCode(f"QZX{code}") for code in ORDER}


def renamed() -> tuple[Reply, ...]:
    return tuple(
        replace(
            reply,
            party=CANARIES[reply.party],
            principals=tuple(CANARIES[code] for code in reply.principals),
            names=(),
            answers=tuple(answer for answer in reply.answers if not hasattr(answer.position, "party")),
        )
        for reply in replies()
    )


def test_no_party_is_named_anywhere_in_an_unattributed_workbook() -> None:
    tabled = Answer(
        provision="Article 6(1)",
        position=Amends(words=parse("Each Party [QZXBOR: shall / QZXVEL: may] receive one visit a year.")),
        reason="QZXBOR and QZXVEL differ.",
    )
    extra = Reply(party=PartyCode("QZXNEW"), answers=(tabled,), source="QZXNEW.md")
    compilation = compiled(draft(), [*renamed(), extra], order=tuple(CANARIES.values()))
    assert "QZXBOR" in packed(workbook(compilation))
    assert "QZX" not in packed(workbook(compilation, Profile.UNATTRIBUTED))


def packed(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as archive:
        return "\n".join(archive.read(entry).decode() for entry in archive.infolist())


def test_an_unattributed_workbook_counts_positions_instead() -> None:
    found = sheets(workbook(negotiation(), Profile.UNATTRIBUTED))
    assert list(found) == [
        "At issue",
        "Positions",
        "Traceability",
        "Figures",
        "Figures by provision",
        "About",
    ]
    rows = by_address(found["Positions"])
    heads = rows["Address"][6:]
    counted = dict(zip(heads, rows["art_4__para_3"][6:], strict=True))
    assert {head: count for head, count in counted.items() if count} == {
        "amends [MOD]": 2,
        "supports (joins) another's proposal": 1,
    }


def test_sheets_run_as_the_draft_does() -> None:
    for language, words, runs in (
        ("ar", "يخطر كل طرف الأطراف الأخرى.", True),
        ("zh", "各方应通知其他各方。", False),
        ("ru", "Каждая Сторона уведомляет другие Стороны.", False),
        ("fr", "Chaque Partie notifie aux autres Parties.", False),
    ):
        of = built([(Kind.PARAGRAPH, 0, "1.", words)], language)
        book = load_workbook(BytesIO(workbook(compiled(of, []))))
        assert {bool(sheet.sheet_view.rightToLeft) for sheet in book.worksheets} == {runs}


def test_what_is_at_issue_has_a_row_for_each_wording_at_each_place() -> None:
    head, *rows = sheets(workbook(negotiation()))["At issue"]
    assert [row[:2] + row[3:] for row in rows if row[1] == "art_2__para_1"] == [
        ("Article 2, paragraph 1", "art_2__para_1", 1, "winter", "draft ARD"),
        ("Article 2, paragraph 1", "art_2__para_1", 1, "summer", "CEL"),
    ]
    assert [row[3:] for row in rows if str(row[0]).startswith("Article 4, paragraph 4")] == [
        ("whole", "(moved to after Article 2, paragraph 2)", "VEL"),
        ("whole", "No lock shall be closed within three days before a public holiday.", "ARD"),
        ("whole", "(opposed)", "BOR"),
    ]
    assert head[-1] == "Who holds it"
    assert sheets(workbook(negotiation(), Profile.UNATTRIBUTED))["At issue"][0] == head[:-1]
