"""List the words for months and weekdays, folded, as the Unicode Common Locale Data Repository (CLDR 47) has them.

A name of several words is written with "_". Abbreviations that are ordinary words ("set", "ago") are left out. Not of
CLDR are the months of the Levant, of the Maghreb and of three calendars, which sources of ours use.
"""

from fieldnotes.redaction.letters import fold_character

GREGORIAN = (
    """
    january jan janvier janv januar enero ene janeiro gennaio gen januari ocak января янв январь січня січ
    січень јануар јан sijecnja sij sijecanj stycznia sty styczen ledna led leden januara януари яну јануари
    ianuarie ian ιανουαριου ιαν ιανουαριοσ janar yanvar yan იანვარი იან հունվարի հնվ հունվար rebendan rbn
    کانوونی_دووهم ینایر ژانویه جنوری ינואר ינו ጃንዋሪ janaayo jannaayo janairu जनवरी জানযারী জান ஜனவரி జనవర
    มกราคม ဇနနဝါရ មករា қаңтар қаң январ
    जनवरी জানুয়ারি জানুয়ারী ဇန်နဝါရီ ஜனவரி ජනවාරි ມັງກອນ មករា январи студзеня јануара januarja sausio
    zanwuye samwiyee janvye يانۋار ጃንዩወሪ ጥሪ amajjii
    """,
    """
    february feb fevrier fevr februar febrero fevereiro fev febbraio februari subat февраля февр февраль
    лютого лют лютии фебруар феб veljace velj veljaca lutego lut luty unora uno unor februara февруари фев
    februarie febr φεβρουαριου φεβ φεβρουαριοσ shkurt shk fevral თებერვალი თებ փետրվարի փտվ փետրվար sibat sbt
    شوبات فبرایر فوریه فبروری فیبروری فروری פברואר פבר ፌብሩዋሪ ለካቲት febraayo faburairu fab फरवरी ফেবরযারী ফেব
    फबरअरी பிபரவரி பிப ఫబరవర ఫబర กมภาพนธ ဖေဖောဝါရ កមភៈ ақпан ақп феврал
    फरवरी फ़रवरी फेब्रुअरी ফেব্রুয়ারি ফেব্রুয়ারী ဖေဖော်ဝါရီ பிப்ரவரி පෙබරවාරි ກຸມພາ កុម្ភៈ феврали
    лютага фебруара februarja vasario feburuye fewriyee fevriye fabrairu فېۋرال ፌብሩወሪ guraandhala
    """,
    """
    march mar mars marz marzo marco maart mrt mart марта мар март березня бер березень ozujka ozu ozujak marca
    marzec brezna bre brezen marec martie marcius marc μαρτιου μαρ μαρτιοσ მარტი მარ մարտի մրտ մարտ adar adr
    یازار مارس مارچ מרץ ማርች መጋቢት maarso machi maris maret मारच মারচ மாரச மார మరచ มนาคม មនា наурыз нау
    मार्च মার্চ မတ် மார்ச் මාර්තු ມີນາ មីនា марти сакавіка kovo marisi bitooteessa
    """,
    """
    april apr avril avr abril abr aprile nisan nis апреля апр апрель квітня квіт квітень април travnja travanj
    kwietnia kwi kwiecien dubna dub duben aprila aprilie aprilis απριλιου απρ απριλιοσ prill pri aprel აპრილი
    აპრ ապրիլի ապր ապրիլ nsn نیسان ابریل اوریل اپریل אפריל אפר ኤፕሪል ኤፕሪ ሚያዝያ abriil aprili afirilu afi अपरल
    এপরিল এপরি अपरिल ஏபரல ఏపరల ఏపర เมษายน ဧပြ មេសា сәуір сәу апрел
    अप्रैल अप्रिल এপ্রিল ဧပြီ ஏப்ரல் අප්‍රේල් ເມສາ មេសា апрели красавіка априла balandžio awirili awril
    afrilu ئاپرېل
    """,
    """
    may mai mayo maio maggio mag mei mayis мая маи травня трав травень мај svibnja svibanj maj maja kvetna kve
    kveten majus μαιου μαι μαιοσ მაისი მაი մայիսի մյս մայիս gulan gln یایار مایو میی מאי ጉንበት maayo mayu
    พฤษภาคม ឧសភា мамыр мам
    मई မေ මැයි ພຶດສະພາ ឧសភា майи мая маја gegužės maajo ግንቦት ሜይ caamsa
    """,
    """
    june jun juin juni junio junho giugno giu haziran haz июня июн июнь червня черв червень јун lipnja lipanj
    czerwca cze czerwiec cervna cvn cerven juna junij юни јуни iunie iun junius ιουνιου ιουν ιουνιοσ qershor
    qer iyun iyn ივნისი ივნ հունիսի հնս հունիս heziran hzr حوزهیران یونیو ژوین جون יוני juun yuni yun ஜூன జూన
    มถนายน មថនា маусым мау
    जून जुन জুন ဇွန် ஜூன் ජූනි ມິຖຸນາ មិថុនា июни чэрвеня јуна junija birželio zuwɛn ئىيۇن ሰነ ጁን
    waxabajjii
    """,
    """
    july jul juillet juil juli julio julho luglio lug temmuz tem июля июл июль липня лип липень јул srpnja srp
    srpanj lipca lipiec cervence cvc cervenec jula julij юли јули iulie iul julius ιουλιου ιουλ ιουλιοσ korrik
    korr iyul iyl ივლისი ივლ հուլիսի հլս հուլիս tirmeh trm تهمووز یولیو ژوییه جولای جولایی יולי ጁላይ ሓምለ luulyo
    lul julai yuli yul जलाई জলাই ஜூலை జుల กรกฎาคม ဇလင កកកដា шілде шіл
    जुलाई জুলাই ဇူလိုင် ஜூலை ජූලි ກໍລະກົດ កក្កដា июли ліпеня јула julija liepos zuluye jiyè ئىيۇل
    adooleessa
    """,
    """
    august aug aout agosto augustus agustos agu августа авг август серпня серп серпень kolovoza kol kolovoz
    sierpnia sie sierpien srpna srp srpen augusta avgust avg augusztus αυγουστου αυγ αυγουστοσ gusht gush
    avqust avq აგვისტო აგვ օգոստոսի օգս օգոստոս tebax tbx یاب اغسطس اوت اکست اگست אוגוסט אוג ኦገስት ኦገስ ነሓሰ ogs
    ogosto agosti agusta agustus ogos ogo अगसत আগসট अगसट ஆகஸட ఆగసటు สงหาคม ဩဂတ សហា тамыз там
    अगस्त अगस्ट আগস্ট ဩဂုတ် ஆகஸ்ட் අගෝස්තු ສິງຫາ សីហា августи жніўня avgusta rugpjūčio agoosto ئاۋغۇست
    hagayya
    """,
    """
    september sep septembre sept septiembre setembro settembre eylul eyl сентября сент сентябрь вересня вер
    вересень септембар сеп rujna rujan septembar wrzesnia wrz wrzesien zari zar septembra септември septembrie
    szeptember szept σεπτεμβριου σεπ σεπτεμβριοσ shtator sht sentyabr sen სექტემბერი სექ սեպտեմբերի սեպ
    սեպտեմբեր ilon iln یهیلوول سبتمبر سپتامبر سیپتمبر سپتمبر ستمبر ספטמבר ספט ሴፕቴምበር ሴፕቴ መስከረም sebtembar seb
    sebteembar septemba satumba सितबर सित সেপটেমবর সেপ सपटमबर செபடமபர செப సపటంబర సపటం กนยายน စကတငဘာ កញញា
    қыркүиек қыр sentabr сен сентябр
    सितंबर सितम्बर सेप्टेम्बर সেপ্টেম্বর စက်တင်ဘာ செப்டம்பர் සැප්තැම්බර් ກັນຍາ កញ្ញា сентябри верасня
    септембра rugsėjo sɛtanburu sattumbar septanm سېنتەبىر fuulbana
    """,
    """
    october oct octobre oktober okt octubre outubro ottobre ott ekim октября окт октябрь жовтня жовт жовтень
    октобар listopada lis listopad oktobar pazdziernika paz pazdziernik rijna rij rijen oktobra октомври
    octombrie οκτωβριου οκτ οκτωβριοσ tetor tet oktyabr ოქტომბერი ოქტ հոկտեմբերի հոկ հոկտեմբեր cotmeh cot
    تشرینی_یهکهم اکتوبر اکتبر אוקטובר אוק ኦክቶበር ኦክቶ ጥቅምቲ oktoobar oktoba अकटबर अकट অকটোবর অকটো अकटोबर அகடோபர
    అకటబర అకట ตลาคม အောကတဘာ အောက តលា қазан қаз oktabr октябр
    अक्टूबर अक्तूबर अक्टोबर অক্টোবর အောက်တိုဘာ அக்டோபர் ඔක්තෝබර් ຕຸລາ តុលា октябри кастрычніка октобра
    spalio ɔkutɔburu oktòb ئۆكتەبىر onkololeessa
    """,
    """
    november nov novembre noviembre novembro kasim ноября нояб ноябрь листопада лист листопад новембар нов
    studenoga stu studeni novembar listopada lis listopad listopadu novembra ноември ное noiembrie νοεμβριου
    νοε νοεμβριοσ nentor nen noyabr noy ნოემბერი ნოე նոյեմբերի նոյ նոյեմբեր mijdar mjd تشرینی_دووهم نوفمبر
    نوامبر نومبر נובמבר נוב ኖቬምበር ኖቬም ሕዳር noofeembar nof novemba nuwamba nuw नवबर নভেমবর নভে नोभमबर நவமபர
    నవంబర నవం พฤศจกายน နဝငဘာ វចឆកា қараша қар ноя ноябр
    नवंबर नवम्बर नोभेम्बर নভেম্বর နိုဝင်ဘာ நவம்பர் නොවැම්බර් ພະຈິກ វិច្ឆិកា ноябри лістапада новембра
    lapkričio nowanburu nowàmbar novanm nofembar نويابىر sadaasa
    """,
    """
    december dec decembre dezember dez diciembre dic dezembro dicembre aralik ara декабря дек декабрь грудня
    груд грудень децембар дец prosinca prosinac decembar grudnia gru grudzien prosince prosinec decembra
    декември decembrie δεκεμβριου δεκ δεκεμβριοσ dhjetor dhj dekabr dek დეკემბერი დეკ դեկտեմբերի դեկ դեկտեմբեր
    berfanbar brf کانونی_یهکهم دیسمبر دسامبر دسمبر דצמבר דצמ ዲሴምበር ዲሴም ታሕሳስ diseembar dis desemba disamba
    desember disember दिसबर दिस ডিসেমবর ডিসে डिसमबर டிசமபர டிச డసంబర డసం ธนวาคม ဒဇငဘာ желтоқсан жел декабр
    दिसंबर दिसम्बर डिसेम्बर ডিসেম্বর ဒီဇင်ဘာ டிசம்பர் දෙසැම්බර් ທັນວາ ធ្នូ декабри снежня децембра
    gruodžio desanburu desàmbar desanm disembar دېكابىر muddee
    """,
)
_WEEKDAYS = """
    monday tuesday wednesday thursday friday saturday sunday lundi mercredi jeudi vendredi samedi dimanche
    montag dienstag mittwoch donnerstag freitag samstag sonntag lunes martes miercoles jueves viernes sabado
    domingo lunedi martedi mercoledi giovedi venerdi sabato domenica maandag dinsdag woensdag donderdag
    vrijdag zaterdag zondag pazartesi sali carsamba persembe cuma cumartesi pazar понедельник вторник среда
    четверг пятница суббота воскресенье понеділок вівторок середа четвер п'ятниця субота неділя понедељак
    уторак четвртак петак недеља ponedjeljak utorak srijeda cetvrtak subota nedjelja poniedzialek wtorek sroda
    czwartek piatek sobota niedziela pondeli utery streda ctvrtek patek nedele pondelok utorok stvrtok piatok
    nedela ponedeljek torek sreda cetrtek petek nedelja понеделник сряда четвъртък петък събота неделя
    четврток петок сабота недела luni marti miercuri joi vineri sambata duminica hetfo kedd szerda csutortok
    pentek szombat vasarnap δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη bazar_ertesi
    cersenbe_axsami cersenbe cume_axsami cume senbe ორშაბათი სამშაბათი ოთხშაბათი ხუთშაბათი პარასკევი შაბათი
    კვირა երկուշաբթի երեքշաբթի չորեքշաբթի հինգշաբթի ուրբաթ շաբաթ կիրակի dusem sesem carsem pencsem semi yeksem
    دووشهممه سیشهممه چوارشهممه پینجشهممه ههینی شهممه یهکشهممه الاثنین الثلاثا الاربعا الخمیس الجمعه السبت
    الاحد دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه دونی درینی څلرنی پینځنی اونی یونی منگل بده جمعرات
    اتوار יום_שני יום_שלישי יום_רביעי יום_חמישי יום_שישי יום_שבת יום_ראשון ማክሰኞ ረቡዕ ሐሙስ ዓርብ ቅዳሜ እሑድ ሰኑይ ሰሉስ
    ሓሙስ ዓርቢ ቀዳም ሰንበት isniin talaado arbaco khamiis jimco sabti axad jumatatu jumanne jumatano alhamisi ijumaa
    jumamosi jumapili litinin talata laraba alhamis jumma'a asabar lahadi senin selasa rabu kamis jumat sabtu
    minggu isnin khamis jumaat ahad सोमवार मगलवार बधवार गरवार शकरवार शनिवार रविवार সোমবার মঙগলবার বধবার
    বহসপতিবার শকরবার শনিবার রবিবার सोमबार मङगलबार बधबार बिहिबार शकरबार शनिबार आइतबार திஙகள செவவாய புதன வியாழன
    வெளளி சனி ஞாயிறு సమవరం మంగళవరం బుధవరం గురువరం శుకరవరం శనవరం ఆదవరం วนจนทร วนองคาร วนพธ วนพฤหสบด วนศกร
    วนเสาร วนอาทตย တနငလာ အငဂါ ဗဒဓဟး ကြာသပတေး သောကြာ စနေ တနငဂနေ ចនទ អងគារ ពរហសបត សករ សៅរ អាទតយ дүисенбі
    сеисенбі сәрсенбі беисенбі жұма сенбі жексенбі dushanba seshanba chorshanba payshanba juma shanba
    yakshanba дүишөмбү шеишемби шаршемби беишемби жума ишемби жекшемби душанбе сешанбе чоршанбе панҷшанбе
    ҷумъа шанбе якшанбе mardi mon tue tues wed thu thur thurs fri segunda terca quarta quinta sexta يوم یوم
    روز
"""
# Levant and Iraq, the Maghreb; of the Hijri, solar Hijri and Ethiopian calendars, in their scripts and in Latin.
_OTHERS = """
        كانون_الثاني شباط آذار أذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول جانفي فيفري
    أفريل ماي
        جوان جويلية أوت محرم صفر ربيع_الأول ربيع_الثاني ربيع_الآخر جمادى_الأولى جمادى_الآخرة جمادى_الثانية رجب شعبان
    رمضان
        شوال ذو_القعدة ذي_القعدة ذو_الحجة ذي_الحجة ذی_القعده ذی_الحجه muharram safar rabi_al-awwal rabi_al-thani
        jumada_al-awwal rajab shaaban sha'ban ramadan ramazan ramadhan shawwal dhu_al-hijja dhul_hijja dhu_al-qada
        فروردین اردیبهشت خرداد تیر مرداد امرداد شهریور مهر آبان آذر دی بهمن اسفند farvardin ordibehesht khordad tir
    mordad
        shahrivar mehr aban azar dey bahman esfand خاکەلێوە گوڵان جۆزەردان پووشپەڕ گەلاوێژ خەرمانان ڕەزبەر خەزەڵوەر
    سەرماوەز
        بەفرانبار ڕێبەندان ڕەشەمە کانونی_دووەم کانوونی_یەکەم تشرینی_یەکەم تشرینی_دووەم ئازار ئادار ئایار تەموز
        تەممووز ئاب
    ئەیلول
        حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت وری غویی غبرگولی چنگاښ زمری وږی تله لړم لیندۍ
        مرغومی سلواغه کب
        መስከረም ጥቅምት ኅዳር ህዳር ታኅሣሥ ታህሳስ ጥር የካቲት መጋቢት ሚያዝያ ግንቦት ሰኔ ሐምሌ ነሐሴ ጳጉሜን ጳጉሜ meskerem tikimt hidar tahsas
        yekatit megabit miyazya ginbot hamle nehase kanuna_duyem kanuna_yekem cirya_yekem cirya_duyem cotmeh
        বৈশাখ জ্যৈষ্ঠ আষাঢ় শ্রাবণ ভাদ্র আশ্বিন কার্তিক অগ্রহায়ণ পৌষ মাঘ ফাল্গুন চৈত্র
"""


def folded(words: str) -> frozenset[str]:
    """Return *words* folded as a view is, single spaces between the words of one name."""
    folded = ("".join(map(fold_character, word)).casefold() for word in words.split())
    return frozenset(word.replace("_", " ") for word in folded)


MONTHS = folded(" ".join(GREGORIAN)) | folded(_OTHERS)
"""Months, folded."""
WEEKDAYS = folded(_WEEKDAYS)
"""Days of the week, folded."""
MONTHS_IF_CAPITAL = frozenset(
    {"may", "march", "mar", "mars", "mart", "dec", "jan", "tir", "dey", "mehr", "mai", "april"}
)
"""Months that are words or names, too, which English writes with a capital."""
