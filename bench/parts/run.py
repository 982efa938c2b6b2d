"""One run: which negotiation it is about, its documents made once, and each question asked once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure.case import Case, alone
from bench.negotiation import SIZES
from bench.parts.report import progress

if TYPE_CHECKING:
    from bench.measure.case import Figures
    from bench.parts.report import Report


@dataclass(slots=True, kw_only=True)
class Run:
    """What was asked for on the command line, and what is known so far."""

    size: str
    parties: int | None
    seed: int
    folder: str
    report: Report
    _made: dict[str, tuple[Case, Figures]] = field(default_factory=dict)
    _asked: dict[tuple[str, Case], Figures] = field(default_factory=dict)

    def case(
        self,
        size: str | None = None,
        *,
        seed: int | None = None,
        parties: int | None = None,
        provisions: int = 0,
    ) -> Case:
        """Give a case with its documents written; the run's own size, seed and parties unless told."""
        size, seed = size or self.size, self.seed if seed is None else seed
        most = min(self.parties or SIZES[size].parties, SIZES[size].parties)
        parties = min(parties or most, most)
        named = f"{size}-{seed}-{provisions or SIZES[size].provisions}"
        if provisions == SIZES[size].provisions:
            provisions = 0
        case = Case(
            size=size,
            seed=seed,
            parties=parties,
            folder=str(Path(self.folder) / named),
            provisions=provisions,
        )
        made = self._made.get(named)
        if made is None or made[0].parties < parties:
            progress(f"writing the documents of {named}, {parties} parties")
            Path(case.folder).mkdir(exist_ok=True)
            self._made[named] = (case, alone("make.measured", case))
        return case

    def megabytes(self, case: Case) -> Figures:
        """Say how much was written for the case, or for the one with more parties that it is part of."""
        return next(figures for made, figures in self._made.values() if made.folder == case.folder)

    def ask(self, question: str, case: Case, *, limit: float | None = None) -> Figures:
        """Ask a question in a process of its own; one that was asked before is not asked again."""
        known = self._asked.get((question, case))
        if known is None:
            progress(f"{question} of {Path(case.folder).name}, {case.parties} parties")
            known = self._asked[question, case] = alone(question, case, limit=limit)
        return known

    def fewer(self, case: Case, parties: int) -> Case:
        """Give the same negotiation with its first parties only; the documents are there already."""
        return replace(case, parties=parties)
