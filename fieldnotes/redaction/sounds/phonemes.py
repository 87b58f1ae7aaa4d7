"""List the sounds that names are made of, and what it costs to take one for another.

A *sound* is a string of the phonemes that one letter may stand for, the likeliest first ("kʤs" for a Latin c),
so that a letter with five readings is one step of the distance and not five spellings. It may end in a mark:
"?" for what is often left out, "~" for a letter that an abjad writes for a long vowel or a glide.
"""

from collections.abc import Callable
from functools import lru_cache, partial

OPTIONAL = "?"
MATER = "~"
VOWELS = frozenset("aeiouyøəɛɔ")

# Each row: two phonemes, the cost of one for the other, why they are taken for one another. All other pairs of
# consonants cost 1, so do consonant and vowel.
NEAR = (
    ("p b", 0.35, "Arabic has no p; Turkish ends words unvoiced (Eyüp, Ayyub); Armenian shifted them"),
    ("t d", 0.35, "Turkish and German end words unvoiced (Ahmet, Ahmed); Armenian shifted them"),
    ("k g", 0.35, "unvoiced endings; Korean and Armenian initials; Arabic k written for g"),
    ("s z", 0.3, "Spanish z is s; unvoiced endings; German s between vowels"),
    ("ʃ ʒ", 0.35, "unvoiced endings"),
    ("ʧ ʤ", 0.35, "unvoiced endings in Turkish; Wade-Giles ch is Pinyin zh"),
    ("f v", 0.3, "Slavic endings -ov, -off; German v is f; Arabic has no v"),
    ("x ɣ", 0.35, "unvoiced endings"),
    ("p f", 0.25, "Arabic f for p; Hebrew pe; Korean, Burmese and Bengali ph"),
    ("b v", 0.25, "Spanish b and v; Hebrew bet; Greek beta; Bengali bh"),
    ("v w", 0.05, "German, Polish, Kurdish w; Persian vav"),
    ("b w", 0.4, "Indian and Ethiopic w for b between vowels"),
    ("f w", 0.5, "through v"),
    ("q k", 0.1, "most languages have one k"),
    ("q g", 0.25, "Sudan, Yemen, the Gulf and the Sahara say g for q (Gaddafi)"),
    ("q ɣ", 0.2, "Persian and Azeri have one sound for both (Aqa, Agha)"),
    ("q ʔ", 0.35, "Egypt and the Levant swallow q"),
    ("q x", 0.4, "Azeri and Uzbek endings"),
    ("x k", 0.3, "kh losing its h; Hebrew kaf"),
    ("x h", 0.15, "languages without kh write h (Halid) and the other way round"),
    ("x ħ", 0.15, "the same"),
    ("ħ h", 0.0, "nobody but Arabic, Somali and Kurdish tells them apart"),
    ("h ʔ", 0.3, "a breath or a stop between vowels"),
    ("h g", 0.2, "Ukrainian and Belarusian h is Russian g (Bohdan, Bogdan)"),
    ("h ʒ", 0.5, "Spanish and Portuguese j, g"),
    ("g ɣ", 0.1, "gh losing its h"),
    ("ɣ r", 0.4, "French writes the same sound r (Maghreb, Marrakech of immigrants' papers)"),
    ("ɣ h", 0.4, "a weak gh"),
    ("s ʃ", 0.3, "a hook or wedge left away (Simsek, Šešelj); Hebrew shin and sin; Bengali"),
    ("z ʒ", 0.35, "a wedge left away"),
    ("s θ", 0.15, "Persian, Turkish and French make th an s; Burmese th"),
    ("t θ", 0.1, "th losing its h"),
    ("z ð", 0.15, "Persian and Turkish make dh a z"),
    ("d ð", 0.1, "dh losing its h"),
    ("z d", 0.5, "Arabic dad is Persian zad (Ramadan, Ramazan)"),
    ("f θ", 0.5, "Greek theta in Russian is f (Theodor, Fyodor)"),
    ("s ʦ", 0.3, "Slavic c read as s; Pinyin c, z"),
    ("z ʦ", 0.25, "German z; Pinyin z; Georgian dz"),
    ("ʦ ʧ", 0.25, "a wedge left away (Kovacevic)"),
    ("ʧ ʃ", 0.25, "French ch; Portuguese ch"),
    ("ʧ t", 0.5, "Fulani ti before a vowel"),
    ("ʧ s", 0.45, "a wedge left away, read as s; Pinyin against Wade-Giles"),
    ("ʦ ʤ", 0.45, "Pinyin j, z against Wade-Giles ch, ts"),
    ("ʤ ʒ", 0.1, "French and Levantine j"),
    ("ʤ z", 0.3, "Bengali and Sahelian z for j"),
    ("ʤ g", 0.25, "Egypt and Yemen say g for jim"),
    ("ʒ g", 0.4, "the same, through French"),
    ("ʤ j", 0.35, "the Gulf says y for jim; German and Slavic j"),
    ("ʒ j", 0.4, "the same"),
    ("ʤ d", 0.5, "Fulani di before a vowel (Diallo); Serbian đ without its bar"),
    ("ʒ r", 0.5, "Polish rz, Czech ř"),
    ("m n", 0.4, "n before b and p (Anbar, Ambar); endings -im, -in"),
    ("n ŋ", 0.1, "ng losing its g"),
    ("r l", 0.5, "one sound in Japanese, Korean and some Bantu languages"),
    ("l j", 0.5, "Spanish ll"),
    ("l w", 0.4, "Polish ł; Brazilian and Serbian final l"),
    ("n l", 0.6, "southern Chinese, Odia"),
    ("a ə", 0.1, "a weak vowel"),
    ("e ə", 0.1, "a weak vowel"),
    ("i ə", 0.25, "a weak vowel"),
    ("o ə", 0.35, "a weak vowel"),
    ("u ə", 0.4, "a weak vowel"),
    ("a e", 0.15, "Arabic fatha: Ahmad, Ahmed"),
    ("e i", 0.15, "Arabic kasra: Salem, Salim; Turkish"),
    ("o u", 0.12, "Arabic damma: Omar, Umar"),
    ("a o", 0.35, "Persian and Bengali a; unstressed Slavic o"),
    ("i y", 0.1, "ü losing its dots or heard as i"),
    ("u y", 0.15, "ü losing its dots"),
    ("o ø", 0.1, "ö losing its dots"),
    ("e ø", 0.2, "ö heard as e"),
    ("u ø", 0.25, "Central Asian ö heard as u"),
    ("a i", 0.55, "two different words (Karam, Karim), though sloppily heard"),
    ("a u", 0.5, "English u is a (Buck for Back); otherwise two words"),
    ("e o", 0.5, "Slavic ё"),
    ("e u", 0.5, "seldom one word"),
    ("i o", 0.6, "seldom one word"),
    ("i u", 0.5, "seldom one word"),
    ("ɛ e", 0.05, "ai, ay, ei, ey become a long e (Husain, Husen)"),
    ("ɛ i", 0.15, "the same, further"),
    ("ɛ a", 0.4, "half of it"),
    ("ɛ ə", 0.3, "half of it"),
    ("ɔ o", 0.05, "au, aw, ow become a long o (Mawlud, Molud)"),
    ("ɔ u", 0.15, "the same, further"),
    ("ɔ a", 0.35, "half of it"),
    ("ɔ ø", 0.2, "through o"),
    ("ɔ e", 0.45, "half of ev, ew"),
    ("i j", 0.05, "a glide: Maria, Marya"),
    ("e j", 0.25, "a glide"),
    ("ɛ j", 0.1, "a glide"),
    ("y j", 0.15, "a glide"),
    ("u w", 0.05, "a glide: Ouattara, Wattara"),
    ("o w", 0.15, "a glide"),
    ("ɔ w", 0.15, "a glide"),
    ("u v", 0.25, "a glide, through w"),
    ("ɔ v", 0.25, "a glide, through w"),
    ("a ʔ", 0.05, "Arabic ayn and hamza are heard as their vowel"),
    ("e ʔ", 0.1, "the same"),
    ("i ʔ", 0.12, "the same"),
    ("o ʔ", 0.15, "the same"),
    ("u ʔ", 0.15, "the same"),
)

# What it costs to leave a sound out, where it is not 1.
LEFT_OUT = {
    "ʔ": 0.08,  # written or not at will
    "h": 0.4,  # silent in French, Spanish, Italian
    "ħ": 0.4,
    "j": 0.35,  # glides come and go between vowels
    "w": 0.45,
    "ɣ": 0.6,  # a weak gh
}
_LESS_LIKELY = 0.04  # a less likely reading that fits is a little less sure
_LESS_LIKELY_AND_NEAR = 0.12  # one that only nearly fits is much less sure
_OPTIONAL_COST = 0.03
_OTHER_VOWEL, _OTHER = 0.6, 1.0

# In which company two words meet; what it costs there to leave out a vowel, and a letter for a long vowel.
SAME_ALPHABET, TWO_ALPHABETS, ABJAD_AND_ALPHABET, TWO_ABJADS = range(4)
_VOWEL_LEFT_OUT = (0.35, 0.22, 0.05, 0.05)
_MATER_LEFT_OUT = (0.4, 0.35, 0.35, 0.6)

# Coarse classes of consonants, by which candidates are looked up; "" may be heard as nothing.
_CLASSES = {
    "P": "pbfv", "T": "tdθð", "S": "szʃʒʦʧʤθð", "K": "kgqxɣ", "M": "m", "N": "nŋ", "R": "r", "L": "l",
    "": "hħʔjwvxɣ" + "".join(sorted(VOWELS)),
}  # fmt: skip


def _near() -> dict[tuple[str, str], float]:
    """Read the table both ways."""
    pairs = {}
    for pair, cost, _reason in NEAR:
        left, right = pair.split()
        pairs[left, right] = pairs[right, left] = cost
    return pairs


_NEAR = _near()


def _phonemes(sound: str) -> str:
    return sound.rstrip(OPTIONAL + MATER)


def is_vowel(sound: str) -> bool:
    """Tell whether *sound* is most likely a vowel."""
    return sound[0] in VOWELS


@lru_cache(maxsize=4096)
def _between(left: str, right: str) -> float:
    """Return the cost of one phoneme for another."""
    if left == right:
        return 0.0
    both = (left in VOWELS) and (right in VOWELS)
    return _NEAR.get((left, right), _OTHER_VOWEL if both else _OTHER)


def _exchange(left: str, right: str) -> float:
    """Return the cost of one sound for another: that of their nearest readings."""
    if left == right:
        return 0.0
    first, second = _phonemes(left), _phonemes(right)
    if len(first) == len(second) == 1:
        return _between(first, second)
    near = _LESS_LIKELY if MATER in left or MATER in right else _LESS_LIKELY_AND_NEAR  # a mater has no first reading
    return min(
        [
            _between(a, b) + (_LESS_LIKELY if a == b else near) * ((a != first[0]) + (b != second[0]))
            for a in first
            for b in second
        ]
    )


class Row(dict[str, float]):
    """Remember what is asked of one sound."""

    def __init__(self, answer: Callable[[str], float]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, sound: str) -> float:
        cost = self[sound] = self._answer(sound)
        return cost


class _Table(dict[str, Row]):
    """Make the row of a sound when it is first asked for."""

    def __missing__(self, sound: str) -> Row:
        row = self[sound] = Row(partial(_exchange, sound))
        return row


def _left_out(company: int, sound: str) -> float:
    """Return the cost of leaving *sound* out in a certain *company*."""
    if sound.endswith(OPTIONAL):
        return _OPTIONAL_COST
    if sound.endswith(MATER):
        return _MATER_LEFT_OUT[company] / (1 + (sound[0] == "a"))  # an alif is left out more lightly
    if is_vowel(sound):
        return _VOWEL_LEFT_OUT[company]
    return LEFT_OUT.get(sound[0], 1.0)


EXCHANGE = _Table()
"""What one sound for another costs: EXCHANGE[left][right]."""
OMISSION = tuple(Row(partial(_left_out, company)) for company in range(4))
"""What leaving out a sound costs, by the company in which the words meet."""


def weight(sound: str) -> float:
    """Return how much *sound* counts for the length of a word."""
    if sound.endswith(OPTIONAL):
        return 0.1
    return 0.5 if is_vowel(sound) or sound[0] in "ʔj" else 1.0


WEIGHT = Row(weight)
"""How much each sound counts."""


def classes(sound: str) -> tuple[str, ...]:
    """Return the coarse classes that *sound* may belong to."""
    found = {name for name, members in _CLASSES.items() if any(phoneme in members for phoneme in _phonemes(sound))}
    return tuple(sorted(found | ({""} if sound.endswith(OPTIONAL) else set())))
