"""Other programs beside ours: all parties at once, one document as words, one document as Word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bench.measure import redline, whole
from bench.measure.case import Failed, NotInstalled, TookTooLong

if TYPE_CHECKING:
    from bench.measure.case import Case, Figures
    from bench.parts.run import Run

LIMITS: Final = {"consolidate": 600.0, "collating": 60.0, "pair": 60.0}
"""Seconds, after which a peer is killed."""
COLLATED: Final = (8, 16, 32, 55, 110)
"""Provisions of the draft that CollateX is given in turn, until it does not end."""


def measured(run: Run) -> None:
    """Ask each peer for the same thing as Travaux; one that is not installed has a row that says so."""
    size = "small" if run.size == "small" else "medium"
    case = run.case(size)
    run.report.section(f"All parties at once: {size}, {case.parties} parties, seed {case.seed}")
    _consolidating(run, case)
    _collating(run, case)
    for of in dict.fromkeys((size, run.size)):
        _pairs(run, run.case(of, parties=min(2, run.case(size).parties)))


def _consolidating(run: Run, case: Case) -> None:
    ours, exact = run.ask("full.costs", case), run.ask("full.measured", case)
    right = case.parties + 1 - exact["bad"]
    rows = [("Travaux", "1.0", "1.0", f"{ours['peak']:.0f}", f"{right:.0f} of {case.parties + 1}")]
    run.report.reached("inexact", exact["bad"])
    try:
        peer = run.ask("consolidate.measured", case, limit=LIMITS["consolidate"])
    except Failed as fault:
        rows.append(
            ("Docxodus Consolidate (docx-scalpel, MIT)", _why(fault, LIMITS["consolidate"]), "-", "-", "-")
        )
    else:
        run.report.reached("faster", peer["wall"] / ours["wall"])
        run.report.reached("smaller", ours["peak"] / peer["peak"])
        rows.append(
            (
                "Docxodus Consolidate (docx-scalpel, MIT)",
                f"{peer['wall'] / ours['wall']:.1f}",
                f"{peer['total'] / ours['total']:.1f}",
                f"{peer['peak']:.0f}",
                f"{peer['exact'] + peer['draft']:.0f} of {case.parties + 1}",
            )
        )
    run.report.table(
        ("engine", "× ours by the wall", "× ours in processor time", "peak MB", "views exact"), rows
    )
    run.report.say(
        "A view is what one party wants, taken out of the result again: Docxodus's with that party's",
        "tracked changes accepted and all others rejected, word for word; the draft's is one more. It does",
        "not promise that reading: a tracked change has one author.",
    )


def _collating(run: Run, case: Case) -> None:
    rows = []
    for provisions in COLLATED:
        small = run.case("small", parties=2, provisions=provisions)
        row = _collated(run, small, "collating.measured", f"whole texts, {provisions} provisions")
        rows.append(row)
        if row[2] == "-":
            break
    rows.append(_collated(run, case, "collating.by_provision", "one provision at a time, all parties"))
    run.report.table(("CollateX (GPL, for the bench alone)", "× ours", "witnesses", "words", "peak MB"), rows)
    run.report.say(
        "Ours is the compile of the same parties' documents, read and aligned before: reading counts on",
        "neither side.",
    )


def _collated(run: Run, case: Case, question: str, says: str) -> tuple[str, ...]:
    try:
        peer = run.ask(question, case, limit=LIMITS["collating"])
    except Failed as fault:
        return (says, _why(fault, LIMITS["collating"]), "-", "-", "-")
    words = f"{peer['words']:.0f}" if "words" in peer else "-"
    times = peer["seconds"] / peer["ours"]
    return (says, f"{times:.0f}", f"{peer['witnesses']:.0f}", words, f"{peer['peak']:.0f}")


def _pairs(run: Run, case: Case) -> None:
    floor = run.ask("floor.measured", case)["floor"] / case.parties
    run.report.section(f"One document against the draft: {case.size}")
    rows = []
    for question, (name, licence) in whole.ENGINES.items():
        told = _pair(run, case, f"whole.{question}")
        cells = ("-",) * 4 if isinstance(told, str) else _words(told, floor)
        rows.append((name, licence, told if isinstance(told, str) else cells[0], *cells[1:]))
    run.report.table(
        (
            "as one run of words",
            "licence",
            "× floor of one document",
            "peak MB",
            "fragments",
            "gives the new side",
        ),
        rows,
    )
    rows = []
    for question, (name, licence) in redline.ENGINES.items():
        told = _pair(run, case, f"redline.{question}")
        cells = ("-",) * 4 if isinstance(told, str) else _word(told, floor)
        rows.append((name, licence, told if isinstance(told, str) else cells[0], *cells[1:]))
    run.report.table(
        (
            "as Word, reading and writing",
            "licence",
            "× floor by the wall",
            "peak MB",
            "rejects to the draft",
            "accepts",
        ),
        rows,
    )


def _pair(run: Run, case: Case, question: str) -> Figures | str:
    try:
        return run.ask(question, case, limit=LIMITS["pair"])
    except Failed as fault:
        return _why(fault, LIMITS["pair"])


def _words(told: Figures, floor: float) -> tuple[str, ...]:
    rebuilds = "-" if "rebuilds" not in told else "yes" if told["rebuilds"] else "**no**"
    return (f"{told['seconds'] / floor:.2f}", f"{told['peak']:.0f}", f"{told['fragments']:.0f}", rebuilds)


def _word(told: Figures, floor: float) -> tuple[str, ...]:
    rejects, accepts = ("yes" if told[which] else "**no**" for which in ("rejects", "accepts"))
    return (f"{told['wall'] / floor:.1f}", f"{told['peak']:.0f}", rejects, accepts)


def _why(fault: Failed, limit: float) -> str:
    match fault:
        case TookTooLong():
            return f"killed after {limit:.0f} s"
        case NotInstalled():
            return "not installed"
        case _:
            return "failed"
