"""Hold invented identities of Kurdish, Arabic, Persian, Turkish, Hebrew and Greek; nobody is meant.

Surnames are made of spices, so that no such person exists. Columns: id, kind, language, replacement, told forms,
held-out forms, facts. Held-out forms are spellings and scripts that a careful writer uses and nobody told.
"""

ROWS = {
    "kurdish": """
KU1 | person | ckb | Kak Mim | Rêbwar Darçînî; ڕێبوار دارچینی | Rebwar Darchini; Rebwaar Dartchini; Ribwar Darchiny;
    ريبوار دارجيني; Rêbuwar Darçînî; Ребвар Дарчини | words=rêbwar,ڕێبوار,darçînî,دارچینی
KU2 | person | ckb | Xatû Nûn | Şîlan Zencefîlî | شیلان زەنجەفیلی; Shilan Zanjafili; Chilan Zenjefili;
    Shelan Zencefili; شيلان زنجفيلي; Шилан Занджафили | words=şîlan
KU3 | person | kmr | Heval Gaf | Berfîn Hêlxweş; Berfin Helkhosh | بەرفین هێلخۆش; Berfeen Hailkhosh;
    Barfin Helkhwesh; Berfînê Hêlxweşê; برفين هيلخوش
KU4 | person | ckb | Kak Sîn | Baran Sumaqî; باران سوماقی | Baaran Somaqi; Baran Somaghi; Baran Sumakî; باران سماقي;
    Baran Soumaqi | words=baran,باران
KU5 | person | ckb | Kak Pê | Azad Qurnefulî | ئازاد قورنەفولی; Azad Qaranfuli; Azaad Kurnefuli; آزاد قرنفلي;
    Azad Qornafoli; Азад Карнафули | words=azad,ئازاد
KU6 | place | kmr | a village in the hills | gundê {Kemûnreş}; {Kemunresh} | {کەموونڕەش}; {Kammunrash};
    {Kemmun Resh}; {Kamoonrash}; {كمون رش}; {Kemûnreşê}
KU7 | org | ckb | a women's association | Komeley Jinani {Zafaranstan}; {Zafaranstan} Women's Association |
    کۆمەڵەی ژنانی {زەعفەرانستان}; Komala Jinên {Zeferanistan}; {Za'faranstan} Women's Union;
    {Zeferanstan} Women's Association; {زعفرانستان}
KU8 | person | kmr | Xoce Tê | Dilgeş Gûzreşî; Dilgesh Guzreshi | دلگەش گوزڕەشی; Dilgash Gouzrachi;
    Delgesh Goozreshi; Dilgeşê Gûzreşî; دلكش كوزرشي | words=dilgeş,dilgesh
""",
    "arabic": """
AR1 | person | ara | Abu Kaf | Abd al-Karim al-Zanjabili; عبد الكريم الزنجبيلي | Abdulkarim Zanjabili;
    Abdel Karim El Zanjabily; Abdelkrim Zenjabili; Abdoul Karim Zandjabili; عبدالكريم زنجبيلي; Abdülkerim Zencebili;
    Абд аль-Карим аз-Занджабили; 'Abd al-Karīm az-Zanjabīlī | words=الكريم
AR2 | person | ara | Umm Ha | Amal al-Kurkumani; أمل الكركماني | Aamal Kurkumani; Amel El Kourkoumani;
    Amal Korkomani; امل كركماني; Amal al-Kerkomany; آمال الكركماني | words=amal,أمل,امل
AR3 | person | apc | Hajj Sad | Nu'man Qirfawi | نعمان قرفاوي; Noaman Kirfawi; Nouman Guirfaoui; Naaman Qerfawy;
    Nuʿmān Qirfāwī; Нуман Кирфави
AR4 | person | arz | Doctor Ya | Yasmin al-Habbahani | ياسمين الحبهاني; Yasmeen Habhani; Jasmin El-Habbahany;
    Yasmine Alhabahani; ياسمين حبهاني; Yassmin el Habahani
AR5 | person | acm | Hajji Zay | Qasim Abu Sumaq; قاسم أبو السماق | Kasim Abu Summak; Ghassem Abou Soumak;
    Kassem Aboul Summaq; Gasim Bu Summag; قاسم ابو سماق; Касим Абу Сумак | words=السماق
AR6 | person | ary | Si Mim | Mbarek Zaafrani | مبارك الزعفراني; Moubarak Zafrani; Embarek Ezzaafrani;
    M'barek Zaâfrani; Mubarak az-Za'farani; امبارك زعفراني
AR7 | place | ara | a town on the river | Tell {Kammunat}; تل {كمونات} | Tal {Kamunat}; Tell {Kammounat};
    Tel {Kemmunat}; Tall {Kamoonat}; تل {الكمونات}
AR8 | org | ara | a relief group | {Yansunat} Relief Society; جمعية {اليانسونات} للإغاثة |
    {Yansounat} Relief Society; Association {Yanssounat} de secours; جمعية {يانسونات} الاغاثية; {Yansoonat} Society;
    Jam'iyat {al-Yansunat}
AR9 | role | ara | a local official | mukhtar of {Bir Zanjabil}; مختار {بئر زنجبيل} | mokhtar of {Beer Zanjabeel};
    le moukhtar de {Bir Zenjabil}; مختار {بير الزنجبيل}; mukhtar of {Bi'r Zanjabīl}
AR10 | person | ara | Abu Lam | Ali Hulbawi; علي حلباوي | Aly Helbaoui; Alee Hulbawy; Ali el-Hilbawi; على حلباوى;
    Али Хульбави; Ali Holbaoui | words=علي
AR11 | person | arq | Khalti Nun | Nawwar Besbassi | نوّار بسباسي; Nouar Bisbassi; Nawar Basbasi; Nuwwar Besbasi;
    نوار البسباسي; Naouar Besbaci
""",
    "persian": """
PE1 | person | fas | Agha Re | Houshang Zardchubehpour; هوشنگ زردچوبه‌پور | Hooshang Zardchoobehpoor;
    Hushang Zardchubepur; Houchang Zardtchoubehpour; هوشنگ زردچوبه پور; Хушанг Зардчубепур; Hūshang Zardchūbeh'pūr
PE2 | person | fas | Khanom Te | Mahsan Darchinkhah | مهسان دارچین‌خواه; Mahsaan Darchin-khah; Mehsan Darcheenkhah;
    Mahssan Dartchinkhah; مهسان دارچینخواه; Махсан Дарчинхах
PE3 | person | prs | Ustad Nun | Golnessa Zirehvand; گلنسا زیره‌وند | Gulnisa Zeerawand; Gol-Nesa Zirevand;
    Golnesa Zirehwand; گل‌نسا زیروند; Gulnissa Zirawand
PE4 | person | fas | Agha Be | Omid Somaqian; امید سماقیان | Omeed Somaghian; Umid Sumaqiyan; Omid Soumaghian;
    اميد سماقيان; Omid Somaqiyan; Омид Сомакиян | words=omid,امید,اميد
PE5 | place | fas | a hamlet | {Helzarabad}; {هل‌زرآباد} | {Hel Zarabad}; {Helzar-abad}; {Hilzarabad}; {هلزراباد};
    {Helzaraabad}
PE6 | org | fas | a union | {Golparan} Teachers' Union; کانون معلمان {گلپران} | {Gol Paran} Teachers' Guild;
    کانون فرهنگیان {گل‌پران}; {Gulparan} Teachers' Union; {Golparaan}
PE7 | person | fas | Khanom Shin | Shirindokht Razianeh; شیریندخت رازیانه‌فر | شیرین‌دخت رازیانه فر;
    Shireen Dokht Razianehfar; Chirindokht Raziyaneh; Shirin-dokht Raziane
""",
    "turkish": """
TU1 | person | tur | Bay Ka | Işıl Tarçınsoy | Ishil Tarchinsoy; Isil Tartchinsoy; Ichil Tardjinsoy; Ышыл Тарчынсой;
    إيشيل تارتشينسوي; Işıl Tarcınsoy | words=ışıl,işıl
TU2 | person | tur | Bay Ce | Çağrı Kimyonoğlu | Chagri Kimyonoghlu; Cagri Kimionoglu; Tchagri Kimyonoglou;
    Чагры Кимьоноглу; Çağri Kimyonoğullu; Tschagri Kimjonoglu | words=çağrı
TU3 | person | tur | Bayan Ge | Güldeste Karabiberci | Gueldeste Karabiberdji; Guldesteh Karabiberji;
    Gülteste Karabiberci; Guldeste Karabiberdschi; Гюльдесте Карабиберджи; غولدسته كارابيبرجي |
    words=güldeste,karabiberci
TU4 | person | tur | Bay Ze | Umut Zerdeçallı | Oumout Zerdetchalli; Umut Zerdechalli; Umud Zerdeçalli;
    Умут Зердечаллы; Umut Zerdeçalı | words=umut
TU5 | place | tur | a mountain village | {Sumaklıpınar} köyü; {Sumaklıpınar} | {Soumaklipinar}; {Sumaqlipinar};
    {Sumaklıpınarı}; {سوماقلي بينار}; {Sumakli Punar}
TU6 | org | tur | a lawyers' group | {Çörekotlu} Hukuk Derneği | {Chorekotlu} Law Association;
    association {Tcheurekotlou}; {Çörek Otlu} Derneği; {Choerekotlu}
TU7 | role | tur | a local official | {Rezenedere} muhtarı | muhtar of {Rezenederé}; {Rezene Dere} muhtarı;
    mukhtar of {Rezenedereh}
""",
    "hebrew": """
HE1 | person | heb | Friend Kof | נועם קינמוני; Noam Kinamoni | Noam Qinamoni; No'am Kinnamoni; Noham Kinamony;
    נעם קינמוני; Ноам Кинамони; نوعم كينموني | words=נועם
HE2 | person | heb | Friend Tav | Tikva Zaatarov | תקווה זעתרוב; תקוה זעתרוב; Tiqva Za'atarov; Tikvah Zatarov;
    Тиква Заатаров; Tikwa Saatarow | words=tikva,תקווה,תקוה
HE3 | person | heb | Friend Shin | Shaked Tavlinski; שקד תבלינסקי | Shaqed Tavlinsky; Chaked Tablinski;
    Shaked Tawlinsky; Шакед Тавлинский | words=שקד
HE4 | place | heb | a settlement in the south | {Givat Karkom}; {גבעת כרכום} | {Giv'at Karkom}; {Guivat Carcom};
    {Gvat Karkom}; {Гиват Карком}
""",
    "greek": """
GR1 | person | ell | Kyria Mi | Ευρύκλεια Μοσχοκαρυδάκη; Evrykleia Moschokarydaki | Evriklia Moshokaridaki;
    Eurykleia Moskhokarydaki; Ευρύκλειας Μοσχοκαρυδάκη; Evryclia Moskokaridaki; Эвриклия Мосхокаридаки
GR2 | person | ell | Kyrios Pi | Thrasyvoulos Piperorizas | Θρασύβουλος Πιπερόριζας; Thrassivoulos Piperorizas;
    Θρασύβουλου Πιπερόριζα; Thrasyboulos Pipperorizas; Trasivulos Piperorisas
GR3 | person | ell | Kyria Ni | Ελπίδα Κανελόμορφη | Elpida Kanelomorfi; Elpidha Kanelomorphi; Ελπίδας Κανελόμορφης;
    Elpida Canelomorfi | words=ελπίδα,ελπιδα,elpida
GR4 | place | ell | an island village | {Μαραθόκηπος}; {Marathokipos} | {Marathokepos}; {Μαραθόκηπο}; {Μαραθοκήπου};
    {Marathokhipos}
""",
}
