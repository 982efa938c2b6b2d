"""What is found in a document can be said in the language of whoever reads it: it is made of phrases."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import travaux

SOURCE = Path(travaux.__file__).parent
_MAKING = {"Finding", "Lacking", "not_followed", "report", "leave_unread", "_at_fault", "_find", "_left_out"}
"""What makes a finding, or what a finding is made of."""
_OTHER = {"code", "place", "source", "severity"}


def unsayable(source: str) -> Iterator[str]:
    """List the words, with a space in them, that a finding is made with and that no phrase says."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _called(node) in _MAKING:
            given = [*node.args, *(one.value for one in node.keywords if one.arg not in _OTHER)]
            for one in given:
                yield from filter(lambda words: " " in words.strip(), _literal(one))


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _literal(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str(words)):
            yield words
        case ast.JoinedStr(values=parts):
            yield from (words for part in parts for words in _literal(part))
        case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
            yield from (*_literal(one), *_literal(other))
        case ast.BoolOp(values=those):
            yield from (words for one in those for words in _literal(one))
        case _:
            return


@pytest.mark.parametrize("folder", ["text", "read", "compare", "answers", "compile", "record", "cli", "web"])
def test_a_finding_is_made_of_phrases(folder: str) -> None:
    found = {
        str(file.relative_to(SOURCE)): tuple(unsayable(file.read_text(encoding="utf-8")))
        for file in sorted((SOURCE / folder).rglob("*.py"))
    }
    assert {name: words for name, words in found.items() if words} == {}


def test_words_that_no_phrase_says_are_found() -> None:
    assert list(unsayable('Finding(code="a-b", message="Not so.", hint=phrase("Do so."))')) == ["Not so."]
    assert list(unsayable('Finding(code="a-b", message=f"{party} has none")')) == [" has none"]
    assert list(unsayable('self.report("a-b", "" if one else "It is.", line=1)')) == ["It is."]
