"""An answer to an article speaks of all its provisions: none of them is shown as without a position."""

import re

from tests.record.views.room import CANAL, Room, amends
from travaux.answers.answer import Answer, Reply
from travaux.answers.position import Accepts
from travaux.compile.compilation import Compilation
from travaux.compile.compiling import compiled
from travaux.read.plain import read_plain
from travaux.record.consolidation import consolidation
from travaux.render.element import written
from travaux.render.position_matrix import position_matrix
from travaux.render.profile import Profile
from travaux.render.setting import Setting
from travaux.text.wording import PartyCode


def table(room: Room) -> dict[str, list[str]]:
    """The rows of the table, by what each is on: what stands under ARD, BOR and KES."""
    return rows(consolidation(room.known, room.library).compilation)


def rows(compilation: Compilation) -> dict[str, list[str]]:
    page = written(position_matrix(Setting(compilation=compilation, profile=Profile.ATTRIBUTED)))
    found = re.findall(r"<tr>(.*?)</tr>", page.partition("<tbody>")[2].partition("</tbody>")[0], re.DOTALL)
    cells = [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in found
    ]
    return {first: rest for first, *rest in cells}


def test_who_speaks_of_an_article_is_shown_at_its_paragraphs_as_having_spoken_of_the_article() -> None:
    room = Room()
    room.answers("ARD", "Position: accepts", "Article 1")
    room.answers("BOR", amends(CANAL.replace("all", "merchant")), "Article 1, paragraph 1")
    room.answers("KES", "Position: accepts", "Article 2")
    assert table(room) == {
        "Article 1": ["accepts", "– no position", "– no position"],
        "Article 1, paragraph 1": ["said of Article 1", "amends", "– no position"],
        "Article 2": ["– no position", "– no position", "accepts"],
    }


def test_what_an_answer_hangs_on_is_said_with_it() -> None:
    """3: to accept on a condition is not to accept."""
    room = Room()
    room.answers("ARD", "Position: accepts\n\nIf: Article 2 stays as it is.", "Article 1, paragraph 1")
    assert table(room) == {
        "Article 1, paragraph 1": [
            "accepts only if: Article 2 stays as it is. (see Article 2 )",
            "no answer",
            "no answer",
        ],
    }


def test_who_is_named_in_a_reply_is_shown_as_in_it_only_where_it_says_something() -> None:
    """Where the reply says nothing of a row, or said it of all of an article, that is what is shown."""
    draft = read_plain(b"# Canal\n\n## Article 1\n\n1. Open.\n\n2. Free.\n\n## Article 2\n\nPaid.\n").text
    assert draft is not None
    bor, kes, ard = PartyCode("BOR"), PartyCode("KES"), PartyCode("ARD")
    collective = Reply(
        party=bor,
        principals=(bor, kes),
        answers=(Answer(provision="Article 1", position=Accepts()),),
        source="BOR.md",
    )
    on = ("Article 1(1)", "Article 2")
    own = Reply(
        party=ard,
        answers=tuple(Answer(provision=one, position=Accepts()) for one in on),
        source="ARD.md",
    )
    assert rows(compiled(draft, [collective, own], order=(ard, bor, kes))) == {
        "Article 1": ["– no position", "accepts, in the name of BOR, KES", "BOR answers in its name too"],
        "Article 1, paragraph 1": [
            "accepts",
            "said of Article 1",
            "said of Article 1 in the reply of BOR",
        ],
        "Article 2": ["accepts", "– no position", "nothing in its name in the reply of BOR"],
    }
