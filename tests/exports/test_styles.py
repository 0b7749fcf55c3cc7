"""Hold citation styles to their licence and their names, and refuse those that reach out."""

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.chronology.badfilter import BadFilter
from timeline.exports.documents.own_styles import own_styles
from timeline.exports.documents.style import (
    DEFAULT,
    LONGEST,
    SHORT,
    STYLES,
    BadStyle,
    find_style,
    read_style,
)
from timeline.exports.wishes import read_wishes

OWN = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>House style</title><id>house</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation></style>"""


@pytest.mark.parametrize("name", STYLES)
def test_styles_that_come_along_are_readable_and_licensed(name):
    """Each style can be read, says its licence at its head, and stands in the notice beside it."""
    style = find_style(name)
    notice = files("timeline.exports").joinpath("styles", "NOTICE.md").read_text("utf-8")

    assert name == style.name
    assert "creativecommons.org/licenses/by-sa/3.0" in style.text[:8000]
    assert f"`{name}.csl`" in notice


def test_the_usual_style_is_chicago():
    """Where nothing is said the style is that of the Chicago Manual's eighteenth edition."""
    assert "Chicago, 18th edition, notes" == find_style("").title
    assert DEFAULT == find_style("chicago").name
    assert {True} == {find_style(short).name in STYLES for short in SHORT}


def test_a_style_of_ones_own_is_read():
    """A CSL file says by itself what it is called and how it cites."""
    style = read_style(OWN)

    assert ("House style", True, False) == (style.title, style.notes, style.listed)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "well-formed"),
        ("<html/>", "none of CSL"),
        (OWN.replace('class="note"', ""), "neither note nor in-text"),
        (re.sub("<citation>.*</citation>", "", OWN), "how to cite"),
        (OWN.replace("<style", '<!DOCTYPE style [<!ENTITY a "b">]><style', 1), "DOCTYPE"),
        (
            OWN.replace("<style", '<!DOCTYPE style SYSTEM "http://a.example/b.dtd"><style', 1),
            "DOCTYPE",
        ),
        (
            OWN.replace("<style", '<?xml-stylesheet href="http://a.example"?><style', 1),
            "instruction",
        ),
        (
            OWN.replace("<id>", '<link href="http://a.example/apa" rel="independent-parent"/><id>'),
            "another style on the web",
        ),
        (
            OWN.replace(
                "<id>", '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="a"/><id>'
            ),
            "none of CSL",
        ),
        (OWN.replace("utf-8", "utf-16"), "only UTF-8"),
        (OWN.replace("&", "") + "&nbsp;", "well-formed"),
        ("x" * (LONGEST + 1), "longer than"),
        (OWN.replace("<citation>", "<group>" * 120 + "<citation>"), "nested"),
        ("\ud800", "surrogate"),
    ],
)
def test_styles_that_cannot_be_used_are_refused(text, said):
    """Entities, outer files, other vocabularies and endless ones are refused with the reason."""
    with pytest.raises(BadStyle, match=said):
        read_style(text)


@given(text=st.text(max_size=300))
def test_any_text_is_read_or_refused(text):
    """No file makes reading a style fail in any other way."""
    with pytest.raises(BadStyle):
        read_style(text)


@pytest.fixture
def folder(tmp_path) -> str:
    """Give a folder with a style of the installation's own, a broken one and one of the house."""
    text = find_style("apa").text
    (tmp_path / "Mine.CSL").write_text(text, "utf-8")
    (tmp_path / "apa.csl").write_text(find_style("mla").text, "utf-8")
    (tmp_path / "broken.csl").write_text("<style/>", "utf-8")
    (tmp_path / "latin.csl").write_bytes(b"\xff")
    (tmp_path / "notes.txt").write_text(text, "utf-8")
    return str(tmp_path)


def test_an_installation_may_add_styles(folder):
    """A CSL file of its folder is asked for by name; those of the house keep theirs."""
    text = find_style("apa").text

    assert text == read_wishes("mine", folder=folder).csl
    assert text == read_wishes(" MINE ", folder=folder).csl
    assert ("apa", "") == (read_wishes("apa", folder=folder).style, read_wishes("apa").csl)
    assert {"mine", "broken", "latin"} == set(own_styles(folder))
    assert {} == own_styles("") == own_styles(f"{folder}/none")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("broken", "cannot be used: it has an element"),
        ("latin", "cannot be used: it is not UTF-8"),
        ("notes", "there is no such style; there are .*mine"),
        ("../mine", "there is no such style"),
    ],
)
def test_styles_of_an_installation_that_cannot_be_used_are_refused(folder, name, said):
    """What is wrong is said; no name leads out of the folder."""
    with pytest.raises(BadFilter, match=said):
        read_wishes(name, folder=folder)


def test_unknown_wishes_name_what_there_is():
    """A style, language or script that is not known is refused with those that are."""
    for wish, value, named in (
        ("style", "chicgo", "chicago"),
        ("language", "tlh", "de"),
        ("script", "runes", "both"),
        ("live", "yes", "1"),
    ):
        with pytest.raises(BadFilter) as caught:
            read_wishes(**{wish: value})
        assert named in caught.value.nearest
