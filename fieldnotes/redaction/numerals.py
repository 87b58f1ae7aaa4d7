"""List the words for numbers, by language, folded: figures alone, or all up to thousands with the ordinals of days.

A row gives the words from 0 or 1 upwards; "/" parts words of one value, "_" stands where a language has none of its
own. Languages in which only the ten figures are listed are those in which numbers are told figure by figure, or
whose compound numbers are no words of their own.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from fieldnotes.redaction.letters import fold_character

_FIGURES = """
    pl: zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć
    sr: nula jedan/jedna dva/dvije tri četiri pet šest sedam osam devet
    sh: нула један два три четири пет шест седам осам девет
    so: eber kow/hal laba saddex afar shan lix toddoba siddeed sagaal
    sw: sifuri moja mbili tatu nne tano sita saba nane tisa
    ha: sifiri ɗaya/daya biyu uku huɗu/hudu biyar shida bakwai takwas tara
    hi: शून्य/ज़ीरो एक दो तीन चार पांच/पाँच छह/छः/छे सात आठ नौ
    bn: শূন্য/জিরো এক দুই তিন চার পাঁচ ছয় সাত আট নয়
    ka: ნული/ნოლი ერთი ორი სამი ოთხი ხუთი ექვსი შვიდი რვა ცხრა
    hy: զրո մեկ երկու երեք չորս հինգ վեց յոթ ութ ինը
    he: אפס אחת/אחד שתיים/שניים שלוש/שלושה ארבע/ארבעה חמש/חמישה שש/שישה שבע/שבעה שמונה תשע/תשעה
    id: nol/kosong satu dua tiga empat lima enam tujuh delapan sembilan
    nl: nul een/één twee drie vier vijf zes zeven acht negen
    ro: zero unu doi/două trei patru cinci șase șapte opt nouă
    el: μηδέν ένα δύο τρία τέσσερα πέντε έξι επτά/εφτά οκτώ/οχτώ εννέα/εννιά
    am: ዜሮ አንድ ሁለት ሶስት/ሦስት አራት አምስት ስድስት ሰባት ስምንት ዘጠኝ
"""
# 0 to 19; 20 to 90; 100 to 900 ("_" for those that are counted: "two hundred"); 1,000.
_COUNTED = """
    en: zero/oh/nought/null one two three four five six seven eight nine ten eleven twelve
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen | twenty thirty forty/fourty
    fifty sixty seventy eighty ninety | hundred | thousand
    es: cero uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce
    quince dieciséis diecisiete dieciocho diecinueve | veinte treinta cuarenta cincuenta sesenta
    setenta ochenta noventa | cien/ciento doscientos trescientos cuatrocientos quinientos
    seiscientos setecientos ochocientos novecientos | mil
    pt: zero um/uma dois/duas três quatro cinco seis/meia sete oito nove dez onze doze treze
    catorze/quatorze quinze dezasseis/dezesseis dezassete/dezessete dezoito dezanove/dezenove |
    vinte trinta quarenta cinquenta sessenta setenta oitenta noventa | cem/cento duzentos
    trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos | mil
    fr: zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze
    quinze seize _ _ _ | vingt/vingts trente quarante cinquante soixante septante
    huitante/octante nonante | cent/cents | mille/mil
    it: zero uno/un due tre/tré quattro cinque sei sette otto nove dieci undici dodici tredici
    quattordici quindici sedici diciassette diciotto diciannove | venti trenta quaranta
    cinquanta sessanta settanta ottanta novanta | cento | mille/mila
    de: null eins/ein zwei/zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn
    vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn | zwanzig dreißig vierzig fünfzig
    sechzig siebzig achtzig neunzig | hundert | tausend
    tr: sıfır bir iki üç dört beş altı yedi sekiz dokuz on | yirmi otuz kırk elli altmış yetmiş
    seksen doksan | yüz | bin
    ku: sifir yek du/didu sê/sisê çar pênc şeş heft heşt neh deh yanzdeh/yazdeh duwanzdeh/dozdeh
    sêzdeh çardeh panzdeh şanzdeh hevdeh hijdeh/hejdeh nozdeh | bîst sî/sih çil pêncî şêst heftê
    heştê nod/not | sed | hezar
    ru: ноль/нуль один/одна два/две три четыре пять шесть семь восемь девять десять одиннадцать
    двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать
    девятнадцать | двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто
    | сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот |
    тысяча/тысячи/тысяч
    uk: нуль один/одна два/дві три чотири п'ять шість сім вісім дев'ять десять одинадцять
    дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять
    дев'ятнадцять | двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто |
    сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот дев'ятсот | тисяча/тисячі/тисяч
    ar: صفر واحد/واحدة اثنان/اثنين/اثنا/اثني/إثنين ثلاثة/ثلاث/تلاتة أربعة/أربع خمسة/خمس ستة/ست
    سبعة/سبع ثمانية/ثماني/ثمان/تمانية تسعة/تسع عشرة/عشر | عشرون/عشرين ثلاثون/ثلاثين/تلاتين
    أربعون/أربعين خمسون/خمسين ستون/ستين سبعون/سبعين ثمانون/ثمانين/تمانين تسعون/تسعين |
    مائة/مئة/مية مائتان/مئتان/مائتين/مئتين/ميتين ثلاثمائة/ثلاثمئة أربعمائة/أربعمئة
    خمسمائة/خمسمئة ستمائة/ستمئة سبعمائة/سبعمئة ثمانمائة/ثمانمئة تسعمائة/تسعمئة | ألف/آلاف
    fa: صفر یک دو سه چهار پنج شش/شیش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده
    هجده/هیجده نوزده | بیست سی چهل پنجاه شصت هفتاد هشتاد نود | صد/یکصد دویست سیصد چهارصد پانصد
    ششصد/شیشصد هفتصد هشتصد نهصد | هزار
    ckb: سفر یەک دوو سێ چوار پێنج شەش حەوت هەشت نۆ دە یازدە/یانزە دوازدە/دوانزە سیازدە/سیانزە
    چواردە پازدە/پانزە شازدە/شانزە حەڤدە هەژدە نۆزدە | بیست سی چل پەنجا شەست حەفتا هەشتا نەوەد |
    سەد/سەت دووسەد سێسەد چوارسەد پێنجسەد شەشسەد/شەسەد حەوتسەد/حەوسەد هەشتسەد نۆسەد | هەزار
"""
# Ordinals of 1 to 19, and of the tens, by which days and the ends of years are told; then what each may end in.
_ORDINALS = """
    en: first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth | twentieth
    thirtieth |
    es: primero/primer |  |
    pt: primeiro |  |
    fr: premier/1er |  |
    it: primo |  |
    ru: перв втор треть/трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат
    тринадцат четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат | двадцат
    тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност | ое его ого ье ый ий ой
    ом ем
    uk: перш друг треть/трет четверт п'ят шост сьом восьм дев'ят десят одинадцят дванадцят
    тринадцят чотирнадцят п'ятнадцят шістнадцят сімнадцят вісімнадцят дев'ятнадцят | двадцят
    тридцят сороков п'ятдесят шістдесят сімдесят вісімдесят дев'яност | е є ого ього ий ій ому
    de: erst zweit dritt viert fünft sechst siebt/siebent acht neunt zehnt elft zwölft dreizehnt
    vierzehnt fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt | zwanzigst dreißigst | e en er
    ar: الأول/أول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر الحادي |
    العشرون/العشرين الثلاثون/الثلاثين |
    fa: یکم/اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم
    شانزدهم هفدهم هجدهم نوزدهم | بیستم سی‌ام |
    ckb: یەک دوو سێ چوار پێنج شەش حەوت هەشت نۆ دە یازدە/یانزە دوازدە/دوانزە سیازدە/سیانزە چواردە
    پازدە/پانزە شازدە/شانزە حەڤدە هەژدە نۆزدە | بیست سی | ی ەم ەمی هەم هەمی مین
"""
_TIMES = {"double": 2, "doble": 2, "triple": 3, "treble": 3}
# What a machine that takes dictation writes for the figures of English, and words of other languages that are numbers
# of one: none of these makes a number of what stands alone.
_HOMOPHONES = {"for": 4, "fore": 4, "to": 2, "too": 2, "ate": 8, "won": 1, "o": 0, "tree": 3, "tu": 2}
_WEAK = """
    oh null once on bin mil cent cents un une een due sei du se sette meia una um uma nove tri pet
    sest bir ein mille not nod sed opt lima tara hal shan kow afar yek دو سه نه ده سی یک صد ست عشر
    خمس سبع تسع ثمان نو حد сто три два один одна семь сім एक दो সাত আট নয় primo doble double triple
    treble
"""
_ANDS = "and y e et und u ve и і й та و û"
_POINTS = (
    "point dot decimal punto coma ponto vírgula virgule komma punkt virgola nokta virgül xal точка крапка кома запятая "
    "целых فاصلة فاصله نقطة نقطه ممیز اعشار پۆینت خاڵ"
)


class Numeral(NamedTuple):
    """A word for a number, in one language.

    Attributes:
        value: the number.
        ordinal: it says which, not how many.
        times: it says how often the figure that follows is to be written.
    """

    value: int
    ordinal: bool = False
    times: bool = False


def plain(word: str) -> str:
    """Return *word* folded, in small letters and without apostrophes, as the words of the tables are."""
    return _SIGNS.sub("", "".join(map(fold_character, word)).casefold())


_SIGNS = re.compile(r"[^\w\u0900-\u109f]+")
Table = dict[str, dict[str, Numeral]]


def _row(table: Table, language: str, words: str, values: list[int], *, ordinal: bool = False) -> None:
    """Add a row of words for *values*."""
    for spelled, value in zip(words.split(), values, strict=False):
        for word in spelled.split("/") if spelled != "_" else ():
            table.setdefault(plain(word), {}).setdefault(language, Numeral(value, ordinal))


def _rows(table: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each language of a table, and its rows."""
    language, rows = "", [""]
    for word in table.split():
        if word.endswith(":"):
            if language:
                yield language, rows
            language, rows = word[:-1], [""]
        elif word == "|":
            rows.append("")
        else:
            rows[-1] += f" {word}"
    yield language, rows


def _numerals() -> Table:
    """Return for each word its meanings by language."""
    table: Table = {}
    below, tens, hundreds = list(range(20)), list(range(20, 100, 10)), list(range(100, 1000, 100))
    for language, rows in (*_rows(_FIGURES), *_rows(_COUNTED)):
        for words, values in zip(rows, (below, tens, hundreds, [1000]), strict=False):
            _row(table, language, words, values)
    _row(table, "es", _VEINTE, [21, 21, *range(22, 30)])
    _row(table, "ar", "ألفان/ألفين", [2000])
    for language, (*rows, endings) in _rows(_ORDINALS):
        for words, values in zip(rows, (below[1:], tens), strict=True):
            stems = (product(stem.split("/"), endings.split() or [""]) for stem in words.split())
            _row(table, language, " ".join("/".join(map("".join, forms)) for forms in stems), values, ordinal=True)
    for word, value in _HOMOPHONES.items():
        table.setdefault(word, {}).setdefault("en", Numeral(value))
    for word, value in _TIMES.items():
        table.setdefault(word, {}).update({one: Numeral(value, times=True) for one in ("en", "es", "fr", "pt")})
    return table


_VEINTE = (
    "veintiún veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
)
NUMERALS = _numerals()
"""The meanings of each word for a number, by language."""
WEAK = frozenset(map(plain, _WEAK.split())) | _HOMOPHONES.keys()
"""Those that are other words as well, of their own language or another."""
ANDS = frozenset(map(plain, _ANDS.split()))
"""The words for "and", which stand in numbers."""
POINTS = frozenset(map(plain, _POINTS.split()))
"""The words for the point in a decimal."""
TENS_AND_ONES = frozenset({"fr", "tr"})
"""The languages in which ten and one are said as twenty and one are, at least from seven on."""
