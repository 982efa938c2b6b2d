"""A text taken over, on the page of an article: what it shows of a party is no answer of that party."""

import re

from tests.record.test_taken_over import Room, amends
from travaux.compile.matrix import matrix
from travaux.render import element as h
from travaux.render.apparatus import Known, apparatus
from travaux.render.profile import Profile
from travaux.render.roll import roll
from travaux.render.sections import sections
from travaux.render.setting import Setting
from travaux.render.side_by_side import side_by_side


def told(node: h.Node) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", h.written(node))).strip()


def setting_of(room: Room) -> Setting:
    return Setting(compilation=room.done().compilation, profile=Profile.ATTRIBUTED)


def test_who_is_only_named_in_it_has_no_answer_elsewhere() -> None:
    setting = setting_of(Room())
    fees = sections(setting)[-1]
    assert told(apparatus(setting, fees, more=Known(whole=True))).endswith("BOR CEL KES XYZ no answer")


def test_who_has_answered_has_no_answer_on_this() -> None:
    room = Room()
    room.answers("BOR", "# Answer of Bordavia (BOR)\n\n" + amends("Article 1, paragraph 1", "By day alone."))
    setting = setting_of(room)
    fees = sections(setting)[-1]
    page = told(apparatus(setting, fees, more=Known(whole=True)))
    assert page.endswith("BOR no answer on this CEL KES XYZ no answer")


def test_the_draft_stands_side_by_side_with_the_brackets_it_was_tabled_with() -> None:
    room = Room()
    setting = setting_of(room)
    fees = sections(setting)[-1]
    page = told(side_by_side(setting, fees, room.taken()))
    assert page.endswith("the draft The fee is [two / ARD: three ] marks. ARD The fee is three marks.")


def test_the_roll_counts_no_party_as_having_replied_that_is_only_named_in_it() -> None:
    shown = "no answer; as shown in the text taken over, not the party's own answer"
    head = "Who was asked and who replied Party Reply"
    others = f"CEL CEL {shown} KES KES {shown} XYZ {shown}"
    assert told(roll(setting_of(Room()))) == (
        f"0 of 5 parties replied, 5 gave no answer {head} ARD ARD {shown} BOR BOR {shown} {others}"
    )
    room = Room()
    room.answers("BOR", "# Answer of Bordavia (BOR)\n\n" + amends("Article 1, paragraph 1", "By day alone."))
    assert told(roll(setting_of(room))) == (
        f"1 of 5 parties replied, 4 gave no answer {head} ARD ARD {shown} BOR BOR replied {others}"
    )


def test_the_matrix_counts_no_party_as_speaking_that_is_only_named_in_it() -> None:
    room = Room()
    room.answers("BOR", "# Answer of Bordavia (BOR)\n\n" + amends("Article 1, paragraph 1", "By day alone."))
    rows = matrix(room.done().compilation).rows
    tallies = {(one.citation, one.tally.spoke, one.tally.unspoken) for one in rows}
    assert {one for one in tallies if one[1]} == {("Article 1, paragraph 1", ("BOR",), ())}
    assert {one[2] for one in tallies if not one[1]} == {("BOR",)}
    assert {one.tally.silent for one in rows} == {("ARD", "CEL", "KES", "XYZ")}
