"""List the words that are no key by themselves, or only with a capital.

The lists are ours and short on purpose: a name that is missing here is protected more, never less. All
words are compared after folding.
"""

from fieldnotes.redaction.letters import fold_character


def _folded(*texts: str) -> frozenset[str]:
    """Split *texts* into words and fold them."""
    return frozenset("".join(map(fold_character, text)).casefold() for t in texts for text in t.split())


# Particles inside names: they join two mentions into one and are swallowed with them.
PARTICLES = _folded(
    """
    al el ul ud bin ibn ben bint bnt abu abo abi bu ebu aba um umm om omm abd abdul abdel abdal abdol de
    del della da dos das di du von van zu zade zadeh oglu oghlu ogly kizi qizi ال بن ابن بنت ابو أبو ابا
    ابي أبي ام أم عبد آل ئال ئەبو ئەبا ئوم абу аль эль ибн бин оглы кызы ал ель
    """
)

# Titles and words of address: many people share them.
TITLES = _folded(
    """
    mr mrs ms miss sir madam dr doctor prof professor eng engineer capt captain col colonel gen general
    maj major lt lieutenant sgt sergeant brigadier commander chief sheikh shaykh sheik shaikh imam
    mullah mulla mela hajji haji hajj hadji haj sayyid sayed seyed effendi agha aga beg bey pasha khan
    hanim khanim xanim xan kak kaka kek mam mamo mamosta mamoste heval hewal rafiq ostad ustad ustaz
    ustadh doktor father mother brother sister uncle aunt abuna patriarch bishop reverend rev judge
    minister president director mukhtar muxtar mukhtaar emir amir khal xal pire pîr comrade hoca hodja
    abla abi junior senior jr sr din eddin addin uddin deen allah ullah olla شيخ الشيخ سيد السيد حاج
    الحاج حاجی ملا مەلا دكتور الدكتور دکتۆر استاذ الأستاذ مامۆستا کاک کاکە هەڤاڵ خان بگ بيك آغا ئاغا
    خانم خاتون مام خاڵ مهندس المهندس عقيد العقيد عميد العميد لواء اللواء رئيس قائد القائد دين الدين الله
    الرحمن پاشا بەگ کاکه امير الأمير میر господин госпожа пан пани доктор генерал полковник майор
    капитан шейх мулла хаджи
    """
)

# What places are called by kind and side; no place is known by such a word alone.
PLACE_KINDS = _folded(
    """
    village town city settlement quarter neighbourhood neighborhood district subdistrict sub governorate
    province region state country county municipality commune area zone sector block street st road rd
    avenue alley lane square bazaar market checkpoint crossing border gate bridge camp base barracks
    prison hospital clinic school university mosque church shrine hotel house farm station airport port
    harbour dam river lake hill hills mount mountain mountains valley plain desert oasis spring springs
    well wells cave north south east west northern southern eastern western central centre center upper
    lower old new great little big small inner outer near far main first second third no kfar kafr tel
    tell tal tall wadi ain ayn deir bir beit bayt bab jabal jebel djebel gund gundê gunde gundi şar shar
    bajar bajêr tepe teppe kani kanî girê gire qasr qala qalat rojava bashur bakur başûr bakûr rojhilat
    nahiya nahia qada qaza mahalla mahalle mahallesi köy koy koyu köyü sokak cadde caddesi ilçe ilcesi
    ili il dorf stadt rue ville sur sous saint قرية القرية مدينة المدينة ناحية قضاء محافظة المحافظة حي
    الحي شارع سوق السوق حاجز معبر جسر مخيم سجن مستشفى مدرسة مسجد كنيسة نهر جبل وادي تل عين دير بير بيت
    باب شمال جنوب شرق غرب الشمالي الجنوبي الشرقي الغربي القديم القديمة الجديد الجديدة الكبير الصغير گوند
    گوندی شار شاری ناحیە قەزا پارێزگا پارێزگای گەڕەک گەڕەکی بازاڕ بازاڕی پرد پردی باکوور باشوور ڕۆژهەڵات
    ڕۆژئاوا کۆن نوێ گەورە بچووک روستا روستای شهر شهرستان استان محله خیابان город село деревня посёлок
    район область улица мост рынок старый новый северный южный восточный западный місто вулиця
    """
)

# Words that hold sentences together: never keys, not even with a capital.
FUNCTION_WORDS = _folded(
    """
    a an the and or nor but if so as at by for from in into of off on onto out over per than then to up
    upon with within without under after before about above across against along among around behind
    below beneath beside between beyond down during except inside near outside since through toward
    until via i me my mine we us our ours you your yours he him his she her hers it its they them their
    theirs one who whom whose which what this that these those there here where when why how all any
    both each few more most other some such only own same too very not no yes be is am are was were been
    being do does did done have has had having can could may might must shall should will would just now
    also ever never again once twice man men woman women people day time year week month well back way
    like get got go goes went come came let make made say says tell told see saw seen know knew take
    took give gave two three four five six seven eight nine ten mr oh ok ill mail e t s re ve ll d m de
    la le les des du et en un une der die das und von zu im den mit ist من في على عن الى إلى ما لا هو هي
    هم انا نحن ان أن كان قال هذا هذه ذلك التي الذي او أو ثم قد كل بعد قبل لە بۆ کە ئەو ئەم لەگەڵ بوو
    هەموو و یان نە بە از به در که را این آن با تا بر است بود نه يا и в во на не что он она они мы вы я с
    со как а но по из за у от до это же бы так был была і та що він вона
    """
)

# Names that are also ordinary words: with a capital they are names, in lower case they are left alone.
ORDINARY_WORDS = _folded(
    """
    على ben del om will hope rose mark may grace faith joy summer april june august autumn winter dawn eve ivy lily
    violet daisy iris jasmine heather holly hazel olive ginger rosemary basil sage clay cliff dale glen
    heath forest woods wood field fields hill brook brooks banks bank ford wells rivers lake stone rock
    sandy reef ridge grant bill bob chuck frank drew pat nick rob sue jack don art gene guy ray rich
    dean earl duke king prince queen bishop pope abbot knight page price pierce chase chance hunter
    fisher baker cook butler carter cooper potter porter parker mason miller turner walker ward
    warden weaver singer smith archer gardener shepherd farmer barber driver dyer glover
    tanner carpenter young old long short small little big tall sharp sweet strong swift
    hardy noble bright brown black white green gray grey red blue gold golden silver pearl ruby amber
    crystal jewel gem coral opal sterling fox wolf lamb lion bear bird crane dove drake finch hawk jay
    robin swan wren falcon eagle bull love peace mercy honor honour patience prudence charity
    constance comfort verity destiny harmony melody carol song bell bells day night moon star
    sun sunny sky storm rain snow frost gale winds wind german roman english french welsh
    jordan china india asia turki
    victory angel christian deacon saint
    cross church temple monk chaplain case cash penny dollar major minor judge marshal sheriff reader
    wise friend friends best good goodman savage wild free freed power powers might force wall walls
    house houses hall gates gate bridge street lane park parks marsh moor meadow flower flowers bush
    branch root berry cherry apple plum peach almond rice bean pepper salt sugar honey coffee bread
    cotton silk wool lace cape hood boot boots sword shield spear blade arrow bow ball bat dice tex max
    buck colt dash flash lance miles reed trip wade west north south east rush
    trace vale van yard said can even ever kit less more pip sol tad tim
    tom win worth wright rowan ash elm oak pine cedar laurel linden willow poppy rue fern flora
    clover bud sonny buddy junior doc chief boss captain doctor teacher engineer soldier general
    colonel commander tailor blind deaf lame fat thin fast slow quiet silent happy lucky crazy mad bad
    cruel brave bold blond blonde bald dark ghost shadow thunder lightning tiger leopard panther snake
    scorpion spider horse camel goat sheep rabbit mouse rat dog cat cow butcher merchant trader
    tradesman sailor pilot gunner sniper fighter warrior border service security police army guard
    guards office officer bureau agency council committee party union front forces battalion brigade
    division company unit department ministry ministers movement sad glad bless blessed nail nails raid
    wail hero sultan nadir saber sabre rim ras dal dill mace rye clove cumin thyme
    iraqi syrian iranian turk arab persian greek russian armenian spice ham hams self
    close hand hands land lands lord lords noon eden ally bliss blossom breeze brandy
    candy carmine cherish chip chips clement coy cricket crow crews darling dear deal dusty
    echo elder ember essence ewe fawn fort fortune foster fuller garland garnet garrison gay gaze gentle
    glory goose gore grand gravel grim gross grove gully hale harbor harbour harden hasty
    hatch haven hazard head healing heart hedge heights herald herb heron hide hitch hobby hog holder
    hollow home hook horn hound humble hurst hush ice idol inch inn iron ivory jam jar jasper jet
    jewels jolly journey jolt jug julep jump keen keep kidd kind kindly kiss kitty lad lady lark lashes
    law lawless lawn leaf lean leather lee lent level light lights lime line link list loft lot lots
    loud lovely low loyal lull lush lyric maiden manly maple marble march marine marrow meek
    mellow merit merry mint mist moody mound mountain music mustard nap neat nectar nest nickel nova nut
    oat oats ocean oral orange orchid order outlaw pack pad paddy palm pan paradise pass past
    pasture path pea pebble peck pen petal pickle pike pilgrim pill pink pinky pit pitt plant plenty
    plow poet poke pole polish pond pony pool poor posy pot pound precious pride priest prime print
    proper proud purdy purple quail quest quick quill radish rage rail rank ransom rash rave ready real
    rebel regal remedy rest reverence ribbon rider ring rise rising river road roam roan robe rocks
    rocky rod rogue romance roof rook rope rosy rough round row rowdy royal ruff rules rust rustic rusty
    sable sack saddle safe sail salmon salmons sample satin savior scarlet scout sea
    seal seaman season sell serene serenity shade shark shell shine ship shook shore showers shy sierra
    silence silks simple sincere slack slater slaughter sleet slim smiley smile smoke solace sole
    soul sour spark sparks sparrow spike spirit spring springs spruce squire stack stag stamp
    standing stark steel steer stem step stern stew still stock storey stormy story strand straw streets
    strange stranger stride strike strings stuff summers sunday monday tuesday wednesday thursday friday
    saturday january february july september october november december sunshine swallow swim
    tack talent tank tea teal temperance tempest tender thorn thrift tide tiny toll tooth
    topaz torch towns town tower towers treasure tree trinity triumph true truth truly trust tuck tulip
    twain twilight twist unity universe urban valley valor vest vine viola virtue vision vogue wager
    wagon wait wake war warm warrant wary wash water waters wave wax way wealth
    weed welcome well wheat wheeler whistle whim wicked wilder wildflower willing
    winner winters wisdom wish wonder woody worthy yarrow yellow yew zeal zenith
    zephyr mother father brother sister son sons daughter cousin uncle aunt baby boy girl child children
    person someone somebody nobody anybody everyone anyone crime prison camp station hotel hospital
    school market left right middle top bottom back inside outside next last late early same different
    other another own full empty hot cold cool wet dry clean dirty hard soft easy heavy deep high wide
    narrow open shut dead alive talk talker walk run runner eat eater drink sleep sleeper fight kill
    killer read writer wrote write speak speaker hear listen look looker watch watcher cut cutter build
    builder make maker seller buy buyer steal thief liar name names face eye eyes nose mouth ear ears
    leg legs foot feet arm arms finger beard hair voice
    """
)

COMMON_FRAGMENTS = FUNCTION_WORDS | ORDINARY_WORDS

# Endings that languages hang on a name; folded, so one spelling stands for several.
LATIN_ENDINGS = _folded(
    "s es a e i u y in un an en im om em am ov oy oj ey ej ah da de ta te la le ra ve ya ye yi yu ni nin nun "
    "dan den tan ten lar ler eke ek yan man van is ish sh nan n m t"
)
CYRILLIC_ENDINGS = _folded(
    "а у о е и ы і ь я ю є ї ом ем ым им ою ею ой ей ові еві ів ах ам ами ям ями ях ов ова ове ы ин ина"
)
ARABIC_ENDINGS = _folded(
    "ی ي ه م ت ک ان ين ون ات ها ای اش یش مان تان یان که کە کان ەکە ەکان دا را وه یه ێک ێکی ەوە یی شی ش s"
)
# What Arabic and Kurdish write onto the front of a word, and how many of its letters are no part of the name.
ARABIC_PROCLITICS = {
    "".join(map(fold_character, letters)): kept
    for kept, column in enumerate(("ال", "و ف ب ك ل لل وال فال بال كال", "ول فل وب فب وك ولل فلل وبال له به"))
    for letters in column.split()
}
LATIN_ARTICLES = ("al", "el", "ul", "ad", "as", "ash", "esh", "at", "an", "ar", "az")
