"""The secretariat's part by the keyboard alone, without scripts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.test import Client
from playwright.sync_api import BrowserContext, Page

from travaux.record.act import AgreesAdReferendum, OpensSilence
from travaux.web.room import Room

NAMED = """() => {
  const one = document.activeElement;
  const labels = one.labels ? Array.from(one.labels, (label) => label.innerText) : [];
  const shown = one.matches(":focus-visible") && getComputedStyle(one).outlineStyle !== "none";
  return [(labels.join(" ") || one.innerText || "").trim(), shown];
}"""
FAR = 60
"""Steps after which a field is taken to be out of reach."""


@dataclass(frozen=True)
class Keyboard:
    page: Page

    def to(self, begins: str) -> None:
        """Step on until what begins so has the focus, and see that it is seen."""
        for _ in range(FAR):
            self.page.keyboard.press("Tab")
            name, shown = self.page.evaluate(NAMED)
            if name.startswith(begins):
                assert shown, f"{name}: nothing shows that it has the focus"
                return
        raise AssertionError(f"{begins} cannot be reached on {self.page.url}")

    def fill(self, begins: str, typed: str) -> None:
        self.to(begins)
        self.page.keyboard.type(typed)

    def choose(self, begins: str) -> None:
        self.to(begins)
        self.page.keyboard.press("Space")

    def go(self, begins: str) -> None:
        self.to(begins)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def test_provisions_are_agreed_and_a_silence_procedure_is_opened(
    room: Room, sitting: Callable[..., Client], opened: Callable[..., BrowserContext]
) -> None:
    page = opened(sitting("CHR"), java_script_enabled=False).new_page()
    hands = Keyboard(page)
    page.goto("/")
    hands.go("Conduct")
    hands.go("Say where provisions stand")
    hands.choose("Agreed ad referendum")
    hands.fill("Which provisions", "Article 1; Article 3")
    hands.go("Keep for the delegation")
    hands.go("Sign and table")
    agreed = room.state.entries[-1]
    assert (type(agreed.act), agreed.entry.addresses) == (AgreesAdReferendum, ("art_1", "art_3"))
    page.goto("/secretariat/")
    hands.go("Silence procedures")
    hands.go("Open a silence procedure")
    hands.fill("What follows if it is not broken", "The text is adopted.")
    hands.fill("It ends on", "12312099")
    hands.go("Keep for the delegation")
    hands.go("Sign and table")
    silence = room.state.entries[-1].act
    assert isinstance(silence, OpensSilence)
    assert (silence.means, silence.ends.local[:10]) == ("The text is adopted.", "2099-12-31")
