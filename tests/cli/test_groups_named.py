"""A group may be named where the record has members: it is recorded as those in it, and that is said."""

from __future__ import annotations

from tests.cli.recorder import Recorder


def test_a_paper_to_a_group_is_to_those_in_it_and_that_is_said(tides: Recorder) -> None:
    tides.does("party group EAST=East ARD BOR")
    said = tides.run('send --to EAST,BOR,CEL --kind letter --subject "Tides" --for ARD')
    assert (said.code, tides.last()["body"]["to"]) == (0, ["BOR", "CEL"])
    assert said.err == "  EAST is a group. It is recorded as those who are in it now: BOR.\n"

    said = tides.run('send --principals EAST --kind letter --subject "Tides" --for ARD')
    assert (said.code, tides.last()["body"]["principals"]) == (0, ["ARD", "BOR"])
    assert said.err == "  EAST is a group. It is recorded as those who are in it now: ARD, BOR.\n"


def test_nobody_in_a_group_is_not_everybody(tides: Recorder) -> None:
    """A paper that names nobody is to all: a group of nobody else must not become that."""
    tides.does("party group EAST=East ARD CEL")
    tides.does('party remove CEL --words "Withdrew from the talks."')
    said = tides.run('send --to EAST --kind letter --subject "Tides" --for ARD')
    assert (said.code, "EAST is a group, and nobody else is in it now." in said.err) == (2, True)


def test_where_a_member_is_meant_a_group_is_called_one(tides: Recorder) -> None:
    """Each copy of a bundle is one reader's, and says so; a group is given none."""
    tides.does("party group EAST=East ARD BOR")
    told = "EAST is a group, and a member is named here. In it are ARD, BOR."
    for line in (
        "export --for EAST",
        'ask "Why?" --to EAST --as CEL',
        "receive 1 --for EAST",
        "status --as EAST",
    ):
        said = tides.run(line)
        assert (said.code, told in said.err) == (2, True), (line, said.err)
    assert "XYZ is not a member of this negotiation." in tides.run("send --to XYZ --kind letter").err
