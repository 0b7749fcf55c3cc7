"""Hold the export of documents at the command line to one line for each thing that goes wrong."""

import pytest
from click.testing import CliRunner

from timeline.cli import main
from timeline.exports.documents.engine import installed

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>House style</title><id>house</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout suffix="."><text variable="title" prefix="SEE "/></layout></citation></style>"""


@pytest.fixture
def export(seeded, monkeypatch, tmp_path, absent):
    """Give a function that runs the command on the seeds and gives exit code, error and file."""
    if not installed():
        absent("no pandoc: the extra `export` is not installed")
    monkeypatch.setenv("TIMELINE_DATABASE", seeded("sqlite"))

    def run(name: str, *options: str) -> tuple[int, str, bytes]:
        path = tmp_path / name
        said = CliRunner().invoke(main, ["export", "--actor", "japan", "-o", str(path), *options])
        return said.exit_code, said.stderr, path.read_bytes() if path.exists() else b""

    return run


def test_the_ending_says_the_form(export):
    """A document is written in the form that its name ends with, in style and language."""
    code, _error, body = export("a.html", "--style", "mla", "--language", "fr")

    assert 0 == code
    assert "MLA, 9th edition" in body.decode()
    assert "Pour citer cette chronologie" in body.decode()
    assert export("a.docx", "--live")[2].startswith(b"PK")


def test_a_style_of_ones_own(export, tmp_path):
    """A CSL file is taken by its path; one that reaches out is refused, and nothing is left."""
    path = tmp_path / "own.csl"
    path.write_text(STYLE, encoding="utf-8")

    page = export("own.html", "--style", str(path))[2].decode()

    assert 0 < page.count('<li id="fn') == page.count("<p>SEE ")

    path.write_text('<!DOCTYPE a [<!ENTITY b "c">]>' + STYLE, encoding="utf-8")
    code, error, body = export("bad.docx", "--style", str(path))
    assert (1, b"") == (code, body)
    assert "DOCTYPE" in error
    assert [] == list(tmp_path.glob("*.part"))


def test_what_is_not_known_is_wrong_usage(export):
    """A style or language that there is not names those that there are, in one line."""
    for options, named in ((("--style", "nope"), "oscola"), (("--language", "xx"), "fr")):
        code, error, _body = export("a.odt", *options)

        assert 2 == code
        assert named in error
        assert 1 == len(error.splitlines())


def test_a_long_document_says_how_far_it_is(export, monkeypatch):
    """Progress goes to standard error."""
    from timeline.cli import exporting

    monkeypatch.setattr(exporting, "LONG", 10)
    error = export("a.tex")[1]

    assert "events read" in error
    assert "cited in" in error
