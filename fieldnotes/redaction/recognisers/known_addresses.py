"""Recognise the e-mail addresses and social accounts that the vault knows.

An address is known by its letters and digits, with @ and dots as signs or spelled out ("at", "dot"), and
with whatever tag a mail host lets follow a plus. An account is known with or without @ and inside links. Signs that
are said ("underscore") are read as such. What stands beside a sign is looked at more closely in `known_accounts`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.keys import INSIDE_LENGTH, Gaps, Key, Lexicon, breaks, fold, spellings
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.recognisers.known_accounts import KnownAccounts
from fieldnotes.redaction.scanning import scan
from fieldnotes.redaction.spelled import respelled
from fieldnotes.redaction.subject import Subject
from fieldnotes.redaction.word_lists import COMMON_FRAGMENTS
from fieldnotes.redaction.words import form_words, squeezed

_SHORTEST_UNMARKED = 4
_TAGGED = re.compile(r"([^\W_][\w.-]{0,63})\+[\w.+-]{1,63}@([\w-]+(?:\.[\w-]+){1,8})")
# The signs of accounts as people say them: English, Spanish, French, German, Turkish, Russian, Ukrainian, Arabic.
_SAID_SIGN = re.compile(
    r"\s{1,3}(?:under\s?score|underline|guion bajo|barra baja|tiret (?:du )?bas|souligne|unterstrich|alt cizgi|"
    r"alt tire|нижнее подчеркивание|нижнє підкреслення|подчеркивание|підкреслення|شرطه سفلیه|اندرلاین|اندرسکور|"
    r"dash|hyphen|minus|guion|tiret|bindestrich|tire|дефис|тире|شرطه)\s{1,3}"
)
_IN_SAID_SIGNS = (
    "under", "guion", "barra", "tire", "souligne", "strich", "cizgi", "подчерк", "підкресл", "شرطه", "اندر", "dash",
    "hyphen", "minus", "дефис", "тире",
)  # fmt: skip
"""One of these is in each of them."""
_PART_OF_ADDRESS = "may be a part of an address"
_TELLING_LOCAL = 8
_ACCOUNT_IN_LINK = re.compile(r"/@?([^/?#\s]+)/?(?:[?#]\S*)?$")


class KnownAddresses:
    """Find e-mail addresses and social accounts of the subjects."""

    covers: frozenset[str] = frozenset()

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self._lexicon = Lexicon()
        self._accounts = KnownAccounts()
        self._mailboxes: dict[tuple[str, str], set[int]] = {}
        for owner, subject in enumerate(subjects):
            for email in subject.emails:
                self._add_email(fold(email), owner)
            for handle in subject.handles:
                self._add_handle(fold(handle), owner)

    def _add_email(self, form: str, owner: int) -> None:
        local, _, host = form.rpartition("@")
        if not local:
            self._add_account(host, owner)
            return
        untagged = local.split("+")[0]
        self._mailboxes.setdefault(_mailbox(untagged, host), set()).add(owner)
        self._accounts.add_address(untagged, host, owner)
        if not untagged.isalpha() and len(squeezed(untagged)) >= _TELLING_LOCAL:
            for spelling in spellings(form_words(untagged)):
                self._lexicon.add(spelling, Key(owner, Kind.EMAIL, gaps=Gaps.TIGHT, near=_PART_OF_ADDRESS))
        for name, at, dot, last_dot in product({local, untagged}, (" ", " at "), (" ", " dot "), (" ", " dot ")):
            words = form_words(f"{name.replace('.', dot)}{at}{host.replace('.', last_dot)}")
            key = Key(owner, Kind.EMAIL, breaks(words), Gaps.ANYWHERE)
            for spelling in spellings(words):
                self._lexicon.add(spelling, key)

    def _add_handle(self, form: str, owner: int) -> None:
        """Add an account given as @name, name, name@server or a link that ends in it."""
        link = _ACCOUNT_IN_LINK.search(form.strip())
        name, _, server = (link[1] if link else form.strip()).removeprefix("@").partition("@")
        self._add_account(name, owner)
        if server:
            self._add_email(f"{name}@{server}", owner)

    def _add_account(self, name: str, owner: int) -> None:
        self._accounts.add_account(name, owner)
        words = form_words(name)
        letters = "".join(map(squeezed, words))
        word = letters.casefold() in COMMON_FRAGMENTS
        marked = word or len(letters) < _SHORTEST_UNMARKED
        inside = not word and len(letters) >= INSIDE_LENGTH
        key = Key(owner, Kind.ACCOUNT, frozenset(), Gaps.TIGHT, inside=inside, marked=marked)
        for spelling in spellings(words):
            self._lexicon.add(spelling, key)

    def find(self, canon: Canon) -> Iterator[Finding]:
        """Yield every known address and account in any view of the text."""
        if not self._lexicon:
            return
        yield from scan(canon, self._lexicon)
        if said := [view for one in canon.views if (view := _with_signs(one)) is not None]:
            yield from scan(Canon(canon.raw, tuple(said), canon.has_capitals), self._lexicon)
        yield from self._accounts.find(canon)
        if self._mailboxes and "+" in canon.raw:
            for view in canon.views:
                yield from self._find_tagged(view)

    def _find_tagged(self, view: View) -> Iterator[Finding]:
        """Yield known addresses with an unknown tag after a plus."""
        for text in view.readings():
            for match in _TAGGED.finditer(text):
                if owners := self._mailboxes.get(_mailbox(match[1], match[2])):
                    yield Finding(*view.raw_span(*match.span()), Kind.EMAIL, frozenset(owners), len(match[0]))


def _with_signs(view: View) -> View | None:
    """Return *view* with the signs that are said in it, or None where there are none."""
    if not any(sign in view.lower for sign in _IN_SAID_SIGNS) or _SAID_SIGN.search(view.lower) is None:
        return None
    return respelled(view, ((*match.span(), "_") for match in _SAID_SIGN.finditer(view.lower)))


def _mailbox(local: str, host: str) -> tuple[str, str]:
    """Return an address in the form in which two spellings of it are compared."""
    return squeezed(local).casefold(), squeezed(host).casefold()
