"""How the tests are run: Hypothesis profiles, and goldens that `make golden` rewrites."""

import gc
import os
import signal
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, Phase, settings

# `make test` gives the same verdict twice on the same commit; chance belongs to `make soak`.
# No deadline in either: a machine of two cores is busy with the other worker.
settings.register_profile("test", deadline=None, derandomize=True)
settings.register_profile("soak", deadline=None, max_examples=5_000)
# tools/mutants.py asks whether a test fails, not with how little; and a slow machine is no mutant.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=tuple(HealthCheck),
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "test"))

# A run in the background ignores interrupts, and so would each program that a test starts and interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)


# What is imported and collected stays to the end: it is not looked through for what is free.
gc.set_threshold(50_000, 20, 20)


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


class SameAsGolden(Protocol):
    def __call__(self, name: str, actual: str) -> None: ...


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="write goldens instead of comparing with them")


@pytest.fixture
def same_as_golden(request: pytest.FixtureRequest) -> SameAsGolden:
    """Assert that a text equals golden/NAME beside the test; under `make golden`, write it there."""
    folder: Path = request.path.parent / "golden"

    def check(name: str, actual: str) -> None:
        file = folder / name
        if request.config.getoption("--golden"):
            folder.mkdir(exist_ok=True)
            file.write_bytes(actual.encode())
        if not file.exists():
            pytest.fail(f"{file} is missing: `make golden` writes it, then read it as you would read code")
        assert actual == file.read_bytes().decode()

    return check
