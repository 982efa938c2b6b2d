"""One more answer, one corrected, one withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.parts.run import Run


def measured(run: Run) -> None:
    """Ask for what each costs beside parsing the one document."""
    case = run.case()
    figures = run.ask("incremental.measured", case)
    for what in ("one more", "withdrawn", "corrected"):
        run.report.reached(what, figures[what] / figures["parse"])
    run.report.section("One more answer")
    run.report.table(
        ("what changes", "× unzipping and parsing that document"),
        [
            (says, f"{figures[what] / figures['parse']:.1f}")
            for what, says in (
                ("one more", f"one more answer, to {case.parties - 1} others"),
                ("corrected", "it is corrected"),
                ("withdrawn", "it is withdrawn"),
                ("from cache", "all compiled anew, with the others in the cache that the command keeps"),
            )
        ],
    )
