from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from travaux.compare.order import heaviest, rising, steady

ORDERS = st.permutations(range(7)).flatmap(lambda order: st.integers(0, 7).map(lambda size: order[:size]))


def is_rising(values: list[int]) -> bool:
    return all(one < other for one, other in pairwise(values))


def best(values: list[int], weights: list[float]) -> float:
    """Weigh every rising choice of *values*: the most there is."""
    return max(
        sum(weights[at] for at in chosen)
        for size in range(len(values) + 1)
        for chosen in combinations(range(len(values)), size)
        if is_rising([values[at] for at in chosen])
    )


@given(ORDERS)
def test_no_rising_run_is_longer(values: list[int]) -> None:
    chain = rising(values)
    assert is_rising([values[at] for at in chain])
    assert len(chain) == best(values, [1.0] * len(values))


@given(ORDERS, st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_no_chain_is_heavier(values: list[int], whole: list[int]) -> None:
    weights = [float(weight) for weight in whole]
    chain = heaviest([(at, value, weights[at]) for at, value in enumerate(values)])
    assert is_rising(chain)
    assert is_rising([values[at] for at in chain])
    assert sum(weights[at] for at in chain) == best(values, weights)


@given(ORDERS)
def test_the_fewest_values_leave_the_order(values: list[int]) -> None:
    stay = steady(values, [1.0] * len(values))
    assert is_rising([value for value in values if value in stay])
    assert len(stay) == best(values, [1.0] * len(values))


def test_the_heavier_of_two_stays() -> None:
    assert steady([1, 0], [1.0, 1.5]) == {0}
    assert steady([1, 0], [1.5, 1.0]) == {1}
