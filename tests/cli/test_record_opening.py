"""``travaux open``, ``party``, ``key``, ``rules``: a record begins."""

from __future__ import annotations

import stat

import pytest

from tests.cli.recorder import DRAFT_AT, Recorder, opened
from travaux.store.sqlite import SqliteStore


def test_a_record_begins_with_its_instrument_and_its_parties(desk: Recorder) -> None:
    desk.does(
        'open tides.travaux --title "Tides" --keeper "SEC=The Secretariat" --languages en,fr '
        '--parties ARD=Ardane --parties "BOR=Bordavia, Republic of,CEL=Celandria"'
    )
    acts = [(one["entry"]["type"], one["entry"]["body"].get("name")) for one in desk.entries()]
    assert acts == [
        ("instrument.open", None),
        ("member.add", "Ardane"),
        ("member.add", "Bordavia, Republic of"),
        ("member.add", "Celandria"),
    ]
    assert sorted(path.name for path in desk.folder.iterdir()) == [
        "tides.keys",
        "tides.travaux",
        "tides.travaux.head",
        "tides.travaux.lock",
    ]
    assert "tides.travaux verifies." in desk.does("verify")


def test_a_party_whose_name_has_a_comma_answers(desk: Recorder) -> None:
    """What the sheet that is written here says of itself is read as the answer of the same party."""
    desk.does('open tides.travaux --title "Tides" --parties "FEN=Fenland, Republic of,KES=Kesten"')
    desk.does("key new FEN --enrol")
    desk.file("draft.md", "# Tides\n\n## Article 1\n\nThe sea is open.\n")
    desk.does('table draft.md --title "First"')
    desk.does(
        'answer "Article 1" --position amends --replace open --with closed --reason So. '
        "--principals FEN,KES --as FEN"
    )
    desk.does(f"show {desk.size() - 1} --documents out")
    (sheet,) = (desk.folder / "out").iterdir()
    assert "On behalf of: Fenland, Republic of (FEN), Kesten (KES)" in sheet.read_text()
    desk.file("reply.md", sheet.read_text())
    desk.does("answer reply.md --as FEN")
    assert desk.last()["body"]["principals"] == ["FEN", "KES"]
    positions = desk.does("matrix")
    assert ("amends" in positions, "left out" in positions) == (True, False)


def test_where_nobody_leads_a_party_asks_for_answers_to_its_own_text(desk: Recorder) -> None:
    """Rules are declared by somebody and can be contested: a rule hard-coded by the tool is no rule."""
    desk.file("draft.md", "# Tides\n\n## Article 1\n\n1. The sea is open.\n")
    desk.does('open led.travaux --title "Tides" --parties ARD=Ardane,BOR=Bordavia')
    said = desk.run('table draft.md --title "Ours" --for ARD --record led.travaux')
    assert (said.code, "ARD may table its text, not as the basis" in said.err) == (6, True)
    desk.does('open tides.travaux --title "Tides" --parties ARD=Ardane,BOR=Bordavia --nobody-leads')
    desk.does('table draft.md --title "Ours" --for ARD --record tides.travaux')
    desk.does(
        'rules declare "First" --asked BOR --due 2026-03-20 --zone Europe/Zurich --for ARD '
        "--record tides.travaux"
    )
    assert "BOR was asked by ARD" in desk.does("owed --record tides.travaux")


def test_private_keys_can_be_read_by_their_holder_alone(tides: Recorder) -> None:
    keys = tides.folder / "tides.keys"
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in keys.iterdir()}
    private = {"SEC", "log", "ARD", "BOR", "CHR"}
    assert {name: mode for name, mode in modes.items() if name in private} == dict.fromkeys(private, 0o600)
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    (keys / "ARD").chmod(0o640)
    said = tides.run('answer "Article 2" --position accepts --as ARD')
    assert said.code == 4
    assert "can be read by others (mode 0640)" in said.err
    assert "chmod 600" in said.err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('open tides.db --title "T"', "Expected NAME.travaux"),
        ('open no/tides.travaux --title "T"', "There is no folder no"),
        ('open "a b.travaux" --title "T"', "Give --name"),
        ('open t.travaux --title "T" --parties ARD', '"ARD" is not CODE=NAME'),
        ('open t.travaux --title "T" --parties ARD=A,ARD=B', "ARD is given twice"),
        ('open t.travaux --title "T" --parties SEC=A', "SEC is given twice"),
        ('open t.travaux --title "T" --parties 1A=A', '"1A" cannot be a party\'s code'),
        ('open t.travaux --title "T" --parties Log=A', '"Log" cannot be a code'),
        ('open t.travaux --title "T" --languages "en n!"', '"n!" is no tag of a language'),
    ],
)
def test_what_cannot_be_opened_leaves_nothing_behind(desk: Recorder, line: str, said: str) -> None:
    found = desk.run(line)
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert list(desk.folder.iterdir()) == []


def test_a_record_is_never_written_over(tides: Recorder) -> None:
    before = (tides.folder / "tides.travaux").read_bytes()
    assert "is there already" in tides.run('open tides.travaux --title "Another"').err
    assert (tides.folder / "tides.travaux").read_bytes() == before


def test_a_record_is_found_by_option_by_environment_and_as_the_only_one(
    desk: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "There is no record in" in desk.run("status").err
    opened(desk)
    assert "Agreement on Tides" in desk.does("status")
    desk.does('open other.travaux --title "Other"')
    assert "There are 2 records here: other.travaux, tides.travaux" in desk.run("status").err
    assert "Other" in desk.does("status --record other.travaux")
    monkeypatch.setenv("TRAVAUX_RECORD", "tides.travaux")
    assert "Agreement on Tides" in desk.does("status")
    monkeypatch.setenv("TRAVAUX_RECORD", "gone.travaux")
    found = desk.run("status")
    assert (found.code, "gone.travaux is not there" in found.err) == (4, True)


def test_members_come_and_go_and_form_groups(tides: Recorder) -> None:
    tides.does("party group SOUTH=South ARD BOR")
    assert tides.last()["body"] == {"name": "SOUTH", "title": "South", "members": ["ARD", "BOR"]}
    tides.does('party remove CEL --words "Withdrew from the talks."')
    assert tides.last()["body"] == {"party": "CEL", "words": "Withdrew from the talks."}
    said = tides.run("party group X=X NOB")
    assert (said.code, "NOB is not a member" in said.err) == (2, True)
    assert "Did you mean ARD?" in tides.run("party remove ard").err


def test_a_group_can_be_the_audience(tides: Recorder) -> None:
    tides.does("party group SOUTH=South ARD BOR")
    group = tides.entries()[-1]["leaf"]
    tides.does('ask "Is it so?" --to BOR --as ARD --audience group:SOUTH')
    assert tides.last()["vis"] == f"group:{group}"
    assert "Is it so?" in tides.does("log --as BOR")
    assert "Is it so?" not in tides.does("log --as CEL")
    assert "is no audience" in tides.run('ask "x" --to BOR --audience everyone').err


def test_a_key_made_elsewhere_is_enrolled_by_its_public_half(tides: Recorder) -> None:
    tides.does("key new CEL --out elsewhere/cel")
    assert "is a private key" in tides.run("key enrol CEL elsewhere/cel").err
    tides.does("key enrol CEL elsewhere/cel.pub --holder Mission")
    tides.does('answer "Article 2" --position accepts --as CEL --key elsewhere/cel')
    assert (tides.last()["actor"], "on_behalf" in tides.last()) == ("CEL", False)
    assert "Mission" in tides.does("key list")


def test_a_key_signs_for_its_party_alone(tides: Recorder) -> None:
    said = tides.run('answer "Article 2" --position accepts --as BOR --key tides.keys/ARD')
    assert (said.code, "signs for ARD, not for BOR" in said.err) == (4, True)
    tides.does("key new CEL")
    said = tides.run('answer "Article 2" --position accepts --as CEL')
    assert "a key that signs for nobody in this record" in said.err


def test_a_revoked_key_signs_no_more(tides: Recorder) -> None:
    tides.does('answer "Article 2" --position accepts --as ARD')
    fingerprint = tides.last()["key"]
    tides.does(f'key revoke {fingerprint} --words "Lost."')
    said = tides.run('answer "Article 3" --position accepts --as ARD')
    assert said.code == 6
    assert "nothing was recorded" in said.err
    assert "verifies" in tides.does("verify")


def test_a_new_key_takes_the_place_of_the_old(tides: Recorder) -> None:
    old = (tides.folder / "tides.keys/ARD.pub").read_text()
    tides.does("key rotate --as ARD")
    assert (tides.folder / "tides.keys/ARD.pub").read_text() != old
    tides.does('answer "Article 2" --position accepts --as ARD')
    assert "verifies" in tides.does("verify")


def test_a_key_is_never_written_over(tides: Recorder) -> None:
    before = (tides.folder / "tides.keys/ARD").read_bytes()
    assert "A key is never written over" in tides.run("key new ARD").err
    assert (tides.folder / "tides.keys/ARD").read_bytes() == before


def test_a_key_that_is_not_enrolled_is_not_left_behind(tides: Recorder) -> None:
    tides.does("party remove CEL")
    assert tides.run("key new CEL --enrol").code == 6
    assert not (tides.folder / "tides.keys/CEL").exists()


def test_rules_are_declared_with_their_deadline_and_contested(tides: Recorder) -> None:
    tides.does(
        'rules declare "First reading" --due "2026-03-20 18:00" --zone Europe/Zurich --silence nothing '
        '--capacity national --brackets "any party" --decides consensus --as CHR'
    )
    entry = tides.last()
    assert entry["body"] == {
        "rules": {
            "name": "First reading",
            "asked": ["ARD", "BOR", "CEL"],
            "due": {"local": "2026-03-20T18:00", "zone": "Europe/Zurich", "utc": "2026-03-20T17:00:00Z"},
            "silence": "nothing",
            "capacity": "national",
            "brackets": "any party",
            "decides": "consensus",
        }
    }
    assert [one["leaf"] for one in entry["re"]] == [tides.entries()[DRAFT_AT]["leaf"]]
    tides.does('rules contest capacity "We answer together." --as BOR')
    assert tides.last()["body"] == {"rule": "capacity", "words": "We answer together."}
    assert "We answer together." in tides.does("status")


def test_without_rules_none_is_contested(tides: Recorder) -> None:
    assert "No rules have been declared" in tides.run('rules contest silence "No." --as ARD').err


def test_many_members_are_recorded_in_one_go(desk: Recorder) -> None:
    """The record is opened once and its head signed once, however many there are."""
    codes = [f"P{one}{other}" for one in "ABCDEF" for other in "ABCDEF"]
    desk.does(
        ["open", "many.travaux", "--title", "Many", "--parties", ",".join(f"{it}=Party {it}" for it in codes)]
    )
    with SqliteStore.reading(desk.folder / "many.travaux") as store:
        assert [note.size for note in store.checkpoints(0, 100)] == [37]
    assert desk.types() == ["instrument.open", *["member.add"] * 36]
    assert "verifies" in desk.does("verify")
