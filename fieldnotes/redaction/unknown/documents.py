"""Suspect numbers of papers, plates, files and accounts.

A pattern that only this kind of number has counts by itself; other numbers count after a word that says what they
are. Plates are never looked for in small letters: "in 2011 as" would be one.
"""

import re
from collections.abc import Iterable, Iterator

from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown import checksums
from fieldnotes.redaction.unknown.parted import parted_views
from fieldnotes.redaction.unknown.suspecting import (
    HIGH,
    LOW,
    MEDIUM,
    before,
    digits,
    near_digits,
    of_matches,
    places_of_words,
    suspect,
)

_PASSPORT = (
    r"passport|pasaport|pasport|pasaporte|passaporte|passaporto|passeport|reisepass|paszport|putovnica|pasos|"
    r"паспорт|пасош|جواز|پاسپورت|گذرنامه|پاسبورت|پهسابورت|پاسپورت|ፓስፖርት|पासपोरट|পাসপোরট|דרכון|baasaboor"
)
_IDENTITY = (
    r"national id|id card|identity|identification|id no|id number|id|nin|ssn|social security|nino|tax id|tin|"
    r"voter|ration card|residence permit|visa|"
    r"driving licen[cs]e|driver's licen[cs]e|licen[cs]e no|permit|registration|refugee|unhcr|asylum|kimlik|tckn|"
    r"t\.c|tc|nufus|ehliyet|ausweis|personalausweis|"
    r"steuer|carte d'identite|cni|nir|nss|numero de securite sociale|secu|cedula|dni|nie|curp|rut|cuit|cuil|cpf|"
    r"rg|nif|bi|codice fiscale|pesel|jmbg|oib|egn|cnp|"
    r"aadhaar|aadhar|pan|cnic|nik|ktp|nid|nrc|инн|снилс|рнокпп|іпн|ідентифікаційн\w*|посвідчен\w*|удостоверен\w*|"
    r"серия|серія|нас номер|єддр|"
    r"هویه|الهویه|بطاقه|الرقم الوطنی|رقم وطنی|الرقم القومی|اقامه|کد ملی|کارت ملی|شناسنامه|کد ملی|کارتی نیشتمانی|"
    r"ناسنامه|کارتی زانیاری|رهگهزنامه|nasname|መታወቂያ|आधार|পরিচযপতর|এনআইডি|תעודת זהות|ת\.ז|kitambulisho|"
    r"aqoonsi|seri|serie|serial|"
    r"kartu"
)
_ACCOUNT = (
    r"account|acct|a/c|iban|sort code|bank|konto|kontonummer|compte|rib|cuenta|clabe|cbu|conta|conto|hesap|hesab|"
    r"рахун\w*|счет\w*|сч[её]т\w*|р/с|حساب|الحساب|حسابی|حیساب|هژمار|שבון|חשבון|खाता|হিসাব|mpesa|m-pesa|"
    r"zaincash|fastpay|"
    r"western union|mtcn|moneygram|paypal"
)
_PLATE_WORD = (
    r"plates?|number plate|licen[cs]e plate|registration|reg|plaka\w*|plakali|plaque|immatricul\w*|matricula\w*|"
    r"kennzeichen|nummernschild|placas?|targa|tablice|registracij\w*|tablic\w*|"
    r"номер\w*|номерн\w*|держномер\w*|госномер\w*|знак\w*|لوحه|لوحته|لوحتها|رقم|رقمها|رقمه|نمره|پلاک|"
    r"מספר הרכב|לוחית|taarg\w*|تابلوی?|ژماره|تابلوکه\w*|ታርጋ|"
    r"सं|নমবর|plat|taarikada|targo"
)
_FILE_WORD = (
    r"application|applications|case|cases|file|files|docket|ref|reference|complaint|petition|dossier|report|"
    r"investigation|claim|aktenzeichen|az|affaire|requete|pourvoi|expediente|caso|"
    r"processo|dosya|esas|karar|дел[оау]|справ\w*|قضیه|القضیه|ملف|دعوی|پرونده|دوسیه|کیسی|dosyaya|dava|nos?|nr|"
    r"numero|№|n°|no|number|prisoner|inmate|detainee|badge|service|serial|member|employee|student|patient|"
    r"hospital|record|mrn|ticket|booking|order|invoice|flight"
)
_LEAD = re.compile(
    rf"(?<![^\W_])(?:(?P<passport>{_PASSPORT})|(?P<account>{_ACCOUNT})|(?P<id>{_IDENTITY})|"
    rf"(?P<plate>{_PLATE_WORD})|(?P<file>{_FILE_WORD}))(?:(?<=[\u0620-\u06ff])[\u0620-\u06ff]{{1,6}})?"
    r"(?P<joint>(?:[\s:#№.,()°/-]|number|numbers|num|no|nos|nr|nr\.|numarasi|numero|numara|номер|series|серия|"
    r"серія|is|was|ist|es|est|card|card no|je|the|my|his|her|رقم|رقمها|رقمه|شماره|ژماره|ژمارهی|بهژماره|ya|wa|"
    r":){0,6})$"
)
_SERIAL = re.compile(
    r"(?<![\w.,])(?:[^\W\d_]{1,6}[\s./№-]{0,2}){0,2}\d[\w]*(?:[\s./-]{1,2}[\w]*\d[\w]*){0,6}(?:-[^\W\d_]{1,3})?(?![\w]|"
    r""
    r""
    r"[.,]\d)"
)

_BY_FORM: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("United States social security", re.compile(r"(?<![\w-])(?!000|666|9\d\d)\d{3}-\d{2}-\d{4}(?![\w-])")),
    ("Brazil CPF", re.compile(r"(?<![\w.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\w)")),
    ("Chile RUT", re.compile(r"(?<![\w.])\d{1,2}\.\d{3}\.\d{3}-[\dK](?!\w)")),
    ("Pakistan CNIC", re.compile(r"(?<![\w-])\d{5}-\d{7}-\d(?![\w-])")),
    ("Russia SNILS", re.compile(r"(?<![\w-])\d{3}-\d{3}-\d{3}[\s-]\d{2}(?!\w)")),
    ("Italy codice fiscale", re.compile(r"(?<!\w)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z](?!\w)")),
    ("Mexico CURP", re.compile(r"(?<!\w)[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z\d]\d(?!\w)")),
    ("Mexico RFC", re.compile(r"(?<!\w)[A-ZÑ&]{4}\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[A-Z\d]{3}(?!\w)")),
    ("Spain NIE", re.compile(r"(?<!\w)[XYZ]-?\d{7}-?[A-Z](?!\w)")),
    ("United Kingdom NINO", re.compile(r"(?<!\w)[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D](?!\w)")),
    (
        "France NIR",
        re.compile(r"(?<!\w)[12]\s?\d{2}\s?(?:0[1-9]|1[0-2])\s?\d[\dAB]\s?\d{3}\s?\d{3}(?:\s?\d{2})?(?!\w)"),
    ),
    ("Israel", re.compile(r"(?<![\w-])\d{8}-\d(?![\w-])")),
    ("Bangladesh, Burma NRC", re.compile(r"(?<!\w)\d{1,2}/[A-Za-z]{3,12}\s?\([A-Z]\)\s?\d{6}(?!\w)")),
    ("Colombia, grouped", re.compile(r"(?<![\w.])1\.\d{3}\.\d{3}\.\d{3}(?![\w.])")),
    ("UNHCR", re.compile(r"(?<!\w)\d{3}-\d{2}C\d{5}(?!\w)")),
)
_PASSPORT_FORM = re.compile(r"(?<![\w-])(?:[A-Z]{1,2}\d{7,8}|[A-Z]{2}\d{6}|[A-Z]\d{8}|[A-Z]{3}\d{6})(?![\w-])")
_DNI = re.compile(r"(?<!\w)\d{8}-?[A-Z](?!\w)")
_LONG = re.compile(r"(?<![\w.,/+-])\d{9,18}(?![\w/]|[.,]\d)")
_AADHAAR = re.compile(r"(?<![\w-])[2-9]\d{3}[\s-]\d{4}[\s-]\d{4}(?![\w-])")
_CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w]|[.-]\d)")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?!\w)")
_WALLET = re.compile(
    r"(?<!\w)(?:[13][a-km-zA-HJ-NP-Z1-9]{25,34}|(?:bc1|tb1|ltc1|cosmos1|addr1)[a-z0-9]{20,100}|0x[0-9a-fA-F]{40}|"
    r"T[1-9A-HJ-NP-Za-km-z]{33}|"
    r"[48][1-9A-HJ-NP-Za-km-z]{94}|[LM][1-9A-HJ-NP-Za-km-z]{26,33}|r[1-9A-HJ-NP-Za-km-z]{24,34}|"
    r"D[5-9A-HJ-NP-U][1-9A-HJ-NP-Za-km-z]{32})(?!\w)"
)
_SHORTEST_WALLET = 23  # "bc1" and twenty
# Forms of plates: Europe, Turkey, Ukraine and its neighbours, South Asia, Iran and Arab states; capitals only.
_PLATE = re.compile(
    r"(?<![\w.,-])(?:[A-Z]{2}\d{2}\s?[A-Z]{3}|(?:0[1-9]|[1-7]\d|8[01])\s?[A-Z]{1,3}\s?\d{2,5}|"
    r"[A-ZА-ЯІЇЄ]{2}\s?\d{4}\s?[A-ZА-ЯІЇЄ]{2}|"
    r"[АВЕКМНОРСТУХABEKMHOPCTYX]\s?\d{3}\s?[АВЕКМНОРСТУХABEKMHOPCTYX]{2}\s?\d{2,3}|"
    r"[A-Z]{1,3}-[A-Z]{1,2}\s?\d{1,4}[HE]?|[A-Z]{2}-\d{3}-[A-Z]{2}|[A-Z]{2}\s?\d{3}\s?[A-Z]{2}|"
    r"[A-Z]{2}[\s-]?\d{1,2}[\s-]?[A-Z]{1,3}[\s-]?\d{4}|[A-Z]{3}-\d{3,4}|\d{4}\s[BCDFGHJKLMNPRSTVWXYZ]{3}|"
    r"\d{1,2}[\s-]?[A-Z]\s?\d{4,6}|"
    r"\d{2}\s?[ا-ی]\s?\d{3}(?:\s?(?:[-–—]|ایران)?\s?\d{2})?|[A-Z]\s\d{3}\s[A-Z]{3}|\d[A-Z]{3}\d{3}|"
    r"[А-ЯІЇЄ]\s?\d{3}\s?[А-ЯІЇЄ]{2}|[ا-ی]\s[ا-ی]\s[ا-ی]\s\d{3,4}|[A-Z]{2}\d[A-Z]\s?\d{3,4}|"
    r"[A-Z]\d{3}[A-Z]{2}\d{2,3}|[A-Z]{2}\s\d{3}-[A-Z]{2})(?![\w-]|[.,]\d)"
)
_WEAPONS_AND_ROADS = re.compile(
    r"(?:AK|RPG|PKM|DSHK|MIG|SU|ISO|COVID|SARS|UN|UK|US|EU|NATO|FM|AM|PM|DIN|RFC|UTF|SHA|MP|PDF|HIV|BMP|BTR|GRAD|"
    r"TOW|ZU|BM|KSU|USD|EUR|GBP|IQD|TRY|SYP|ART|NO)[\s-]?\d"
)
_CASE = re.compile(r"(?<![\w.,/])\d{1,6}/(?:\d{4}|\d{2})(?:/\d{1,5})?(?![\w/]|[.,]\d)")
_COMPOUND = re.compile(
    r"(?<![\w./-])(?:[A-Z]{2,6}[-/_][A-Z0-9]{1,8}[-/_][A-Z0-9/_-]*\d{2,}|[A-Z]{2,6}[-/_]\d{4,12})(?![\w])"
)
_CURRENCY = (
    r"(?:eur|usd|gbp|trl|try|pln|chf|ats|dem|sek|nok|dkk|rub|uah|iqd|syp|irr|etb|bdt|mmk|cop|ils|jpy|cny|inr|pkr|"
    r"[€$£¥₺₽₴₪₹])"
)
_SUM = re.compile(
    rf"(?<!\w){_CURRENCY}\s?\d[\d.,]*(?<![.,])(?:\s(?:million|billion|thousand))?|"
    rf"(?<![\w.,])\d[\d.,]*\s?{_CURRENCY}(?!\w)"
)
_IMEI_WORD = re.compile(r"imei\D{0,12}$")


class Documents:
    """Suspect numbers by which an office, a bank or the traffic police knows somebody."""

    covers = frozenset({"identity, passport, plate and account numbers"})

    def suspect(self, canon: Canon) -> Iterable[Suspicion]:
        """Yield the numbers in any view."""
        for view in parted_views(canon):
            yield from _after_a_word(view)
            yield from _by_form(view)
            yield from _by_check_digit(view)
            yield from _wallets(view)
            yield from _of_vehicles(view)
            if "<<" in view.cased:
                yield from of_matches(
                    view, _MACHINE_READABLE.finditer(view.cased), "passport", "is read by machines", HIGH
                )
            yield from of_matches(view, near_digits(view.lower, _SUM), "account", "is a sum of money", LOW)


def _after_a_word(view: View) -> Iterator[Suspicion]:
    """Yield numbers before which a word says what they are."""
    text = view.lower
    for found in near_digits(text, _SERIAL):
        start = _without_lead(found)
        serial = text[start : found.end()]
        lead = _LEAD.search(before(text, start, 48)) if len(digits(serial)) > 2 else None
        if lead is None or _OF_A_LAW.search(before(text, start, 40)):
            continue
        kind = next(name for name in _NAMED if lead[name])
        if _may_be(kind, serial):
            shown, risk = ("id", MEDIUM) if kind == "file" else (kind, HIGH)
            yield suspect(view, (start, found.end()), shown, f"stands after a word for {_NAMED[kind]}", risk)


def _may_be(kind: str, serial: str) -> bool:
    """Tell whether *serial* is long enough for its kind, and no year."""
    if kind in ("file", "id") and _YEARS.fullmatch(serial):
        return False
    if kind == "plate" and len(digits(serial)) < 5 and not _LETTER.search(serial):
        return False
    return len(digits(serial)) >= _SHORTEST[kind] or "/" in serial


_OF_A_LAW = re.compile(
    r"(?<!\w)(?:law|act|decree|directive|regulation|resolution|loi|decret|ordonnance|arrete|ley|lei|legge|"
    r"gesetz|verordnung|kanun\w*|"
    r"закон\w*|указ\w*|постанов\w*|قانون|القانون|مرسوم|قرار|یاسا\w*)(?:\s(?:organique|federal|of|nr|no))?[\s.,]{1,2}"
    r"(?:no|n°|nos|nr|№|n|numero|number|رقم|شماره|ژماره)[\s.]{0,2}\Z"
)
"""What has a number that everybody may know."""
_SHORTEST = {"passport": 4, "account": 4, "id": 4, "plate": 3, "file": 5}
_YEARS = re.compile(r"(?:1[89]|20)\d\d(?:[-/](?:1[89]|20)?\d\d)?")
_LETTER = re.compile(r"[^\W\d_]")
_NAMED = {
    "passport": "a passport",
    "account": "an account",
    "id": "an identity paper",
    "plate": "a plate",
    "file": "a file or a number",
}


def _without_lead(found: re.Match[str]) -> int:
    """Return where a serial starts: its letters may be the word that says what it is."""
    words = found[0]
    letters = re.match(r"(?:[^\W\d_]+[\s./№-]{0,2})*", words)
    if letters is None or not letters[0]:
        return found.start()
    last = re.search(r"(?<![^\W\d_])[^\W\d_]{1,3}[./-]?\s?$", letters[0])
    if last is None or last[0].strip(" ./-") in (
        "no",
        "nr",
        "is",
        "id",
        "az",
        "ref",
        "nos",
        "reg",
        "tc",
        "tin",
        "nin",
        "was",
        "es",
        "ist",
        "est",
        "bi",
        "rg",
        "of",
        "in",
        "on",
        "to",
        "at",
    ):
        return found.start() + len(letters[0])
    return found.start() + last.start()


def _by_form(view: View) -> Iterator[Suspicion]:
    """Yield numbers whose form says what they are."""
    for country, pattern in _BY_FORM:
        yield from of_matches(
            view, near_digits(view.cased, pattern), "id", f"has the form of an identity number ({country})", HIGH
        )
    yield from of_matches(
        view, near_digits(view.cased, _PASSPORT_FORM), "passport", "has the form of a passport's number", MEDIUM
    )
    for found in near_digits(view.cased, _PLATE):
        if not _WEAPONS_AND_ROADS.match(found[0]) and len(digits(found[0])) > 1:
            yield suspect(view, found.span(), "plate", "has the form of a plate", MEDIUM)
    for found in near_digits(view.lower, _CASE):
        if not re.fullmatch(r"(?:1[89]|20)\d\d/\d\d(?:\d\d)?", found[0]) and len(digits(found[0])) > 4:
            yield suspect(view, found.span(), "id", "has the form of a file's number", MEDIUM)
    for found in near_digits(view.cased, _COMPOUND):
        if not _WEAPONS_AND_ROADS.match(found[0]) or len(digits(found[0])) > 5:
            yield suspect(view, found.span(), "id", "has the form of a file's number", LOW)


def _by_check_digit(view: View) -> Iterator[Suspicion]:
    """Yield numbers whose check digits are right."""
    for found in near_digits(view.lower, _LONG):
        kind, reason, risk = _long_number(found)
        yield suspect(view, found.span(), kind, reason, risk)
    for found in near_digits(view.lower, _CARD):
        if checksums.luhn(numerals := digits(found[0])):
            kind = "device" if len(numerals) == 15 else "account"
            yield suspect(view, found.span(), kind, "has the check digit of a card or a telephone", HIGH)
    for found in near_digits(view.cased, _IBAN):
        if checksums.iban(re.sub(r"[ -]", "", found[0])):
            yield suspect(view, found.span(), "account", "has the check digits of an account", HIGH)
        elif len(digits(found[0])) > 12:
            yield suspect(view, found.span(), "account", "has the form of an account", MEDIUM)
    aadhaar = (found for found in near_digits(view.lower, _AADHAAR) if checksums.verhoeff(digits(found[0])))
    dni = (found for found in near_digits(view.cased, _DNI) if checksums.spanish(found[0].replace("-", "")))
    for right in (aadhaar, dni):
        yield from of_matches(view, right, "id", "has the check digit of an identity number", HIGH)


def _long_number(found: re.Match[str]) -> tuple[str, str, str]:
    """Return kind, reason and risk of a number of nine digits or more without separators."""
    numerals = found[0]
    if len(numerals) == 15 and (checksums.luhn(numerals) or _IMEI_WORD.search(before(found.string, found.start(), 16))):
        return "device", "has the form of a telephone's serial number", HIGH
    if checksums.turkish(numerals) or checksums.iranian(numerals) or checksums.ukrainian(numerals):
        return "id", "has the check digit of an identity number", HIGH
    return "id", "is a long number, as identity papers and accounts have", MEDIUM


def _of_vehicles(view: View) -> Iterator[Suspicion]:
    """Yield plates of no form of their own, told by a word for a plate or a vehicle a little before."""
    words = places_of_words(view.lower)
    if not any(word[:3] in _FIRST_THREE and word.startswith(_ON_WHEELS) for word in words):
        return
    for found in near_digits(view.cased, _PLATE_LIKE):
        lead = before(view.lower, found.start(), 40)
        says_plate = _SAYS_PLATE.search(lead) is not None and len(digits(found[0])) > 3
        if says_plate or (_VEHICLE.search(lead) and not found[0].isdigit() and len(digits(found[0])) > 2):
            yield suspect(view, found.span(), "plate", "stands beside a vehicle, as a plate does", MEDIUM)


_PLATE_LIKE = re.compile(
    r"(?<![\w.,/:-])(?:[A-ZА-ЯІЇЄ]{1,4}[\s-]?\d{3,6}(?:[\s-]?[A-ZА-ЯІЇЄ]{1,3})?|"
    r"\d{1,3}[\s-]?[A-ZА-ЯІЇЄ]{1,3}[\s-]?\d{2,5}|"
    r"\d{1,3}-\d{2,3}-\d{2,3}|\d{1,2}-\d{4,6}|\d{4,7}|\d{2}\s?[ا-ی]{1,3}\s?\d{3}(?:\s?(?:[-–]|"
    r"ایران)?\s?\d{2})?)(?![\w-]|[.,:]\d|\s?(?:km|kg|%|$))"
)
_SAYS_PLATE = re.compile(
    r"(?<!\w)(?:plates?|plak\w*|matricul\w*|immatricul\w*|kennzeichen|nummernschild|placas?|targa|tablic\w*|"
    r"номерн\w*|держномер\w*|"
    r"госномер\w*|номер\w*\s(?:авто\w*|машин\w*)|لوحه|لوحت\w*|نمره|نمرت\w*|رقم السیاره|رقمها|پلاک\w*|"
    r"نمبر پلیٹ|تابلو\w*|ژماره\w*\sسهیاره\w*|"
    r"ታርጋ|מספר הרכב|לוחית|taarg\w*|taarikad\w*|targo)(?!\w)(?:[\s:]{1,3}[^\W\d_]{2,12}){0,3}[\s:.#№]{1,3}\Z"
)
_VEHICLE = re.compile(
    r"(?<!\w)(?:cars?|trucks?|pick-?ups?|lorr(?:y|ies)|vans?|bus(?:es)?|minibus|taxi|jeep|sedan|motorcycle|"
    r"motorbike|vehicles?|convoy|prado|hilux|"
    r"land cruiser|corolla|toyota|nissan|hyundai|kia|mitsubishi|isuzu|mercedes|bmw|ford|lada|камаз|жигул\w*|"
    r"машин\w*|автомоб\w*|авто|"
    r"voiture|camion\w*|vehicule|coche|carro|camioneta|vehiculo|araba\w*|kamyon\w*|otomobil\w*|auto|wagen|"
    r"gaari\w*|gari|mobil|"
    r"سیاره\w*|السیاره|باص|شاحنه|ماشین\w*|موتر\w*|خودرو\w*|سهیاره\w*|ییوتومبیل\w*|گاڑی)(?!\w)[^\n.;]{0,24}\Z"
)
_ON_WHEELS = tuple(
    """
    plate plak plaque matricul immatricul kennzeichen nummernschild placa targa tablic номер
    держномер госномер لوح نمر رقم پلاک پلیٹ تابلو ژماره ታርጋ הרכב לוחית taarg taarik targo car truck
    pick lorr van bus minibus taxi jeep sedan motor vehic convoy prado hilux land cruiser corolla
    toyota nissan hyundai kia mitsubishi isuzu mercedes bmw ford lada камаз жигул машин авто voiture
    camion coche carro araba kamyon oto auto wagen gaari gari mobil سیار السیار باص شاحن ماشین موتر
    خودرو سهیار ییوتومبیل گاڑی
    """.split()
)
"""How the words of the two lists above begin, which are looked for first."""
_FIRST_THREE = frozenset(word[:3] for word in _ON_WHEELS)
_MACHINE_READABLE = re.compile(r"(?<![A-Z0-9<])(?=[A-Z0-9<]*<<)[A-Z0-9<]{28,44}(?![A-Z0-9<])")


def _wallets(view: View) -> Iterator[Suspicion]:
    """Yield addresses of electronic money; they hold digits and both cases, or a prefix of their own."""
    places = places_of_words(view.lower)
    for start in (start for word in places if len(word) >= _SHORTEST_WALLET for start in places[word]):
        found = _WALLET.match(view.cased, start)
        if found is not None and any(c.isdigit() for c in found[0][1:]) and len(digits(found[0])) > 2:
            yield suspect(view, found.span(), "account", "looks like the address of electronic money", HIGH)
