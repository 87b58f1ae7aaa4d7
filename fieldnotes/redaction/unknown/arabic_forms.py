"""Take the forms of words in Arabic script apart, so that a verb with its persons is no word on no list.

The word lists have words as dictionaries do. What Arabic, Persian, Central Kurdish, Urdu and Pashto glue to them is
cut off here; of Persian and Kurdish verbs, which change at both ends, the stems are listed. All is folded.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from fieldnotes.redaction.ordinary import is_listed
from fieldnotes.redaction.unknown.name_words import folded

_SHORTEST = 3


def _sorted(words: str) -> tuple[str, ...]:
    """Return *words* folded, the longest first; empty ones are left out."""
    return tuple(sorted(folded(words), key=lambda word: (-len(word), word)))


def _any(words: str) -> str:
    """Return a pattern of any of *words*."""
    return f"(?:{'|'.join(map(re.escape, _sorted(words)))})"


# Conjunctions, prepositions and the article, in the standard and in the dialects of the Levant, Iraq, Egypt and Sudan.
_ARABIC_FRONTS = _sorted(
    "و ف ب ك ل ال لل س وال فال بال كال ولل فلل وب فب ول فل وس فس ع عال ه هال وهال بهال د دال ح حا م مال ش"
)
# The persons of imperfect verbs, after "he will" and the "b" of the dialects.
_ARABIC_PERSONS = _sorted("ي ت ن أ بي بت بن ب عم مي مت ست سي سن يت تت ين من مت ان است يست تست")
# Persons, objects and possessors; the tanwin of adverbs; the negation of the dialects.
_ARABIC_ENDS = _sorted(
    """
    وا وه وها وهم وني ونا ني نا نه نها نهم ناه ناها ناهم ته تها تهم تنا تني تك تم تو تن كم هم ها هما هن ه ك ا اً ات ية
    ين ون ان تين تان اتي اته اتها اتهم اتنا يين يون ت ي و لو له لها لي لنا لهم ش وش هاش يا ايا
    """
)
_PERSIAN_ENDS = _sorted(
    """
    ها های هایی هایم هایت هایش هایمان هایتان هایشان هام هات هاش ی یی ای ام ات اش م ت ش مان تان شان ان انی انش انشان تر
    ترین تری است اند ایم اید یم ید ند رو و ه هم یه تون شون مون گان گانی گر گری انه ات جات ش‌ون
    """
)
_SORANI_ENDS = _sorted(
    """
    ەکە ەکەی ەکەم ەکەت ەکەمان ەکەتان ەکەیان ەکان ەکانی ەکانم ەکانت ەکانمان ەکانتان ەکانیان کە کەی کەم کەیان
    کەمان کان کانی کانیان
    ێک ێکی ێکیان ێکە یەک یەکی ی م ت مان تان یان ە ەوە دا دام ان انی انم انیان ش یش ین ن م‌ان گەل یە ەتی ایەتی تر
    ترین ترە بوو ووە
    یی انە ەیان ەم ەت وە ۆکە یان‌ە یانی مانی
    """
)
_URDU_ENDS = _sorted("وں یں ے ی ا و ئی ئے یاں ات نے نا تی تا تے ۍ ې و ونه انو یو ه ل م ي")
# Stems of the past and the present, and the participles; a verb is one of them with what follows or precedes.
_PERSIAN_STEMS = _any(
    """
    کرد کن گفت گوی رفت رو آمد آی آ دید بین داشت دار خواست خواه توانست توان تون شد شو بود باش زد زن گرفت گیر داد
    ده دانست
    دان دون ماند مان برد بر آورد آور افتاد افت نشست نشین ایستاد ایست خوابید خواب مرد میر کشت کش دانس پرسید پرس
    فهمید فهم
    رسید رس برگشت برگرد گذشت گذر گذاشت گذار فرستاد فرست نوشت نویس خواند خوان شنید شنو گشت گرد ترسید ترس دوید دو
    خورد خور
    ساخت ساز سوخت سوز شکست شکن بست بند پوشید پوش کشید خرید خر فروخت فروش شناخت شناس انداخت انداز پرداخت پرداز
    شست شوی ریخت
    ریز آموخت آموز یافت یاب دوخت دوز گریخت گریز آویخت آویز باخت باز تاخت نواخت نواز جنگید جنگ خندید خند گریست
    گری لرزید
    لرز چرخید چرخ پیچید پیچ پرید پر چید چین خزید خز دزدید دزد بخشید بخش کوشید کوش جوشید جوش نوشید نوش پذیرفت
    پذیر گزید گزین
    آزمود آزما افزود افزا سپرد سپار شمرد شمار فشرد فشار کاشت کار گماشت انگاشت پنداشت پندار برداشت بردار نگریست
    نگر زیست زی
    جست جو رست گسست پیوست پیوند خاست خیز گسترد گستر پرورد پرور گم گ خوا رقصید رقص چسبید چسب کوبید کوب طلبید طلب بلعید
    """
)
_PERSIAN_VERB = re.compile(
    rf"(?:(?:باز|بر|در|فرو|وا|هم)?(?:ن?می|نمی|همی|ب|ن|م){_PERSIAN_STEMS}(?:م|ی|د|یم|ید|ند|ین|ن|ه|هام|های|هاند|هایم)?"
    rf"|{_PERSIAN_STEMS}(?:م|ی|یم|ید|ند|ین|ن|ه|هام|های|هاست|هایم|هاید|هاند|هبود|هشد))"
    r"(?:م|ت|ش|شان|تان|مان|شون|تون|مون|اش|ام)?"
)
_PERSIAN_PAST = re.compile(rf"(?=\w{{2,}}[دت]$){_PERSIAN_STEMS}")
"""A stem of the past alone, "he did": it ends in d or t, as none of the present does."""
_SORANI_STEMS = _any(
    """
    گوت وت ڵێ ڵێت ڵ کرد کا کە ک چوو چ هات ێ ێت ێن گەیشت گا گە مرد مر کوژ کوژر کوژرا گیرا گیر گرت گر برد بە ب
    هێنا هێن دا دە
    د بین بینی دیت بیست زان زانی توان توانی وێ ەوێ ویست پرس پرسی نووس نووسی نووسرا خوێند خوێن ژیا ژی مان مێن
    مایە ما کەوت
    کەو نیشت نیش وەستا وەست هەڵات گەڕا گەڕێ گەڕ ڕۆیشت ڕۆ ڕوا نارد نێر نێرد شار سووتا سووتان سوتا ڕووخا ڕووخێن
    تەقا تەقێن
    تەقاند خوارد خۆ خو خورا کڕی کڕ فرۆشت فرۆش شۆرد شت گۆڕی گۆڕ پاراست پارێز ناسی ناس بژارد هێشت هێڵ ڕفاند ڕفێن دزی دز
    ترسا ترس گریا گری پێکەنی خەوت نوست نوو هەستا ستا ئەنجامدا دۆزی دۆز گواست گواز کۆڵی ڕاکرد چاند بەست کێشا کێش
    لێدا دوا
    دوو کوشت ڕاگەیاند گەیاند گەیەن سەلماند سپارد داخست خست خ خرا کرا کرێ درا درێ برا برێ گوترا وترا بینرا هێنرا
    نێژرا نێژ
    شوات شکا شکان شکێن بوو ب ژمارد پێوا کشا کشان کشاوە کێشرا ەکرد مابوو هاتبوو
    """
)
_SORANI_PRONOUN = r"(?:م|ت|ی|مان|تان|یان)"
_SORANI_VERB = re.compile(
    rf"(?:هه?ل|دا|را|ده?ر|وه?ر|تی|پی|لی|هه|بو|تیک|پیک|سه?ر)?{_SORANI_PRONOUN}?(?:نه|نا|ده|مه|بی|ب|نهده|ی)?"
    rf"{_SORANI_PRONOUN}?(?:ده|ه)?{_SORANI_STEMS}"
    rf"(?:ا|و|ان|ابو|بو|ابوو|وو|بوو|ن)?(?:م|ی|ین|ن|ت|یت|ات|ه|یه|وه|وین|وون|ووم)?{_SORANI_PRONOUN}?(?:ه|"
    rf"ت)?(?:وه|ته?وه|نه|ه?وه)?"
)


@lru_cache(maxsize=65536)
def is_verb(word: str, languages: tuple[str, ...]) -> bool:
    """Tell whether *word*, folded, can hardly be anything but a verb of Persian or Kurdish."""
    if "fa" in languages and _PERSIAN_VERB.fullmatch(word) and word.startswith(("می", "نمی")) and len(word) > 4:
        return True
    return "ckb" in languages and word.startswith(("ده", "نهده", "نا")) and _SORANI_VERB.fullmatch(word) is not None


def is_like_verb(word: str, languages: tuple[str, ...]) -> bool:
    """Tell whether *word*, folded and on no list, begins as every verb in the present does in Persian or Kurdish."""
    if "fa" in languages and len(word) > 4 and word.startswith(("می", "نمی")) and not word.startswith("میر"):
        return word.endswith(("ند", "د", "یم", "م", "ت", "ه", "ین", "ن"))
    return "ckb" in languages and len(word) > 4 and word.startswith(("ده", "نهده", "نهیده"))


@lru_cache(maxsize=65536)
def is_form(word: str, languages: tuple[str, ...]) -> bool:
    """Tell whether *word*, folded, is the form of a listed word of one of *languages*, or of one of their verbs."""
    return any(_FORMS[language](word) for language in languages if language in _FORMS)


def has_end(word: str) -> bool:
    """Tell whether *word*, folded, is a listed Arabic word, as it is or with an end, and with nothing at its front."""
    return any(is_listed(stem, "ar") for stem in (word, *_without_end(word, _ARABIC_ENDS)))


def _arabic(word: str) -> bool:
    """Tell whether an Arabic word is left when fronts, persons and ends are cut off, of each one or none."""
    return any(is_listed(stem, "ar") for bare in _without_front(word) for stem in _cut(bare))


def _without_front(word: str) -> Iterator[str]:
    yield word
    for front in _ARABIC_FRONTS:
        if word.startswith(front) and len(word) - len(front) >= 2:
            yield word[len(front) :]


def _cut(word: str) -> Iterator[str]:
    """Yield an Arabic word without an end, or in the singular, and without the person of a verb, too."""
    if word.endswith("ات") and len(word) > _SHORTEST + 1:
        yield word.removesuffix("ات") + "ه"
    for stem in (word, *_without_end(word, _ARABIC_ENDS)):
        yield stem
        for person in _ARABIC_PERSONS:
            if stem.startswith(person) and len(stem) - len(person) >= _SHORTEST:
                yield stem[len(person) :]


def _persian(word: str) -> bool:
    if _PERSIAN_PAST.fullmatch(word):
        return True
    return _PERSIAN_VERB.fullmatch(word) is not None or _bare_is_listed(word, "fa", _PERSIAN_ENDS, 2)


def _sorani(word: str) -> bool:
    return _SORANI_VERB.fullmatch(word) is not None or _bare_is_listed(word, "ckb", _SORANI_ENDS, 2)


def _urdu(word: str) -> bool:
    return _bare_is_listed(word, "ur", _URDU_ENDS, 1)


_FORMS = {"ar": _arabic, "fa": _persian, "ckb": _sorani, "ur": _urdu}


def _bare_is_listed(word: str, language: str, ends: tuple[str, ...], most: int) -> bool:
    """Tell whether *word* is on the list without up to *most* of *ends*."""
    stems = {word}
    for _ in range(most):
        stems = {bare for stem in stems for bare in _without_end(stem, ends)}
        if any(is_listed(stem, language) for stem in stems):
            return True
    return False


def _without_end(word: str, ends: tuple[str, ...]) -> Iterator[str]:
    """Yield *word* without each of *ends* that it has."""
    for end in ends:
        if word.endswith(end) and len(word) - len(end) >= (_SHORTEST if len(end) == 1 else 2):
            yield word[: -len(end)]
