"""Somebody at a browser of their own, who finds their way by what the pages say."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

PATIENCE = 120
"""Half seconds."""
PASSWORD = "harbour lamp at the mole"  # noqa: S105  of nobody but the people of these tests
PASSPHRASE = "eleven herons over Port Halvar"  # noqa: S105  as above
KEEP = re.compile("^Keep for the delegation")
RECORDED = re.compile(r"Recorded as entry (\d+)\.")


def begins(words: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(words)}(\s|$)")


@dataclass(frozen=True)
class Delegate:
    page: Page
    email: str = ""

    # --- finding one's way

    def open(self, address: str) -> None:
        """Come to a page; one that says that it is being put together is asked for again, as it says."""
        answer = self.page.goto(address)
        for _ in range(PATIENCE):
            assert answer is not None
            if answer.status != 202:
                break
            self.page.wait_for_timeout(500)
            answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address} answered with {answer.status}"

    def turn_to(self, *names: str) -> None:
        """Follow links, one after the other."""
        for name in names:
            self.page.get_by_role("link", name=name, exact=True).first.click()

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name).click()

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True)

    def choose(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_role("radio", name=begins(label)).check()

    def tick(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_role("checkbox", name=label).check()

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def sees(self, *words: str) -> None:
        for one in words:
            expect(self.main).to_contain_text(one)

    def never_sees(self, *words: str) -> None:
        """Not in what is shown, and not behind it."""
        for one in words:
            assert one not in self.page.content(), one

    # --- who they are

    def accept(self, link: str, name: str) -> None:
        """Open the link of an invitation, and make the account."""
        self.open(link)
        self.field("Your name, as others of the delegation see it").fill(name)
        self.field("A password").fill(PASSWORD)
        self.field("The password again").fill(PASSWORD)
        self.press("Make the account with this password")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Keys of")

    def sign_out_and_in(self, seat: str) -> None:
        banner = self.page.get_by_role("banner")
        banner.get_by_text(seat, exact=True).first.click()
        self.turn_to("Sign out")
        self.press("Sign out")
        banner.get_by_text("Public", exact=True).click()
        self.turn_to("Sign in")
        self.page.get_by_label("Email").fill(self.email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        expect(banner.get_by_text(seat, exact=True).first).to_be_visible()

    def make_key(self) -> None:
        self.open("/keys/")
        self.turn_to("Make a key")
        self.field("A passphrase for the key").fill(PASSPHRASE)
        self.field("The passphrase again").fill(PASSPHRASE)
        self.press("Make the key")
        self.sees("Waits to be enrolled")

    def invite(self, email: str, party: str, capacity: str = "Head of delegation") -> str:
        """Invite somebody, and give the link."""
        self.open("/people/invite/")
        self.field("E-mail address of whoever is invited").fill(email)
        self.field("To sit for").select_option(party)
        self.page.get_by_role("radio", name=re.compile(f"^{capacity}")).check()
        self.press("Invite")
        return self.field("The link; it is shown here once, and kept nowhere").input_value()

    def enrol(self) -> int:
        """Enrol the first key that waits."""
        self.open("/keys/")
        self.page.get_by_role("link", name=begins("Enrol")).first.click()
        return self.table()

    # --- acting

    def keep(self) -> None:
        self.press(KEEP)
        expect(self.page).to_have_url(re.compile(r"/prepared/\d+/$"))

    def sign(self) -> int:
        """Sign and table what is prepared; give the number of the entry."""
        sign = re.compile("^Sign and table")
        self.page.get_by_role("button", name=sign).wait_for()
        passphrase = self.page.get_by_label("Passphrase of your signing key")
        if passphrase.count():
            passphrase.fill(PASSPHRASE)
        self.press(sign)
        expect(self.page).to_have_url(re.compile(r"/record/\d+/$"))
        found = RECORDED.search(self.page.get_by_text(RECORDED).inner_text())
        assert found is not None
        return int(found[1])

    def table(self) -> int:
        self.keep()
        return self.sign()

    def for_everybody(self) -> None:
        """Have the public read it as well."""
        self.main.get_by_text(re.compile("ho may read it$")).first.click()
        self.field("Who may read it").select_option(label="Everybody, the public too")

    def begin_answer(self, article: str, where: str, position: str) -> None:
        """Come to where a provision is answered with a position."""
        self.open(f"/article/{article}/")
        self.turn_to("Answer this article")
        self.choose(where, position)
        self.press("Continue")

    def taken(self, press: Callable[[], None], folder: Path) -> Path:
        """Take a file away."""
        with self.page.expect_download() as coming:
            press()
        kept = folder / coming.value.suggested_filename
        coming.value.save_as(kept)
        return kept
