"""Words of obligation and permission in the six languages: modal verbs, and the verbs that stand for them.

One row for each: what it is compared by, and the forms it takes. Number and person are no difference;
tense and mood are. "a|b" is either word, "-" no word.
"""

from __future__ import annotations

from typing import Final

MODALS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "shall": "shall",
        "should": "should",
        "must": "must",
        "may": "may",
        "might": "might",
        "will": "will",
        "would": "would",
        "can": "can, cannot, can't",
        "could": "could",
        "ought": "ought to",
        "required": "required|obliged|bound to",
        "encouraged": "encouraged to",
        "invited": "invited to",
        "requested": "requested to",
        "urged": "urged to",
        "undertake": "undertake|undertakes|undertook to",
        "endeavour": "endeavour|endeavours|endeavor|endeavors to",
        "strive": "strive|strives to",
        "aim": "aim|aims to",
        "seek": "seek|seeks to",
    },
    "fr": {
        "doit": "doit, doivent, dois, devons, devez",
        "devra": "devra, devront",
        "devrait": "devrait, devraient",
        "devoir": "devoir, devant",
        "peut": "peut, peuvent",
        "pourra": "pourra, pourront",
        "pourrait": "pourrait, pourraient",
        "pouvoir": "puisse, puissent",
        "tenu": "tenu|tenue|tenus|tenues de|d'|du",
        "engage": "s' engage|engagent|engagera|engageront à",
        "efforce": "s' efforce|efforcent|efforcera|efforceront|efforcer de|d', s' emploie|emploient à",
        "convient": "convient de|d'|que|qu'",
        "invité": "invité|invitée|invités|invitées à",
        "encouragé": "encouragé|encouragée|encouragés|encouragées à",
        "cherche": "cherche|cherchent|chercheront|cherchera à",
    },
    "es": {
        "debe": "debe, deben",
        "deberá": "deberá, deberán",
        "debería": "debería, deberían, debiera, debieran",
        "deber": "deba, deban",
        "puede": "puede, pueden",
        "podrá": "podrá, podrán",
        "podría": "podría, podrían, pudiera, pudieran",
        "poder": "pueda, puedan",
        "ha de": "ha|han|habrá|habrán de",
        "tiene que": "tiene|tienen|tendrá|tendrán que",
        "obligado": "obligado|obligada|obligados|obligadas a",
        "compromete": "se compromete|comprometen|comprometerá|comprometerán a",
        "esfuerza": "se esforzará|esforzarán|esfuerza|esfuerzan por|en|para",
        "procura": "procurará, procurarán, procura, procuran",
        "alienta": "se alienta|alentará a",
        "invita": "se invita|invitará a",
    },
    "ru": {
        "должен": "должен, должна, должно, должны",
        "следует": "следует, следовало бы",
        "необходимо": "необходимо",
        "надлежит": "надлежит",
        "обязан": "обязан, обязана, обязано, обязаны",
        "обязуется": "обязуется, обязуются, обязались",
        "может": "может, могут",
        "мог бы": "мог|могла|могло|могли бы",
        "вправе": "вправе, имеет|имеют право",
        "призывает": "призывается, призываются",
        "предлагает": "предлагается",
        "стремится": "стремится, стремятся",
        "усилия": "прилагает|прилагают|предпринимает|предпринимают усилия",
        "намерен": "намерен, намерена, намерены",
    },
    "ar": {
        "يجب": "يجب, تجب",
        "يتعين": "يتعين, تتعين",
        "ينبغي": "ينبغي, تنبغي",
        "يلزم": "يلزم",
        "يجوز": "يجوز, تجوز",
        "يمكن": "يمكن, تمكن",
        "يحق": "يحق",
        "يلتزم": "يلتزم, تلتزم, يلتزمون, ملزم, ملزمة",
        "يتعهد": "يتعهد, تتعهد, يتعهدون",
        "يسعى": "يسعى, تسعى, يسعون",
        "يبذل": "يبذل|تبذل قصارى, يبذل|تبذل جهودها",
        "يشجع": "يشجع, تشجع",
        "يدعى": "يدعى, تدعى, مدعوة",
        "سوف": "سوف",
    },
    "zh": {
        "应": "应, 应当, 应该",
        "须": "须, 必须",
        "不得": "不得",
        "可": "可, 可以",
        "宜": "宜",
        "将": "将",
        "能够": "能够, 不能",
        "承诺": "承诺",
        "努力": "努力, 尽力, 力求, 争取",
        "鼓励": "鼓励",
        "请": "请, 邀请, 促请, 敦促, 要求",
    },
}

NO_MODALS: Final[dict[str, str]] = {
    "en": (
        "the|political|good|free|own|popular will, will of, wills, in May, of May, "
        "early|late|since|until|by May"
    ),
    "fr": "devant le|la|les|l'|un|une, le|un|du|au pouvoir, devoir de",
    "es": "el|un deber, el|su poder",
    "ru": "",
    "ar": "",
    "zh": (
        "应用, 适应, 相应, 反应, 响应, 供应, 对应, 效应, 应对, 应急, 回应, 应付, 因应, 感应, 应缴, 可能, "
        "可持续, 可行, 许可, 认可, 可靠, 可再生, 可预测, 可获得, 尽可能, 可用, 可信, 可比, 可分, 可见, "
        "可观, 可予, 可变, 将来, 即将, 必将, 便宜, 适宜, 事宜, 申请, 请求, 聘请, 提请, 按要求, 要求的"
    ),
}
"""What looks like one of them and is none: the month, "the will of the people"."""
