"""List what stands before a colon at the start of a line and names nobody, in several languages."""

from fieldnotes.redaction.unknown.name_words import folded

ROLES = folded(
    """
    interviewer interviewee interview respondent participant speaker moderator host guest witness translator
    interpreter researcher reporter journalist investigator prosecutor defence defense counsel court judge clerk
    president chair chairman chairwoman chairperson commissioner officer operator dispatcher caller control base
    question answer q a note notes nb ps re fw fwd cc bcc to from subject date time place location source sources
    present apologies absent attendees agenda action minutes summary title author editor recorded transcript comment
    comments remark remarks warning attention update reminder todo message reply order name names age address phone tel
    mobile fax email mail website link url http https signed man woman boy girl child old young male female voice
    unknown unidentified inaudible all both everybody crowd mother father brother sister son daughter wife husband
    teacher doctor nurse driver guard soldier commander captain example examples result results conclusion background
    method consent day week morning evening night today yesterday tomorrow first second third item exhibit step part
    enqueteur enquetrice enquete temoin interprete traducteur traductrice journaliste chercheur chercheuse avocat
    avocate procureur procureure juge greffier greffiere presidente presidents objet date lieu heure reponse remarque
    nota presents absents excuses ordre jour source resume titre auteur homme femme garcon fille voix inconnu tous mere
    pere frere soeur chauffeur medecin infirmier infirmiere soldat maire chef prefet exemple resultat contexte attention
    destinataire expediteur adresse telephone courriel lundi mardi mercredi jeudi vendredi samedi dimanche
    entrevistador entrevistadora entrevistado entrevistada testigo testiga pregunta respuesta fiscal jueza juez abogado
    abogada defensa traductor traductora interprete periodista investigador investigadora moderador moderadora asunto
    fecha lugar hora fuente resumen titulo autor autora asistentes ausentes presentes acta orden hombre mujer nino nina
    voz desconocido todos madre padre hermano hermana chofer medico enfermera soldado alcalde ejemplo resultado ojo
    aviso atencion direccion telefono correo para lunes martes miercoles jueves viernes sabado domingo operador central
    entrevistadores pergunta resposta testemunha juiz advogado promotor assunto data local fonte resumo homem mulher
    gorusmeci gorusulen tanik soru cevap yanit savci hakim avukat cevirmen tercuman muhabir gazeteci arastirmaci konu
    tarih yer saat kaynak ozet baslik yazar katilanlar katilimcilar mazeretliler not dikkat uyari ek kadin erkek adam
    cocuk ses bilinmeyen herkes anne baba abi abla kardes sofor doktor hemsire asker komutan muhtar baskan ornek sonuc
    adres telefon pazartesi sali carsamba persembe cuma cumartesi pazar merkez mahkeme
    frager frage antwort zeuge zeugin richter richterin anwalt anwaltin staatsanwalt verteidiger dolmetscher
    dolmetscherin journalist betreff datum ort zeit quelle anwesend abwesend mann frau junge stimme alle mutter vater
    hinweis achtung anmerkung beispiel ergebnis
    intervistatore intervistata intervistato testimone domanda risposta giudice avvocato oggetto luogo fonte uomo donna
    vraag antwoord getuige rechter advocaat tolk onderwerp datum plaats bron man vrouw
    інтервюер інтервюерка запитання питання відповідь свідок прокурор суддя адвокат перекладач перекладачка журналіст
    журналістка дослідник дослідниця тема дата місце час джерело присутні відсутні порядок протокол примітка увага
    підсумок автор чоловік жінка хлопець дівчина голос невідомий усі всі мати батько брат сестра водіи лікар солдат
    командир голова база центр приклад результат адреса телефон пошта понеділок вівторок середа четвер пятниця субота
    неділя кореспондент респондент респондентка оперативнии
    интервьюер вопрос ответ свидетель свидетельница прокурор судья адвокат переводчик переводчица журналист место время
    источник присутствовали примечание внимание итог автор мужчина женщина голос неизвестныи все мать отец водитель врач
    командир база центр пример адрес почта кому от понедельник вторник среда четверг пятница суббота воскресенье
    pitanje odgovor svjedok svedok sudija sudac tuzilac tuzitelj odvjetnik advokat prevodilac napomena
    """
)
"""Who speaks without a name, and what else stands before a colon, folded."""
