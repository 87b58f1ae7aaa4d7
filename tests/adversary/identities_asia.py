"""Hold invented identities of Burma, Bengal, Hindi, Urdu, China and Vietnam; nobody is meant. Columns as elsewhere."""

ROWS = {
    "burma": """
BU1 | person | mya | Daw Na | Nanwin Thitkyabo | နနွင်း သစ်ကြပိုး; Nan Win Thit Kyabo; Nanwinn Thit-kya-boe;
    Nanwin Thitkyapo; Nanwyn Thitkyabo
BU2 | person | mya | Ko Hta | Htet Zawgyikan; ထက်ဇော်ဂျီကန် | Htat Zaw Gyi Kan; Htet Zaw Jikan; Htet Zawgyi-kan;
    ထက် ဇော်ဂျီကန်; Htet Zorgyikan
BU3 | person | mya | Saya Pha | Phalar Ngweyaung; ဖာလာငွေယောင် | Phala Ngwe Yaung; Hpalar Ngweyaung;
    Pharlar Ngwe Yaung; ဖာလာ ငွေယောင်; Palar Ngway Yaung
BU4 | person | rhg | Mawlana Nu | Nurul Dalchinia | Noorul Dalsinia; Nurool Dalchiniya; نورالدالچینیا;
    Nur ul Dalchinia; Nourul Daltchinia
BU5 | person | ksw | Thra Mu | Saw Hser Pwelay | Saw Hsar Pweelay; Saw Ser Pwelay; Saw Hser Pwe Lay; စောဆာပွဲလေး;
    Hser Pwaylay | words=saw
BU6 | place | mya | a village in the delta | {Kyettunywa}; {ကြက်တွန်ရွာ} | {Kyet Tun Ywa}; {Kyettun Ywar};
    {Kyet-tun-ywa}; {ကြက်တွန် ရွာ}; {Kyetunywa}
""",
    "bengal": """
BN1 | person | ben | Apa E | এলাচি হলুদকর; Elachi Holudkar | Elachee Haludkar; Alachi Holudkor; ইলাচি হলুদকর;
    Elaachi Holudkaar; Elachi Holoodkar | words=এলাচি
BN2 | person | ben | Apa Sho | Shorifa Darchinipuri | শরীফা দারচিনিপুরী; Sharifa Daruchinipuri;
    Shareefa Darchini Puri; শরিফা দারচিনিপুরি; Chorifa Dartchinipouri; Sorifa Darcinipuri
BN3 | person | ben | Bhai Mou | মৌরিন জোয়ানদার; Mourin Jowandar | Mowrin Joandar; Maurin Jowaandar;
    মৌরীন জোয়ানদার; Mourin Joyandar; Moureen Jowandar
BN4 | place | ben | a market by the river | {গোলমরিচহাট}; {Golmorichhat} | {Golmarichhat}; {Gol Morich Hat};
    {Golmorich-haat}; {গোলমরিচ হাট}; {Golmoritchhat}
BN5 | org | ben | a women's group | {Tejpatika} Nari Samity; {তেজপাতিকা} নারী সমিতি | {Tej Patika} Women's Society;
    {Tezpatika} Nari Somiti; {Tejpatica} Samiti; {তেজ পাতিকা}
""",
    "india-pakistan": """
HI1 | person | hin | Shri Ja | जीरालाल हल्दीवंशी; Jiralal Haldivanshi | Jeeralal Haldivanshee; Jira Lal Haldiwanshi;
    Jiralaal Haldiwansi; جیرالال ہلدی ونشی; Zeeralal Haldivanshi
HI2 | person | urd | Bibi Za | Zarafshan Elaichvi; زرافشاں الائچوی | Zarafshaan Ilaichvi; Zerafshan Elaychwi;
    ज़रअफ़शाँ इलायचवी; Zarafsha Elaichvi; زر افشاں الائچوی
HI3 | person | hin | Didi La | लवंगी तेजपतिया; Lavangi Tejpatia | Lawangi Tejpatiya; Lavangee Tejpattia;
    لونگی تیج پتیا; Lavanggi Tejpatya; Lowangi Tejpatia | words=लवंगी
HI4 | person | hin | Didi Aa | Asha Saunfkar; आशा सौंफकर | Aasha Sonfkar; Asha Sawnfkar; آشا سونف کر;
    Acha Saounfkar; Ashaa Saunphkar | words=asha,आशा
HI5 | place | hin | a small town | {Dhaniyapurkalan} | {Dhaniapur Kalan}; {धनियापुरकलाँ}; {دھنیاپورکلاں};
    {Dhaniya Pur Kalan}; {Dhanyapur-Kalaan}
HI6 | role | urd | a village head | numbardar of {Kalonjiwala} | lambardar of {Kalonjivala}; نمبردار {کلونجی والا};
    numberdar {Kalaunjiwala}; numbardar of {Kalonji Wala}
""",
    "china": """
CN1 | person | cmn | Friend Jia | 姜豆蔻; Jiang Doukou | Jiāng Dòukòu; Chiang Tou-k'ou; Tou-kou Chiang; 薑豆蔻;
    Jiang Dou Kou; Keung Tau-kau | words=豆蔻
CN2 | person | cmn | Friend Yi | Xu Huixiang | 许茴香; 許茴香; Hsu Hui-hsiang; Xǔ Huíxiāng; Hsü Huihsiang;
    Xu Hui Xiang | words=茴香
CN3 | person | cmn | Friend Bing | Cao Dingxiang; 曹丁香 | Ts'ao Ting-hsiang; Tsao Ting Hsiang; Cáo Dīngxiāng;
    Tsao Tinghsiang; Cao Ding-xiang | words=丁香
CN4 | person | cmn | Friend Ding | Zhuo Guizhihua | 卓桂枝華; Cho Kuei-chih-hua; Zhuó Guìzhīhuá; Cheuk Kwai-chi-wah;
    Zhuo Gui Zhi Hua; 卓桂枝华
CN5 | person | uig | Friend Zi | Ziwide Zepirangul | زىۋىدە زەپىرانگۈل; 孜维代·再皮然古丽; Zivida Zaafrangul;
    Ziwida Zepiran-gül; Зивидә Зәпирангүл
CN6 | place | cmn | a township | {Doukoupo}; {豆蔻坡} | {Tou-k'ou-p'o}; {Dou Kou Po}; {Dòukòupō}; {Toukoupo}
CN7 | org | cmn | a legal aid office | {Guipiyuan} Legal Aid Centre; {桂皮园}法律援助中心 | {Kuei-p'i-yuan} Legal Aid;
    {Gui Pi Yuan} Centre; {桂皮園}; {Guìpíyuán}
""",
    "vietnam": """
VN1 | person | vie | Friend Mot | Đinh Quế Hương Thảo | Dinh Kue Huong Tao; Đinh Thị Quế Hương Thảo;
    Ding Que Huong Thao; Dinh Qué Hương Thao; Дынь Кюэ Хыонг Тхао
VN2 | person | vie | Friend Hai | Nguyễn Mạch Quảng Hồi | Nguyen Mac Quang Hoi; Nguyễn T. Mạch Quảng Hồi;
    Ngyuen Mach Quang Hoi; Nguyẽn Mạch Qủang Hồi
VN3 | person | vie | Friend Ba | Trịnh Nghệ Vàng Anh | Trin Nge Vang Anh; Trịnh Nghê Vàng Ánh;
    Thrinh Nghe Vang Anh; Trinh N. Vàng Anh
VN4 | place | vie | a commune | xã {Hồi Hương Sơn}; {Hoi Huong Son} | {Hồihương Sơn} commune; {Hoi-Huong-Son};
    {Hôi Hương Son}; {Hoy Huong Son}
""",
}
