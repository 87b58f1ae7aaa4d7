"""Write the same number, day, place on the map or address in another notation."""

import re
from datetime import date
from random import Random

from tests.adversary.model import CLOSE, CORE, HARD, OPEN, STRETCH, Identity, Variant

DIGITS = {
    "arabic": "٠١٢٣٤٥٦٧٨٩",
    "persian": "۰۱۲۳۴۵۶۷۸۹",
    "bengali": "০১২৩৪৫৬৭৮৯",
    "devanagari": "०१२३४५६७८९",
    "burmese": "၀၁၂၃၄၅၆၇၈၉",
    "full width": "0123456789",
    "bold": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
}
SPOKEN = {
    "eng": "zero one two three four five six seven eight nine".split(),
    "fra": "zéro un deux trois quatre cinq six sept huit neuf".split(),
    "deu": "null eins zwei drei vier fünf sechs sieben acht neun".split(),
    "spa": "cero uno dos tres cuatro cinco seis siete ocho nueve".split(),
}
MONTHS = {
    "eng": "January February March April May June July August September October November December".split(),
    "fra": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "deu": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "spa": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "ukr": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split(),
    "rus": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(),
    "tur": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split(),
    "ara": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split(),
}
NUMERIC = (
    "{d:02}.{m:02}.{y} {d}/{m}/{y} {y}-{m:02}-{d:02} {d}-{m}-{y} {y}/{m:02}/{d:02} {d:02}.{m:02}.{s:02} {y}{m:02}{d:02}"
).split()
FAR_MONTHS = {
    "levant": "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول".split(","),
    "fas": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر".split(),
    "ckb": (
        "کانوونی دووەم,شوبات,ئازار,نیسان,ئایار,حوزەیران,تەمموز,ئاب,ئەیلوول,تشرینی یەکەم,تشرینی دووەم,کانوونی یەکەم"
    ).split(","),
    "amh": "ጃንዋሪ ፌብሩዋሪ ማርች ኤፕሪል ሜይ ጁን ጁላይ ኦገስት ሴፕቴምበር ኦክቶበር ኖቬምበር ዲሴምበር".split(),
    "por": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
    "ben": "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর".split(),
}


def other_digits(text: str, chance: Random) -> str:
    """Return a text in the digits of another script."""
    return text.translate(str.maketrans("0123456789", DIGITS[chance.choice(list(DIGITS))]))


def digits(text: str, _: Identity, chance: Random) -> str:
    """Write the digits of another script."""
    return other_digits(text, chance)


def grouped(number: str, chance: Random) -> str:
    """Return a number in groups of two to four digits."""
    separator = chance.choice((" ", "-", ".", "\u00a0", "", "/", " - ", "\u2009", "\u2011"))
    size = chance.choice((2, 3, 4))
    groups = [number[start : start + size] for start in range(0, len(number), size)]
    return separator.join(groups)


def international(_: str, who: Identity, chance: Random) -> str:
    """Write the number with its country code."""
    facts = who.facts
    start = chance.choice(("+{}", "00{}", "+{} ", "00 {} ", "(+{}) ", "+{}-", "+{} (0) ", "tel:+{}"))
    if "(0)" in start and facts["trunk"] != "0":
        start = "+{} "
    return f"{CLOSE}{start.format(facts['cc'])}{OPEN}{grouped(facts['nsn'], chance)}"


def national(_: str, who: Identity, chance: Random) -> str:
    """Write the number as it is dialled at home."""
    return f"{CLOSE}{who.facts['trunk']}{OPEN}{grouped(who.facts['nsn'], chance)}"


def bracketed(_: str, who: Identity, chance: Random) -> str:
    """Write the first digits in brackets."""
    number = who.facts["nsn"]
    return f"({who.facts['trunk']}{number[:3]}) {grouped(number[3:], chance)}"


def phone_digits(text: str, who: Identity, chance: Random) -> str:
    """Write the number in the digits of another script, at home or from abroad."""
    written = chance.choice((international, national))(text, who, chance)
    return other_digits(written, chance)


def dictated(_: str, who: Identity, chance: Random) -> str:
    """Write the number as it is spoken."""
    names = SPOKEN[chance.choice(list(SPOKEN))]
    return chance.choice((" ", ", ")).join(names[int(digit)] for digit in who.facts["nsn"])


def letters_for_digits(text: str, _: Identity, chance: Random) -> str:
    """Write the letters that a scanner or a cautious person puts for digits."""
    return text.replace("0", chance.choice("Oo")).replace("1", chance.choice("lI"))


def day_of(who: Identity) -> date:
    """Return the day of an identity."""
    return date.fromisoformat(who.facts["iso"])


def in_figures(_: str, who: Identity, chance: Random) -> str:
    """Write the day in figures."""
    return figures(chance.choice(NUMERIC), who)


def figures(form: str, who: Identity) -> str:
    """Return the day in a form."""
    day = day_of(who)
    return form.format(d=day.day, m=day.month, y=day.year, s=day.year % 100)


def american(_: str, who: Identity, chance: Random) -> str:
    """Write the month first, in figures."""
    return figures(chance.choice(("{m}/{d}/{y}", "{m:02}-{d:02}-{y}", "{m}/{d}/{s:02}")), who)


def in_words(_: str, who: Identity, chance: Random) -> str:
    """Write the month in words, in one of eight languages."""
    lang = chance.choice(list(MONTHS))
    day, month = day_of(who), MONTHS[lang][day_of(who).month - 1]
    forms = {
        "eng": (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}",
                f"{ordinal(day.day)} of {month} {day.year}",
                f"{day.day} {month[:3]} {day.year}", f"{month[:3]}. {day.day}, {day.year}"),
        "deu": (f"{day.day}. {month} {day.year}",),
        "spa": (f"{day.day} de {month} de {day.year}",),
        "ukr": (f"{day.day} {month} {day.year} року", f"{day.day} {month} {day.year}"),
    }  # fmt: skip
    return chance.choice(forms.get(lang, (f"{day.day} {month} {day.year}",)))


def ordinal(number: int) -> str:
    """Return an English ordinal."""
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if 10 < number % 100 < 14 else ends.get(number % 10, 'th')}"


def in_far_words(_: str, who: Identity, chance: Random) -> str:
    """Write the month in words of languages that fewer tables hold, or the digits of their scripts."""
    lang = chance.choice(list(FAR_MONTHS))
    day = day_of(who)
    written = f"{day.day} {FAR_MONTHS[lang][day.month - 1]} {day.year}"
    return other_digits(written, chance) if lang in {"levant", "fas", "ckb"} and chance.random() < 0.5 else written


def date_digits(text: str, who: Identity, chance: Random) -> str:
    """Write the day in figures of another script."""
    return other_digits(in_figures(text, who, chance), chance)


def position(who: Identity) -> tuple[float, float]:
    """Return latitude and longitude in degrees."""
    return float(who.facts["lat"]), float(who.facts["lon"])


def decimal(_: str, who: Identity, chance: Random) -> str:
    """Write decimal degrees otherwise."""
    lat, lon = position(who)
    north, east = ("N" if lat >= 0 else "S"), ("E" if lon >= 0 else "W")
    comma = f"{lat:.5f} {lon:.5f}".replace(".", ",")
    return chance.choice(
        (
            f"{lat:.5f},{lon:.5f}", f"{lat:.5f} {lon:.5f}", f"({lat:.5f}; {lon:.5f})", comma, f"{lat:.4f}, {lon:.4f}",
            f"{abs(lat):.5f}° {north}, {abs(lon):.5f}° {east}", f"{north}{abs(lat):.5f} {east}{abs(lon):.5f}",
            f"{CLOSE}geo:{OPEN}{lat:.5f},{lon:.5f}", f"{CLOSE}lat={OPEN}{lat:.5f}{CLOSE}&lon={OPEN}{lon:.5f}",
            f"{CLOSE}https://maps.example/@{OPEN}{lat:.5f},{lon:.5f}{CLOSE},15z{OPEN}",
        )
    )  # fmt: skip


def sexagesimal(_: str, who: Identity, chance: Random) -> str:
    """Write degrees, minutes and seconds, or degrees and minutes."""
    return chance.choice((", ", " ", "; ")).join(
        arc(value, ends, chance.random() < 0.7) for value, ends in zip(position(who), ("NS", "EW"), strict=True)
    )


def arc(value: float, ends: str, seconds: bool) -> str:
    """Return an angle in degrees, minutes and, if wanted, seconds."""
    end = ends[value < 0]
    degrees, rest = divmod(abs(value), 1)
    minutes, rest = divmod(rest * 60, 1)
    if seconds:
        return f"{int(degrees)}°{int(minutes):02}′{rest * 60:04.1f}″{end}"
    return f"{int(degrees)}° {minutes + rest:.3f}' {end}"


def rounded(_: str, who: Identity, chance: Random) -> str:
    """Write the position to three decimals: a hundred metres are a house in a village."""
    lat, lon = position(who)
    return f"{lat:.3f}{chance.choice((', ', ' '))}{lon:.3f}"


def far_position(_: str, who: Identity, chance: Random) -> str:
    """Write the position to two decimals, the longitude first, or in other digits."""
    lat, lon = position(who)
    return chance.choice(
        (f"{lat:.2f}, {lon:.2f}", f"{lon:.5f}, {lat:.5f}", other_digits(f"{lat:.5f}, {lon:.5f}", chance))
    )


def at_sign(text: str, _: Identity, chance: Random) -> str:
    """Write the sign of an address in a way that collectors miss."""
    user, _at, domain = text.partition("@")
    sign = chance.choice((" [at] ", "(at)", " (at) ", " @ ", "[@]", " {at} ", "%40", "&#64;", "@"))
    return f"{user}{sign}{domain.replace('.', chance.choice(('.', ' [dot] ', '(dot)', '.')))}"


def at_in_words(text: str, _: Identity, chance: Random) -> str:
    """Write the address as it is spoken."""
    at, dot = chance.choice(((" at ", " dot "), (" AT ", " DOT "), (" arobase ", " point "), (" ät ", " Punkt ")))
    return text.replace(".", dot).replace("@", at)


def mail_link(text: str, _: Identity, __: Random) -> str:
    """Write an address as a link."""
    return f"{CLOSE}<mailto:{OPEN}{text}{CLOSE}>{OPEN}"


def capitals(text: str, _: Identity, chance: Random) -> str:
    """Write other capitals."""
    return chance.choice((text.upper(), text.title()))


def profile(text: str, _: Identity, chance: Random) -> str:
    """Write the address of an account's page."""
    start = chance.choice(("https://chat.example/", "chat.example/@", "https://video.example/user/"))
    return f"{CLOSE}{start}{OPEN}{text.lstrip('@')}"


def no_at(text: str, _: Identity, __: Random) -> str:
    """Write a handle without its sign."""
    return text.lstrip("@")


def run_together(text: str, _: Identity, __: Random) -> str | None:
    """Leave out what stands between the parts."""
    return f"@{re.sub('[-_.@]', '', text)}" if re.search("[-_.]", text[1:]) else None


def regrouped(text: str, _: Identity, chance: Random) -> str:
    """Group a document's number otherwise."""
    plain = re.sub(r"[\s-]", "", text)
    place = chance.randint(2, len(plain) - 3)
    return f"{plain[:place]}{chance.choice((' ', '-', ' ', '.'))}{plain[place:]}"


PHONES, DATES, COORDS = frozenset({"phone"}), frozenset({"date"}), frozenset({"coord"})
MAILS, HANDLES, IDS = frozenset({"email"}), frozenset({"handle"}), frozenset({"id"})
VALUES = (
    Variant("phone from abroad", CORE, international, PHONES),
    Variant("phone at home", CORE, national, PHONES),
    Variant("phone with brackets", CORE, bracketed, PHONES),
    Variant("phone in other digits", CORE, phone_digits, PHONES),
    Variant("phone spoken", STRETCH, dictated, PHONES),
    Variant("letters for digits", HARD, letters_for_digits, PHONES | IDS),
    Variant("date in figures", CORE, in_figures, DATES),
    Variant("date in words", CORE, in_words, DATES),
    Variant("date in other digits", CORE, date_digits, DATES),
    Variant("date, month first", HARD, american, DATES),
    Variant("date in far words", HARD, in_far_words, DATES),
    Variant("decimal degrees", CORE, decimal, COORDS),
    Variant("degrees and minutes", CORE, sexagesimal, COORDS),
    Variant("rounded position", CORE, rounded, COORDS),
    Variant("position, far notation", HARD, far_position, COORDS),
    Variant("e-mail obfuscated", CORE, at_sign, MAILS),
    Variant("e-mail spoken", HARD, at_in_words, MAILS),
    Variant("e-mail link", CORE, mail_link, MAILS),
    Variant("other capitals", CORE, capitals, MAILS | HANDLES | IDS),
    Variant("profile address", CORE, profile, HANDLES),
    Variant("handle without sign", CORE, no_at, HANDLES),
    Variant("handle run together", HARD, run_together, HANDLES),
    Variant("document regrouped", CORE, regrouped, IDS),
    Variant("document in other digits", CORE, digits, IDS),
)
