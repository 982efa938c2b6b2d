"""What is heard of an answer is the same for all, though they may not read the same of the record."""

from tests.web.recorded import author
from travaux.cli.brought import Brought
from travaux.cli.hearing import heard_as
from travaux.cli.reading import read_bytes
from travaux.cli.recording import Proposed
from travaux.compile.hearing import Hearing
from travaux.record.act import AddsMember, RemovesMember, Role, TablesDraft
from travaux.text.wording import PartyCode
from travaux.web.room import Room

ARD, BOR, CEL, SEC = (PartyCode(one) for one in ("ARD", "BOR", "CEL", "SEC"))
TEXT = "---\ndraft: Text of June\n---\n\n# Convention\n\n## Article 1\n\nThe Parties shall meet.\n"
SHEET = "# Answer of {}\n\nIn answer to: Draft {}\n\n## Article 1\n\nPosition: accepts\n"


def tables(room: Room, party: str, vis: str, *, basis: bool) -> int:
    act = TablesDraft(title="Text of May", basis=basis)
    brought = Brought(data=TEXT.encode(), name="may.md", media="text/markdown")
    return room.record(Proposed(act=act, brought=(brought,)), author(room, party, vis)).index


def test_a_draft_has_the_number_that_it_has_for_who_answers_whoever_looked_first(room: Room) -> None:
    """A number that others alone know is taken from nobody: it would tell of a draft that is kept from it."""
    assert len(room.state.drafts) == 2
    tables(room, "BOR", "to:CEL", basis=False)
    place = tables(room, "SEC", "all", basis=False)
    leaf = room.state.entries[place].leaf
    room.library(room.state).base(room.state.drafts[leaf])

    def taken(party: PartyCode, reader: PartyCode) -> list[int]:
        """List the numbers under which its answer to the last draft is heard."""
        known = room.known(reader)
        desk, draft = room.desk(known), known.drafts[leaf]
        sheets = {one: SHEET.format(party, one).encode() for one in range(1, 6)}
        heard = {
            number: heard_as(
                read_bytes(sheet, "a.md", desk.named_in(draft)), party, desk, draft, actor=reader
            ).hearing
            for number, sheet in sheets.items()
        }
        return [number for number, one in heard.items() if isinstance(one, Hearing)]

    assert [taken(ARD, ARD), taken(BOR, BOR), taken(CEL, CEL)] == [[3], [4], [4]]
    assert taken(ARD, SEC) == [3, 4]


def test_who_joins_again_is_known_by_its_new_name(room: Room) -> None:
    """Nothing that was heard while it had another name is told after that."""
    tal = PartyCode("TAL")
    before = room.library(room.state)
    assert room.library(room.state) is before
    room.record(Proposed(act=RemovesMember(party=tal)), author(room, "SEC"))
    room.record(Proposed(act=AddsMember(party=tal, name="Talmark", role=Role.PARTY)), author(room, "SEC"))
    assert room.library(room.state) is not before
