"""What is printed after a compile, a reading and a comparison: whole, as it stands on the screen."""

from dataclasses import replace
from typing import Protocol

from tests.builders import provision, text
from tests.render.negotiation import ARD, ORDER, draft, negotiation
from travaux.answers.answer import Answer, Reply, Unread
from travaux.answers.position import Accepts, Holds
from travaux.compare.comparison import compare
from travaux.compile.compilation import LeftOut
from travaux.compile.compiling import compiled
from travaux.compile.project import project
from travaux.read.reading import Format, Reading
from travaux.render.columns import breadth
from travaux.render.terminal import comparison_lines, reading_lines, summary_lines
from travaux.text.finding import Finding, Place, Severity
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.wording import PartyCode


class SameAsGolden(Protocol):
    def __call__(self, name: str, actual: str) -> None: ...


def test_a_summary_as_it_stands_on_the_screen(same_as_golden: SameAsGolden) -> None:
    fault = Finding(code="unreadable", message="It is a picture.", hint="Send words.")
    left_out = LeftOut(party="NOR", source="nor.pdf", finding=fault)
    compilation = replace(
        negotiation(),
        left_out=(left_out,),
        findings=(
            Finding(code="no-reason", message="BOR/2 has no reason.", severity=Severity.NOTE),
            Finding(
                code="number-twice",
                message="The number 3. stands twice.",
                place=Place(source="vel.md", line=4),
                hint="Number it anew.",
            ),
        ),
    )
    lines = summary_lines(compilation, written=("text.html", "text.json"))
    same_as_golden("summary.txt", "\n".join(lines) + "\n")
    assert max(map(breadth, lines)) <= 100


def test_every_width_is_kept_and_what_does_not_fit_in_a_table_is_listed() -> None:
    lines = summary_lines(negotiation(), width=60)
    assert max(map(breadth, lines)) <= 60
    start = lines.index("Positions")
    assert lines[start + 1 : start + 4] == [
        "  Article 1, paragraph 1, point (b)  Q ARD",
        "  Article 2, paragraph 1             A ARD · M CEL",
        "  Article 2, paragraph 2             O THA",
    ]


def test_no_escape_sequence_unless_asked() -> None:
    assert "\x1b" not in "".join(summary_lines(negotiation()))
    assert summary_lines(negotiation(), ansi=True)[0].startswith("\x1b[1m")


def test_words_of_a_party_command_no_terminal() -> None:
    own = Reply(party=ARD, source="\x1b[2J.md", answers=(Answer(provision="art_1", position=Accepts()),))
    assert "\x1b" not in "".join(summary_lines(compiled(draft(), [own], order=ORDER)))


def test_of_many_findings_of_a_kind_the_first_are_listed_and_the_rest_counted() -> None:
    many = tuple(Finding(code="gap", message=f"Gap {number}.") for number in range(1, 9))
    lines = reading_lines(Reading(format=Format.PLAIN, text=text(), findings=many))
    assert lines[lines.index("Findings") + 1 :] == [
        "  warning, 8 × gap",
        "    · Gap 1.",
        "    · Gap 2.",
        "    · Gap 3.",
        "    · Gap 4.",
        "    · Gap 5.",
        "      and 3 more; --json lists all",
    ]


def test_an_outline_shows_depth_and_numbers_in_every_script() -> None:
    of = replace(
        text(
            provision(Kind.ARTICLE, "第五条", "通知", eid="art_5"),
            provision(Kind.PARAGRAPH, "一、", "各方应[尽快]通知。", 1, eid="art_5__para_1"),
            provision(Kind.ARTICLE, "المادة 6", "الإخطار", eid="art_6"),
            provision(Kind.PARAGRAPH, "1.", "يخطر كل طرف.", 1, eid="art_6__para_1"),
            provision(Kind.ARTICLE, "Статья 7", "Уведомление", eid="art_7"),
            provision(Kind.PARAGRAPH, "1.", "Chaque Partie notifie.", 1, eid="art_7__para_1"),
            language="zh",
        ),
        title="Accord",
    )
    lines = reading_lines(Reading(format=Format.DOCX, text=of))
    assert lines[:10] == [
        "Accord · language zh · read as docx",
        f"identity {of.identity}",
        "",
        "Outline",
        "  第五条 通知",
        "    一、 各方应[尽快]通知。",
        "  المادة 6 الإخطار",
        "    1. يخطر كل طرف.",
        "  Статья 7 Уведомление",
        "    1. Chaque Partie notifie.",
    ]
    assert lines[10:16] == [
        "",
        "Figures",
        "  provisions: 6",
        "      article 3, paragraph 3",
        "  choices: 1",
        "      Each place in the words where alternatives are held open counts once, whether compiling made",
    ]


def test_a_text_without_brackets_says_so_instead_of_figures() -> None:
    lines = reading_lines(Reading(format=Format.PLAIN, text=draft(), reject_all=draft()))
    assert lines[1:5] == [
        f"identity {draft().identity}",
        "Has tracked changes: this is the text with all of them accepted. The draft underneath has the",
        f"identity {draft().identity}.",
        "",
    ]
    assert lines[-1] == "  Nothing in it is held in brackets."


def test_a_reply_is_listed_answer_by_answer() -> None:
    unread = Unread(words="???", finding=Finding(code="unread", message="Not understood."))
    own = Reply(
        party=ARD,
        principals=(ARD, PartyCode("BOR")),
        in_answer_to="Third draft",
        answers=(
            Answer(provision="Article 5", position=Accepts()),
            Answer(provision="", position=Holds()),
        ),
        unread=(unread,),
    )
    assert reading_lines(Reading(format=Format.SHEET, reply=own)) == [
        "The reply of ARD",
        "On behalf of ARD, BOR: one reply, which stays one.",
        "In answer to Third draft",
        "",
        "2 answers",
        "  Article 5            accepts",
        "  the text as a whole  holds (general)",
        "",
        "Not understood, kept as it stands: 1",
        "  · ???",
    ]


def test_a_comparison_as_it_stands_on_the_screen() -> None:
    compilation = negotiation()
    own = project(compilation.text, PartyCode("VEL"))
    assert comparison_lines(compare(compilation.draft, own), width=90)[2:] == [
        "20 kept, 2 reworded, 1 moved, 1 removed",
        "Each provision of either text counts once: with others where it was split or merged; a",
        "provision moved and reworded as moved; one only numbered or spaced otherwise as kept.",
        "",
        "Look here: 3 places where an obligation may turn",
        "  An alert stands where a modal verb, a number, a negation, a qualifier or a reference was",
        "  gained, lost or changed in a provision that is in both drafts. The same word in another",
        "  number or person is no change, nor is a reference that only follows a renumbering. Words",
        "  are those of a list; others are not found.",
        "  Article 4, paragraph 1",
        "      number     …closure of more than [-twelve hours-]{+thirty-six hours+} at least",
        "                 thirty days…",
        "      number     …thirty-six hours at least [-forty-two days-]{+thirty days+} in advance,",
        "                 as…",
        "      qualifier  …days in advance, {+as far as possible+}.…",
        "",
        "moved  Article 4, paragraph 4 → Article 2, paragraph 3",
        "  Closures caused by ice are not subject to notification.",
        "",
        "reworded  Article 4, paragraph 1",
        "  Each Party shall notify the other Parties of any closure of more than",
        "  [-twelve-]{+thirty-six+} hours at least [-forty-two-]{+thirty+} days in advance{+, as",
        "  far as possible+}.",
        "",
        "reworded  Article 4, paragraph 2",
        "  The notification shall state the purpose[-, the duration-] and the reach of the closure.",
        "",
        "removed  Article 6, paragraph 2",
        "  - 2. Visitors shall be given the record of the lock.",
    ]


def test_a_number_printed_otherwise_and_a_move_that_keeps_its_number_say_what_has_changed() -> None:
    use = (provision(Kind.ARTICLE, "Article 8", "Use", eid="art_8"),)
    notice = (
        provision(Kind.ARTICLE, "Article 9", "Notice", eid="art_9"),
        provision(Kind.PARAGRAPH, "1.", "A notice is given.", 1, eid="art_9__para_1"),
    )
    marked = (notice[0], provision(Kind.PARAGRAPH, "(1)", "A notice is given.", 1, eid="art_9__para_1"))

    def sections(old: Text, new: Text) -> list[str]:
        lines = comparison_lines(compare(old, new))
        return [one for one in lines if one.startswith(("moved  ", "renumbered  ", "number printed"))]

    assert sections(text(*use, *notice), text(*use, *marked)) == [
        "number printed otherwise  Article 9, paragraph 1: 1. → (1)"
    ]
    assert sections(text(*use, *notice), text(*notice, *use)) == ["moved  Article 8, after Article 9"]
    assert sections(text(*notice, *use), text(*use, *notice)) == ["moved  Article 8, to the head"]
