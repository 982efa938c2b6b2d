"""Answers given on a page: from what is typed to the entry and the compiled text."""

import html
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.test import Client

from travaux.answers.position import (
    Accepts,
    AcceptsExcept,
    Adds,
    Amends,
    Asks,
    Deletes,
    Editorial,
    HoldKind,
    Holds,
    Merges,
    Moves,
    NewProvision,
    Opposes,
    Position,
    Splits,
    Supports,
)
from travaux.record.act import GivesAnswer, Role
from travaux.record.entry import Reference
from travaux.text.notation import parse, show
from travaux.text.printed import characters
from travaux.text.wording import PartyCode
from travaux.web.accounts.models import Prepared
from travaux.web.forms.answer import USES
from travaux.web.room import Room
from travaux.web.seat import Capacity, Seated
from travaux.web.views import prepared as prepared_page

Sitting = Callable[..., Client]

WHERE = "art_4__para_1"
BOR = PartyCode("BOR")


def words_at(room: Room, address: str) -> str:
    draft = room.state.latest_draft()
    assert draft is not None
    provision = room.library(room.state).text(draft).at(address)
    assert provision is not None
    return show(provision.words)


def prepared(browser: Client, where: str, **fields: object) -> str:
    """Answer on the page, and give the address of what was prepared."""
    answer = browser.post(f"/article/{where}/answer/", {"on": where, **fields})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def tabled(browser: Client, address: str) -> int:
    """Table what was prepared, and give the place of the entry."""
    shown = browser.get(address)
    assert shown.status_code == 200, shown.content.decode()
    done = browser.post(address, {"anyway": "on"})
    assert done.status_code == 302, browser.get(address).content.decode()
    return int(done["Location"].split("/")[2])


def said(room: Room, party: str, where: str) -> list[Position]:
    """Give what stands for a party at a provision in the compiled text, as Ardane sees it."""
    draft = room.state.latest_draft()
    assert draft is not None
    known = room.known(PartyCode("ARD"))
    found = room.compiled(PartyCode("ARD"), known, draft, wait=60).found
    text = room.library(room.state).text(draft)
    place = text.index(where)
    return [
        one.answer.position
        for hearing in found.heard
        if hearing.party == party
        for one in hearing.heard
        if one.provision == place and one.fault is None
    ]


NEW = "The Secretariat shall keep a list of them."
CASES: dict[str, tuple[dict[str, object], Position]] = {
    "accepts": ({}, Accepts()),
    "accepts except": ({"exception": "in writing"}, AcceptsExcept(exception="in writing")),
    "amends": (
        {"words": "Each Party [shall / should] give notice.", "reason": "So that it is known.\nIn time."},
        Amends(words=parse("Each Party [shall / should] give notice.")),
    ),
    "editorial": ({"words": "Notice is given."}, Editorial(words=parse("Notice is given."))),
    "adds": (
        {"words": NEW, "number": "1 bis."},
        Adds(provisions=(NewProvision(kind="paragraph", label="1 bis.", words=parse(NEW)),)),
    ),
    "deletes": ({}, Deletes()),
    "moves": ({"after": "art_4__para_2"}, Moves(after="Article 4, paragraph 2")),
    "merges": (
        {"merged": ["art_4__para_2"], "words": "All of it."},
        Merges(others=("Article 4, paragraph 2",), words=parse("All of it.")),
    ),
    "splits": (
        {"words": "1. Notice is given.\n\n1 bis. It is given in time."},
        Splits(
            parts=(
                NewProvision(kind="paragraph", label="1.", words=parse("Notice is given.")),
                NewProvision(kind="paragraph", label="1 bis.", words=parse("It is given in time.")),
            )
        ),
    ),
    "opposes": ({}, Opposes()),
    "supports": ({"proposer": "ARD"}, Supports(party=PartyCode("ARD"))),
    "holds": ({"kind": "linguistic"}, Holds(kind=HoldKind.LINGUISTIC)),
    "asks": ({"question": "Which ones?"}, Asks(question="Which ones?")),
}


def test_there_is_a_case_for_each_position() -> None:
    assert CASES.keys() == USES.keys()


@pytest.mark.parametrize("position", CASES)
def test_a_position_goes_from_the_page_to_the_record_and_the_text(
    room: Room, sitting: Sitting, position: str
) -> None:
    fields, expected = CASES[position]
    if position == "supports":
        proposes(sitting("ARD"))
    browser = sitting("BOR")
    asked = browser.get(f"/article/{WHERE}/answer/", {"on": WHERE, "position": position})
    assert asked.status_code == 200
    if position == "accepts except":
        fields = {"exception": words_at(room, WHERE)[:10]}
        expected = AcceptsExcept(exception=words_at(room, WHERE)[:10])
    place = tabled(browser, prepared(browser, WHERE, position=position, **fields))
    entry = room.state.entries[place].entry
    draft = room.state.latest_draft()
    assert draft is not None
    assert entry.act == GivesAnswer()
    assert entry.re == (Reference(leaf=draft.tabled.leaf, article=WHERE),)
    assert said(room, "BOR", WHERE) == [expected]


def proposes(browser: Client) -> None:
    tabled(browser, prepared(browser, WHERE, position="amends", words="Notice is given.", reason="Short."))


@pytest.mark.parametrize("position", ["supports", "opposes"])
def test_only_who_proposes_something_there_can_be_supported_or_opposed(
    room: Room, sitting: Sitting, position: str
) -> None:
    """Neither who leads, nor who keeps the record, nor a party that proposes nothing is offered."""
    assert room.state.size
    page = f"/article/{WHERE}/answer/?on={WHERE}&position={position}"
    browser = sitting("BOR")

    def offered(where: str) -> list[str]:
        shown = browser.get(where).content.decode()
        (choice,) = re.findall(r'<select name="proposer".*?</select>', shown, re.DOTALL)
        return [one for one in re.findall(r'<option value="(\w*)"', choice) if one]

    assert offered(page) == []
    assert "Nobody else proposes anything here." in browser.get(page).content.decode()
    proposes(sitting("ARD"))
    assert offered(page) == ["ARD"]
    assert offered(page.replace("art_4__para_1", "art_4")) == ["ARD"]
    assert offered(page.replace("art_4__para_1", "art_4__para_2")) == []


@pytest.mark.parametrize("position", ["supports", "opposes"])
def test_what_another_would_add_is_chosen_by_its_name_and_answered_by_itself(
    room: Room, sitting: Sitting, position: str
) -> None:
    ardane = sitting("ARD")
    proposes(ardane)
    tabled(ardane, prepared(ardane, WHERE, position="adds", words="Lakes are meant.", number="1 bis"))
    browser = sitting("BOR")
    page = browser.get(f"/article/{WHERE}/answer/?on={WHERE}&position={position}").content.decode()
    (choice,) = re.findall(r'<select name="proposer".*?</select>', page, re.DOTALL)
    named = dict(re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)<', choice))
    assert [*named] == ["", "ARD", "Article 4, paragraph 1 bis (ARD)"]
    assert named["Article 4, paragraph 1 bis (ARD)"].endswith(": Article 4, paragraph 1 bis")
    chosen = {"position": position, "proposer": "Article 4, paragraph 1 bis (ARD)", "reason": "So."}
    place = tabled(browser, prepared(browser, WHERE, **chosen))
    (reference,) = room.state.entries[place].entry.re
    assert reference.article == "art_4__para_1bis@ARD"
    draft = room.state.latest_draft()
    assert draft is not None
    found = room.compiled(PartyCode("BOR"), room.known(PartyCode("BOR")), draft, wait=60).found
    text = map(characters, found.compilation.text.provisions)
    assert [one.strip() for one in text if f"BOR {position}" in one] == [
        f"[ARD; BOR {position}: 1 bis. Lakes are meant.]"
    ]


def added(sitting: Sitting) -> None:
    """Let Ardane add a paragraph behind WHERE."""
    ardane = sitting("ARD")
    tabled(ardane, prepared(ardane, WHERE, position="adds", words="Lakes.", number="1 bis"))


NAME = "Article 4, paragraph 1 bis (ARD)"


@pytest.mark.parametrize(
    ("position", "fields"), [("holds", {"kind": "scrutiny"}), ("asks", {"question": "Which?"})]
)
def test_what_another_would_add_is_held_and_asked_about_in_an_answer(
    room: Room, sitting: Sitting, position: str, fields: dict[str, str]
) -> None:
    added(sitting)
    browser = sitting("BOR")
    place = tabled(browser, prepared(browser, WHERE, position=position, beside=NAME, **fields))
    (reference,) = room.state.entries[place].entry.re
    assert reference.article == "art_4__para_1bis@ARD"


@pytest.mark.parametrize(
    ("page", "fields", "article"),
    [
        ("hold", {"what": "enter", "kind": "scrutiny"}, "art_4__para_1bis"),
        ("ask", {"asked": "ARD", "words": "Which?", "zone": "UTC"}, "art_4__para_1"),
    ],
)
def test_what_another_would_add_is_held_and_asked_about_by_itself(
    room: Room, sitting: Sitting, page: str, fields: dict[str, str], article: str
) -> None:
    """A hold names the place; a question, the answer that adds it."""
    added(sitting)
    browser = sitting("BOR")
    answer = browser.post(f"/article/{WHERE}/{page}/", {**fields, "beside": NAME})
    assert answer.status_code == 302, answer.content.decode()
    place = tabled(browser, str(answer["Location"]))
    (reference, *_) = room.state.entries[place].entry.re
    assert reference.article == article


def test_each_that_can_be_meant_is_offered_with_its_words(sitting: Sitting) -> None:
    """Whoever holds or asks sees what it is on; why one holds is not chosen for anybody."""
    added(sitting)
    browser = sitting("BOR")
    for page in (f"answer/?on={WHERE}&position=holds", "hold/", "ask/"):
        shown = browser.get(f"/article/{WHERE}/{page}").content.decode()
        (choices,) = re.findall(r"<legend>On what</legend>.*?</fieldset>", shown, re.DOTALL)
        assert re.findall(r'value="([^"]*)"[^>]*?( checked)?>', choices) == [("", " checked"), (NAME, "")]
        assert f"{NAME}<span" in choices
        assert "1 bis. Lakes." in choices
        assert re.findall(r'name="kind"[^>]*checked', shown) == []
    unsaid = browser.post(f"/article/{WHERE}/answer/", {"on": WHERE, "position": "holds"})
    assert (unsaid.status_code, "Choose why you hold." in unsaid.content.decode()) == (422, True)


def test_where_nobody_adds_anything_nobody_is_asked_on_what(room: Room, sitting: Sitting) -> None:
    assert room.state.size
    browser = sitting("BOR")
    for page in (f"answer/?on={WHERE}&position=holds", "hold/", "ask/"):
        assert 'name="beside"' not in browser.get(f"/article/{WHERE}/{page}").content.decode()


EXACT = (
    "Each Party\u00a0“shall”  notify,\tin ‘writing’ — عليها أن تُخطر "
    "\\[sic\\] [9,000 / 13,000]: c'est-à-dire\u202f: e\u0301t "
)


@pytest.mark.parametrize("words", [EXACT, f"  {EXACT}", f"{EXACT}\n\nFurther, 同上。 \n  and so on  "])
def test_words_survive_character_for_character(room: Room, sitting: Sitting, words: str) -> None:
    """Exact words: what a party submitted is kept character for character."""
    browser = sitting("BOR")
    address = prepared(
        browser, WHERE, position="amends", words=words.replace("\n", "\r\n"), reason=" R’s \r\n"
    )
    one = Prepared.objects.get()
    assert one.errors == 0, one.said
    assert one.given["words"] == words
    again = browser.get(f"/article/{WHERE}/answer/", {"prepared": one.pk}).content.decode()
    assert f">\n{words}</textarea>" in html.unescape(again)
    place = tabled(browser, address)
    (document,) = room.state.entries[place].entry.docs
    assert room.document(document.h) is not None
    (position,) = said(room, "BOR", WHERE)
    assert isinstance(position, Amends)
    assert show(position.words) == words


def test_what_does_not_come_back_as_it_was_given_is_said_and_not_recorded_unseen(
    room: Room, sitting: Sitting
) -> None:
    browser = sitting("BOR")
    address = prepared(browser, WHERE, position="amends", words="7. Each Party gives notice.\n\n\n\nIn time.")
    one = Prepared.objects.get()
    assert one.errors == 1
    assert "do not read back" in "".join(one.said)
    size = room.state.size
    assert browser.post(address)["Location"] == address
    assert room.state.size == size


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(sitting: Sitting) -> None:
    browser = sitting("BOR")
    fields = {"on": WHERE, "position": "amends", "words": " ", "reason": "Why  not"}
    page = browser.post(f"/article/{WHERE}/answer/", fields)
    shown = page.content.decode()
    assert page.status_code == 422
    assert '<a href="#id_words">' in shown
    assert 'aria-describedby="id_words_error"' in shown or "id_words_error" in shown
    assert "Why  not" in shown
    assert not Prepared.objects.exists()


def test_a_reply_in_the_name_of_several_is_one_reply(room: Room, sitting: Sitting) -> None:
    """One reply stays one reply: its principals are listed, and none of them has answered by it."""
    browser = sitting("BOR")
    address = prepared(
        browser, WHERE, position="deletes", principals=["BOR", "KES", "TAL"], reason="Too long."
    )
    size = room.state.size
    place = tabled(browser, address)
    assert room.state.size == size + 1
    act = room.state.entries[place].act
    assert act == GivesAnswer(principals=(BOR, PartyCode("KES"), PartyCode("TAL")))
    assert said(room, "KES", WHERE) == []


def test_nobody_answers_for_others_alone(sitting: Sitting) -> None:
    browser = sitting("BOR")
    fields = {"on": WHERE, "position": "deletes", "principals": ["KES", "TAL"], "reason": "Too long."}
    page = browser.post(f"/article/{WHERE}/answer/", fields)
    assert page.status_code == 422
    assert "BOR would answer in the name of KES, TAL, and not in its own." in page.content.decode()
    assert not Prepared.objects.exists()


def test_an_answer_for_some_is_nowhere_on_the_pages_of_others(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")
    words = "Each Party gives notice of what only Ardane may hear."
    place = tabled(browser, prepared(browser, WHERE, position="amends", words=words, vis="to", to=["ARD"]))
    assert room.state.entries[place].entry.vis == "to:ARD"
    other, friend = sitting("CEL"), sitting("ARD")
    assert other.get(f"/record/{place}/").status_code == 404
    assert "only Ardane may hear" not in other.get(f"/article/{WHERE}/join/").content.decode()
    assert "only Ardane may hear" in friend.get(f"/article/{WHERE}/join/").content.decode()


def test_conditions_and_capacity_stand_in_what_is_recorded(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")
    fields = {"conditions": "Article 6(2) stays\r\nthe Annex is settled", "capacity": "national"}
    place = tabled(browser, prepared(browser, WHERE, position="accepts", **fields))
    (document,) = room.state.entries[place].entry.docs
    sheet = (room.document(document.h) or b"").decode()
    assert "If: Article 6(2) stays\n\nIf: the Annex is settled" in sheet
    assert room.state.entries[place].act == GivesAnswer(capacity="national")


def test_a_delegate_prepares_and_whoever_heads_the_delegation_tables(room: Room, sitting: Sitting) -> None:
    delegate, head = sitting("BOR", Capacity.DELEGATE), sitting("BOR")
    address = prepared(delegate, WHERE, position="accepts")
    size = room.state.size
    shown = delegate.get(address).content.decode()
    assert "Whoever heads the delegation tables this" in shown
    assert delegate.post(address, {"anyway": "on"})["Location"] == address
    assert room.state.size == size
    assert address in head.get("/today/").content.decode()
    assert tabled(head, address) == size


def test_whoever_has_no_part_in_answering_cannot_prepare_an_answer(room: Room, sitting: Sitting) -> None:
    chair = sitting("CHR")
    assert room.state.members[PartyCode("CHR")].role is Role.CHAIR
    assert "has no part in this" in chair.get(f"/article/{WHERE}/answer/").content.decode()
    answer = chair.post(f"/article/{WHERE}/answer/", {"on": WHERE, "position": "accepts"})
    assert (answer.status_code, Prepared.objects.count()) == (422, 0)
    assert "has no part in this" in answer.content.decode()
    assert sitting(None).get(f"/article/{WHERE}/answer/").status_code == 302


def test_an_answer_that_is_sent_twice_is_recorded_once(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")
    address = prepared(browser, WHERE, position="accepts")
    fields = {"nonce": Prepared.objects.get().nonce, "version": "1"}
    first, second = browser.post(address, fields), browser.post(address, fields)
    assert first["Location"] == second["Location"] == f"/record/{room.state.size - 1}/"
    assert sum(1 for one in room.state.entries if one.entry.nonce == fields["nonce"]) == 1
    assert sitting("ARD").post(address, fields).status_code == 404


def at_once(*doing: Callable[[], object]) -> list[object]:
    """Do all of it at the same moment, each in a thread of its own."""
    barrier = Barrier(len(doing))

    def started(one: Callable[[], object]) -> object:
        from django.db import connection  # noqa: PLC0415  that of this thread

        barrier.wait()
        try:
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doing)) as pool:
        return [one.result() for one in [pool.submit(started, each) for each in doing]]


def test_two_delegations_answer_the_same_article_at_once_and_both_are_recorded(
    room: Room, sitting: Sitting
) -> None:
    browsers = {party: sitting(party) for party in ("ARD", "BOR", "CEL")}
    size = room.state.size

    def answers(party: str, browser: Client) -> Callable[[], object]:
        words = f"Each Party gives notice, says {party}."
        return lambda: tabled(browser, prepared(browser, WHERE, position="amends", words=words))

    places = at_once(*(answers(party, browser) for party, browser in browsers.items()))
    assert room.state.size == size + 3
    assert sorted(str(one) for one in places) == [str(size + at) for at in range(3)]
    for party in browsers:
        words = parse(f"Each Party gives notice, says {party}.")
        assert said(room, party, WHERE) == [Amends(words=words)]


def test_one_prepared_answer_tabled_by_two_at_once_is_recorded_once(room: Room, sitting: Sitting) -> None:
    one, other = sitting("BOR"), sitting("BOR", Capacity.DELEGATE)
    address = prepared(one, WHERE, position="accepts")
    fields = {"nonce": Prepared.objects.get().nonce, "version": "1"}
    size = room.state.size
    both = at_once(*[lambda: one.post(address, fields)["Location"]] * 2)
    assert both == [f"/record/{size}/"] * 2
    assert room.state.size == size + 1
    assert other.get(address)["Location"] == f"/record/{size}/"


def test_what_another_tabled_between_two_steps_of_tabling_it_is_that_entry(
    room: Room, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = sitting("BOR")
    address = prepared(browser, WHERE, position="accepts")
    fields = {"nonce": Prepared.objects.get().nonce, "version": "1"}
    size = room.state.size
    found = prepared_page.own

    def overtaken(request: Seated, number: int) -> Prepared | None:
        one = found(request, number)
        with monkeypatch.context() as once:
            once.setattr(prepared_page, "own", found)
            assert browser.post(address, fields)["Location"] == f"/record/{size}/"
        return one

    monkeypatch.setattr(prepared_page, "own", overtaken)
    assert browser.post(address, fields)["Location"] == f"/record/{size}/"
    assert room.state.size == size + 1


def changed(browser: Client, number: int, version: int, words: str) -> str:
    return prepared(browser, WHERE, position="amends", words=words, prepared=number, version=version)


def test_two_colleagues_change_one_prepared_answer_and_nothing_is_lost(room: Room, sitting: Sitting) -> None:
    one, other = sitting("BOR"), sitting("BOR", Capacity.DELEGATE)
    address = prepared(one, WHERE, position="amends", words="Each Party tells the others.")
    number = Prepared.objects.get().pk
    first = changed(other, number, 1, "Each Party tells all others.")
    assert first == address
    second = changed(one, number, 1, "Each Party tells nobody.")
    assert second != address
    assert {row.given["words"] for row in Prepared.objects.all()} == {
        "Each Party tells all others.",
        "Each Party tells nobody.",
    }
    shown = one.get(second).content.decode()
    assert "Nothing is lost" in shown
    assert "Somebody of your delegation changed the same meanwhile" in shown
    assert f'href="{address}"' in shown
    assert tabled(one, address) == room.state.size - 1
    assert Prepared.objects.count() == 1


def test_what_changed_since_one_looked_is_not_tabled_unseen(room: Room, sitting: Sitting) -> None:
    head, other = sitting("BOR"), sitting("BOR", Capacity.DELEGATE)
    address = prepared(head, WHERE, position="amends", words="Each Party tells the others.")
    changed(other, Prepared.objects.get().pk, 1, "Each Party tells all others.")
    size = room.state.size
    shown = head.post(address, {"version": "1"}, follow=True)
    assert room.state.size == size
    assert "changed it while you looked" in shown.content.decode()
    assert head.post(address, {"version": "2"})["Location"] == f"/record/{size}/"
    assert said(room, "BOR", WHERE) == [Amends(words=parse("Each Party tells all others."))]


def test_what_was_recorded_in_ones_name_meanwhile_is_shown_first(room: Room, sitting: Sitting) -> None:
    browser = sitting("BOR")
    first = prepared(browser, WHERE, position="accepts")
    second = prepared(browser, WHERE, position="deletes", reason="No.")
    place = tabled(browser, first)
    shown = browser.get(second).content.decode()
    assert "Recorded in your name since this was written" in shown
    assert f"/record/{place}/" in shown
    size = room.state.size
    assert browser.post(second)["Location"] == second
    assert room.state.size == size


def test_a_page_that_is_sent_again_as_it_was_prepares_nothing_more(sitting: Sitting) -> None:
    """As by the back button of a browser, or by pressing twice."""
    browser, fields = sitting("ARD"), {"position": "deletes", "reason": "It is said before."}
    assert prepared(browser, WHERE, **fields) == prepared(browser, WHERE, **fields)
    assert Prepared.objects.count() == 1


def test_a_change_that_is_sent_again_as_it_was_is_one_change(sitting: Sitting) -> None:
    """Nobody else has written anything meanwhile, and nothing is said of it."""
    browser = sitting("BOR")
    address = prepared(browser, WHERE, position="amends", words="Each Party tells the others.")
    number = Prepared.objects.get().pk
    for _ in range(2):
        assert changed(browser, number, 1, "Each Party tells all others.") == address
    assert [(one.version, one.given["words"]) for one in Prepared.objects.all()] == [
        (2, "Each Party tells all others.")
    ]
    assert "Somebody of your delegation" not in browser.get(address).content.decode()


def test_what_is_prepared_on_the_same_besides_is_shown(sitting: Sitting) -> None:
    browser = sitting("ARD")
    first = prepared(browser, WHERE, position="deletes", reason="It is said before.")
    second = prepared(browser, WHERE, position="deletes", reason="It is said above.")
    assert first != second
    shown = browser.get(second).content.decode()
    assert f'href="{first}"' in shown
    assert "It is said before." in shown
    other = prepared(browser, "art_2", position="accepts")
    assert f'href="{first}"' not in browser.get(other).content.decode()


def test_what_is_prepared_is_listed_so_that_each_is_known_from_the_others(sitting: Sitting) -> None:
    browser = sitting("ARD")
    prepared(browser, WHERE, position="deletes", reason="It is said before.")
    prepared(browser, WHERE, position="deletes", reason="It is said above.")
    prepared(browser, "art_2", position="accepts")
    page = browser.get("/today/").content.decode().partition('id="prepared"')[2].partition("</section>")[0]
    said = [" ".join(re.sub(r"<[^>]*>", " ", one).split()) for one in page.split("<li>")[1:]]
    assert [one.split(" · ")[:2] for one in said] == [
        ["an answer to a draft", "Article 4, paragraph 1: deletes It is said before."],
        ["an answer to a draft", "Article 4, paragraph 1: deletes It is said above."],
        ["an answer to a draft", "Article 2: accepts"],
    ]


def test_marks_of_footnotes_are_raised_wherever_words_of_the_draft_stand(
    room: Room, sitting: Sitting
) -> None:
    browser = sitting("ARD")
    where = next(
        one.eid
        for draft in [room.state.latest_draft()]
        if draft is not None
        for one in room.library(room.state).text(draft).provisions
        if "vessels[^1]" in show(one.words)
    )
    mark = '<span class="fs">[^</span>1<span class="fs">]</span>'
    pages = browser.get("/text/").content.decode()
    note = re.search(rf'<a class="fn" href="([^"]+)">{re.escape(mark)}</a>', pages)
    assert note is not None
    answering = f"/article/{where}/answer/"
    say = browser.get(f"{answering}?on={where}&position=amends").content.decode()
    assert f'vessels<a class="fn" href="{note[1].partition("#")[0]}' in say
    assert browser.get(note[1]).status_code == 200
    words = words_at(room, where).replace("forty", "fifty")
    shown = browser.get(prepared(browser, where, position="amends", words=words)).content.decode()
    assert f'vessels<span class="fn">{mark}</span>' in shown


def test_a_character_that_no_word_document_holds_is_refused_as_it_is_typed(sitting: Sitting) -> None:
    """One such character in the text would keep everybody from its Word file."""
    answer = sitting("BOR").post(
        f"/article/{WHERE}/answer/", {"on": WHERE, "position": "amends", "words": "Each Party\u0007 acts."}
    )
    assert answer.status_code == 422
    assert "no Word document can hold: U+0007" in answer.content.decode()


def test_what_fewer_may_read_says_that_the_others_go_on_reading_what_it_replaces(
    room: Room, sitting: Sitting
) -> None:
    del room
    browser = sitting("BOR")
    tabled(browser, prepared(browser, WHERE, position="accepts"))
    for vis, to, told in (("to", ["ARD"], True), ("all", [], False)):
        address = prepared(browser, WHERE, position="opposes", vis=vis, to=to)
        page = browser.get(address).content.decode()
        assert ("Fewer may read this" in page) is told, vis


def test_what_an_answer_takes_the_place_of_is_shown_in_its_words_before_it_is_signed(
    room: Room, sitting: Sitting
) -> None:
    browser = sitting("BOR")
    tabled(browser, prepared(browser, WHERE, position="amends", words="Each Party acts at once."))
    amended = room.head.size - 1
    for position, more, told in (
        ("amends", {"words": "Each Party acts later."}, True),
        ("asks", {"question": "When?"}, False),
        ("adds", {"words": "Lakes too."}, False),
    ):
        page = browser.get(prepared(browser, WHERE, position=position, **more)).content.decode()
        assert ("What this takes the place of" in page) is told, position
        if told:
            part = page.partition("What this takes the place of")[2].partition("</section>")[0]
            assert f'/record/{amended}/"' in part
            assert "acts at once" in part


def test_what_is_about_a_draft_that_is_no_more_on_the_table_says_so(room: Room, sitting: Sitting) -> None:
    first = next(one for one in room.state.drafts.values() if one is not room.state.latest_draft())
    browser = sitting("BOR")
    said = f"This is draft {first.number}, “{first.title}”. It is not the one on the table."
    now = browser.get(prepared(browser, WHERE, position="accepts")).content.decode()
    answer = browser.post(
        f"/article/art_1/answer/?draft={first.number}",
        {"on": "art_1", "position": "accepts", "draft": str(first.number)},
    )
    then = browser.get(answer["Location"]).content.decode()
    assert (said in now, said in then) == (False, True)


def test_a_bracket_that_never_closes_is_said_before_it_is_recorded_and_hinders_nothing(
    room: Room, sitting: Sitting
) -> None:
    browser = sitting("BOR")
    words = "Each Party [shall give notice."
    address = prepared(browser, WHERE, position="amends", words=words)
    assert "a &quot;[&quot; that never closes" in browser.get(address).content.decode()
    tabled(browser, address)
    (position,) = said(room, "BOR", WHERE)
    assert isinstance(position, Amends)
    assert show(position.words) == words


def test_a_provision_that_is_not_in_the_draft_is_never_answered_as_the_whole_article(
    sitting: Sitting,
) -> None:
    browser = sitting("ARD")
    address = "/article/art_4/answer/?draft=1&position=deletes&on="
    for answer in (browser.get(f"{address}art_4__para_99"), browser.post(f"{address}art_4__para_99", {})):
        assert answer.status_code == 404
        said = "Draft 1 has no such provision. Open the draft, and answer what is in it."
        assert said in answer.content.decode()
    assert not Prepared.objects.exists()
    assert [browser.get(f"{address}{on}").status_code for on in ("art_4__para_1", "")] == [200, 200]
