"""What a terminal shows: lines of plain text, without colour unless asked for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, assert_never

from travaux.answers.answer import title
from travaux.compare.alert import ALERTS_RULE, alerts
from travaux.compare.comparison import Added, Kept, Merged, Moved, Removed, Reworded, Split
from travaux.compile.collective import apart, speakers
from travaux.compile.convergence import OPEN_RULE, convergence
from travaux.compile.matrix import (
    LEFT_OUT_RULE,
    NAMED_RULE,
    SILENT_RULE,
    SPOKE_RULE,
    UNSPOKEN_RULE,
    Spoke,
    matrix,
)
from travaux.render.alert_list import alert_words, alerts_title, by_provision
from travaux.render.columns import WIDTH, breadth, clipped, harmless, padded, table, wrapped
from travaux.render.phrases import (
    CODES,
    LEFT_OUT,
    NAMED,
    NO_ANSWER,
    UNSPOKEN,
    cell_letters,
    fate_name,
    passed_over_words,
)
from travaux.text.finding import Finding, Severity
from travaux.text.notation import plain_characters
from travaux.text.provision_name import cite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from travaux.answers.answer import Reply
    from travaux.compare.comparison import Comparison, Fate, Segment
    from travaux.compile.compilation import Compilation
    from travaux.compile.figure import Figure
    from travaux.compile.matrix import Matrix, Row
    from travaux.read.reading import Reading
    from travaux.text.instrument import Text
    from travaux.text.provision import Provision

LISTED: Final = 5
"""Findings of one kind that are listed; the rest are counted. More fill the screen with one kind."""


def summary_lines(
    compilation: Compilation, *, written: Sequence[str] = (), width: int = WIDTH, ansi: bool = False
) -> list[str]:
    """Sum up a compilation: who answered, what became of every unit, figures, positions, findings."""
    page = _Page(width, ansi=ansi)
    draft = compilation.draft
    page.heading(
        " · ".join(part for part in (draft.title, draft.draft, f"identity {draft.identity}") if part)
    )
    _parties(page, compilation)
    _fates(page, compilation)
    page.section("The text, counted")
    page.figures(convergence(compilation.text).figures)
    _matrix(page, matrix(compilation))
    page.findings(compilation.findings)
    if written:
        page.section("Written")
        page.text(", ".join(written))
    return page.lines


def reading_lines(reading: Reading, *, width: int = WIDTH, ansi: bool = False) -> list[str]:
    """Show how a document was understood: its outline or its answers, its figures, the findings."""
    page = _Page(width, ansi=ansi)
    if reading.text is not None:
        _read_text(page, reading, reading.text)
    elif reading.reply is not None:
        _read_reply(page, reading.reply)
    else:
        page.text(f"Nothing was understood of this document ({reading.format}).")
    page.findings(reading.findings)
    return page.lines


class _Page:
    """Lines being put together."""

    def __init__(self, width: int, *, ansi: bool) -> None:
        self.width = width
        self.lines: list[str] = []
        self._ansi = ansi

    def heading(self, text: str) -> None:
        self.lines += [self._bold(line) for line in wrapped(harmless(text), self.width)]

    def section(self, text: str) -> None:
        self.lines += ["", self._bold(harmless(text))]

    def _bold(self, line: str) -> str:
        return f"\x1b[1m{line}\x1b[0m" if self._ansi else line

    def text(self, text: str, indent: str = "  ", first: str | None = None) -> None:
        self.lines += wrapped(harmless(text), self.width, indent=indent, first=first)

    def items(self, rows: Iterable[tuple[str, str]], indent: str = "  ") -> None:
        """Put a name before each text, the texts under one another."""
        pairs = [(harmless(name), text) for name, text in rows]
        widest = min(max((breadth(name) for name, _ in pairs), default=0), self.width * 3 // 5)
        for name, text in pairs:
            start = indent + padded(clipped(name, widest), widest) + "  "
            self.text(text, indent=" " * breadth(start), first=start)

    def figures(self, figures: Iterable[Figure]) -> None:
        """Give each figure with its counting rule below it; those that are nought share a line."""
        nought: list[str] = []
        for figure in figures:
            if not figure.value:
                nought.append(figure.name)
                continue
            part = f" of {figure.of:,}" if figure.of is not None else ""
            self.text(f"{figure.name}: {figure.value:,}{part}")
            self.text(figure.rule, indent="      ")
        if nought:
            self.text(f"None: {', '.join(nought)}.")

    def findings(self, findings: Sequence[Finding]) -> None:
        """List findings, the gravest first, those of one kind together."""
        if not findings:
            return
        self.section("Findings")
        kinds: dict[tuple[int, str], list[Finding]] = {}
        for finding in findings:
            kinds.setdefault((_GRAVITY.index(finding.severity), finding.code), []).append(finding)
        for (_, code), found in sorted(kinds.items(), key=lambda one: one[0][0]):
            self.text(f"{found[0].severity}, {len(found)} × {code}")
            for finding in found[:LISTED]:
                where = f"{finding.place}: " if str(finding.place) else ""
                self.text(f"{where}{finding.message}", indent="      ", first="    · ")
                if finding.hint:
                    self.text(f"→ {finding.hint}", indent="        ", first="      ")
            if len(found) > LISTED:
                self.text(f"and {len(found) - LISTED} more; --json lists all", indent="      ")


_GRAVITY: Final = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


def _parties(page: _Page, compilation: Compilation) -> None:
    names = dict(compilation.names)
    count = len(compilation.voices)
    page.section(f"{count} {'reply' if count == 1 else 'replies'} · {len(compilation.order)} parties")
    rows = [
        (
            voice.party,
            "; ".join(
                part
                for part in (
                    names.get(voice.party, ""),
                    f"for {', '.join(voice.principals)}, as one reply" if voice.principals else "",
                    *(
                        f"{one.reference} in the name of {', '.join(one.principals or (voice.party,))}"
                        for one in apart(compilation, voice.party)
                    ),
                    "a redraft of the whole" if voice.redraft else "",
                    voice.source,
                )
                if part
            ),
        )
        for voice in compilation.voices
    ]
    page.items(rows)
    left_out = {one.party for one in compilation.left_out}
    waiting = [code for code in compilation.order if code not in compilation.parties and code not in left_out]
    spoken_for = speakers(compilation)
    named = {code: spoken_for.get(code, ()) for code in waiting}
    silent = [code for code in waiting if not named[code]]
    if silent:
        page.text(f"No answer: {', '.join(silent)}. No answer is not a position.")
    for code in waiting:
        if named[code]:
            page.text(f"{code}: no reply of its own; named in the reply of {', '.join(named[code])}.")
    if compilation.left_out:
        page.section("Left out")
        page.items(
            (str(one.party), f"{one.source}: {one.finding.message} {one.finding.hint}".strip())
            for one in compilation.left_out
        )


def _fates(page: _Page, compilation: Compilation) -> None:
    page.section("Every unit has one fate")
    counts: dict[str, Counter[str]] = {}
    for unit in compilation.units:
        counts.setdefault(unit.party, Counter())[fate_name(unit.fate)] += 1
    total: Counter[str] = Counter()
    for count in counts.values():
        total += count
    rows = [(party, _sum(count)) for party, count in counts.items()]
    page.items([*rows, ("all", _sum(total))] if len(rows) > 1 else rows)
    if not rows:
        page.text("Nothing was submitted.")


def _sum(count: Counter[str]) -> str:
    units = sum(count.values())
    return f"{units} unit{'' if units == 1 else 's'}: " + ", ".join(
        f"{n} {name}" for name, n in count.items()
    )


def _matrix(page: _Page, found: Matrix) -> None:
    spoken = [row for row in found.rows if row.shows]
    page.section("Positions")
    if not spoken:
        page.text("Nobody spoke of any provision.")
        return
    letters = [[cell_letters(cell) for cell in row.cells] for row in spoken]
    head = ["", *(harmless(code) for code in found.parties)]
    grid = table(
        [head, *([_label(row), *cells] for row, cells in zip(spoken, letters, strict=True))], indent="  "
    )
    if max(map(breadth, grid)) <= page.width:
        page.lines += grid
    else:
        page.items((_label(row), _listed(found, row)) for row in spoken)
    rest = len(found.passed_over)
    if rest:
        page.text(f"{passed_over_words(rest, whole=found.speaks_of_whole, unread=found.unread)}.")
    page.lines.append("")
    page.text(" · ".join(_legend(spoken)))
    for rule in _rules(found):
        page.text(rule)


def _label(row: Row) -> str:
    return ("+ " if row.proposed else "") + harmless(row.citation) + (" (withdrawn)" if row.gone else "")


def _listed(found: Matrix, row: Row) -> str:
    """Write a row as a list, where a table would not fit: each position and who took it."""
    said: dict[str, list[str]] = {}
    for party, cell in zip(found.parties, row.cells, strict=True):
        if isinstance(cell, Spoke):
            said.setdefault(cell_letters(cell), []).append(party)
    return " · ".join(f"{letters} {', '.join(parties)}" for letters, parties in said.items())


def _legend(rows: Sequence[Row]) -> Iterator[str]:
    cells = [cell for row in rows for cell in row.cells]
    used = {type(one.answer.position) for cell in cells if isinstance(cell, Spoke) for one in cell.stances}
    for code, kinds, name in CODES:
        if used.intersection(kinds):
            yield f"{code} {name}"
    if any(isinstance(cell, Spoke) and (cell.withdrawn or cell.aside) for cell in cells):
        yield "( ) taken back, or not understood and kept aside"
    if any(row.proposed for row in rows):
        yield "+ proposed, not in the draft at this place"
    shown = {cell_letters(cell) for cell in cells if not isinstance(cell, Spoke)}
    for mark, name in _MARKS:
        if mark in shown:
            yield f"{mark} {name}"


_MARKS: Final = (
    (UNSPOKEN, "replied, no position"),
    (NO_ANSWER, "no answer"),
    (NAMED, "named in another's reply"),
    (LEFT_OUT, "reply left out"),
)


def _rules(found: Matrix) -> list[str]:
    tallies = [row.tally for row in found.rows]
    return [
        rule
        for rule, counts in (
            (SPOKE_RULE, [one.spoke for one in tallies]),
            (UNSPOKEN_RULE, [one.unspoken for one in tallies]),
            (NAMED_RULE, [one.named for one in tallies]),
            (SILENT_RULE, [one.silent for one in tallies]),
            (LEFT_OUT_RULE, [one.left_out for one in tallies]),
        )
        if any(counts)
    ]


def _read_text(page: _Page, reading: Reading, text: Text) -> None:
    named = (text.title, text.draft, f"language {text.language}", f"read as {reading.format}")
    page.heading(" · ".join(part for part in named if part))
    page.text(f"identity {text.identity}", indent="")
    if reading.reject_all is not None:
        page.text(
            "Has tracked changes: this is the text with all of them accepted. The draft underneath has the "
            f"identity {reading.reject_all.identity}.",
            indent="",
        )
    page.section("Outline")
    for provision in text.provisions:
        said = " ".join(part for part in (provision.label, plain_characters(provision.words)) if part)
        page.lines.append(clipped("  " + "  " * provision.depth + harmless(said), page.width))
    page.section("Figures")
    kinds = Counter(provision.kind for provision in text.provisions)
    page.text(f"provisions: {len(text.provisions):,}")
    page.text(", ".join(f"{kind} {count:,}" for kind, count in kinds.items()), indent="      ")
    counted = convergence(text).figures
    if any(figure.value for figure in counted if figure.rule == OPEN_RULE):
        page.figures(counted)
    else:
        page.text("Nothing in it is held in brackets.")


def comparison_lines(comparison: Comparison, *, width: int = WIDTH, ansi: bool = False) -> list[str]:
    """Show what became of each provision that is not simply kept, words that went and came marked.

    ``[-went-]`` and ``{+came+}``, in the order of the new text.
    """
    page = _Page(width, ansi=ansi)
    old, new = comparison.old, comparison.new
    page.heading(f"{_called(old)} → {_called(new)}")
    page.text(
        ", ".join(f"{count:,} {name}" for name, count in comparison.figures.items() if count), indent=""
    )
    page.text(CHANGES_RULE, indent="")
    _alerts(page, comparison)
    for change in comparison.changes:
        _change(page, change, old, new)
    return page.lines


CHANGES_RULE: Final = (
    "Each provision of either text counts once: with others where it was split or merged; a provision "
    "moved and reworded as moved; one only numbered or spaced otherwise as kept."
)


def _alerts(page: _Page, comparison: Comparison) -> None:
    found = alerts(comparison)
    if not found:
        return
    page.section(alerts_title(found))
    page.text(ALERTS_RULE)
    for citation, several in by_provision(found, comparison.new):
        page.text(citation)
        page.items(((one.kind, alert_words(one)) for one in several), indent="      ")


def _called(text: Text) -> str:
    return " · ".join(part for part in (text.title, text.draft, text.identity) if part)


def _change(page: _Page, change: Fate, old: Text, new: Text) -> None:
    match change:
        case Kept(old=before, new=after):
            if change.is_renumbered:
                page.section(_renumbered(old, before, new, after))
        case Reworded(new=after, segments=segments):
            what = "same reference, renumbered" if change.follows else "reworded"
            page.section(f"{what}  {_cited(new, after)}")
            page.text(_marked(segments))
        case Moved(old=before, new=after, segments=segments):
            page.section(_moved(old, before, new, after))
            page.text(_marked(segments))
        case Split(old=before, new=several):
            page.section(f"split  {_cited(old, before)}")
            for one in several:
                page.text(_said(one), first="  + ", indent="    ")
        case Merged(old=several, new=after):
            page.section(f"merged  {'; '.join(_cited(old, one) for one in several)} → {_cited(new, after)}")
            page.text(_said(after))
        case Added(new=after):
            page.section(f"added  {_cited(new, after)}")
            page.text(_said(after), first="  + ", indent="    ")
        case Removed(old=before):
            page.section(f"removed  {_cited(old, before)}")
            page.text(_said(before), first="  - ", indent="    ")
        case _:
            assert_never(change)


def _renumbered(old: Text, before: Provision, new: Text, after: Provision) -> str:
    """Say which number became which: by the names, or as printed where the name is the same."""
    called, now = _cited(old, before), _cited(new, after)
    if called != now:
        return f"renumbered  {called} → {now}"
    return f"number printed otherwise  {now}: {before.label or 'none'} → {after.label or 'none'}"


def _moved(old: Text, before: Provision, new: Text, after: Provision) -> str:
    """Say from where to where: by the names, or behind what it stands now where the name is the same."""
    called, now = _cited(old, before), _cited(new, after)
    if called != now:
        return f"moved  {called} → {now}"
    behind = _behind(new, after)
    if behind == _behind(old, before):
        return f"moved  {now}, with what it stands in"
    return f"moved  {now}, {f'after {behind}' if behind else 'to the head'}"


def _behind(text: Text, provision: Provision) -> str:
    """Name what stands before a provision within what it stands in; "" for nothing."""
    index = text.index(provision.eid)
    above = None if index is None else text.parent(index)
    beside = [at for at in range(index or 0) if text.parent(at) == above]
    return cite(text, beside[-1]) if beside else ""


def _cited(text: Text, provision: Provision) -> str:
    index = text.index(provision.eid)
    return provision.eid if index is None else cite(text, index)


def _said(provision: Provision) -> str:
    return " ".join(part for part in (provision.label, plain_characters(provision.words)) if part)


def _marked(segments: Iterable[Segment]) -> str:
    marks = {"same": ("", ""), "deleted": ("[-", "-]"), "inserted": ("{+", "+}")}
    return "".join(segment.text.join(marks[segment.kind]) for segment in segments)


def _read_reply(page: _Page, reply: Reply) -> None:
    page.heading(f"The reply of {reply.party or 'a party it does not name'}")
    if reply.principals:
        page.text(f"On behalf of {', '.join(reply.principals)}: one reply, which stays one.", indent="")
    if reply.in_answer_to:
        page.text(f"In answer to {reply.in_answer_to}", indent="")
    page.section(f"{len(reply.answers)} answer{'' if len(reply.answers) == 1 else 's'}")
    page.items(
        (answer.provision or "the text as a whole", title(answer.position)) for answer in reply.answers
    )
    if reply.unread:
        page.section(f"Not understood, kept as it stands: {len(reply.unread)}")
        for piece in reply.unread:
            page.text(piece.words, indent="    ", first="  · ")
