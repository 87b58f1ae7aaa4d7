"""Hold invented numbers, dates, places on the map, addresses and handles; columns as in the other tables.

Phones use ranges kept for fiction where a country has one; domains end in `.example`, which nobody can register.
Facts: `cc` country code, `nsn` national number, `trunk` what is dialled before it at home; `iso` a date;
`lat`, `lon` decimal degrees.
"""

ROWS = {
    "kurdish": """
PH1 | phone | ckb | [phone A] | +964 770 555 0143 || cc=964 nsn=7705550143 trunk=0
DA1 | date | ckb | [date A] | 2017-05-18; 18 May 2017 || iso=2017-05-18
CO1 | coord | ckb | [place A] | 35.27184, 44.61937 || lat=35.27184 lon=44.61937
EM1 | email | ckb | [address A] | k.darchini@meadowpost.example
HA1 | handle | ckb | [account A] | @kemun_voice77
ID1 | id | ckb | [document A] | A07142936
""",
    "arabic": """
PH2 | phone | ara | [phone B] | +963 944 555 017 || cc=963 nsn=944555017 trunk=0
DA2 | date | ara | [date B] | 23 November 2016; 23/11/2016 || iso=2016-11-23
HA2 | handle | ara | [account B] | @zanjabil.watch
""",
    "persian": """
PH3 | phone | fas | [phone C] | 0912 555 0139; +98 912 555 0139 || cc=98 nsn=9125550139 trunk=0
""",
    "turkish": """
PH4 | phone | tur | [phone D] | 0532 555 01 66; +90 532 555 01 66 || cc=90 nsn=5325550166 trunk=0
ID2 | id | tur | [document B] | 29904170155
""",
    "ukrainian": """
PH5 | phone | ukr | [phone E] | +380 50 555 01 72 || cc=380 nsn=505550172 trunk=0
DA3 | date | ukr | [date C] | 19.04.2022 || iso=2022-04-19
CO2 | coord | ukr | [place B] | 48.31752, 37.90461 || lat=48.31752 lon=37.90461
EM2 | email | ukr | [address B] | tymofii.kard@lanternpost.example
HA3 | handle | ukr | [account C] | @tymofii_kd
ID3 | id | ukr | [document C] | АН 482915
""",
    "amharic": """
PH6 | phone | amh | [phone F] | +251 91 155 5017 || cc=251 nsn=911555017 trunk=0
DA4 | date | amh | [date D] | 28 December 2020 || iso=2020-12-28
CO3 | coord | amh | [place C] | 13.28461 N 39.71528 E || lat=13.28461 lon=39.71528
EM3 | email | amh | [address C] | desta-k@horizonpost.example
HA4 | handle | amh | [account D] | @koseretu_diaries
""",
    "sahel": """
PH7 | phone | fra | [phone G] | +223 70 55 50 14 || cc=223 nsn=70555014 trunk=
CO4 | coord | fra | [place D] | 15.73916, -1.28457 || lat=15.73916 lon=-1.28457
""",
    "burma": """
PH8 | phone | mya | [phone H] | +95 9 4255 50161 || cc=95 nsn=9425550161 trunk=0
DA5 | date | mya | [date E] | 27 August 2018 || iso=2018-08-27
""",
    "bengal": """
HA5 | handle | ben | [account E] | @elachi_writes9
ID4 | id | ben | [document D] | 1987-4402-8813
""",
    "latin-america": """
PH9 | phone | spa | [phone I] | +57 300 555 0148 || cc=57 nsn=3005550148 trunk=
CO5 | coord | spa | [place E] | -3.41872, -72.58136 || lat=-3.41872 lon=-72.58136
EM4 | email | spa | [address D] | azafranes.y@correopost.example
""",
    "west": """
PH10 | phone | eng | [phone J] | +44 20 7946 0958 || cc=44 nsn=2079460958 trunk=0
PH11 | phone | fra | [phone K] | 01 99 00 27 34; +33 1 99 00 27 34 || cc=33 nsn=199002734 trunk=0
DA6 | date | eng | [date F] | 30 January 2021 || iso=2021-01-30
EM5 | email | eng | [address E] | saffron_witness91@kiteline.example
ID5 | id | eng | [document E] | KR-5520-77B
""",
}
