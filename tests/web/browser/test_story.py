"""A negotiation from the first invitation to the bundle, as people would have it, on either database."""

import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect

import travaux as travaux_package
from tests.web.browser.command import Command, travaux
from tests.web.browser.conftest import Serving
from tests.web.browser.delegate import PASSPHRASE, Delegate, begins

Somebody = Callable[..., Delegate]

TITLE = "Agreement on Restraint and Transparency between the States of the Meridian Sea"
PARTIES = {
    "ARD": "Ardane",
    "AUR": "Aurinia",
    "BOR": "Bordavia",
    "CEL": "Celandria",
    "KES": "Kesten",
    "TAL": "Talmark",
    "THA": "Thalia",
    "VEL": "Velsund",
}
"""THA is invited and never comes."""
COMING = tuple(code for code in PARTIES if code != "THA")
SIGNING = ("ARD", "AUR", "BOR", "CEL", "VEL")
DEMO = Path(travaux_package.__file__).parent / "demo_negotiation"

SHEET = """
## Article 3, paragraph 2

Position: amends

Replace: once a year

With: every six months

Reason: The chiefs of staff should know each other.

## Article 8, paragraph 1

Position: opposes

Reason: No figure has been explained.
"""
WORD = {
    "apply to search and rescue.": "apply to search and rescue or to medical evacuation.",
    "at least forty days before it begins": "at least sixty days before it begins",
    "within twenty-four hours, and the": "within twelve hours, and the",
    "for ten years after": "for twenty years after",
}
"""What VEL writes over in the Word document: each of these becomes something else in the next draft."""


@dataclass
class Conference:
    """Everybody who is there, each at a browser of their own."""

    served: Command
    secretariat: Delegate
    somebody: Somebody
    folder: Path
    address: str
    of: dict[str, Delegate] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)
    due: datetime | None = None


def test_a_negotiation_from_the_first_invitation_to_the_bundle(
    serving: Serving, somebody: Somebody, tmp_path: Path
) -> None:
    record = tmp_path / "meridian.travaux"
    travaux("open", str(record), "--title", TITLE, "--keeper", "SEC=Secretariat of the Conference")
    with serving(record) as served:
        secretariat = somebody(served.address, "r.noor@sec.example.org")
        held = Conference(served, secretariat, somebody, tmp_path, served.address)
        the_secretariat_comes(held)
        delegations_are_added_and_invited(held)
        the_draft_is_tabled_and_rules_declared(held)
        they_come_and_their_keys_are_enrolled(held)
        they_answer_in_different_ways(held)
        the_time_is_set(held)
        a_hold_is_entered_and_lifted(held)
        a_wording_is_joined(held)
        one_answers_late_and_one_not_at_all(held)
        the_text_compiles(held)
        a_party_objects_and_is_put_right(held)
        a_new_draft_is_tabled_and_answers_carry_over(held)
        others_see_only_what_is_public(held)
        the_bundle_verifies_outside(held)


# --- who is there


def the_secretariat_comes(held: Conference) -> None:
    """It comes by the link that is printed where the server runs, and signs with a key of its own."""
    one = held.secretariat
    one.accept(held.served.invite(one.email, "SEC"), "R. Noor")
    one.sign_out_and_in("SEC")
    one.make_key()
    one.enrol()
    # The key that was made with the record is taken away from the server, as the guide advises.
    (held.served.keys / "SEC").rename(held.folder / "SEC.kept-elsewhere")


def delegations_are_added_and_invited(held: Conference) -> None:
    one = held.secretariat
    for code, name in PARTIES.items():
        add_member(one, code, name, "Party")
    add_member(one, "OBS", "Sea Observatory", "Observer")


def add_member(one: Delegate, code: str, name: str, role: str) -> None:
    one.open("/")
    one.turn_to("Conduct", "Members and groups", "Add a member")
    one.field("Its code").fill(code)
    one.field("Its name").fill(name)
    one.page.get_by_role("radio", name=re.compile(f"^{role}:")).check()
    one.table()


def they_come_and_their_keys_are_enrolled(held: Conference) -> None:
    one = held.secretariat
    for code in (*COMING, "OBS"):
        email = f"head@{code.lower()}.example.org"
        delegate = held.of[code] = held.somebody(held.address, email)
        delegate.accept(one.invite(email, code), f"Head of {code}")
        if code in SIGNING:
            delegate.make_key()
            one.enrol()
    one.invite("head@tha.example.org", "THA")
    one.open("/people/")
    one.sees("head@tha.example.org")


def the_draft_is_tabled_and_rules_declared(held: Conference) -> None:
    one = held.secretariat
    one.open("/")
    one.turn_to("Conduct", "Table a draft")
    one.field("Its title").fill("Third draft")
    one.field("The text").set_input_files(DEMO / "agreement.en.md")
    one.for_everybody()
    held.entries["draft"] = one.table()
    declare_rules(one)


def declare_rules(one: Delegate, due: datetime | None = None) -> None:
    one.open("/secretariat/rules/")
    one.field("What the round is called").fill("Third reading")
    if due is not None:
        one.field("By which day").fill(f"{due:%Y-%m-%d}")
        one.field("At what time; without one, until the day ends").fill(f"{due:%H:%M}")
        one.field("In whose time").fill("UTC")
    one.choose("Nothing: silence is no position", "Each party in its own", "Any party", "By consensus")
    one.field("What is declared of answers after the time").fill("They are shown with the day they came.")
    one.table()


# --- what they say


def they_answer_in_different_ways(held: Conference) -> None:
    on_the_page(held.of["ARD"], held)
    by_word(held.of["VEL"], held)
    by_sheet(held.of["CEL"], held)
    for_three(held.of["BOR"], held)


def on_the_page(one: Delegate, held: Conference) -> None:
    """Ardane writes other words over those of the draft, for everybody to read."""
    one.begin_answer("art_3", "Article 3, paragraph 2", "amends")
    words = one.field("Words").input_value()
    one.field("Words").fill(words.replace("once a year", "twice a year"))
    changes = one.page.get_by_role("region", name="The words with your changes marked")
    expect(changes.get_by_role("insertion")).to_have_text("twice")
    expect(changes.get_by_role("deletion")).to_have_text("once")
    one.field("Reason").fill("Once is too seldom to know each other.")
    one.for_everybody()
    one.keep()
    one.sees("in the name of ARD", "twice a year", "Once is too seldom to know each other.")
    held.entries["ARD"] = one.sign()


def by_word(one: Delegate, held: Conference) -> None:
    """Velsund writes over the draft as a Word document."""
    one.open("/answer/")
    draft = one.taken(lambda: one.turn_to("the draft as a Word document"), held.folder)
    one.field("Your reply").set_input_files(written_over(draft, held.folder / "velsund.docx"))
    one.keep()
    one.sees("sixty", "medical evacuation", "twenty")
    held.entries["VEL"] = one.sign()


def written_over(draft: Path, reply: Path) -> Path:
    """Write over the words of a Word document, as its editor would."""
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(reply, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                words = data.decode()
                for was, becomes in WORD.items():
                    assert words.count(was) == 1, was
                    words = words.replace(was, becomes)
                data = words.encode()
            new.writestr(name, data)
    return reply


def by_sheet(one: Delegate, held: Conference) -> None:
    """Celandria fills in an answer sheet away from the network."""
    one.open("/answer/")
    sheet = one.taken(lambda: one.turn_to("an empty answer sheet (Markdown)"), held.folder)
    sheet.write_text(sheet.read_text() + SHEET)
    one.field("Your reply").set_input_files(sheet)
    one.keep()
    one.sees("every six months", "No figure has been explained.")
    held.entries["CEL"] = one.sign()


def for_three(one: Delegate, held: Conference) -> None:
    """Bordavia answers in the name of three, which stays one reply."""
    one.begin_answer("art_13", "Article 13", "opposes")
    one.main.get_by_text("In whose name it is, and who may read it").click()
    group = one.page.get_by_role("group", name="In the name of several?")
    for code in ("BOR", "KES", "TAL"):
        group.get_by_role("checkbox", name=f"{PARTIES[code]} ({code})").check()
    one.field("Reason").fill("Whoever inspects should not pay alone.")
    one.keep()
    one.sees("BOR, KES, TAL")
    held.entries["BOR"] = one.sign()


def the_time_is_set(held: Conference) -> None:
    """The rules are declared anew with a time, which ends in a moment."""
    held.due = (datetime.now(UTC) + timedelta(minutes=1)).replace(second=0, microsecond=0)
    declare_rules(held.secretariat, held.due)


def a_hold_is_entered_and_lifted(held: Conference) -> None:
    one = held.of["CEL"]
    one.open("/article/art_8/")
    one.turn_to("Hold")
    one.choose("scrutiny: we have not finished examining it")
    one.field("In your own words, if you wish").fill("The figures are examined in the capital.")
    one.table()
    other = held.of["ARD"]
    other.open("/article/art_8/")
    other.sees("The figures are examined in the capital.")
    one.open("/article/art_8/hold/")
    one.press("Lift it")
    lifted = one.sign()
    other.open("/article/art_8/history/")
    other.sees(str(lifted))


def a_wording_is_joined(held: Conference) -> None:
    one = held.of["BOR"]
    one.open("/article/art_3/")
    one.turn_to("Join a wording")
    one.press("Join this wording of ARD")
    held.entries["joined"] = one.sign()


def one_answers_late_and_one_not_at_all(held: Conference) -> None:
    assert held.due is not None
    while datetime.now(UTC) <= held.due:
        time.sleep(0.2)
    one = held.of["AUR"]
    one.begin_answer("art_7", "Article 7, paragraph 3", "deletes")
    held.entries["AUR"] = one.table()
    one.open("/docket/")
    one.sees("THA")


def the_text_compiles(held: Conference) -> None:
    """Every wording stands in brackets with its names, and silence is a row."""
    one = held.of["TAL"]
    one.open("/text/")
    for words in ("twice", "every six months", "medical evacuation", "sixty"):
        one.sees(words)
    one.open("/matrix/")
    row = one.page.get_by_role("row", name=begins("Article 3, paragraph 2"))
    expect(row.get_by_role("cell")).to_contain_text(
        ["amends", "no position", "supports ARD", "amends", *["in the reply of BOR"] * 2, "no answer"]
    )


# --- what becomes of it


def a_party_objects_and_is_put_right(held: Conference) -> None:
    one = held.of["VEL"]
    one.open("/validate/")
    one.sees("medical evacuation")
    one.choose("No")
    one.tick("Article 2, paragraph 3")
    one.field("If not: what is shown wrongly").fill("It should read “medical evacuation by sea”.")
    one.table()
    one.open(f"/record/{held.entries['VEL']}/correct/")
    one.field("What is wrong, and what it should say").fill("“By sea” was left out after “evacuation”.")
    one.table()
    one.begin_answer("art_2", "Article 2, paragraph 3", "amends")
    words = one.field("Words").input_value()
    one.field("Words").fill(words.replace("rescue.", "rescue or to medical evacuation by sea."))
    held.entries["put right"] = one.table()
    one.open("/validate/")
    one.sees("medical evacuation by sea")
    one.choose("Yes, as it stands here")
    one.table()


def a_new_draft_is_tabled_and_answers_carry_over(held: Conference) -> None:
    one = held.secretariat
    one.open("/secretariat/table/")
    one.field("Its title").fill("Fourth draft")
    one.field("The text").set_input_files(DEMO / "agreement.4.en.md")
    one.for_everybody()
    one.table()
    other = held.of["VEL"]
    other.open("/retable/")
    other.sees(
        "unchanged (Article 2, paragraph 3)",
        "moved (Article 5, paragraph 2)",
        "in need of confirmation: the words it answers have changed (Article 4, paragraph 1)",
        "void: what it answers is not in the new draft",
    )
    other.tick("Article 9, paragraph 2: amends")
    held.entries["given again"] = other.table()
    other.open("/article/art_5/")
    other.sees("twelve")


# --- for whom it is


def others_see_only_what_is_public(held: Conference) -> None:
    """An observer and the public read what Ardane published, and nothing of the others."""
    for one in (held.of["OBS"], held.somebody(held.address)):
        for page in ("/text/1/", "/article/art_3/?draft=1", "/matrix/?draft=1", "/record/", "/docket/"):
            one.page.goto(page)
            one.never_sees("every six months", "medical evacuation", "No figure has been explained.")
        one.open("/text/1/")
        one.sees("twice")


def the_bundle_verifies_outside(held: Conference) -> None:
    """With the program in the bundle and nothing of this project."""
    one = held.of["ARD"]
    one.open("/record/bundle/")
    log = re.search(r"--log (\S+)", one.main.inner_text())
    assert log is not None
    passphrase = one.page.get_by_label("Passphrase of your signing key")
    if passphrase.count():
        passphrase.fill(PASSPHRASE)
    kept = one.taken(lambda: one.press(begins("Make it")), held.folder)
    outside = held.folder / "outside"
    with zipfile.ZipFile(kept) as bundle:
        bundle.extractall(outside)
    done = subprocess.run(
        [sys.executable, "-S", "verify.py", "--log", log[1]],
        cwd=outside,
        env={"PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
