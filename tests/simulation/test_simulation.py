"""Simulated negotiations, one for each seed. A failure names its seed; ``TRAVAUX_SEED=7`` runs that one.

`TRAVAUX_SOAK=1` runs ten thousand.
"""

from __future__ import annotations

import os

import pytest

from tests.record.soak import SOAK
from tests.simulation.member import PATIENCE
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
    alarms = [one for member in simulation.members for one in member.alarms]
    assert [one for one in alarms if "acknowledged" not in one] == []
    quiet = [member for member in simulation.members if not member.alarms]
    here = [one for one in quiet if one.keeper is not other]
    there = [one for one in quiet if one.keeper is other]
    if not here or not there:
        return  # whoever had an entry acknowledged and is shown the other history found out already

    one, two = simulation.world.random.choice(here), simulation.world.random.choice(there)
    shared = next(
        (place for place, (a, b) in enumerate(zip(one.w.leaves, two.w.leaves, strict=False)) if a != b),
        min(len(one.w.leaves), len(two.w.leaves)),
    )
    longer, shorter = (one, two) if len(one.w.leaves) >= len(two.w.leaves) else (two, one)
    longer.hears(shorter.heads[-1])

    assert bool(longer.alarms) == (len(shorter.w.leaves) > shared)


@pytest.mark.parametrize("seed", SEEDS[: len(SEEDS) // 6 or 1])
def test_who_is_not_heard_says_so_in_time(seed: int) -> None:
    """The keeper throws away the letters of one party: that party complains within its patience."""
    simulation = Simulation(seed)
    simulation.keeper.deaf = {"BOR"}

    simulation.run(60)
    (bor,) = [one for one in simulation.members if one.who == "BOR"]
    assert bor.pending is not None
    sent = bor.pending[0]
    simulation.run(sent)

    assert (bor.acknowledged, bor.alarms) == ([], [])
    assert sent + PATIENCE < bor.complaints[0] < sent + 60


@pytest.mark.parametrize("seed", SEEDS[: len(SEEDS) // 6 or 1])
def test_what_was_acknowledged_and_left_out_is_noticed(seed: int) -> None:
    """The keeper acknowledges some entries and does not record them: whoever sent them finds it out."""
    simulation = Simulation(seed)
    simulation.keeper.lies = 0.05

    simulation.run(90)
    simulation.keeper.lies = 0.0
    for member in simulation.members:
        member.keeper.start()
        member.keeper.publish()
        member.look()

    recorded = simulation.members[0].w.leaves
    left_out = {
        member.who
        for member in simulation.members
        for one in member.acknowledged
        if one.index < len(recorded) and one.leaf not in recorded
    }
    assert {one.who for one in simulation.members if one.alarms} == left_out
