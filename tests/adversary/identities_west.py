"""Hold invented identities of Spanish, Portuguese, Quechua, English, French, German, Polish; columns as elsewhere."""

ROWS = {
    "latin-america": """
LA1 | person | spa | Doña Ye | Yesenia Azafranes Quispellan | Jesenia Azafranez Kispellan;
    Yessenia Asafranes Quizpellan; Llesenia Asafranes; Yesenia A. Quispellan; Yesenia Azafranes de Quispellán |
    words=azafranes
LA2 | person | spa | Don Wi | Wilmer Cominero Huallpacha | Vílmer Cominero Wallpacha; Vilmer Comineros Guallpacha;
    Wilmar Cominero Hualpacha; Wilmercito Cominero; Wuilmer Cominero | words=cominero
LA3 | person | que | Mama Si | Sisary Huacatayniyoc | Sisari Wakatayniyuq; Sizary Wacatayniyoc;
    Sissari Huakatayniyoq; Sisary Guacatayniyoc
LA4 | person | por | Seu Jo | João Noz-Moscadeiro | Joao Nós-Moscadeiro; João Nosmoscadeiro;
    Joãozinho Noz Moscadeiro; Juão Noz-Muscadeiro | words=noz
LA5 | person | spa | Doña Es | Esperanza Clavijera | Ezperanza Clavigera; Esperansa Clavijera;
    Esperancita Clavijera; Esperanza Clabijera | words=esperanza,clavijera
LA6 | place | spa | a rural district | vereda {Achiotalito} | vereda {Achiotalíto}; {Achotalito}; {Achiyotalito};
    vereda {Axiotalito}
LA7 | org | spa | a farmers' association | Asociación {Canelarejos Vivos} | asociación {Canelarexos Vivos};
    {Kanelarejos Bibos}; ass. {Canelarejos-Vivos}; {Canelarejo Vivo}
LA8 | role | spa | a mayor | alcaldesa de {Pimentillares} | mayor of {Pimentiyares}; alcaldeza de {Pimentilhares};
    maire de {Pimentiliares}
""",
    "west": """
WE1 | person | eng | Friend A | Will Nutmegger | William Nutmegger; Bill Nutmegger; Willy Nutmeger; Will Nutmeggar;
    Wil Nutmeggor | words=will
WE2 | person | eng | Friend B | Hope Cardamonne | Hope Cardamon; Hoppe Kardamon; Hope Cardermonne; Hope Kardamonne |
    words=hope
WE3 | person | eng | Friend C | Rose Allspicer | Roze Alspicer; Rosie Allspiser; Rose Allspycer | words=rose
WE4 | person | eng | Friend D | Faith Turmerick | Fayth Turmerik; Faith Tumerick; Faithe Turmeric | words=faith
WE5 | person | deu | Herr Vau | Jürgen Süßholz-Kümmelmann | Jurgen Sussholz Kimmelmann; Юрген Зюсхольц-Кюммельман;
    Jürgen Süssholz-Kümelmann; Yurgen Zussholz-Kummelman | words=süßholz
WE6 | person | fra | Madame O | Aurélie Safranier-Girofle | Orélie Saffranier Giroffle; Aurely Safranié-Girofle;
    Орели Сафранье-Жирофль; Aurélie Safrannier | words=girofle
WE7 | person | fra | Monsieur Be | Benoît Cannelet d'Anis | Benoist Canelet d'Anis; Bennoit Cannelay Danis;
    Benoît Cannelet-Danis | words=anis,d'anis
WE8 | person | pol | Pan Gie | Grzegorz Szafrańczyk | Gzhegozh Shafranchik; Grzegorza Szafrańczyka;
    Гжегож Шафранчик; Grzegosz Schafrantschyk; Grzegorzem Szafrańczykiem
WE9 | org | eng | a church group | {Peppercornwit} Project | {Pepercornwit} Project; {Peppercorn-wit};
    {Peppercornwhit} Project
WE10 | place | eng | a town in the north | {Saffronwickham} | {Saffron Wickham}; {Safronwickham}; {Saffronwyckham};
    {Saffranwickham}
WE11 | role | eng | a head nurse | chief nurse of {Macehillton} ward | head nurse of {Mace Hillton};
    Oberschwester von {Macehilton}; {Maceillton} chief nurse
WE12 | person | eng | Friend E | Mark Cloveston | Marc Clovesten; Marck Cloverston; Mark Klovston | words=mark
""",
}
