"""The address of what was proposed and is proposed no more: who proposed it, and by which entry it went."""

import re
from collections.abc import Callable

from django.test import Client

from tests.web.looking import looked, page_of, words_of
from tests.web.test_joining import tabled

Sitting = Callable[..., Client]


def added(browser: Client, words: str) -> int:
    fields = {"on": "art_4", "position": "adds", "words": words, "reason": "Needed."}
    return tabled(browser, "/article/art_4/answer/", fields)


def test_a_withdrawn_article_says_whose_it_was_and_by_which_entry_it_went(
    sitting: Sitting,
) -> None:
    browser = sitting("ARD")
    entry = added(browser, "Article 4 bis. Haste. The Parties make haste.")
    assert looked(browser, "/article/art_4bis/").status_code == 200
    went = tabled(browser, f"/record/{entry}/withdraw/", {"words": "Not now."})
    answer = looked(sitting("VEL"), "/article/art_4bis/")
    assert answer.status_code == 404
    page = answer.content.decode()
    told = words_of(page.partition("<h1>")[2].partition('<p class="paths">')[0])
    assert re.sub(r", \d+ \w+ \d{4}[^)]*\)", "", told) == (
        "Article 4 bis Draft 2 has no such provision, and nobody proposes it any more. What was proposed "
        f"proposed by ARD, entry {entry}:adds: “Article 4 bis Haste. The Parties make haste.”"
        f"Reason: “Needed.” withdrawn by ARD, entry {went}: “Not now.”"
    )
    for way in (f"/record/{entry}/", f"/record/{went}/", "/article/art_4bis/history/", "/text/"):
        assert f'href="{way}"' in page


def test_what_was_taken_back_in_part_names_that_entry(sitting: Sitting) -> None:
    browser = sitting("ARD")
    entry = added(browser, "Article 4 bis. Haste. The Parties make haste.")
    went = tabled(browser, f"/record/{entry}/withdraw/", {"at": ["art_4"]})
    page = words_of(looked(browser, "/article/art_4bis/").content.decode())
    assert f"entry {went}" in page.partition("withdrawn by ARD, ")[2][:90]


def test_where_nobody_ever_proposed_anything_nothing_is_said(sitting: Sitting) -> None:
    answer = looked(sitting("ARD"), "/article/art_77/")
    assert answer.status_code == 404
    assert "Nothing is here for you" in answer.content.decode()


def validated(browser: Client) -> str:
    page = page_of(browser, "/validate/")
    shown = words_of(page.partition("of the record.</p>")[2].partition("Is your position")[0])
    return re.sub(r", \d+ \w+ \d{4}[^)]*\)", "", shown)


def test_whoever_says_whether_it_is_shown_rightly_is_told_what_of_it_is_gone(sitting: Sitting) -> None:
    browser = sitting("ARD")
    entry = added(browser, "Article 4 bis. Haste. The Parties make haste.")
    went = tabled(browser, f"/record/{entry}/withdraw/", {"words": "Not now."})
    assert validated(browser) == (
        "Nothing of yours stands on this draft any more. What you have said and the text does not have "
        f"entry {entry}, Article 4: adds: “Article 4 bis Haste. The Parties make haste.”Reason: “Needed.” "
        f"withdrawn by ARD, entry {went}: “Not now.”"
    )


def test_whoever_opposed_what_is_gone_is_told_so_there(sitting: Sitting) -> None:
    browser, other = sitting("ARD"), sitting("VEL")
    entry = added(browser, "Article 4 bis. Haste. The Parties make haste.")
    fields = {"on": "art_4", "position": "opposes", "proposer": "ARD"}
    tabled(other, "/article/art_4/answer/", fields)
    assert "no longer proposes" not in validated(other)
    went = tabled(browser, f"/record/{entry}/withdraw/", {})
    assert f"ARD no longer proposes that (entry {went})" in validated(other)
