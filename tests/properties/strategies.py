"""Well-formed texts, drawn at random: any kinds, any nesting, every script, brackets to any depth."""

from dataclasses import replace

from hypothesis import strategies as st

from travaux.text.address import Stand, addresses
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.notation import parse, show
from travaux.text.number import read_label
from travaux.text.provision import ORDINARY, Joining, Move, Provision, Standing, WId
from travaux.text.wording import Alternative, Choice, PartyCode, Wording, words

PARTIES = tuple(PartyCode(code) for code in ("ARD", "BOR", "CEL", "KES", "VEL"))

_WORDS = (
    *(
        "shall",
        "notify",
        "each Party",
        "within 30 days",
        "and/or",
        "Article 5",
        "1. first",
        "(a)",
        "No text",
        "OPTION",
    ),
    *("les Parties", "l’Organisation", "«avis»", "à l'article 4 bis", "Chaque État"),
    *("Стороны", "уведомляют", "статья 4", "не позднее 30 дней"),
    *("تخطر", "كل طرف", "المادة ٤", "(أ)"),
    *("各缔约方", "应", "第四条", "一、", "通知"),
    *("**bold**", "# no heading", "> quoted", "<!-- remark -->", "| cell |", "—", "100%", "base:", "only"),
)


def phrases() -> st.SearchStrategy[str]:
    """Some words with white space between them, none around."""
    gap = st.sampled_from((" ", " ", " ", ", ", "; ", "\n", "  ", "\u00a0", " / ", ": "))
    return st.builds(
        lambda first, rest, end: first + "".join(gap + word for gap, word in rest) + end,
        st.sampled_from(_WORDS),
        st.lists(st.tuples(gap, st.sampled_from(_WORDS)), max_size=5),
        st.sampled_from(("", ".", ";", ":", " [", "] x", "\\", " \\[x")),
    )


def names() -> st.SearchStrategy[str]:
    """Names of parties as people give them: in capitals, with marks that part a list, in any script."""
    known = ("UK", "Arden", "the EU", "Korea, Republic of", "G77 (and China)", "A: B", "“Porto” Vell")
    others = ("Ардония", "中国（北京）", "مصر، العربية", '"X"', '", "', "base", "[x]", "a;b", "- c")
    return st.one_of(
        st.sampled_from(("", *known, *others)), st.text("AZaж中 ,;:、()（）\"'[]-", max_size=8).map(str.strip)
    )


def _parties(minimum: int = 0) -> st.SearchStrategy[tuple[PartyCode, ...]]:
    return st.lists(st.sampled_from(PARTIES), unique=True, min_size=minimum, max_size=3).map(tuple)


@st.composite
def choices(draw: st.DrawFn, inside: st.SearchStrategy[Wording]) -> Choice:
    """Alternatives as compiling makes them, or as somebody tabled them."""
    tabled = draw(st.booleans())
    alternatives: list[Alternative] = []
    for at in range(draw(st.integers(min_value=2, max_value=3))):
        base = not tabled and at == 0
        said = draw(st.permutations(PARTIES))
        sponsors = tuple(said[: draw(st.integers(min_value=0 if base or tabled else 1, max_value=2))])
        supporters = tuple(said[2 : 2 + draw(st.integers(min_value=0, max_value=1))])
        alternatives.append(
            Alternative(words=draw(inside), base=base, sponsors=sponsors, supporters=supporters)
        )
    return Choice(alternatives=tuple(alternatives), tabled=tabled)


def wordings() -> st.SearchStrategy[Wording]:
    """Words with choices among them, nested; they begin and end with no white space."""
    plain = phrases().map(words)
    inner = st.recursive(
        plain,
        lambda inside: st.builds(
            lambda before, choice, after: words(f"{before} ", choice, f" {after}"),
            phrases(),
            choices(inside),
            phrases(),
        ),
        max_leaves=6,
    )
    return st.one_of(plain, inner, choices(inner).map(words)).filter(
        lambda said: parse(show(said), PARTIES) == said
    )


_LABELS = {
    Kind.TITLE: ("",),
    Kind.PREAMBLE: ("Preamble", "Préambule", "序言", "الديباجة"),
    Kind.PART: ("Part I", "Partie II", "Часть III", "الباب الأول", "第二部分"),
    Kind.CHAPTER: ("Chapter I", "Chapitre premier", "Глава II", "第一章", "الفصل الأول"),
    Kind.SECTION: ("Section 1", "Раздел 2", "第一节"),
    Kind.ARTICLE: (
        "Article 1",
        "Article 4 bis",
        "Article premier",
        "Статья 5",
        "المادة 6",
        "第五条",
        "Artículo 7",
    ),
    Kind.ANNEX: ("Annex", "Annex I", "Приложение II", "附件一"),
    Kind.PARAGRAPH: ("", "", "1.", "2.", "3 bis.", "一、", "١."),
    Kind.POINT: ("(a)", "(b)", "(h)", "(i)", "а)", "（一）"),
    Kind.SUBPOINT: ("(i)", "(ii)", "(iv)"),
    Kind.INDENT: ("–", "•"),
    Kind.CLOSING: ("",),
    Kind.RECITAL: ("", "", "(1)"),
    Kind.FORMULA: ("",),
    Kind.ALTERNATIVE: ("Option 1", "Option 2", "Alt. 3", "Вариант 1", "备选案文一"),
    Kind.HEADING: ("",),
    Kind.BLOCK: ("",),
    Kind.TABLE: ("",),
    Kind.FOOTNOTE: ("[^1]",),
    Kind.UNREAD: ("",),
}


@st.composite
def _standings(draw: st.DrawFn) -> Standing:
    moved = draw(
        st.lists(st.builds(Move, parties=_parties(1), other=st.just("art_9")), max_size=1).map(tuple)
    )
    if draw(st.booleans()):
        return Standing(base=False, sponsors=draw(_parties(1)), moved_from=moved)
    deleted = draw(_parties(0 if moved else 1))
    merged = draw(
        st.lists(st.builds(Move, parties=_parties(1), other=st.just("art_8")), max_size=1).map(tuple)
    )
    into = draw(st.booleans())
    standing = Standing(
        deleted_by=deleted,
        moved_to=moved,
        merged_into=merged if into else (),
        merged_from=() if into else merged,
    )
    return replace(standing, joining=draw(_joinings(standing)))


@st.composite
def _joinings(draw: st.DrawFn, standing: Standing) -> tuple[Joining, ...]:
    """Who only supports what is done in *standing*: one who does it, or one who supports that."""
    behind = [*standing.deleted_by, *(code for move in standing.ends for code in move.parties)]
    found: list[Joining] = []
    for code in [one for one in PARTIES if one not in behind]:
        if draw(st.booleans()):
            found.append(Joining(parties=(code,), author=draw(st.sampled_from(behind))))
            behind.append(code)
    return tuple(found)


@st.composite
def provisions(draw: st.DrawFn, above: int) -> Provision:
    """A provision at most one deeper than the one before it, its address still to be given."""
    kind = draw(st.sampled_from(tuple(_LABELS)))
    label = draw(st.sampled_from(_LABELS[kind]))
    read = read_label(label)
    said = draw(wordings())
    empty = label and draw(st.integers(min_value=0, max_value=3)) == 0
    return Provision(
        wid=WId(""),
        eid=addresses([Stand(kind=kind, depth=0)])[0],
        kind=kind,
        depth=draw(st.integers(min_value=0, max_value=above)),
        label=label,
        number=read.number if read is not None else None,
        words=Wording() if empty else said,
        standing=draw(st.one_of(st.just(ORDINARY), st.just(ORDINARY), _standings())),
    )


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """A text that reading could have given: its addresses are those of its numbers and depths."""
    found: list[Provision] = []
    for _ in range(draw(st.integers(min_value=1, max_value=8))):
        found.append(draw(provisions(found[-1].depth + 1 if found else 0)))
    eids = addresses(Stand(kind=one.kind, depth=one.depth, number=one.number) for one in found)
    title = next((" ".join(show(one.words).split()) for one in found if one.kind is Kind.TITLE), "")
    return Text(
        title=title or draw(st.sampled_from(("", "Third draft", "مشروع ثالث", '"Quoted"', "Проект: 3"))),
        draft=draw(st.sampled_from(("", "Rev. 2", "第三稿"))),
        language=draw(st.sampled_from(("und", "en", "fr", "ru", "ar", "zh"))),
        provisions=tuple(replace(one, eid=eid, wid=WId(eid)) for one, eid in zip(found, eids, strict=True)),
    )
