"""The codes and severities that the sources can give findings, told from the sources alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from travaux.read.vocabulary import Field
from travaux.text.finding import Severity

SOURCES = Path(__file__).resolve().parents[2] / "src" / "travaux"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Function:
    """A function or method. ``name`` is what it is called by: of an ``__init__``, the name of its class."""

    name: str
    node: ast.FunctionDef
    parameters: tuple[str, ...]
    """Without ``self``."""
    defaults: dict[str, ast.expr]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Call:
    node: ast.Call
    inside: _Function | None


def findings_given() -> set[tuple[str, str]]:
    """List every (code, severity) that a `Finding` anywhere in the sources can be made with.

    A code that reaches the Finding as an argument is followed back to the calls; so is one that an
    exception carries as its ``code``. Fails on a code that cannot be told this way.
    """
    calls = _calls()
    given: set[tuple[str, str]] = set()
    for call in calls.get("Finding", ()):
        said = {keyword.arg: keyword.value for keyword in call.node.keywords}
        severity = said.get("severity", ast.Constant("warning"))
        given |= {(code, level) for code, level in _values((said["code"], severity), call.inside, calls)}
    return given


def _calls() -> dict[str, list[_Call]]:
    """List all calls by what is called; a private name is another in each module."""
    found: dict[str, list[_Call]] = {}
    for path in sorted(SOURCES.rglob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(module):
            match node:
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    node.name = _known_as(name, path)
                case ast.Call(func=ast.Name(id=name) as func):
                    func.id = _known_as(name, path)
                case ast.Call(func=ast.Attribute(attr=name) as func):
                    func.attr = _known_as(name, path)
                case _:
                    pass
        for name, call in _walk(module, None, ""):
            found.setdefault(name, []).append(call)
    return found


def _known_as(name: str, path: Path) -> str:
    private = name.startswith("_") and not name.startswith("__")
    return f"{path.relative_to(SOURCES)}:{name}" if private else name


def _walk(node: ast.AST, inside: _Function | None, cls: str) -> Iterator[tuple[str, _Call]]:
    for child in ast.iter_child_nodes(node):
        match child:
            case ast.ClassDef(name=name):
                yield from _walk(child, inside, name)
            case ast.FunctionDef():
                yield from _walk(child, _function(child, cls), "")
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                yield name, _Call(node=child, inside=inside)
                yield from _walk(child, inside, cls)
            case _:
                yield from _walk(child, inside, cls)


def _function(node: ast.FunctionDef, cls: str) -> _Function:
    arguments = node.args
    positional = [one.arg for one in arguments.args]
    defaults = dict(zip(reversed(positional), reversed(arguments.defaults), strict=False))
    named = [one.arg for one in arguments.kwonlyargs]
    defaults |= {
        name: value for name, value in zip(named, arguments.kw_defaults, strict=True) if value is not None
    }
    return _Function(
        name=cls if node.name == "__init__" else node.name,
        node=node,
        parameters=tuple(name for name in (*positional, *named) if name != "self"),
        defaults=defaults,
    )


def _values(
    wanted: tuple[ast.expr, ...], inside: _Function | None, calls: dict[str, list[_Call]]
) -> Iterator[tuple[str, ...]]:
    """Give the values that *wanted* can have together, arguments followed back to each call."""
    if inside is not None and any(_is_argument(one, inside) for one in wanted):
        for call in calls.get(inside.name, ()):
            bound = inside.defaults | dict(zip(inside.parameters, call.node.args, strict=False))
            bound |= {keyword.arg: keyword.value for keyword in call.node.keywords if keyword.arg}
            there = tuple(bound.get(one.id, one) if isinstance(one, ast.Name) else one for one in wanted)
            yield from _values(there, call.inside, calls)
        return
    yield from product(*(_constants(one, inside, calls) for one in wanted))


def _is_argument(expression: ast.expr, inside: _Function) -> bool:
    return isinstance(expression, ast.Name) and expression.id in inside.parameters


def _constants(
    expression: ast.expr, inside: _Function | None, calls: dict[str, list[_Call]]
) -> tuple[str, ...]:
    def of(other: ast.expr, there: _Function | None = inside) -> tuple[str, ...]:
        return tuple(value for (value,) in _values((other,), there, calls))

    match expression:
        case ast.Constant(value=str(value)):
            return (value,)
        case ast.Attribute(value=ast.Name(id="Severity"), attr=name):
            return (Severity[name],)
        case ast.Attribute(value=ast.Name(id="Field"), attr=name):
            return (Field[name],)
        case ast.Attribute(attr="code"):
            return tuple(code for call in calls["Lacking"] for code in of(call.node.args[0], call.inside))
        case ast.IfExp(body=body, orelse=orelse):
            return (*of(body), *of(orelse))
        case ast.JoinedStr(values=parts):
            return tuple("".join(pieces) for pieces in product(*(of(part) for part in parts)))
        case ast.FormattedValue(value=inner):
            return of(inner)
        case ast.Call(
            func=ast.Attribute(value=inner, attr="replace"),
            args=[ast.Constant(value=str(old)), ast.Constant(value=str(new))],
        ):
            return tuple(value.replace(old, new) for value in of(inner))
        case ast.Name(id=name) if name.isupper():
            return _named_codes(name)
        case ast.Name(id=name) if inside is not None:
            return tuple(value for one in _looped(name, inside.node) for value in of(one))
        case _:
            raise AssertionError(f"{ast.unparse(expression)}: a code that cannot be told from the sources")


def _named_codes(name: str) -> tuple[str, ...]:
    """Give the code that a constant of this name is, wherever it is."""
    found = re.compile(rf'^{name}: Final = "([a-z0-9-]+)"$', re.MULTILINE)
    return tuple(
        code for path in sorted(SOURCES.rglob("*.py")) for code in found.findall(path.read_text("utf-8"))
    )


def _looped(name: str, within: ast.FunctionDef) -> Iterator[ast.expr]:
    """Go through what a loop gives to *name* one after the other."""
    for node in ast.walk(within):
        match node:
            case ast.For(target=ast.Name(id=target), iter=ast.Tuple(elts=elements)) if target == name:
                yield from elements
            case _:
                pass
