"""What is handed out verifies where Travaux is not, and says what it does not show."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import SameAsGolden
from tests.record.bundles import (
    ANSWERS,
    BETWEEN,
    HONEST,
    LOG,
    OTHER_LOG,
    OWN_POLICIES,
    SENDS,
    TABLES,
    Contents,
    authority,
    by_script,
    by_shell,
    exported,
    extract,
    hashes_at,
    head_alone,
    head_of,
    honest,
    papers_of,
    several_tiles,
    two_keys,
)
from tests.record.writing import Writer
from travaux.record.bundle import BadBundle, Paper, bundle, name, packed, pem, tile_paths, unpacked
from travaux.record.bundle_head import checkpoint_of, moment
from travaux.record.bundle_verification import verify_bundle, verify_unlisted
from travaux.record.checkpoint import Checkpoint, log_key, signed
from travaux.record.signature import PrivateKey
from travaux.record.timestamp import BadTimestamp, request, stamped
from travaux.record.tree import EMPTY
from travaux.record.verdict import Verdict

DOCS = Path(__file__).resolve().parents[2] / "docs"
LANGUAGES = ["ENGLISH", "FRANÇAIS", "ESPAÑOL", "РУССКИЙ", "中文", "العربية"]


@pytest.mark.parametrize("kind", HONEST)
def test_the_library_verifies(kind: str) -> None:
    verdict = verify_bundle(HONEST[kind]())
    assert (verdict.faults, verdict.verified) == ([], True)


def test_what_is_not_listed_yet_is_verified_without_its_list() -> None:
    """A list that is missing is a fault of a bundle, and none of what is about to become one."""
    contents = {path: data for path, data in honest().contents.items() if not path.startswith("MANIFEST")}
    assert (verify_unlisted(contents).faults, verify_unlisted(contents).verified) == ([], True)
    assert not verify_bundle(contents).verified


class TestWhole:
    def test_what_is_said_of_it(self, same_as_golden: SameAsGolden) -> None:
        """One sentence for each check."""
        verdict = verify_bundle(honest().contents)
        told = [
            re.sub(r"existed at \S+Z,", "existed at (when the tests ran),", line) for line in verdict.holds
        ]
        lines = [f"ok    {line}" for line in told] + [f"note  {line}" for line in verdict.notes]
        same_as_golden("honest-bundle.txt", "\n".join([*lines, ""]))

    def test_what_is_said_of_many_entries_can_be_said_together(self) -> None:
        """All else stays as it is, and so do the sentences themselves."""
        verdict = verify_bundle(honest().contents)
        apart = [one for one in verdict.holds if not one.startswith("entry ")]
        assert len(verdict.holds) - len(apart) == 14
        together = "entries 0 to 13: of each, signature, key, place and bytes hold."
        assert list(verdict.gathered) == [*apart[:3], together, *apart[3:]]

    def test_of_what_was_recorded_for_others_it_is_said_how_much(self) -> None:
        w = Writer()
        w.opens("SEC", parties=("ARD",), log=log_key(w.origin, LOG).line)
        draft = w.tables("SEC")
        for _ in range(10):
            w.answers("SEC", draft, on_behalf="ARD")
        data = bundle(w.leaves, head_alone(w), hashes_at(w.leaves), w.key("SEC").sign)
        verdict = verify_bundle(unpacked(data))
        assert [one for one in verdict.gathered if one.startswith("entries ")] == [
            (
                f"entries 0 to {len(w.leaves) - 1}: of each, signature, key, place and bytes hold; 10 of "
                "them on behalf of another, who did not sign."
            )
        ]

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


def test_a_log_key_may_end_with_any_letter() -> None:
    ends = set()
    for number in range(400):
        private = PrivateKey.from_seed(number.to_bytes(32, "big"))
        key = log_key("meridian-2026", private)
        checkpoint = Checkpoint(origin=key.name, size=0, root=EMPTY)
        files = {
            "log.vkey": f"{key.line}\n".encode(),
            "log.pem": pem(key.public),
            "checkpoint": signed(checkpoint, private),
        }
        assert checkpoint_of(files, None, Verdict()) == (key, checkpoint)
        ends.add(key.line[-1])
    assert len(ends) == 64


def test_of_two_time_stamps_each_is_looked_at() -> None:
    contents = {**honest().contents, "timestamps/a.tsr": honest().contents["timestamps/first.tsr"]}
    verdict = verify_bundle(exported(contents))
    assert verdict.faults == ["timestamps/a.tsr does not prove a time: timestamps/a-chain.pem is missing."]
    assert [line.partition(":")[0] for line in verdict.holds if line.startswith("timestamps/")] == [
        "timestamps/first.tsr"
    ]


def test_a_document_that_is_not_there_is_noted() -> None:
    made = honest()
    w = made.writer
    contents = unpacked(bundle(w.leaves, made.head, hashes_at(w.leaves), w.key("SEC").sign))
    assert [note for note in verify_bundle(contents).notes if note.startswith("the document")] == [
        f"the document {made.h(index)} of entry {index:012d} is not in this bundle."
        for index in (TABLES, ANSWERS, SENDS)
    ]


def test_a_document_without_the_words_its_entry_holds_to_is_noted() -> None:
    contents = dict(honest().contents)
    gone = min(path for path in contents if path.endswith("/text.txt"))
    del contents[gone]
    document = gone.removesuffix("/text.txt")
    note = f"{document} has no text.txt: which words its entry holds to cannot be checked here."
    without = exported(contents)
    verdict = verify_bundle(without)
    assert ([one for one in verdict.notes if one.startswith("docs/")], verdict.faults) == ([note], [])
    for said in (by_script(without), by_shell(without)):
        assert [line for line in said.out.splitlines() if document in line][1:] == [f"note  {note}"]
        assert said.code == 0


OTHER_TILE: Final = "tile/1/000.p/2"


def with_other_tile() -> Contents:
    return {**several_tiles(), OTHER_TILE: bytes(64)}


def test_a_tile_is_of_the_tiles_below_it() -> None:
    assert verify_bundle(with_other_tile()).faults == [
        f"{OTHER_TILE} is not as listed in MANIFEST.sha256: it was changed after the export.",
        f"{OTHER_TILE} does not hold the hashes of the tiles below it; it was changed.",
    ]


def test_the_script_says_the_same_of_a_tile() -> None:
    assert by_script(with_other_tile()).faults == verify_bundle(with_other_tile()).faults


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


@pytest.mark.parametrize(
    ("size", "last"),
    [
        (1, "tile/0/000.p/1"),
        (255, "tile/0/000.p/255"),
        (256, "tile/1/000.p/1"),
        (256_256, "tile/2/000.p/3"),
    ],
)
def test_the_last_tile_of_a_tree(size: int, last: str) -> None:
    assert list(tile_paths(size))[-1][0] == last


def test_a_thousand_tiles_stand_in_folders() -> None:
    assert list(tile_paths(256_300))[998:1002] == [
        ("tile/0/998", 0, 255_488, 255_744),
        ("tile/0/999", 0, 255_744, 256_000),
        ("tile/0/x001/000", 0, 256_000, 256_256),
        ("tile/0/x001/001.p/44", 0, 256_256, 256_300),
    ]


@pytest.mark.parametrize(
    ("origin", "called"),
    [
        ("meridian-2026", "meridian-2026-000000000001.travaux.zip"),
        ("travaux.example/neg/canal_7", "travaux.example-neg-canal_7-000000000001.travaux.zip"),
        ("../canal:(second)/", "canal-second-000000000001.travaux.zip"),
        ("annex", "annex-000000000001.travaux.zip"),
    ],
)
def test_a_bundle_is_called_as_its_record(origin: str, called: str) -> None:
    w = Writer(origin)
    w.opens(log=log_key(origin, LOG).line)
    assert name(head_alone(w)) == called


@pytest.mark.parametrize(
    ("media", "called", "file"),
    [
        ("text/plain", "", "file.txt"),
        ("text/plain", "note.md", "file.txt"),
        ("text/markdown", "", "file.md"),
        ("text/html", "", "file.html"),
        ("application/pdf", "", "file.pdf"),
        ("application/json", "", "file.json"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "", "file.docx"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "", "file.xlsx"),
        ("application/x-other", "Annex 2.final.ODT", "file.odt"),
        ("application/x-other", "annex.12345678", "file.12345678"),
        ("application/x-other", "annex.123456789", "file.bin"),
        ("application/x-other", "annex.ö", "file.bin"),
        ("application/x-other", "annex.", "file.bin"),
        ("application/x-other", "annex", "file.bin"),
        ("application/x-other", "", "file.bin"),
    ],
)
def test_a_document_ends_as_what_it_is(media: str, called: str, file: str) -> None:
    """By what it is, else as it was called, else "bin"."""
    w = Writer()
    w.opens("SEC", log=log_key(w.origin, LOG).line)
    paper = w.document("Annex", media=media, name=called)
    w.sends("SEC", docs=[paper])
    contents = unpacked(
        bundle(w.leaves, head_alone(w), hashes_at(w.leaves), w.key("SEC").sign, papers=papers_of(w))
    )
    assert sorted(path for path in contents if path.startswith("docs/")) == [
        f"docs/{paper.h}/{file}",
        f"docs/{paper.h}/salt.hex",
    ]


def test_words_go_along_where_an_entry_holds_to_them() -> None:
    """Not where somebody has read them out without the party saying so."""
    made = honest()
    said, unsaid = made.h(TABLES), made.h(SENDS)
    papers = [Paper(h=it.h, data=it.data, salt=it.salt, text=b"Words.") for it in papers_of(made.writer)]
    w = made.writer
    contents = unpacked(bundle(w.leaves, made.head, hashes_at(w.leaves), w.key("SEC").sign, papers=papers))
    assert contents[f"docs/{said}/text.txt"] == b"Words."
    assert f"docs/{unsaid}/text.txt" not in contents


def test_words_need_not_go_along() -> None:
    made = honest()
    w, h = made.writer, made.h(TABLES)
    papers = [replace(it, text=None) for it in papers_of(w)]
    contents = unpacked(bundle(w.leaves, made.head, hashes_at(w.leaves), w.key("SEC").sign, papers=papers))
    assert sorted(path for path in contents if h in path) == [f"docs/{h}/file.txt", f"docs/{h}/salt.hex"]


def test_what_came_after_the_head_is_not_in_it() -> None:
    w = honest().writer
    head = head_of(w.leaves[:ANSWERS], w.origin)
    sign = w.key("SEC").sign
    assert bundle(w.leaves, head, hashes_at(w.leaves), sign) == bundle(
        w.leaves[:ANSWERS], head, hashes_at(w.leaves[:ANSWERS]), sign
    )


def test_a_cosignature_of_no_witness_is_not_exported() -> None:
    made = honest()
    w = made.writer
    notes = {**made.head.cosignatures, "CYR": made.head.cosignatures["ARD"]}
    with pytest.raises(BadBundle) as refused:
        bundle(w.leaves, replace(made.head, cosignatures=notes), hashes_at(w.leaves), w.key("SEC").sign)
    assert str(refused.value) == ("CYR cosigned and is no witness of the policy; expected one of ARD, BOR")


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
    def test_a_paper_of_what_is_not_shown_is_left_out(self) -> None:
        made = honest()
        held = {path.split("/")[1] for path in extract(TABLES, tiles=True) if path.startswith("docs/")}
        assert held == {made.h(TABLES)}

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
        shown = {path.split("/")[1] for path in contents if path.endswith("/leaf")}
        assert shown == {f"{index:012d}" for index in range(len(leaves)) if index != ANSWERS}


class TestArchive:
    """A bundle holds files and nothing else: no links, no way out of the folder, no second file of a name."""

    def test_unpacking_gives_what_was_packed(self) -> None:
        contents = honest().contents
        assert unpacked(packed(contents)) == contents
        assert unpacked(packed({})) == {}

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

    @pytest.mark.parametrize(
        ("changed", "where"),
        [
            (lambda data: data + b"junk", "behind"),
            (lambda data: data + b"\0" * 22, "behind"),
            (lambda data: data[:-2] + b"\x04\x00junk", "behind"),
            (lambda data: data[:-2] + b"\x04\x00", "behind"),
            (lambda data: b"junk" + data, "before"),
        ],
    )
    def test_there_are_no_bytes_outside_the_archive(
        self, changed: Callable[[bytes], bytes], where: str
    ) -> None:
        with pytest.raises(BadBundle, match=f"there are bytes {where} the archive, which nobody signed"):
            unpacked(changed(packed({"checkpoint": b"x"})))

    @pytest.mark.parametrize("changed", BETWEEN)
    def test_there_are_no_bytes_between_its_files(self, changed: Callable[[bytes], bytes]) -> None:
        data = packed({"checkpoint": b"x", "docs/x": b"y", "log.vkey": b"z"})
        with zipfile.ZipFile(BytesIO(changed(data))) as archive:
            assert [archive.read(one) for one in archive.namelist()] == [b"x", b"y", b"z"]
        said = "there are bytes between the files of the archive, which nobody signed; expected none"
        with pytest.raises(BadBundle, match=said):
            unpacked(changed(data))

    def test_each_file_is_where_the_directory_has_it_in_order(self) -> None:
        """Else a file could stand inside another, and as many bytes between them."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("a", b"1")
            archive.writestr("b", b"2")
            archive.filelist.reverse()
        with pytest.raises(BadBundle, match="between the files"):
            unpacked(out.getvalue())

    def test_how_files_are_kept(self) -> None:
        """As they are, of no date; the verifiers can be run."""
        data = packed({"verify.py": b"#", "verify.sh": b"#", "docs/verify.md": b"#"})
        kept = [
            (it.filename, it.compress_type, it.create_system, it.external_attr, it.date_time)
            for it in zipfile.ZipFile(BytesIO(data)).infolist()
        ]
        unix, begin = 3, (1980, 1, 1, 0, 0, 0)
        assert kept == [
            ("docs/verify.md", zipfile.ZIP_STORED, unix, 0o100644 << 16, begin),
            ("verify.py", zipfile.ZIP_STORED, unix, 0o100755 << 16, begin),
            ("verify.sh", zipfile.ZIP_STORED, unix, 0o100755 << 16, begin),
        ]

    def test_what_is_locked_is_refused(self) -> None:
        data = packed({"x": b"1"})
        directory = data.index(b"PK\1\2")
        locked = data[: directory + 8] + b"\1" + data[directory + 9 :]
        with pytest.raises(BadBundle) as refused:
            unpacked(locked)
        assert str(refused.value) == "x is compressed or locked; expected files as they are"

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

    def test_files_are_no_larger_than_what_they_are_stored_in(self) -> None:
        data = packed({"x": b"1"})
        at = data.index(b"PK\1\2") + 24
        for size in (len(data) + 1, 2**31):
            with pytest.raises(BadBundle) as refused:
                unpacked(data[:at] + size.to_bytes(4, "little") + data[at + 4 :])
            assert str(refused.value) == (
                "the files are larger than the archive they are stored in; expected less"
            )

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
