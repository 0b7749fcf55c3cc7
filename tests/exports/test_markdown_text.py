"""Hold text in Markdown to its promise: a parser of another maker reads it as it was."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from timeline.exports.citation_text import Run
from timeline.exports.markdown_text import escape, rendered

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TURNS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


def shown(markdown: str) -> tuple[list[str], str]:
    """Give the sorts of block that a parser finds, and the plain text of them."""
    tokens = PARSER.parse(markdown)
    inline = [token for token in tokens if token.type == "inline"]
    strange = [child.type for token in inline for child in token.children if child.type != "text"]
    return [token.type for token in tokens] + strange, "".join(
        child.content for token in inline for child in token.children
    )


def as_line(text: str) -> str:
    """Write a text on one line, without what controls and turns."""
    kept = (
        char
        for char in text
        if char not in TURNS and (char.isspace() or unicodedata.category(char) != "Cc")
    )
    return " ".join("".join(kept).split())


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@example("1. not a list")
@example("- nor this")
@example("[^1]: no note")
@example("<script>&lt; ![a](b) **c** __d__ ~~e~~ `f` | # \\ {g}")
@example("=====")
@example("---")
@example("&amp;")
def test_any_text_is_read_as_it_was(text):
    """Whatever a source says becomes one paragraph of plain text, the same but for blanks."""
    line = as_line(text)
    blocks = ["paragraph_open", "inline", "paragraph_close"] if line else []

    assert (blocks, line) == shown(escape(text))
    assert (
        f"He said {line}.".replace("  ", " ").replace(" .", ".")
        == shown(f"He said {escape(text)}.".replace("  ", " ").replace(" .", "."))[1]
    )


@given(text=st.text("*_[]()<>`\\|#~&!-+=1.) ab\n", min_size=1, max_size=30))
def test_marks_of_every_sort_are_text(text):
    """Texts of nothing but marks of Markdown are shown as they are."""
    line = as_line(text)

    assert line == shown(escape(text))[1]


def test_an_address_shows_itself():
    """An address is a link to itself; what is no web address is text."""
    assert "<https://a.example/b_c*d>" == rendered((Run("https://a.example/b_c*d", address=True),))
    assert "javascript:alert(1)" == rendered((Run("javascript:alert(1)", address=True),))
