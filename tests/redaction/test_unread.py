"""In which languages no model was asked is told by the words of the texts, and no more than they tell."""

import pytest

from fieldnotes.redaction.canon import read
from fieldnotes.redaction.unknown.unread import heard, unread

TEXTS = {
    "English": "In the morning we went to the market, and there were soldiers at the gate who let nobody in.",
    "French": "Ce matin nous sommes allés au marché et devant la porte il y avait des soldats.",
    "Turkish": "O sabah pazara gittik ve kapının yanında çok asker gördük, akşama kadar orada bekledik.",
    "Ukrainian": "Того ранку ми пішли на ринок і побачили біля воріт багато солдатів, вони нікого не пускали.",
    "Arabic": "في الصباح ذهبنا إلى السوق ورأينا عند الباب جنودا كثيرين ولم يسمحوا لأحد.",
    "Greek": "Το πρωί πήγαμε στην αγορά και είδαμε πολλούς στρατιώτες.",
    "Ethiopic letters": "ጠዋት ወደ ገበያ ሄድን ብዙ ወታደሮችንም አየን",
    "Burmese letters": "မနက်မှာ ဈေးကို သွားတယ်",
    "Chinese letters": "早上我们去了市场，看见很多士兵。",
    "Korean": "아침에 우리는 시장에 갔고 군인들을 보았다.",
}
# Invented sentences in languages without a list.
SOMALI = (
    "waxaan imid suuqa subaxdii hore, dadkuna way badnaayeen oo ilaaliyihii ayaa na joojiyay, ma aanan garanayn halka"
)
POLISH = (
    "rano poszliśmy na targ i zobaczyliśmy przy bramie wielu żołnierzy, którzy nie pozwolili nikomu wejść do środka."
)


def told(*texts: str, models: tuple[str, ...] = ("de_nothing_sm",)) -> tuple[str, ...]:
    return unread((heard(read(text).views[0]) for text in texts), models)


@pytest.mark.parametrize("language", TEXTS)
def test_a_language_is_told_where_no_model_of_it_is_asked(language: str) -> None:
    assert told(TEXTS[language]) == (language,)
    assert told(TEXTS[language], models=()) == ()
    assert told(TEXTS[language], models=("xx_nothing_sm",)) == ()


@pytest.mark.parametrize(
    ("model", "language"),
    [("en", "English"), ("fr", "French"), ("uk", "Ukrainian"), ("el", "Greek"), ("zh", "Chinese letters")],
)
def test_a_language_that_a_model_reads_is_not_told(model: str, language: str) -> None:
    assert told(TEXTS[language], models=(f"{model}_nothing_sm",)) == ()
    others = tuple(one for one in TEXTS if one != language)
    assert set(told(*TEXTS.values(), models=(f"{model}_nothing_sm",))) == set(others)


@pytest.mark.parametrize("text", [SOMALI, POLISH])
def test_what_no_list_knows_is_told_as_that_and_not_as_a_language(text: str) -> None:
    assert told(text, models=("es_nothing_sm", "en_nothing_sm")) == (
        "a language in Latin letters that could not be told",
    )


def test_short_texts_are_told_together_and_a_word_or_two_not_at_all() -> None:
    short = [f"Oui, {words}." for words in ("nous avons peur", "avec les enfants", "devant la porte", "dans la nuit")]
    assert told(*short) == ("French",)
    assert told(*short, models=("fr_nothing_sm",)) == ()
    assert told(short[0]) == ("a language in Latin letters that could not be told",)
    assert told(short[0], TEXTS["English"], models=("en_nothing_sm",)) == ()
    for text in ("", "12 March", "Merci.", TEXTS["Ukrainian"] + " WhatsApp, ok", "He wrote 水 and Δ."):
        assert set(told(text)) <= {"Ukrainian"}


def test_one_passage_in_another_language_among_many_is_told() -> None:
    assert told(*[TEXTS["English"]] * 40, TEXTS["French"], models=("en_nothing_sm",)) == ("French",)


def test_a_japanese_model_reads_the_chinese_letters_of_japanese() -> None:
    text = "朝、私たちは市場に行きました。"
    assert told(text, models=("ja_nothing_sm",)) == ()
    assert told(text) == ("Chinese letters", "Japanese")
