"""Drafts and redrafts of them with known truth: which provision was made into which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from tests.builders import provision, text
from travaux.text.instrument import Text
from travaux.text.kind import Kind
from travaux.text.provision import Provision

Truth = frozenset[tuple[tuple[int, ...], tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class Tongue:
    """What sentences in one language are made of, all of it invented but the little words."""

    syllables: tuple[str, ...]
    little: tuple[str, ...]
    gap: str
    comma: str
    stop: str
    article: str
    headings: tuple[str, ...]


TONGUES: Final = {
    "en": Tongue(
        ("jur", "los", "per", "zon", "mut", "cap", "rel", "act", "mar", "ver", "sol", "gen", "tra", "pol"),
        ("shall", "the", "of", "and", "to", "in", "each", "Party", "Parties", "for", "Convention", "by"),
        " ",
        ", ",
        ". ",
        "Article {}",
        ("General provisions", "Definitions", "Entry into force"),
    ),
    "fr": Tongue(
        ("mon", "per", "vis", "tal", "ron", "cour", "lé", "dis", "mar", "ver", "sou", "gar", "tré", "fin"),
        ("les", "de", "la", "et", "à", "dans", "chaque", "Partie", "Parties", "pour", "par", "l'accord"),
        " ",
        ", ",
        ". ",
        "Article {}",
        ("Dispositions générales", "Définitions", "Entrée en vigueur"),
    ),
    "ru": Tongue(
        ("мор", "пер", "зон", "рад", "вод", "гор", "сел", "нов", "мир", "вер", "сол", "ген", "тра", "пол"),
        ("и", "в", "на", "для", "каждая", "Сторона", "Стороны", "по", "с", "Конвенции", "не", "от"),
        " ",
        ", ",
        ". ",
        "Статья {}",
        ("Общие положения", "Определения", "Вступление в силу"),
    ),
    "ar": Tongue(
        ("بح", "سل", "نور", "قم", "دار", "عمل", "كتب", "حفظ", "زر", "طر", "جم", "فن"),
        ("في", "من", "على", "كل", "طرف", "الأطراف", "إلى", "هذه", "الاتفاقية", "أن", "التي", "مع"),
        " ",
        "، ",
        ". ",
        "المادة {}",
        ("أحكام عامة", "تعاريف", "بدء النفاذ"),
    ),
    "zh": Tongue(
        tuple("海水山木金火土田石云雨风雪江湖林花草鸟鱼马牛羊米豆麦桥路车船门窗笔纸书"),
        ("的", "应", "各方", "和", "在", "缔约", "对", "为", "本公约", "其", "与", "可"),
        "",
        "，",
        "。",
        "第{}条",
        ("一般规定", "定义", "生效"),
    ),
}


@dataclass
class Node:
    """A provision while a text is being made; ``origin``: the places in the draft that it came from."""

    kind: Kind
    words: str
    children: list[Node] = field(default_factory=list)
    origin: tuple[int, ...] = ()

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


class Author:
    """Writes a draft, and redrafts it, in one language; the same from the same seed."""

    def __init__(self, seed: int, tongue: Tongue) -> None:
        self.dice = Random(seed)  # noqa: S311  nothing secret: the same redraft from the same seed
        self.tongue = tongue
        self.lexicon = [self._coined() for _ in range(400)]
        self.boilerplate = [self.paragraph(1) for _ in range(3)]

    def _coined(self) -> str:
        return "".join(self.dice.choices(self.tongue.syllables, k=self.dice.choice((2, 2, 3))))

    def word(self) -> str:
        if self.dice.random() < 0.45:
            return self.dice.choice(self.tongue.little)
        # The first words of the lexicon are the common ones, as in any language.
        return self.lexicon[int(len(self.lexicon) * self.dice.random() ** 2.2)]

    def phrase(self, least: int = 2, most: int = 8) -> str:
        return self.tongue.gap.join(self.word() for _ in range(self.dice.randint(least, most)))

    def sentence(self) -> str:
        return self.tongue.comma.join(self.phrase(4, 9) for _ in range(self.dice.randint(1, 4)))

    def paragraph(self, most: int = 3) -> str:
        return (
            self.tongue.stop.join(self.sentence() for _ in range(self.dice.randint(1, most)))
            + self.tongue.stop.strip()
        )

    def draft(self, articles: int) -> Node:
        """Write a draft: chapters, articles with or without headings, paragraphs, points, boilerplate."""
        root = Node(Kind.TITLE, self.phrase(5, 8))
        chapter = root
        for number in range(articles):
            if number % 8 == 0:
                chapter = Node(Kind.CHAPTER, self.dice.choice((*self.tongue.headings, self.phrase(2, 4))))
                root.children.append(chapter)
            heading = self.dice.choice(("", self.dice.choice(self.tongue.headings), self.phrase(2, 5)))
            article = Node(Kind.ARTICLE, heading)
            chapter.children.append(article)
            for _ in range(self.dice.randint(2, 6)):
                paragraph = Node(Kind.PARAGRAPH, self.paragraph())
                article.children.append(paragraph)
                if self.dice.random() < 0.2:
                    paragraph.children += [
                        Node(Kind.POINT, self.phrase(4, 14)) for _ in range(self.dice.randint(2, 4))
                    ]
            if self.dice.random() < 0.15:
                article.children.append(Node(Kind.PARAGRAPH, self.dice.choice(self.boilerplate)))
        for at, node in enumerate(root.walk()):
            node.origin = (at,)
        return root

    def reworded(self, said: str) -> str:
        """Change one to three phrases."""
        words = pieces(said, self.tongue)
        for _ in range(self.dice.choice((1, 1, 2, 3))):
            at, long = self.dice.randrange(len(words)), self.dice.choice((1, 1, 2, 4))
            match self.dice.choice(("replace", "replace", "insert", "delete")):
                case "replace":
                    words[at : at + long] = pieces(self.phrase(1, 5), self.tongue)
                case "insert":
                    words[at:at] = pieces(self.phrase(1, 6), self.tongue)
                case _ if len(words) > 2 * long:
                    del words[at : at + long]
        return self.tongue.gap.join(words)

    def redraft(self, root: Node, share: float) -> Node:
        """Change about *share* of the provisions of a copy of *root*, in every way there is."""
        mine = copied(root)
        count = max(1, int(share * sum(1 for _ in mine.walk())))
        for _ in range(count):
            way = self.dice.choices(WAYS, WEIGHTS)[0]
            getattr(self, f"_{way}")(mine)
        return mine

    # Each way takes a provision that nothing was done to yet, and marks what it did in ``origin``.

    def _leaf(self, root: Node) -> tuple[Node, int]:
        """Choose a paragraph without points that stands as it was; its parent and place."""
        while True:
            holders = [node for node in root.walk() if node.kind is Kind.ARTICLE and len(node.children) > 1]
            holder = self.dice.choice(holders)
            at = self.dice.randrange(len(holder.children))
            node = holder.children[at]
            if not node.children and len(node.origin) == 1 and node.words not in self.boilerplate:
                return holder, at

    def _article(self, root: Node) -> tuple[Node, int]:
        chapter = self.dice.choice([node for node in root.children if len(node.children) > 1])
        return chapter, self.dice.randrange(len(chapter.children))

    def _reword(self, root: Node) -> None:
        holder, at = self._leaf(root)
        holder.children[at].words = self.reworded(holder.children[at].words)

    def _rewrite(self, root: Node) -> None:
        holder, at = self._leaf(root)
        holder.children[at].words = self.paragraph()

    def _insert(self, root: Node) -> None:
        holder, at = self._leaf(root)
        holder.children.insert(at, Node(Kind.PARAGRAPH, self.paragraph()))

    def _delete(self, root: Node) -> None:
        holder, at = self._leaf(root)
        del holder.children[at]

    def _move(self, root: Node) -> None:
        holder, at = self._leaf(root)
        node = holder.children.pop(at)
        there, place = self._leaf(root)
        there.children.insert(place, node)

    def _move_and_reword(self, root: Node) -> None:
        self._reword(root)
        holder, at = self._leaf(root)
        holder.children[at].words = self.reworded(holder.children[at].words)
        node = holder.children.pop(at)
        there, place = self._leaf(root)
        there.children.insert(place, node)

    def _split(self, root: Node) -> None:
        holder, at = self._leaf(root)
        node = holder.children[at]
        words = pieces(node.words, self.tongue)
        if len(words) >= 12:
            cut = self.dice.randint(len(words) // 3, 2 * len(words) // 3)
            gap = self.tongue.gap
            halves = (gap.join(words[:cut]) + self.tongue.stop.strip(), gap.join(words[cut:]))
            holder.children[at : at + 1] = [
                Node(node.kind, half, origin=(*node.origin, -1)) for half in halves
            ]

    def _merge(self, root: Node) -> None:
        holder, at = self._leaf(root)
        if at + 1 < len(holder.children):
            one, other = holder.children[at : at + 2]
            if not other.children and len(other.origin) == 1 and other.words not in self.boilerplate:
                said = one.words + (" " if self.tongue.gap else "") + other.words
                holder.children[at : at + 2] = [Node(one.kind, said, origin=(*one.origin, *other.origin))]

    def _move_article(self, root: Node) -> None:
        chapter, at = self._article(root)
        node = chapter.children.pop(at)
        there, place = self._article(root)
        there.children.insert(place, node)

    def _insert_article(self, root: Node) -> None:
        chapter, at = self._article(root)
        contents = [Node(Kind.PARAGRAPH, self.paragraph()) for _ in range(self.dice.randint(1, 4))]
        chapter.children.insert(at, Node(Kind.ARTICLE, self.dice.choice(("", self.phrase(2, 5))), contents))

    def _delete_article(self, root: Node) -> None:
        chapter, at = self._article(root)
        del chapter.children[at]


WAYS: Final = (
    *("reword", "rewrite", "insert", "delete", "move", "move_and_reword", "split", "merge"),
    *("move_article", "insert_article", "delete_article"),
)
WEIGHTS: Final = (50, 3, 10, 10, 4, 4, 4, 4, 1, 1, 1)


def pieces(said: str, tongue: Tongue) -> list[str]:
    return said.split(" ") if tongue.gap else list(said)


def copied(node: Node) -> Node:
    return Node(node.kind, node.words, [copied(child) for child in node.children], node.origin)


def printed(root: Node, tongue: Tongue) -> Text:
    """Number the provisions as they stand."""
    found: list[Provision] = []
    articles = 0

    def put(node: Node, depth: int, at: int) -> None:
        nonlocal articles
        match node.kind:
            case Kind.ARTICLE:
                articles += 1
                label = tongue.article.format(articles)
            case Kind.PARAGRAPH:
                label = f"{at + 1}."
            case Kind.POINT:
                label = f"({'abcdefgh'[at]})"
            case _:
                label = ""
        found.append(provision(node.kind, label, node.words, depth))
        for place, child in enumerate(node.children):
            put(child, depth + 1, place)

    put(root, 0, 0)
    return text(*found)


def truth(old: Node, new: Node) -> Truth:
    """Tell which provisions of *old* became which of *new*, by the marks the author left."""
    olds: dict[tuple[int, ...], list[int]] = {}
    for at, node in enumerate(new.walk()):
        if node.origin and node.origin[-1] == -1:
            olds.setdefault((node.origin[0],), []).append(at)
        else:
            olds.setdefault(node.origin, []).append(at)
    added = olds.pop((), [])
    gone = {at for at, _ in enumerate(old.walk())} - {at for origin in olds for at in origin}
    return frozenset(
        (
            *((origin, tuple(news)) for origin, news in olds.items()),
            *(((), (at,)) for at in added),
            *(((at,), ()) for at in gone),
        )
    )


def hard(pairs: Truth, old: Text, new: Text, plain: Sequence[int]) -> Truth:
    """Leave out the pairs of provisions that stayed as and where they were (*plain*: where they now are)."""
    still = set(plain)
    return frozenset(
        (olds, news)
        for olds, news in pairs
        if not (
            len(olds) == len(news) == 1
            and news[0] in still
            and old.provisions[olds[0]].words == new.provisions[news[0]].words
        )
    )
