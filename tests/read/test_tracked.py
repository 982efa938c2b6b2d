"""Tracked changes: who changed which words, and how the text reads with and without."""

import pytest

from tests.docx_builder import DATE, docx
from travaux.read.document import Document, open_document
from travaux.read.tracked import (
    Characters,
    On,
    Paragraph,
    Revision,
    Sort,
    Story,
    Table,
    TrackedChange,
    Unread,
    changes_in,
    paragraphs,
    revised,
    view,
)


def printed(story: Story) -> list[str]:
    """Give one line for each paragraph of a view, and one for each row of a table, cells parted by "|"."""
    lines: list[str] = []
    for block in story:
        match block:
            case Paragraph():
                lines.append(block.text)
            case Table():
                lines += [
                    " | ".join("/".join(printed(cell.blocks)) for cell in row.cells) for row in block.rows
                ]
            case Unread():
                lines.append("(unread)")
    return lines


def both(text: str) -> tuple[list[str], list[str]]:
    document = open_document(docx(text))
    return printed(view(document.body.story, accept=True)), printed(view(document.body.story, accept=False))


VIEWS = [
    ("Each Party {-AA: may-}{+AA: shall+} notify.", ["Each Party shall notify."], ["Each Party may notify."]),
    ("تلتزم {-AA: الدول-}{+AA: الأطراف+} بالإخطار.", ["تلتزم الأطراف بالإخطار."], ["تلتزم الدول بالإخطار."]),
    ("各缔约方{-AA: 可-}{+AA: 应+}通知。", ["各缔约方应通知。"], ["各缔约方可通知。"]),
    (
        "Chaque Partie {-AA: peut-}{+AA: doit+} notifier.",
        ["Chaque Partie doit notifier."],
        ["Chaque Partie peut notifier."],
    ),
    (
        "Сторона {-AA: может-}{+AA: обязана+} уведомить.",
        ["Сторона обязана уведомить."],
        ["Сторона может уведомить."],
    ),
    # A deletion by one party in an insertion by another is in neither view.
    ("notify{+FR:  in writing{-US:  and under seal-}+}.", ["notify in writing."], ["notify."]),
    # A mark that goes joins its paragraph to the next; its words stay.
    ("one.¶-AA\ntwo.", ["one.two."], ["one.", "two."]),
    ("one.¶+AA\ntwo.", ["one.", "two."], ["one.two."]),
    ("one.\n{+AA: two.+}¶+AA\nthree.", ["one.", "two.", "three."], ["one.", "three."]),
    ("one.\n{-AA: two.-}¶-AA\nthree.", ["one.", "three."], ["one.", "two.", "three."]),
    ("a¶-AA\nb¶-AA\nc", ["abc"], ["a", "b", "c"]),
    # Words deleted without their mark leave an empty paragraph: ECMA-376-1, 17.13.5.15.
    ("one.\n{-AA: two.-}\nthree.", ["one.", "", "three."], ["one.", "two.", "three."]),
    # A mark inserted by one and deleted by another never was.
    ("one.¶+AA¶-BB\ntwo.", ["one.two."], ["one.two."]),
    # At the end, and before a table, there is nothing to join.
    ("one.\n{+AA: two.+}¶+AA", ["one.", "two."], ["one."]),
    ("one.¶-AA\n| a | b", ["one.", "a | b"], ["one.", "a | b"]),
    ("{-AA: one.-}¶-AA\n| a | b", ["a | b"], ["one.", "a | b"]),
    # A table that goes leaves the paragraph it had split whole again.
    (
        "all compati¶+AA\n|+AA x | y\nbility issues",
        ["all compati", "x | y", "bility issues"],
        ["all compatibility issues"],
    ),
    ("| a | b\n|+AA {+AA: c+} | {+AA: d+}", ["a | b", "c | d"], ["a | b"]),
    ("| a | b\n|-AA {-AA: c-} | {-AA: d-}", ["a | b"], ["a | b", "c | d"]),
    (
        "{<AA m1: moved.<}¶<AA m1\nstays.\n{>AA m1: moved.>}¶>AA m1\nend.",
        ["stays.", "moved.", "end."],
        ["moved.", "stays.", "end."],
    ),
    # Not words: the instruction of a field. Words: what it shows, in the view that shows it.
    ("see {=REF x|Article 3}.", ["see Article 3."], ["see Article 3."]),
    ("{-AA: {=DATE|today}-}{+AA: 1 May+}", ["1 May"], ["today"]),
    # A field without its end hides nothing.
    ('⟦<w:fldChar w:fldCharType="begin"/>⟧kept words', ["kept words"], ["kept words"]),
]


@pytest.mark.parametrize(("text", "accepted", "rejected"), VIEWS)
def test_the_two_views(text: str, accepted: list[str], rejected: list[str]) -> None:
    """Exact words: what a party submitted is kept character for character."""
    assert both(text) == (accepted, rejected)


def change(author: str, kind: Sort, words: str, paragraph: int = 0, on: On = On.WORDS) -> TrackedChange:
    return TrackedChange(author=author, date=DATE, kind=kind, on=on, words=words, paragraph=paragraph)


CHANGES = [
    (
        "Each {-J. Smith (EU) & al.: may-}{+J. Smith (EU) & al.: shall+}",
        [
            change("J. Smith (EU) & al.", Sort.DELETED, "may"),
            change("J. Smith (EU) & al.", Sort.INSERTED, "shall"),
        ],
    ),
    # Two authors on the same words are two changes.
    (
        "{+FR: in writing{-US:  and under seal-}+}",
        [
            change("FR", Sort.INSERTED, "in writing and under seal"),
            change("US", Sort.DELETED, " and under seal"),
        ],
    ),
    # Neighbours by one author at one time are one change; Word cuts them at every change of type.
    ("{+中国代表团: 应+}{+中国代表团: 通知+}", [change("中国代表团", Sort.INSERTED, "应通知")]),
    (
        "a\nb¶+AA\nc¶-وفد",
        [
            change("AA", Sort.INSERTED, "", 1, On.MARK),
            change("وفد", Sort.DELETED, "", 2, On.MARK),
        ],
    ),
    (
        "{<AA m1: x<}\n{>AA m1: x>}",
        [change("AA", Sort.MOVED_FROM, "x"), change("AA", Sort.MOVED_TO, "x", 1)],
    ),
    # A move without its other end is an insertion or a deletion.
    ("{<AA m1: x<}\n{>AA m2: y>}", [change("AA", Sort.DELETED, "x"), change("AA", Sort.INSERTED, "y", 1)]),
    (
        "| a | b\n|-AA {-AA: c-} | d",
        [change("AA", Sort.DELETED, "c\nd", 2, On.ROW), change("AA", Sort.DELETED, "c", 2)],
    ),
]


@pytest.mark.parametrize(("text", "changes"), CHANGES)
def test_who_changed_which_words(text: str, changes: list[TrackedChange]) -> None:
    """Operations, not brackets: what was done, to what, by whom, since when."""
    assert list(open_document(docx(text)).changes) == changes


RESTYLED = (
    '<w:p><w:pPr><w:pStyle w:val="Beta"/><w:pPrChange w:author="AA"><w:pPr><w:pStyle w:val="Alpha"/></w:pPr>'
    "</w:pPrChange></w:pPr></w:p>"
)
BOX = (
    "⟦<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict>⟧"
)
TICKED = (
    '⟦<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>'
    '</w:fldChar><w:fldChar w:fldCharType="end"/>⟧'
)
TWICE = (
    "⟦<mc:AlternateContent><mc:Choice><w:t>once</w:t></mc:Choice><mc:Fallback><w:t>once</w:t></mc:Fallback>"
    "</mc:AlternateContent>⟧"
)
FALLBACK = (
    "⟦<mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>only here</w:t></mc:Fallback></mc:AlternateContent>⟧"
)
DRAWN = "⟦<w:drawing><wp:inline><a:graphic><pic:pic/></a:graphic></wp:inline></w:drawing>⟧"
FRACTION = (
    "<w:p><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
    "</m:oMath></w:p>"
)


def styles_of(document: Document, *, accept: bool) -> list[str]:
    return [each.properties.style for each in paragraphs(view(document.body.story, accept=accept))]


def test_a_joined_paragraph_keeps_the_properties_of_the_one_that_follows() -> None:
    """A paragraph mark holds the properties of its paragraph: ECMA-376-1, 17.13.5.15."""
    document = open_document(docx("@Alpha one.¶-AA\n@Beta two."))
    assert styles_of(document, accept=True) == ["Beta"]
    assert styles_of(document, accept=False) == ["Alpha", "Beta"]


def test_properties_changed_with_tracking_differ_between_the_views() -> None:
    document = open_document(docx(RESTYLED))
    assert styles_of(document, accept=True) == ["Beta"]
    assert styles_of(document, accept=False) == ["Alpha"]
    assert document.tracked


CONTENT = [
    ("re⟦<w:noBreakHyphen/>⟧open co⟦<w:softHyphen/>⟧operate", "re\u2011open co\u00adoperate"),
    ("a\tb⏎c⟦<w:cr/>⟧d", "a\tb\nc\nd"),
    ('⟦<w:sym w:font="Symbol" w:char="F0B3"/>⟧ 3', "≥ 3"),
    ('⟦<w:sym w:font="Nobody" w:char="F041"/>⟧', "\uf041"),
    ("{~hidden} shown", "hidden shown"),
    (FRACTION, "ab"),
    ("<w:p><w:hyperlink><w:smartTag><w:r><w:t>link</w:t></w:r></w:smartTag></w:hyperlink></w:p>", "link"),
    ("<w:sdt><w:sdtContent><w:p><w:r><w:t>控制</w:t></w:r></w:p></w:sdtContent></w:sdt>", "控制"),
    ("<w:p><w:fldSimple><w:r><w:t>الحقل</w:t></w:r></w:fldSimple></w:p>", "الحقل"),
    (TWICE, "once"),
    (FALLBACK, "only here"),
    (DRAWN, "\ufffc"),
    ("<w:r><w:t>stray words</w:t></w:r>", "stray words"),
    (TICKED, "☒"),
]


@pytest.mark.parametrize(("text", "words"), CONTENT)
def test_what_counts_as_characters(text: str, words: str) -> None:
    """Exact words: nothing is normalised, straightened, trimmed or improved."""
    document = open_document(docx(text))
    assert "".join(each.text for each in paragraphs(view(document.body.story, accept=True))) == words


def test_a_text_box_stands_in_its_run_and_goes_with_it() -> None:
    document = open_document(docx(f"a{{+AA: {BOX}+}}b"))
    assert [each.text for each in paragraphs(view(document.body.story, accept=True))] == ["ab", "boxed"]
    assert [each.text for each in paragraphs(view(document.body.story, accept=False))] == ["ab"]


def test_hidden_characters_are_marked() -> None:
    document = open_document(docx("a {~b} c"))
    contents = [run.content for each in paragraphs(document.body.story) for run in each.runs]
    assert contents == [
        Characters(text="a "),
        Characters(text="b", hidden=True),
        Characters(text=" c"),
    ]


def test_words_that_stand_in_one_revision_twice_are_changed_once() -> None:
    ours = Revision(sort=Sort.INSERTED, author="AA", date=DATE)
    theirs = Revision(sort=Sort.DELETED, author="BB", date=DATE)
    within = (ours, theirs, ours)

    said = [(change.author, change.words) for change in changes_in([("new words", within)], (), 0)]
    assert said == [("AA", "new words"), ("BB", "new words")]
    assert list(revised([within])) == [ours, theirs]
