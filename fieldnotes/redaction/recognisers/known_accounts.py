"""Recognise known addresses and accounts beside their sign that are not written quite as they are.

An address may lack its ending ("name@host"), have another sign ("(a)", "arroba"), or look the same to a machine that
read a bad copy ("1" for "l"): that is the same. With another host, or one sign more, less, other or exchanged, it is
near: a person decides.
"""

import re
from collections.abc import Iterable, Iterator

from fieldnotes.redaction.canon import Canon, View
from fieldnotes.redaction.recogniser import Finding, Kind
from fieldnotes.redaction.recognisers.known_shapes import shape_of
from fieldnotes.redaction.word_lists import COMMON_FRAGMENTS
from fieldnotes.redaction.words import squeezed

_AT = "at|ät|at|et|arobase|arroba|chiocciola|kuyruklu|malpa|majmun|собака|собачка|равлик|мајмун|ات|شطرودل|שטרודל"
_SIGN = re.compile(rf"@|\s?[(\[{{<]\s?(?:{_AT}|a|@)\s?[)\]}}>]\s?|(?:\s|_)(?:{_AT})(?:\s|_)")
_LOCAL = re.compile(r"[^\W_][\w.+%'-]{0,63}\Z")
_HOST = re.compile(r"\s?(?P<host>[^\W_][\w-]{0,62}(?:\s?\.\s?[^\W_][\w-]{0,62}){0,6})")
_ACCOUNT = re.compile(r"(?<![\w@.])@\s?(?P<name>[\w][\w.-]{2,60})")
_MARKED = re.compile(r"[@(\[{<]")
_ONE_MORE = re.compile(r"\s[^\W_][\w-]{0,30}")
_MORE_WORDS = 3
_REACH = 66
_SHORTEST, _SHORTEST_HOST, _SHORTEST_NEAR = 4, 6, 6
_SURE_WITHIN = 8
_END = 3
_ANOTHER = "may be another address"
_NEARLY = "is nearly the address"
_NEARLY_ACCOUNT = "is nearly the account"
# Local parts that belong to no person.
_OF_NOBODY = frozenset("info admin office contact mail news press support team hello webmaster editor".split())

Owners = dict[str, set[int]]


class KnownAccounts:
    """Find what stands beside the sign of an address or an account and is known, or nearly so."""

    def __init__(self) -> None:
        self._locals: dict[str, set[tuple[int, str, frozenset[str]]]] = {}
        self._hosts: dict[str, _Alike] = {}
        self._names = _Alike()

    def add_address(self, local: str, host: str, owner: int) -> None:
        """Add an address, folded."""
        shape, labels = _shape(local), [_shape(label) for label in host.split(".")]
        whole = "".join(labels)
        if len(shape) >= _SHORTEST:
            starts = frozenset("".join(labels[:count]) for count in range(1, len(labels)))
            self._locals.setdefault(shape, set()).add((owner, whole, starts))
            self._hosts.setdefault(whole, _Alike()).add(shape, owner)

    def add_account(self, name: str, owner: int) -> None:
        """Add the name of an account, folded and without its sign."""
        shape = _shape(name)
        if len(shape) >= _SHORTEST_NEAR and squeezed(name).casefold() not in COMMON_FRAGMENTS:
            self._names.add(shape, owner)

    def find(self, canon: Canon) -> Iterator[Finding]:
        """Yield what is known, and what is near, in any view."""
        for view in canon.views:
            if self._locals:
                for sign in _SIGN.finditer(view.lower):
                    yield from self._beside(view, sign)
            if self._names and "@" in view.lower:
                for match in _ACCOUNT.finditer(view.lower):
                    yield from self._account(view, match)

    def _beside(self, view: View, sign: re.Match[str]) -> Iterator[Finding]:
        """Yield the address that has its *sign* here."""
        text = view.lower
        local = _LOCAL.search(text[max(sign.start() - _REACH, 0) : sign.start()].rstrip(" "))
        host = _HOST.match(text, sign.end(), sign.end() + 4 * _REACH)
        if local is None or host is None:
            return
        shape, of_host = _shape(local[0].split("+")[0]), _shape(host["host"])
        start = text.rindex(local[0], 0, sign.start())
        known = self._locals.get(shape, ())
        same = {owner for owner, whole, starts in known if _is_host(of_host, whole, starts)}
        marked = _MARKED.search(sign[0]) is not None
        if same:
            yield _found(view, (start, host.end()), Kind.EMAIL, same)
        elif marked and known and len(shape) >= _SHORTEST_NEAR and shape not in _OF_NOBODY:
            yield _found(view, (start, host.end()), Kind.EMAIL, {owner for owner, _, _ in known}, _ANOTHER)
        elif marked and (at_host := self._hosts.get(of_host)) and (near := at_host.near(shape)):
            yield _found(view, (start, host.end()), Kind.EMAIL, near, _NEARLY)

    def _account(self, view: View, match: re.Match[str]) -> Iterator[Finding]:
        """Yield the account that is written here after its sign."""
        start, end = match.start("name"), match.start("name") + len(match["name"].rstrip(".-"))
        shape = _shape(view.lower[start:end])
        for reached in _ends_of_words(view.lower, end):
            if same := self._names.exactly(_shape(view.lower[start:reached])):
                yield _found(view, (match.start(), reached), Kind.ACCOUNT, same)
                return
        if near := self._names.near(shape):
            yield _found(view, (match.start(), end), Kind.ACCOUNT, near, _NEARLY_ACCOUNT)


def _ends_of_words(text: str, end: int) -> Iterator[int]:
    """Yield *end*, where a name ends, and where the next few words do: white space may stand for the signs in it."""
    yield end
    for _ in range(_MORE_WORDS):
        more = _ONE_MORE.match(text, end)
        if more is None:
            return
        end = more.end()
        yield end


class _Alike:
    """Hold shapes, and tell which of them another one is nearly."""

    def __init__(self) -> None:
        self._owners: Owners = {}
        self._by_end: dict[tuple[bool, str], list[str]] = {}

    def __bool__(self) -> bool:
        return bool(self._owners)

    def add(self, shape: str, owner: int) -> None:
        if shape not in self._owners:
            for key in _ends(shape):
                self._by_end.setdefault(key, []).append(shape)
        self._owners.setdefault(shape, set()).add(owner)

    def exactly(self, shape: str) -> set[int]:
        """Return the owners of *shape*."""
        return self._owners.get(shape, set())

    def near(self, shape: str) -> set[int]:
        """Return the owners of what differs by one sign, or is held in *shape*; one change leaves one end as it is."""
        alike = {known for key in _ends(shape) for known in self._by_end.get(key, ())}
        fit = (known for known in alike if len(known) >= _SHORTEST_NEAR and _is_near(known, shape))
        return {owner for known in fit for owner in self._owners[known]}


def _ends(shape: str) -> tuple[tuple[bool, str], tuple[bool, str]]:
    return (False, shape[:_END]), (True, shape[-_END:])


def _is_near(known: str, shape: str) -> bool:
    """Tell whether two shapes differ by one sign that is missing, too much, another or exchanged with the next."""
    if len(known) >= _SURE_WITHIN and known in shape:
        return True
    if abs(len(known) - len(shape)) > 1:
        return False
    if len(known) == len(shape):
        differ = [place for place, (one, other) in enumerate(zip(known, shape, strict=True)) if one != other]
        if len(differ) == 2 and differ[1] - differ[0] == 1:
            first, second = differ
            return known[first] == shape[second] and known[second] == shape[first]
        return len(differ) == 1
    short, long = sorted((known, shape), key=len)
    return any(long[:cut] + long[cut + 1 :] == short for cut in range(len(long)))


def _is_host(shape: str, whole: str, starts: frozenset[str]) -> bool:
    """Tell whether a host is the known one, perhaps without its ending, or with something around it."""
    return shape == whole or shape in starts or (len(whole) >= _SHORTEST_HOST and whole in shape)


def _shape(words: str) -> str:
    return shape_of(squeezed(words))


def _found(view: View, span: tuple[int, int], kind: Kind, owners: Iterable[int], near: str = "") -> Finding:
    return Finding(*view.raw_span(*span), kind, frozenset(owners), span[1] - span[0], weak=bool(near), near=near)
