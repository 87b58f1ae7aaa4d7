"""Turn the subjects into what the second look searches for, and say which words it lets pass.

Written for the second look alone. The word lists are generous on purpose: they only ever make it quieter
where the first look is expected to have decided, never in the exact search for a capitalised or rare word.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate, permutations

from fieldnotes.redaction.leak_views import CLOSE, fold, latinised, spelling, squeezed, undotted, words_of
from fieldnotes.redaction.subject import Protects, Subject
from fieldnotes.redaction.word_lists import COMMON_FRAGMENTS

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def _words(text: str) -> frozenset[str]:
    return frozenset(spelling(fold(word)) for word in text.split())


# Titles, kinship, particles, grammar: parts of a name that tell nobody apart. No keys alone.
GENERIC = _words(
    """
    a abd abdal abdel abdul abi abla abo abou about above abu across ad after aga agabey again against agha al all
    allah along also amir among an and any ar are around as at aunt auntie axa az be because been before beg begum
    behind being bek below ben between bey bin bint binti both bou brigadier brother bu but by can capt captain cheikh
    chief col colonel commander comrade da dad daughter daye de del della den der des di did din director do doctor
    does dos down dr du during each ebu eddin effendi eight el emir eng engineer even ever every father few five for
    four from gen general governor gyan hac haci had hadji haji hajj hajja hajji hanim hanoum has have he head her here
    hers het heval hevala him his how husband ibn if imam in into is it its jan jr judge junior just kak kaka kek keke
    khala khalo khan khanim khanum la lady las lawyer le les lieutenant lord los lt madam made maj major mam mama mamo
    mamosta mamoste many mayor mc me mela melle men minister miss molla mom month more most mother mr mrs ms much
    mukhtar mulla mullah mum must my near nine no nor not now of off officer oglu om on once one only or ostad other
    ould oum our out over own pasha people per pir president priest prof professor rabbi saint same santa sayed sayyid
    seikh senior sergeant seven seyed sgt shaikh shall shaykh she sheik sheikh sheikha should sidi since sir sister six
    so some son st such teacher ten ter than that the their them then there these they this those three through time to
    too took toward two ul ullah um umm uncle under until up upon us use usta ustad ustadh ustaz van very via von was
    way we were what when where which while who whom whose why widow wife with within without women would xal xalo xan
    xanim year years you your zade zadeh zu zum zur hevalê ابو ابي ابا ام بن ابن بنت ال عبد كاك كاكه مام ماموستا خال
    اغا بك خان خانم گيان شيخ شيخه سيد سيده ملا حاج حاجي حاجه استاذ استاد دكتور دكتوره عميد عقيد نقيب لواء فريق مدير
    رئيس аль эль ибн бин абу умм хан бек ага шейх мулла хаджи фон ван дер доктор مير الحاج الشيخ السيد الدكتور پاشا بەگ
    مهندس
    """
)

# Of those, the ones that are given names where they come first.
FIRST_NAMES_TOO = frozenset({"amir", "ben", "can", "jan", "van"})

# What a place is, where it lies, how it looks: no keys alone.
PLACE_GENERIC = GENERIC | _words(
    """
    ain airfield airport alley apartment area autonomous avenue ayn bab bagh bakery bakh barracks base bayt bazaar
    bazar beit beyt block building cafe canal castle cave cemetery center central centre chami checkpoint citadel
    clinic club coast college commune compound corner country county court courthouse crossing crossroads dag dagh dair
    dam dar deir depot desert directorate district djebel eastern ein factory farm farms federal fifth first flat floor
    fortress fourth garage garden gardens gir gird governorate great greater gund hay hayy headquarters hills inner
    institute island islands jabal jail jebel junction kafar kafr kani kingdom koy lower mahalla mahalle main monastery
    mosque mount mountains municipality nahiya nahiyah neighborhood neighbourhood northern opposite outer outskirts
    pharmacy plain plains point port post province qada qadha qala qalat qaraj qaza quarter refinery region republic
    restaurant roundabout san sar sector settlement shar shrine site souk southern square stadium state stream su
    suburb suburbs suq suyu tal tappa tel tepe third tunnel university upper village wadi warehouse western zone bazarî
    daği قريه مدينه ناحيه قضاء محافظه شارع حي جسر سوق مخيم نهر جبل تل عين وادي بيت دار باب قلعه دير كفر شار شارۆچکە
    گوند گەڕەک پارێزگا قەزا بازاڕ پرد چیا کانی چەم جاده پل کوه رود شهر روستا село деревня город район область улица
    река гора мост рынок новый новая старый старая
    """
)

# Names that are ordinary words: in lower case they are left alone unless the text has no capitals at all.
ORDINARY = _words(
    """
    abbot able ace age agency ago aid aim air alive ally almond almost alms alone always am amber angel another ant
    anybody anyone apple april arab archer arm armenian arms army art ash asia ask aspen ate august autumn away baby
    back bad bag baker bald ball ban bane bank banks bar barber bard basil bat battalion bay bean bear beard bed bee
    began bell bells beneath berry beside best beyond big bill bird bishop bit black blaze bless blind bliss blond
    blossom blue bob bold boot border boss bottom box boy branch brand brave bread breeze bridge brigade bright bring
    brook brooks brown buck bud build bull bureau burn bus bush butcher butler buy buyer call called cam came camellia
    camp candy cape car carmine carol carpenter carter case cash cat cedar chance chaplain charity chase cherish cherry
    child children china chip chips christian chuck church city clay clean clement cliff close clove clover cold colt
    come comfort committee company constance cook cool cooper coral cotton could council cousin coy crane crazy creed
    crews crime cross crow cruel crystal cumin cup cut cypress daisy dale dame dare dark darling dash dawn day days
    deacon dead deaf deal dean dear december deep department destiny dice dick die different dill dinar dirty division
    doc dog don done door dot dove drake drew drink dry duke dusty dyer ear earl early ears east easy eat eater eden
    egg elder elm else ember emerald empty end english er eve everyone except eye eyes face faith fall fan far farmer
    fast fat fawn february feet fern field fields fight finch fire fish fisher flora flowers fly food foot force forces
    ford forest form fort fortune foster fox frank free freed french friend friends front frost full fuller gale game
    gardener garland garnet garrison gas gate gates gave gay gem gene gentle german get ginger girl give glad glen
    glory glover go god goes gold golden gone good gore got grace grain grand grant gravel gray greek green grey gross
    grove guard guards gun guy hail hair hale half hall ham hand hands happy harbor harbour hard harden hardy harmony
    harp hasten hat hatch haven having hawk hazel healing hear heard heart heath heather heaven heavy heights held hell
    help hem hen hens herald herb hero hid hide high hill hind hit hitch hobby holder holiday hollow holly home honey
    honor honour hood hook hope horn hospital hot hotel hound hour house houses hunt hunter hush hut i ice idol ill
    iman inch india ink inn ins inside iranian iraqi iris iron ivory ivy jack jam january jasmine jasper jay jet jewel
    job jolly jordan journey joy july jump june justice kale keen keep kept kid kill kin kind kindly king kiss kit knew
    knight know lace lake lama lamb lame lance land lands lane lark lass last late laurel law lawless lawn lay leaf
    least leaves led lee left leg legend legs lemon less let level liar liberty lid lie life light like lily lime line
    link lion list listen little live loft long look lords lost lot lots loud love lovely low loyal luck lucky lynx
    lyric mac mace mad magic mail make maker man manly maple marble march marigold marine mariner mark market marrow
    marsh marshal mason mat max may meadow mean meat medic meek melody merchant mercy merit merry met middle might mile
    miles milk mill miller mine ministers ministry minor mint miracle mist misty mitre monk moon mound mountain mouth
    move movement music mustard nadir naif nail nails name names nan nap narrow nasty neat neck nectar need nest net
    never new next nice nick night nightingale noble nobody noon north nose note nothing nova november nut oak oar
    ocean october office oil old olive onto opal open oral orchid order ore ours outside pack page paid pal palm park
    parker parks part party pass past pasture pat path patience patriarch pay peace peach pearl peck peg pen penny
    peony pepper persian person pet pierce pig pike pill pilot pin pine pitt place plan plant plenty plus poet poke
    pole police polish pond pool poor pop pope poppy porter posy potter pound power powers precious price pride prime
    prince princess print prison proper proud prudence put queen quest quick quiet quince rage raid rail rain ran
    ranger rank ransom rash rave raven ray read ready real red reed reef reeve rein remedy rent rest reverend ribbon
    rice rich rid rider ridge right rim ring rip rise rising river rivers road roar rob robe robin rock rocks rocky rod
    rogue roman romance roof room root rope rose rosemary rosy rough round row rowan royal ruby rue rule rules run rush
    russian rust rusty rye saber sable sack sad saddle safe sage said sail sale salt sample san sand sandy sapphire
    sari sat satin saturday savage saw say says scarlet school sea seal seaman season seat second security see seem
    seen self sell seller send september serene serenity service set sew shade sharp sheep shell shepherd sheriff
    shield shin shine ship shook shop shore short shot show shut side sierra sign silence silent silk silver simple sin
    sincere singer sit skip sky slack slate slaughter sleep slow small smile smith snow soft soil sol solace sole
    somebody someone song sonny sons soon sort soul sour south spark sparks sparrow speak spear spring springs spruce
    stack stamp standing star stark station stay steal steel steer stem step sterling stern stew still stock stone stop
    storm story strand strange straw street streets strings strong stuff sue sugar sultan sum summer summers summit sun
    sunday sunny swan sweet swift swim syrian tab tack tad tailor take talent talk talker tall tamarind tan tank tanner
    tea tell temperance temple tender theirs thief thin thing think thorn thursday thus thyme tide tiger tim tin tiny
    today told toll tom tooth top topaz torch tower towers town towns trace tree trinity trinket trip true truly trust
    trusty truth try tuck tulip turk turn turner twice twist union unit unity universe urban vale valley verity vest
    vine viola violet virtue vivid vogue voice wade wager wagon wail wait wake walk walker wall walls want war ward
    warden warm warrant wash watch water waters wave wealth weaver wednesday week well wells welsh went west wet wheat
    wheeler whim whistle white whole wide wild wilder will willing willow win wind winds winner winter winters wisdom
    wise wish wit wolf woman wonder wood woods wool word work worth worthy wright write writer wrote yard yellow yes
    yet young yours zeal zen zenith
    """
)

# Short words and pieces of words that stand beside each other by chance.
PIECES = _words(
    """
    ah con d en id im ll lo m ma mar mas mi mo na ne oh ok pa pi re s si t ta ti un ve vis في من ما لا ان او هو هي هم
    نا يا عن على الى مع كل قد لم لن ثم بين هذا هذه ذلك كان له لها به بها انا انت كما اي اذا بعد قبل عند حتى ليس لي لك
    بي ذا سر رب حق يد اب اخ ام دم شي بن را با از كه تا در اين بر هر نه چه و لەو بۆ ئەو ئەم ئێمە تۆ هەر دوو سێ یەک کرد
    بوو چوو ئه ئم دو يك چو چي شت كار не на но по он мы вы же до за из от то ли бы да ни об ко со во
    """
)

# Words that only look as if they held a common name: "Turkish" no Turki, "changed" no Chang.
UNRELATED = _words(
    """
    allied allies arabia arabian arabic artist artistic artists bandage better brussels candidate candidates carried
    carrier carries change changed changes changing christianity christians colonial colony commanders commandership
    consultant consultants consultation cooperate cooperated cooperating cooperation cooperative crossed crossing
    director directorate directories directors directory electrician fisherman fishermen flooding floods frankly franks
    georgian granted grants hoped hopeful hopes hoping informant informants iranians iraqis israeli kenyan kurdish
    kurds locked locker manslaughter marked marker markers marking martyr martyred martyrs maybe miners minorities
    minority news normal normally people peoples performance priced prices reiterated reporter reporters romanian
    romans romantic roses shareholder shareholders sharia sharing shelling sheriffs shipping stakeholder stakeholders
    sultanate supporter supporters taliban teenage teenager terrain terrible terribly turkic turkish valleys village
    villager villagers villages willingly
    """
)

# No inflected names, and no names taken apart; exactly they may be keys. Which words are ordinary is data and shared:
# a word that the first look leaves alone and this one does not would refuse a page that nobody could mend.
COMMON = GENERIC | ORDINARY | PIECES | _words(" ".join(COMMON_FRAGMENTS))


class Habit(Enum):
    """Say when a key counts where it stands."""

    PLAIN = "in any case"
    ORDINARY = "capitalised, or where nothing is"
    GIVEN = "in the very letters of the card"
    HANDLE = "after @ or a slash, or joined by signs"
    CODE = "letters and digits, with any separators"


@dataclass(frozen=True, slots=True)
class Key:
    """Hold one thing to search for: folded `letters`, where its words meet, whom it gives away and how."""

    letters: str
    subject: int
    what: str
    habit: Habit = Habit.PLAIN
    cuts: frozenset[int] = frozenset()
    given: str = ""


@dataclass(slots=True)
class Ring:
    """Hold keys by how they can be met.

    Attributes:
        whole: keys met as one word, by their letters.
        joined: keys met as several words, by their letters; `beginnings` are all their proper prefixes.
        stems: keys of five letters and more that may carry a suffix; `stem_heads` are their first five.
        heads: keys of six letters and more that may stand inside a word, by their first six letters.
        unspaced: keys in scripts that put no spaces between words, which may stand anywhere.
        longest: how many letters of a word can matter.
    """

    whole: dict[str, list[Key]] = field(default_factory=dict)
    joined: dict[str, list[Key]] = field(default_factory=dict)
    beginnings: set[str] = field(default_factory=set)
    stems: dict[str, list[Key]] = field(default_factory=dict)
    heads: dict[str, list[Key]] = field(default_factory=dict)
    unspaced: dict[str, list[Key]] = field(default_factory=dict)
    stem_heads: set[str] = field(default_factory=set)
    longest: int = 0

    def add(self, key: Key, *, loose: bool) -> None:
        """Take in *key*; *loose* lets it carry a suffix, an article or stand inside a longer word."""
        for letters in _spellings(key.letters):
            _put(self.whole, letters, key)
            _put(self.joined, letters, key)
            self.longest = max(self.longest, len(letters) + 4)
            self.beginnings.update(letters[:length] for length in range(1, len(letters)))
            if not loose:
                continue
            if _UNSPACED.search(letters):
                _put(self.unspaced, letters, key)
            if 4 <= len(letters) <= 5:
                for particle in ("al", "el", "abu", "umm", "bin", "ibn"):
                    _put(self.whole, particle + letters, key)
            if len(letters) >= 5 and key.habit is not Habit.CODE:
                _put(self.stems, letters, key)
                self.stem_heads.add(letters[:5])
            if len(letters) >= 6:
                _put(self.heads, letters[:6], key)


def _put(shelf: dict[str, list[Key]], letters: str, key: Key) -> None:
    if key not in (keys := shelf.setdefault(letters, [])):
        keys.append(key)


def _spellings(letters: str) -> set[str]:
    """Return *letters* and, for a key that is not Latin, the mixtures that its look-alikes can make of it."""
    cases = {letters} if letters.isascii() else {letters, letters.upper(), letters.title()}
    mixtures = {latinised(case).casefold() for case in cases}
    return {letters} | {mixture for mixture in mixtures if len(mixture) >= 5 or not mixture.isascii()}


Address = tuple[str, str, int, str]  # local part and domain, letters and digits alone; the subject; what it is
Position = tuple[float, float, int]  # latitude and longitude or the other way round, unsigned; the subject


class Keys:
    """Hold everything that must not be found, compiled once from the subjects; persons come before places."""

    def __init__(self, subjects: Sequence[Subject]) -> None:
        self.letters = Ring()
        self.codes = Ring()
        self.numbers: dict[str, tuple[int, str]] = {}
        self.addresses: list[Address] = []
        self.positions: dict[int, list[Position]] = {}
        for index in sorted(range(len(subjects)), key=lambda i: subjects[i].protects is Protects.PLACE):
            self._take(index, subjects[index])
        self.domains = tuple({domain for _, domain, _, _ in self.addresses})
        self.reach = max(200, 5 * self.letters.longest, 5 * self.codes.longest)  # characters: keys, letters spaced out

    def _take(self, index: int, subject: Subject) -> None:
        """Take in everything on one card."""
        for form in subject.names:
            self._name(index, form, subject, alias=False)
        for form in subject.aliases:
            self._name(index, form, subject, alias=True)
        for form in subject.personas:
            self._whole(index, words_of(form), "a name")
        kinds = (
            (subject.organisations, self._phrase, "an organisation"),
            (subject.posts, self._phrase, "a post"),
            (subject.phones, self._number, "a phone number"),
            (subject.ids, self._code, "an identity number"),
            (subject.handles, self._handle, "an account"),
            (subject.emails, self._address, "an e-mail address"),
        )
        for forms, take, what in kinds:
            for form in forms:
                take(index, form, what)
        if subject.coordinates is not None:
            latitude, longitude = map(abs, subject.coordinates)
            self.positions.setdefault(round(latitude / CLOSE), []).append((latitude, longitude, index))
            self.positions.setdefault(round(longitude / CLOSE), []).append((longitude, latitude, index))

    def near(self, degrees: float) -> Iterator[Position]:
        """Yield the known coordinates within 0.01 degree of *degrees*."""
        for bucket in range(round(degrees / CLOSE) - 1, round(degrees / CLOSE) + 2):
            for position in self.positions.get(bucket, ()):
                if abs(position[0] - degrees) <= CLOSE:
                    yield position

    def _name(self, index: int, form: str, subject: Subject, *, alias: bool) -> None:
        """Take in a name: whole, reversed, in pairs, and each part that tells somebody apart."""
        given = words_of(form)
        open_words = {spelling(word) for words in subject.open_words for word in words_of(words)}
        parts = [spelling(word) for word in given if word.isalpha()]
        if len(parts) < len(given):
            self._code(index, form, "a name")
        elif all(part in open_words for part in parts) or (alias and len(parts) == 1 and parts[0] in GENERIC):
            return
        else:
            self._whole(index, given, "a name")
        telling = [part for part in _telling(parts, subject, alias) if part not in open_words]
        if subject.protects is not Protects.PLACE:
            for first, second in permutations(telling[:8], 2):
                self._pair(index, first, second)
        for part in telling:
            self._part(index, part, ordinary_too=not (alias and len(given) > 1))
            bare = _without_article(part, first=part == parts[0])
            if bare:
                self._part(index, bare, ordinary_too=False)

    def _part(self, index: int, part: str, *, ordinary_too: bool) -> None:
        """Take in one word of a name; an ordinary word only where *ordinary_too* says so."""
        common = _is_common(part)
        unspaced = bool(_UNSPACED.search(part)) and len(part) >= 2
        if (len(part) >= 3 or unspaced) and (ordinary_too or not common):
            habit = Habit.ORDINARY if common else Habit.PLAIN
            self.letters.add(Key(part, index, "a name", habit), loose=not common)

    def _pair(self, index: int, first: str, second: str) -> None:
        """Take in two parts of a name that stand next to each other, or are one word."""
        if len(first + second) >= 6:
            key = Key(first + second, index, "a name", cuts=frozenset({len(first)}))
            self.letters.add(key, loose=True)

    def _whole(self, index: int, given: list[str], what: str) -> None:
        """Take in a form as it stands on the card, one word or several."""
        parts = [spelling(part) for part in given]
        letters = "".join(parts)
        habit = Habit.ORDINARY if _is_common(letters) else Habit.PLAIN
        if max(map(len, parts)) <= 2 and letters.isascii():
            habit = Habit.GIVEN
        cuts = frozenset(accumulate(map(len, parts[:-1])))
        key = Key(letters, index, what, habit, cuts, "".join(given))
        self.letters.add(key, loose=habit is Habit.PLAIN and (len(parts) > 1 or what == "a name"))

    def _phrase(self, index: int, form: str, what: str) -> None:
        """Take in a post or an organisation; an acronym that is also a word only in its very letters."""
        given = words_of(form)
        if any(letter.isdigit() for part in given for letter in part):
            self._code(index, form, what)
        elif len(given) == 1 and form.isupper() and _is_common(spelling(given[0])):
            self.letters.add(Key(spelling(given[0]), index, what, Habit.GIVEN, given=given[0]), loose=False)
        elif given:
            self._whole(index, given, what)

    def _number(self, index: int, digits: str, what: str) -> None:
        """Take in the digits of a number; of a long phone number the nine and the eight that end it."""
        digits = re.sub(r"\D+", "", fold(digits))
        if what == "a phone number" and len(digits) >= 9:
            self.numbers.setdefault(digits[-9:], (index, what))
            digits = digits[-8:]
        if len(digits) >= 5:
            self.numbers.setdefault(digits, (index, what))

    def _code(self, index: int, code: str, what: str) -> None:
        """Take in what is made of letters and digits: an identity number, a name such as "Gate 9"."""
        letters = squeezed(fold(code).casefold())
        if letters.isdecimal():
            self._number(index, letters, what)
        elif letters.isalpha():
            self._whole(index, [letters], what)
        elif len(letters) >= 3:
            self.codes.add(Key(letters, index, what, Habit.CODE), loose=len(letters) >= 6)

    def _address(self, index: int, email: str, what: str) -> None:
        """Take in an e-mail address without what may be spelt out in it."""
        local, _, domain = fold(email).casefold().rpartition("@")
        if local:
            self.addresses.append((undotted(local), undotted(domain), index, what))

    def _handle(self, index: int, handle: str, what: str) -> None:
        """Take in a social handle; one that is short, a word or several counts only where it looks like one."""
        parts = [spelling(part) for part in words_of(handle.rstrip("/").rpartition("/")[2])]
        letters = "".join(parts)
        if not letters.isalpha():
            self._code(index, letters, what)
            return
        habit = Habit.HANDLE if len(parts) > 1 or _is_common(letters) or len(letters) < 5 else Habit.PLAIN
        cuts = frozenset(accumulate(map(len, parts[:-1])))
        self.letters.add(Key(letters, index, what, habit, cuts), loose=habit is Habit.PLAIN)


def _is_common(word: str) -> bool:
    """Say whether *word* is an ordinary one in a script with two cases, where case can tell it from a name."""
    return word.upper() != word and word in COMMON


def _telling(parts: list[str], subject: Subject, alias: bool) -> list[str]:
    """Return the words of a name that tell somebody or some place apart."""
    if subject.protects is Protects.PLACE:
        return [part for part in parts if part not in PLACE_GENERIC and not _is_common(part)]
    first_too = FIRST_NAMES_TOO if not alias else frozenset()
    return [part for place, part in enumerate(parts) if part not in GENERIC or (place == 0 and part in first_too)]


def _without_article(part: str, *, first: bool) -> str:
    """Return *part* without the Arabic article, if it has one and enough remains; a first name rarely has."""
    if part.startswith("ال") and len(part) >= (6 if first else 5):
        return part[2:]
    return part[2:] if part.startswith(("al", "el")) and len(part) >= 7 else ""
