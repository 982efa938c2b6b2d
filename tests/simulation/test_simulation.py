"""Simulated negotiations, one for each seed. A failure names its seed; ``TRAVAUX_SEED=7`` runs that one.

`TRAVAUX_SOAK=1` runs ten thousand.
"""

from __future__ import annotations

import os

import pytest

from tests.record.soak import SOAK
from tests.simulation.simulation import Simulation

SEEDS = range(10_000) if SOAK else range(60)
if (_one := os.environ.get("TRAVAUX_SEED")) is not None:
    SEEDS = range(int(_one), int(_one) + 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_acknowledged_is_lost_and_all_see_one_history(seed: int) -> None:
    simulation = Simulation(seed)

    simulation.run(60)
    simulation.settle()

    simulation.check()


@pytest.mark.parametrize("seed", SEEDS[: len(SEEDS) // 3 or 1])
def test_two_histories_are_found_by_whoever_crosses_over(seed: int) -> None:
    """One member that is shown the other history, or one head that it hears of, and there is an alarm."""
    simulation = Simulation(seed)
    simulation.run(15)
    other = simulation.split()
    simulation.run(30)
    simulation.settle()
    here = [one for one in simulation.members if one.keeper is not other]
    there = [one for one in simulation.members if one.keeper is other]
    assert [one.alarms for one in simulation.members if one.alarms] == []

    one, two = simulation.world.random.choice(here), simulation.world.random.choice(there)
    shared = next(
        (place for place, (a, b) in enumerate(zip(one.w.leaves, two.w.leaves, strict=False)) if a != b),
        min(len(one.w.leaves), len(two.w.leaves)),
    )
    longer, shorter = (one, two) if len(one.w.leaves) >= len(two.w.leaves) else (two, one)
    longer.hears(shorter.heads[-1])

    assert bool(longer.alarms) == (len(shorter.w.leaves) > shared)
