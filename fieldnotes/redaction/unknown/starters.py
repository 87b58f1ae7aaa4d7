"""List the small words of single languages that start sentences, folded: with a capital they name nobody.

The word lists leave some of them out, since another language has them as names ("Ella", "Ben") or since they were made
of tables of nouns and verbs. They tell a language, too.
"""

from collections.abc import Mapping

from fieldnotes.redaction.unknown.name_words import folded

STARTERS: Mapping[str, frozenset[str]] = {
    "fr": folded(
        """
        quand comme si deux trois quatre cinq six sept huit neuf dix onze douze vingt trente cent mille
        depuis selon apres avant parmi malgre moi toi lui elle elles eux soi vous tu aujourd hui hier demain ici la-bas
        puis ensuite enfin alors ainsi donc or car pourtant cependant toutefois neanmoins sinon voila voici combien
        comment pourquoi quoi qui que quel quelle quels quelles lequel laquelle chaque chacun chacune certains certaines
        plusieurs beaucoup peu tous toutes tout toute rien personne aucun aucune nul nulle quelques quelqu quant sauf
        hormis outre durant lorsque lorsqu puisque puisqu quoique quoiqu jusque jusqu afin dont ceci cela ca c'est celui
        celle ceux celles oui non merci bonjour bonsoir salut monsieur madame peut-etre jamais toujours souvent parfois
        desormais bientot soudain tantot dedans dehors derriere devant dessus dessous autour aupres loin pres contre
        d'abord abord lors vu quel tel telle tels telles autre autres meme memes mien tien sien notre nos votre vos c j
        le la les un une des du de au aux et ou mais ni si ne pas plus on il ils je nous avec sans dans par pour sur
        sous chez vers entre en y ce cet cette ces mon ton son ma ta sa mes tes ses leur leurs ses bien tres
        fait qu n s l d m t est ai as ait etait est-ce parce pendant tandis tant tellement vraiment
        """
    ),
    "es": folded(
        """
        dos tres cuatro cinco seis siete ocho nueve diez veinte treinta cien mil
        ella ello ellas ellos usted ustedes nosotros nosotras vosotros yo tu mi ti si no nadie nada algo alguien alguno
        alguna algunos algunas ninguno ninguna ningun cada todo toda todos todas mucho mucha muchos muchas poco pocos
        otro otra otros otras mismo este esta estos estas ese esa esos esas aquel aquella aquellos aquellas eso esto
        aqui ahi alli alla aca hoy ayer manana anoche anteayer luego despues antes entonces ahora siempre nunca jamas
        tambien tampoco ademas aunque mientras durante segun contra hacia tras mediante salvo excepto quien quienes
        cual cuales cuanto cuanta cuantos como donde cuando que por para asi solo ya aun todavia quiza quizas acaso
        apenas casi incluso hasta gracias hola bueno buenos buenas senor senora dizque ojala pues sino cuyo nuestro
        nuestra nuestros nuestras suyo mio tuyo
        """
    ),
    "pt": folded(
        """
        dois duas tres quatro cinco seis sete oito nove dez
        ela elas eles voce voces nos ninguem nada algo alguem algum alguns algumas nenhum cada todo toda todos todas
        muito muitos muitas pouco outro outra outros este esta isso isto aquilo aquele aquela aqui ali la hoje ontem
        amanha depois antes entao agora sempre nunca jamais tambem tampouco alem embora enquanto segundo contra ate
        quem qual quanto como onde quando porque assim ainda talvez apenas obrigado ola sim nao foi era
        """
    ),
    "it": folded(
        """
        lei lui loro noi voi io tu nessuno niente nulla qualcuno ogni tutto tutti tutte molti molte poi dopo prima
        allora adesso ora sempre mai anche neanche inoltre mentre durante secondo contro verso chi quale quanto come
        dove quando perche cosi ancora forse appena grazie ciao oggi ieri domani qui qua questo questa quello quella si
        """
    ),
    "de": folded(
        """
        ich du er sie es wir ihr mich mir dich dir uns euch ihm ihn ihnen niemand nichts jemand jeder jede jedes alle
        viele manche einige heute gestern morgen dann danach vorher damals jetzt hier dort da auch trotzdem jedoch
        wahrend laut gegen durch wer was wo wann warum wie so noch vielleicht kaum danke ja nein diese dieser dieses
        meine meiner unser unsere seit nachdem bevor obwohl falls ob doch nun bald plotzlich
        """
    ),
    "nl": folded(
        """
        ik jij hij zij wij jullie mij hem haar ons niemand niets iemand iedereen alle veel sommige vandaag gisteren
        morgen toen daarna eerst nu hier daar ook toch echter tijdens volgens tegen wie wat waar wanneer waarom hoe zo
        nog misschien ja nee deze dit die dat mijn onze sinds nadat voordat hoewel want
        """
    ),
    "tr": folded(
        """
        ben sen o biz siz onlar beni seni onu bizi sizi onlari bana sana ona bize size onlara benim senin onun bizim
        sizin onlarin bu su bunu bunlar sunlar kim kime kimi kimin kimse ne neden nicin niye nasil nerede nereye nereden
        kac hangi hepsi herkes her hic hicbir bazi bazilari cogu coklari birkaci birkac bircok bir biri birisi bugun
        dun yarin simdi sonra once ancak ama fakat lakin cunku belki boyle oyle soyle iste evet hayir tamam peki yani
        zaten artik hala henuz bile sadece yalniz neyse maalesef ayrica ustelik oysa halbuki eger sayet gerci madem
        nitekim orada burada surada oradan buradan buraya oraya gece sabah aksam gunduz hem hangisi kendisi kendi
        derken demek tabii haydi hadi sali pazar tesekkurler merhaba le la da de ki
        """
    ),
    "ru": folded(
        """
        никто ничто ничего никого никому некто нечто кто-то кто то что-то вдруг один одна одно одни одного двое трое
        четверо пятеро оба обе два две три четыре пять шесть семь восемь девять десять многие некоторые каждыи каждая
        другои другая другие вчера сегодня завтра утром вечером ночью днем тогда затем наконец сначала снова опять
        наверное может конечно впрочем итак хотя пока перед после возле около среди кроме вместо согласно несмотря
        """
    ),
    "uk": folded(
        """
        ніхто ніщо нічого нікого нікому хтось щось дехто дещо раптом один одна одне одні двоє троє четверо пятеро обидва
        обидві два дві три чотири пять шість сім вісім девять десять багато деякі кожен кожна інший інша інші вчора
        учора сьогодні завтра вранці увечері ввечері вночі уночі вдень удень спершу спочатку знову нарешті мабуть
        можливо звісно втім хоча поки перед після біля коло серед крім замість згідно попри
        """
    ),
    "ro": folded("eu tu el ea noi voi ei ele mine tine nimeni nimic cineva azi ieri maine apoi atunci acum aici acolo"),
    "hr": folded(
        "ja ti on ona ono mi vi oni one mene tebe njega nju nas vas njih nitko niko ništa danas juče jučer sutra onda "
        "tada sada ovde ovdje tamo zatim posle poslije pre prije ali jer kako zašto gde gdje"
    ),
}
"""Such words by language."""
