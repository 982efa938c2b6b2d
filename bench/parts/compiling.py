"""The full compile beside the floor: time, memory, the core and the proof."""

from __future__ import annotations

from statistics import mean
from typing import TYPE_CHECKING, Final

from bench.negotiation import SIZES

if TYPE_CHECKING:
    from bench.parts.run import Run

STAGES: Final = (
    *("read", "align", "hear", "operations", "arrange", "prove", "fates", "the rest of compiling"),
    *("draw in brackets", "write", "read back and prove"),
)
CORE: Final = ("hear", "operations", "arrange", "draw in brackets")
"""From paired provisions to a text to read: structure, tokens, differences, union and rendering."""
PROOF: Final = ("read back and prove",)


def measured(run: Run) -> None:
    """Ask for the targets of the full compile, and say where its time goes."""
    report, case = run.report, run.case()
    made = run.megabytes(case)
    before = run.ask("floor.measured", case)
    ours = run.ask("full.measured", case)
    floors = [before["floor"], run.ask("floor.again", case)["floor"]]
    naive = run.ask("naive.measured", case)["naive"]
    held = run.ask("floor.held", case)["peak"]
    on_two, floor_on_two = run.ask("full.on_two", case), run.ask("floor.on_two", case)["wall"]
    floor = mean(floors)
    core, proof = (sum(ours.get(stage, 0.0) for stage in stages) for stages in (CORE, PROOF))
    report.reached("one process", ours["total"] / floor)
    report.reached("two processes", on_two["wall"] / floor_on_two)
    report.reached("peak", ours["peak"] / held)
    report.reached("core", core / naive)
    report.reached("proof", proof / naive)
    report.reached("bad", ours["bad"])
    provisions = case.provisions or SIZES[case.size].provisions
    report.section(f"The full compile: {provisions} provisions, {case.parties} parties, seed {case.seed}")
    report.say(
        f"{made['xml']:.0f} MB of XML, {made['zipped']:.1f} MB zipped; the file that is written and read",
        f"back has {ours['carrier']:.1f} MB, the text in brackets {ours['brackets']:.1f} MB. The floor",
        f"before and after differs by {abs(floors[0] - floors[1]) / floor:.0%}: read no ratio more finely",
        "than that.",
    )
    spent = {stage: ours.get(stage, 0.0) for stage in STAGES}
    report.table(
        ("stage", "× floor", "× naive cutting", "share"),
        [
            *(
                (stage, f"{it / floor:.3f}", f"{it / naive:.2f}", f"{it / ours['total']:.0%}")
                for stage, it in spent.items()
            ),
            ("**all**", f"**{ours['total'] / floor:.2f}**", f"{ours['total'] / naive:.2f}", "100%"),
        ],
    )
    report.say(
        f"Peaks: {held:.0f} MB with one parsed document held and our imports; ours {ours['peak']:.0f} MB.",
        f"On two processes {on_two['peak']:.0f} MB, and {on_two['peak of a reader']:.0f} MB",
        "in the larger of the two readers.",
    )
