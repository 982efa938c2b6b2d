"""Words of negation in the six languages; written as in `modal`."""

from __future__ import annotations

from typing import Final

NEGATIONS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "not": "not, cannot, can't, don't, doesn't, isn't, aren't, won't, n't",
        "no": "no",
        "none": "none, nobody, nothing, no one",
        "never": "never",
        "nor": "nor",
        "neither": "neither",
        "refrain": "refrain|refrains from",
    },
    "fr": {
        "ne": "ne, n'",
        "non": "non",
        "aucun": "aucun, aucune, aucuns, aucunes",
        "ni": "ni",
        "jamais": "jamais",
        "nul": "nul, nulle",
        "s'abstenir": "s' abstient|abstiennent|abstiendra|abstiendront|abstenir de|d'",
    },
    "es": {
        "no": "no",
        "ni": "ni",
        "ningún": "ningún, ninguno, ninguna, ningunos, ningunas",
        "nunca": "nunca, jamás",
        "nada": "nada",
        "nadie": "nadie",
        "tampoco": "tampoco",
        "abstenerse": "se abstendrá|abstendrán|abstiene|abstienen|abstenga|abstengan de",
    },
    "ru": {
        "не": "не",
        "ни": "ни",
        "нет": "нет",
        "нельзя": "нельзя",
        "никакой": (
            "никакой, никакая, никакое, никакие, никаких, никакого, никаким, никакую, никто, ничто, ничего"
        ),
        "никогда": "никогда",
        "воздерживаться": "воздерживается|воздерживаются|воздержаться|воздерживаться от",
    },
    "ar": {
        "لا": "لا, ألا",
        "ليس": "ليس, ليست, ليسوا",
        "لم": "لم",
        "لن": "لن",
        "غير": "غير",
        "عدم": "عدم, بعدم, لعدم",
        "دون": "دون, بدون, بلا",
        "يمتنع": "يمتنع|تمتنع عن",
    },
    "zh": {
        "不": "不, 不得, 不能",
        "未": "未, 尚未",
        "无": "无, 没有, 毋",
        "非": "非, 并非",
        "勿": "勿",
        "禁止": "禁止",
        "避免": "避免",
    },
}

NO_NEGATIONS: Final[dict[str, str]] = {
    "en": "not only, no. 1|2|3|4|5|6|7|8|9, whether or not",
    "fr": "non seulement, organisation|organisations non gouvernementale|gouvernementales",
    "es": "no sólo|solo, no obstante",
    "ru": "не только, тем не менее, не кто иной",
    "ar": "لا سيما, غير أن",
    "zh": (
        "不仅, 不同, 不断, 不论, 不管, 无论, 未来, 非洲, 非常, 不利, 差不多, 除非, 非政府, 不过, 不但, "
        "不少, 不足, 不可抗力"
    ),
}
"""What has one of them in it and denies nothing."""
