"""Number words, months and units of time in the six languages."""

from __future__ import annotations

from typing import Final


def _table(*lines: str) -> dict[str, int]:
    """Read lines that begin with a value and go on with its words."""
    found: dict[str, int] = {}
    for line in lines:
        value, *words = line.split()
        found.update(dict.fromkeys(words, int(value)))
    return found


HUNDRED: Final = 100
"""From here on a number word multiplies what stands before it."""

CARDINALS: Final[dict[str, dict[str, int]]] = {
    "en": _table(
        "0 zero", "1 one", "2 two twice both", "3 three thrice", "4 four", "5 five", "6 six", "7 seven",
        "8 eight", "9 nine", "10 ten", "11 eleven", "12 twelve dozen", "13 thirteen", "14 fourteen",
        "15 fifteen", "16 sixteen", "17 seventeen", "18 eighteen", "19 nineteen", "20 twenty",
        "30 thirty", "40 forty fourty", "50 fifty", "60 sixty", "70 seventy", "80 eighty", "90 ninety",
        "100 hundred hundreds", "1000 thousand thousands", "1000000 million millions",
        "1000000000 billion billions",
    ),
    "fr": _table(
        "0 zéro", "2 deux", "3 trois", "4 quatre", "5 cinq", "6 six", "7 sept", "8 huit", "9 neuf",
        "10 dix", "11 onze", "12 douze", "13 treize", "14 quatorze", "15 quinze", "16 seize",
        "20 vingt vingts", "30 trente", "40 quarante", "50 cinquante", "60 soixante", "70 septante",
        "80 octante huitante", "90 nonante", "100 cent cents", "1000 mille", "1000000 million millions",
        "1000000000 milliard milliards",
    ),
    "es": _table(
        "0 cero", "2 dos", "3 tres", "4 cuatro", "5 cinco", "6 seis", "7 siete", "8 ocho", "9 nueve",
        "10 diez", "11 once", "12 doce", "13 trece", "14 catorce", "15 quince", "16 dieciséis",
        "17 diecisiete", "18 dieciocho", "19 diecinueve", "20 veinte", "21 veintiuno veintiún",
        "22 veintidós", "23 veintitrés", "24 veinticuatro", "25 veinticinco", "26 veintiséis",
        "27 veintisiete", "28 veintiocho", "29 veintinueve", "30 treinta", "40 cuarenta", "50 cincuenta",
        "60 sesenta", "70 setenta", "80 ochenta", "90 noventa", "100 cien ciento",
        "200 doscientos doscientas", "300 trescientos trescientas", "500 quinientos quinientas",
        "1000 mil", "1000000 millón millones",
    ),
    "ru": _table(
        "0 ноль нуля нуль", "1 один одна одно одну одного одной одному одним одном",
        "2 два две двух двум двумя оба обе обеих обоих", "3 три трех трем тремя",
        "4 четыре четырех четырем четырьмя", "5 пять пяти пятью", "6 шесть шести шестью",
        "7 семь семи семью", "8 восемь восьми восемью", "9 девять девяти девятью",
        "10 десять десяти десятью", "11 одиннадцать одиннадцати", "12 двенадцать двенадцати",
        "13 тринадцать тринадцати", "14 четырнадцать четырнадцати", "15 пятнадцать пятнадцати",
        "16 шестнадцать шестнадцати", "17 семнадцать семнадцати", "18 восемнадцать восемнадцати",
        "19 девятнадцать девятнадцати", "20 двадцать двадцати двадцатью",
        "30 тридцать тридцати тридцатью", "40 сорок сорока", "50 пятьдесят пятидесяти",
        "60 шестьдесят шестидесяти", "70 семьдесят семидесяти", "80 восемьдесят восьмидесяти",
        "90 девяносто девяноста", "100 сто ста", "180 стовосемьдесят", "200 двести двухсот",
        "300 триста трехсот", "500 пятьсот пятисот", "1000 тысяча тысячи тысяч тысячу",
        "1000000 миллион миллиона миллионов", "1000000000 миллиард миллиарда миллиардов",
    ),
    "ar": _table(
        "1 واحد واحدة واحدا", "2 اثنان اثنين اثنتين اثنتان", "3 ثلاثة ثلاث", "4 اربعة اربع",
        "5 خمسة خمس", "6 ستة ست", "7 سبعة سبع", "8 ثمانية ثماني ثمان", "9 تسعة تسع", "10 عشرة عشر",
        "20 عشرون عشرين", "30 ثلاثون ثلاثين", "40 اربعون اربعين", "50 خمسون خمسين", "60 ستون ستين",
        "70 سبعون سبعين", "80 ثمانون ثمانين", "90 تسعون تسعين", "100 مائة مئة",
        "200 مائتين مائتان مئتين مئتان", "1000 الف الاف", "1000000 مليون ملايين",
    ),
    "zh": {},
}  # fmt: skip

FRACTIONS: Final[dict[str, frozenset[str]]] = {
    "en": frozenset({"half", "thirds", "quarter", "quarters", "fifths"}),
    "fr": frozenset({"moitié", "tiers", "quart", "quarts", "cinquièmes"}),
    "es": frozenset({"mitad", "tercio", "tercios", "cuarto", "cuartos", "quintos"}),
    "ru": frozenset({"половина", "половины", "половину", "трети", "треть", "четверти", "четверть", "пятых"}),
    "ar": frozenset({"نصف", "ثلث", "ثلثي", "ثلثا", "الثلثين", "ربع"}),
    "zh": frozenset({"半"}),
}
"""Parts of a whole. "Third" alone is an ordinal."""

NO_NUMBERS: Final[dict[str, str]] = {
    "en": "one another, no one, one's, one or more, in the first place, at first, second to none, once",
    "fr": "",
    "es": "",
    "ru": "друг друга, ни один|одна|одно, один на один, один из, одна из, одной из, одного из",
    "ar": "كل واحد",
    "zh": (
        "十分, 万一, 二氧化, 千万, 一致认为, 一百个, 一切, 一般, 一定, 一起, 一些, 统一, 唯一, 一贯, "
        "一旦, 进一步, 一体, 一并, 一个, 一项, 一种, 一经"
    ),
}
"""What has one of them in it and counts nothing."""

MONTHS: Final[dict[str, str]] = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ar": "يناير فبراير مارس ابريل مايو يونيه يوليه اغسطس سبتمبر اكتوبر نوفمبر ديسمبر",
    "zh": "",
}
"""From January."""

UNITS: Final[dict[str, dict[str, int]]] = {
    "en": _table(
        "1 hour hours", "2 day days", "3 week weeks", "4 month months", "5 year years", "6 percent",
        "7 minute minutes",
    ),
    "fr": _table(
        "1 heure heures", "2 jour jours", "3 semaine semaines", "4 mois", "5 an ans année années",
    ),
    "es": _table(
        "1 hora horas", "2 día días", "3 semana semanas", "4 mes meses", "5 año años",
    ),
    "ru": _table(
        "1 час часа часов", "2 день дня дней", "3 неделя недели недель", "4 месяц месяца месяцев",
        "5 год года лет", "6 процент процента процентов",
    ),
    "ar": _table(
        "1 ساعة ساعات", "2 يوم يوما ايام", "3 اسبوع اسابيع", "4 شهر شهرا اشهر شهور",
        "5 سنة سنوات عام عاما اعوام",
    ),
    "zh": {},
}  # fmt: skip
"""Units that a number is not the same without: thirty days are not thirty months."""

HAN: Final = frozenset("〇零一二三四五六七八九十百千万亿两廿卅")
HAN_MEASURES: Final = frozenset("个年月日天周次名份国级票倍人届轮期")
"""What a lone Han numeral must stand before to be one; 一 before 个 is an article."""
HAN_ONE: Final = frozenset("年月日天周次票")
"""What 一 must stand before."""
HAN_UNITS: Final = frozenset("年月日天周时岁次票倍名")
