"""An answer to an article speaks of all its provisions: none of them is shown as without a position."""

import re

from tests.record.views.room import CANAL, Room, amends
from travaux.record.consolidation import consolidation
from travaux.render.element import written
from travaux.render.position_matrix import position_matrix
from travaux.render.profile import Profile
from travaux.render.setting import Setting


def table(room: Room) -> dict[str, list[str]]:
    """The rows of the table, by what each is on: what stands under ARD, BOR and KES."""
    found = consolidation(room.known, room.library)
    page = written(position_matrix(Setting(compilation=found.compilation, profile=Profile.ATTRIBUTED)))
    rows = re.findall(r"<tr>(.*?)</tr>", page.partition("<tbody>")[2].partition("</tbody>")[0], re.DOTALL)
    cells = [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in rows
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
