"""What is handed out verifies where Travaux is not, and says what it does not show."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.conftest import SameAsGolden
from tests.record.bundles import (
    ANSWERS,
    HONEST,
    LOG,
    OTHER_LOG,
    OWN_POLICIES,
    SENDS,
    TABLES,
    authority,
    exported,
    extract,
    hashes_at,
    honest,
    papers_of,
    several_tiles,
    two_keys,
)
from travaux.record.bundle import BadBundle, bundle, name, packed, unpacked
from travaux.record.bundle_head import moment
from travaux.record.bundle_verification import verify_bundle
from travaux.record.checkpoint import log_key
from travaux.record.timestamp import BadTimestamp, request, stamped

DOCS = Path(__file__).resolve().parents[2] / "docs"
LANGUAGES = ["ENGLISH", "FRANÇAIS", "ESPAÑOL", "РУССКИЙ", "中文", "العربية"]


@pytest.mark.parametrize("kind", HONEST)
def test_the_library_verifies(kind: str) -> None:
    verdict = verify_bundle(HONEST[kind]())
    assert (verdict.faults, verdict.verified) == ([], True)


class TestWhole:
    def test_what_is_said_of_it(self, same_as_golden: SameAsGolden) -> None:
        """One sentence for each check."""
        verdict = verify_bundle(honest().contents)
        told = [
            re.sub(r"existed at \S+Z,", "existed at (when the tests ran),", line) for line in verdict.holds
        ]
        lines = [f"ok    {line}" for line in told] + [f"note  {line}" for line in verdict.notes]
        same_as_golden("honest-bundle.txt", "\n".join([*lines, ""]))

    def test_a_cosignature_that_no_policy_asks_for_is_not_counted(self) -> None:
        contents = {**honest().contents, "cosignatures/XYZ.note": honest().contents["cosignatures/ARD.note"]}
        verdict = verify_bundle(exported(contents))
        assert verdict.faults == []
        said = "cosignatures/XYZ.note: XYZ is no witness of the policy; this was not counted."
        assert said in verdict.notes

    def test_what_is_noted(self) -> None:
        mine = log_key("meridian-2026", LOG)
        tiles = "tile/ is not here: whether authors had seen this same record was checked only in part."
        alone = [
            "policy.txt asks for no cosignature: only the log vouches for this checkpoint.",
            "no time stamp of an authority is here: the times are what the log and the parties say.",
        ]
        assert verify_bundle(honest().contents, log=mine).notes == []
        assert verify_bundle(extract(TABLES, SENDS, tiles=False), log=mine).notes[0] == tiles
        assert verify_bundle(two_keys(), log=mine).notes == alone

    def test_what_stands_in_it(self) -> None:
        made = honest()
        folders = {path.split("/")[0] for path in made.contents}
        assert folders == {
            *(
                "MANIFEST.sha256",
                "MANIFEST.sha256.sig",
                "READ-ME.txt",
                "verify.py",
                "verify.sh",
                "checkpoint",
            ),
            *(
                "policy.txt",
                "log.vkey",
                "log.pem",
                "allowed_signers",
                "disclosure",
                "cosignatures",
                "timestamps",
            ),
            *("entries", "keys", "docs", "tile"),
        }
        assert name(made.head) == "meridian-2026-000000000014.travaux.zip"

    def test_the_same_record_gives_the_same_bytes(self) -> None:
        made = honest()
        w = made.writer
        again = bundle(w.leaves, made.head, hashes_at(w.leaves), w.key("SEC").sign, papers=papers_of(w))
        assert again == packed(made.contents)


def test_a_key_from_elsewhere_is_compared() -> None:
    other = log_key("meridian-2026", honest().writer.key("SEC"))
    assert verify_bundle(honest().contents, log=log_key("meridian-2026", LOG)).faults == []
    assert verify_bundle(honest().contents, log=other).faults == [OTHER_LOG]


def test_a_policy_of_the_readers_own() -> None:
    """Its witnesses need not be known to the record; what it asks for has to be met."""
    assert [verify_bundle(honest().contents, policy=policy).faults for policy, _ in OWN_POLICIES] == [
        faults for _, faults in OWN_POLICIES
    ]


def test_a_tree_of_several_tiles() -> None:
    assert sorted(path for path in several_tiles() if path.startswith("tile/")) == [
        *("tile/0/000", "tile/0/001", "tile/0/002.p/8", "tile/1/000.p/2"),
    ]


class TestPages:
    """What the pages say is what is there."""

    def test_the_specimens_are_those_of_an_extract(self) -> None:
        contents = extract(TABLES, SENDS, tiles=False)
        page = (DOCS / "formats" / "bundle.md").read_text("utf-8")
        for path in ("allowed_signers", "disclosure"):
            assert re.findall(rf"```{path}\n(.*?)```", page, re.DOTALL) == [contents[path].decode()]

    def test_each_file_is_listed(self) -> None:
        page = (DOCS / "formats" / "bundle.md").read_text("utf-8")
        listed = {
            name.split("/")[0]
            for row in re.findall(r"^\| (.*?) \|", page, re.MULTILINE)
            for name in re.findall(r"`(.*?)`", row)
        }
        assert {path.split("/")[0] for path in honest().contents} <= listed


def test_a_record_that_does_not_verify_is_not_exported() -> None:
    made = honest()
    leaves = [*made.writer.leaves[:ANSWERS], made.writer.leaves[SENDS], *made.writer.leaves[ANSWERS + 1 :]]
    with pytest.raises(BadBundle, match=f"entry {ANSWERS:012d} .*; expected a record that verifies"):
        bundle(leaves, made.head, hashes_at(made.writer.leaves), made.writer.key("SEC").sign)


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (1_772_445_600, "2026-03-02T10:00:00Z"),
        (2**37 - 1, "6325-04-08T15:04:31Z"),
        (2**37, "second 137438953472"),
        (2**63 - 1, "second 9223372036854775807"),
    ],
)
def test_a_time_is_shown_as_far_as_calendars_go(at: int, shown: str) -> None:
    assert moment(at) == shown


class TestExtract:
    @pytest.mark.parametrize("tiles", [True, False])
    def test_it_says_what_it_does_not_show(self, *, tiles: bool) -> None:
        contents = extract(TABLES, SENDS, tiles=tiles)
        verdict = verify_bundle(contents)
        assert [note for note in verdict.notes if "not shown" in note] == [
            (
                "this is an extract: 4 of 14 entries are not shown; the file disclosure lists them. It "
                "proves what it shows, and nothing about what it does not show, a revocation of a key among "
                "it."
            ),
            "the entry of SEC before entry 000000000011 is not shown.",
        ]
        assert contents["disclosure"].decode() == (
            "travaux-disclosure/v1 14\n"
            "shown 000000000000 000000000005\n"
            "not-shown 000000000006 000000000006\n"
            "shown 000000000007 000000000008\n"
            "not-shown 000000000009 000000000010\n"
            "shown 000000000011 000000000012\n"
            "not-shown 000000000013 000000000013\n"
            f"gap 000000000011 SEC {honest().writer.entered[10].leaf}\n"
        )

    def test_no_byte_of_what_is_not_shown_is_in_it(self) -> None:
        made = honest()
        contents = extract(TABLES, tiles=True)
        hidden = [made.writer.entered[index] for index in (ANSWERS, SENDS)]
        everything = b"\0".join(contents.values())
        for one in hidden:
            assert one.entry.nonce.encode() not in everything
            assert one.entry.docs[0].h.encode() not in everything
            assert one.entry.docs[0].h not in "".join(contents)

    def test_a_leaf_whose_words_were_removed_stays_a_hash(self) -> None:
        made = honest()
        w = made.writer
        leaves = [None if index == ANSWERS else leaf for index, leaf in enumerate(w.leaves)]
        contents = unpacked(bundle(leaves, made.head, hashes_at(w.leaves), w.key("SEC").sign))
        assert verify_bundle(contents).faults == []
        assert f"entries/{ANSWERS:012d}/leaf" not in contents


class TestArchive:
    """A bundle holds files and nothing else: no links, no way out of the folder, no second file of a name."""

    def test_unpacking_gives_what_was_packed(self) -> None:
        contents = honest().contents
        assert unpacked(packed(contents)) == contents

    @pytest.mark.parametrize(
        "path", ["../x", "/x", "a//b", "a/../b", ".x", "a/.x", "a b", "ä", "a\\b", "a/", ""]
    )
    def test_a_name_that_leads_elsewhere_is_refused(self, path: str) -> None:
        with pytest.raises(BadBundle):
            packed({path: b""})
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(zipfile.ZipInfo(path or "/"), b"")
        with pytest.raises(BadBundle):
            unpacked(out.getvalue())

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_two_files_of_one_name_are_refused(self) -> None:
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("x", b"1")
            archive.writestr("x", b"2")
        with pytest.raises(BadBundle, match="twice"):
            unpacked(out.getvalue())

    def test_one_piece_of_data_under_many_names_is_refused(self) -> None:
        """A bomb needs no compression where entries may overlap."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for number in range(50):
                archive.writestr(f"x{number}", b"1" * 1000 if number == 0 else b"")
            for item in archive.infolist():
                item.header_offset, item.file_size, item.compress_size = 0, 1000, 1000
        with pytest.raises(BadBundle, match=r"larger than the archive|cannot be read"):
            unpacked(out.getvalue())

    def test_what_is_compressed_is_refused(self) -> None:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("x", b"1" * 1000)
        with pytest.raises(BadBundle, match="compressed"):
            unpacked(out.getvalue())

    def test_what_is_no_archive_is_refused(self) -> None:
        with pytest.raises(BadBundle, match="cannot be read"):
            unpacked(b"PK")


class TestTimestamp:
    def test_a_request_carried_by_hand_is_answered_and_holds(self) -> None:
        note = honest().head.note
        token = authority().answers(request(note))
        assert stamped(token, authority().chain, note) > 1_700_000_000

    def test_the_same_data_ask_in_the_same_bytes(self) -> None:
        assert request(b"a note") == request(b"a note")

    def test_over_other_data_it_does_not_hold(self) -> None:
        token = authority().stamps(b"another note")
        with pytest.raises(BadTimestamp):
            stamped(token, authority().chain, honest().head.note)

    def test_of_another_authority_it_does_not_hold(self) -> None:
        token = authority().stamps(b"a note")
        with pytest.raises(BadTimestamp):
            stamped(token, authority("Second Authority").chain, b"a note")

    def test_without_a_chain_that_can_be_read_it_does_not_hold(self) -> None:
        with pytest.raises(BadTimestamp, match=r"^the chain cannot be read: "):
            stamped(authority().stamps(b"a note"), b"no certificate", b"a note")

    @pytest.mark.parametrize("token", [b"", b"no token"])
    def test_what_is_no_token_does_not_hold(self, token: bytes) -> None:
        with pytest.raises(BadTimestamp):
            stamped(token, authority().chain, b"a note")
