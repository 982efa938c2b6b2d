"""Several type in one article at once, and one answers without scripts: nothing is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.web.browser.command import Command
from tests.web.browser.conftest import Serving
from tests.web.browser.delegate import KEEP, Delegate
from travaux.cli.demo_record import RECORD

Somebody = Callable[..., Delegate]


@pytest.fixture
def record(told: Path, tmp_path: Path) -> Path:
    """The demo's record, a copy of it."""
    shutil.copytree(told, tmp_path / "told")
    return tmp_path / "told" / RECORD


def seated(served: Command, somebody: Somebody, party: str, name: str, **given: object) -> Delegate:
    one = somebody(served.address, f"{name}@{party.lower()}.example.org", **given)
    one.accept(served.invite(one.email, party), name)
    return one


def types(one: Delegate, words: str) -> None:
    """Begin to answer Article 3, paragraph 2, and stop in the middle."""
    one.begin_answer("art_3", "Article 3, paragraph 2", "amends")
    one.field("Words").fill(words)


def test_two_delegations_and_two_colleagues_type_in_one_article_at_once(
    serving: Serving, somebody: Somebody, record: Path
) -> None:
    with serving(record) as served:
        ardane = seated(served, somebody, "ARD", "noor")
        colleague = seated(served, somebody, "ARD", "adeyemi")
        bordavia = seated(served, somebody, "BOR", "lindqvist")
        types(ardane, "Words of Noor.")
        types(colleague, "Words of Adeyemi.")
        types(bordavia, "Words of Bordavia.")

        first = ardane.table()

        # The open pages say so, quietly, and what is being typed in them stays.
        for one, typed in ((colleague, "Words of Adeyemi."), (bordavia, "Words of Bordavia.")):
            expect(one.page.get_by_role("status").get_by_role("listitem").first).to_contain_text("ARD")
            expect(one.field("Words")).to_have_value(typed)

        second = bordavia.table()
        colleague.press(KEEP)
        colleague.sees("Recorded in your name since this was written", "Words of Adeyemi.")
        colleague.page.get_by_label("Record it as it is, with what was found in it").check()
        third = colleague.sign()

        reader = somebody(served.address)
        for place, words in (
            (first, "Words of Noor."),
            (second, "Words of Bordavia."),
            (third, "Words of Adeyemi."),
        ):
            bordavia.open(f"/record/{place}/")
            bordavia.sees(words)
            reader.page.goto(f"/record/{place}/")
            reader.never_sees(words)


def test_an_article_is_answered_and_tabled_without_scripts(
    serving: Serving, somebody: Somebody, record: Path
) -> None:
    with serving(record) as served:
        one = seated(served, somebody, "ARD", "noor", java_script_enabled=False)
        types(one, "Words without a script.")
        place = one.table()
        one.open(f"/record/{place}/")
        one.sees("Words without a script.")
