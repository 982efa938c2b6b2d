"""What takes long is made once for whoever asks; what failed is made anew."""

from threading import Event

import pytest

from travaux.store.fault import StoreFault
from travaux.web.room import StillCompiling
from travaux.web.workshop import Workshop

LONG = 60.0


class Making:
    """Makes a number; at first it fails, where it is given something to fail with."""

    def __init__(self, *faults: Exception) -> None:
        self.faults = list(faults)
        self.tries = 0
        self.may_end = Event()
        self.may_end.set()

    def __call__(self) -> int:
        self.tries += 1
        self.may_end.wait(LONG)
        if self.faults:
            raise self.faults.pop(0)
        return self.tries


def test_what_was_made_is_kept() -> None:
    shop, make = Workshop[int]("a test", kept=2), Making()
    assert [shop.get(shop, "key", make, wait=LONG) for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize("fault", [StoreFault("The database did not answer."), TimeoutError("nor in time")])
def test_what_failed_is_made_anew_for_whoever_asks_next(fault: Exception) -> None:
    shop, make = Workshop[int]("a test", kept=2), Making(fault)
    with pytest.raises(type(fault), match=str(fault)):
        shop.get(shop, "key", make, wait=LONG)
    assert [shop.get(shop, "key", make, wait=LONG) for _ in range(2)] == [2, 2]


def test_what_failed_while_nobody_waited_is_told_once() -> None:
    """Else who asks again and again for what takes long would never be told."""
    shop, make = Workshop[int]("a test", kept=2), Making(StoreFault("The database did not answer."))
    make.may_end.clear()
    with pytest.raises(StillCompiling):
        shop.get(shop, "key", make, wait=0)
    make.may_end.set()
    with pytest.raises(StoreFault):
        shop.get(shop, "key", make, wait=LONG)
    assert shop.get(shop, "key", make, wait=LONG) == 2
