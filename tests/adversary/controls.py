"""Hold sentences in which nobody of the known is meant: nothing of them may be replaced.

They hold words that are also names, longer words that hold a name, numbers and days near those that are known,
and the ordinary words out of which names of places, groups and posts are made.
"""

from tests.adversary.identities import listed

WORDS_THAT_ARE_NAMES = """
I will come when the rain stops; the will of the people did not matter;
Will you write it down for us?; Where there is a will there is a way; They read the will aloud after the funeral;
We hope the road opens; Hope is all that was left to us; In the hope of a ceasefire they waited;
The sun rose early and prices rose too; Rose water and tea were on the table; A rose grew beside the well;
They acted in good faith; Faith and fear lived side by side; Every faith was forbidden there;
Mark my words, it will happen again; There was a mark on the wall; Please mark the place on the map;
We saw nobody and nobody saw us; He used a saw to cut the branch; The roman numerals on the gate were gone;
It was written in roman letters; The desert is bare, the bill was paid
"""
INSIDE_LONGER_WORDS = """
Alistair was a brand of tea; The alibi was weak; In Romania the trains stopped; The romance novels were burnt;
A cardamom pod costs nothing; Nutmeg and cloves were sold there; The willow bent in the wind; Hopeless days followed;
The primrose path; Faithful to the end; Markets opened late; Remarkable weather that week;
Allspice is a berry; The turmeric was yellow; They quarrelled about saffron; The hopeful and the faithless;
Bazaars and balconies; Azadirachta is a tree; Amalgam fillings hurt; Baranka rolls were handed out;
The denim jacket, the nomad, the sumac bush; A quasar is far away; Rosemary grew by the path
"""
NUMBERS = """
Call the office on +964 770 555 0999; The meter showed 770 555 and stopped; Invoice 20 7946 1100 was never paid;
On 19 May 2017 the market was open; 24.11.2016 was a holiday; It happened on 20.04.2022, a day later;
Between 2016 and 2022 prices doubled; The temperature was 35.3 and the wind 44; They drove 48 km and then 37 km more;
Box 0712 held 936 letters; Page 55 of 143, line 17; At 05:18 on the 17th the siren went;
Room 5520 on floor 77 was empty; The number 29 904 170 appears twice; In 27 weeks of August rain nothing dried;
The sum of 1987 and 4402 is 6389; Write to info@meadowpost.example.org about seeds; The score was 79 46 in the end;
Latitude matters: 15 degrees is hot; The parcel weighs 555 grams and costs 0143 points
"""
PLACES_AND_POSTS = """
The village lies below the pass; The women's association met on Monday; A relief society sent blankets;
The mayor of the town resigned; The head nurse was on leave; The legal aid centre is closed;
The sheikh of an ordinary village sat with us; A teachers' union called a strike; The commune has a school;
The chief of a village spoke first; The local official wanted money; The development association has no office;
A church group cooked for everyone; The district head of another place came; The town in the north flooded
"""
GERMANIC_AND_ROMANCE = """
Der Wille zählt, nicht das Werk; Die Hoffnung stirbt zuletzt; Die Rose blüht im Mai; Süßholz raspeln kann jeder;
Er hat eine Mark gefunden; Der Kümmel war alt; L'espoir fait vivre; La rose est rouge; Un clou de girofle suffit;
Le marché ouvre à neuf heures; L'anis pousse au jardin; La foi déplace les montagnes; La esperanza es lo último;
El azafrán es caro; La canela viene de lejos; Nadie vino a la reunión; A esperança não morre;
A noz caiu da árvore; O açafrão é caro; Os moradores voltaram à aldeia
"""
TURKISH_AND_KURDISH_LATIN = """
Umut fakirin ekmeğidir; Yeni bir umut doğdu; Tarçın ve kimyon pahalı; Karabiber sofrada duruyordu;
Işık söndü; Köyün muhtarı geldi; Baran dibare li ser çiyan; Em azad in; Jiyan xweş e;
Darçîn û zencefîl li bazarê ne; Zarok li ber derî dilîzin; Rojbûna wê pîroz be
"""
ARABIC_SCRIPT = """
لا يزال هناك أمل في السلام; كان الأمل كبيرا; الزنجبيل والكمون في السوق;
كان عبدا لا يملك شيئا; جمعية الإغاثة في المدينة أغلقت; وصل المختار متأخرا; كريم هو من يعطي;
باران دەبارێت لە چیاکان; هەموومان ئازاد بووین; دارچین و زەنجەفیل گرانە; ئەمڕۆ باران نییە;
امید به آینده داریم; باران تمام شب بارید; زعفران و دارچین گران است; آزاد شدیم و رفتیم; معلمان اعتصاب کردند;
ہمیں امید ہے کہ سڑک کھلے گی; بازار میں زعفران مہنگا ہے
"""
CYRILLIC = """
Віра людей була сильною; Надія помирає останньою; Кардамон і шафран подорожчали; Імбир росте далеко;
Староста сусіднього села прийшов; Громадська організація закрилась; Люди ждали на вокзалі; Мак цвіте в полі;
Надежда умирает последней; Вера и страх жили рядом; Роман о войне читали все; Имбирь и укроп на рынке;
Базилик растёт у дома; Нада је последња; Цимет и шафран су поскупели; Удружење жртава се састало;
Роман је био дугачак; Румънските влакове спряха
"""
OTHER_LETTERS = """
ደስታ የሁሉም ነው; ዛሬ ታላቅ ደስታ ሆነ; ቅመም በገበያ አለ; የልማት ማህበር ተዘጋ; ሓጎስ ኣሎ ሎሚ;
התקווה לא מתה; השקד פורח בחורף; הקינמון יקר; ועד העובדים נפגש; השביל אל הגבעה ארוך;
Η ελπίδα πεθαίνει τελευταία; Η κανέλα είναι ακριβή; Το χωριό είναι μικρό; Ο δρόμος άνοιξε ξανά;
იმედი ბოლოს კვდება; ქინძი და ხახვი ბაზარშია; სოფელი პატარაა; Հույսը վերջինն է մեռնում; Մեխակը թանկ է;
এলাচি চা খেলাম; হলুদ আর মৌরি বাজারে আছে; নারী সমিতির সভা ছিল; আমাদের আশা আছে;
हमें आशा है कि सड़क खुलेगी; हल्दी और जीरा महँगे हैं; गाँव छोटा है;
နနွင်းနဲ့ ကြက်သွန် ဈေးကြီးတယ်; ရွာက ငယ်တယ်; 豆蔻和茴香涨价了; 丁香花开了; 桂皮很香; 法律援助中心关门了; 那天下雨了
"""
ELSEWHERE = """
Hi vọng còn mãi; Quế và thảo quả đắt hơn; Vàng lên giá hôm qua; Xã có một trường học; Hồi hương là trở về;
Nadzieja umiera ostatnia; Szafran jest drogi; Shpresa vdes e fundit; Karafili është i shtrenjtë;
Nada umire posljednja; Cimet je poskupio; Rajada waa weyn tahay; Qorfe iyo heyl waa qaali;
Guddoomiyaha tuulada ayaa yimid; Fata na nan; Citta tana da zafi; Le gingembre est cher à la saison sèche;
Soukar bɛ sugu la; Asha ya leo ni kesho; Kunyit dan kemiri di pasar;
Umutsuzluk yok; Hopplös väntan; Rosen blommar; Viljan fanns
"""
BLOCKS = (
    WORDS_THAT_ARE_NAMES, INSIDE_LONGER_WORDS, NUMBERS, PLACES_AND_POSTS, GERMANIC_AND_ROMANCE,
    TURKISH_AND_KURDISH_LATIN, ARABIC_SCRIPT, CYRILLIC, OTHER_LETTERS, ELSEWHERE,
)  # fmt: skip


def sentences() -> tuple[str, ...]:
    """Return every sentence of every block."""
    return tuple(sentence + "." for block in BLOCKS for sentence in listed(block.replace("\n", " ")))
