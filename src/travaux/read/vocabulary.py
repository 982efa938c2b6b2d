"""The words of an answer sheet: names of fields, positions and kinds of hold, in the six languages."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from travaux.answers.position import HoldKind
from travaux.text.language import folded


class Field(StrEnum):
    """What a line of a sheet gives; the value is the English name."""

    PARTY = "party"
    IN_ANSWER_TO = "in answer to"
    ON_BEHALF_OF = "on behalf of"
    POSITION = "position"
    WORDS = "words"
    REASON = "reason"
    CONDITION = "if"
    EXCEPT = "except"
    REPLACE = "replace"
    WITH = "with"
    STRIKE = "strike"
    INSERT = "insert"
    AFTER = "after"
    BEFORE = "before"
    INSIDE = "inside"
    NUMBER = "number"
    KIND = "kind"
    QUESTION = "question"


_FIELDS: Final[dict[Field, str]] = {
    Field.PARTY: (
        "party | delegation | partie | délégation | parte | delegación | сторона | делегация "
        "| الطرف | الوفد | 缔约方 | 当事方 | 代表团"
    ),
    Field.IN_ANSWER_TO: (
        "in answer to | in reply to | draft | en réponse à | projet | en respuesta a | proyecto "
        "| в ответ на | проект | ردا على | ردًا على | المشروع | 答复 | 针对 | 草案"
    ),
    Field.ON_BEHALF_OF: (
        "on behalf of | also for | au nom de | en nombre de | от имени | بالنيابة عن | باسم | نيابة عن | 代表"
    ),
    Field.POSITION: "position | answer | posición | позиция | الموقف | 立场",
    Field.WORDS: (
        "words | text | wording | proposed words | proposed text | libellé | texte | texto "
        "| redacción | текст | формулировка | النص | الصياغة | 案文 | 措辞 | 文字"
    ),
    Field.REASON: (
        "reason | reasons | because | why | motif | motifs | raison | raisons | motivo | motivos "
        "| razón | razones | причина | причины | основание | обоснование | السبب | الأسباب "
        "| التعليل | 理由"
    ),
    Field.CONDITION: (
        "if | condition | provided that | si | à condition que | condición | a condición de que "
        "| если | условие | بشرط | شرط | الشرط | إذا | 如果 | 条件"
    ),
    Field.EXCEPT: (
        "except | exception | sauf | hormis | salvo | excepto | excepción | кроме | исключение "
        "| باستثناء | استثناء | الاستثناء | 例外 | 除外"
    ),
    Field.REPLACE: (
        "replace | instead of | remplacer | sustituir | reemplazar | заменить | استبدال "
        "| يستعاض عن | استبدل | 将 | 替换"
    ),
    Field.WITH: (
        "with | by | par | avec | por | con | на | словами | с | بـ | ب | بعبارة | مع | 改为 | 替换为 | 与"
    ),
    Field.STRIKE: (
        "strike | delete | remove | biffer | supprimer | suprimir | tachar | исключить "
        "| вычеркнуть | حذف | يحذف | 删去 | 删除"
    ),
    Field.INSERT: (
        "insert | add | insérer | ajouter | insertar | añadir | agregar | вставить | добавить "
        "| إدراج | يدرج | إضافة | 插入 | 加入"
    ),
    Field.AFTER: "after | après | después de | tras | после | بعد | 之后 | 在后 | 后",
    Field.BEFORE: "before | avant | antes de | перед | قبل | 之前 | 前",
    Field.INSIDE: (
        "inside | within | in | at the beginning of | dans | à l'intérieur de | dentro de | en "
        "| в | внутри | داخل | في | 之内 | 内"
    ),
    Field.NUMBER: "number | numbered | new number | numéro | número | номер | الرقم | رقم | 编号 | 号",
    Field.KIND: "kind | type | nature | genre | clase | tipo | вид | тип | النوع | نوع | 种类 | 类型",
    Field.QUESTION: "question | questions | pregunta | preguntas | вопрос | вопросы | السؤال | سؤال | 问题",
}

_NAMES: Final[dict[str, Field]] = {
    name.strip(): field for field, names in _FIELDS.items() for name in names.split("|")
}


_WHOLE: Final = frozenset(
    {
        "the whole text",
        "whole text",
        "the draft as a whole",
        "general",
        "l'ensemble du texte",
        "ensemble du texte",
        "le texte dans son ensemble",
        "todo el texto",
        "el texto en su conjunto",
        "весь текст",
        "текст в целом",
        "النص بأكمله",
        "النص ككل",
        "全文",
        "整个案文",
    }
)
"""How a heading speaks of the whole text, in small letters."""


def names_the_whole(heading: str) -> bool:
    """Whether a heading speaks of the whole text rather than of one provision."""
    return folded(heading).replace("’", "'").casefold() in _WHOLE


def field_called(name: str) -> Field | None:
    """The field that *name* names, in any of the six languages and any case; None if none."""
    return _NAMES.get(folded(name.strip("*_ ")).replace("’", "'").casefold())


class Stance(StrEnum):
    """A position as a sheet names it, before its words are read; the value is the English name."""

    ACCEPTS = "accepts"
    ACCEPTS_EXCEPT = "accepts except"
    AMENDS = "amends"
    ADDS = "adds"
    DELETES = "deletes"
    MOVES = "moves"
    MERGES = "merges"
    SPLITS = "splits"
    EDITORIAL = "editorial"
    OPPOSES = "opposes"
    HOLDS = "holds"
    ASKS = "asks"
    SUPPORTS = "supports"
    WITHDRAWS = "withdraws"


ALWAYS: Final = frozenset({Field.POSITION, Field.REASON, Field.CONDITION})
"""Fields that go with any position."""

USES: Final[dict[Stance, frozenset[Field]]] = {
    Stance.ACCEPTS: frozenset({Field.EXCEPT}),
    Stance.ACCEPTS_EXCEPT: frozenset({Field.EXCEPT, Field.WORDS}),
    Stance.AMENDS: frozenset(
        {
            Field.WORDS,
            Field.NUMBER,
            Field.REPLACE,
            Field.WITH,
            Field.STRIKE,
            Field.INSERT,
            Field.AFTER,
            Field.BEFORE,
        }
    ),
    Stance.ADDS: frozenset({Field.WORDS, Field.NUMBER, Field.AFTER, Field.INSIDE}),
    Stance.DELETES: frozenset(),
    Stance.MOVES: frozenset({Field.AFTER, Field.NUMBER, Field.WORDS}),
    Stance.MERGES: frozenset({Field.WITH, Field.NUMBER, Field.WORDS}),
    Stance.SPLITS: frozenset({Field.WORDS}),
    Stance.EDITORIAL: frozenset({Field.WORDS}),
    Stance.OPPOSES: frozenset({Field.WORDS, Field.PARTY}),
    Stance.HOLDS: frozenset({Field.KIND}),
    Stance.ASKS: frozenset({Field.QUESTION, Field.WORDS}),
    Stance.SUPPORTS: frozenset({Field.PARTY}),
    Stance.WITHDRAWS: frozenset(),
}
"""The fields that each position has a use for, besides ALWAYS."""

REPEATABLE: Final = frozenset(
    {Field.WORDS, Field.REASON, Field.CONDITION, *USES[Stance.AMENDS]} - {Field.NUMBER}
)

STANCES: Final[tuple[tuple[Stance, str], ...]] = (
    (
        Stance.HOLDS,
        (
            r".*\breserv\w*|.*\bréserve\w*|holds?\b.*|on hold|maintient sa position|tient en suspens.*"
            r"|mantiene.*"
            r"|.*оговорк\w*|резервирует.*|оставляет открыт\w*.*"
            r"|.*تحفظ.*|يعلق موقفه.*|.*保留.*|搁置.*"
        ),
    ),
    (
        Stance.ACCEPTS_EXCEPT,
        (
            r"accept(?:s|ed|ing)?,? (?:except|with (?:an |one )?exceptions?|but)\b.*"
            r"|accepte,? (?:sauf|avec (?:une )?exceptions?|hormis)\b.*"
            r"|acepta,? (?:salvo|excepto|con (?:una )?excepci\w+)\b.*"
            r"|принимает,? (?:кроме|за исключением|с исключени\w+)\b.*"
            r"|[تين]قبل (?:باستثناء|مع استثناء|إلا).*|接受，?(?:但有|有)?例外|除.*外接受|有例外地接受"
        ),
    ),
    (
        Stance.OPPOSES,
        (
            r"oppos(?:es?|ed|ing|ition)|rejects?|rejected|objects?"
            r"|(?:cannot|does not|do not) (?:accept|agree)"
            r"|s'oppose|rejette|n'accepte pas|refuse|se opone|rechaza|no acepta|возражает"
            r"|отклоняет|против|не принимает|[تين]عارض|[تين]رفض|لا [تين]قبل|反对|不接受|不同意|不赞成"
        ),
    ),
    (
        Stance.ACCEPTS,
        (
            r"accept(?:s|ed|ance)?|agree[sd]?|agreed|noc|no change|keeps?|accepte|approuve"
            r"|d'accord|est d'accord|acepta|aprueba|de acuerdo|принимает|соглас(?:на|ен|ны|но)"
            r"|соглашается|[تين]قبل|[تين]وافق|قبول|موافق(?:ة)?|接受|同意|赞同"
        ),
    ),
    (
        Stance.EDITORIAL,
        (
            r"\(mod\)|editorial(?: only)?|rédactionnel(?:le)?|de redacción"
            r"|редакционн\w+(?: поправк\w+)?|تحريري(?:ة)?|تعديل تحريري|编辑性(?:修改)?|文字性(?:修改)?"
        ),
    ),
    (
        Stance.AMENDS,
        (
            r"amend(?:s|ed|ment)?|mod|modif(?:y|ies)|changes?|replaces?|rewords?|modifie|amende"
            r"|modifica|enmienda|изменяет|предлагает изменить|поправка|[تين]عد[ّ]?ل|تعديل|修改|修正"
        ),
    ),
    (
        Stance.ADDS,
        (
            r"adds?|add|inserts?|new|ajoute|insère|añade|agrega|inserta|добавляет|дополняет"
            r"|[تين]ضيف|إضافة|增加|增添|新增|添加"
        ),
    ),
    (
        Stance.DELETES,
        (
            r"deletes?|sup|suppress(?:es)?|strikes?|removes?|supprime|suprime|elimina|исключает"
            r"|удаляет|предлагает исключить|[تين]حذف|حذف|删除|删去"
        ),
    ),
    (
        Stance.MOVES,
        r"moves?|relocates?|déplace|traslada|mueve|переносит|перемещает|[تين]نقل|نقل|移动|移至|移位",
    ),
    (
        Stance.MERGES,
        r"merges?|combines?|fusionne|fusiona|combina|объединяет|[تين]دمج|دمج|合并",
    ),
    (
        Stance.SPLITS,
        (
            r"splits?|divides?|scinde|divise|divide|escinde|разделяет|[تين]قس[ّ]?م|تقسيم|[تين]جزئ"
            r"|拆分|分拆|分为"
        ),
    ),
    (
        Stance.ASKS,
        (
            r"asks?|questions?|requests? clarification|seeks clarification"
            r"|demande(?: des précisions)?|s'interroge|pregunta|pide aclaraciones|спрашивает"
            r"|вопрос|просит разъяснить|[تين]سأل|سؤال|[تين]ستفسر|استفسار|询问|提问|要求澄清"
        ),
    ),
    (
        Stance.SUPPORTS,
        (
            r"supports?|co-?sponsors?|joins?|soutient|appuie|apoya|respalda|поддерживает|[تين]ؤيد"
            r"|تأييد|[تين]دعم|支持"
        ),
    ),
    (
        Stance.WITHDRAWS,
        r"withdraws?|withdrawn|retire|retira|снимает|отзывает|[تين]سحب|سحب|撤回",
    ),
)
"""In which words each is understood; docs/formats/answer-sheet.md lists them."""
_STANCE: Final = tuple((stance, re.compile(pattern)) for stance, pattern in STANCES)
_PROPOSED: Final = (
    r"(?:[ \t]*:[ \t]*|[ \t]+)(?:(?:to|with|à|au|aux|a|против|على)[ \t]+)?"
    r"(?:(?:the |la )?(?:proposal (?:of|by) (?:the )?|proposition (?:de la |de |du |d')|propuesta del? )"
    r"|предложени[ею] |предложения |(?:اقتراح|مقترح) )?"
)
"""What stands between "opposes" and a party's code: "to the proposal of", "à la proposition d'"."""
_OF_A_PARTY: Final = tuple(
    (
        stance,
        re.compile(
            rf"(?:{pattern})(?:{_PROPOSED}(?P<code>[^\W\d_][\w&.\-]{{0,23}})(?:'s[ \t]+proposal)?"
            r"|(?<=[\u4e00-\u9fff])[ \t]*(?P<han>[a-z][a-z0-9&.\-]{0,23})[ \t]*(?:的?(?:提案|提议|建议))?)",
            re.IGNORECASE,
        ),
    )
    for stance, pattern in STANCES
    if stance in (Stance.SUPPORTS, Stance.OPPOSES)
)


def stance_called(said: str) -> tuple[Stance, str] | None:
    """The stance that *said* names, and the party it names after it ("supports KES") or ""; None if none.

    "opposes KES's proposal", as answers are told, is "opposes KES"; in the six languages alike.
    """
    plain = folded(said.strip("*_ ")).rstrip(".。").replace("’", "'")
    key = plain.casefold()
    for stance, pattern in _STANCE:
        if pattern.fullmatch(key):
            return stance, ""
    for stance, pattern in _OF_A_PARTY:
        if (found := pattern.fullmatch(plain)) is not None:
            return stance, found["han"] or found["code"]
    return None


_HOLDS: Final[tuple[tuple[HoldKind, str], ...]] = (
    (HoldKind.PARLIAMENTARY, r"parl\w*ment|parlament|парламент|برلمان|议会"),
    (HoldKind.LINGUISTIC, r"lingu|language|lengua|idioma|язык|лингвист|لغوي|语言|语文"),
    (HoldKind.SCRUTINY, r"scrutin|examen|examin|estudio|изучен|рассмотрен|دراسة|تدقيق|审查|研究"),
    (HoldKind.SUBSTANTIVE, r"substan|sustan|de fond\b|de fondo|по существу|موضوعي|جوهري|实质"),
    (HoldKind.GENERAL, r"general|général|общ|عام|一般|总体"),
)


def hold_kind(said: str) -> HoldKind | None:
    """The kind of hold that *said* names ("scrutiny reserve", "parlementaire"); None if it names none.

    A parliamentary scrutiny reserve is parliamentary.
    """
    key = folded(said).casefold()
    return next((kind for kind, pattern in _HOLDS if re.search(pattern, key)), None)


_TITLE: Final = re.compile(
    r"(?i:(?:answers?|repl(?:y|ies)|positions?) (?:of|from|by)\s+(?:the\s+)?"
    r"|réponses? (?:de la|de l['’]|des?|du|d['’])\s*|respuestas? (?:de la|del?|de los)\s+|ответы?\s+)"
    r"|(?:رد|ردود|جواب|إجابة)\s+|答复[:：]\s*"
)
_TITLE_HAN: Final = re.compile(r"(?P<who>.+?)的?(?:答复|回复|立场)\s*\Z")


def title_party(heading: str) -> str | None:
    """Who answers, as a heading says it ("Answer of Bordavia (BOR)"); None if it is no such heading."""
    heading = heading.strip()
    if (found := _TITLE.match(heading)) is not None:
        return heading[found.end() :].strip()
    han = _TITLE_HAN.fullmatch(heading)
    return han["who"] if han is not None else None
