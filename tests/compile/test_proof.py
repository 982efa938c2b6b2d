"""What the proof says when a word is lost: who, where, what was expected, what was found."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.builders import provision, text
from travaux.compile.proof import LossError, prove
from travaux.compile.version import Item, Version, original
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import parse
from travaux.text.provision import Provision, Renumbering, Respacing, Standing
from travaux.text.wording import PartyCode

ARD, BOR, CEL = PartyCode("ARD"), PartyCode("BOR"), PartyCode("CEL")
DRAFT = text(
    provision(Kind.ARTICLE, "Article 1", "Restraint", eid="art_1"),
    provision(Kind.PARAGRAPH, "1.", "Each Party shall exercise restraint.", 1, eid="art_1__para_1"),
    provision(Kind.PARAGRAPH, "2.", "Nothing is lost.", 1, eid="art_1__para_2"),
)
ITEMS = original(DRAFT)


def drawn(*changed: tuple[int, Provision]) -> Text:
    """The consolidated text of: ARD rewords and renumbers, BOR deletes and respaces, CEL inserts."""
    provisions = [
        DRAFT.provisions[0],
        replace(
            DRAFT.provisions[1],
            words=parse("Each Party [base: shall / ARD: should] exercise restraint."),
            renumberings=(Renumbering(parties=(ARD,), label="1 bis."),),
            respacings=(Respacing(parties=(BOR,), words=parse("Each  Party shall exercise restraint.")),),
        ),
        provision(
            Kind.PARAGRAPH,
            "3.",
            "Everything is kept.",
            1,
            eid="art_1__para_3",
            standing=Standing(base=False, sponsors=(CEL,)),
        ),
        replace(DRAFT.provisions[2], standing=Standing(deleted_by=(BOR,))),
    ]
    for at, other in changed:
        provisions[at] = other
    return replace(DRAFT, provisions=tuple(provisions))


def item(label: str, words: str) -> Item:
    return Item(kind=Kind.PARAGRAPH, depth=1, label=label, words=words)


VERSIONS = (
    Version(party=ARD, items=(ITEMS[0], item("1 bis.", "Each Party should exercise restraint."), ITEMS[2])),
    Version(party=BOR, items=(ITEMS[0], item("1.", "Each  Party shall exercise restraint."))),
    Version(party=CEL, items=(ITEMS[0], ITEMS[1], item("3.", "Everything is kept."), ITEMS[2])),
)


def test_a_text_that_gives_everything_back_is_proved() -> None:
    proof = prove(drawn(), draft=DRAFT, items=ITEMS, versions=VERSIONS)

    assert [[one.eid for one in place.provisions] for place in proof.places] == [
        [],
        ["art_1"],
        ["art_1__para_1", "art_1__para_3"],
        ["art_1__para_2"],
    ]
    assert [sorted(place.parties) for place in proof.places] == [[], [], ["ARD", "BOR", "CEL"], ["BOR"]]


def _reworded(at: int, words: str) -> Callable[[Text], Text]:
    return lambda whole: _with(whole, at, replace(whole.provisions[at], words=parse(words)))


def _with(whole: Text, at: int, *own: Provision) -> Text:
    return replace(whole, provisions=(*whole.provisions[:at], *own, *whole.provisions[at + 1 :]))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            _reworded(0, "Restraints"),
            'the draft: at art_1, expected "Article 1 Restraint" and found "Article 1 Restraints".',
        ),
        (
            _reworded(1, "Each Party [base: shall / ARD: could] exercise restraint."),
            (
                'ARD: at art_1__para_1, expected "1 bis. Each Party should exercise restraint." '
                'and found "1 bis. Each Party could exercise restraint.".'
            ),
        ),
        (
            _reworded(1, "Each Party [base: shall / CEL: should] exercise restraint."),
            (
                'ARD: at art_1__para_1, expected "1 bis. Each Party should exercise restraint." '
                'and found "1 bis. Each Party shall exercise restraint.".'
            ),
        ),
        (
            _reworded(1, "Each Party [base: should / ARD: shall] exercise restraint."),
            (
                'the draft: at art_1__para_1, expected "1. Each Party shall exercise restraint." '
                'and found "1. Each Party should exercise restraint.".'
            ),
        ),
        (
            lambda whole: _with(whole, 1, replace(whole.provisions[1], renumberings=())),
            (
                'ARD: at art_1__para_1, expected "1 bis. Each Party should exercise restraint." '
                'and found "1. Each Party should exercise restraint.".'
            ),
        ),
        (
            lambda whole: _with(whole, 1, replace(whole.provisions[1], respacings=())),
            (
                'BOR: at art_1__para_1, expected "1. Each  Party shall exercise restraint." '
                'and found "1. Each Party shall exercise restraint.".'
            ),
        ),
        (
            lambda whole: _with(whole, 2),
            'CEL: at art_1__para_2, expected "3. Everything is kept." and found "2. Nothing is lost.".',
        ),
        (lambda whole: _with(whole, 3), 'the draft: "2. Nothing is lost." does not come back.'),
        (
            lambda whole: _with(whole, 3, whole.provisions[3], DRAFT.provisions[2]),
            'the draft: at art_1__para_2, "2. Nothing is lost." is not in its text.',
        ),
        (
            lambda whole: _with(whole, 3, replace(whole.provisions[3], standing=Standing())),
            'BOR: at art_1__para_2, "2. Nothing is lost." is not in its text.',
        ),
        (
            lambda whole: _with(
                whole, 2, replace(whole.provisions[2], standing=Standing(base=False, sponsors=(BOR,)))
            ),
            'BOR: at art_1__para_3, "3. Everything is kept." is not in its text.',
        ),
        (
            lambda whole: _with(
                whole, 2, replace(whole.provisions[2], words=parse("[ARD only: A / BOR: B]"))
            ),
            "At art_1__para_3: A choice among the words of ARD, BOR has none for CEL.",
        ),
    ],
)
def test_what_is_lost_is_named(damage: Callable[[Text], Text], said: str) -> None:
    proof = prove(drawn(), draft=DRAFT, items=ITEMS, versions=VERSIONS)

    for before in (None, proof):
        with pytest.raises(LossError) as loss:
            prove(damage(drawn()), draft=DRAFT, items=ITEMS, versions=VERSIONS, before=before)
        assert str(loss.value) == said


def test_proving_again_takes_apart_only_the_places_that_changed() -> None:
    before = prove(drawn(), draft=DRAFT, items=ITEMS, versions=VERSIONS)
    whole = drawn()
    deleted = replace(whole.provisions[3], standing=Standing(deleted_by=(BOR, CEL)))
    versions = (*VERSIONS[:2], replace(VERSIONS[2], items=VERSIONS[2].items[:3]))

    text_ = replace(whole, provisions=(*before.places[1].provisions, *before.places[2].provisions, deleted))
    after = prove(text_, draft=DRAFT, items=ITEMS, versions=versions, before=before)

    assert [one is other for one, other in zip(before.places, after.places, strict=True)] == [
        True,
        True,
        True,
        False,
    ]
    assert sorted(after.places[3].parties) == ["BOR", "CEL"]
