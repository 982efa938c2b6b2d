"""How a reader fares: where changes are cut, and how much of a contested provision stands in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bench.measure.case import Figures
    from bench.parts.run import Run

LEAST: Final = "longest common run (rapidfuzz)"
"""The engine whose cuts bracket the fewest words."""
OURS: Final = "Travaux"


def measured(run: Run) -> None:
    """Ask for the targets of reading, on the run's case and on the one provision that all want different."""
    case = run.case()
    report = run.report
    cuts = run.ask("readability.measured", case)
    report.section("Where changes are cut")
    report.say(
        f"{cuts['pairs']:.0f} distinct rewordings, really cut",
        f"in {cuts['cuts'] / cuts['pairs']:.2f} places each.",
    )
    engines = [name.removesuffix(" fragments") for name in cuts if name.endswith(" fragments")]
    report.table(
        (
            *("engine", "time × rapidfuzz", "fragments each", "strays per 100", "mid-phrase per 100 edges"),
            *("and not the party's", "bracketed × least"),
        ),
        [_cells(name, cuts) for name in engines],
    )
    strays, middle, _, bracketed = _rates(OURS, cuts)
    report.reached("strays", strays)
    report.reached("mid-phrase", middle)
    report.reached("bracketed", bracketed)
    whole = run.ask("full.measured", case)
    compiled = {
        name.removeprefix("compiled "): it for name, it in whole.items() if name.startswith("compiled ")
    }
    contested = run.ask("contested.measured", case)
    report.reached("bound", compiled["words"] / compiled["least"])
    report.reached("191", contested["words"] / contested["least"])
    report.section("The compiled text")
    columns = [_compiled(compiled), _compiled(contested)]
    report.table(
        ("", "all contested provisions", "191 want 191 different things"),
        [(says, one, columns[1][says]) for says, one in columns[0].items()],
    )
    report.say(
        f"Compiling the one provision takes {contested['seconds'] / contested['naive']:.0f} ×",
        "naively cutting its proposals.",
    )


def _rates(name: str, cuts: Figures) -> tuple[float, float, float, float]:
    edges = 2 * cuts[f"{name} fragments"]
    return (
        100 * cuts[f"{name} strays"] / cuts["pairs"],
        100 * cuts[f"{name} mid-phrase"] / edges,
        100 * cuts[f"{name} unmeant"] / edges,
        cuts[f"{name} bracketed"] / cuts[f"{LEAST} bracketed"],
    )


def _cells(name: str, cuts: Figures) -> tuple[str, ...]:
    strays, middle, unmeant, bracketed = _rates(name, cuts)
    return (
        name,
        f"{cuts[f'{name} seconds'] / cuts[f'{LEAST} seconds']:.1f}",
        f"{cuts[f'{name} fragments'] / cuts['pairs']:.2f}",
        f"{strays:.1f}",
        f"{middle:.1f}",
        f"{unmeant:.1f}",
        f"{bracketed:.2f}",
    )


def _compiled(figures: Figures) -> dict[str, str]:
    draft = figures["draft"]
    return {
        "provisions": f"{figures['provisions']:.0f}",
        "words × the draft's": f"{figures['words'] / draft:.2f}",
        "words × the bound of the fewest words (the target)": f"{figures['words'] / figures['least']:.2f}",
        "words × the bound with edits as Travaux cuts them": f"{figures['words'] / figures['bound']:.2f}",
        "clusters in a provision": f"{figures['clusters'] / figures['provisions']:.2f}",
        "most alternatives in one choice": f"{figures['most alternatives']:.0f}",
        "longest provision × the draft's": f"{figures['longest']:.1f}",
    }
