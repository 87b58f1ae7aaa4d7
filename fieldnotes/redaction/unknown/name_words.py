"""List the words by which names of people, places and organisations are told, folded.

Titles and words of address stand before or after a name; head words are part of a name; harmless words have a capital
in English and name nobody.
"""

from fieldnotes.redaction.letters import fold_character


def folded(*texts: str) -> frozenset[str]:
    """Split *texts* into words and fold them as a view is."""
    return frozenset("".join(map(fold_character, word)).casefold() for text in texts for word in text.split())


# What stands between the parts of one name, in small letters.
PARTICLES = folded(
    """
    de del della di da dos das do du des la le van von der den zu zur und y e i bin ibn ben bint bnt abu abi al el ul ud
    ad as ash at an ar az as-sayyid oglu ogly kyzy zade aus ter ten af av lo los las mac nic ni of
    ag ould uld wuld mint walad
    """
)

# Titles and words of address in many languages; what follows is a person, whatever it is.
TITLES = folded(
    """
        mr mrs ms miss mx sir madam madame mme mlle monsieur dr doctor prof professor rev reverend fr father sister
    brother
        bishop imam sheikh shaykh sheik shaikh cheikh haj hajj haji hajji hadj hadji el-hadj mullah mulla mela mala
    ustad ustadh
        ustaz ostad mamosta mamoste kak kaka kek mam mamo xal khal xatu khan agha sayyid sayid sayed syed abu abou
    abo ebu umm
        um oum lord lady dame count captain capt colonel col general gen major maj lieutenant lt sergeant sgt
    corporal brigadier commander
        comrade heval hewal judge justice señor senor señora senora señorita senorita sr sra don doña dona senhor
    senhora dom signor signora
        herr frau hr pan pani pana panu bay bayan hoca ato weyzero woizero woizerit ayatollah hojjat hojjatoleslam
    mawlana maulana moulana
        maulvi pir rabbi rav bhai bhaiya begum shri shrimati smt kumari daw bo saya thakin sheekh xaaji macalin
    mudane marwo alhaji alhaja
        mallam malam sidi lalla moulay mzee bwana bibi ndugu bapak pak ibu
        г-н г-жа господин госпожа гражданин гражданка товарищ пан пані панові пана доктор професор профессор генерал
    полковник капитан капітан
        майор лейтенант сержант отец отець шейх мулла имам імам хаджи госп др др. ο κυριοσ κυρια
    """
)

TITLES_THAT_ARE_WORDS = folded(
    "ayatollah bay begum brigadier brother comrade corporal count dame doctor don dona father general hadj hadji "
    "haj hajj hajji imam judge justice lady lord madam madame major mam miss monsieur mullah pan prof professor "
    "rabbi rev reverend senor senora senorita shaikh shaykh sheik sheikh signor signora sir sister"
)
"""Titles that are English words: in small letters they announce no name."""

# The same for scripts without capitals; what follows them is a name even if it is an ordinary word.
CASELESS_TITLES = folded(
    """
        السيد السيدة سيد الشيخ شيخ الحاج حاج الحاجة الدكتور دكتور الدكتورة الأستاذ أستاذ الأستاذة المهندس العقيد
    العميد اللواء الرائد النقيب الملازم
        المقدم الجنرال القائد الأمير أبو ابو أبا أبي أم بن ابن بنت عبد آل المدعو المدعوة اسمي اسمه اسمها يدعى تدعى
    الشاب الأخ الأخت خاله المرحوم الشهيد
        المختار الملا ملا الإمام القاضي آقای خانم دکتر مهندس استاد حاجی سردار سرهنگ شهید مرحوم آیت‌الله حجت‌الاسلام
    کاک کاکە مامۆستا دکتۆر مام خاڵ پوورە
        حاجی شێخ مەلا سەید ناوم ناوی ناویان هەڤاڵ شەهید خاتوو بەڕێز ئەندازیار አቶ ወይዘሮ ወሮ ዶር ወይዘሪት ሼክ ሼህ መምህር አባ ሐጂ
    ሻለቃ ኮሎኔል ጄኔራል ስሜ ስሙ ስሟ
        أخي اخي أخته أختي ابني ابنتي ابنه زوجتي زوجي زوجها زوجته عمي عمتي خالي خالتي شقيقي شقيقته جدي والدي والدتي
    براکەم برام خوشکم خوشکەکەم دایکم باوکم
        کوڕم کچم ژنەکەم مێردەکەم مامم خاڵم برادرم خواهرم پدرم مادرم پسرم دخترم همسرم عمویم وەهۆی ወንድሜ እህቴ እናቴ አባቴ
    ባለቤቴ ልጄ אחי אחותי אבי אמי בני בתי אשתי בעלי
        भाई बहन मेरे ভাই বোন শ্রী শ্রীমতী
        מר גברת גב ד"ר דר פרופ הרב רב שיח' שמי שמו שמה श्री श्रीमती डॉ डॉक्टर जनाब मौलाना शेख हाजी नाम জনাব ডাক্তার
    মোঃ মোহাম্মদ শেখ হাজী মৌলভী
        মাওলানা বেগম নাম নাই จ่า นาย นาง นางสาว ဦး ဒေါ် ကို
    """
)
CASELESS_PLACES = folded(
    """
        قرية القرية بلدة مدينة حي منطقة ناحية قضاء محافظة شارع مخيم معبر حاجز بلدية ريف مديرية مشفى مستشفى مدرسة سجن
    گوندی شاری شارۆچکەی گەڕەکی ناحیەی
        قەزای پارێزگای شەقامی کامپی ئۆردوگای بازاڕی روستای شهر شهرستان استان محله خیابان بخش دهستان زندان قصبه ቀበሌ
        गाँव गांव शहर ज़िला जिला मोहल्ला গ্রাম গ্রামের জেলা উপজেলা থানা כפר עיר רחוב שכונת
    """
)
CASELESS_ORGANISATIONS = folded(
    """
        وزارة كتيبة لواء فرقة حزب حركة منظمة جمعية شركة جبهة جيش فصيل مجلس هيئة مؤسسة جامعة حزبی ڕێکخراوی پارتی
    لیوای وەزارەتی کۆمپانیای
        وزارت حزب سازمان شرکت گردان تیپ لشکر بنیاد دانشگاه ሚኒስቴር ድርጅት ፓርቲ
    """
)
# Words that follow a name as an honorific.
TITLES_AFTER = folded(
    "bey beg hanim xanim khanim hoca abi abla aga agha khan xan bhai ji sahib saheb effendi efendi pasha amca "
    "dayi teyze usta san xatun xatu can"
)

ORGANISATIONS = folded(
    """
        ministry department office bureau agency council committee commission court tribunal parliament assembly
    senate congress union front
        party movement army forces force brigade battalion division regiment corps command police gendarmerie
    militia guard guards service services
        directorate authority administration university college school academy institute faculty hospital clinic
    bank company ltd inc llc gmbh plc corporation corp
        group holding foundation association society organisation organization federation league network center
    centre club church mosque
        prison embassy consulate newspaper agency press radio television tv channel news times post herald tribune
    observatory watch fund trust
        board chamber station registry prosecutor prosecution inspectorate ombudsman institution programme program
    project
        ministere ministerio ministero ministerium ministério bakanligi mahkemesi savcisi savciligi universitesi
    hastanesi partisi belediyesi mudurlugu komutanligi dernegi
        tribunal cour hopital ecole universite parti prefecture gericht amtsgericht landgericht oberlandesgericht
    verwaltungsgericht verein partei polizei
        universidad hospital partido juzgado alcaldia universita ospedale partito министерство міністерство батальон
    бригада полк суд университет
        університет больница лікарня партия партія прокуратура полиция поліція союз спілка фонд общество товариство
    """
)
PLACES = folded(
    """
        village town city district province governorate region county state municipality camp valley river lake
    mountain mount hill street st road rd avenue
        boulevard square bridge checkpoint crossing border airport port island islands bay sea gulf desert plain
    hotel market bazaar quarter neighbourhood
        neighborhood street lane gate dam farm base barracks mahallesi sokak caddesi koyu ilcesi ili rue avenue
    boulevard place quartier strasse platz dorf
        calle avenida plaza barrio via piazza улица вулиця проспект площадь площа район село місто город область
    гора озеро ріка река мост міст
    """
)
PLACE_BEFORE = folded(
    """
        in near at from to towards toward outside around between through into of village town city district province
    camp area neighbourhood region dans vers pres nach aus bei
        en hacia cerca desde в из у из біля из из до з із під под
    """
)

# Given names that are words: with a capital they are names, except where the sentence starts with one alone.
GIVEN = folded(
    """
        grace hope faith joy mark frank drew pat rob sue jack gene guy ray rich dean earl duke grant chuck nick don
    art dawn eve ivy lily violet daisy
        iris jasmine heather holly hazel olive ginger rosemary basil clay cliff dale glen rose ruby pearl amber
    crystal jewel gem coral opal mercy patience
        prudence charity constance comfort verity melody carol robin jay drake miles victor max tex earnest angel
    christian angela destiny blessing precious
        gift innocent goodluck sunday friday monday bill will miller baker cook carter cooper mason fisher hunter
    shepherd taylor tailor smith abbot page
        pierce chase summer autumn april june august may dolores consuelo mercedes pilar luz paz socorro concepcion
    rosario soledad dulce cruz leon
        cesar bianca bruno bianco rosa violeta margarita esperanza fe caridad linda stella viola marina aurora alba
    gloria vera nadia lena
        вера надежда любовь роман лев мир слава злата надія віра любов
        baris deniz umut yildiz gunes ozgur savas devrim ates bulut yagmur toprak irmak cicek gul nergis yasemin ay
    nur cihan evren onur murat
        dogan aslan sahin kaplan kurt demir celik kaya tas ozturk polat arslan yilmaz serbest azad azadi jiyan roj
    baran rojda berfin nesrin jin
    """
)
"""Names that the word lists have as words, folded."""

_NATIONS = """
        afghan albanian algerian american andorran angolan arab arabic arabian argentine argentinian armenian asian
    assyrian australian austrian azeri
        azerbaijani bahraini baluch bangladeshi bengali basque belarusian belgian bolivian bosnian bosniak brazilian
    british bulgarian burmese burundian cambodian
        cameroonian canadian catalan caucasian chadian chaldean chechen chilean chinese circassian colombian
    congolese coptic croat croatian cuban cypriot czech danish dutch
        egyptian emirati english eritrean estonian ethiopian european farsi filipino finnish flemish french fulani
    gambian georgian german ghanaian greek
        guatemalan hausa hebrew hindi hungarian icelandic igbo indian indonesian iranian iraqi irish israeli italian
    japanese jewish jordanian
        karen kazakh kenyan korean kosovar kurd kurdish kurmanji kuwaiti kyrgyz lao latin latvian lebanese liberian
    libyan lithuanian macedonian malay malian maltese
        mexican moldovan mongolian moroccan nepali nepalese nigerian nigerien norwegian omani oromo pakistani
    palestinian pashto pashtun persian
        peruvian polish portuguese punjabi qatari rohingya roma romani romanian russian rwandan saudi scottish
    senegalese serb serbian serbo sinhalese slavic slovak
        slovene slovenian somali sorani spanish sudanese swahili swedish swiss syriac syrian tajik tamil tatar thai
    tibetan tigrinya tigrayan tunisian turk
        turkish turkic turkmen turkoman ugandan ukrainian urdu uyghur uzbek venezuelan vietnamese welsh yazidi
    yezidi yemeni yoruba zambian zimbabwean african
        western eastern northern southern balkan mediterranean baltic byzantine ottoman islamic islamist christian
    muslim moslem sunni shia shiite alevi alawite druze catholic orthodox protestant
        buddhist hindu sikh jew christianity islam god allah bible quran koran torah gospel genesis exodus psalm
    psalms matthew luke john romans corinthians
        christmas easter ramadan eid newroz nowruz passover hanukkah internet web google facebook whatsapp telegram
"""
_CALENDAR = """
        january february march april may june july august september october november december monday tuesday
    wednesday thursday
        friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    sat sun
"""
_GENERIC = """
        i ok mr mrs ms article articles section sections chapter paragraph convention protocol rule rules law act
    code state states party government court chamber
        president prime minister constitution appendix annex table figure part title volume page republic kingdom
    federal supreme
        applicant applicants respondent judge registrar criminal civil penal procedure procedural constitution
    constitutional section affairs
        secretary secretaries human rights basic general official gazette legal terrorism public private grand
    working group division
        federal democratic governments ministers commission committee
"""
PEOPLES = folded(_NATIONS.partition("western")[0]) | {
    nation + "s" for nation in folded(_NATIONS.partition("western")[0])
}
"""Words for peoples and their languages, folded: they tell an origin."""
POSTS = folded(
    "minister chancellor governor mayor director president secretary chief commissioner inspector commander "
    "attorney prosecutor ambassador "
    "principal rector dean emir king queen prince bishop archbishop patriarch"
)
"""Posts that one person holds, when it is said of what."""
HARMLESS = folded(_NATIONS, _CALENDAR, _GENERIC) | {word + "s" for word in folded(_NATIONS, _CALENDAR)}
"""Words with a capital in English that name no one: peoples, languages, faiths, days, months; folded."""
ACRONYMS = folded(
    """
        who un eu us usa uk uae ussr ngo ngos hiv aids covid tv pc id am pm ad bc ce bce gmt utc gps sms pdf html
    http https url ok faq sim atm dna cv ceo
        iv ii iii vi vii viii ix xi xii xiii xiv xv xx xxi xix no nos vs etc km kg cm mm mg ml hq asap fyi cctv
    unhcr unicef nato osce au icc echr ied
        ak rpg idp idps pow mp mps phd md ba ma bsc msc it hr pr qa api sos ppe usd eur gbp ps re nb cf ie eg a b c
    d e f g h
    """
)
"""Acronyms that name no one, folded."""
ENGLISH_FUNCTION = folded(
    """
        the a an and or but nor so yet for of in on at by to from with without within into onto upon over under
    after before since until while when
        where why how what which who whom whose that this these those there here he she it we they you i his her its
    our their your my him them us me
        is are was were be been being am do does did have has had will would shall should can could may might must
    not no yes if then than as because
        although though however moreover therefore thus also too very only just even still again once never always
    often sometimes now
        today yesterday tomorrow one two three four five six seven eight nine ten first second third another other
    others some any each every all both
        many much more most few several such same own let please thank thanks hello hi dear sorry well oh later
    finally next last between during
        about against among around behind below beside besides beyond despite down except inside near off out
    outside per through
        ve ll re don doesn didn isn aren wasn weren haven hasn hadn won wouldn shan shouldn couldn mustn ain t s m d
    """
)
FUNCTION = ENGLISH_FUNCTION | folded(
    """
        меня тебя себя мне тебе себе мной тобой собой нас вас нам вам нами вами его ему ей их им ими него нему ней
    них мой моя мое мои моей моего
        твой наш наша наше наши ваш свой своя свои этого этому этой этих того тому той тех кого кому кем чего чему
    чем всех всем все весь вся здесь там тут
        сюда туда теперь сейчас тогда потому поэтому однако или ли даже уже еще только также очень можно надо нет да
    мене мені тебе тобі собі нам вам
        його йому їй їм ними моя моє мої твоя наше наші вони усі всі тут там зараз тепер тоді тому однак або чи
    навіть вже ще тільки також дуже можна треба
        le la les un une des du de et ou mais donc il elle ils elles on nous vous je tu ce cette ces son sa ses leur
    leurs mon ma mes notre votre
        dans sur sous avec sans pour par chez vers depuis pendant quand comme si ne pas plus tres aussi puis alors
    apres avant el los las una unos unas
        y o pero porque cuando donde como su sus mi mis nuestro se lo al del con sin por para desde hasta entre
    sobre tras der die das den dem ein eine
        einen einem einer und oder aber wir ihr sie er es ich mein sein nach vor mit ohne bei von zu auf aus im am
    als wenn weil dass nicht o os as um uma
        eles elas ele ela nos quando onde bir bu ve veya ama biz siz onlar icin ile gibi daha cok her ne var yok
    sonra once
        и в во на не что он она они мы вы я ты как а но по из за у от до это этот эта эти тот та те же бы так был
    была были когда где кто если потом после
        і й та в у на не що він вона вони ми ви я ти як але з із за від до це цей ця ці той так був була були коли
    де хто якщо потім після
        je smo ste ili kad kada gde gdje kako ovo ono oni nije nisu
        ew ji dema piştî berî lê her yek
    """
)
"""Words that hold sentences together, folded; with a capital they start a sentence or stand in a title."""

ARTICLES = folded("el la los las le les l il lo gli die der das al")
"""Articles that are part of a name where they have a capital inside a sentence: El Guayacán, La Totuma."""
QUALIFIERS = folded(
    """
    upper lower greater north south east west saint st fort port mount
    yukari asagi buyuk kucuk yeni eski orta kara ak kizil sari topal kor deli
    alto alta bajo baja nuevo nueva gran villa puerto san santa santo monte rio cerro quebrada
    haut haute bas basse saint sainte mont pont port
    верхніи верхня верхнє нижніи нижня нижнє новии нова нове старии стара старе великии велика велике малии мала мале
    верхнии нижнии новыи старыи большои малыи
    """
)
"""Words that a name of a place or a nickname begins with, though they start a sentence."""
COMPANIES = folded(
    """
    ltd limited inc llc plc corp gmbh ag sarl sa sas spa srl ltda sti security logistics holdings holding transport
    transports trading enterprises industries mining mines timber rifles rangers fusiliers volunteers
    lojistik insaat nakliyat nakliye ticaret sanayi turizm gida tekstil petrol enerji maden madencilik otomotiv sirketi
    spedition logistik bau
    """
)
"""Words that stand last in the name of a company or a unit, and make a word before them a part of it."""
