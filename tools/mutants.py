"""Change the verifier in one place at a time, and see whether a test fails; what none notices is listed.

    python tools/mutants.py [--sample N] [--seed S] [--least PERCENT] [MODULE …]

MODULE is a name in `HELD`, such as tree; all of them where none is given. All tests are run once without a
mutant, and once for each module with the module exchanged for itself: both times they have to pass. Then each
mutant is put into a fork of that process, and the tests that hold its module are run, the quickest first,
until one fails. What none notices is tried again in a process that imports the mutant from
the beginning, for not everything can be exchanged in one that runs. Exit code 0 if at least PERCENT of the
mutants of each module are noticed; in a sample, of all of them together. Why not mutmut:
docs/decisions/0014-what-a-bundle-binds.md.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import re
import resource
import subprocess
import sys
import types
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

HOUSE: Final = Path(__file__).resolve().parent.parent
RECORD: Final = HOUSE / "src" / "travaux" / "record"
LONGEST: Final = 600
"""Seconds for a mutant that is imported from the beginning."""
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

NO_PROGRAMS: Final = "not shell and not script"
"""Tests that start programs say nothing about the library that the others do not."""

OPTIONS: Final = (
    *("-o", "addopts=--import-mode=importlib", "-p", "no:cacheprovider", "-p", "no:terminal"),
    *("-s", "-p", "_hypothesis_pytestplugin", "-k", NO_PROGRAMS),
)

COMPARISONS: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OPERATIONS: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.BitXor: ast.BitAnd,
    ast.Pow: ast.Mult,
}
TURNED: Final = {"all": "any", "any": "all", "min": "max", "max": "min"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    module: str
    number: int
    line: int
    what: str
    tree: ast.Module


def parsed(module: str) -> ast.Module:
    return ast.parse((RECORD / f"{module}.py").read_text("utf-8"))


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = parsed(module)
    number = 0
    for node, owner, name, at in _places(tree):
        for what, other in _others(node):
            held = getattr(owner, name)
            changed = copy.copy(held)
            if at is None:
                changed = other
            else:
                changed[at] = other
            setattr(owner, name, changed)
            yield Mutant(
                module=module,
                number=number,
                line=getattr(node, "lineno", 0),
                what=what,
                tree=ast.fix_missing_locations(copy.deepcopy(tree)),
            )
            setattr(owner, name, held)
            number += 1


Place = tuple[ast.AST, ast.AST, str, int | None]


def _places(node: ast.AST) -> Iterator[Place]:
    """Each node that means something in a running program; whose it is, under which name, at which index."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "exc", "cause", "type_params"}:
            continue
        for at, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or _says_nothing(child):
                continue
            yield child, node, name, at if isinstance(value, list) else None
            if not isinstance(child, ast.JoinedStr):
                yield from _places(child)


def _says_nothing(node: ast.AST) -> bool:
    """Whether a node is an import, a docstring, a message, or for the type checker only."""
    match node:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case _:
            return False


def _others(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What could stand in the place of a node, if somebody had erred."""
    if isinstance(node, ast.expr | ast.Slice):
        yield from _other_values(node)
    else:
        yield from _other_steps(node)


def _other_values(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:  # noqa: C901 - one case for each kind of node
    match node:
        case ast.Compare(left=left, ops=ops, comparators=right):
            for at, op in enumerate(ops):
                for other in COMPARISONS[type(op)]:
                    changed = [*ops[:at], other(), *ops[at + 1 :]]
                    yield (
                        f"{_name(op)} → {other.__name__}",
                        ast.Compare(left=left, ops=changed, comparators=right),
                    )
        case ast.BoolOp(op=op, values=values):
            turned = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield f"{_name(op)} → {_name(turned)}", ast.BoolOp(op=turned, values=values)
            for at, value in enumerate(values):
                rest = [*values[:at], *values[at + 1 :]]
                yield _without(value), rest[0] if len(rest) == 1 else ast.BoolOp(op=op, values=rest)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "without not", operand
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield "without minus", operand
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATIONS:
            yield _name(op), ast.BinOp(left=left, op=OPERATIONS[type(op)](), right=right)
        case ast.Constant(value=bool() as value):
            yield f"{value} → {not value}", ast.Constant(value=not value)
        case ast.Constant(value=int() as value):
            yield f"{value} → {value + 1}", ast.Constant(value=value + 1)
        case ast.Constant(value=str() as value):
            yield f"{value!r} → other", ast.Constant(value=f"{value}x")
        case ast.Constant(value=bytes() as value):
            yield f"{value!r} → other", ast.Constant(value=value + b"x")
        case ast.JoinedStr(values=values):
            longer = ast.JoinedStr(values=[*values, ast.Constant(value="x")])
            yield f"{ast.unparse(node)[:60]} → other", longer
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield f"{ast.unparse(test)} turned", ast.IfExp(test=_not(test), body=body, orelse=orelse)
        case ast.Slice(lower=lower, upper=upper, step=step):
            if lower is not None:
                yield "from the beginning", ast.Slice(lower=None, upper=upper, step=step)
            if upper is not None:
                yield "to the end", ast.Slice(lower=lower, upper=None, step=step)
        case ast.Name(id=name) if name in TURNED:
            yield f"{name} → {TURNED[name]}", ast.Name(id=TURNED[name], ctx=node.ctx)
        case _:
            pass


def _other_steps(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.AugAssign(target=target, op=op, value=value):
            if type(op) in OPERATIONS:
                yield f"{_name(op)}=", ast.AugAssign(target=target, op=OPERATIONS[type(op)](), value=value)
            yield _without(node), ast.Pass()
        case ast.If(test=test, body=body, orelse=orelse) if not isinstance(test, (ast.Compare, ast.UnaryOp)):
            yield f"if not {ast.unparse(test)}", ast.If(test=_not(test), body=body, orelse=orelse)
        case ast.match_case(pattern=pattern, guard=ast.expr() as guard, body=body):
            yield f"whether or not {ast.unparse(guard)}", ast.match_case(pattern=pattern, body=body)
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield f"None, not {ast.unparse(value)[:60]}", ast.Return(value=ast.Constant(value=None))
        case ast.Raise():
            yield "without raise", ast.Pass()
        case ast.Expr(value=ast.Call()) | ast.Assign(targets=[ast.Attribute() | ast.Subscript(), *_]):
            yield _without(node), ast.Pass()
        case ast.Continue():
            yield "continue → break", ast.Break()
        case ast.Break():
            yield "break → continue", ast.Continue()
        case _:
            pass


def _without(node: ast.AST) -> str:
    return f"without {ast.unparse(node)[:60]}"


def _name(op: ast.AST) -> str:
    return type(op).__name__


def _not(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(op=ast.Not(), operand=test)


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
            case types.FunctionType() | type() if new.__module__ == module.__name__:
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

    def __init__(self, chosen: Sequence[Mutant], workers: int) -> None:
        self.chosen = chosen
        self.workers = workers
        self.reports: list[pytest.TestReport] = []
        self.took: dict[pytest.Item, float] = {}
        self.size = 0
        """Bytes of memory that this process has claimed."""
        self.survivors: list[Mutant] | None = None
        """None: the tests fail without any mutant, or with a module exchanged for itself."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.reports.append(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        took = self.took = {item: self.run(item) for item in session.items}
        self.size = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        if any(report.failed for report in self.reports):
            return True
        held = {
            module: sorted((item for item in took if item.path.name in HELD[module]), key=took.__getitem__)
            for module in HELD
        }
        for module in dict.fromkeys(mutant.module for mutant in self.chosen):
            itself = Mutant(module=module, number=-1, line=0, what="", tree=parsed(module))
            if os.waitpid(self.forked(itself, held[module]), 0)[1] != 0:
                print(f"{module}.py: the tests fail when it is exchanged for itself", flush=True)
                return True
        self.survivors = []
        running: dict[int, Mutant] = {}
        waiting = list(reversed(self.chosen))
        while waiting or running:
            while waiting and len(running) < self.workers:
                mutant = waiting.pop()
                running[self.forked(mutant, held[mutant.module])] = mutant
            child, status = os.wait()
            mutant = running.pop(child)
            if status == 0:
                print(f"{mutant.module}.py:{mutant.line}: {mutant.what}: tried again", flush=True)
                self.survivors.append(mutant)
        return True

    def run(self, item: pytest.Item) -> float:
        """How many seconds a test took; what it says is in the reports."""
        before = len(self.reports)
        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
        return sum(report.duration for report in self.reports[before:])

    def forked(self, mutant: Mutant, items: Sequence[pytest.Item]) -> int:
        """Start a process with the mutant in it, that ends well if no test fails; gives its number."""
        sys.stdout.flush()
        if child := os.fork():
            return child
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
                    break
            else:
                code = 0
        except BaseException:  # noqa: BLE001, S110 - whatever a mutant does, its process ends here
            pass
        os._exit(code)


def survives(mutant: Mutant) -> bool:
    """Whether no test fails where the mutant was imported from the beginning."""
    command = (sys.executable, __file__, "--only", f"{mutant.module}:{mutant.number}")
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, check=False, timeout=LONGEST)  # noqa: S603
    return done.returncode == 0


def only(which: str) -> int:
    """Run the tests with one mutant, in this process."""
    module, _, number = which.partition(":")
    sys.meta_path.insert(0, Instead(next(it for it in mutants(module) if it.number == int(number))))
    return int(pytest.main([*OPTIONS, "-x", *tests_of([module])]))


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
    reader.add_argument("--only", help="one mutant, as MODULE:NUMBER, imported from the beginning")
    asked = reader.parse_args()
    os.chdir(HOUSE)
    sys.path[:0] = [str(HOUSE), str(HOUSE / "src")]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # a browser's plugin is not needed for this
    if asked.only:
        return only(asked.only)
    names = asked.modules or list(HELD)
    chosen = [mutant for name in names for mutant in mutants(name)]
    if asked.sample:
        chosen = random.Random(asked.seed).sample(chosen, min(asked.sample, len(chosen)))  # noqa: S311 - a lot
    mutating = Mutating(chosen, asked.workers)
    pytest.main([*OPTIONS, *tests_of(names)], plugins=[mutating])
    if mutating.survivors is None:
        sys.exit("the tests fail without any mutant; mend that first")
    survivors = [mutant for mutant in mutating.survivors if survives(mutant)]
    for mutant in survivors:
        print(f"{mutant.module}.py:{mutant.line}: {mutant.what}")
    total = Counter(mutant.module for mutant in chosen)
    noticed = total - Counter(mutant.module for mutant in survivors)
    for name in total:
        part = 100 * noticed[name] / total[name]
        print(f"{noticed[name]} of {total[name]} mutants of {name} noticed: {part:.1f} %")
    share = 100 * noticed.total() / max(total.total(), 1)
    print(f"{noticed.total()} of {total.total()} noticed: {share:.1f} %")
    low = [name for name in total if 100 * noticed[name] / total[name] < asked.least and not asked.sample]
    return 1 if low or share < asked.least else 0


if __name__ == "__main__":
    sys.exit(main())
