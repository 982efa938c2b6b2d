"""Who is named: nobody, in a side table, or beside the words; and the names put back."""

import pytest

from tests.builders import provision, text
from travaux.render.profile import (
    UNNAMED,
    NamesLeftOutError,
    Profile,
    Role,
    attributed_again,
    profiled,
    without_names,
)
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import parse, show
from travaux.text.printed import printed
from travaux.text.provision import (
    Address,
    Against,
    Joining,
    Move,
    Provision,
    Renumbering,
    Respacing,
    Standing,
    WId,
)
from travaux.text.wording import PartyCode

ARD, BOR, CEL = PartyCode("ARD"), PartyCode("BOR"), PartyCode("CEL")
ORDER = (ARD, BOR, CEL)

TABLE = (
    (
        "en",
        "They [base, ARD; BOR opposes: shall / CEL: should] meet.",
        "They [base; UNNAMED opposes: shall / should] meet.",
        "They [base, N1; N2 opposes: shall / N3: should] meet.",
    ),
    (
        "fr",
        "Elles [base: se réunissent / ARD; BOR, CEL support: peuvent se réunir].",
        "Elles [base: se réunissent / peuvent se réunir].",
        "Elles [base: se réunissent / N1; N2 supports: peuvent se réunir].",
    ),
    (
        "ru",
        "Они [base: проводят / ARD, BOR: [ARD only: могут / BOR only: должны] проводить] встречи.",
        "Они [base: проводят / [могут / должны] проводить] встречи.",
        "Они [base: проводят / N1: [N2 only: могут / N3 only: должны] проводить] встречи.",
    ),
    (
        "ar",
        "[base: يجتمع / BOR: يتشاور] الأطراف [ARD: كل سنة / كل سنتين].",
        "[base: يجتمع / يتشاور] الأطراف [كل سنة / كل سنتين].",
        "[base: يجتمع / N1: يتشاور] الأطراف [N2: كل سنة / كل سنتين].",
    ),
    (
        "zh",
        "各方[base: 应 / CEL: no text]每年[BOR deletes: 两次]会晤。",
        "各方[base: 应 / no text]每年[UNNAMED deletes: 两次]会晤。",
        "各方[base: 应 / N1: no text]每年[N2 deletes: 两次]会晤。",
    ),
)


@pytest.mark.parametrize(("language", "named", "unnamed", "referenced"), TABLE)
def test_names_in_the_words(language: str, named: str, unnamed: str, referenced: str) -> None:
    of = text(provision(Kind.PARAGRAPH, "1.", named, eid="para_1"), language=language)

    assert words(profiled(of, Profile.ATTRIBUTED, ORDER).text) == named
    assert words(profiled(of, Profile.UNATTRIBUTED, ORDER).text) == unnamed
    shown = profiled(of, Profile.SIDE_TABLE, ORDER)
    assert words(shown.text) == referenced
    assert show(parse(referenced, shown.codes)) == referenced
    assert attributed_again(shown) == of
    assert words(attributed_again(shown)) == named


def words(of: Text) -> str:
    return show(of.provisions[0].words)


def test_who_excepts_words_is_in_a_note_and_comes_back() -> None:
    of = text(provision(Kind.PARAGRAPH, "1.", "They meet [base; CEL accepts except: daily].", eid="para_1"))
    shown = profiled(of, Profile.SIDE_TABLE, ORDER)
    assert printed(shown.text) == "1. They meet [base; N1 accepts except: daily].\n"
    assert [(note.role, note.parties) for note in shown.notes] == [(Role.EXCEPTS, (CEL,))]
    assert attributed_again(shown) == of
    unnamed = printed(profiled(of, Profile.UNATTRIBUTED, ORDER).text)
    assert unnamed == "1. They meet [base; UNNAMED accepts except: daily].\n"


def test_a_note_says_who_does_what_and_where() -> None:
    of = text(
        provision(Kind.PARAGRAPH, "1.", "They [base, ARD: shall / BOR; CEL supports: may].", eid="para_1")
    )
    notes = profiled(of, Profile.SIDE_TABLE, ORDER).notes
    assert [(note.reference, note.address, note.role, note.parties) for note in notes] == [
        ("N1", "para_1", Role.ACCEPTS, (ARD,)),
        ("N2", "para_1", Role.SPONSORS, (BOR,)),
        ("N3", "para_1", Role.SUPPORTERS, (CEL,)),
    ]


WHOLE = (
    (
        Standing(base=False, sponsors=(ARD,), supporters=(BOR,), opponents=(CEL,)),
        "[UNNAMED; UNNAMED opposes: 1. They meet.]",
        "[N1; N2 supports; N3 opposes: 1. They meet.]",
    ),
    (Standing(base=False, supporters=(BOR,)), "[UNNAMED: 1. They meet.]", "[N1 supports: 1. They meet.]"),
    (
        Standing(deleted_by=(ARD, BOR)),
        "[base; UNNAMED deletes: 1. They meet.]",
        "[base; N1 deletes: 1. They meet.]",
    ),
    (
        Standing(moved_to=(Move(parties=(ARD,), other=Address("art_9")),)),
        "[base; UNNAMED moves after art_9: 1. They meet.]",
        "[base; N1 moves after art_9: 1. They meet.]",
    ),
    (
        Standing(base=False, sponsors=(ARD,), moved_from=(Move(parties=(ARD,), other=Address("art_9")),)),
        "[UNNAMED; UNNAMED moves from art_9: 1. They meet.]",
        "[N1; N2 moves from art_9: 1. They meet.]",
    ),
    (
        Standing(deleted_by=(ARD,), against=(Against(parties=(BOR, CEL), author=ARD),)),
        "[base; UNNAMED deletes; UNNAMED opposes UNNAMED: 1. They meet.]",
        "[base; N1 deletes; N2 opposes N3: 1. They meet.]",
    ),
    (
        Standing(deleted_by=(ARD,), joining=(Joining(parties=(BOR, CEL), author=ARD),)),
        "[base; UNNAMED deletes: 1. They meet.]",
        "[base; N1 deletes; N2 supports N3: 1. They meet.]",
    ),
    (
        Standing(merged_into=(Move(parties=(ARD, CEL), other=Address("art_9")),)),
        "[base; UNNAMED merges into art_9: 1. They meet.]",
        "[base; N1 merges into art_9: 1. They meet.]",
    ),
    (
        Standing(merged_from=(Move(parties=(ARD,), other=Address("art_9")),)),
        "[base; UNNAMED merges with art_9: 1. They meet.]",
        "[base; N1 merges with art_9: 1. They meet.]",
    ),
    (
        Standing(opponents=(CEL,)),
        "[base; UNNAMED opposes: 1. They meet.]",
        "[base; N1 opposes: 1. They meet.]",
    ),
)


@pytest.mark.parametrize(("standing", "unnamed", "referenced"), WHOLE)
def test_names_around_a_whole_provision(standing: Standing, unnamed: str, referenced: str) -> None:
    of = text(provision(Kind.PARAGRAPH, "1.", "They meet.", eid="para_1", standing=standing))

    assert printed(profiled(of, Profile.UNATTRIBUTED, ORDER).text) == unnamed + "\n"
    shown = profiled(of, Profile.SIDE_TABLE, ORDER)
    assert printed(shown.text) == referenced + "\n"
    assert attributed_again(shown) == of


def proposed() -> Provision:
    return Provision(
        wid=WId("para_1@BOR"),
        eid=Address("para_1"),
        kind=Kind.PARAGRAPH,
        depth=0,
        label="1.",
        words=parse("They meet."),
        standing=Standing(base=False, sponsors=(ARD, BOR)),
        renumberings=(Renumbering(parties=(BOR,), label="2."),),
        respacings=(Respacing(parties=(BOR,), words=parse("They  meet.")),),
    )


def test_numbers_spacing_and_lasting_identity_name_nobody_either() -> None:
    of = text(proposed())

    (bare,) = profiled(of, Profile.UNATTRIBUTED, ORDER).text.provisions
    assert bare.wid == "para_1@1"
    assert bare.renumberings == (Renumbering(parties=(UNNAMED,), label="2."),)
    assert bare.respacings == ()

    shown = profiled(of, Profile.SIDE_TABLE, ORDER)
    (referenced,) = shown.text.provisions
    assert referenced.wid == "para_1@N2"
    assert [(note.reference, note.role, note.parties) for note in shown.notes] == [
        ("N1", Role.SPONSORS, (ARD, BOR)),
        ("N2", Role.RENUMBERS, (BOR,)),
        ("N3", Role.RESPACES, (BOR,)),
    ]
    assert attributed_again(shown) == of


def test_a_party_called_like_a_reference_moves_the_references_aside() -> None:
    of = text(provision(Kind.PARAGRAPH, "1.", "They [base: shall / N7: may] meet.", eid="para_1"))
    shown = profiled(of, Profile.SIDE_TABLE, (PartyCode("N7"),))
    assert words(shown.text) == "They [base: shall / NN1: may] meet."
    assert attributed_again(shown) == of


def test_a_front_matter_that_names_parties_is_left_out_where_nobody_is_named() -> None:
    of = Text(provisions=(provision(Kind.PARAGRAPH, "1.", "They meet."),), head="Parties: ARD\n\n")
    assert profiled(of, Profile.UNATTRIBUTED, ORDER).text.head == ""
    assert profiled(of, Profile.SIDE_TABLE, ORDER).text.head == "Parties: ARD\n\n"


def test_words_of_the_text_are_never_changed_whomever_they_name() -> None:
    of = text(provision(Kind.PARAGRAPH, "1.", "ARD and BOR shall meet."))
    assert words(profiled(of, Profile.UNATTRIBUTED, ORDER).text) == "ARD and BOR shall meet."


def test_names_cannot_be_asked_back_from_a_text_that_does_not_hold_them() -> None:
    with pytest.raises(NamesLeftOutError):
        attributed_again(profiled(text(), Profile.UNATTRIBUTED, ORDER))


def test_words_by_themselves_lose_the_names_in_their_brackets() -> None:
    assert without_names("They [ARD: shall / BOR: may] meet.", ORDER) == "They [shall / may] meet."
