"""A compilation written as JSON: whole, described by its schema, and refused when somebody touched it."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from tests.compile.restraint import DRAFT, new, said
from travaux.answers.position import Adds, Amends, Deletes, Holds, Moves
from travaux.compile.carrier import CarrierError, from_json, provisions_of, schema, to_json
from travaux.compile.compilation import Compilation
from travaux.compile.compiling import compiled
from travaux.text.kind import Kind
from travaux.text.notation import parse
from travaux.text.provision import Layout
from travaux.text.wording import PartyCode


def some_compilation() -> Compilation:
    laid_out = replace(
        DRAFT,
        head="---\ntitle: Agreement\n---\n",
        tail="\n\n",
        provisions=tuple(
            replace(one, layout=Layout(before="\n", between=" ", after="\n")) for one in DRAFT.provisions
        ),
    )
    return compiled(
        laid_out,
        [
            said(
                "ARD",
                ("Article 1(1)", Amends(words=parse("Each Party [shall / should] exercise restraint."))),
                ("Article 2", Holds()),
            ),
            said("BOR", ("Article 1(2)", Deletes()), ("Article 9", Deletes())),
            said(
                "CEL",
                (
                    "Article 1(1)",
                    Adds(provisions=(new(Kind.PARAGRAPH, "1 bis.", "拘束是相互的。 ضبط النفس"),)),
                ),
                reason="",
            ),
            said("KES", ("Article 1(2)", Moves(after="Article 2"))),
        ],
        order=(PartyCode("VEL"), PartyCode("ARD")),
    )


def test_everything_is_read_back() -> None:
    compilation = some_compilation()

    back = from_json(to_json(compilation))

    assert back == compilation
    assert back.draft.head == compilation.draft.head
    assert [one.layout for one in back.draft.provisions] == [
        one.layout for one in compilation.draft.provisions
    ]


def test_it_has_provisions_fates_and_findings() -> None:
    data = json.loads(to_json(some_compilation()))

    assert {"format", "draft", "order", "provisions", "fates", "findings", "operations"} <= set(data)
    assert [one["reference"] for one in data["fates"]] == [
        "ARD/1",
        "ARD/2",
        "BOR/1",
        "BOR/2",
        "CEL/1",
        "KES/1",
    ]


def test_the_schema_describes_it() -> None:
    described = schema()

    jsonschema.Draft202012Validator.check_schema(described)
    jsonschema.validate(json.loads(to_json(some_compilation())), described)


def test_the_schema_does_not_describe_something_else() -> None:
    data = json.loads(to_json(some_compilation()))
    data["operations"][0]["is"] = "improve"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schema())


@pytest.mark.parametrize(
    ("old", "changed", "message"),
    [
        (
            "Nothing in this Agreement",
            "Something in this Agreement",
            "Somebody changed words of the draft in the file",
        ),
        ('"format": "travaux-compilation/2"', '"format": "travaux-compilation/1"', "says its format is"),
        (
            '"provision":"Article 9"',
            '"provison":"Article 9"',
            r'stances\[3\].answer: "provison" is not a field of said',
        ),
    ],
)
def test_a_file_somebody_touched_is_refused(old: str, changed: str, message: str) -> None:
    data = to_json(some_compilation()).decode().replace('"format":"', '"format": "')

    with pytest.raises(CarrierError, match=message.replace("(", r"\(")):
        from_json(data.replace(old, changed).encode())


def test_words_put_in_another_party_s_mouth_are_refused() -> None:
    data = json.loads(to_json(some_compilation()))
    (reword,) = [one for one in data["operations"] if one["is"] == "reword"]
    reword["backers"]["sponsors"] = ["BOR"]

    with pytest.raises(
        CarrierError, match="At art_1__para_1 the compilation's text is not what its operations make"
    ):
        from_json(json.dumps(data).encode())


Members = dict[str, Any]


def told_twice(members: Members, name: str) -> None:
    members[name].append(members[name][0])


def changed(members: Members, name: str, **values: object) -> None:
    members[name][0] |= values


def inserted(members: Members, **values: object) -> None:
    (insert,) = [one for one in members["operations"] if one["is"] == "insert" and "moved" not in one]
    insert |= values


CONTRADICTIONS: list[tuple[Callable[[Members], object], str]] = [
    (lambda file: told_twice(file, "order"), "$.order[5]: found what $.order[0] is; expected a party once."),
    (lambda file: told_twice(file, "voices"), "$.voices[4]: found what $.voices[0] is"),
    (
        lambda file: told_twice(file, "operations"),
        "found what $.operations[0] is; expected an operation once.",
    ),
    (lambda file: told_twice(file, "stances"), "$.stances[6]: found what $.stances[0] is"),
    (lambda file: told_twice(file, "fates"), "expected the fate of a unit once."),
    (lambda file: file["fates"].pop(), "$.stances[5]: KES/1 has no fate; expected one in $.fates."),
    (lambda file: changed(file, "fates", reference="ARD/9"), "it speaks of 'ARD/9', which is not in it."),
    (
        lambda file: file["fates"].append(file["fates"][0] | {"reference": "ARD/9", "party": "ARD"}),
        (
            "$.fates[6]: ARD/9 is not a stance in it; expected one, for only what was not understood, came "
            "out of time, was taken back or superseded has none."
        ),
    ),
    (
        lambda file: changed(file, "stances", provision="art_7"),
        "$.stances[0]: found art_7; expected the address of a provision of the draft.",
    ),
    (
        lambda file: file["order"].remove("KES"),
        "$.voices[3]: found the party 'KES'; expected one in $.order.",
    ),
    (
        lambda file: changed(file, "operations", backers={"sponsors": ["XEN"]}),
        "$.operations[0]: found the party 'XEN'; expected one in $.voices.",
    ),
    (
        lambda file: changed(file, "operations", backers={}),
        "$.operations[0]: found nobody behind it; expected one party or more.",
    ),
    (
        lambda file: changed(file, "operations", provision="art_7"),
        "$.operations[0]: found art_7; expected the wid of a provision of the draft.",
    ),
    (lambda file: inserted(file, ahead=10**40), "expected 0 or more, and no more than the"),
    (
        lambda file: inserted(file, words="\ud800 x"),
        "found '\\ud800', half a character, after '",
    ),
]


@pytest.mark.parametrize(("change", "message"), CONTRADICTIONS)
def test_a_file_that_contradicts_itself_is_refused(change: Callable[[Members], object], message: str) -> None:
    members = json.loads(to_json(some_compilation()))
    change(members)

    with pytest.raises(CarrierError, match=re.escape(message)):
        from_json(json.dumps(members).encode())


@pytest.mark.parametrize(
    ("written", "damaged", "message"),
    [
        (b"},\n{", b"}\n{", "This is not JSON"),
        (b"},\n{", b"},,\n{", "This is not JSON"),
        (b"}\n]", b"},\n]", "This is not JSON"),
        (b"\n]\n}", b"\n],\n}", "This is not JSON"),
        (b'"voices":[', b'"left_out":[,\n],\n"voices":[', "This is not JSON"),
        (b'"voices":[', b'"order":[],\n"voices":[', '"order" is given twice in one object'),
        (b'"words":', b'"words":"x","words":', '"words" is given twice in one object, that of'),
        (b'"voices":[', b'"votes":[\n1\n],\n"voices":[', '"votes" is not a field of a compilation'),
        (b'"words":"', b'"words":"\xed\xa0\x80', "half a character"),
    ],
)
def test_a_file_that_is_not_one_sound_document_is_refused(
    written: bytes, damaged: bytes, message: str
) -> None:
    data = to_json(some_compilation()).replace(written, damaged, 1)

    with pytest.raises(CarrierError, match=message):
        from_json(data)


def test_blank_lines_between_elements_change_nothing() -> None:
    compilation = some_compilation()

    assert from_json(to_json(compilation).replace(b"},\n{", b"},\n\n{")) == compilation


def test_words_that_look_like_an_escape_are_words() -> None:
    words = Amends(words=parse(r"Each Party shall write \ud800 and \uD83D."))
    compilation = compiled(DRAFT, [said("ARD", ("Article 1(1)", words))])
    data = to_json(compilation)

    assert from_json(data) == compilation
    assert tuple(provisions_of(data)) == compilation.text.provisions


def test_a_file_cut_short_is_refused() -> None:
    with pytest.raises(CarrierError, match="This is not JSON"):
        from_json(to_json(some_compilation())[:-40])
