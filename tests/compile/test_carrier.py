"""A compilation written as JSON: whole, described by its schema, and refused when somebody touched it."""

import json
from dataclasses import replace

import jsonschema
import pytest

from tests.compile.test_compiling import DRAFT, new, said
from travaux.answers.position import Adds, Amends, Deletes, Holds, Moves
from travaux.compile.carrier import CarrierError, from_json, schema, to_json
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


def test_a_file_cut_short_is_refused() -> None:
    with pytest.raises(CarrierError, match="This is not JSON"):
        from_json(to_json(some_compilation())[:-40])
