"""Hold sentences in Latin letters around a name; `{}` is where it stands. Every other word must survive."""

SENTENCES = {
    "eng": (
        "{} told us what happened at the gate that night.",
        "We spoke with {} for two hours, near the old mill.",
        "After the trucks left, nobody had seen {}.",
        "The list on the wall named three people: {}, a driver and a cook.",
        "It was (so they said) {} who opened the door; then it rained.",
    ),
    "fra": (
        "{} nous a raconté ce qui s'est passé cette nuit-là.",
        "Nous avons parlé avec {} pendant deux heures, près du moulin.",
        "Après le départ des camions, personne n'avait revu {}.",
        "Sur la liste figuraient : {}, un chauffeur et une cuisinière.",
    ),
    "deu": (
        "{} hat uns erzählt, was in jener Nacht geschah.",
        "Wir sprachen zwei Stunden lang mit {}, nahe der alten Mühle.",
        "Nachdem die Lastwagen fort waren, hatte niemand mehr etwas gesehen von {}.",
    ),
    "spa": (
        "{} nos contó lo que pasó aquella noche.",
        "Hablamos dos horas con {}, cerca del molino viejo.",
        "Cuando se fueron los camiones, nadie volvió a ver a {}.",
    ),
    "por": (
        "{} contou o que aconteceu naquela noite.",
        "Conversamos duas horas com {}, perto do moinho velho.",
        "Quando os caminhões saíram, ninguém mais viu {}.",
    ),
    "pol": (
        "{} – tak brzmiał pierwszy wpis w zeszycie.",
        "Rozmowa trwała dwie godziny; obecni: {}, kierowca i kucharka.",
        "Na ścianie ktoś napisał: {}.",
    ),
    "tur": (
        "{} o gece olanları bize anlattı.",
        "Eski değirmenin yanında iki saat konuştuk: {}, bir şoför ve biz.",
        "Kamyonlar gittikten sonra kimse görmedi: {}.",
    ),
    "kmr": (
        "{} ji me re got ku wê şevê çi qewimî.",
        "Em du saetan li ber aşê kevn rûniştin: {}, ajokarek û em.",
        "Piştî ku kamyon çûn, kesî nedît: {}.",
    ),
    "srp": (
        "{} nam je sve to ispričao te noći.",
        "Na spisku su bili: {}, jedan vozač i jedna kuvarica.",
        "Na zidu je pisalo: {}.",
    ),
    "sqi": (
        "{} na tregoi çfarë ndodhi atë natë.",
        "Në listë ishin: {}, një shofer dhe një kuzhiniere.",
        "Pasi ikën kamionët, askush nuk e pa: {}.",
    ),
    "som": (
        "{} ayaa noo sheegay wixii dhacay habeenkaas.",
        "Liiska waxaa ku jiray: {}, darawal iyo kariye.",
        "Gaadhigu markuu tagay cidina ma arag {}.",
    ),
    "hau": (
        "{} ya gaya mana abin da ya faru a daren nan.",
        "A jerin akwai: {}, direba da mai girki.",
        "Bayan motoci sun tafi babu wanda ya ga {}.",
    ),
    "vie": (
        "{} kể lại cho chúng tôi chuyện đêm đó.",
        "Trong danh sách có: {}, một tài xế và một đầu bếp.",
        "Sau khi xe tải đi, không ai thấy {}.",
    ),
    "que": ("{} willawarqanku chay tuta imachus karqan.", "Kamionkuna ripuptin manan pipas rikurqanchu: {}."),
}
