"""Hold the invented people, the disguises of their names and the clean prose for the second look's tests.

Every person is named after a spice; no name, number or address belongs to anybody.
"""

import base64
import random
import unicodedata
from collections.abc import Callable

from fieldnotes.redaction.subject import Protects, Subject

CLEAN_ENGLISH = """
The road was closed when we arrived, and nobody could say for how long. A soldier waved us over and asked where we were
going. I am in a hurry, he said, and so are the others. He has an uncle in the north who sells tyres. The man at the
gate has a list, but he cannot read it. We waited for two hours in the car with the heater on. She ran back to the
house and so ran her brother. It was a sad day for all of them. In the morning the snow had gone. They told me that the
issue is mail from abroad, which nobody collects. I may add that none of this was written down. Do you think you will
be back in the spring? We hope so, but the road may be worse by then. He rose early and washed his face with cold
water. You may mark my words, she said, this will not be the last time. There was no joy in the room, only relief. The
grace period ended in March. By summer the prices had doubled. You can have faith in a bridge or you can walk around
it. His ham sandwich lay untouched on the table. He was asked to hem in the crowd with six men and a rope. She is a
nurse and he is an electrician. We saw San Francisco on the wall, a poster from another life. It is an honour, he said,
to be asked at all. The consultant from the ministry wrote a long report on cooperation. Nobody has read it. The
fishermen used to sell their catch at the corner. Turkish trucks stood in line for eleven kilometres. The Kurdish
teacher spoke Arabic with his pupils and Turkish with the drivers. The Iranian engineers left in 2014 and the Iraqi
ones came back a year later. The directorate moved to a new building with no windows on the street. There were
villagers who had not eaten for three days. They changed the locks twice and carried the carpets outside. The
commanders met in a tent and the martyrs hung on the wall in cheap frames. Shelling went on until dawn. The minority
had the better houses, the majority had the better land. Prices for flour went from 12,500 to 35,214 dinars a sack.
About 44,330 people passed the crossing that month. The meeting lasted from 18:00 to 19:48 and nothing was decided. I
paid 250 for the room and 35.50 for the meal. On 21.03.2016 the office was shut; on 22/03/2016 it was open again. The
number on the form was 4471, then 4472, then nothing. Call the office between 9 and 5, said the sign, but no telephone
was connected. We counted 35 men, 44 women and 19 children in the first hall, 18 and 48 in the second. His temperature
was 38.7 in the morning and 39.2 at night. The ratio was 3.141 to one. The well is 44.3 metres deep and 35.3 metres
from the wall. Section 12.3.4 of the handbook says the opposite. He lives at the end of the street, at number 17, above
the pharmacy. Look at the sky, she said, it is the colour of dust. At home we had a dot matrix printer and no paper.
Dot by dot he drew the map again from memory. He said that he had said so before. That is what they said, and it is
what I said. They all said it. I would not have said it in front of the children. The old man lit a stove and told us
to sit. The new man, who was younger, stood by the door. The river is low this year, the lake even lower. Every tree
along the canal was cut for firewood. In the evening the young men play football behind the school. A bird had built
its nest in the barrel of the gun. The mayor signed whatever was put before him. One of the judges wept. The lawyer
asked for tea, and then for sugar, and then for time. You learn to listen to the pauses. He would not sit with his back
to the window. I asked him why and he pointed at the glass. There is a small hole in it, and a crack that runs to the
frame. We drank the tea. It had gone cold. There were no chairs, so we sat on the sacks of rice. The rice had a smell
of diesel. Our driver slept in the car because he did not trust the hotel. The hotel had four rooms and one key. When
the power came back, the whole street cheered. When it went off again, nobody said a word. They had three kinds of
passports, and none of them was any good. The clerk looked at the stamp, then at me, then at the stamp. He asked how
much I earned. I told him. He laughed until he had to sit down. His wife runs a bakery near the bus station. She bakes
from two in the morning. It is warm there, and that is why the boys come. A boy of nine carried bread to the checkpoint
and news back. What he saw he told to everyone. What he heard he kept to himself. The officer liked him and gave him an
old radio. It picked up three stations and a great deal of noise. On the second day the rain came through the roof. We
put out pots and pans. By noon we had run out of both. The doctor has not been paid since autumn. She works because
there is nobody else. The nearest hospital is two hours away if the bridge holds. In winter it does not. They bring the
wounded on tractors, on doors, on their backs. She keeps a book with the first letter of each name and the wound. No
addresses. No dates that mean anything to anyone but her. If they take the book, she says, it is only letters. The
prisoner was brought in at ten. A guard sat down between us. The guard had a cold and kept sniffing. I asked about the
food. The prisoner looked at the guard. The food is good, he said. I asked about the weather. The weather is good too.
We went on like this for an hour. At the end the guard fell asleep, or pretended to. Then the prisoner leaned over and
said one sentence. I shall not write it here. Half of what I was told that week cannot be written. The other half is
not worth it. A colonel explained the front with sugar cubes. This is us, and this is them, and these are the ones who
change. He ate the ones who change. Nobody laughed. His adjutant took notes in a school exercise book with a cat on the
cover. The map on the wall had been drawn in another century by people who had never been here. They drew the border
with a ruler. The ruler slipped, and so there is a bend. In the bend there is a village of forty houses. Half of it
pays taxes here and half of it pays nobody. The teacher told me this with a straight face. She teaches sums with
tomatoes, because there are enough of them. In the market the stalls were open but the shutters stayed half down. A
woman bought one egg. A man weighed nails on a scale for gold. The goldsmith next door weighed nothing. I wrote down
what things cost because people always remember prices wrongly. A litre of petrol, a kilo of onions, a visit to the
dentist. Somebody had painted over the slogans, and somebody else had painted slogans over the paint. Under it all you
can still see the green of the old door. The interpreter was tired and left out the adjectives. I noticed it by the
third answer. When I asked, he said that adjectives cost extra. We both laughed and after that he put them back. He had
studied engineering for five years and never built a thing. His mother wanted a doctor, his father wanted a farmer.
They got neither. In the car he sang, badly, songs from films that are older than he is. At the crossing they searched
his bag and not mine. They took a pen, a charger and a bar of soap. Later they gave back the soap. The second interview
was with two officials of a foreign army, who wished to be called that. They were polite and said nothing. They said it
in whole paragraphs. One of them kept a hand on the telephone the whole time. The other one kept looking at his watch
as if it could be ordered to go faster. Off the record they said the same, with more swearing. When we left they gave
us pens. The pens had the name of a bank on them. A week later the bank was gone, too. The attack came on a Thursday
just after the shops had opened. People count from it now, before and after. A tailor said that he had stepped out to
buy thread. A widow said that she had stayed in to look for her glasses. Neither of them could explain it. There was
glass as far as the mosque. The children sorted it by colour. The imam swept the yard himself. He would not speak of
it, and then he spoke for two hours. The ambulance had no fuel, so they pushed it down the hill and it rolled as far as
the school. From there they carried the stretchers. All of them? I asked. All of those that we had, he said, and then
doors. We walked along the ditch until it was too dark to see. You have to trust your feet. On the way back the dogs
followed us as far as the last house and stopped there, as if there were a line. Perhaps there is. The guide said that
dogs know where the mines are. He also said that this is not true, but that it helps. In the valley the orchards have
been left to themselves. Apples lie in the grass and nobody dares to fetch them. From above it looks like the richest
place on earth. Smoke rose behind the ridge and then stopped. Somebody made bread, said the guide. Or somebody made
something else. I have learned not to ask which. The generator coughed at six and died at seven. We ate by the light of
a torch. There was lentil soup and flat bread and an argument about a cousin. The cousin was in the room. He took it
well. After supper they played cards for matches. I lost all of mine. On the last day I went to say thank you to the
woman who had found us the room. She was hanging out the washing. She said that I should write that people are
ordinary. They want to pay what they owe and to be left alone after nine in the evening. I promised. She asked whether
I would come again. I said that I hoped so. That hope is cheap, she said, the bus is not. It was, in fact, the cheapest
bus I have ever taken. It broke down twice. The second time we all got out and pushed, all but the judge, who was
asleep, and a goat. The results are given in Table 2 and discussed in the next section. The sample is small and the
sampling was anything but random. None of the respondents was offered money. Two of them asked for medicine. One asked
for a dictionary. Interviews were held in three languages and translated on the same day. Where a phrase could be read
in two ways, both are given. The recordings were erased after they had been transcribed. Figures in brackets are the
number of those who agreed. Percentages do not add up to one hundred because of rounding. See also the appendix on
methods, https://journal.example/methods/2016/03?section=4&page=12#notes, and the note on terms. For questions write to
the editors (editors@journal.example) or come to the reading room. The file is called field_notes_2016-03-21.v2.docx
and lies in the usual folder. A draft with comments is in ../drafts/week-12/part_a.md on the shared disk. The form has
fields such as first_name and last_name, which stay empty. In camelCase it would be firstName and lastName. The ISBN
was 978-0-00-000000-2 and the price 19.90. Tel. and fax have been cut off since spring. Ask for the man with the red
lamp. He sells batteries and gossip, both of them used. We had been told to look for a blue door, and every door in the
street was blue. Somebody had a sense of humour or a great deal of paint. The woman who opened had flour on her hands.
Come in, come in, before the heat does. She had made enough for ten, and so we were ten. There is always a neighbour,
and the neighbour always knows. It took me a month to see that the silence was not meant for me. They had been silent
with each other for years. The two brothers had not shared a meal since the election. Their mother cooked twice. One
sat in the kitchen, the other in the yard, and she stood in the door between them and ate nothing. She told me that she
would not choose. Nobody had asked her to. I met a shepherd who knew the price of everything in four currencies. He had
a telephone for each. His sheep had bells with different notes so that he could hear who was missing. He could not
read. He had a son who could, and he did not trust him. A retired colonel grew roses behind the barracks. He spoke of
them as of recruits. That one is lazy, that one will bloom when she is told to. He had lost a hand and would not say
where. The rose by the wall had a name, he said, but it was nobody's business. The post office is open on Mondays. The
letters are from 2012 and 2013. People come anyway, to look, to talk, to stand in a queue again. The postman reads out
the names of streets that are no more. A girl asked me what the sea is like. I said that it is like the plain at night,
but that it moves. She thought about that. Does it stop at the border? she asked. I said that it does not. Then it is
not like the plain, she said. We shall see whether the law is passed. The party is divided and the press is tired. Some
want to wait, some want to act, all want to be thanked. As the saying goes, the caravan moves on and the dogs send
invoices. He told the joke twice. The second time he changed the animal. By then the tea was ready. The ceasefire held
for nine days. On the tenth a wedding party fired into the air and was answered. It took until evening to explain. The
groom was let off with a warning and a bruise. The cake survived. I have a picture of it, with a soldier on either
side. An hour's walk from there you come to the dam. The guards don't let you onto it and they don't say why. It's old,
it's cracked, it's theirs. They're paid in rice and promises. We'll see, they say, when you ask whether it'll hold. I'd
rather not be there when they do. He'd been there since the first day, she'd come a week later. The dam keeper's
daughter does his sums. She's twelve. She showed me the book: inflow, outflow, hope. The third column is hers. P.S. The
U.S. team left on the 5th, i.e. a day early, at 6 a.m., w/o saying so; the U.N. team stayed, e.g. for the count. A.M.
means morning. The A-list, the B-list, and so on: 3 x 4 = 12, and 4 x 3 = 12. Plan A, plan B, plan C. Vitamin D and
vitamin E. Type O or type A? I.e. not at all. To be or not to be, vis-a-vis the state. And/or, he/she, him/her, s/he,
on/off, in/out. Well-being, so-called, man-made, hand-in-hand, face-to-face, a-go-go, to-do, on-air, an-other.
"""

CLEAN_OTHER = """
كانت الطريق مغلقة عندما وصلنا ولم يعرف احد الى متى. جلسنا على الارض وعلى الحقائب وانتظرنا ساعتين. هي من الشمال وهو من
القرية التي على النهر. قال الرجل إن الجسر لا يتحمل الشاحنات في الشتاء. من صور الجدار عرفنا أن البيت كان مدرسة. في
المساء جاء الجنود وسألوا عن الأوراق. لم يكن لدينا إلا ورقة واحدة وكانت مبللة. شربنا الشاي ولم نتكلم كثيرا. في اليوم
الثاني فتح السوق أبوابه نصف ساعة. اشترت امرأة بيضة واحدة ومضت. قالت إنها تريد أن تدفع ما عليها وأن تترك في حالها بعد
التاسعة. لم يكن على الطاولة سوى خريطة قديمة. رسم الضابط الحدود بقلم الرصاص ثم مسحها. كان الطبيب يعمل بلا أجر منذ
الخريف. أقرب مستشفى يبعد ساعتين إذا صمد الجسر. المترجم متعب ولا يترجم الصفات. ضحكنا ثم أعادها. وعلى الرغم من ذلك بقي
معنا حتى النهاية. هذا ما قالوه وهذا ما سمعته. لا أحد يعرف من أطلق النار أولا. عاد الأطفال إلى المدرسة بعد أسبوعين. كتبت
المعلمة الأرقام على اللوح بالطباشير. بلغ عدد السكان ٤٤٣٣٠ نسمة في تلك السنة. دفعنا ٢٥٠ للغرفة و٣٥ للطعام. كان السعر
١٢٫٥٠ ثم صار ضعف ذلك. ڕێگاکە داخرابوو کاتێک گەیشتین و کەس نەیدەزانی تا کەی. سەربازێک دەستی بۆ ڕاگرتین و پرسی بۆ کوێ
دەچن. دوو کاتژمێر لە ئۆتۆمبێلەکەدا چاوەڕێمان کرد. بەیانی بەفرەکە نەمابوو. ئەوان نانیان دا بە ئێمە و چایەکی گەرم. ژنێک
لە دەرگاکەوە سەیری دەکرد و هیچی نەگوت. پیاوە پیرەکە نەخشەیەکی کۆنی هەبوو لەسەر دیوارەکە. ئەم گوندە چل ماڵی تێدایە و
نیوەیان باج دەدەن. مامۆستاکە بە تەماتە ژمارە فێری منداڵان دەکات. لە بازاڕ نرخەکان دوو هێندە بوون. کەس باوەڕی بە پردەکە
نییە. ئێوارە کوڕەکان لە پشت قوتابخانەکە یاری دەکەن. دوێنێ شەو کارەبا نەبوو و هەموو گەڕەکەکە تاریک بوو. وەک دەڵێن کاروان
دەڕوات. من هەر ئەوەم بیست کە پێیان گوتم. جاده بسته بود و هیچ کس نمی‌دانست تا کی. دو ساعت در ماشین ماندیم و چای خوردیم.
پیرمرد گفت که پل در زمستان کامیون‌ها را تحمل نمی‌کند. زن همسایه برای ده نفر نان پخته بود. بچه‌ها به مدرسه برگشتند و
معلم از آن‌ها درباره دریا پرسید. او گفت که دریا مثل دشت در شب است. نقشه روی دیوار مال قرن دیگری بود. فردا صبح باران
بارید و سقف چکه کرد. با این همه او تا آخر ماند. Rê girtî bû dema em gihîştin û kesî nizanibû heta kengî. Em du saetan
di otomobîlê de man. Leşkerek destê xwe rakir û pirsî hûn diçin ku. Di sibehê de berf nemabû. Jinekê li ber derî sekinî
û tiştek negot. Mamosteyê gund bi hejmaran re mijûl bû. Zarok li pişt dibistanê dilîzin. Êvarê elektrîk tune bû û tax
tarî bû. Yol kapalıydı ve kimse ne kadar süreceğini bilmiyordu. Bir asker elini kaldırdı ve nereye gittiğimizi sordu.
Öğretmen çocuklara domatesle saymayı öğretiyor. Köprü kışın kamyonları taşımıyor. Дорога была закрыта, и никто не знал,
надолго ли. Мы ждали в машине два часа и пили чай. Старик сказал, что мост зимой не держит грузовики. Утром снега уже
не было. Хозяйка испекла хлеб на десять человек. На стене висела карта из другого века. Вечером дети играли за школой,
а потом пошёл дождь.
"""


# --- the vault of two hundred ----------------------------------------------------------------------------

SPICES = (
    "Kemiri Zaatar Galangal Asafetida Ajwain Zedoary Sansho Dukkah Harissa Berbere Fenugrek Turmerik Kardamon "
    "Szechwan Nigella Lovage Chervil Tarragon Oregano Epazote Achiote Annatto Mahlab Sumak Wattleseed Juniper "
    "Cubeb Zhug"
).split()
# Given names that are short, that are English words, or that English words hold or spell together.
SHORT = (
    "Ali Isa Amin Hasan Hisham Hemin Soran Sara Ismail Adam Maya Amina Asad Anwar Said Sad Will Hope Rose Mark May "
    "Grace Joy Dara Aso Zana Rye Aji Uda Omi Dal Yuz Ani Nori Miso Ras Ume Wasa Lim Kem Ziri Cumi Tonk Pul Mur Cass "
    "Can Hero Raid Wail Nail Naif Nadir Saber Rim Ward Summer Faith Iman Sultan Herman Turki Kurdi Arabi Irani Cooper "
    "Grant Chase Frank Art Bill Jack Sue Pat Dawn Eve Ray Guy Bob Rob Don Jan Ben Sam Dan Ron Len Ken Les Val Kit"
).split()
FOREIGN = "علي زعفران ¦ هێمن قرنفل ¦ منصور هيل ¦ سامان سماق ¦ ڕێحان دارچین ¦ زرشک زیره‌پور ¦ Шафран Корица".split(" ¦ ")


def two_hundred() -> list[Subject]:
    """Return 190 invented people and 10 invented places, with every kind of key."""
    people = []
    for i in range(190):
        given, family, other = SHORT[i % len(SHORT)], SPICES[i % 28], SPICES[(i * 7 + 3) % 28]
        people.append(
            Subject(
                ref=f"source s-{i}",
                protects=Protects.IDENTITY,
                label=f"S {i}",
                names=(f"{given} {family}", *FOREIGN[i : i + 1]),
                aliases=(f"Abu {other}",),
                organisations=(f"{other} Border Directorate",),
                posts=(f"head of the {other} section",),
                phones=(f"+999 7{(i + 1) * 40507331 % 10**8:08d}",),
                emails=(f"{given}.{family}{i}@{other}.example".lower(),),
                handles=(f"@{given}_{other}{i}".lower(),),
                ids=(f"K{(i + 1) * 7654321 % 10**7:07d}",),
            )
        )
    places = [
        Subject(
            ref=f"location l-{i}",
            protects=Protects.PLACE,
            label="a province",
            names=(f"Tel {SPICES[i]}abad", f"Upper {SPICES[i]}wan"),
            coordinates=(35.3 + i / 7, 44.33 + i / 9),
            open_words=frozenset({"kirkuk", "province"}),
        )
        for i in range(10)
    ]
    return people + places


# --- people to hide --------------------------------------------------------------------------------------

PERSON = Subject(
    ref="source kak-d",
    protects=Protects.IDENTITY,
    label="Kak D",
    names=(
        "Saffron Zêrdeçav Kemiri",
        "سەفرۆن کێمیری",
        "زعفران القمري",
        "Саффрон Кемирі",
        "Σαφρών Κανέλα",
        "Սաֆրոն Քեմիրի",
    ),
    aliases=("Abu Sumak", "Mamosta Ginger", "Aji"),
    organisations=("Nutmeg Border Directorate", "NBD", "ICE"),
    posts=("deputy head of the Clove Agency",),
    phones=("+999 771 234 5678", "+998 71 123 456", "044 17 62"),
    emails=("s.kemiri71@nutmeg-mail.example",),
    handles=("@kemiri_s71", "rose_k"),
    ids=("P-4471 9902", "A 1234567 B", "88 31 77"),
)
PLACE = Subject(
    ref="location mace",
    protects=Protects.PLACE,
    label="Kirkuk province",
    names=("Tarkhuna Mace", "ترخونة"),
    aliases=("Old Tarkhuna Market", "Checkpoint 9"),
    coordinates=(35.3042, 44.3317),
    open_words=frozenset({"kirkuk", "province"}),
)
NAMES = "Saffron ¦ Kemiri ¦ Zêrdeçav ¦ Saffron Kemiri ¦ سەفرۆن ¦ کێمیری ¦ زعفران ¦ القمري ¦ Саффрон ¦ Кемирі".split(
    " ¦ "
)

# --- disguises: each takes a name and hides it as a writer, a keyboard, a renderer or an adversary may ------

Disguise = Callable[[str, random.Random], str]
Change = Callable[[str], str]


def whole(change: Change) -> Disguise:
    """Change the whole name at once."""
    return lambda name, chance: change(name)


def ends(before: str, after: str = "") -> Disguise:
    """Put something before and after the name."""
    return lambda name, chance: before + name + after


def into(thing: str) -> Disguise:
    """Put *thing* between two letters of one word of the name."""

    def disguise(name: str, chance: random.Random) -> str:
        place = chance.choice([i for i in range(1, len(name)) if name[i - 1].isalpha() and name[i].isalpha()])
        return name[:place] + thing + name[place:]

    return disguise


def between(thing: str) -> Disguise:
    """Put *thing* between all letters, and three spaces, or *thing* again, between words."""
    return lambda name, _: (thing * 3 if thing.isspace() else thing).join(thing.join(word) for word in name.split())


def each(change: Change, share: float = 1.0) -> Disguise:
    """Change each letter, or a *share* of them, at least one."""

    def disguise(name: str, chance: random.Random) -> str:
        certain = chance.choice([i for i, letter in enumerate(name) if letter.isalpha()])
        changed = {i for i in range(len(name)) if i == certain or chance.random() < share}
        return "".join(change(c) if c.isalpha() and i in changed else c for i, c in enumerate(name))

    return disguise


def table(letters: str, others: str) -> Change:
    """Return a change of *letters* into *others*, leaving the rest alone."""
    mapping = dict(zip(letters, others, strict=True))
    return lambda letter: mapping.get(letter, letter)


def block(large: int, small: int) -> Change:
    """Return a change of Latin letters into those that begin at *large* and *small*."""
    latin = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    others = [chr(base + i) for base in (large, small) for i in range(26)]
    return table(latin + latin.lower(), "".join(others))


def octets(form: str) -> Change:
    """Return a change of a letter into its octets in UTF-8, each written as *form*."""
    return lambda letter: "".join(form.format(octet) for octet in letter.encode())


def units(letter: str) -> str:
    """Return *letter* as the escapes of its code units in UTF-16."""
    pairs = letter.encode("utf-16-be").hex()
    return "".join(f"\\u{pairs[i : i + 4]}" for i in range(0, len(pairs), 4))


INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2063\u202a\u202e\u00ad\ufeff\u034f\ufe0f\u180e\u3164\x07\x1b"
COMBINING = "\u0301\u0327\u0336\u20dd\u0651"
SIGNS = ("**", "_", "*", "`", "~~", "==", "[", "](", "|", "'", ".", "\\", "</i>", "<wbr>", '<a href="x">', "<br/>")
HIDDEN = (
    *(
        "<!-- - > -->",
        "<!-- two words, one <b>bold</b> -->",
        "](https://spice.example/a_b)",
        "][1]",
        "[^12]",
        "^[a note]",
    ),
    *("-\n", "-\n> ", "\u00ad\r\n  ", "\u2010 \n>> ", "&shy;&zwj;&ZeroWidthSpace;", "&shy", "&#8203;", "%E2%80%8B"),
)
ANY_SCRIPT: dict[str, Disguise] = {
    "as it is": whole(str),
    "composed": whole(lambda name: unicodedata.normalize("NFC", name)),
    "decomposed": whole(lambda name: unicodedata.normalize("NFD", name)),
    "capitals": whole(str.upper),
    "small letters": whole(str.lower),
    **{f"{thing!a} in a word": into(thing) for thing in (*INVISIBLE, *COMBINING, *SIGNS, *HIDDEN)},
    **{f"spelt with {sign!r}": between(sign) for sign in (" ", ".", "-", "_", "·", "*", "/", "\u2009", ". ", " - ")},
    "zero-width all over": between("\u200b"),
    "marks all over": each(lambda letter: letter + "\u0323\u0302"),
    "decimal entities": each(lambda letter: f"&#{ord(letter)};"),
    "some padded entities": each(lambda letter: f"&#0000{ord(letter)};", 0.3),
    "hexadecimal entities": each(lambda letter: f"&#X{ord(letter):x};", 0.5),
    "entities twice over": each(lambda letter: f"&amp;#x{ord(letter):X};"),
    "entities thrice over": each(lambda letter: f"&amp;amp;#{ord(letter)};", 0.5),
    "percent": each(octets("%{:02X}")),
    "percent twice": each(octets("%25{:02x}"), 0.5),
    "escapes": each(units, 0.6),
    "long escapes": each(lambda letter: f"\\U{ord(letter):08X}"),
    "octet escapes": each(octets("\\x{:02x}")),
    "base64": whole(lambda name: base64.b64encode(f"by {name}!".encode()).decode()),
    "unpadded base64": whole(lambda name: base64.urlsafe_b64encode(f"by {name}".encode()).decode().rstrip("=")),
    "hexadecimal": whole(lambda name: name.encode().hex()),
    "plural genitive": ends("", "s’"),
    "genitive": ends("", "’s"),
    "a bracket": whole(lambda name: f"[{name[0]}]{name[1:]}"),
}
LATIN: dict[str, Disguise] = {
    "no diacritics": whole(lambda name: unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()),
    "alternating": whole(lambda name: "".join(c.upper() if i % 2 else c.lower() for i, c in enumerate(name))),
    "full width": each(block(0xFF21, 0xFF41)),
    "bold": each(block(0x1D400, 0x1D41A)),
    "sans": each(block(0x1D5A0, 0x1D5BA), 0.5),
    "monospace": each(block(0x1D670, 0x1D68A)),
    "rounds": each(block(0x24B6, 0x24D0)),
    "dark rounds": each(block(0x1F150, 0x1F150)),
    "dark squares": each(block(0x1F170, 0x1F170)),
    "flags": each(block(0x1F1E6, 0x1F1E6)),
    "small capitals": each(table("abcdefgimnorz", "ᴀʙᴄᴅᴇꜰɢɪᴍɴᴏʀᴢ")),
    "Cyrillic": each(table("aceiopsxyKSMHTmkn", "асеіорѕхуКЅМНТмкп")),
    "some Cyrillic": each(table("aceiopsxyKSMHTmkn", "асеіорѕхуКЅМНТмкп"), 0.4),
    "Greek": each(table("aeikonruvKZ", "αεικοηгυνΚΖ")),
    "Armenian": each(table("onughSU", "օոսցհՏՍ")),
    "strokes": each(table("odlithe", "øđłıŧħə")),
    "figures": each(table("oea", "034")),
    **{f"with {ending}": ends("", ending) for ending in ("s", "i", "î", "ê", "'ın", "yê", "ek", "@home", "2016")},
    **{f"with {first}": ends(first) for first in ("al-", "Al", "el", "abu", "Umm", "@", "#", "Mr", "2016", "d'")},
    "in a word": ends("the", "file"),
    "an address": whole(lambda name: f"mail dr.{name.lower().replace(' ', '.')}@spice.example now"),
    "a link": whole(lambda name: f"https://spice.example/people/{name.lower().replace(' ', '-')}?page=2"),
    "a file": whole(lambda name: f"IMG_2016_{name.replace(' ', '')}_final.v2.jpg"),
    "a tag": whole(lambda name: f"#Free{name.replace(' ', '')}Now"),
}
ARABIC: dict[str, Disguise] = {
    "other keyboards": each(table("كکيیهەووارل", "كکیيەهۆوأڕڵ")),
    "stretched": into("ـــ"),
    "vowels": each(lambda letter: letter + "َ"),
    "forms for print": each(table("سفرعن", "ﺳﻔﺮﻋﻨ")),
    **{f"with {first}": ends(first) for first in ("و", "ف", "ب", "ل", "وب", "وال", "بال")},
}
CYRILLIC = {
    "Latin": each(table("аеіорсухкмтнСК", "aeiopcyxkmthCK")),
    "some Latin": each(table("аеіорк", "aeiopk"), 0.5),
}


def disguises(name: str) -> dict[str, Disguise]:
    """Return all disguises that suit the script of *name*."""
    if "\u0600" <= name[0] <= "\u06ff":
        return ANY_SCRIPT | ARABIC
    return ANY_SCRIPT | (CYRILLIC if "\u0400" <= name[0] <= "\u04ff" else LATIN)
