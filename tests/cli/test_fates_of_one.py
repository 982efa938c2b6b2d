"""The fates of one party's proposals, where it is named."""

from tests.cli.recorder import Recorder


def test_the_fates_of_one_party_are_its_own_alone(tides: Recorder) -> None:
    amends = "--position amends --replace forty --with thirty --reason r"
    tides.does(f'answer "Article 2" {amends} --as ARD')
    tides.does('answer "Article 3" --position accepts --as BOR')
    ours = tides.does("fates --party ARD")
    assert ours.splitlines()[0] == "What became of everything that ARD submitted"
    assert "forty" in ours
    assert "BOR" not in ours
    assert "CEL submitted nothing on it." in tides.does("fates --party CEL")
    assert tides.run("fates --party XYZ").code != 0
