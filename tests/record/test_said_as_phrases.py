"""What the record refuses is said as a phrase, so that a page can say it in the language of its reader."""

import ast
from collections.abc import Iterator
from pathlib import Path

import travaux.record

RECORD = Path(travaux.record.__file__).parent
SAYS = {"Refused": 1, "_no": 0}
"""What is told why something is refused, and as which of its arguments."""
MADE = {"phrase", "phrase_count", "said_by"}


def plain(source: str) -> Iterator[int]:
    """Go through the lines in which a refusal is said in words that do not know what they were made of."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name), args=args) if name in SAYS:
                said = args[SAYS[name]]
                if not (isinstance(said, ast.Call) and getattr(said.func, "id", "") in MADE):
                    yield node.lineno


def test_no_refusal_of_the_record_is_in_english_alone() -> None:
    """Write it as ``phrase("… {what} …", what=what)``; of another exception, ``said_by(fault)``."""
    found = {
        f"{file.relative_to(RECORD)}:{line}"
        for file in sorted(RECORD.rglob("*.py"))
        for line in plain(file.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_what_it_looks_for_is_found() -> None:
    said = 'raise Refused(Code.EMPTY, f"{name} is empty")\n_no("not yours")\n_no(phrase("not yours"))\n'
    assert list(plain(said)) == [1, 2]
