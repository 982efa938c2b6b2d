"""A text, or a compilation, as a Word document that reads back word for word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from travaux.compile.compilation import Compilation
from travaux.compile.rectified import rectified
from travaux.read.front import CONSOLIDATED
from travaux.read.own_bracket import citations
from travaux.read.own_style import APPARATUS
from travaux.read.package import Element
from travaux.render.correction_told import IN_PLACE, on_draft
from travaux.render.profile import Profile, profiled
from travaux.render.word_notes import (
    figures,
    heading,
    note,
    ours,
    positions,
    replies,
    side_table,
    told_note,
    traces,
)
from travaux.render.word_package import RELATIONSHIPS, About, packed
from travaux.render.word_styles import NOTES_TITLE
from travaux.render.word_table import is_table, table_of
from travaux.render.word_words import provision_paragraph
from travaux.render.wordml import Direction, R, checked, made, paragraph, run, runs
from travaux.text.instrument import Identity, Text
from travaux.text.kind import Kind
from travaux.text.language import direction
from travaux.text.notation import plain_characters
from travaux.text.provision import ORDINARY, Address, Provision


def text_document(text: Text) -> bytes:
    """Write *text* as a .docx; `read.docx` gives the same provisions, numbers and words back.

    The same text gives the same bytes. Raises UnwritableCharacter.
    """
    base = running(text)
    ours = is_consolidated(text)
    named = citations(text)
    body = [*_laid_out(text, text.provisions, base=base, ours=ours, named=named)]
    # Word wants a paragraph behind a table.
    end = [] if body and body[-1].tag == paragraph(APPARATUS, ()).tag else [paragraph(APPARATUS, ())]
    return document(
        [*body, *end, _section(text)],
        text,
        draft=text.identity,
        consolidated=ours,
    )


def compilation_document(
    compilation: Compilation, profile: Profile = Profile.ATTRIBUTED, proof: str = ""
) -> bytes:
    """Write *compilation* as a .docx: who answered, the consolidated text, positions, traceability, figures.

    *proof* is the line that says what was checked. `read.docx` gives the provisions, numbers and words
    back; everything else is in the apparatus style. The same compilation gives the same bytes.
    Raises UnwritableCharacter.
    """
    shown = profiled(rectified(compilation).text, profile, compilation.order)
    text, base = shown.text, running(shown.text)
    named = profile is not Profile.UNATTRIBUTED
    body = [
        *_cover(compilation, proof, named=named),
        *(replies(compilation) if named else ()),
        *_legend(profile),
        paragraph(APPARATUS, (), section("ltr", numbered_lines=False)),
        *_provisions(text, compilation, base, named=named),
        paragraph(APPARATUS, (), section(base)),
        *(side_table(text, shown.notes) if profile is Profile.SIDE_TABLE else ()),
        *((*positions(compilation), *traces(compilation)) if named else ()),
        *figures(compilation),
        section("ltr", landscape=True, numbered_lines=False),
    ]
    return document(body, text, draft=compilation.base, consolidated=True)


def _provisions(text: Text, compilation: Compilation, base: Direction, *, named: bool) -> Iterator[Element]:
    """Write the provisions, below each what is said since of a mistake in the draft's words there."""
    said = tuple((told, places) for places, told in on_draft(compilation, named=named))
    yield from (told_note(told, "a correction") for told, places in said if not places)
    called = citations(text)
    begin = 0
    for index in range(len(text.provisions)):
        if told := [one for one, places in said if index in places]:
            upto = text.provisions[begin : index + 1]
            yield from _laid_out(text, upto, base=base, ours=True, named=called)
            yield from (told_note(one, "a correction") for one in told)
            begin = index + 1
    yield from _laid_out(text, text.provisions[begin:], base=base, ours=True, named=called)


def _laid_out(
    text: Text,
    provisions: Sequence[Provision],
    *,
    base: Direction,
    ours: bool,
    named: Mapping[Address, str],
) -> Iterator[Element]:
    """Write *provisions* as paragraphs, rows that stand one below the other as a table."""
    for kind, several in groupby(provisions, key=lambda one: one.kind):
        group = tuple(several)
        if kind is Kind.TABLE and is_table(group, ours=ours):
            yield table_of(text, group, WIDTH - _LEFT - _RIGHT, base=base, ours=ours, named=named)
        else:
            for one in group:
                yield provision_paragraph(text, one, base=base, ours=ours, named=named)


def _cover(compilation: Compilation, proof: str, *, named: bool) -> Iterator[Element]:
    draft = compilation.draft
    yield note(ours("Consolidated text"))
    if draft.title:
        yield note(runs(draft.title, NOTES_TITLE, base=direction(draft.title), place="the title"))
    called = f"{draft.draft}, " if draft.draft else ""
    yield note(ours(f"of the draft {called}{compilation.base}"))
    if not named:
        heard, asked = len(compilation.voices), len(compilation.order)
        yield note(ours(f"Parties asked or named in replies: {asked}. Replies compiled: {heard}."))
        if rectified(compilation).made:
            yield note(ours(IN_PLACE))
    elif proof:
        yield note(ours(proof))


def _legend(profile: Profile) -> Iterator[Element]:
    yield heading("How to read it", level=3)
    yield from (note(ours(said)) for said in (_VOICES, _ALTERNATIVES[profile], _WHOLE[profile]))


_VOICES: Final = (
    "Brackets and names in this small letter are not words of the text. Words in the serif are the draft's "
    "or a party's, exactly as submitted; brackets in the serif were submitted with them."
)
_LINES: Final = "The kind of line under the words (solid, dashed, double, dotted) tells them apart."
_ALTERNATIVES: Final = {
    Profile.ATTRIBUTED: (
        "“[base, A: … / B: …]” holds alternatives for one place: the draft's words, which party A keeps, "
        f"and those of party B. {_LINES}"
    ),
    Profile.UNATTRIBUTED: (
        "“[base: … / …]” holds alternatives for one place: the draft's words, and others that were "
        f"proposed. {_LINES} No party is named."
    ),
    Profile.SIDE_TABLE: (
        "“[base: … / N3: …]” holds alternatives for one place: the draft's words, and others that were "
        f"proposed; the table behind the text says by whom, under N3. {_LINES}"
    ),
}
_BRACKETED: Final = (
    "A provision that stands in brackets as a whole is proposed (underlined), or some would delete or "
    "move it (struck), or merge it into another, or oppose it"
)
_WHOLE: Final = {
    Profile.ATTRIBUTED: f"{_BRACKETED}; the bracket says who. Whoever is not named has the draft's words.",
    Profile.UNATTRIBUTED: f"{_BRACKETED}.",
    Profile.SIDE_TABLE: f"{_BRACKETED}; the table says who. Whoever is not named has the draft's words.",
}


def is_consolidated(text: Text) -> bool:
    """Whether anything in *text* was made by compiling."""
    return any(
        (provision.standing is not ORDINARY and not provision.standing.tabled)
        or any(not choice.tabled for choice in provision.words.choices())
        for provision in text.provisions
    )


def running(text: Text) -> Direction:
    """Tell which way *text* runs as a whole."""
    return direction(" ".join(plain_characters(provision.words) for provision in text.provisions))


def document(body: list[Element], text: Text, *, draft: Identity, consolidated: bool) -> bytes:
    """Pack *body*, which ends in its section properties, with the header, footer and properties of *text*.

    *draft* is what the header says the document is, or is drawn from.
    """
    said = [("travaux", CONSOLIDATED if consolidated else "text")]
    said += [("title", text.title), ("draft", text.draft), ("language", text.language)]
    return packed(
        document=made("document", made("body", *body)),
        header=_header(text, draft, consolidated=consolidated),
        footer=_footer(),
        about=About(
            title=checked(text.title, "the title"),
            language=checked(text.language, "the language tag"),
            said=tuple((key, checked(value, f"the property {key}")) for key, value in said),
        ),
    )


def _section(text: Text) -> Element:
    return section(running(text))


WIDTH, HEIGHT = 11906, 16838
"""A4 in twips."""
_LEFT: Final = 2098
"""37 mm: the numbers of provisions and of lines hang in it."""
_RIGHT: Final = 1701
"""30 mm, to write in. Between the margins stand at most 70 letters of eleven points."""


def section(base: Direction, *, landscape: bool = False, numbered_lines: bool = True) -> Element:
    """Make the properties of a section: A4, our header and footer, lines numbered for the room."""
    size = (
        made("pgSz", w=HEIGHT, h=WIDTH, orient="landscape") if landscape else made("pgSz", w=WIDTH, h=HEIGHT)
    )
    side = 1134 if landscape else _LEFT
    return made(
        "sectPr",
        _referring("headerReference", "header"),
        _referring("footerReference", "footer"),
        made("type", val="nextPage"),
        size,
        made(
            "pgMar",
            top=1418,
            right=side if landscape else _RIGHT,
            bottom=1418,
            left=side,
            header=680,
            footer=680,
            gutter=0,
        ),
        *([made("lnNumType", countBy=5, restart="newPage", distance=850)] if numbered_lines else []),
        *([made("bidi")] if base == "rtl" and not landscape else []),
    )


def _referring(name: str, kind: str) -> Element:
    element = made(name, type="default")
    element.set(f"{{{R}}}id", RELATIONSHIPS[kind])
    return element


def _header(text: Text, draft: Identity, *, consolidated: bool) -> Element:
    called = " · ".join(part for part in (text.title, text.draft) if part)
    said = f"{called} · " if called else ""
    what = f"{CONSOLIDATED} of draft" if consolidated else "draft"
    return made("hdr", paragraph(APPARATUS, runs(f"{said}{what} {draft}", place="the header")))


def _footer() -> Element:
    content = [run("page "), *_field("PAGE"), run(" of "), *_field("NUMPAGES")]
    return made("ftr", paragraph(APPARATUS, content, made("jc", val="center")))


def _field(instruction: str) -> Iterator[Element]:
    begun = made("r", made("fldChar", fldCharType="begin"))
    told = made("instrText")
    told.text = f" {instruction} "
    told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    yield begun
    yield made("r", told)
    yield made("r", made("fldChar", fldCharType="separate"))
    yield run("1")
    yield made("r", made("fldChar", fldCharType="end"))
