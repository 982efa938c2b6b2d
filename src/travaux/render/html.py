"""A compilation, or a comparison, as one page to be read in a browser or printed; and the page read back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from travaux.compile.compilation import Compilation
from travaux.render import element as h
from travaux.render.apparatus import apparatus
from travaux.render.at_issue import at_issue
from travaux.render.choice import Words, flat
from travaux.render.comparison_page import comparison_page
from travaux.render.contents import contents
from travaux.render.correction_told import on_draft
from travaux.render.figures import figures
from travaux.render.follow import controls, follow_style, search_field
from travaux.render.found import form, where, why
from travaux.render.ledger import ledger
from travaux.render.markup import characters, name
from travaux.render.page import page, search_script
from travaux.render.position_matrix import position_matrix
from travaux.render.profile import Profile
from travaux.render.provisions import heading, paragraph
from travaux.render.readback import read_back
from travaux.render.record_page import ours, written
from travaux.render.roll import roll
from travaux.render.sections import Section, sections
from travaux.render.setting import Setting
from travaux.render.side_notes import side_notes
from travaux.render.stance_told import words_told
from travaux.render.tongue import ours_again, say, say_count, ways_of_writing
from travaux.render.trace_table import trace_table
from travaux.text.finding import Finding
from travaux.text.kind import HEADED, Kind
from travaux.text.provision import Provision

__all__ = ["comparison_page", "compilation_page", "read_back"]

Beside: TypeAlias = Callable[[Section], h.Node]
"""What a page has to say beside a section that does not come from the compilation."""


def compilation_page(
    compilation: Compilation, profile: Profile = Profile.ATTRIBUTED, proof: str = ""
) -> bytes:
    """Write the consolidated text with everybody's words: UTF-8, nothing fetched.

    *proof* says what was checked, and is shown as it is. `read_back` gives the text again.
    """
    setting = Setting(compilation=compilation, profile=profile)
    title = f"{setting.text.title or 'Consolidated text'} · consolidated text"
    return page(
        title,
        [h.a(".skip", href="#text")["To the text"], compilation_body(setting, proof)],
        more_style=follow_style(setting),
        script=search_script(),
        direction=setting.direction,
    )


def compilation_body(
    setting: Setting, proof: str = "", *, text: h.Tag = h.main, beside: Beside | None = None
) -> h.Element:
    """Write what stands on such a page: its head, contents, text and tables.

    *text* is the element around the text, and *beside* gives what else stands beside a section. It needs
    `follow.follow_style`, and `page.search_script` to be searched.
    """
    compilation = setting.compilation
    titled = is_titled(setting)
    found = sections(setting)
    words = Words(setting)
    matrix, traces = (position_matrix(setting), trace_table(setting)) if setting.named else (None, None)
    further = [("figures", say("Figures"))]
    if setting.named:
        further += [("matrix", say("Positions"))] if matrix else []
        further += [("traceability", say("Traceability"))] if traces else []
        further.append(("fates", say("Fates")))
    if setting.named and (compilation.findings or compilation.left_out):
        further.append(("findings", say("Findings")))
    return h.div(".layout")[
        h.div(".side", dir=ways_of_writing()["dir"])[
            search_field(), controls(setting), contents(setting, found, further)
        ],
        _masthead(setting, words, proof, titled=titled, beside=beside),
        text("#text.text", data_language=setting.text.language)[
            h.h2(".vh")[ours(say("The text"))],
            _on_the_whole(setting, found[0] if titled else None),
            [_section(setting, words, one, titled=titled and one.start == 0, beside=beside) for one in found],
        ],
        h.div(".after", dir=ways_of_writing()["dir"])[
            figures(setting),
            matrix,
            traces,
            _in_the_workbook(matrix, traces) if setting.named else None,
            ledger(setting) if setting.named else None,
            _findings(setting),
            h.footer[_proof(proof)],
        ],
    ]


def text_body(setting: Setting, *, text: h.Tag = h.main) -> h.Element:
    """Write a text of one voice: its contents, its title and its words, and nothing beside them."""
    titled = is_titled(setting)
    found = sections(setting)
    words = Words(setting)
    return h.div(".layout")[
        h.div(".side", dir=ways_of_writing()["dir"])[contents(setting, found, ())],
        text("#text.text", data_language=setting.text.language)[
            h.div(".named", lang=setting.language, dir=setting.direction)[heading(setting, words, 0, 2)]
            if titled
            else None,
            [_section(setting, words, one, titled=titled and one.start == 0, beside=None) for one in found],
        ],
    ]


def is_titled(setting: Setting) -> bool:
    """Whether the text begins with its title, which then stands at the head of the page."""
    return bool(setting.text.provisions) and setting.text.provisions[0].kind is Kind.TITLE


def _masthead(
    setting: Setting, words: Words, proof: str, *, titled: bool, beside: Beside | None
) -> h.Element:
    compilation = setting.compilation
    return h.header(".mast")[
        h.div(".named", lang=setting.language, dir=setting.direction)[
            heading(setting, words, 0, 1)
            if titled
            else h.h1(".title")[characters(setting.text.title or say("Consolidated text"))]
        ],
        h.div(".facts", dir=ways_of_writing()["dir"])[
            h.p[
                written(
                    "Consolidated text of {draft}, {identity}"
                    if setting.text.draft
                    else "Consolidated text of the draft {identity}",
                    {"draft": name(setting.text.draft), "identity": h.code[compilation.base]},
                )
            ],
            _proof(proof),
            _on_draft(setting, None) if beside is None else None,
        ],
        roll(setting),
        at_issue(setting),
    ]


def _in_the_workbook(matrix: h.Node, traces: h.Node) -> h.Node:
    """Say which tables are too large for a page, and where they are."""
    if matrix and traces:
        return None
    absent = say("position matrix and the traceability table")
    if matrix or traces:
        absent = say("traceability table") if matrix else say("position matrix")
    return h.section("#tables.wide")[
        h.h2[ours(say("Tables"))],
        h.p[
            ours(
                say(
                    "The {tables} of so many parties and provisions would be too large to read here. What is "
                    "in them stands beside each section; as a table, in the workbook that is written with "
                    "-o NAME.xlsx.",
                    tables=absent,
                )
            )
        ],
    ]


def _proof(proof: str) -> h.Node:
    return h.p(".proof")[written("Proof: {claim}", {"claim": ours(proof)})] if proof else None


def _on_the_whole(setting: Setting, title: Section | None) -> h.Node:
    """Write what is said of the title, which stands for the whole, and of no single provision."""
    stances = (*setting.stances.get(None, ()), *(title.stances if title else ()))
    if not stances or not setting.named:
        return None
    whole = Section(start=0, end=1, heading=True, level=0, stances=tuple(dict.fromkeys(stances)))
    return h.section(".part.whole", dir=ways_of_writing()["dir"])[
        apparatus(setting, whole, say("the text as a whole"))
    ]


def section_words(setting: Setting, words: Words, section: Section, *, level: int = 0) -> h.Element:
    """Write the words of a section, its heading at *level*; 0: it stands elsewhere."""
    text = setting.text
    headings = [heading(setting, words, section.start, level)] if section.heading and level else []
    below = range(section.start + section.heading, section.end)
    depth = min((text.provisions[at].depth for at in below), default=0)
    nodes = [*headings, *(paragraph(setting, words, at, text.provisions[at].depth - depth) for at in below)]
    return h.div(".theirs", lang=setting.language, dir=setting.direction)[nodes]


def _section(
    setting: Setting, words: Words, section: Section, *, titled: bool, beside: Beside | None
) -> h.Node:
    """Write a section; the instrument's title stands at the head of the page and is not repeated."""
    if titled and section.end == 1:
        return None
    text = setting.text
    first = text.provisions[section.start]
    level = 0 if titled else min(3 + section.level, 6)
    bare = (
        titled or not section.heading or (first.kind is not Kind.ARTICLE and section.end == section.start + 1)
    )
    return h.section(
        {
            "class": [
                "part",
                f"s-{section.state}",
                f"k-{first.kind.value}" if first.kind in HEADED else "loose",
                _extent(text.provisions[section.start : section.end]),
            ]
        }
    )[
        section_words(setting, words, section, level=level),
        h.div(".ours", dir=ways_of_writing()["dir"])[
            _on_draft(setting, section) if beside is None else beside(section),
            side_notes(setting, section),
            None if bare and not section.stances else apparatus(setting, section),
        ],
    ]


def _on_draft(setting: Setting, section: Section | None) -> h.Node:
    """Write what is said since of mistakes in the draft's own words, in a section; None: in no single one.

    Where something else stands beside a section, as on a page about a record, it is among that.
    """
    text = setting.text
    last = len(text.provisions) if section is None else section.end
    return [
        h.p(".stays")[words_told(told)]
        for places, told in on_draft(setting.compilation, named=setting.named, made=False)
        if (any(section.start <= at < last for at in places) if section is not None else not places)
    ]


def _extent(provisions: Sequence[Provision]) -> str:
    """Name about how tall a section is, by powers of two: a browser lays it out when it is turned to.

    Until then it keeps this place free, so that what is below does not jump.
    """
    lines = sum(2 + len(flat(one.words)) // _LINE for one in provisions)
    return f"v{min(max(lines.bit_length(), 2), 12)}"


_LINE: Final = 55
"""Characters in a line of the text, names among the words counted."""


def _finding(one: Finding) -> h.Node:
    parts = {"place": h.bdi[characters(where(one))], "what": ours(why(one)), "code": h.code[one.code]}
    return written(form(one), parts)


def _findings(setting: Setting) -> h.Node:
    compilation = setting.compilation
    if not setting.named or not (compilation.findings or compilation.left_out):
        return None
    return h.section("#findings.wide")[
        h.h2[ours(say("Findings"))],
        h.p(".strong")[
            ours(say_count("{count} reply left out:", "{count} replies left out:", len(compilation.left_out)))
        ]
        if compilation.left_out
        else None,
        h.ul[
            [
                h.li[
                    name(one.party),
                    " ",
                    characters(ours_again(one.source)),
                    written(": {words}", {"words": _finding(one.finding)}),
                ]
                for one in compilation.left_out
            ]
        ]
        if compilation.left_out
        else None,
        h.details(".fold")[
            h.summary[ours(say_count("{count} finding", "{count} findings", len(compilation.findings)))],
            h.ul[[h.li[_finding(finding)] for finding in compilation.findings]],
        ]
        if compilation.findings
        else None,
    ]
