"""Hold invented identities of Ukrainian, Russian, the Caucasus, the Balkans; nobody is meant. Columns as elsewhere."""

ROWS = {
    "ukrainian": """
UK1 | person | ukr | Pan Ka | Тимофій Кардамоненко; Tymofii Kardamonenko | Timofiy Cardamonenko;
    Тимофія Кардамоненка; Тимофію Кардамоненку; Тимофієм Кардамоненком; Тимофей Кардамоненко; Tymofij Kardamonenko
UK2 | person | ukr | Pani Sha | Віра Шафранюк | Vira Shafraniuk; Віри Шафранюк; Вірі Шафранюк; Вера Шафранюк;
    Vira Szafraniuk; Wira Schafranjuk; Вірою Шафранюк | words=віра,vira,вера
UK3 | person | ukr | Pani Ho | Горпина Куркумська | Horpyna Kurkumska; Горпини Куркумської; Горпину Куркумську;
    Horpina Kourkoumska; Gorpyna Kurkumskaya; Горпині Куркумській; Горпиною Куркумською
UK4 | person | ukr | Pan Za | Zakhar Imbyrchuk | Захар Імбирчук; Захара Імбирчука; Захару Імбирчуку;
    Sachar Imbyrtschuk; Zahar Imbirchuk; Zakhar Imbyrtchouk; Захаром Імбирчуком
UK5 | place | ukr | a village near the front | {Каррієве}; {Karriieve} | {Karrijeve}; {Karriyeve}; {Каррієвого};
    {Каррієвому}; {Каррьево}; {Karrijewe}
UK6 | org | ukr | a rights group | громадська організація «{Гвоздикія}»; NGO {Hvozdykiia} | NGO {Gvozdikia};
    {Hvozdykija}; {Гвоздикії}; {Hvozdykiya}; {Гвоздикію}
UK7 | role | ukr | a village elder | староста {Ванілічів}; headman of {Vanilichiv} | headman of {Vanyliczyw};
    староста {Ваниличей}; староста {Ванилічів}; headman of {Wanilitschiw}
UK8 | person | ukr | Pan Le | Лукʼян Меліссович; Lukian Melissovych | Лук'яна Меліссовича; Lukyan Melisovych;
    Лукьян Мелиссович; Loukian Melissovitch; Лук’яну Меліссовичу
""",
    "russian": """
RU1 | person | rus | Gospozha Fe | Фёкла Имбирёва | Fyokla Imbiryova; Fekla Imbireva; Фёклы Имбирёвой;
    Фёклу Имбирёву; Fjokla Imbirjowa; Fiokla Imbiriova
RU2 | person | rus | Gospodin Pe | Прохор Укропников; Prokhor Ukropnikov | Прохора Укропникова; Прохору Укропникову;
    Prochor Ukropnikow; Prohor Oukropnikov; Прохором Укропниковым; Prokhor Oukropnikoff
RU3 | person | rus | Gospozha En | Надежда Майоранова | Nadezhda Mayoranova; Nadejda Maioranova;
    Надежды Майорановой; Nadeschda Majoranowa; Надежду Майоранову | words=надежда,nadezhda
RU4 | person | rus | Gospodin Ro | Roman Korianderov | Роман Кориандеров; Романа Кориандерова; Roman Koriandeiroff;
    Roman Korjanderow; Романом Кориандеровым | words=roman,роман
RU5 | place | rus | a settlement on the steppe | {Базиликово}; {Bazilikovo} | {Basilikowo}; {Базиликова};
    {Базиликове}; {Bazilikowo}; {Basilikovo}
""",
    "caucasus": """
CA1 | person | kat | Kalbatoni Ka | თამთა ქინძაძე; Tamta Kindzadze | Tamta Qindzadze; Tamta K'indzadze;
    თამთა ქინძაძის; Тамта Киндзадзе; Tamta Kinzadze; თამთას ქინძაძესთან
CA2 | person | kat | Batoni Nu | Nukri Khmelisunelashvili | ნუკრი ხმელისუნელაშვილი; Noukri Khmelisounelachvili;
    Nukri Hmelisunelashvili; Нукри Хмелисунелашвили; ნუკრის ხმელისუნელაშვილთან
CA3 | person | hye | Tikin Sha | Շուշանիկ Մեխակյան; Shushanik Mekhakyan | Shoushanik Mekhakian; Shushanig Mekhagian;
    Chouchanik Mekhakian; Шушаник Мехакян; Շուշանիկի Մեխակյանի; Shushanik Mekhakyants
CA4 | person | hye | Paron Ti | Tigran Hamemunkyan | Տիգրան Համեմունկյան; Dikran Hamemungian; Тигран Амемункян;
    Tigran Hamemounkian; Տիգրանը Համեմունկյանին
CA5 | person | che | Vasha Ad | Адлан Шафранукаев; Adlan Shafranukaev | Ӏадлан Шафранукаев; Adlan Chafranoukaïev;
    Adlan Schafranukajew; Адлана Шафранукаева; Aadlan Shafranukayev
CA6 | place | kat | a village below the pass | {Kindzisubani}; {ქინძისუბანი} | {Kindzis Ubani}; {Киндзисубани};
    {ქინძისუბანში}; {Qindzisubani}
CA7 | person | aze | Xanim Ze | Zümrüd Zəfəranlı | Zumrud Zafaranli; Zumrud Zeferanly; Зумруд Зафаранлы;
    Zoumroud Zaferanli; Zümrüdün Zəfəranlının
""",
    "balkans": """
BA1 | person | srp | Gospodin Ce | Vukašin Cimetović; Вукашин Циметовић | Vukasin Cimetovich; Vukashin Tsimetovic;
    Vukašina Cimetovića; Вукашина Циметовића; Vukašinom Cimetovićem; Wukaschin Zimetowitsch
BA2 | person | hrv | Gospođa Ka | Đurđica Klinčićević | Djurdjica Klinchichevich; Gjurgjica Klincicevic;
    Ђурђица Клинчићевић; Đurđice Klinčićević; Djurdjitsa Klintchitchevitch
BA3 | person | sqi | Zonja Esh | Shpresa Karafilaj | Shpresë Karafilaj; Shpresës Karafilajt; Chpresa Karafilai;
    Špresa Karafilaj; Шпреса Карафилај; Shpressa Karafily | words=shpresa,shpresë
BA4 | person | sqi | Zoti Gje | Gjergj Kanellaxhiu | Gjergji Kanellaxhi; Đerđ Kanelađiu; Gjergjit Kanellaxhiut;
    Ђерђ Канелаџију; Djerdj Kanelladjiu
BA5 | person | bos | Gospođa Ne | Nedžmija Šafranović | Nedjmija Safranovich; Nejmiya Shafranovich;
    Nedžmije Šafranović; Неџмија Шафрановић; Nedzhmija Shafranovic
BA6 | place | srp | a village by the river | {Vanilin Potok} | {Ванилин Поток}; {Vanilinog Potoka};
    {Vanilinom Potoku}; {Vanilinpotok}; {Wanilin Potok}
BA7 | org | srp | a victims' association | Udruženje {Anasonka}; Удружење {Анасонка} | Udruženja {Anasonke};
    association {Anassonka}; Udruženju {Anasonki}; {Anasonkom}
""",
}
