"""What is handed out verifies where Travaux is not, and says what it does not show."""

from __future__ import annotations

import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from tests.record.bundles import (
    ANSWERS,
    LOG,
    SENDS,
    TABLES,
    authority,
    by_script,
    by_shell,
    elsewhere,
    hashes_at,
    honest,
    papers_of,
)
from tests.record.writing import Writer
from travaux.record.act import EnrolsKey, KeyUse, NoteKind, SendsNote
from travaux.record.bundle import BadBundle, Head, bundle, name, packed, unpacked
from travaux.record.bundle_verification import verify_bundle
from travaux.record.checkpoint import Checkpoint, cosigned, log_key, signed, witness_key
from travaux.record.entry import Entered
from travaux.record.policy import Log, Policy, Witness
from travaux.record.signature import PrivateKey
from travaux.record.timestamp import BadTimestamp, request, stamped
from travaux.text.wording import PartyCode

DOCS = Path(__file__).resolve().parents[2] / "docs"
LANGUAGES = ["ENGLISH", "FRANÇAIS", "ESPAÑOL", "РУССКИЙ", "中文", "العربية"]


def head_alone(w: Writer) -> Head:
    """The head of *w*, that nobody cosigned."""
    checkpoint = Checkpoint(origin=w.origin, size=len(w.leaves), root=w.frontier.root)
    key = log_key(w.origin, LOG)
    return Head(note=signed(checkpoint, LOG), log=key, policy=Policy(logs=(Log(key=key),)))


def extract(*shown: int, tiles: bool) -> dict[str, bytes]:
    made = honest()
    w = made.writer

    def shows(one: Entered) -> bool:
        return one.index in shown

    sign = w.key("SEC").sign
    data = bundle(
        w.leaves, made.head, hashes_at(w.leaves), sign, shows=shows, papers=papers_of(w), tiles=tiles
    )
    return unpacked(data)


class TestWhole:
    def test_the_three_verifiers_agree_that_it_holds(self) -> None:
        contents = honest().contents
        script = by_script(contents)
        assert (verify_bundle(contents).faults, script.faults, by_shell(contents).faults) == ([], [], [])
        assert script.out.endswith(
            "VERIFIED. Everything that is shown in this bundle is as it was recorded.\n"
        )

    def test_the_library_and_the_script_say_the_same(self) -> None:
        verdict = verify_bundle(honest().contents)
        said = by_script(honest().contents).out.splitlines()
        assert [line[6:] for line in said if line.startswith("ok    ")] == verdict.holds

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

    def test_a_key_from_elsewhere_is_compared(self) -> None:
        mine = log_key("meridian-2026", LOG)
        other = log_key("meridian-2026", honest().writer.key("SEC"))
        contents = honest().contents
        wrong = "log.vkey is not the log key that you gave: this is the record of somebody else."
        assert verify_bundle(contents, log=mine).faults == []
        assert by_script(contents, "--log", mine.line).code == 0
        assert verify_bundle(contents, log=other).faults == [wrong]
        assert by_script(contents, "--log", other.line).faults == [wrong]

    def test_a_tree_of_several_tiles(self) -> None:
        w = Writer()
        w.opens("SEC", parties=("ARD",), log=log_key(w.origin, LOG).line)
        while len(w.leaves) < 520:
            w.sends("ARD", f"Note {len(w.leaves)}")
        some = {0, 4, 255, 256, 511, 512, 519}
        contents = unpacked(
            bundle(
                w.leaves,
                head_alone(w),
                hashes_at(w.leaves),
                w.key("SEC").sign,
                shows=lambda one: one.index in some,
            )
        )
        assert sorted(path for path in contents if path.startswith("tile/")) == [
            *("tile/0/000", "tile/0/001", "tile/0/002.p/8", "tile/1/000.p/2"),
        ]
        assert (verify_bundle(contents).faults, by_script(contents).faults) == ([], [])


class TestReadMe:
    """Whoever has only READ-ME.txt verifies the bundle."""

    def test_it_is_in_the_six_languages_of_the_united_nations(self) -> None:
        words = honest().contents["READ-ME.txt"].decode()
        assert [line for line in words.splitlines() if line in LANGUAGES] == LANGUAGES

    @pytest.mark.parametrize("number", range(1, 7))
    def test_each_command_in_it_runs(self, number: int) -> None:
        words = honest().contents["READ-ME.txt"].decode()
        commands = re.findall(r"^    \d   (.*?(?:\\\n.*)?)$", words, re.MULTILINE)
        assert len(commands) == 6
        assert elsewhere(honest().contents, "bash", "-c", commands[number - 1]).code == 0


class TestUnable:
    """What could not be examined is neither verified nor not: exit code 2."""

    def said(self, *options: str, contents: dict[str, bytes] | None = None) -> tuple[int, str]:
        script = {"verify.py": honest().contents["verify.py"], **(contents or {})}
        said = by_script(script, *options)
        return said.code, said.out

    def test_the_archive_itself_is_verified(self) -> None:
        code, out = self.said("it.zip", contents={"it.zip": packed(honest().contents)})
        assert (code, out.splitlines()[-1][:9]) == (0, "VERIFIED.")

    def test_an_archive_that_is_cut_off(self) -> None:
        code, out = self.said("it.zip", contents={"it.zip": packed(honest().contents)[:-40]})
        assert (code, out[:66]) == (2, "The bundle could not be examined. it.zip cannot be read as a zip (")

    def test_an_archive_that_is_compressed(self) -> None:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("checkpoint", b"x" * 99)
        assert self.said("it.zip", contents={"it.zip": out.getvalue()}) == (
            2,
            "The bundle could not be examined. it.zip: checkpoint is compressed; a bundle stores files as they "
            "are.\n",
        )

    def test_a_folder_that_is_not_there(self) -> None:
        assert self.said("nowhere") == (
            2,
            (
                "The bundle could not be examined. nowhere is no folder and no file: name the unpacked bundle or its "
                ".zip.\n"
            ),
        )

    def test_a_link_among_the_files(self) -> None:
        command = "ln -s /etc/hostname docs/link && exec python3 -I -S verify.py"
        said = elsewhere(honest().contents, "bash", "-c", command)
        assert (said.code, "is a link or a device: a bundle holds only files" in said.out) == (2, True)

    def test_a_program_that_is_missing(self) -> None:
        said = elsewhere(honest().contents, sys.executable, "-I", "-S", "verify.py", programs="/nowhere")
        assert (said.code, said.out) == (
            2,
            "The bundle could not be examined. openssl was not found on this computer: install it and start again.\n",
        )


def test_a_policy_of_the_readers_own() -> None:
    """Its witnesses need not be known to the record; what it asks for has to be met."""
    none = Policy(logs=honest().head.policy.logs)
    observer = Witness(name="OBS", key=witness_key("observer", honest().writer.new_key("OBS")))
    for policy, faults in (
        (none, []),
        (
            Policy(logs=none.logs, witnesses=(observer,), quorum="OBS"),
            [
                (
                    "policy.txt asks for OBS to have cosigned, and the cosignatures here do not reach that: this "
                    "checkpoint may have been shown to some and not to others."
                )
            ],
        ),
    ):
        assert verify_bundle(honest().contents, policy=policy).faults == faults
        with NamedTemporaryFile() as own:
            Path(own.name).write_bytes(policy.to_bytes())
            assert by_script(honest().contents, "--policy", own.name).faults == faults


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

    def test_an_entry_is_checked_by_hand_as_the_guide_says(self) -> None:
        page = (DOCS / "guides" / "verify.md").read_text("utf-8")
        ssh, mac, *log = re.findall(
            r"^    ((?:ssh-keygen|openssl (?:mac|pkeyutl)|head|tail) .*)$", page, re.MULTILINE
        )
        contents = honest().contents
        signed = elsewhere(contents, "bash", "-c", f"cd entries/{ANSWERS:012d} && {ssh}")
        assert (signed.code, signed.out[:50]) == (
            0,
            'Good "entry@travaux" signature for BOR with ED25519'[:50],
        )
        h = honest().h(TABLES)
        there = elsewhere(contents, "bash", "-c", f"cd docs/{h} && {mac.replace('.docx', '.txt')}")
        assert there.out.strip().lower() == h
        assert elsewhere(contents, "bash", "-c", " && ".join(log)).out == "Signature Verified Successfully\n"


def test_codes_that_are_no_names_of_files() -> None:
    """A party's code may be in any script."""
    w = Writer()
    w.opens("Sekretariat", parties=("Égypte", "埃及", "A&B"), log=log_key(w.origin, LOG).line)
    witness = PrivateKey.from_seed(b"w" * 32)
    w.does("Sekretariat", EnrolsKey(party=PartyCode("埃及"), line=witness.public.line, use=KeyUse.COSIGN))
    w.sends("A&B", "Note")
    checkpoint = Checkpoint(origin=w.origin, size=len(w.leaves), root=w.frontier.root)
    policy = Policy(
        logs=(Log(key=log_key(w.origin, LOG)),),
        witnesses=(Witness(name="埃及", key=witness_key("meridian/egypt", witness)),),
        quorum="埃及",
    )
    note = cosigned(checkpoint, at=1, name="meridian/egypt", private=witness)
    head = Head(
        note=signed(checkpoint, LOG),
        log=log_key(w.origin, LOG),
        policy=policy,
        cosignatures={"埃及": note},
    )
    contents = unpacked(bundle(w.leaves, head, hashes_at(w.leaves), w.key("Égypte").sign))
    assert (verify_bundle(contents).faults, by_script(contents).faults, by_shell(contents).faults) == (
        [],
        [],
        [],
    )


def test_two_keys_of_one_party_sign_together() -> None:
    w = Writer()
    w.opens("SEC", parties=("ARD",), log=log_key(w.origin, LOG).line)
    second = w.new_key("ARD")
    w.does("ARD", EnrolsKey(party=PartyCode("ARD"), line=second.public.line))
    w.enters(w.composed("ARD", SendsNote(kind=NoteKind.LETTER)), w.key("ARD"), second)
    contents = unpacked(bundle(w.leaves, head_alone(w), hashes_at(w.leaves), w.key("ARD").sign))
    assert f"entries/{len(w.leaves) - 1:012d}/entry.json.2.sig" in contents
    assert (verify_bundle(contents).faults, by_script(contents).faults, by_shell(contents).faults) == (
        [],
        [],
        [],
    )


def test_a_record_that_does_not_verify_is_not_exported() -> None:
    made = honest()
    leaves = [*made.writer.leaves[:ANSWERS], made.writer.leaves[SENDS], *made.writer.leaves[ANSWERS + 1 :]]
    with pytest.raises(BadBundle, match=f"entry {ANSWERS:012d} .*; expected a record that verifies"):
        bundle(leaves, made.head, hashes_at(made.writer.leaves), made.writer.key("SEC").sign)


class TestExtract:
    @pytest.mark.parametrize("tiles", [True, False])
    def test_it_verifies_and_says_what_it_does_not_show(self, *, tiles: bool) -> None:
        contents = extract(TABLES, SENDS, tiles=tiles)
        verdict = verify_bundle(contents)
        assert (verdict.faults, by_script(contents).faults, by_shell(contents).faults) == ([], [], [])
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

    @pytest.mark.parametrize("token", [b"", b"no token"])
    def test_what_is_no_token_does_not_hold(self, token: bytes) -> None:
        with pytest.raises(BadTimestamp):
            stamped(token, authority().chain, b"a note")
