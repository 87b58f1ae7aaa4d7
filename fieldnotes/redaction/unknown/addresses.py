"""Suspect e-mail addresses, links, domains, handles and addresses of devices."""

import re
from collections.abc import Iterable, Iterator

from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.ordinary import is_ordinary
from fieldnotes.redaction.recogniser import Suspicion
from fieldnotes.redaction.unknown.parted import parted_views
from fieldnotes.redaction.unknown.suspecting import HIGH, MEDIUM, ByFirstWord, near_digits, of_matches, suspect
from fieldnotes.redaction.words import stretches

_HOST = r"[^\W_][\w-]{0,62}"
_DOT = (
    r"(?:\.|\s?[(\[{]\s?(?:\.|dot|point|punto|ponto|punkt|nokta|точка|крапка|نقطه|دات)\s?[)\]}]\s?|\s(?:dot|nokta|"
    r"точка|крапка|نقطه|دات)\s)"
)
_AT = (
    r"(?:\s?@\s?|\s?[(\[{<]\s?(?:at|a|ät|@|et|arobase|arroba|собака)\s?[)\]}>]\s?"
    r"|\s(?:at|arobase|arroba|chiocciola|собака|собачка|ات)\s)"
)
# A local part, whatever may stand for the sign, and a host with a dot: RFC 5322 and how people evade harvesters.
_EMAIL = re.compile(rf"(?<![\w.])[^\W_][\w.+%'-]{{0,63}}{_AT}{_HOST}(?:{_DOT}{_HOST}){{1,6}}")
_EMAIL_SIGN = re.compile(
    r"@|[(\[{<]\s?(?:at|a|ät|et|arobase|arroba|собака)\s?[)\]}>]|\s(?:at|arobase|arroba|chiocciola|собака|"
    r"собачка|ات)\s"
)
# What follows a sign that is a word between spaces in an address: common words are signs in some language.
_HOST_AFTER = re.compile(rf"{_HOST}{_DOT}")
_LONGEST_LOCAL = 70
_LONGEST_HOST = 200

_LINK = re.compile(
    r"(?<![a-z0-9])(?:(?:https?|hxxps?|ftps?|sftp|wss?|tg|ipfs|magnet|file|ssh|git)(?::|\[:\])/{0,2}(?=[^\s/])|"
    r"www\d?\.)[^\s<>\"'`|\\^{}«»“”]{2,2000}"
    r"|(?<![a-z0-9])(?:mailto|tel|sms|sip|xmpp|skype|whatsapp|bitcoin|ethereum|monero):[^\s<>\"']{4,300}"
)
_CLOSING = ".,;:!?)]}>'\"…»”’"
# Domains under which people and projects have pages; countries' domains that are also words need more to show.
_TOP = frozenset(
    """
    com org net edu gov mil int info biz name pro mobi app dev xyz site online blog news press media tech cloud page
    store shop world live life today social email zone link click top club space website onion i2p eth arpa asia
    eu uk de fr es it pt nl ch se dk fi pl cz sk hu ro bg gr rs hr ba mk al tr ua ru kz uz ge az iq ir sy
    lb jo ps il eg ly tn dz ma sd ss et er dj ke tz ug rw bi cd cf cm ng ne ml bf sn gm gn sl lr ci gh bj td ye
    om ae qa kw bh sa pk af bd np lk mm th la kh vn ph sg cn tw hk jp kr mn br ar cl pe bo ec ve co uy py mx gt hn
    ni cr pa cu ht us ca au nz za zw zm mz ao na bw mg ly
    krd kurd gal cat рф укр срб бг рус سوريه عراق ايران ایران السعوديه امارات فلسطين
    """.split()
)
_TOP_BUT_WORDS = frozenset("me io is so to in no at be by my do us as am it id ai tv cc fm gg ph".split())
_DOMAIN = re.compile(
    r"(?<![\w@.-])((?:[^\W_](?:[\w-]{0,61}[^\W_])?(?:\.|\[\.\]|\(\.\))){1,6})([^\W\d_]{2,12}|"
    r"xn--[\w-]{2,50})(?![\w-])((?::\d{2,5})?/[^\s<>\"']{0,500})?"
)
_IN_DOMAIN = re.compile(r"\.[\])]?[^\W\d_]")  # in every domain, and rare in prose
_SAID_DOMAIN = re.compile(r"(?<!\w)[^\W_][\w-]{1,40}(?:\s(?:dot|nokta|точка|крапка)\s[a-z0-9-]{2,30}){1,4}(?!\w)")
_HANDLE = re.compile(r"(?<![\w@./])@[^\W\d][\w.-]{1,63}(?:@[\w-]+(?:\.[\w-]+)+)?(?<![.-])")
_SERVICE = ByFirstWord(
    (
        (
            r"telegram|tlgrm|tg|insta|instagram|ig|snap|snapchat|twitter|facebook|fb|whatsapp|whats app|viber|"
            r"skype|discord"
            r"|tik tok|tiktok|signal|wechat|weixin|line id|threema|wickr|jabber|icq|vk|mastodon|bluesky|"
            r"github|reddit|youtube|imo|kik"
            r"|телеграм\w?|тг|инста|инстаграм\w?|інстаграм\w?|вайбер|скайп|вк|تلغرام|تليغرام|تلگرام|تیلیگرام|"
            r"انستغرام|"
            r"انستا|اینستا|اینستاگرام|سناب"
            r"|فیسبوک|واتساب|واتساپ|فايسبوک|تیلگرام"
        ),
        (
            r"(?!\w)((?:[\s:=(/-]{1,4}(?:is|id|handle|user|username|user name|nick|nickname|account|acc|profile|"
            r"name|as|my|on|c'est|est|es|ist|este|ім'я|هو|юзер|ник|нік|аккаунт|"
            r"hesabi|kullanici adi|حساب|یوزر)(?!\w)){0,3}\s{0,2}[:=@/(>-]{0,3}\s{0,2})"
            r"([^\W_][\w.-]{2,40})"
        ),
    )
)
_DISCORD = re.compile(
    r"(?<![\w#&/.])(?!(?:issue|bug|pr|ticket|no|nr|case|order|item|room|apt|unit|suite|flat|task|line|page|"
    r"chapter|lot|box|route)#)"
    r"[a-z][\w.]{1,31}#\d{4}(?!\w)"
)
_REDDIT = re.compile(r"(?<![\w/.])/?u/[a-z0-9][\w-]{2,20}(?!\w)")
_SKYPE = re.compile(r"(?<!\w)live:(?:\.cid\.)?[a-z0-9][\w.-]{2,40}(?<![.-])")
# What a user's name is called, with whose it is, in many languages; figures and letters of Latin follow.
_USER_IS = (
    r"(?:\s(?:de|da|di|en|su|auf|on|in)\s[a-z]+|(?:\s[\u0620-\u06ff]{2,12}){1,2})?"
    r"(?:[\s:=¦«\"'(-]|是|为|is\s|es\s|est\s|ist\s|e\s|این\s|هو\s){1,5}"
    r"@?([a-z][a-z0-9]*(?:[._-][a-z0-9]+)+|[a-z]{3,}\d+\w*)(?!\w)"
)
_USER = ByFirstWord(
    (
        (
            r"user ?names?|screen name|nick ?names?|nicks?|handle|login|id|kullanici ad\w*|takma ad\w*|"
            r"rumuz\w*|usuario|usuaria|utilisateur|pseudo|identifiant|benutzername|nome utente|"
            r"nome de usuario|korisnicko ime|ник\w*|нік\w*|логин\w*|логін\w*|юзер\w*|اسم المستخدم|یوزر\w*|"
            r"معرف\w*|حساب\w*|نام کاربری\w*|ایدی\w*|ناوی بهکارهینه?ر\w*|שם משתמש"
        ),
        rf"(?!\w){_USER_IS}",
    )
)
_CHINESE_USER = re.compile(rf"(?:微信号|微信號|微信|微博|账号|帳號|用户名|抖音号|아이디|ユーザー名){_USER_IS}")
_HINT_OF_CHINESE = re.compile("[微账帳用抖아ユ]")
_SIGNED = re.compile(r"[\d_.]\w|[:=@>]")
_SAID_AS = re.compile(r"(?:handle|user|username|user name|nick|nickname|юзер|ник|нік|id)\s*$")
_MAC = re.compile(
    r"(?<![\w:-])(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:-])|"
    r"(?<!\w)(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}(?!\w)"
)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_OCTET_DOT = r"(?:\.|\[\.\]|\(\.\))"
_IPV4 = re.compile(rf"(?<![\w.])(?:{_OCTET}{_OCTET_DOT}){{3}}{_OCTET}(?:/\d{{1,2}}|:\d{{2,5}})?(?![\w]|\.\d)")
_VERSION = re.compile(r"(?:version|release|build|firmware|update|v|versi?on|версия)[\s.:]*$")
_IPV6 = re.compile(r"(?<![\w:.])[0-9a-f:]{2,39}(?:%\w{1,15}|/\d{1,3})?(?![\w:])")


class Addresses:
    """Suspect whatever a person or a device is reached by over a network."""

    covers = frozenset({"unknown e-mail addresses and links"})

    def suspect(self, canon: Canon) -> Iterable[Suspicion]:
        """Yield the addresses in any view."""
        for view in parted_views(canon):
            yield from (found for found in _emails(view) if _is_meant(found, canon.raw))
            yield from _links(view)
            yield from _handles(view)
            yield from _devices(view)


def _emails(view: View) -> Iterator[Suspicion]:
    """Yield e-mail addresses, looked for around what may stand for their sign."""
    text, reached = view.lower, 0
    for sign in _EMAIL_SIGN.finditer(text):
        if sign[0][0].isspace() and _HOST_AFTER.match(text, sign.end()) is None:
            continue
        start = _start_of_local(text, sign, reached)
        if (found := _EMAIL.match(text, start, sign.end() + _LONGEST_HOST)) is None:
            continue
        if "@" not in found[0] and not _is_obfuscated(found[0]):
            continue
        reached = found.end()
        yield suspect(view, found.span(), "email", "looks like an e-mail address", HIGH)


def _is_meant(found: Suspicion, raw: str) -> bool:
    """Tell whether an address whose sign is a word ends as addresses do, and is no "at any point"."""
    words = raw[found.start : found.end]
    return any(sign in words for sign in "@＠﹫([{<&%\\") or found.term.rpartition(" ")[2] in _TOP | _TOP_BUT_WORDS


def _start_of_local(text: str, sign: re.Match[str], reached: int) -> int:
    """Return where the local part before *sign* starts; one space may part it from a sign that is spelled."""
    start = end = sign.start()
    if start > reached and text[start - 1] == " " and (sign[0] != "@" or text[end + 1 : end + 2] == " "):
        start -= 1
    least = max(reached, end - _LONGEST_LOCAL)
    while start > least and (text[start - 1].isalnum() or text[start - 1] in "._+%'-"):
        start -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return start


def _is_obfuscated(found: str) -> bool:
    """Tell whether an address without the sign spells its dot, or has a host that only an address has."""
    if re.search(r"\s(?:dot|nokta|точка|крапка|نقطه|دات)\s|[(\[{]", found):
        return True
    return found.rpartition(".")[2] in _TOP


def _links(view: View) -> Iterator[Suspicion]:
    """Yield links with a scheme, domains without one, and domains spelled out."""
    text = view.lower
    if ":" in text or "www" in text:
        for found in _LINK.finditer(text):
            words = found[0].rstrip(_CLOSING)
            yield suspect(view, (found.start(), found.start() + len(words)), "url", "looks like a link", HIGH)
    for start, end in stretches(text, _IN_DOMAIN):
        for found in _DOMAIN.finditer(text, start, end):
            if _is_domain(view, found):
                words = found[0].rstrip(_CLOSING)
                span = (found.start(), found.start() + len(words))
                yield suspect(view, span, "url", "looks like a web address", HIGH)
    if " dot " in text or " nokta " in text or " точка " in text or " крапка " in text:
        found_said = (f for f in _SAID_DOMAIN.finditer(text) if f[0].split()[-1] in _TOP | _TOP_BUT_WORDS)
        yield from of_matches(view, found_said, "url", "sounds like a web address spelled out", HIGH)


def _is_domain(view: View, found: re.Match[str]) -> bool:
    """Tell whether letters with dots are a domain, and not two sentences without a space between them."""
    host, top, path = found[1], found[2], found[3]
    if top.startswith("xn--") or path:
        return top.startswith("xn--") or top in _TOP or top in _TOP_BUT_WORDS
    if "[" in host or "(" in host:
        return top in _TOP or top in _TOP_BUT_WORDS
    if not view.cased[found.start(2) : found.end(2)].islower() and not found[0].isupper() and top.isascii():
        return False
    if top in _TOP_BUT_WORDS:
        return host.count(".") > 1 and len(host) > 5
    return top in _TOP and any(len(label) > 1 for label in host.split("."))


def _handles(view: View) -> Iterator[Suspicion]:
    """Yield handles with their sign, and names beside the name of a service."""
    text = view.lower
    if "@" in text:
        yield from of_matches(view, _HANDLE.finditer(text), "handle", "looks like somebody's handle", HIGH)
    for sign, pattern in (("#", _DISCORD), ("u/", _REDDIT), ("live:", _SKYPE)):
        if sign in text:
            yield from of_matches(view, pattern.finditer(text), "handle", "looks like somebody's handle", MEDIUM)
    chinese = _CHINESE_USER.finditer(text) if _HINT_OF_CHINESE.search(text) else ()
    for found in (*_USER.finditer(text), *chinese):
        if _SIGNED.search(found[1]) or not is_ordinary(found[1]):
            yield suspect(view, found.span(1), "handle", "stands after a word for a user's name", MEDIUM)
    for found in _SERVICE.finditer(text):
        name = found[2].rstrip(".-")
        marked = _SIGNED.search(name) or _SIGNED.search(found[1]) or _SAID_AS.search(found[1])
        if marked or (len(name) > 3 and not is_ordinary(name)):
            span = (found.start(2), found.start(2) + len(name))
            yield suspect(view, span, "handle", "stands beside the name of a service, as a handle does", MEDIUM)


def _devices(view: View) -> Iterator[Suspicion]:
    """Yield addresses of machines."""
    text = view.lower
    if ":" in text or "-" in text:
        yield from of_matches(view, _whole(_MAC.finditer(text)), "device", "looks like a device's address", HIGH)
    for found in near_digits(text, _IPV4):
        if not _VERSION.search(text[max(found.start() - 12, 0) : found.start()]):
            yield suspect(view, found.span(), "ip", "looks like an internet address", HIGH)
    if "::" in text or text.count(":") > 5:
        for found in _IPV6.finditer(text):
            if found[0].count(":") > 1 and _is_ipv6(found[0]):
                yield suspect(view, found.span(), "ip", "looks like an internet address", HIGH)


def _whole(found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield the matches again by a pattern without groups."""
    for match in found:
        again = re.compile(r"(?s).+").match(match.string, match.start(), match.end())
        if again is not None:
            yield again


def _is_ipv6(words: str) -> bool:
    """Tell whether *words* are an address by RFC 4291, and none of a clock."""
    from ipaddress import AddressValueError, IPv6Address

    try:
        IPv6Address(words.split("/", maxsplit=1)[0].split("%", maxsplit=1)[0])
    except AddressValueError:
        return False
    return len(words.strip(":")) > 3
