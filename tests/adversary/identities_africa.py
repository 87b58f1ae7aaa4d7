"""Hold invented identities of the Horn of Africa, the Sahel and Somalia; nobody is meant. Columns as elsewhere."""

ROWS = {
    "amharic": """
AM1 | person | amh | Ato De | ደስታ ኮረሪማ; Desta Korerima | Dessta Kororima; Desta Korarima; ደሥታ ኮረሪማ; Desta Kororimma;
    Dästa Korärima | words=ደስታ,desta
AM2 | person | amh | Weyzero Te | Tesfanesh Koseretu | ተስፋነሽ ኮሰረቱ; Tesfanesh Kosseretu; Tesfanech Koseretou;
    Täsfanäsh Kosärätu; Tesfaneshe Kosertu
AM3 | person | amh | Weyzero Me | መክደላዊት ጥምዙ; Mekdelawit Timizu | Meqdelawit Timzu; Mekdelawit Timmizu;
    Makdelawit Temezu; መቅደላዊት ጥምዙ; Mäqdälawit Ṭimizu
AM4 | person | amh | Ato Ha | ኃይለ ገብርኤል በሶብሉ; Hailegebriel Besoblu | Haile Gabriel Besobilu; Hayle Gebreal Besoblu;
    ሀይለገብርኤል በሶብሉ; Haylä Gäbrʾel Bäsoblu; ሐይለ ገብርኤል በሶብሉ | words=ኃይለ
AM5 | place | amh | a market town | {ቀረፋሜዳ}; {Qerefameda} | {Kerefameda}; {Karafa Meda}; {Qarafameda}; {ቀረፋ ሜዳ};
    {Kerefa Mieda}
AM6 | org | amh | a development group | {Abishgenet} Development Association; {አብሽገነት} ልማት ማህበር |
    {Abish Genet} Association; {አብሽ ገነት} የልማት ማህበር; {Abishganet}; {Abichguenet}
AM7 | person | amh | Ato Wo | Worku Dimbilalu; ወርቁ ድምብላሉ | Werku Dembelalu; Worqu Dimbilalu; Workou Dimblalou;
    ወርቁ ድንብላሉ; Wärqu Dimbilalu | words=ወርቁ
""",
    "tigrinya": """
TI1 | person | tir | Weyzero Ha | Haregu Awazeab; ሃረጉ ኣዋዜኣብ | Haregu Awaze-ab; ሓረጉ አዋዜአብ; Harego Awazeab;
    Hareghu Awazieab; Haräggu Awazeab
TI2 | person | tir | Ato Te | ተኽለወይኒ ሽምብሮት | Tekleweini Shimbrot; Tekle Weyni Shembrot; ተክለወይኒ ሽምብሮት;
    Tekhleweyni Shimbirot; Tekleweini Schimbrot
TI3 | place | tir | a border village | {Maiqarfa}; {ማይቃርፋ} | {Mai Karfa}; {May-Kerfa}; {ማይ ቃርፋ}; {Maykarfa}
TI4 | person | tir | Weyzero Ab | Abrehet Timizgi | ኣብረሀት ጥምዝጊ; Abrhet Timzghi; አብረኸት ጥምዝጊ; Abrehet Temezgi;
    Abrehät Ṭimizgi
""",
    "sahel": """
SA1 | person | ful | Modibo O | Oumarou Gingembali | Umaru Jinjimbali; Oumar Guingembali; Omarou Gingembaly;
    Umaru Gingembali; أومارو جنجمبالي
SA2 | person | hau | Malama Ha | Haoua Tsamiyaoua | Hauwa Tsamiyawa; Hawa Tsamiyawa; Haoua Tchamiyaoua;
    Hawwa Tsamiyaawa; حواء تسامياوا
SA3 | person | bam | Tante Ni | Niéléni Soukaroba | Nyeleni Sukaroba; Ñeleni Sukaroba; Gnéléni Soucaroba;
    Nièlèni Soukaraba; Nyélenie Soukarouba
SA4 | person | taq | Vieux Al | Alhousseini ag Kamounata | Alhusayni ag Kamunata; Al Housseïni Ag Kammounata;
    El Hosseini Ag Kamounata; Alhousseyni Kamounata
SA5 | person | mey | Monsieur Si | Sidaty Ould Zaafrane | Sidati Wuld Zafran; سيداتي ولد زعفران;
    Seydati Weld Za'fran; Sidatty Ould Zafrane; Sidaty uld Zaafran
SA6 | place | fra | a hamlet in the dunes | {Tindoumboula} | {Tin-Dumbula}; {Tindumbula}; {Tin Doumboula};
    {تندمبولا}; {Tindoumboulla}
SA7 | org | fra | a herders' association | Association {Kirfikaneya} | {Kirfi Kaneya}; Association {Kirfi-Kanéya};
    Kungiyar {Kirfikaniya}; {Quirficaneya}
SA8 | person | hau | Hajiya Bi | Bilkisu Cittagado | Bilqis Chittagado; Bilkissou Tchittagado; Balkisu Citagado;
    بلقيس تشيتاغادو
SA9 | role | fra | a village chief | chef du village de {Dibi Sitaka} | maigari na {Dibisitaka};
    chief of {Diby Sitaka}; chef de {Dibi Sittaka}; chef de {Dibbi Sitaca}
""",
    "somali": """
SO1 | person | som | Oday Ca | Cabdirisaaq Qorfawi | Abdirizak Qorfawi; Abdi Risak Korfawi; Abdurrazak Korfawi;
    عبد الرزاق قرفاوي; Abdirazzaq Qorfaawi; Abdirisaaq Qorfawi
SO2 | person | som | Eeddo Xa | Xaliimo Heylaani | Halimo Heylani; Haliima Heilani; Halimah Haylani; حليمة هيلاني;
    Xalimo Heelaani
SO3 | person | som | Aabo Wa | Warsame Filfilow | Warsama Filfilo; Warsameh Filfilow; Ouarsama Filfilo; ورسمه فلفلو;
    Warsaame Filfiloow
SO4 | place | som | a well | {Ceelsinjibiil} | {Elsinjibil}; {Eel Zinjibil}; {Ceel Sinjibiil}; {عيل زنجبيل};
    {El-Sinjibil}
SO5 | role | som | a district head | guddoomiyaha {Buurqorfe} | chairman of {Bur Qorfe}; guddoomiyaha {Buur Qorfe};
    chair of {Burkorfe}; guddoomiye {Buurkorfe}
SO6 | person | som | Walaal De | Deeqsan Xawaash | Deqsan Hawash; Deeqsan Hawaash; Deksan Xawash; ديقسن حواش;
    Deqsane Xawaash
""",
}
