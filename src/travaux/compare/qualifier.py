"""Words that limit, condition or soften, in the six languages; written as in `modal`."""

from __future__ import annotations

from typing import Final

QUALIFIERS: Final[dict[str, dict[str, str]]] = {
    "en": {
        "subject to": "subject to",
        "without prejudice to": "without prejudice to",
        "notwithstanding": "notwithstanding",
        "as appropriate": (
            "as|where|when|wherever|if appropriate|relevant, if and as appropriate, as and when appropriate"
        ),
        "as applicable": "as|where|if|when applicable",
        "if necessary": "if|as|where|when necessary, if|as needed, as required",
        "if possible": "if|where|when|wherever possible",
        "to the extent possible": (
            "to the maximum|fullest|greatest|full|- extent possible|practicable|feasible, "
            "as|so far as possible|practicable|feasible, insofar as possible|practicable, "
            "to the extent that"
        ),
        "if practicable": "if|where|when|as practicable|feasible",
        "as soon as possible": "as soon|early as possible|practicable|feasible, at the earliest",
        "inter alia": "inter alia, among others, among other things",
        "in particular": "in particular, particularly, especially, notably",
        "in principle": "in principle",
        "as a rule": "as a general|- rule, generally, normally, usually",
        "best efforts": "best efforts|endeavours|endeavors, reasonable efforts|endeavours",
        "voluntary": "voluntary, voluntarily, on a voluntary basis",
        "mutually agreed": "mutually agreed, upon|on request, by mutual consent|agreement",
        "national law": (
            "in accordance with its|their|- applicable|domestic|national|internal law|laws|legislation, "
            "within the framework of its|their national law|laws|legislation"
        ),
        "national circumstances": (
            "in the light of different|its|their|- national circumstances, "
            "in light of different|its|their|- national circumstances, "
            "taking into account different|its|their|- national circumstances"
        ),
        "within means": (
            "within its|their means|capabilities|capacities, in accordance with its|their capabilities|means"
        ),
        "unless": "unless, unless otherwise agreed|provided|decided|specified",
        "except": "except, excepting, save, with the exception of",
        "provided that": "provided|providing that, on condition that, on the condition that",
        "only": "only, solely, exclusively",
        "at least": "at least, no|not less|fewer than, a minimum of",
        "at most": "at most, no|not more than, not exceeding|exceed, a maximum of, up to",
        "no later than": "no|not later than",
        "if any": "if any",
        "as the case may be": "as the case may be",
        "mutatis mutandis": "mutatis mutandis",
        "exceptionally": "in exceptional circumstances|cases, exceptionally",
        "reasonable": "reasonable, reasonably",
    },
    "fr": {
        "sous réserve": "sous réserve de|d'|du|des|que|qu'",
        "sans préjudice": "sans préjudice de|d'|du|des",
        "nonobstant": "nonobstant, par dérogation à|au|aux",
        "selon qu'il convient": (
            "selon qu' il convient|conviendra, s' il y a lieu, le cas échéant, selon le cas, "
            "selon les cas, lorsqu' il y a lieu, comme il convient, si il y a lieu, "
            "lorsque cela est approprié"
        ),
        "si nécessaire": (
            "si nécessaire|besoin, au besoin, en tant que de besoin, selon que de besoin, "
            "si cela est nécessaire"
        ),
        "si possible": "si|lorsque|quand possible, si cela est possible",
        "dans la mesure du possible": (
            "dans la mesure du possible, autant que possible, dans toute la mesure possible|du, "
            "dans la mesure où, pour autant que|qu'"
        ),
        "dès que possible": (
            "dès|aussitôt que possible, aussi tôt que possible, le plus tôt possible, "
            "dans les meilleurs délais"
        ),
        "notamment": "notamment, entre autres, en particulier, particulièrement, inter alia",
        "en principe": "en principe, en règle générale, normalement, généralement, habituellement",
        "volontaire": "volontaire, volontaires, volontairement, à titre volontaire",
        "d'un commun accord": "d' un commun accord, sur demande, à la demande de|d'|du",
        "droit interne": (
            "conformément à son|sa|leur droit|législation interne|nationale|national, "
            "conformément à leurs législations nationales"
        ),
        "circonstances nationales": (
            "eu égard aux différentes|- circonstances|situations nationales, "
            "compte tenu des circonstances nationales"
        ),
        "moyens": "selon|dans ses|leurs moyens|capacités, dans la limite de ses|leurs moyens",
        "à moins": "à moins que|qu'|de, sauf, excepté, hormis, à l' exception de|du|des|d'",
        "à condition": "à condition que|qu'|de, pourvu que|qu'",
        "uniquement": "uniquement, seulement, exclusivement",
        "au moins": "au moins, au minimum",
        "au plus": "au plus, au maximum, jusqu' à, jusqu' au",
        "au plus tard": "au plus tard",
        "mutatis mutandis": "mutatis mutandis",
        "raisonnable": "raisonnable, raisonnables, raisonnablement",
        "exceptionnel": "à titre exceptionnel, exceptionnellement",
    },
    "es": {
        "con sujeción a": "con sujeción a|al, a reserva de|del, sujeto|sujeta|sujetos|sujetas a|al",
        "sin perjuicio": "sin perjuicio de|del",
        "no obstante": "no obstante, sin embargo, a pesar de|del",
        "según proceda": (
            "según|cuando|si proceda|procede|corresponda, como corresponda, "
            "cuando sea apropiado|pertinente|procedente, en su caso, de ser apropiado"
        ),
        "si es necesario": (
            "si es|fuera|fuere necesario, cuando sea|fuere necesario, de ser necesario, en caso necesario"
        ),
        "si es posible": "si es|fuera|fuere posible, cuando sea posible, de ser posible",
        "en la medida de lo posible": (
            "en la mayor|- medida de lo posible, en la mayor|- medida posible, en lo posible, "
            "en la medida en que"
        ),
        "lo antes posible": "lo antes posible, tan pronto como sea posible, cuanto antes",
        "entre otras cosas": (
            "entre otras cosas, entre otros, entre otras, inter alia, en particular, particularmente, "
            "especialmente"
        ),
        "en principio": "en principio, por regla general, normalmente, generalmente",
        "voluntario": "voluntario, voluntaria, voluntarios, voluntarias, voluntariamente",
        "de común acuerdo": "de común acuerdo, previa solicitud, a petición de|del",
        "legislación nacional": (
            "de conformidad con su legislación|derecho nacional|interna|interno, "
            "con arreglo a su legislación|derecho nacional|interna|interno"
        ),
        "circunstancias nacionales": (
            "a la luz de las diferentes|- circunstancias nacionales, "
            "teniendo en cuenta las circunstancias nacionales"
        ),
        "a menos que": "a menos que, salvo, excepto, con excepción de|del",
        "siempre que": "siempre que, siempre y cuando, a condición de que",
        "sólo": "sólo, solo, solamente, únicamente, exclusivamente",
        "al menos": "al menos, por lo menos, como mínimo, no menos de",
        "a lo sumo": "a lo sumo, como máximo, no más de, hasta",
        "a más tardar": "a más tardar",
        "mutatis mutandis": "mutatis mutandis",
        "razonable": "razonable, razonables, razonablemente",
        "excepcional": "con carácter excepcional, excepcionalmente",
    },
    "ru": {
        "при условии": "при условии, с учетом, при соблюдении",
        "без ущерба": "без ущерба для",
        "несмотря": "несмотря на, невзирая на, независимо от",
        "в соответствующих случаях": (
            "в соответствующих|надлежащих случаях, в соответствующем случае, сообразно обстоятельствам, "
            "по мере целесообразности, когда это уместно|целесообразно, где это уместно|применимо, "
            "если это уместно|целесообразно|применимо, когда это применимо, надлежащим образом"
        ),
        "при необходимости": (
            "при необходимости, в случае необходимости, если это необходимо, по мере необходимости"
        ),
        "по возможности": (
            "по возможности, по мере возможности, насколько это возможно, если это возможно, "
            "когда это возможно, в максимально возможной степени, в той мере, в той степени, "
            "в возможно более полной мере"
        ),
        "в кратчайшие сроки": (
            "как можно скорее, в кратчайшие сроки, в кратчайший срок, в возможно короткий срок"
        ),
        "среди прочего": "среди прочего, в частности, в том числе, в особенности, особенно, inter alia",
        "в принципе": "в принципе, как правило, обычно",
        "добровольный": (
            "добровольно, добровольной, добровольный, добровольных, добровольном, на добровольной основе"
        ),
        "по взаимному согласию": (
            "по взаимному согласию, по взаимной договоренности, по просьбе, на взаимно согласованных условиях"
        ),
        "национальное законодательство": (
            "в соответствии с|со своим|их|- национальным|внутренним законодательством|правом, "
            "в соответствии с|со своими|их|- национальными|внутренними законами"
        ),
        "национальные обстоятельства": (
            "в свете различных|- национальных условий|обстоятельств, "
            "с учетом национальных условий|обстоятельств"
        ),
        "если иное": "если не, если иное не, кроме, за исключением, исключая",
        "только": "только, исключительно, лишь",
        "не менее": "не менее, по меньшей мере, по крайней мере, как минимум",
        "не более": "не более, не свыше, максимум, не превышает|превышающий",
        "не позднее": "не позднее",
        "mutatis mutandis": "mutatis mutandis",
        "разумный": "разумно, разумный, разумные, разумных, разумного",
        "в исключительных случаях": "в исключительных случаях|обстоятельствах, в порядке исключения",
    },
    "ar": {
        "رهنا": "رهنا ب-|بـ|-, شريطة, بشرط, شرط, مع مراعاة",
        "دون المساس": "دون المساس ب-|بـ|-, دون الإخلال ب-|بـ|-, مع عدم الإخلال",
        "على الرغم": "على الرغم من, رغم, بالرغم من, بصرف النظر عن",
        "حسب الاقتضاء": (
            "حسب الاقتضاء, عند الاقتضاء, حيثما كان ذلك مناسبا, حسبما يكون مناسبا, حيثما اقتضى الأمر, "
            "إذا اقتضى الأمر, حسب الحالة"
        ),
        "عند الضرورة": "عند الضرورة, إذا لزم الأمر, عند اللزوم, حسب الضرورة, عند الحاجة",
        "قدر الإمكان": (
            "قدر الإمكان, بقدر الإمكان, إلى أقصى حد ممكن, إلى أبعد حد ممكن, ما أمكن, حيثما أمكن, "
            "إن أمكن, قدر المستطاع, حيثما كان ذلك ممكنا"
        ),
        "في أقرب وقت": "في أقرب وقت ممكن, بأسرع ما يمكن, في أسرع وقت ممكن",
        "في جملة أمور": (
            "في جملة أمور, ضمن أمور أخرى, من بين أمور أخرى, لا سيما, خاصة, خصوصا, بوجه خاص, "
            "على وجه الخصوص, بصفة خاصة"
        ),
        "من حيث المبدأ": "من حيث المبدأ, مبدئيا, كقاعدة عامة, عادة",
        "طوعي": "طوعي, طوعية, طوعا, على أساس طوعي",
        "بالاتفاق": "بالاتفاق المتبادل, بناء على طلب, بناء على الطلب",
        "القانون الوطني": "وفقا لقوانينها|لتشريعاتها|لقانونه|لقانونها الوطنية|الوطني|الداخلي|الداخلية",
        "الظروف الوطنية": "في ضوء الظروف الوطنية|المختلفة, في ضوء مختلف الظروف الوطنية",
        "ما لم": "ما لم, إلا إذا, باستثناء, فيما عدا, ما عدا, إلا",
        "فقط": "فقط, حصرا, لا غير",
        "على الأقل": "على الأقل, لا يقل عن, لا تقل عن, كحد أدنى",
        "على الأكثر": "على الأكثر, لا يزيد على|عن, لا تزيد على|عن, كحد أقصى, لا يتجاوز",
        "في موعد": "في موعد أقصاه, في موعد لا يتجاوز",
        "معقول": "معقول, معقولة",
    },
    "zh": {
        "在遵守": "在遵守, 受制于, 在不违反, 以不违反, 须符合, 除须",
        "不妨碍": "不妨碍, 不影响, 不损害, 在不妨害, 无损于",
        "尽管": "尽管, 虽有, 虽然",
        "酌情": "酌情, 适当时, 在适当情况下, 适当情况下, 视情况, 视情况而定, 如适当, 适用时, 如适用, 酌量",
        "必要时": "必要时, 如有必要, 在必要情况下, 如必要, 视需要, 如需要",
        "尽可能": (
            "尽可能, 尽量, 可能时, 如有可能, 在可能范围内, 在可能的情况下, 在可行的情况下, 在可行范围内, "
            "在最大可能范围内, 在切实可行的范围内"
        ),
        "尽早": "尽早, 尽快, 尽速",
        "除其他外": "除其他外, 除其他事项外, 特别是, 尤其是, 尤其",
        "原则上": "原则上, 一般, 通常",
        "自愿": "自愿",
        "经共同同意": "共同商定, 相互商定, 应请求, 经请求, 经要求",
        "本国法律": "根据本国法律, 依照本国法律, 按照本国法律, 根据国内法, 依照国内法",
        "国情": "根据不同国情, 考虑到不同国情, 按照本国国情, 根据各国国情",
        "除非": "除非, 除外, 但另有, 另有规定",
        "仅": "仅, 只, 只有, 仅限于, 唯有",
        "至少": "至少, 不少于, 不低于, 最低",
        "至多": "至多, 不多于, 不超过, 不高于, 最多",
        "不迟于": "不迟于, 不晚于, 最迟",
        "比照": "比照, 经必要修改后",
        "合理": "合理",
    },
}

NO_QUALIFIERS: Final[dict[str, str]] = {
    "en": "up to date, save|saves the|time, only one",
    "fr": "",
    "es": "",
    "ru": "",
    "ar": "",
    "zh": "不合理, 一般性, 不仅, 仅仅",
}
"""What has one of them in it and limits nothing."""
