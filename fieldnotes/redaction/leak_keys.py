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

_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def _words(text: str) -> frozenset[str]:
    return frozenset(spelling(fold(word)) for word in text.split())


# Titles, kinship, particles: parts of a name that tell nobody apart. No keys alone.
GENERIC = _words(
    """
    abd abdal abdel abdul abi abla abo abou abu ad aga agabey agha al amo amu an and ar as ash at aunt auntie axa az
    beg begum bek ben bey bin bint binti bou brigadier brother bu can capt captain cheikh chief col colonel commander
    comrade da dad daughter daye de del della den der des di director doctor dos dr du el emir eng engineer father gen
    general governor gyan hac haci hadji haji hajj hajja hajji hanim hanoum head het heval hevala husband ibn imam jan
    jr judge junior kak kaka kek keke khala khalil khalo khan khanim khanum la lady las lawyer le les lieutenant lord
    los lt mac madam maj major mala mam mama mamo mamosta mamoste mayor mc mela melle minister mir miss molla mom
    mother mr mrs ms mulla mullah mum of officer om ostad ould oum pir president priest prof professor rabbi saint san
    santa sayed sayid sayyid seikh senior sergeant seyed seyid seyyed sgt shaikh shaykh sheik sheikh sheikha sidi sir
    sister son st syed teacher ten ter the ul um umm uncle usta ustad ustadh ustaz van von widow wife xal xalo xan
    xanim zu zum zur hevalê ابو ابي ابا ام بن ابن بنت ال عبد كاك كاكه مام ماموستا هفال خال پير مير اغا بك خان خانم جان
    گيان شيخ شيخه سيد سيده ملا حاج حاجي حاجه امام استاذ استاد دكتور دكتوره عميد عقيد رائد نقيب لواء فريق مدير رئيس аль
    эль ибн бин абу умм хан бек ага шейх мулла хаджи фон ван дер доктор
    """
)

# Of those, the ones that are given names where they come first.
FIRST_NAMES_TOO = frozenset({"ben", "can", "jan"})

# What a place is, where it lies, how it looks: no keys alone.
PLACE_GENERIC = GENERIC | _words(
    """
    ain airfield airport alley apartment area army autonomous avenue ayn bab bagh bakery bakh barracks base bayt bazaar
    bazar behind beit between beyt big black block blue border bridge brown building cafe camp canal castle cave
    cemetery center central centre chami checkpoint church citadel city clinic club coast college compound corner
    country county court courthouse crossing crossroads dag dagh dair dam dar deir depot der desert directorate
    district djebel east eastern ein end factory farm farms federal field fields fifth first five flat floor forest
    fort fortress four fourth front garage garden gardens gas gate gir gird golden governorate grand great greater
    green gund hall harbor harbour hay hayy headquarters hill hills hospital hotel house houses institute island
    islands jabal jail jebel junction kafar kafr kale kani khan kingdom koy lake lane line little lower mahalla mahalle
    main market middle mill mine ministry monastery mosque mount mountain mountains municipality nahiya nahiyah near
    neighborhood neighbourhood new north northern office oil old one opposite outskirts park pass pharmacy plain plains
    plant point police port post power prison province qada qadha qala qalat qaraj qaza quarter red refinery region
    republic restaurant ridge river road rock rocks room roundabout sar school sea second sector security shar shop
    shrine side silver site small souk south southern spring springs square stadium state station stone stream street
    su suburb suburbs suq suyu tal tall tappa tel tell temple tepe third three tower town tunnel two union university
    upper valley village wadi warehouse water well wells west western white wood woods yellow zone bazarî daği قريه
    مدينه ناحيه قضاء محافظه شارع حي جسر سوق مخيم نهر جبل تل عين وادي بيت دار باب قلعه دير كفر شار شارۆچکە گوند گەڕەک
    پارێزگا قەزا بازاڕ پرد چیا کانی چەم جاده پل کوه رود شهر روستا село деревня город район область улица река гора мост
    рынок новый новая старый старая
    """
)

# Names that are ordinary words: in lower case they are left alone unless the text has no capitals at all.
ORDINARY = _words(
    """
    abbot ace across agency aid aim alive ally almond alms along amber angel anybody anyone apple april arab archer
    armenian army art asia aspen august autumn baby baker bald ball ban bane bank banks bar barber bard basil bat
    battalion bay bean bear beard bee behind bell bells below beneath berry beside best between beyond bill bird bishop
    black blaze bless blind bliss blond blossom bob bold boot border boss both bottom branch brand brave breeze bridge
    brigade bright brook brooks brown buck bud build bull bureau burn bush butcher butler buyer cam camellia camp candy
    cape carmine carol carpenter carter cash cat cedar chance chaplain charity chase cherish cherry children china chip
    chips christian chuck church clay clean clement cliff close clove clover cold colt comfort committee company
    constance cook cool cooper coral cotton council cousin coy crane crazy creed crews crime cross crow cruel crystal
    cumin cypress daisy dale dame dare dark darling dash dawn deacon dead deaf deal dean dear december deep department
    destiny dice dick different dill dinar dirty division doc don dot dove drake drew drink duke during dusty dyer earl
    early ears east easy eater eden eight elder elm ember emerald empty english eve everyone except eyes faith fall fan
    farmer fast fawn february feet fern field fields fight finch fisher flora flowers force forces ford forest fort
    fortune foster fox frank free freed french friend friends front frost fuller gale game gardener garland garnet
    garrison gate gates gay gem gene gentle german ginger glad glen glory glover gold gore grace grain grand grant
    gravel gray greek green grey gross grove guard guards guy hail hale hall hands happy harbor harbour harden hardy
    harmony harp hasten hatch haven having hawk hazel healing heart heath heather heaven heavy heights hen herald herb
    hero hide hill hind hitch hobby holder holiday hollow holly honey honor honour hood hook hope horn hospital hotel
    hound houses hunt hunter hush hut idol iman inch india inside iranian iraqi iris iron ivory ivy jack jam january
    jasmine jasper jay jet jewel job jolly jordan joy july jump june justice kale keen kid kind kindly king kiss kit
    knight lace lake lama lamb lame lance land lands lane lark lass laurel lawless lawn leaf leaves lee legend legs
    lemon level liar liberty light lily lime link lion listen little loft lords lots loud love lovely loyal luck lucky
    lynx lyric mace mad magic mail maker manly maple marble march marigold marine mariner mark market marrow marsh
    marshal mason max may meadow mean medic meek melody merchant mercy merit merry middle mile miles mill miller
    ministers ministry minor mint miracle mist misty mitre monk month moon mound mouth movement music mustard nadir
    naif nail nails names nan nap narrow nasty neat nectar nest nick nightingale noble noon north nose nova november
    nut oak ocean october office olive onto opal oral orchid order ore outside pack page pal palm park parker parks
    party past pasture pat path patience patriarch peace peach pearl peck peg pen penny peony pepper per persian person
    pet pierce pike pill pilot pine pitt plant plenty poet poke pole polish pond pool poor pop pope poppy porter posy
    potter pound power powers precious price pride prime prince princess print prison proper proud prudence queen quest
    quick quiet quince rage raid rail rain ranger rank ransom rash rave raven ray ready real reed reef reeve rein
    remedy rent reverend ribbon rich rider ridge right rim ring rip rise rising river rivers roar rob robe robin rock
    rocky rod rogue roman romance roof root rope rose rosemary rosy rough rowan royal ruby rue rule rules rush russian
    rust rusty rye saber sable sack saddle safe sage sail sale salt sample sandy sapphire sari satin saturday savage
    says scarlet school seal seaman season self seller september serene serenity service sew shade sharp sheep shell
    shepherd sheriff shield shin shine shook shore shut sierra silence silent silk silver simple sincere singer skip
    slack slate slaughter slow small smile smith snow sol solace sole somebody someone song sonny sons soul sour south
    spark sparks sparrow speak spear spring springs spruce stack stamp standing star stark station steal steel steer
    stem step sterling stern stew stock stone storm story strand strange straw street streets strings strong stuff sue
    sugar sultan summer summers summit sunday sunny swan sweet swift swim syrian tab tack tad tailor talent talker tall
    tamarind tank tanner temperance temple tender theirs thief thin thorn thursday thyme tide tiger tim tiny toll tom
    tooth topaz torch toward tower towers towns trace trinity trinket trip true truly trust trusty truth tuck tulip
    turk turner twice twist union unit unity universe urban vale valley verity vest vine viola violet virtue vivid
    vogue voice wade wager wagon wail wait wake walker walls ward warden warrant watch waters wave wealth weaver
    wednesday wells welsh wheat wheeler whim whistle white whom whose wild wilder willing willow winds winner winter
    winters wisdom wise wish wit within wolf women wonder wood woods wool worth worthy wright write writer wrote young
    yours zeal zen zenith
    """
)

# Everyday short words: no inflected names, and no pieces of a name taken apart. Exactly they are still keys.
EVERYDAY = _words(
    """
    a able about above ad after again against age ago ah air all almost alone also always am among an and another ant
    any are arm arms around as ash ask at ate away back bad bag be because bed been before began being big bin bit box
    boy bread bring bus but buy by call called came can car case child city come con could cup cut d day days di did
    die do does dog done door down dry each ear eat egg el else en end er even ever every eye face far fat father few
    fire fish five fly food foot for form four from full gas gave get girl give go god goes gone good got gun had hair
    half ham hand hard has hat have he hear heard held hell help hem hens her here hers hid high him his hit home hot
    hour house how i ice id if ill im in ink inn ins into is it its just keep kept kill kin knew know la last late law
    lay le least led left leg less let lid lie life like line list live ll lo long look lost lot low m ma made make man
    many mar mas mat me meat men met mi might milk mine mo more most mother move much must my na name ne near neck need
    net never new next nice night nine no nobody nor not note nothing now oar of off oh oil ok old om on once one only
    open or other our ours out over own pa paid part pay people pi pig pin place plan plus put ran re read red rest
    rice rid road room round row run s sad said same san sand sat saw say sea seat second see seem seen sell send set
    seven shall she ship shop short shot should show si side sign sin since sir sit six sky sleep so soft soil some son
    soon sort stay still stop such sum sun t ta take talk tan tea tell ten than that the their them then there these
    they thing think this those three through thus ti time tin to today told too took top town tree try turn two un
    under until up upon us use ve very via vis walk wall want war warm was wash water way we week well went were west
    wet what when where which while who whole why wide wife will win wind with without woman word work would yard year
    years yes yet you your في من ما لا ان او هو هي هم نا يا عن على الى مع كل قد لم لن ثم بين هذا هذه ذلك كان له لها به
    بها انا انت كما اي اذا بعد قبل عند حتى ليس لي لك بي ذا سر رب حق يد اب اخ ام دم شي بن را با از كه تا در اين بر هر نه
    چه و لەو بۆ ئەو ئەم ئێمە تۆ هەر دوو سێ یەک کرد بوو چوو ئه ئم دو يك چو چي شت كار не на но по он мы вы же до за из от
    то ли бы да ни об ко со во
    """
)

# Words that only look as if they held a common name: "Turkish" no Turki, "changed" no Chang.
UNRELATED = _words(
    """
    allied allies arabia arabian arabic artist artistic artists bandage better brussels candidate candidates carried
    carrier carries change changed changes changing christian christianity christians colonial colony commanders
    commandership consultant consultants consultation cooperate cooperated cooperating cooperation cooperative crossed
    crossing director directorate directories directors directory electrician fisherman fishermen flooding floods
    frankly franks georgian granted grants hoped hopeful hopes hoping informant informants iranians iraqis israeli
    kenyan kurdish kurds locked locker manslaughter marked marker markers marking martyr martyred martyrs maybe miners
    minorities minority news normal normally people peoples performance priced prices reiterated reporter reporters
    romance romanian romans romantic roses shareholder shareholders sharia sharing shelling sheriff sheriffs shipping
    stakeholder stakeholders sultanate supporter supporters taliban teenage teenager terrain terrible terribly turkic
    turkish valley valleys village villager villagers villages willingly
    """
)


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
    keys = shelf.setdefault(letters, [])
    if key not in keys:
        keys.append(key)


def _spellings(letters: str) -> set[str]:
    """Return *letters* and, for a key that is not Latin, the mixtures that its look-alikes can make of it."""
    mixtures = {latinised(form).casefold() for form in (letters, letters.upper(), letters.title())}
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
        longest = max(self.letters.longest, self.codes.longest)
        self.reach = max(200, 5 * longest)  # characters: the longest key, its letters spaced out

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
            self._pair(index, "".join(parts[-1:]), "".join(parts[:-1]))
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
        if first and second and len(first + second) >= 6:
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
    return word.upper() != word and (word in ORDINARY or word in EVERYDAY or word in GENERIC)


def _telling(parts: list[str], subject: Subject, alias: bool) -> list[str]:
    """Return the words of a name that tell somebody or some place apart."""
    if subject.protects is Protects.PLACE:
        return [part for part in parts if part not in PLACE_GENERIC and part not in EVERYDAY]
    first_too = FIRST_NAMES_TOO if not alias else frozenset()
    return [part for place, part in enumerate(parts) if part not in GENERIC or (place == 0 and part in first_too)]


def _without_article(part: str, *, first: bool) -> str:
    """Return *part* without the Arabic article, if it has one and enough remains; a first name rarely has."""
    if part.startswith("ال") and len(part) >= (6 if first else 5):
        return part[2:]
    return part[2:] if part.startswith(("al", "el")) and len(part) >= 7 else ""
