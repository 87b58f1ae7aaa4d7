"""Say how scripts sound whose letters carry a vowel: Ethiopic, those of India, Burmese and Korean.

Their code points are laid out by sound, so rows are told by their first code point and the rest is counted.
"""

# Ethiopic: from U+1200 on eight code points for each consonant, in the order of these rows.
ETHIOPIC_CONSONANTS = (
    "h l ħ m s r s ʃ q qw qʧ qw b v t ʧ h hw n nj? ʔ k kw x xw w ʔ z ʒ j d d ʤ g gw g t ʧ p ʦs ʦs f p"
).split()
# The vowels of the eight orders: ä u i a e ə o, and a labialised a. The sixth is a vowel or none.
ETHIOPIC_VOWELS = ("ea", "u", "i", "a", "e", "ə?", "o", "a")

# The scripts of India follow one plan (ISCII): the same sound at the same distance from the start of the block.
# Each row: first distance, the sounds from there on, the reason.
INDIC_BLOCKS = (0x0900, 0x0980, 0x0A00, 0x0A80, 0x0B00, 0x0B80, 0x0C00, 0x0C80, 0x0D00)
INDIC_PLAN = (
    (0x01, "n? nm h?", "nasal signs and visarga"),
    (0x05, "ao a i i u u r l e e eɛ ɛ o o o ɔ", "independent vowels; the first is o in Bengali"),
    (0x15, "k kx g gɣ n ʧ ʧ ʤz ʤz n t t d d n t tθ d dð n n p pf b bv m", "stops by place, z for Bengali j"),
    (0x2F, "jʤz r r l l l vwb ʃs ʃs sʃ h", "the rest; Bengali writes j as y and has one s"),
    (0x3E, "a i i u u r r e e eɛ ɛ o o o ɔ", "vowel signs"),
    (0x58, "qk xk ɣg zʤ r r f j?", "letters with a dot below, for Persian and Arabic sounds"),
)
INDIC_SILENT = 0x4D  # a consonant without its vowel
INDIC_CONSONANTS = (range(0x15, 0x3A), range(0x58, 0x60))
INDIC_VOWEL_SIGNS = range(0x3E, 0x4D)
INDIC_INHERENT = "ao?"  # the vowel of a bare consonant; at the end and often inside of words unheard

# Burmese: consonants U+1000–U+1021 in order; the reason for two sounds is that romanisation writes both.
BURMESE_CONSONANTS = ("k k g g n s s z z n n t t d d n t t d dt n p p b b m jz jr l w θst h l ʔ").split()
BURMESE_SIGNS = {
    "\u102b": "a", "\u102c": "a", "\u102d": "i", "\u102e": "i", "\u102f": "uo", "\u1030": "u", "\u1031": "eɔ",
    "\u1032": "eɛ", "\u1036": "nm", "\u103b": "j?", "\u103c": "j?r", "\u103d": "w", "\u103e": "h?",
    "\u103f": "θst", "\u1023": "i", "\u1024": "i", "\u1025": "u", "\u1026": "u", "\u1027": "e", "\u1029": "ɔ",
    "\u102a": "ɔ",  # also what e and a around a consonant give together
}  # fmt: skip
BURMESE_MEDIALS = range(0x103B, 0x103F)
BURMESE_INHERENT = "a?"  # the vowel of a consonant that has no sign
BURMESE_KILLED = "\u103a"  # its consonant closes the syllable
# What a bare consonant's vowel becomes before a killed letter, where it is not a.
BURMESE_RHYMES = {"\u1000": "ea", "\u1004": "i", "\u1005": "i", "\u1009": "i", "\u100a": "ie", "\u101a": "e"}
BURMESE_CLOSING = {"\u1004": "n g?", "\u1009": "n", "\u100a": "i?", "\u1014": "n", "\u1019": "nm"}

# Korean jamo: initials, vowels, finals, as Revised Romanisation, McCune-Reischauer and family tradition write them.
HANGUL_INITIALS = "kg k n td t rl m pb p s s? ʔ ʤʧ ʧʤ ʧ k t p h".split()
HANGUL_VOWELS = "a ɛe ja jaɛ ʌ e jʌ je o wa wɛ we jo u wʌ we wi ju u ui i".split()
