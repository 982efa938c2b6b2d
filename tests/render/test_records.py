"""Plain data for JSON: what it says, and that it is plain."""

import json

from tests.builders import provision, text
from tests.render.negotiation import draft, negotiation, replies
from travaux.compare.comparison import compare
from travaux.compile.matrix import matrix
from travaux.compile.project import project
from travaux.read.reading import Format, Reading
from travaux.render.records import (
    comparison_record,
    findings_record,
    matrix_record,
    reading_record,
)
from travaux.text.finding import Finding, Place
from travaux.text.kind import Kind
from travaux.text.wording import PartyCode


def plain(record: object) -> object:
    """Give *record* as JSON gives it back, equal to it only if it was plain."""
    back: object = json.loads(json.dumps(record))
    assert back == record
    return back


def test_a_row_of_the_matrix() -> None:
    record = matrix_record(matrix(negotiation()))
    plain(record)
    rows = record["rows"]
    assert isinstance(rows, list)
    (found,) = [row for row in rows if row["address"] == "art_2__para_2"]
    assert found["cells"]["THA"] == {
        "is": "spoke",
        "stances": [
            {
                "unit": "THA/2",
                "principals": [],
                "provision": "Article 2(2)",
                "position": "opposes",
                "said": "",
                "reason": "Medicines are carried by air.",
                "lacks_reason": False,
                "conditions": [],
                "as_shown": False,
                "withdrawn": False,
                "kept_aside": False,
                "before": None,
                "corrected": [],
                "merged": None,
            }
        ],
    }
    assert (found["cells"]["AUR"], found["cells"]["KES"], found["cells"]["ARD"]) == (
        {"is": "no-answer"},
        {"is": "named-in", "parties": ["BOR"]},
        {"is": "unspoken"},
    )
    assert (found["spoke"], found["silent"]) == (["THA"], ["AUR"])


def test_findings() -> None:
    finding = Finding(code="gap", message="A gap.", place=Place(source="x.md", line=3), hint="Mend it.")
    assert plain(findings_record([finding])) == [
        {
            "code": "gap",
            "severity": "warning",
            "message": "A gap.",
            "hint": "Mend it.",
            "source": "x.md",
            "line": 3,
            "address": "",
            "excerpt": "",
        }
    ]


def test_what_was_read() -> None:
    of = text(provision(Kind.ARTICLE, "第五条", "通知", eid="art_5"), language="zh")
    record = reading_record(Reading(format=Format.DOCX, text=of))
    plain(record)
    assert record["text"] == {
        "title": "",
        "draft": "",
        "language": "zh",
        "identity": of.identity,
        "provisions": [
            {
                "address": "art_5",
                "identity": "art_5",
                "kind": "article",
                "depth": 0,
                "label": "第五条",
                "words": "通知",
                "line": 0,
            }
        ],
    }
    reply = reading_record(Reading(format=Format.SHEET, reply=replies()[1]))
    plain(reply)
    assert reply["text"] is None


def test_a_comparison() -> None:
    record = comparison_record(compare(draft(), project(negotiation().text, PartyCode("VEL"))))
    plain(record)
    changes = record["changes"]
    assert isinstance(changes, list)
    assert [change["segments"] for change in changes if change["is"] == "reworded"][1] == [
        {"is": "same", "text": "The notification shall state the purpose"},
        {"is": "deleted", "text": ", the duration"},
        {"is": "same", "text": " and the reach of the closure."},
    ]
