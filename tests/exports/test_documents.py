"""Hold documents to their promise: a real note for each citation, in every form."""

import io
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from timeline import shapes
from timeline.exports import FORMATS, Head, NotInstalled, TooMany, Wishes
from timeline.exports.documents.engine import Failed, installed, pandoc
from timeline.exports.documents.fonts import NoGlyphs
from timeline.exports.documents.style import STYLES, find_style
from timeline.terms import About, EventType, Stance, State, Status

SET = ("docx", "odt", "pdf", "epub", "html", "tex")
HOSTILE = (
    "*stars* $money$ @cite [link](javascript:x) #head =cmd|' /C calc'!A0",
    "<script>alert(1)</script> <i>not italic</i> & \\textbf{x} %\x00\x07 \u202etxt.exe\u202c",
    '#let x = 1; #image("x.png") `raw` $x^2$ <label> // comment /* more */ \\ #include "y"',
    "[^1]: no note {{cite}} ''bold'' ~~~~ |pipe",
)


@pytest.fixture(scope="module", autouse=True)
def _programs(absent):
    """Need the programs of the extra `export`."""
    if not installed():
        absent("no pandoc: the extra `export` is not installed")


def source(slug: str, **csl: object) -> shapes.SourceIn:
    """Make a source."""
    return shapes.SourceIn(slug=slug, csl={"type": "article-newspaper", "title": slug, **csl})


def cited(slug: str, *claims: shapes.Claim, csl=None, **more) -> shapes.Citation:
    """Cite a source."""
    return shapes.Citation(source=source(slug, **(csl or {})), claims=claims, **more)


def event(number: int, title: str, edtf: str, *citations: shapes.Citation, **more) -> shapes.Event:
    """Make an accepted event."""
    return shapes.Event(
        id=number,
        slug=f"event-{number}",
        title=title,
        date=shapes.Date(edtf=edtf),
        type=EventType.CONSULT,
        state=State.ACCEPTED,
        citations=citations,
        **more,
    )


def dated(printed: str, edtf: str) -> shapes.Claim:
    """Claim a date."""
    return shapes.Claim(about=About.DATE, as_printed=printed, edtf=edtf)


RUSSIAN = {
    "title": "Глава МИД КНДР прибыла в Москву",
    "language": "ru",
    "author": [{"family": "Тарасенко", "given": "Павел"}],
    "container-title": "Коммерсантъ",
    "issued": {"edtf": "2024-01-15"},
    "URL": "https://news.example/ru/5",
    "custom": {"archive_url": "https://archive.example/5", "archived": "2024-01-16"},
}
JAPANESE = {
    "type": "webpage",
    "title": "北朝鮮による弾道ミサイルの発射について",
    "language": "ja",
    "author": [{"literal": "外務省"}],
    "publisher": "外務省",
    "URL": "https://gov.example/2",
    "custom": {"title_translated": "On North Korea’s launch"},
}
NEWS = {
    "title": "Officials Warn of a “Hard Winter”",
    "language": "en",
    "author": [{"family": "Kramer", "given": "Andrew E."}],
    "container-title": "The New York Times",
    "issued": {"edtf": "2024-01-06"},
    "URL": "https://news.example/nyt/1",
}
ARABIC = {"title": "محادثات حول الطاقة", "language": "ar", "container-title": "الأهرام"}
EVENTS = (
    event(
        1,
        "North Korea fires shells",
        "2024-01-05",
        cited("nyt", csl=NEWS, locator="para. 3"),
        cited("ministry", csl=JAPANESE),
        cited("ahram", csl=ARABIC, stance=Stance.MENTIONS),
    ),
    event(
        2,
        "A missile is launched",
        "2024-01-14",
        cited("ministry", dated("14 January", "2024-01-14"), csl=JAPANESE),
        cited("kommersant", dated("15 января", "2024-01-15"), csl=RUSSIAN),
        cited(
            "nyt",
            shapes.Claim(about=About.QUANTITY, as_printed="at least 500 km"),
            csl=NEWS,
            quote=shapes.Quote(exact="a launch of at least 500 km"),
        ),
    ),
    event(3, HOSTILE[0], "2024-01~", cited("odd", csl={"title": HOSTILE[1]}), summary=HOSTILE[2]),
    event(4, "A plant will be built", "2025?", cited("bare"), status=Status.PLANNED),
    event(5, "Nobody says so", "2024-03"),
    event(6, HOSTILE[3], "2026-02-03", cited("bare", locator=HOSTILE[0]), summary="x" * 30_000),
)
CITATIONS = sum(len(one.citations) for one in EVENTS)
HEAD = Head(
    title="DPRK: a chronology",
    words="Events with the DPRK",
    certain=len(EVENTS),
    version=12,
    generated="2026-11-22T10:00:00Z",
    changed="2026-11-21T09:00:00Z",
    compiler="Example Institute",
    base="https://timeline.example",
    address="https://timeline.example/events?actor=north-korea",
)
made: dict[tuple[str, Wishes], bytes] = {}


def document(form: str, **wishes: object) -> bytes:
    """Make a document of the sample, once."""
    key = (form, Wishes(**wishes))
    if key not in made:
        made[key] = b"".join(FORMATS[form].stream(EVENTS, replace(HEAD, wishes=key[1])))
    return made[key]


def part(packed: bytes, name: str) -> str:
    """Read one file of a packed document."""
    with zipfile.ZipFile(io.BytesIO(packed)) as files:
        return files.read(name).decode()


def notes_in(form: str, body: bytes) -> int:
    """Count the notes of a document as its own form has them."""
    if form == "docx":
        notes = re.findall(r"<w:footnote [^>]*>", part(body, "word/footnotes.xml"))
        return len([one for one in notes if "eparator" not in one])
    if form == "odt":
        return part(body, "content.xml").count("<text:note ")
    if form == "epub":
        with zipfile.ZipFile(io.BytesIO(body)) as files:
            chapters = [files.read(name).decode() for name in files.namelist() if "/ch" in name]
        return sum(chapter.count('epub:type="footnote"') for chapter in chapters)
    if form == "pdf":
        return len(re.findall(rb"/S /Note\b", flat(body)))
    patterns = {
        "html": r'<li id="fn\d+"',
        "tex": r"\\footnote\{",
        "md": r"(?m)^\[\^\d+\]:",
        "wiki": r'<ref name="note\d+">',
    }
    return len(re.findall(patterns[form], body.decode()))


def flat(body: bytes) -> bytes:
    """Give a PDF with its objects written out."""
    told = []
    reader = PdfReader(io.BytesIO(body))
    for number in range(1, len(reader.xref_objStm) + len(reader.xref.get(0, {})) + 1):
        found = reader.get_object(number)
        if isinstance(found, dict) and found.get("/Type") == "/StructElem":
            told.append(f"/S {found.get('/S')} ".encode())
    return b"".join(told)


@pytest.mark.parametrize("form", [*SET, "md", "wiki"])
def test_each_citation_has_its_note(form):
    """The notes of a document are the citations of its events, in every form."""
    assert notes_in(form, document(form)) == CITATIONS


@pytest.mark.parametrize("style", STYLES)
def test_each_style_cites_everything(style):
    """In a style of notes each citation is a note; in the others each stands in the text."""
    body = document("html", style=style).decode()
    notes = len(re.findall(r'<li id="fn\d+"', body))

    assert (CITATIONS if find_style(style).notes else 0) == notes
    assert "???" not in body
    assert "Коммерсантъ" in body
    assert "北朝鮮による弾道ミサイルの発射について" in body


@pytest.mark.parametrize("form", SET)
def test_the_same_version_gives_the_same_bytes(form):
    """A document made again is the same, byte for byte."""
    again = b"".join(FORMATS[form].stream(EVENTS, replace(HEAD, generated="2030-01-01T00:00:00Z")))

    assert document(form) == again


def test_chicago_is_written_as_the_manual_has_it():
    """Full notes first, short ones after; archived copies stand in the list of sources."""
    text = re.sub(r"<[^>]+>", "", document("html").decode())

    assert (
        "Andrew E. Kramer, “Officials Warn of a ‘Hard Winter,’” The New York Times, January 6,"
        " 2024, para. 3, https://news.example/nyt/1."
    ) in text
    assert "Kramer, “Officials Warn of a ‘Hard Winter’”: “a launch of at least 500 km”." in text
    assert "外務省, “北朝鮮による弾道ミサイルの発射について [On North Korea’s launch],”" in text
    assert "Archived 16 January 2024, https://archive.example/5." in text
    assert "Example Institute. DPRK: A Chronology." in text


def test_oscola_is_in_british_english():
    """The language of the document follows the style."""
    text = re.sub(r"<[^>]+>", "", document("html", style="oscola").decode())

    assert "‘Officials Warn of a “Hard Winter”’ The New York Times (6 January 2024)" in text
    assert 'lang="en-GB"' in document("html", style="oscola").decode()


def test_what_has_no_source_is_named_and_counted():
    """An event without a source has no entry; the scope counts it and the end names it."""
    text = re.sub(r"<[^>]+>", "", document("html").decode())

    assert "Left out for want of a source, and named at the end: 1 event." in text
    assert "March 2024: Nobody says so" in text


def test_names_can_be_in_latin_letters():
    """Titles and names are given as they stand, in Latin letters, or in both."""
    latin = document("html", script="romanised").decode()
    both = document("html", script="both").decode()

    assert "Glava MID KNDR pribyla v Moskvu" in latin
    assert "Глава" not in latin
    assert "Glava MID KNDR pribyla v Moskvu [Глава МИД КНДР прибыла в Москву]" in both


@pytest.mark.parametrize("language", ["en", "ru", "ja", "fr", "de", "ar"])
def test_documents_speak_the_language_of_the_reader(language):
    """Every language of fixed words gives a document, Arabic from right to left."""
    body = document("html", language=language).decode()

    assert CITATIONS == notes_in("html", body.encode())
    assert ('dir="rtl"' in body) is (language == "ar")


def test_nothing_that_a_source_says_is_markup():
    """Texts with the marks of every form are shown as they are."""
    body = document("html").decode()
    latex = document("tex").decode()

    assert "<script" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &lt;i&gt;not italic&lt;/i&gt;" in body
    assert "\u202e" not in body
    assert "\\textbf{x}" not in latex
    assert "\\$money\\$" in latex


def test_a_document_for_word_is_valid(checker, tmp_path):
    """Microsoft's own validator finds nothing wrong, with live citations and without."""
    for live in (False, True):
        path = tmp_path / f"{live}.docx"
        path.write_bytes(document("docx", live=live))
        said = subprocess.run(
            [*checker("ooxml"), path], capture_output=True, text=True, check=False
        )
        assert [] == json.loads(said.stdout)["errors"]


def test_live_citations_are_read_back():
    """Another reader of Word's documents finds each citation with its source."""
    tree = subprocess.run(
        [pandoc(), "-f", "docx+citations", "-t", "json"],
        input=document("docx", live=True),
        capture_output=True,
        check=True,
    ).stdout.decode()

    assert CITATIONS == tree.count('"t":"Cite"')
    read = json.loads(tree)["meta"]["references"]["c"]
    assert len({one.source.slug for two in EVENTS for one in two.citations}) == len(read)
    assert '"locator":"3","label":"paragraph"' in part(
        document("docx", live=True), "word/footnotes.xml"
    )
    assert "ZOTERO_BIBL" in part(document("docx", live=True), "word/document.xml")
    assert "zotero.org/styles/chicago-notes-bibliography" in part(
        document("docx", live=True), "docProps/custom.xml"
    )


def test_books_are_valid(checker, tmp_path):
    """EPUBCheck finds nothing wrong."""
    path = tmp_path / "c.epub"
    path.write_bytes(document("epub"))
    said = subprocess.run(
        [*checker("epubcheck"), path], capture_output=True, text=True, check=False
    )

    assert 0 == said.returncode, said.stderr


def test_pages_are_valid(checker, tmp_path):
    """The Nu HTML checker finds nothing wrong, whatever language and style."""
    paths = []
    for number, wishes in enumerate(({}, {"language": "ar"}, {"style": "apa"})):
        paths.append(tmp_path / f"{number}.html")
        paths[-1].write_bytes(document("html", **wishes))
    command = [*checker("vnu"), "--errors-only", *map(str, paths)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)

    assert "" == said.stderr


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_libreoffice_opens_it(form, checker, tmp_path):
    """LibreOffice opens the document and prints all of it, notes at the foot of the page."""
    path = tmp_path / f"c.{form}"
    path.write_bytes(document(form))
    command = [*checker("soffice"), f"-env:UserInstallation=file://{tmp_path}/own", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=180)
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "c.pdf").pages)

    assert "North Korea fires shells" in text
    assert "The New York Times" in text
    assert "Sources (" in text


def test_a_pdf_is_whole(checker, tmp_path):
    """A PDF is tagged for screen readers, sound, and carries all its fonts."""
    path = tmp_path / "c.pdf"
    path.write_bytes(document("pdf"))
    info = subprocess.run([*checker("pdfinfo"), path], capture_output=True, text=True, check=True)
    fonts = subprocess.run([*checker("pdffonts"), path], capture_output=True, text=True, check=True)
    subprocess.run([*checker("qpdf"), "--check", path], capture_output=True, check=True)
    embedded = {line.split()[-5] for line in fonts.stdout.splitlines()[2:]}

    assert "Tagged:          yes" in info.stdout
    assert {"yes"} == embedded
    assert "pdfuaid" in path.read_bytes().decode("latin-1")


def test_a_pdf_has_the_letters_of_every_script():
    """Latin, Cyrillic, Greek, Japanese, Chinese, Korean and Arabic are in it as text."""
    words = "Ελλάδα Москва 東京の港 北京 서울 القاهرة Zürich"
    text = b"".join(
        FORMATS["pdf"].stream([event(1, words, "2024", cited("one"))], replace(HEAD, certain=1))
    )
    found = "".join(page.extract_text() for page in PdfReader(io.BytesIO(text)).pages)

    for word in ("Ελλάδα", "Москва", "東京", "北京", "서울", "Zürich"):
        assert word in found


def test_too_many_events_are_refused():
    """A document that would be too long says how many it takes."""
    with pytest.raises(TooMany, match="which takes 2,500"):
        next(FORMATS["pdf"].stream(iter(()), replace(HEAD, certain=3_000)))


@settings(max_examples=6, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_events_make_a_document(data, an_event, head):
    """Whatever records hold, documents come out with a note for each citation."""
    events = data.draw(st.lists(an_event, min_size=1, max_size=3))
    expected = sum(len(one.citations) for one in events)

    for form in ("docx", "tex"):
        body = b"".join(FORMATS[form].stream(events, head))
        assert notes_in(form, body) == expected


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_events_make_a_pdf_or_a_clear_refusal(data, an_event, head):
    """No text breaks the typesetter; letters that no font has are named."""
    events = data.draw(st.lists(an_event, min_size=1, max_size=2))

    try:
        said = b"".join(FORMATS["pdf"].stream(events, head))[:4]
    except NoGlyphs as error:
        said = str(error)[:36].encode()

    assert said in {b"%PDF", b"this PDF cannot be set: no font here"}


def test_what_fails_is_said(monkeypatch, tmp_path: Path):
    """A program that ends badly gives a sentence, not a trace."""
    from timeline.exports.documents import engine

    with pytest.raises(Failed, match="could not set the document"):
        engine.run(["-f", "json", "-t", "docx"], b"not a tree", tmp_path, 0)


def test_without_the_extra_the_core_still_writes(monkeypatch):
    """Where there is no pandoc a document names the extra; page and Markdown are there."""
    from timeline.exports.documents import engine

    def absent_module(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(engine, "import_module", absent_module)
    engine.pandoc.cache_clear()
    try:
        with pytest.raises(NotInstalled, match="export"):
            b"".join(FORMATS["docx"].stream(EVENTS, HEAD))
        page = b"".join(FORMATS["html"].stream(EVENTS, HEAD)).decode()
        for form in ("md", "wiki"):
            assert CITATIONS == notes_in(form, b"".join(FORMATS[form].stream(EVENTS, HEAD)))
    finally:
        monkeypatch.undo()
        engine.pandoc.cache_clear()

    assert CITATIONS == len(re.findall(r'<li id="n\d+"', page))
