"""Words in each script, their direction and their language. The only word splitter.

Nothing here changes a character: words are cut, compared by `key`, and reported as they stand.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal

import regex

from travaux.text.phrase import each_of, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNSPACED: Final = r"\p{Han}\p{Hiragana}\p{Katakana}\u30FC\uFF70"
_CLUSTERED: Final = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD: Final = rf"[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}[{_CLUSTERED}--\p{{Nd}}]]]"
_ELIDED: Final = r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=\p{L})"

_TOKEN: Final = regex.compile(
    rf"""
      [ ](?!\s) | [A-Za-z]++(?=[ ,.;:()\n])                  # the two commonest, for speed alone
    | \s+
    | (?i:{_ELIDED})
    | {_WORD}++                                             # a word or a number, with
      (?: (?: ['’ʼ]                                         #   an apostrophe,
            | (?<=\p{{Nd}}) [.,٫٬] (?=\p{{Nd}})             #   a separator between digits,
            | [-‐‑] (?=\p{{L}}) | (?<=\p{{L}}) [-‐‑]        #   a hyphen beside a letter
          ) {_WORD}++ )*
      (?: (?<=\p{{Nd}}) [%٪‰] )?
    | [{_UNSPACED}] \p{{M}}*
    | (?=[{_CLUSTERED}]) \X
    | .
    """,
    regex.VERSION1 | regex.VERBOSE | regex.DOTALL,
)


def tokens(text: str) -> tuple[str, ...]:
    """Cut *text* into words, white space and marks; put end to end they are *text* again.

    One token each: a run of white space; a word with its combining marks, apostrophes and inner
    hyphens ("co-operation"), an elided article apart ("l'" "Organisation"); a number with its inner
    separators and percent sign ("9,000", "42%"); a Han, Hiragana or Katakana character; a Thai,
    Lao, Khmer or Myanmar cluster; any other character (mark, bracket, bidirectional control,
    character without width). No dictionary is asked. Cutting at white space first gives the same
    tokens.
    """
    return tuple(_TOKEN.findall(text))


def key(token: str) -> str:
    """Give what comparison compares: one space for any white space, anything else as it is.

    No case is folded, nothing is composed, no quotation mark straightened: those are changes.
    """
    return " " if token.isspace() else token


def folded(text: str) -> str:
    """Give *text* with each run of white space as one space, and none at its ends."""
    return " ".join(text.split())


def words(text: str) -> tuple[str, ...]:
    """List the tokens of *text* that are not white space."""
    return tuple(token for token in _TOKEN.findall(text) if not token.isspace())


def each_word(text: str) -> Iterator[str]:
    """Go through the tokens of *text* that are not white space, for who may not want them all."""
    return (token[0] for token in _TOKEN.finditer(text) if not token[0].isspace())


def is_space(token: str) -> bool:
    return token.isspace()


_MARK: Final = regex.compile(r"[\p{P}\p{S}\p{Cf}\p{Cc}]+", regex.VERSION1)


def is_mark(token: str) -> bool:
    """Tell whether *token* is punctuation, a bracket, a sign or a control: no word, no white space."""
    return _MARK.fullmatch(token) is not None and not token.isspace()


CLAUSE_MARKS: Final = frozenset(",;:.!?()[]{}–—،؛؟۔，；：。！？、（）【】「」『』《》〈〉«»“”")
"""Marks at which a sentence falls into clauses, in the scripts of the six languages."""


def _list(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


CONJUNCTIONS: Final = _list(
    "and or nor but if unless provided which who whom whose that where when while whereas until",
    "although because except including et ou ni mais si sauf que qui dont où lorsque quand tandis",
    "afin lorsqu qu' puisque quoique pourvu y e o u pero sino salvo cuando donde mientras aunque",
    "porque cual cuyo quien и или либо но а что если когда где который которая которое которые чтобы",
    "пока хотя поскольку кроме و أو أم لكن إذا إن أن الذي التي الذين حيث عندما بينما ما لم إلا كي 和 或",
    "及 与 但 若 如 并 而 且",
)
"""Words at which a sentence falls into phrases, in lower case."""

AUXILIARIES: Final = _list(
    "is are was were be been being has have had do does did shall should will would may might can could",
    "must not est sont était être été ont avoir ne pas es fue ser sido ha han haber не бы быть был была",
    "было были есть является كان كانت يكون تكون لا لن ليس قد 应 可 得 将 不",
)
"""Verbs and negations beside which a verb begins, in lower case."""

GENITIVES: Final = _list("of de des du d' del")
"""Words that say whose, or of what, in lower case."""

_PARTICLES: Final = _list(
    "a an the to in on at by for from with without under over into as no any each such this these those",
    "it its their his her them they he she we our there than then also le la les l' un une au aux à en",
    "dans par pour sur sous avec sans entre vers n' se s' ce c' cet cette ces son sa ses leur leurs il",
    "elle ils elles y j' m' t' plus el los las una unos unas al con sin por para sobre bajo hacia desde",
    "hasta su sus lo este esta estos estas ese esa aquel más в во на с со к ко о об от до из за по под",
    "над при для без у между через ни же ли это этот эта эти тот та те его её их он она они оно мы في من",
    "إلى على عن مع بين عند ب ل ك هذا هذه ذلك تلك هو هي هم كل أي غير 的 之 在 于 于是 为 以 由",
    "对 从 向 其 该 此 这 那 所 是 有 也 各",
)
STOP_WORDS: Final = CONJUNCTIONS | AUXILIARIES | GENITIVES | _PARTICLES
"""Articles, prepositions, auxiliaries and the like of the six languages, in lower case."""


def is_minor(token: str) -> bool:
    """Tell whether *token* says little by itself: a stop word, in any case, or a mark or white space."""
    return token.lower().replace("’", "'") in STOP_WORDS or token.isspace() or is_mark(token)


_RIGHT: Final = regex.compile(r"[\p{bc=R}\p{bc=AL}]", regex.VERSION1)
_STRONG: Final = regex.compile(r"[\p{bc=L}\p{bc=R}\p{bc=AL}]", regex.VERSION1)


def direction(text: str) -> Literal["ltr", "rtl"]:
    """Tell which way most letters of *text* run; at a tie the first letter decides; "ltr" without letters."""
    strong = "".join(_STRONG.findall(text))
    right = len(_RIGHT.findall(strong))
    left = len(strong) - right
    if right == left:
        return "rtl" if _RIGHT.match(strong) else "ltr"
    return "rtl" if right > left else "ltr"


_SCRIPTS: Final = {
    "ar": regex.compile(r"\p{Arabic}", regex.VERSION1),
    "zh": regex.compile(r"\p{Han}", regex.VERSION1),
    "ru": regex.compile(r"\p{Cyrillic}", regex.VERSION1),
    "latin": regex.compile(r"\p{Latin}", regex.VERSION1),
    "other": regex.compile(
        r"[\p{L}--[\p{Arabic}\p{Han}\p{Cyrillic}\p{Latin}]]|[پچژگ]|[іїєґў]", regex.VERSION1
    ),
}
_TELLING: Final = {
    "en": _list("the of and to shall in by which any article each be with for is"),
    "fr": _list("le les des du et dans une au aux par est article l' d' chaque la qui que"),
    "es": _list("el los las del y una con por artículo cada se la que en para al"),
    "de": _list("der die das und den dem des ein eine nicht von zu mit im ist artikel"),
}


_LANGUAGES: Final[dict[str, tuple[int, ...]]] = {
    word: tuple(int(word in telling) for telling in _TELLING.values())
    for word in frozenset().union(*_TELLING.values())
}
"""For each closed-class word, which of the languages of `_TELLING` have it."""

_ASCII_WORDS: Final = re.compile(r"[ld]'|[a-z]+")
"""Words as `tokens` cuts them, but for hyphens: a language is not told by those."""

Tally = tuple[int, ...]
"""How many letters of each script, then how many closed-class words of each language."""


_SAMPLE: Final = 60
"""Characters of a paragraph by which its language is guessed: ten words of each say as much as all."""


def tally(paragraph: str) -> Tally:
    """Count in the first characters of *paragraph* what `guess` goes by."""
    text = paragraph[:_SAMPLE]
    if text.isascii():
        scripts = [sum(map(str.isalpha, text)) if tag == "latin" else 0 for tag in _SCRIPTS]
        said = _ASCII_WORDS.findall(text.lower())
    else:
        scripts = [len(script.findall(text)) for script in _SCRIPTS.values()]
        said = [word.lower().replace("’", "'") for word in _TOKEN.findall(text)]
    heard = [_LANGUAGES[word] for word in said if word in _LANGUAGES]
    return (*scripts, *(map(sum, zip(*heard, strict=True)) if heard else (0 for _ in _TELLING)))


def summed(tallies: Sequence[Tally]) -> Tally:
    return tuple(map(sum, zip(*tallies, strict=True)))


def guess(text: str) -> str:
    """Guess the language of *text*: "ar", "zh", "ru", "en", "fr", "es", "de", or "und".

    By script, then by a few closed-class words. Good enough for a ``lang`` attribute; never used to
    interpret what is written.
    """
    return guess_from([tally(paragraph) for paragraph in text.splitlines()])


def guess_from(tallies: Sequence[Tally]) -> str:
    """Guess the language of a text from the counts of its paragraphs."""
    totals = summed(tallies)
    counts = dict(zip(_SCRIPTS, totals, strict=False))
    script = max(counts, key=lambda tag: counts[tag], default="other")
    if script == "other" or not counts[script]:
        return "und"
    if script != "latin":
        return script
    heard = dict(zip(_TELLING, totals[len(_SCRIPTS) :], strict=True))
    best = max(heard.values())
    first = [tag for tag, count in heard.items() if count == best]
    return first[0] if best and len(first) == 1 else "und"


_CONTROLS: Final = (
    r"\p{Bidi_Control}\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200D\u2060-\u2064\u3164\uFEFF\uFFA0"
    r"\U000E0000-\U000E007F"
)
_JOINING: Final = r"\p{Arabic}\p{Devanagari}\p{Bengali}\p{Sinhala}\p{Malayalam}\p{Khmer}"
_HIDDEN: Final = regex.compile(
    rf"""
      (?P<control> [\p{{Cc}}--[\t\n\r]] )
    | (?<= [{_JOINING}] ) [\u200C\u200D] (?= \p{{L}} )
    | (?P<hidden> [{_CONTROLS}] )
    | (?P<word> (?= \p{{L}}* \p{{Latin}} ) (?= \p{{L}}* [\p{{Cyrillic}}\p{{Greek}}] ) \p{{L}}++ )
    | \p{{L}}++
    """,
    regex.VERSION1 | regex.VERBOSE,
)
_NEITHER: Final = r"[\p{L}--[\p{Latin}\p{Cyrillic}\p{Greek}]]*+"
_SUSPECT: Final = regex.compile(
    rf"[\p{{Cc}}--[\t\n\r]]|[{_CONTROLS}]|\p{{Latin}}{_NEITHER}[\p{{Cyrillic}}\p{{Greek}}]"
    rf"|[\p{{Cyrillic}}\p{{Greek}}]{_NEITHER}\p{{Latin}}",
    regex.VERSION1,
)
"""One of these stands wherever `_HIDDEN` finds something; most texts have none. A word of any length is gone
through once."""
_ALIKE: Final = frozenset("аеорсухіјѕһԁԛԝАВЕЗКМНОРСТУХІЈЅҮοανικρτυχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ")
_NOT_LATIN: Final = regex.compile(r"[\p{Cyrillic}\p{Greek}]", regex.VERSION1)
_LATIN_ALIKE: Final = frozenset("aeopcyxijshdqwABE3KMHOPCTYXIJSZNvkut")


_NAMED: Final = {"Latin": phrase("Latin"), "Cyrillic": phrase("Cyrillic"), "Greek": phrase("Greek")}


def concealed(text: str) -> tuple[tuple[int, str], ...]:
    """Find what a reader of *text* cannot see: offsets and names, in order.

    Bidirectional controls, characters without width, NUL and other controls; and words in which
    letters of one script stand for look-alikes of another (Latin among Cyrillic or Greek, or the
    reverse). Joiners inside Arabic-script and Indic words are spelling and are not reported.
    """
    if (text.isascii() and text.isprintable()) or _SUSPECT.search(text) is None:
        return ()
    found: list[tuple[int, str]] = []
    for match in _HIDDEN.finditer(text):
        if (char := match["control"]) is not None:
            found.append((match.start(), phrase("control character U+{code}", code=f"{ord(char):04X}")))
        elif (char := match["hidden"]) is not None:
            named = unicodedata.name(char, phrase("unnamed character"))
            found.append((match.start(), phrase("{name} U+{code}", name=named, code=f"{ord(char):04X}")))
        elif (word := match["word"]) is not None:
            foreign = set(_NOT_LATIN.findall(word))
            if foreign <= _ALIKE or set(word) - foreign <= _LATIN_ALIKE:
                scripts = sorted({unicodedata.name(letter).split()[0].title() for letter in word})
                mixed = phrase(
                    'word that mixes {scripts} letters: "{word}"',
                    scripts=each_of(_NAMED.get(one, one) for one in scripts),
                    word=word,
                )
                found.append((match.start(), mixed))
    return tuple(found)


_UNRULY: Final = regex.compile(r"[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]")
"""What ends a line, commands a terminal, or turns the direction of what stands after it."""


def unruly(text: str) -> str:
    """Name the first character in *text* that would change what is shown around it; "" for none."""
    found = None if text.isprintable() else _UNRULY.search(text)
    if found is None:
        return ""
    return f"{unicodedata.name(found[0], 'a control character').lower()} (U+{ord(found[0]):04X})"


def on_one_line(text: str) -> str:
    """Give *text* so that it stays on its line and turns nothing around; by number, what would."""
    if text.isprintable():
        return text
    return _UNRULY.sub(
        lambda found: " " if found[0] in "\t\n\r\u2028\u2029" else f"U+{ord(found[0]):04X}", text
    )
