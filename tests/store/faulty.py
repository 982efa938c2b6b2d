"""A store whose calls fail when a test says so."""

from typing import Any, cast

from travaux.store.fault import StoreFault
from travaux.store.store import Store


class Faulty:
    """A store of which the *nth* call fails, before or *after* it has done its work; or all from it on."""

    def __init__(self, store: Store, nth: int, *, after: bool = False, for_good: bool = False) -> None:
        self._store = store
        self._nth = nth
        self._after = after
        self._for_good = for_good
        self.calls = 0

    def fail_at(self, nth: int, *, for_good: bool = False) -> None:
        self._nth, self._for_good = nth, for_good

    @property
    def store(self) -> Store:
        return cast("Store", self)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as typed by the store
        found = getattr(self._store, name)
        if not callable(found) or name == "hold":  # of nothing that is asked of a log
            return found

        def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401
            self.calls += 1
            fails = self.calls == self._nth or (self._for_good and self.calls > self._nth)
            if fails and not self._after:
                raise StoreFault(f"{name} failed")
            given = found(*arguments, **named)
            if fails:
                raise StoreFault(f"{name} failed after it was done")
            return given

        return call
