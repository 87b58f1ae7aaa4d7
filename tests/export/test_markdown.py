"""The page reads as finished text, publishes words literally, and tells where its public strings stand."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fieldnotes.domain.clearance import mint
from fieldnotes.domain.text import PublicText, Segment
from fieldnotes.export.markdown import render
from fieldnotes.export.page import Block, Explanation, Note, Omission, Page, Prose, Question, Quote, Section


def words(text: str) -> PublicText:
    return mint([Segment(text)])


def label(text: str) -> PublicText:
    return mint([Segment(text, label=True)])


def page(*blocks: Block) -> Page:
    person = (label("Kak D"), label("the head of an agency"))
    return Page((Section((person,), label("Baharat"), label("March 2026"), blocks),))


class _Text(HTMLParser):
    """Collect what a browser would show, and every tag."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.shown.append(data)


def read(markdown: str) -> tuple[str, set[str]]:
    """Render the body as CommonMark does; return the text shown and the tags used."""
    reader = _Text()
    reader.feed(MarkdownIt().render(markdown.split("---\n", 2)[2]))
    return "".join(reader.shown), reader.tags


def test_a_page_reads_as_finished_text() -> None:
    gloss = label("“Kak” is a term of respect")
    rendered = render(
        page(
            Explanation(label("Kak D"), None, label("for his protection"), gloss),
            Question(words("What did you see?")),
            Quote(mint([Segment("I saw "), Segment("[Abu Zeytun]", label=True), Segment(" leave.\nThen nothing.")])),
            Explanation(label("Abu Zeytun"), label("a trader"), None, None),
            Omission(),
            Prose(words("He had doubts.")),
            Note(words("It rained.")),
        )
    )
    assert rendered.text == (
        '---\ntitle: "Interviews"\n---\n'
        "\n## Kak D, the head of an agency\n"
        "\n*Baharat, March 2026*\n"
        "\n*The name of Kak D is withheld for his protection. “Kak” is a term of respect.*\n"
        "\n**Question:** What did you see?\n"
        "\n> I saw [Abu Zeytun] leave.\n> Then nothing.\n"
        "\n*Abu Zeytun is a trader.*\n"
        "\n[…]\n"
        "\nHe had doubts.\n"
        "\n**Note:** It rained.\n"
    )


@pytest.mark.parametrize(
    ("description", "reason", "read_as"),
    [
        ("a trader", "because his shop is easily found", "is a trader. The name is withheld because his shop is"),
        ("a trader", "Safety", "is a trader. The name is withheld: Safety."),
        ("trader, 45", "his shop is known!", ": trader, 45. The name is withheld: his shop is known!"),
        (None, "safety", "*The name of Abu Zeytun is withheld: safety.*"),
        (None, "by my decision “alone.”", "is withheld by my decision “alone.”*"),
        ("بازرگان", "بۆ پاراستنی؟", ": بازرگان. The name is withheld: بۆ پاراستنی؟*"),
    ],
)
def test_whatever_was_written_as_a_reason_or_description_ends_in_a_right_sentence(
    description: str | None, reason: str, read_as: str
) -> None:
    said = label(description) if description is not None else None
    text = render(page(Explanation(label("Abu Zeytun"), said, label(reason), None))).text
    assert read_as in text
    assert ".." not in text


def test_the_closing_section_has_no_names() -> None:
    rendered = render(Page((), (Prose(words("Some had doubts.")),)))
    assert rendered.text.endswith("\n## Without attribution\n\nSome had doubts.\n")


def test_every_exempt_span_is_a_public_string_and_no_raw_word_is() -> None:
    rendered = render(page(Quote(mint([Segment("raw "), Segment("[Kak D]", label=True), Segment(" words")]))))
    exempt = "".join(rendered.text[start:end] for start, end in rendered.exempt)
    assert "raw" not in exempt
    assert "words" not in exempt
    assert "Kak D, the head of an agency" in exempt
    assert rendered.line(rendered.text.index("raw")) == "line 9"


HOSTILE = [
    "# no heading", "- no list", "+ no", "> no quote", "1. no list", "2) no", "===", "---", "***", "* * *",
    "```\nno code", "~~~ no", "    no code", "\tno code", "[x](http://a.example)", "![x](y.png)",
    "[x]: http://a.example",
    "[x][y]", "<b>no</b>", "<!-- hidden -->", "a &amp; b", "&#65;", "*no* _no_ __no__ `no`", "a\\*b", "trailing\\",
    "<script>x</script>", "<http://a.example>", "| a | b |\n|---|---|", "text\n===", "text\n---",
    "~~no~~", "[inaudible]",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_said_is_published_literally(text: str) -> None:
    shown, tags = read(render(page(Quote(words(text)))).text)
    assert "".join(text.split()) in "".join(shown.split())
    assert tags <= {"h2", "p", "em", "blockquote"}


@given(st.text(alphabet="ab #-*_[]()!<>&;:`~\\\n\t|=+1.>\"'", max_size=40))
def test_no_text_formats_the_page(text: str) -> None:
    shown, tags = read(render(page(Quote(words(f"x{text}x")), Prose(words(text + "x")))).text)
    assert "".join(f"x{text}x".split()) in "".join(shown.split())
    assert tags <= {"h2", "p", "em", "blockquote", "br"}


def test_a_replacement_never_becomes_a_link() -> None:
    for after in ("(http://a.example)", "[x]", ": http://a.example"):
        text = mint([Segment("["), Segment("[Kak D]", label=True), Segment("]" + after)])
        assert "a" not in read(render(page(Quote(text))).text)[1]
        text = mint([Segment("[Kak D]", label=True), Segment(after)])
        assert "a" not in read(render(page(Quote(text))).text)[1]


def test_a_demo_says_so() -> None:
    assert "DEMO" in render(Page((), (), demo=True)).text
