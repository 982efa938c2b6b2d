"""What a new draft makes of earlier answers, as a secretary would tell the parties."""

import json

from tests.compile.test_succession import AMENDS, ARD, BOR, DRAFT, adds, said, with_an_article_first
from tests.properties.negotiations import built
from travaux.answers.answer import Reply
from travaux.answers.position import Accepts, Holds
from travaux.compile.succession import succession
from travaux.render.record_lines import told_lines
from travaux.render.succession import succession_record, succession_told
from travaux.text.notation import show


def test_as_it_stands_on_the_screen() -> None:
    rows = [(one.kind, one.depth, one.label, show(one.words)) for one in with_an_article_first().provisions]
    rows[6] = (*rows[6][:3], rows[6][3].replace("shall", "may"))
    rows.append((*rows[3][:2], "2.", "Fees are shared."))
    replies = [
        said(ARD, ("Article 2(1)", AMENDS), ("Article 1(1)", Accepts())),
        said(BOR, ("Article 4, paragraph 1", adds("Fees are shared.")), ("Article 9", Holds())),
        Reply(party=ARD, in_answer_to="0000-0000-0000"),
    ]
    assert told_lines(succession_told(succession(DRAFT, built(rows, "en"), replies)), width=96) == [
        "Answers to First draft, now that First draft is on the table",
        "to be confirmed by their parties 2, moved 1, unchanged 0, void 1",
        "Every answer to the earlier draft is listed once. Each stands on the earlier draft and on no",
        "  other: it is in no compilation of the new one until its own party tables it again.",
        "",
        "To be confirmed by their parties: 2",
        "  What they answer, name or need has changed.",
        "  ARD/1, on Article 2, paragraph 1: amends. The words it answers have changed",
        "    The words were “Each Party shall notify the others of any exercise within thirty days.”",
        "    and are “Each Party may notify the others of any exercise within thirty days.”",
        "    modal changed: “shall” became “may”",
        "  BOR/2, on Article 9: holds (general). It could not be followed on the earlier draft",
        "",
        "Moved: 1",
        "  The words they answer are the same, under another number or in another place.",
        "  ARD/2, on Article 1, paragraph 1: accepts. Now Article 2, paragraph 1",
        "",
        "Void: 1",
        "  They have nothing left to answer.",
        "  BOR/1, on Article 4, paragraph 1: adds. Void: the new draft has exactly what it asked for, at",
        "    Article 5, paragraph 2",
        "",
        "Replies that are none to the earlier draft: 1",
        f'  ARD: ARD answers 0000-0000-0000; the draft being compiled is "First draft", {DRAFT.identity}.',
    ]


def test_as_a_record() -> None:
    replies = [said(ARD, ("Article 2(1)", AMENDS)), said(BOR, ("Article 9", Holds()))]
    new = with_an_article_first()
    record = succession_record(succession(DRAFT, new, replies))
    assert json.loads(json.dumps(record)) == record
    assert record["outcomes"] == [
        {
            "unit": "ARD/1",
            "party": "ARD",
            "provision": "Article 2(1)",
            "position": "amends",
            "is": "moved",
            "from": "art_2__para_1",
            "at": "art_3__para_1",
        },
        {
            "unit": "BOR/1",
            "party": "BOR",
            "provision": "Article 9",
            "position": "holds (general)",
            "is": "needs-confirmation",
            "because": "it could not be followed on the earlier draft",
            "at": [],
            "old_words": "",
            "new_words": "",
            "alerts": [],
        },
    ]
    identities = record["identities"]
    assert isinstance(identities, dict)
    assert identities["art_3__para_1"] == f"art_2__para_1@{DRAFT.identity}"
