import pytest

from travaux.answers.answer import Answer, Reply
from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    AmendsWords,
    Asks,
    Deletes,
    Edit,
    Editorial,
    HoldKind,
    Holds,
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Splits,
    Supports,
    Withdraws,
)
from travaux.read.reading import Reading
from travaux.read.sheet import read_sheet
from travaux.text.kind import Kind
from travaux.text.provision import Address
from travaux.text.wording import PartyCode, words

BOR, KES, TAL = (PartyCode(code) for code in ("BOR", "KES", "TAL"))


def sheet(body: str) -> Reading:
    return read_sheet(f"# Answer of Bordavia (BOR)\n\n{body}".encode(), name="bor.md")


def reply(reading: Reading) -> Reply:
    assert reading.reply is not None
    return reading.reply


def answer(fields: str, heading: str = "Article 4, paragraph 1") -> Answer:
    (found,) = reply(sheet(f"## {heading}\n{fields}\nReason: R.\n")).answers
    return found


def codes(reading: Reading) -> list[tuple[str, int]]:
    return [(one.code, one.place.line) for one in reading.findings]


@pytest.mark.parametrize(
    ("heading", "code", "name"),
    [
        ("Fenland, Republic of (FEN)", "FEN", "Fenland, Republic of"),
        ("Fenland (Federated, of the West) (FEN)", "FEN", "Fenland (Federated, of the West)"),
        ("芬兰，共和国（FEN）", "FEN", "芬兰，共和国"),
        ("FEN (Fenland, Republic of)", "FEN", "Fenland, Republic of"),
        ("FEN: Fenland, Republic of", "FEN", "Fenland, Republic of"),
        ('FEN ("Fenland, Republic of")', "FEN", "Fenland, Republic of"),
        ("Fenland, Republic of", "Fenland", "Fenland, Republic of"),
        ("Bordavia (BOR), Kesten (KES)", "BOR", "Bordavia"),
        ("BOR, KES", "BOR", ""),
        ("Great Fenland", "", ""),
        ("Great Fenland, Republic of", "", ""),
        ('GBR ("UK")', "GBR", "UK"),
        ("Fenland (Plural State)", "", ""),
    ],
)
def test_a_name_with_a_comma_is_the_name_of_one_party(heading: str, code: str, name: str) -> None:
    reading = read_sheet(f"# Answer of {heading}\n\n## Article 4\nPosition: accepts\n".encode())
    own = dict(reply(reading).names)
    assert (reply(reading).party, own.get(PartyCode(code), "")) == (code, name)


@pytest.mark.parametrize(
    ("listed", "principals"),
    [
        ("Fenland, Republic of (FEN), Kesten (KES)", ("FEN", "KES")),
        ("KES, Fenland, Republic of (FEN)", ("KES", "FEN")),
        ("Kesten, Old, Kingdom of (KES), Fenland, Republic of (FEN)", ("KES", "FEN")),
        ("KES: Kesten, Fenland (FEN)", ("KES", "FEN")),
        ("FEN, KES", ("FEN", "KES")),
    ],
)
def test_names_with_commas_are_told_apart_by_the_codes_that_are_known(
    listed: str, principals: tuple[str, ...]
) -> None:
    head = f"# Answer of KES\n\nOn behalf of: {listed}\n\n## Article 4\nPosition: accepts\n"
    assert reply(read_sheet(head.encode(), parties=("FEN", "KES"))).principals == principals


def test_the_header_says_who_answers_what_and_for_whom() -> None:
    found = reply(
        sheet(
            "In answer to: Third draft, 3f9c-21ab-04de\n"
            "On behalf of: Bordavia (BOR), Kesten (KES), Talmark (TAL)\n\n## Article 4\nPosition: accepts\n"
        )
    )
    assert (found.party, found.principals, found.in_answer_to) == (
        BOR,
        (BOR, KES, TAL),
        "Third draft, 3f9c-21ab-04de",
    )
    assert found.names == ((BOR, "Bordavia"), (KES, "Kesten"), (TAL, "Talmark"))
    assert found.answers == (Answer(provision="Article 4", position=Accepts(), place=found.answers[0].place),)


@pytest.mark.parametrize(
    ("fields", "position"),
    [
        ("Position: accepts", Accepts()),
        ("Position: NOC", Accepts()),
        ("Position: accepts except\nExcept: “as appropriate”", AcceptsExcept(exception="as appropriate")),
        ("Position: accepts with an exception\nWords: x", AcceptsExcept(words=words("x"))),
        ("Position: amends\nWords:\n> Each  Party ", Amends(words=words("Each  Party "))),
        ("Position: MOD\nWords: Each Party", Amends(words=words("Each Party"))),
        ("Position: amends\nWords: 1. Each Party", Amends(words=words("Each Party"))),
        ("Position: amends\nWords: 2. Each Party", Amends(words=words("Each Party"), label="2.")),
        ("Position: amends\nWords:\n> a\n> b\n>\n> c", Amends(words=words("a\nb\n\nc"))),
        ("Position: deletes", Deletes()),
        ("Position: SUP", Deletes()),
        ("Position: moves\nAfter: Article 7", Moves(after=Address("Article 7"))),
        (
            "Position: moves\nAfter: Article 7\nNumber: 7 bis\nWords: x",
            Moves(after=Address("Article 7"), label="7 bis", words=words("x")),
        ),
        (
            "Position: merges\nWith: Article 4(2) and Article 5\nWords: x",
            Merges(others=(Address("Article 4(2)"), Address("Article 5")), words=words("x")),
        ),
        (
            "Position: splits\nWords:\n> 1. One.\n>\n> 1 bis. Two.",
            Splits(
                parts=(
                    NewProvision(kind=Kind.PARAGRAPH, label="1.", words=words("One.")),
                    NewProvision(kind=Kind.PARAGRAPH, label="1 bis.", words=words("Two.")),
                )
            ),
        ),
        ("Position: (MOD)\nWords: x", Editorial(words=words("x"))),
        ("Position: opposes", Opposes()),
        ("Position: opposes\nWords: no later", Opposes(words="no later")),
        ("Position: opposes KES", Opposes(proposal_of=KES)),
        ("Position: opposes KES’s proposal", Opposes(proposal_of=KES)),
        ("Position: scrutiny reserve", Holds(kind=HoldKind.SCRUTINY)),
        ("Position: parliamentary scrutiny reservation", Holds(kind=HoldKind.PARLIAMENTARY)),
        ("Position: holds\nKind: linguistic", Holds(kind=HoldKind.LINGUISTIC)),
        ("Position: holds", Holds(kind=HoldKind.GENERAL)),
        ("Position: asks\nQuestion: Who pays?", Asks(question="Who pays?")),
        ("Position: supports KES", Supports(party=KES)),
        ("Position: supports\nParty: KES", Supports(party=KES)),
        ("Position: withdraws", Withdraws()),
        ("- **Position:** accepts", Accepts()),
    ],
)
def test_every_position_is_read_from_its_fields(fields: str, position: Position) -> None:
    assert answer(fields).position == position


@pytest.mark.parametrize(
    ("fields", "edits"),
    [
        ("Replace: forty\nWith: thirty", (Edit(old="forty", new="thirty"),)),
        ("Strike: as appropriate", (Edit(old="as appropriate", new=""),)),
        ("Insert: promptly\nAfter: shall", (Edit(old="shall", new="shall promptly"),)),
        ("Insert: , promptly,\nAfter: shall", (Edit(old="shall", new="shall, promptly,"),)),
        ("Insert: not\nBefore: delay", (Edit(old="delay", new="not delay"),)),
        ("插入：立即\n之后：应", (Edit(old="应", new="应立即"),)),
        ("Вставить: «немедленно»\nПосле: уведомляет", (Edit(old="уведомляет", new="уведомляет немедленно"),)),
        ("Replace: a\nWith: b\nStrike: c", (Edit(old="a", new="b"), Edit(old="c", new=""))),
    ],
)
def test_changes_of_some_words_repeat_what_they_stand_beside(fields: str, edits: tuple[Edit, ...]) -> None:
    assert answer(f"Position: amends\n{fields}").position == AmendsWords(edits=edits)


SHEETS = {
    "fr": (
        "# Réponse de la Bordavie (BOR)",
        "Article 4",
        "Position : ajoute\nNuméro : 4 bis\nTexte :",
        "Motif",
    ),
    "es": ("# Respuesta de Bordavia (BOR)", "Artículo 4", "Posición: añade\nNúmero: 4 bis\nTexto:", "Motivo"),
    "ru": ("# Ответ Бордавии (BOR)", "Статья 4", "Позиция: добавляет\nНомер: 4 bis\nТекст:", "Причина"),
    "ar": ("# رد بوردافيا (BOR)", "المادة 4", "الموقف: يضيف\nالرقم: 4 مكررا\nالنص:", "السبب"),
    "zh": ("# 博尔达维亚（BOR）的答复", "第四条", "立场：增加\n编号：第四条之二\n案文：", "理由"),
}


@pytest.mark.parametrize(
    ("language", "provision", "label", "said"),
    [
        ("fr", "Article 4", "Article 4 bis", "Non."),
        ("es", "Artículo 4", "Artículo 4 bis", "No."),
        ("ru", "Статья 4", "Статья 4 bis", "Нет."),
        ("ar", "المادة 4", "المادة 4 مكررا", "لا."),
        ("zh", "第四条", "第四条之二", "不。"),
    ],
)
def test_sheets_are_read_in_every_language(language: str, provision: str, label: str, said: str) -> None:
    head, heading, fields, reason = SHEETS[language]
    reading = read_sheet(f"{head}\n\n## {heading}\n{fields}\n> {said}\n{reason}: R.\n".encode())
    (found,) = reply(reading).answers
    added = Adds(
        provisions=(
            NewProvision(kind=Kind.ARTICLE, label=label, words=words()),
            NewProvision(kind=Kind.PARAGRAPH, label="", words=words(said), depth=1),
        )
    )
    assert (found.provision, found.position, found.reason) == (provision, added, "R.")
    assert (reply(reading).party, reading.findings) == (BOR, ())


@pytest.mark.parametrize(
    ("heading", "fields", "provision", "added"),
    [
        (
            "Article 9(1)",
            "Number: 1 bis.\nWords: New.",
            "Article 9(1)",
            Adds(provisions=(NewProvision(kind=Kind.PARAGRAPH, label="1 bis.", words=words("New.")),)),
        ),
        (
            "Article 9",
            "Inside: Article 9\nWords: (a) New.",
            "Article 9",
            Adds(provisions=(NewProvision(kind=Kind.POINT, label="(a)", words=words("New.")),), inside=True),
        ),
        (
            "After Article 9",
            "Words:\n> Article 9 bis: Seas\n>\n> 1. One:\n>\n> (a) two.",
            "Article 9",
            Adds(
                provisions=(
                    NewProvision(kind=Kind.ARTICLE, label="Article 9 bis", words=words("Seas")),
                    NewProvision(kind=Kind.PARAGRAPH, label="1.", words=words("One:"), depth=1),
                    NewProvision(kind=Kind.POINT, label="(a)", words=words("two."), depth=2),
                )
            ),
        ),
        (
            "Annex",
            "Words: 3. Three.",
            "Annex",
            Adds(provisions=(NewProvision(kind=Kind.PARAGRAPH, label="3.", words=words("Three.")),)),
        ),
        (
            "Annex",
            "Number: II\nWords: A rule.",
            "Annex",
            Adds(
                provisions=(
                    NewProvision(kind=Kind.ANNEX, label="Annex II", words=words()),
                    NewProvision(kind=Kind.PARAGRAPH, label="", words=words("A rule."), depth=1),
                )
            ),
        ),
        (
            "Annex I",
            "Number: II\nWords: A rule.",
            "Annex I",
            Adds(
                provisions=(
                    NewProvision(kind=Kind.ANNEX, label="Annex II", words=words()),
                    NewProvision(kind=Kind.PARAGRAPH, label="", words=words("A rule."), depth=1),
                )
            ),
        ),
        (
            "Preamble",
            "Words: Recalling the Charter,",
            "Preamble",
            Adds(
                provisions=(NewProvision(kind=Kind.RECITAL, label="", words=words("Recalling the Charter,")),)
            ),
        ),
        (
            "Article 9",
            "Words:\n> ### Article 9 bis: Seas\n> 1. One.",
            "Article 9",
            Adds(
                provisions=(
                    NewProvision(kind=Kind.ARTICLE, label="Article 9 bis", words=words("Seas")),
                    NewProvision(kind=Kind.PARAGRAPH, label="1.", words=words("One."), depth=1),
                )
            ),
        ),
        (
            "Article 9",
            "Words:\n> ## Article 9 bis\n> ### Seas\n>\n> Each sea.",
            "Article 9",
            Adds(
                provisions=(
                    NewProvision(kind=Kind.ARTICLE, label="Article 9 bis", words=words("Seas")),
                    NewProvision(kind=Kind.PARAGRAPH, label="", words=words("Each sea."), depth=1),
                )
            ),
        ),
    ],
)
def test_new_provisions_are_read_with_their_place(
    heading: str, fields: str, provision: str, added: Adds
) -> None:
    found = answer(f"Position: adds\n{fields}", heading)
    assert (found.provision, found.position) == (provision, added)


def test_a_heading_marked_in_the_words_of_an_amendment_is_a_heading_without_its_marks() -> None:
    found = answer("Position: amends\nWords:\n> ### Article 4: Seas\n", "Article 4")
    assert found.position == Amends(words=words("Seas"))


@pytest.mark.parametrize(
    "quotes",
    [
        "> 2. It meets.\n>\n> 3. It reports.",
        "> 2. It meets.\n\n> 3. It reports.",
        "> 2. It meets.\n<!-- and -->\n> 3. It reports.",
        "> 2. It meets.\n>\n\n> 3. It reports.",
    ],
)
def test_a_second_block_quote_begins_another_paragraph(quotes: str) -> None:
    found = answer(f"Position: splits\nWords:\n\n{quotes}\n", "Article 4(2)")
    assert found.position == Splits(
        parts=(
            NewProvision(kind=Kind.PARAGRAPH, label="2.", words=words("It meets.")),
            NewProvision(kind=Kind.PARAGRAPH, label="3.", words=words("It reports.")),
        )
    )


def test_lines_of_one_block_quote_are_one_paragraph() -> None:
    found = answer("Position: amends\nWords:\n> It meets\n> each year.\n\n> It reports.\n", "Article 4(2)")
    assert found.position == Amends(words=words("It meets\neach year.\n\nIt reports."))


def test_an_article_given_anew_by_paragraphs_is_an_answer_for_each() -> None:
    found = reply(
        sheet("## Article 4\nPosition: amends\nWords:\n> 1. One.\n>\n> 2. Two.\nReason: R.\n")
    ).answers
    assert [(one.provision, one.position) for one in found] == [
        ("Article 4(1)", Amends(words=words("One."))),
        ("Article 4(2)", Amends(words=words("Two."))),
    ]


def test_conditions_are_kept_with_the_provisions_they_name() -> None:
    found = answer("Position: accepts\nIf: Article 6(2) stays\nIf: nobody deletes Article 9")
    assert [(one.words, one.references) for one in found.conditions] == [
        ("Article 6(2) stays", ("Article 6(2)",)),
        ("nobody deletes Article 9", ("Article 9",)),
    ]


@pytest.mark.parametrize(
    ("said", "references"),
    [
        ("the Annex is closed", ("Annex",)),
        ("the annex is closed", ("annex",)),
        ("l'annexe est close", ("annexe",)),
        ("приложение не изменяется", ("приложение",)),
        ("附件不变", ("附件",)),
        ("Annex II stays, and the Appendix", ("Annex II", "Appendix")),
        ("nobody may annex a list", ()),
        ("the Annex of the Vienna Convention stays", ()),
    ],
)
def test_an_annex_without_a_number_is_named_by_a_condition(said: str, references: tuple[str, ...]) -> None:
    (condition,) = answer(f"Position: accepts\nIf: {said}").conditions
    assert (condition.words, condition.references) == (said, references)


def test_a_reason_goes_on_in_the_lines_below() -> None:
    found = reply(
        sheet("## Article 4\nPosition: deletes\nReason: It is\n  said elsewhere: in 9\nand here.\n")
    )
    assert found.answers[0].reason == "It is\nsaid elsewhere: in 9\nand here."


@pytest.mark.parametrize(
    ("fields", "conditions", "reason"),
    [
        ("If: it is closed\n  Reason: none", ["it is closed\nReason: none"], ""),
        ("If: it is closed\n   If: all agree\nReason: R.", ["it is closed\nIf: all agree"], "R."),
        ("If:\n> it is closed\n> Reason: none", ["it is closed\nReason: none"], ""),
        ("  If: it is closed\n  Reason: R.", ["it is closed"], "R."),
        ("If: it is closed\nReason: R.", ["it is closed"], "R."),
    ],
)
def test_what_is_indented_below_a_condition_goes_on_with_it(
    fields: str, conditions: list[str], reason: str
) -> None:
    (found,) = reply(sheet(f"## Article 4\nPosition: accepts\n{fields}\n")).answers
    assert ([one.words for one in found.conditions], found.reason) == (conditions, reason)


@pytest.mark.parametrize(
    ("body", "finding", "unread"),
    [
        ("## Article 4\nPosition: deletes\n", ("no-reason", 3), ""),
        (
            "## Article 4\nPosition: maybe\nReason: R.\n",
            ("position-unknown", 4),
            "## Article 4\nPosition: maybe\nReason: R.\n",
        ),
        ("## Article 4\nReason: R.\n", ("position-missing", 3), "## Article 4\nReason: R.\n"),
        ("## Article 4\nPosition: accepts\nReasn: R.\n", ("field-unknown", 5), "Reasn: R.\n"),
        ("## Article 4\nPosition: accepts\nWords: x\n", ("field-unused", 5), "Words: x\n"),
        (
            "## Article 4\nPosition: amends\nReason: R.\n",
            ("words-missing", 4),
            "## Article 4\nPosition: amends\nReason: R.\n",
        ),
        (
            "## Article 4(2)\nPosition: splits\nWords: 2. It meets.\nReason: R.\n",
            ("words-missing", 4),
            "## Article 4(2)\nPosition: splits\nWords: 2. It meets.\nReason: R.\n",
        ),
        ("## Article 4\nPosition: moves\n", ("after-missing", 4), "## Article 4\nPosition: moves\n"),
        ("## Article 4\nPosition: asks\n", ("question-missing", 4), "## Article 4\nPosition: asks\n"),
        ("Reason: R.\n", ("provision-missing", 3), "Reason: R.\n"),
        ("Dear all,\n", ("field-unknown", 3), "Dear all,\n"),
        ("## Our view\nPosition: accepts\n", ("reference-unread", 3), ""),
        (
            "## Article 4\nPosition: amends\nReplace: x\nReason: R.\n",
            ("change-incomplete", 4),
            "## Article 4\nPosition: amends\nReplace: x\nReason: R.\n",
        ),
        ("## Article 4\nPosition: accepts\nIf: Art\u202eicle 5 stays\n", ("concealed-character", 5), ""),
    ],
)
def test_what_is_not_understood_is_kept_and_the_rest_is_read(
    body: str, finding: tuple[str, int], unread: str
) -> None:
    reading = sheet(f"{body}## Article 5\nPosition: accepts\n")
    assert codes(reading) == [finding]
    assert "".join(one.words for one in reply(reading).unread) == unread
    assert reply(reading).answers[-1].provision == "Article 5"


def test_a_sheet_that_does_not_say_who_answers_says_so() -> None:
    reading = read_sheet("In answer to: Draft 3\n\n## Статья 4\nПозиция: принимает\n".encode())
    assert codes(reading) == [("party-missing", 1)]
    assert (reply(reading).party, len(reply(reading).answers)) == ("", 1)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ("Position: amends\nWords:\n> Each Party [shall / may notify.", ["bracket-unclosed"]),
        ("Position: amends\nWords:\n> Each Party shall / may] notify.", ["bracket-stray"]),
        ("Position: editorial\nWords:\n> ] Each Party [", ["bracket-unclosed", "bracket-stray"]),
        ("Position: adds\nWords:\n> 1. One [may.\n>\n> 2. Others may.", ["bracket-unclosed"]),
        ("Position: adds\nWords:\n> 1. One [may.\n>\n> 2. Others may].", []),
        ("Position: amends\nReplace: shall\nWith: [shall", ["bracket-unclosed"]),
        ("Position: amends\nReplace: [shall\nWith: [may", []),
        ("Position: amends\nWords:\n> Each Party [shall / may] notify\\[sic.", []),
        ("Position: amends\nWords:\n> Each Party notifies[^1] [the text](there).", []),
        ("Position: opposes", []),
    ],
)
def test_a_bracket_without_its_mate_in_proposed_words_is_said_and_kept(fields: str, said: list[str]) -> None:
    reading = sheet(f"## Article 4\n{fields}\nReason: R.\n")
    assert (reply(reading).unread, codes(reading)) == ((), [(code, 3) for code in said])


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("After Article 4", "Article 4"),
        ("new Article 4", "Article 4"),
        ("Section 3", "Section 3"),
        ("Article 4, Option 2", "Article 4, Option 2"),
        ("Article 4, new paragraph after paragraph 1", "Article 4, new paragraph after paragraph 1"),
        ("Article 4, paragraph 1 bis (ARD)", "Article 4, paragraph 1 bis (ARD)"),
    ],
)
def test_a_heading_names_the_provision_as_it_stands_in_it(heading: str, named: str) -> None:
    """Only what stands before a reference is left out: "Section" is not "Secti" and "on"."""
    found = sheet(f"In answer to: Draft\n\n## {heading}\n\nPosition: accepts\n")
    assert ([one.provision for one in reply(found).answers], found.findings) == ([named], ())


@pytest.mark.parametrize(
    ("lines", "provisions"),
    [
        (("Article 4 bis: Archive", "The Council keeps it."), [("Archive", 0), ("The Council keeps it.", 1)]),
        (
            ("Article 4 bis – Archive", "The Council keeps", "it."),
            [("Archive", 0), ("The Council keeps\nit.", 1)],
        ),
        (("Article 4 bis: The Council keeps", "an archive."), [("The Council keeps\nan archive.", 0)]),
        (("Article 4 bis: It is kept.", "It is open."), [("It is kept.\nIt is open.", 0)]),
    ],
)
def test_an_article_added_with_its_heading_on_a_line_has_its_words_below(
    lines: tuple[str, ...], provisions: list[tuple[str, int]]
) -> None:
    """As a redraft has it; a sentence that goes on in the next line is no heading."""
    quoted = "\n".join(f"> {one}" for one in lines)
    found = answer(f"Position: adds\nWords:\n{quoted}", "Article 4").position
    assert isinstance(found, Adds)
    assert [(one.words, one.depth) for one in found.provisions] == [
        (words(said), depth) for said, depth in provisions
    ]
    assert found.provisions[0].label == "Article 4 bis"
