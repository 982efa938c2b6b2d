"""What a file carries beside its words is told before it is recorded."""

from __future__ import annotations

from tests.cli.recorder import Recorder
from tests.docx_builder import docx

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_COMMENT = '<w:comment w:id="{}" w:author="Envoy" w:initials="E"><w:p/></w:comment>'
_DC = (
    '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>A. Clerk</dc:creator></c:coreProperties>'
)
TEXT = "@Title Agreement on Tides\n@Heading1 Article 1\nEach Party shall notify{+AA:  in writing+}.\n"


def commented(text: str) -> bytes:
    comments = f"<w:comments {_W}>{_COMMENT.format(1)}{_COMMENT.format(2)}</w:comments>"
    return docx(text, parts={"word/comments.xml": comments, "docProps/core.xml": _DC})


def test_whoever_records_a_file_with_comments_is_told_who_will_read_them(tides: Recorder) -> None:
    tides.file("letter.docx", commented("Dear colleagues."))
    said = tides.run("send letter.docx --kind letter --as ARD --dry-run")
    assert said.code == 0
    assert " ".join(said.err.split()) == (
        "letter.docx carries 2 comments by Envoy; in its properties the names A. Clerk. Whoever may read the "
        "entry gets the file and can read that in it, for good. To take it out, in Word: Review, Delete, "
        "Delete All Comments in Document; for the rest File, Info, Check for Issues, Inspect Document. Then "
        "bring it again; or go on, if they may read it."
    )
    said = tides.run("answer letter.docx --as ARD --anyway --dry-run")
    assert "letter.docx carries 2 comments by Envoy" in said.err


def test_comments_are_recorded_only_where_that_is_said(tides: Recorder) -> None:
    """Once others have the file, they have the comments."""
    tides.file("letter.docx", commented("Dear colleagues."))
    size = tides.size()
    for line in ("send letter.docx --kind letter --as ARD", "correct 8 Oh. --doc letter.docx"):
        said = tides.run(line)
        told = " ".join(said.err.split())
        assert (said.code, tides.size()) == (6, size)
        assert "letter.docx carries 2 comments by Envoy" in told
        assert told.endswith(
            "nothing was recorded: what letter.docx carries beside its words cannot be taken back once "
            "others have the file; see above. Take it out and bring it again, or record it as it is with "
            "--anyway."
        )
    assert tides.run("send letter.docx --kind letter --as ARD --anyway").code == 0


def test_names_in_the_properties_are_told_alone(tides: Recorder) -> None:
    tides.file("letter.docx", docx("Dear colleagues.", parts={"docProps/core.xml": _DC}))
    said = tides.run("send letter.docx --kind letter --as ARD")
    assert (said.code, "in its properties the names A. Clerk" in said.err) == (0, True)


def test_a_draft_with_open_tracked_changes_is_tabled_only_where_that_is_said(tides: Recorder) -> None:
    tides.file("draft.docx", docx(TEXT))
    said = tides.run('table draft.docx --title "Second draft" --beside')
    told = " ".join(said.err.split())
    assert said.code == 6
    assert (
        "draft.docx has 1 tracked change that is neither accepted nor rejected. It would be tabled as if all "
        "were accepted (inserted by AA: “ in writing”)."
    ) in told
    assert tides.run('table draft.docx --title "Second draft" --beside --anyway').code == 0


def test_a_gap_in_the_numbers_of_a_draft_is_told(tides: Recorder) -> None:
    tides.file("gap.md", "# Agreement\n\n## Article 1\n\n1. One.\n\n3. Three.\n")
    said = tides.run('table gap.md --title "Second draft" --beside --dry-run')
    assert (said.code, "the numbers between are missing" in " ".join(said.err.split())) == (0, True)
