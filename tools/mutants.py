"""Change the verifier in one place at a time, and see whether a test fails; what none notices is listed.

    python tools/mutants.py [--sample N] [--seed S] [--least PERCENT] [MODULE …]

MODULE is a name in `HELD`, such as tree; all of them where none is given. All tests are run once without a
mutant, and before and after all mutants with each module exchanged for itself: they have to pass. Each
mutant is put into a fork of that process, and those tests that hold its module and enter its function are run
until one fails: first the tests that noticed most mutants so far, then the quickest. What none notices is
tried again, with all that hold the module, in a process that imports the mutant from the beginning, for not
everything can be exchanged in one that runs. A survivor in tools/equivalent.toml cannot be noticed, and is
not counted; how many there are is said. Exit code 0 if at least PERCENT of the mutants of each module are
noticed; in a sample, of all of them together. Why not mutmut: docs/decisions/0014-what-a-bundle-binds.md.
"""

from __future__ import annotations

import argparse
import ast
import functools
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import re
import resource
import subprocess
import sys
import tomllib
import types
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest
from mutations import HOUSE, RECORD, Mutant, itself, mutants

LONGEST: Final = 300
"""Seconds for a mutant that is imported from the beginning. One that takes longer is noticed."""
PATIENCE: Final = 5
"""A mutant may compute so many times as long as the tests do without it. One that goes on is noticed."""
ROOM: Final = 1 << 30
"""Bytes that a mutant may take beside what is there already."""

HELD: Final[dict[str, tuple[str, ...]]] = {
    "base64": ("test_base64.py",),
    "wire": ("test_wire.py",),
    "ed25519": ("test_curves.py", "test_signature.py"),
    "p256": ("test_curves.py", "test_authenticator.py"),
    "canonical": ("test_canonical.py", "test_vectors.py"),
    "tree": ("test_vectors.py", "test_tree.py"),
    "leaf": ("test_leaf.py", "test_vectors.py"),
    "signature": ("test_signature.py", "test_authenticator.py", "test_vectors.py"),
    "authenticator": ("test_authenticator.py", "test_signature.py"),
    "checkpoint": ("test_checkpoint.py", "test_vectors.py"),
    "policy": ("test_policy.py", "test_vectors.py"),
    "proof": ("test_proof.py", "test_vectors.py"),
    "verification": ("test_verification.py",),
    "signers": ("test_signers.py", "test_verification.py"),
    "examination": ("test_tampered.py", "test_verification.py", "test_bundle.py"),
    "disclosure": ("test_bundle.py", "test_tampered.py"),
    "timestamp": ("test_tampered.py", "test_bundle.py"),
    "verdict": ("test_tampered.py", "test_bundle.py"),
    "bundle": ("test_tampered.py", "test_bundle.py"),
    "bundle_entries": ("test_tampered.py", "test_bundle.py"),
    "bundle_head": ("test_tampered.py", "test_bundle.py"),
    "bundle_verification": ("test_tampered.py", "test_bundle.py"),
}
"""The modules that decide whether a record is believed, and the tests that hold each, the quickest first."""

EQUIVALENT: Final = HOUSE / "tools" / "equivalent.toml"
"""Mutants that no test can notice, and why."""

Cached: Final = functools._lru_cache_wrapper  # noqa: SLF001 - what `lru_cache` makes has no public name

NO_PROGRAMS: Final = "not shell and not script"
"""Tests that start programs say nothing about the library that the others do not."""

OPTIONS: Final = (
    *("-o", "addopts=--import-mode=importlib", "-p", "no:cacheprovider", "-p", "no:terminal"),
    *("-s", "-p", "_hypothesis_pytestplugin", "-k", NO_PROGRAMS),
)


class Instead(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives a mutant to whoever imports its module."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = f"travaux.record.{mutant.module}"
        self.file = str(RECORD / f"{mutant.module}.py")
        self.code = compile(mutant.tree, self.file, "exec")

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        del path, target
        if fullname != self.name:
            return None
        return importlib.util.spec_from_loader(fullname, self, origin=self.file)

    def exec_module(self, module: types.ModuleType) -> None:
        exec(self.code, module.__dict__)  # noqa: S102 - a mutant of our own module is what is to be run


def executed(name: str, tree: ast.Module) -> types.ModuleType:
    """A second module of this name, made from *tree*. What goes wrong in it is the fault of the mutant."""
    module = _module(name)
    made = types.ModuleType(module.__name__)
    made.__dict__.update(__file__=module.__file__, __package__=module.__package__)
    exec(compile(tree, str(module.__file__), "exec"), made.__dict__)  # noqa: S102 - as in Instead
    return made


def _module(name: str) -> types.ModuleType:
    return sys.modules[f"travaux.record.{name}"]


def exchange(module: types.ModuleType, made: types.ModuleType) -> None:
    """Put *made* in the place of *module*, in a process in which everybody has imported that already."""
    for name, new in vars(made).items():
        old = vars(module).get(name)
        match new:
            case types.FunctionType() | type() | Cached() if new.__module__ == module.__name__:
                _exchange_one(old, new)
            case bool() | int() | str() | bytes() | tuple() | frozenset() | re.Pattern() | dict() if (
                new != old
            ):
                for other in [*sys.modules.values()]:
                    for key, value in [*getattr(other, "__dict__", {}).items()]:
                        if value is old and key == name:
                            setattr(other, key, new)
            case _:
                pass


def _exchange_one(old: object, new: object) -> None:
    """Give a function that is in use another body; a class, its methods and constants."""
    match old, new:
        case types.FunctionType(), types.FunctionType():
            old.__code__ = new.__code__
            old.__defaults__, old.__kwdefaults__ = new.__defaults__, new.__kwdefaults__
        case property(), property():
            _exchange_one(old.fget, new.fget)
        case staticmethod(), staticmethod():
            _exchange_one(old.__func__, new.__func__)
        case classmethod(), classmethod():
            _exchange_one(old.__func__, new.__func__)
        case Cached(), Cached():
            _exchange_one(old.__wrapped__, new.__wrapped__)
            old.cache_clear()
        case type(), type():
            for name, value in vars(new).items():
                if isinstance(value, (int, str, bytes)) and not name.startswith("__"):
                    setattr(old, name, value)
                else:
                    _exchange_one(vars(old).get(name), value)
        case _:
            pass


def exchanged(module: types.ModuleType, made: types.ModuleType) -> bool:
    """Whether `exchange` could do it. Where it cannot, the mutant has to be imported from the beginning."""
    try:
        exchange(module, made)
    except Exception:  # noqa: BLE001 - a closure of another shape, an attribute that is read only
        return False
    return True


class Mutating:
    """A plugin of pytest: runs the tests without a mutant, and then with each."""

    def __init__(self, chosen: Sequence[Mutant], *, workers: int, tells: bool) -> None:
        self.chosen = chosen
        self.workers = workers
        self.tells = tells
        self.reports: list[pytest.TestReport] = []
        self.took: dict[pytest.Item, float] = {}
        self.entered: dict[pytest.Item, set[tuple[str, int]]] = {}
        """The functions of the record that a test runs, by file and first line."""
        self.noticed: Counter[pytest.Item] = Counter()
        """How many mutants a test noticed."""
        self.size = 0
        """Bytes of memory that this process has claimed."""
        self.survivors: list[Mutant] | None = None
        """None: the tests fail without any mutant, or with a module exchanged for itself."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.reports.append(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for item in session.items:
            self.took[item] = self.watched(item)
        self.size = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        if any(report.failed for report in self.reports):
            return True
        if self.exchangeable():
            survivors = self.unnoticed(session.items)
            if self.exchangeable():
                self.survivors = survivors
        return True

    def exchangeable(self) -> bool:
        """Whether the tests pass where a module is exchanged for itself: before any mutant, and after all."""
        for module in dict.fromkeys(mutant.module for mutant in self.chosen):
            if os.waitpid(self.forked(itself(module))[0], 0)[1] != 0:
                print(f"{module}.py: the tests fail when it is exchanged for itself", flush=True)
                return False
        return True

    def unnoticed(self, items: Sequence[pytest.Item]) -> list[Mutant]:
        survivors: list[Mutant] = []
        running: dict[int, tuple[Mutant, int]] = {}
        waiting = list(reversed(self.chosen))
        while waiting or running:
            while waiting and len(running) < self.workers:
                mutant = waiting.pop()
                child, told = self.forked(mutant)
                running[child] = mutant, told
            child, status = os.wait()
            mutant, told = running.pop(child)
            with os.fdopen(told, "rb") as pipe:
                at = pipe.read()
            if at:
                self.noticed[items[int(at)]] += 1
            if status == 0:
                survivors.append(mutant)
            if status == 0 or self.tells:
                by = f"noticed by {items[int(at)].nodeid}" if at else "noticed by its end"
                print(f"{mutant}: {by if status else 'tried again'}", flush=True)
        return survivors

    def run(self, item: pytest.Item) -> float:
        """How many seconds a test took; what it says is in the reports."""
        before = len(self.reports)
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
        return sum(report.duration for report in self.reports[before:])

    def watched(self, item: pytest.Item) -> float:
        """As `run`, and takes down what the test enters."""
        entered = self.entered[item] = set()

        def enters(frame: types.FrameType, _event: str, _arg: object) -> None:
            if frame.f_code.co_filename.startswith(str(RECORD)):
                entered.add((frame.f_code.co_filename, frame.f_code.co_firstlineno))

        sys.settrace(enters)
        try:
            return self.run(item)
        finally:
            sys.settrace(None)

    def held(self, mutant: Mutant) -> list[pytest.Item]:
        """The tests that could notice a mutant, the likeliest first."""
        file = str(RECORD / f"{mutant.module}.py")
        found = [
            item
            for item, entered in self.entered.items()
            if item.path.name in HELD[mutant.module]
            and (mutant.function is None or (file, mutant.function) in entered)
        ]
        return sorted(found, key=lambda item: (-self.noticed[item], self.took[item]))

    def forked(self, mutant: Mutant) -> tuple[int, int]:
        """Start a process with the mutant in it, that ends well if no test fails.

        Gives its number, and a pipe on which it tells the index of the test that failed.
        """
        sys.stdout.flush()
        items = self.held(mutant)
        told, tell = os.pipe()
        if child := os.fork():
            os.close(tell)
            return child, told
        code = 1
        try:
            longest = PATIENCE + PATIENCE * int(sum(self.took[item] for item in items))
            resource.setrlimit(resource.RLIMIT_CPU, (longest, longest))
            resource.setrlimit(resource.RLIMIT_AS, (self.size + ROOM, self.size + ROOM))
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            made = executed(mutant.module, mutant.tree)
            if not exchanged(_module(mutant.module), made):
                os._exit(0)
            self.reports.clear()
            for item in items:
                self.run(item)
                if any(report.failed for report in self.reports):
                    os.write(tell, b"%d" % [*self.took].index(item))
                    break
            else:
                code = 0
        except BaseException:  # noqa: BLE001, S110 - whatever a mutant does, its process ends here
            pass
        os._exit(code)


def survives(mutant: Mutant) -> bool:
    """Whether no test fails where the mutant was imported from the beginning."""
    command = (sys.executable, __file__, "--only", f"{mutant.module}:{mutant.number}")
    try:
        done = subprocess.run(command, cwd=HOUSE, capture_output=True, check=False, timeout=LONGEST)  # noqa: S603
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def only(which: str) -> int:
    """Run the tests with one mutant, in this process."""
    module, _, number = which.partition(":")
    sys.meta_path.insert(0, Instead(next(it for it in mutants(module) if it.number == int(number))))
    return int(pytest.main([*OPTIONS, "-x", *tests_of([module])]))


def equivalent() -> dict[tuple[str, str, str], str]:
    """Why no test can notice a mutant, by its module, its line and what is otherwise there."""
    listed = tomllib.loads(EQUIVALENT.read_text("utf-8"))["equivalent"]
    return {(one["module"], one["line"], what): one["why"] for one in listed for what in one["what"]}


def tests_of(modules: Sequence[str]) -> list[str]:
    names = dict.fromkeys(name for module in modules for name in HELD[module])
    return [str(HOUSE / "tests" / "record" / name) for name in names]


def main() -> int:
    reader = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    reader.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(HELD))
    reader.add_argument("--sample", type=int, help="run so many of them, drawn by lot")
    reader.add_argument("--seed", type=int, default=0, help="of the lot")
    reader.add_argument("--least", type=float, default=95, help="percent that have to fail a test (95)")
    reader.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    reader.add_argument("--by", action="store_true", help="say by which test each is noticed")
    reader.add_argument("--only", help="one mutant, as MODULE:NUMBER, imported from the beginning")
    asked = reader.parse_args()
    os.chdir(HOUSE)
    sys.path[:0] = [str(HOUSE), str(HOUSE / "src")]
    os.environ["HYPOTHESIS_PROFILE"] = "mutants"
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # a browser's plugin is not needed for this
    if asked.only:
        return only(asked.only)
    names = asked.modules or list(HELD)
    chosen = [mutant for name in names for mutant in mutants(name)]
    if asked.sample:
        chosen = random.Random(asked.seed).sample(chosen, min(asked.sample, len(chosen)))  # noqa: S311 - a lot
    mutating = Mutating(chosen, workers=asked.workers, tells=asked.by)
    pytest.main([*OPTIONS, *tests_of(names)], plugins=[mutating])
    if mutating.survivors is None:
        sys.exit("the tests fail without any mutant; mend that first")
    survivors = [mutant for mutant in mutating.survivors if survives(mutant)]
    known = equivalent()
    for mutant in survivors:
        why = known.get((mutant.module, mutant.text, mutant.what), "no test fails")
        print(f"{mutant}: {why}")
    same = Counter(it.module for it in survivors if (it.module, it.text, it.what) in known)
    total = Counter(mutant.module for mutant in chosen) - same
    noticed = total + same - Counter(mutant.module for mutant in survivors)
    for name in total:
        part = 100 * noticed[name] / total[name]
        counted = f"{noticed[name]} of {total[name]} mutants of {name} noticed: {part:.1f} %"
        print(f"{counted}; {same[name]} change nothing")
    share = 100 * noticed.total() / max(total.total(), 1)
    print(f"{noticed.total()} of {total.total()} noticed: {share:.1f} %")
    low = [name for name in total if 100 * noticed[name] / total[name] < asked.least and not asked.sample]
    return 1 if low or share < asked.least else 0


if __name__ == "__main__":
    sys.exit(main())
