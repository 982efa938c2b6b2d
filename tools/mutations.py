"""What could be otherwise in a module of the record, if somebody had erred: one place at a time.

Messages of exceptions, annotations, decorators and docstrings are left alone: what they say is not what a
verifier decides by.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HOUSE: Final = Path(__file__).resolve().parent.parent
RECORD: Final = HOUSE / "src" / "travaux" / "record"

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
    text: str
    """The line, as it is."""
    what: str
    function: int | None
    """The first line of the function in which it stands; None: what runs when the module is imported."""
    tree: ast.Module

    def __str__(self) -> str:
        return f"{self.module}.py:{self.line}: {self.what}"


def itself(module: str) -> Mutant:
    """The mutant of a module in which nothing is otherwise."""
    tree = ast.parse((RECORD / f"{module}.py").read_text("utf-8"))
    return Mutant(module=module, number=-1, line=0, text="", what="", function=None, tree=tree)


def mutants(module: str) -> Iterator[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = itself(module).tree
    lines = (RECORD / f"{module}.py").read_text("utf-8").split("\n")
    functions = [_function(it) for it in ast.walk(tree) if isinstance(it, ast.FunctionDef)]
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
            line: int = getattr(node, "lineno", 1)
            yield Mutant(
                module=module,
                number=number,
                line=line,
                text=lines[line - 1].strip(),
                what=what,
                function=max((first for first, body in functions if line in body), default=None),
                tree=ast.fix_missing_locations(copy.deepcopy(tree)),
            )
            setattr(owner, name, held)
            number += 1


def _function(node: ast.FunctionDef) -> tuple[int, range]:
    """The first line of a function, as its code has it, and the lines of its body."""
    first = min([node.lineno, *(it.lineno for it in node.decorator_list)])
    return first, range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)


Place = tuple[ast.AST, ast.AST, str, int | None]


def _places(node: ast.AST) -> Iterator[Place]:
    """Each node that means something in a running program; whose it is, under which name, at which index."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "exc", "cause", "type_params"}:
            continue
        for at, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(child, ast.AST) or _says_nothing(child) or _is_type_of_cast(node, name, at):
                continue
            yield child, node, name, at if isinstance(value, list) else None
            if not isinstance(child, ast.JoinedStr):
                yield from _places(child)


def _is_type_of_cast(node: ast.AST, name: str, at: int) -> bool:
    """Whether what is at this place of a node is the type that is given to ``cast``: it does nothing."""
    match node:
        case ast.Call(func=ast.Name(id="cast")):
            return name == "args" and at == 0
        case _:
            return False


def _says_nothing(node: ast.AST) -> bool:
    """Whether a node is an import, a docstring, a message, or for the type checker only."""
    match node:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
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
