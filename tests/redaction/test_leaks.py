"""The second look sees every disguise of what it protects, is silent about clean prose, and never says a secret."""

import ast
import json
import os
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldnotes.redaction import leak_views, leaks
from fieldnotes.redaction.leaks import SecondLook
from fieldnotes.redaction.subject import Protects, Subject
from tests.redaction import leak_cases as cases

FULL = bool(os.environ.get("FIELDNOTES_FULL"))
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LOOK = SecondLook([cases.PERSON, cases.PLACE])
MANY, AGAIN = SecondLook(cases.two_hundred()), SecondLook(cases.two_hundred())


def seen(text: str, look: SecondLook = LOOK) -> set[str]:
    """Return what the look says about *text*, without where."""
    return {objection.what for objection in look.look(text, [], lambda offset: "here")}


def person(*names: str, **more: tuple[str, ...]) -> SecondLook:
    """Return a look for one invented person."""
    return SecondLook([Subject("source x", Protects.IDENTITY, "X", names=names, **more)])  # type: ignore[arg-type]


def listed(block: str) -> list[str]:
    """Return the cases of a block, between line ends and broken bars; ␣ is a space that counts."""
    listing = (case.strip(" ") for line in block.strip("\n ").split("\n") for case in line.split("¦"))
    return [case.replace("\\n", "\n").replace("␣", " ") for case in listing]


# --- everything that must be seen -------------------------------------------------------------------------


@pytest.mark.parametrize("name", cases.NAMES)
def test_a_name_is_seen_in_every_disguise(name: str) -> None:
    missed = []
    for kind, disguise in cases.disguises(name).items():
        for seed in range(4):
            hidden = disguise(name, random.Random(seed))
            for text in (f"He met {hidden} near the bridge.", hidden):
                if "a name of source kak-d" not in seen(text):
                    missed.append((kind, hidden))
    assert not missed


NAMED = listed(
    r"""
    Kemiri, Saffron ¦ KEMIRI Saffron ¦ saffron.kemiri ¦ Saffron_Kemiri ¦ saffron-kemiri ¦ Kemiri/Saffron ¦ S. Kemiri
    SaffronKemiri ¦ saffronkemiri ¦ KemiriSaffron ¦ saffronZerdecavKemiri ¦ Saffron | Kemiri ¦ **Saffron** _Kemiri_
    Saffron\nKemiri ¦ Saffron  \n> Kemiri ¦ Saffron&nbsp;Kemiri ¦ Al-Kemiri ¦ el Kemiri ¦ alkemiri ¦ Abu Sumak
    abusumak
    Abū Sumāk ¦ Umm Kemiri ¦ ibn-Kemiri ¦ [he](https://spice.example/Kemiri) ¦ [he](x "Kemiri") ¦ ![Kemiri](a.png)
    [he][kemiri] ¦ [kemiri]: x ¦ `kemiri` ¦ ```\nx = kemiri\n``` ¦ [^kemiri]: gone ¦ # Kemiri ¦ Kemiri\n======
    > > kemiri
    ~~Kemiri~~ ¦ | a | Kemiri | ¦ <!-- Kemiri --> ¦ <a title="Kemiri">he</a> ¦ <kemiri> ¦ <img alt=kemiri ¦ {.kemiri}
    title: Kemiri ¦ title: "\u004bemiri" ¦ ?q=saffron+kemiri ¦ file:///home/kemiri/a.txt ¦ C:\Kemiri\a ¦ KEMIRI2016
    kemiriFile ¦ myKemiri ¦ x_kemiri_y ¦ prekemirian ¦ Kemiri’s ¦ the Kemiris' ¦ Kemiri-like ¦ K3miri 4nd S4ffron
    Saf fron ¦ Kem\niri ¦ KE-MI-RI ¦ xn--kmiri-hsa ¦ Aji ¦ AJI ¦ aji's ¦ A-j-i ¦ A j i ¦ aji… ¦ «Aji» ¦ the Ajis
    سەفرۆن‌کێمیری ¦ والقمري ¦ القمری ¦ قمري ¦ زعـفران ¦ ز ع ف ر ا ن ¦ زع\nفران ¦ وزع-\nفران ¦ زعفرانی ¦ ﺯﻋﻔﺮﺍﻥ
    myKemi**ri**an ¦ <b\n\nmyKemi**ri**an\n\n> ¦ preKemírian ¦ preKe&#7;mirian ¦ Kem\niris ¦ myAji ¦ AjiBook
    Саффрона ¦ САФФРОН ¦ саф-\nфрон ¦ Сաֆրոն Քեմիրի ¦ ՔԵՄԻՐԻ ¦ ΚΑΝΈΛΑ ¦ κανελα ¦ Κανέλας ¦ Saffron Կեմիրի
    """
)


NAMED.append(f"preSaf<!-- {'a long comment ' * 20}<b>bold</b> -->fronian")


@pytest.mark.parametrize("text", NAMED)
def test_a_name_is_seen_wherever_it_stands(text: str) -> None:
    assert "a name of source kak-d" in seen(f"We saw {text} there.") & seen(text)


ON_A_CARD = {
    "a phone number": r"""
        +999 771 234 5678 ¦ 0771 234 5678 ¦ 7712345678 ¦ (771) 234-5678 ¦ 771.234.56.78 ¦ 77 12 34 56 78
        tel:+9997712345678
        ٠٧٧١ ٢٣٤ ٥٦٧٨ ¦ ۰۷۷۱۲۳۴۵۶۷۸ ¦ ０７７１２３４５６７８ ¦ 07712345678x ¦ 771\n234\n5678 ¦ 0771 then 234 and 5678
        %2B9997712345678 ¦ &#48;771 234 5678 ¦ 7-7-1-2-3-4-5-6-7-8 ¦ ⑦⑦①②③④⑤⑥⑦⑧ ¦ 71 123 456 ¦ 071123456
        00998 71 123 456 ¦ 71/12-34-56 ¦ 044 17 62 ¦ 0441762 ¦ 04-41-76-2
        """,
    "an e-mail address": r"""
        s.kemiri71@nutmeg-mail.example ¦ S.KEMIRI71@NUTMEG-MAIL.EXAMPLE ¦ mailto:s.kemiri71%40nutmeg-mail.example
        s.kemiri71 (at) nutmeg-mail (dot) example ¦ s.kemiri71 at nutmeg-mail dot example
        s.kemiri71＠nutmeg-mail.example
        s.kemiri71[at]nutmeg-mail[.]example ¦ s dot kemiri71 AT nutmeg-mail.example
        s.kemiri71&commat;nutmeg-mail.example
        skemiri71@ nutmeg-mail . example ¦ s\.kemiri71\@nutmeg\-mail\.example ¦ s.**kemiri**71@nutmeg-mail.example
        """,
    "an account": r"""
        @kemiri_s71 ¦ kemiri_s71 ¦ KEMIRI_S71 ¦ t.me/kemiri_s71 ¦ kemiris71 ¦ @rose_k ¦ x.com/rose_k ¦ rose-k ¦ #rose_k
        """,
    "an identity number": r"""
        P-4471 9902 ¦ P44719902 ¦ p 4471.9902 ¦ P/4471/9902 ¦ P-4471\n9902 ¦ no.P44719902. ¦ Ｐ４４７１９９０２
        P-٤٤٧١ ٩٩٠٢ ¦ A 1234567 B ¦ a1234567b ¦ A-1234567-B ¦ A123 4567B ¦ 88 31 77 ¦ 883177
        8-8-3-1-7-7 ¦ 88-31-77 ¦ xP44719902x
        """,
    "a post": r"""
        Deputy Head of the Clove Agency ¦ deputy head of\nthe clove agency ¦ deputy-head-of-the-clove-agency
        DeputyHeadOfTheCloveAgency ¦ deputy head, of the *Clove* Agency ¦ DEPUTY HEAD OF THE CLOVE AGENCY’S
        """,
    "an organisation": r"""
        nutmeg border directorate ¦ Nutmeg *Border* Directorate ¦ nutmegborderdirectorate.example ¦ NBD ¦ N.B.D.
        nbd ¦ ICE
        I.C.E. ¦ I C E ¦ Nut\nmeg Border Directorate
        """,
}


@pytest.mark.parametrize(
    ("what", "text"), [(what, text) for what, texts in ON_A_CARD.items() for text in listed(texts)]
)
def test_what_else_is_on_a_card_is_seen(what: str, text: str) -> None:
    assert f"{what} of source kak-d" in seen(f"Ask {text} about it") & seen(text)


OF_A_PLACE = {
    "the coordinates": r"""
        35.3042, 44.3317 ¦ 35.3042,44.3317 ¦ 44.3317 35.3042 ¦ 35.30° N, 44.33° E ¦ N35.30 E44.33 ¦ 35,304 / 44,332
        35°18'15"N 44°19'54"E ¦ 35° 18′ 15″ N, 44° 19′ 54″ E ¦ 35 18 15 N 44 19 54 E ¦ 35°18.25'N 44°19.9'E
        35d18m 44d20m
        lat=35.3042&lon=44.3317 ¦ geo:35.304,44.332 ¦ @35.3042,44.3317,15z ¦ 35%2E3042%2C44%2E3317 ¦ ٣٥٫٣٠٤ ٤٤٫٣٣٢
        lat. 35.304 ¦ 44.3317 ¦ 35°18'15" ¦ 35.3042\n44.3317 ¦ 35.30420000000, 44.33170000000 ¦ -35.304 -44.331
        """,
    "a name": r"""
        Tarkhuna Mace ¦ tarkhuna ¦ TARKHUNA’s ¦ Tarkhu\nna ¦ Tarkhunayê ¦ the Tarkhuna road ¦ T a r k h u n a
        old-tarkhuna-market
        ترخونة ¦ ترخونه ¦ الترخونة ¦ بترخونة ¦ Checkpoint 9 ¦ checkpoint-9 ¦ CHECKPOINT9 ¦ check&#8203;point 9
        Checkpoint **9**
        """,
}


@pytest.mark.parametrize(
    ("what", "text"), [(what, text) for what, texts in OF_A_PLACE.items() for text in listed(texts)]
)
def test_a_place_is_seen(what: str, text: str) -> None:
    assert f"{what} of location mace" in seen(f"We stopped at {text} for tea") & seen(text)


def test_an_objection_has_the_subject_s_class_and_the_place_that_the_caller_names() -> None:
    text = "Nothing here.\n\nIn S&#97;f<b>f</b>ron’s house &amp; at Tarkh\u200buna."
    found = LOOK.look(text, [], lambda offset: f"line {text.count(chr(10), 0, offset) + 1}: {text[offset]}")
    assert [(o.kind, o.where, o.what) for o in found] == [
        ("identity", "line 3: S", "a name of source kak-d"),
        ("place", "line 3: T", "a name of location mace"),
    ]


def test_a_person_wins_over_a_place_of_the_same_name() -> None:
    place = Subject("location p", Protects.PLACE, "P", names=("Kemiri",))
    role = Subject("source f", Protects.PROTECTED_ROLE, "an interpreter", names=("Kemiri",))
    assert [o.kind for o in SecondLook([place, role]).look("Kemiri", [], str)] == ["protected-role"]


def test_scripts_without_spaces_are_searched_inside_a_run() -> None:
    for name, text in (
        ("藏红花", "我昨天见到藏红花先生了"),
        ("หญ้าฝรั่น", "เราพบหญ้าฝรั่นที่นั่น"),
        ("샤프란", "어제 샤프란이를 만났다"),
    ):
        assert seen(text, person(name))


# --- everything that must be left alone -------------------------------------------------------------------


@pytest.mark.parametrize("text", [cases.CLEAN_ENGLISH, cases.CLEAN_OTHER], ids=["English", "other"])
def test_clean_prose_is_left_alone_with_two_hundred_subjects(text: str) -> None:
    whole = MANY.look(text, [], lambda offset: text[offset : offset + 30])
    assert not whole
    for sentence in re.split(r"(?<=[.?!؟]) ", text.replace("\n", " ")):
        if sentence != sentence.lower() or not sentence.isascii():  # without capitals "hope" may be a name
            assert not MANY.look(sentence, [], lambda offset, sentence=sentence: sentence)  # type: ignore[misc]
    assert len(text.split(". ")) >= 60


RESEMBLING = listed(
    r"""
    He met Saf at the Kem bridge. ¦ The mace and the rose. ¦ A hajji, ajiaco, Rajiv. ¦ Sumatra, summaries
    Call 771 234 5679 or 998 71 123 457. ¦ 44 17 6 2016 ¦ P-4471 9903 ¦ P-4471, 9902 of them ¦ Checkpoint 91
    Gate 9 at the checkpoint. ¦ 35.32, 44.33 ¦ 35.3 and 44.4 percent ¦ 35,304 people ¦ at 35:18 and 44:19 ¦ 12-35-18
    Kirkuk province ¦ kirkuk ¦ the old market ¦ an ice age, on ice ¦ the deputy head of the agency ¦ rosek
    rose k ¦ rose, k
    s.kemir71@nutmeg-mail.exam ¦ nutmeg-mail.example ¦ a nutmeg and a clove ¦ the border ¦ khan, sheikh and mamosta
    Armstrong, formula, aroma ¦ kanel kanela ¦ زعفر ¦ قمر ¦ саф и рон ¦ U2Fm ¦ 5361 ¦ [kak-d] [kak] ¦ the N.B.A. ¦ Ajit
    a nutmeg. Border directorate ¦ x a j i b ¦ xP447199021 ¦ checkpoint91 ¦ at 35:18:15 ¦ 44-19-54
    """
)


@pytest.mark.parametrize("text", RESEMBLING)
def test_what_only_resembles_a_key_is_left_alone(text: str) -> None:
    assert not seen(text)


ORDINARY = ("Rose Kemiri", "Will Hope", "Said Sumak", "Can Mace")


@pytest.mark.parametrize(
    "text", ["He rose early.", "I hope it will do.", "He said so.", "Nobody can. I can't, I don't."]
)
def test_an_ordinary_word_that_is_also_a_name_is_left_alone_in_small_letters(text: str) -> None:
    assert not seen(text, person(*ORDINARY))
    assert seen(text.lower(), person(*ORDINARY)), "where nothing is capitalised, case says nothing"


@pytest.mark.parametrize(
    "text", ["I met Rose there.", "ROSE", "He asked Can.", "Can you?", "Yes, will hope did.", "H o p e", "hope.will"]
)
def test_an_ordinary_word_that_is_also_a_name_is_seen_capitalised_or_beside_another_part(text: str) -> None:
    assert seen(f"It was so. {text}", person(*ORDINARY))


def test_a_short_part_is_seen_with_suffix_article_and_beside_any_other_part() -> None:
    look = person("Cubeb Zhug", "Will Hope Rose", "ئازاد سماق")
    for text in ("Cubebî", "the cubebs", "Cubebyan", "alcubeb", "abuzhug", "rose will", "hope, Rose", "آزاد", "ازاد"):
        assert seen(f"It was so. {text}", look), text


def test_words_that_meet_by_chance_or_begin_alike_are_left_alone() -> None:
    look = person("Hasan Amin", "Ismail Goodfelow", "Will Hope", "Don Mahlab", "Turki Zhug")
    for text in ("he has\nan idea", "I am\nin it", "is mail", "a good felow", "we may hope, will we?", "Mahlabiyah"):
        assert not seen(f"It was so. {text}", look), text
    assert not seen("Mahlababad. Turkish. Don’t go. I don't. Nobody can't.", look)
    assert all(seen(text, look) for text in ("a good\nfelow", "Is**mail**", "Don's"))


def test_words_of_an_alias_are_keys_unless_generic_or_ordinary() -> None:
    look = person("Zhug Epazote", aliases=("Abu Hope Cubeb", "Doctor", "the Old Baker"))
    assert all(seen(text, look) for text in ("It was Cubeb", "abu hope cubeb", "The old baker came"))
    assert not seen("Old Abu was full of Hope. The Baker and a Doctor came.", look)


def test_a_name_of_two_letters_is_seen_in_its_own_letters_alone() -> None:
    look = person("Bo", "Li Wu")
    assert all(seen(text, look) for text in ("I saw Bo.", "Li Wu was there", "(LiWu)"))
    assert not seen("I saw bo and BO. li wu", look)


def test_the_arabic_word_on_is_not_the_name_spelt_like_it_unless_beside_another_part() -> None:
    look = person("علي زعفران")
    assert not seen("جلسنا على الارض وعلى الكرسي", look)
    assert all(seen(text, look) for text in ("جاء علي", "وعلی", "على زعفران"))


def test_open_words_are_no_keys_alone_but_a_longer_phrase_that_holds_them_is() -> None:
    open_words = frozenset({"kirkuk", "província"})
    place = Subject(
        "location k", Protects.PLACE, "Kirkuk", ("Kirkuk", "Kirkuk Mahlab", "Província"), open_words=open_words
    )
    look = SecondLook([place])
    assert not seen("In Kirkuk and kirkuk’s PROVINCIA", look)
    assert all(seen(text, look) for text in ("in mahlab", "kirkuk-mahlab"))


def test_labels_are_exempt_where_they_stand_and_nothing_reaches_across_them() -> None:
    text = "Saffron and Saffron Kemiri, Saf[X]fron, 0771[X]2345678"
    spans = [(0, 7), (12, 26), *(match.span() for match in re.finditer(r"\[X\]", text))]
    assert not LOOK.look(text, spans, str)
    assert [o.where for o in LOOK.look(text, spans[1:], str)] == ["0"]
    assert [o.where for o in LOOK.look(text, [(-5, 3), (2, 7), (19, 99), (40, 7)], str)] == ["12"]
    assert all(seen(f"Saf{wall}fron") for wall in ("\ue000", "&#xE000;", "%EE%80%80")), "its own walls are none"
    assert not LOOK.look("35.30 [X] 44.33 and [Saf](x [X] y)fron", [(6, 9), (28, 31)], str)
    assert not person("Rose Kemiri").look("he rose [a man]", [(8, 15)], str), "a label stands for capitals"
    assert [o.where for o in LOOK.look("tarkhuna Kemiri aji", [], str)] == ["0", "9", "16"]


# --- properties -------------------------------------------------------------------------------------------


@settings(max_examples=400, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.randoms(use_true_random=False))
def test_a_name_in_a_random_disguise_amid_random_text_is_seen(around: str, chance: random.Random) -> None:
    name = chance.choice(cases.NAMES)
    disguise = chance.choice(list(cases.disguises(name).values()))
    text = around + "\n\n" + disguise(name, chance) + "\n\n" + around
    assert "a name of source kak-d" in {o.what for o in LOOK.look(text, [], str)}


@settings(max_examples=300, deadline=None)
@given(st.text("abcdghjlpqtvwxABCDGHLPVWX \n.,'-_*[]()<>&;#@/\\`اتثجحخدذرشص", max_size=300))
def test_text_that_lacks_a_letter_of_every_key_is_left_alone(text: str) -> None:
    assert not seen(
        text, person("Saffron Kemiri", "کێمیری", emails=("rio@fenek.example",), organisations=("Enki Forum",))
    )


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*cases.NAMES, "P-4471 9902", "0771 234 5678", "35.3042, 44.3317", "NBD", " ", "x", "\n"]))
)
def test_no_objection_says_a_secret(pieces: list[str]) -> None:
    text = " ".join(pieces)
    said = " ".join(f"{o.kind} {o.what}" for o in LOOK.look(text, [], lambda offset: "here"))
    allowed = "identity place a name phone number an of organisation the coordinates source kak-d location mace"
    assert set(said.split()) <= set(allowed.split())


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.lists(st.tuples(st.integers(-3, 210), st.integers(-3, 210)), max_size=4))
def test_any_text_is_looked_at_and_always_with_the_same_answer(text: str, spans: list[tuple[int, int]]) -> None:
    first = MANY.look(text, spans, str)
    assert first == MANY.look(text, spans, str) == AGAIN.look(text, spans, str)
    assert all(0 <= int(objection.where) < len(text) for objection in first)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_a_view_knows_where_each_of_its_characters_came_from(text: str) -> None:
    for view in leak_views.views(text, 20):
        origins = [view.origin(offset) for offset in range(len(view.text))]
        assert origins == sorted(origins)
        assert all(0 <= origin < len(text) for origin in origins)


HOSTILE = [
    *listed(
        r"< ¦ <!-- ¦ <!--␣--> ¦ <a ¦ ]( ¦ [ ¦ [^ ¦ & ¦ &# ¦ &#0 ¦ &amp; ¦ % ¦ %E2 ¦ \ ¦ \u ¦ * ¦ a* ¦ -\n ¦ \n>␣ ¦ \n"
    ),
    *listed(
        "s␣a␣f␣f␣r␣o␣n␣ ¦ Saffro ¦ saffron ¦ Kemiri␣ ¦ Aji␣ ¦ deputy␣ ¦ x ¦ aB ¦ ا ¦ وال ¦ ى ¦ а ¦ @ ¦ at␣ ¦ a@ ¦ n@n"
    ),
    *listed("1 ¦ 1␣ ¦ 77 ¦ 1.1␣ ¦ 35.3␣ ¦ 35° ¦ A1- ¦ 4a ¦ QUJD ¦ xn-- ¦ = ¦ 044␣17␣ ¦ P-4471␣"),
    *("e\u0301", "\u0301", "\u200b", "\ue000", "\U0001f1e6", "\x00"),
]


@pytest.mark.parametrize("unit", HOSTILE, ids=ascii)
def test_hostile_text_takes_time_in_proportion_to_its_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        LOOK.look(text, [], lambda offset: "here")
        return time.process_time() - start

    size = 320_000 if FULL else 24_000
    small = min(seconds(size // 8) for _ in range(2))
    assert min(seconds(size) for _ in range(2)) < 20 * small + 0.05


# --- figures and walls ------------------------------------------------------------------------------------


def test_the_second_look_shares_no_code_with_the_first() -> None:
    data = {f"fieldnotes.redaction.{name}" for name in ("word_lists", "ordinary")}  # which words are ordinary
    modules = sorted(Path(str(leaks.__file__)).parent.glob("leak*.py"))
    ours = {f"fieldnotes.redaction.{module.stem}" for module in modules}
    for module in modules:
        tree = ast.parse(module.read_text("utf-8"))
        names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        names |= {each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names}
        taken = {name for name in names if name and name.startswith("fieldnotes")}
        assert taken <= {"fieldnotes.errors", "fieldnotes.redaction.subject", *data, *ours}, module
    assert len(modules) >= 8


@pytest.mark.skipif(not FULL, reason="slow proof: set FIELDNOTES_FULL=1")
def test_chance_hits_in_real_prose_are_few() -> None:
    documents = SHARED / "data" / "tab-dev.jsonl"
    if not documents.exists():
        pytest.skip("the shared documents are not here")
    text = "\n\n".join(json.loads(line)["text"] for line in documents.read_text("utf-8").splitlines())
    chance = random.Random(3)
    syllables = (
        "ka ri mo za le ni ru ta sho be do fi ga hu ja ke la mi no pa se ti vu wa yo zu dar mek san tor bel".split()
    )
    names = {"".join(chance.choices(syllables, k=chance.choice((2, 3, 3, 4)))).capitalize() for _ in range(2_000)}
    look = SecondLook([Subject(name, Protects.IDENTITY, "X", names=(name,)) for name in sorted(names)])
    found = look.look(text, [], lambda offset: text[offset : offset + 24])
    loose = [o for o in found if not o.where.lower().startswith(o.what.removeprefix("a name of ").lower())]
    assert len(loose) <= 20
