"""Hold the interface to its languages: every text translated, kept in links, true in plural."""

import ast
import html
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from timeline.settings import Settings
from timeline.web import language
from timeline.web.app import create_app

WEB = Path(language.__file__).parent
PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
OTHERS = ("ru", "ja")
PHYSICAL = re.compile(
    r"[{;\s](?:(?:margin|padding|border)-)?(?:left|right)\s*:|(?:text-align|float): (?:left|right)"
)
"""Declarations that say left or right, where the direction of the text ought to decide."""
PAGES = (
    "/",
    "/events?actor=japan&from=2013&to=2014",
    "/event/30/two-plus-two-tokyo-2013?actor=japan",
    "/event/30/history",
    "/actor/japan",
    "/actor/japan/with/russia",
    "/theme/energy",
    "/place/vladivostok",
    "/year/2013",
    "/day/2013-11-02",
    "/actors",
    "/about",
    "/no/such/page",
    "/events?actor=rusiaa",
)
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
OPTIONS = {
    "**/templates/**.html": {
        "encoding": "utf-8",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "newstyle_gettext": "true",
    }
}
KEYWORDS = {"_": None, "gettext": None, "later": None, "ngettext": (1, 2)}


@pytest.fixture(scope="module")
def texts() -> set[str | tuple[str, ...]]:
    """Gather every text of templates and code that stands to be translated."""
    found = extract_from_dir(WEB, METHODS, OPTIONS, KEYWORDS)
    return {message for _file, _line, message, _comments, _context in found if message}


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_is_translated(texts, code):
    """Each text has a translation in every plural form, none of it doubtful, none left over."""
    with (WEB / "words" / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    known = {message.id: message for message in catalogue if message.id}
    empty = [
        message.id
        for message in known.values()
        if message.fuzzy
        or not all([message.string] if isinstance(message.string, str) else message.string or [""])
    ]

    assert set() == texts - set(known)
    assert set() == set(known) - texts
    assert [] == empty


@pytest.mark.parametrize("code", OTHERS)
def test_translations_have_the_places_of_their_text(code):
    """A translation names the same places for words as the text does, in every plural form."""
    with (WEB / "words" / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    wrong = []
    for message in catalogue:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else message.string
        places = sorted(PLACE.findall(ids[-1]))
        wrong += [one for one in strings if message.id and sorted(PLACE.findall(one)) != places]

    assert [] == wrong


def test_every_word_of_a_vocabulary_has_a_label_in_each_language():
    """The file of labels has the same tables and words in each language, none of them empty."""
    tables = tomllib.loads((WEB / "pages" / "labels.toml").read_text(encoding="utf-8"))
    words = {
        code: {(name, word) for name, table in named.items() for word in table if table[word]}
        for code, named in tables.items()
    }

    assert set(language.LANGUAGES) == set(words)
    assert [words["en"]] * len(OTHERS) == [words[code] for code in OTHERS]


def test_pieces_of_templates_are_made_for_each_language(client):
    """What a template sets outside its macros is not kept in the language that asked first."""
    app = client.application
    source = "{% set name = _('Actors') %}{% macro said() %}{{ name }}{% endmacro %}"
    piece = app.jinja_env.from_string(source)
    said = []
    for code in ("en", "ru", "ja", "en"):
        with app.test_request_context(f"/?lang={code}"):
            said.append(piece.module.said())

    assert ["Actors", "Участники", "参加者", "Actors"] == said


@pytest.mark.parametrize(
    ("path", "accept", "spoken"),
    [
        ("/about", "", "en"),
        ("/about", "ru-RU,ru;q=0.9,en;q=0.5", "ru"),
        ("/about", "de, ja;q=0.5", "ja"),
        ("/about", "de", "en"),
        ("/about?lang=ja", "ru", "ja"),
        ("/about?lang=xx", "ru", "ru"),
        ("/no/such/page", "ja", "ja"),
    ],
)
def test_the_reader_is_answered_in_a_language_of_theirs(client, path, accept, spoken):
    """The address decides, then the browser, then the installation; caches are told."""
    answer = client.get(path, headers={"Accept-Language": accept} if accept else {})

    assert f'<html lang="{spoken}"' in answer.text
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_installation_has_a_language(seeded):
    """Who asks for none that there is gets that of the settings."""
    app = create_app(Settings(database=seeded("sqlite"), language="ru-RU"))
    said = app.test_client().get("/about", headers={"Accept-Language": "de"}).text
    app.extensions["timeline"].engine.dispose()

    assert '<html lang="ru"' in said


@pytest.mark.parametrize("path", PAGES)
def test_a_chosen_language_is_kept(client, path):
    """Every link and form of a page leads to pages in the language that its address asks for."""
    sign = "&" if "?" in path else "?"
    body = client.get(f"{path}{sign}lang=ru").text
    links = [html.unescape(one) for one in re.findall(r'<a [^>]*?href="(/[^"]*)"', body)]
    pages = [one for one in links if not re.search(r"\.\w{2,7}(\?|$)", one)]
    gets = [tag for tag in re.findall(r"<form[^>]*>.{0,60}", body) if 'method="post"' not in tag]

    assert [] == [one for one in pages if not re.search(r"[?&]lang=(en|ru|ja)", one)]
    assert [] == [tag for tag in gets if '<input type="hidden" name="lang" value="ru">' not in tag]


def test_a_redirection_keeps_the_language(client):
    """Who is led on to the right address stays in the language."""
    for path in ("/actor/RU?lang=ja", "/event/30?lang=ja", "/events?lang=ja&q="):
        assert "lang=ja" in client.get(path).location


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("path", PAGES)
def test_no_english_is_left(client, texts, path, code):
    """No text of the interface that is longer than a word stands in English on other pages."""
    sign = "&" if "?" in path else "?"
    body = client.get(f"{path}{sign}lang={code}").text
    said = html.unescape(re.sub(r"<script.*?</script>|<[^>]+>", "\n", body, flags=re.DOTALL))
    lines = {" ".join(line.split()) for line in said.splitlines()}
    ours = {text for text in texts if isinstance(text, str) and " " in text}

    assert set() == ours & lines


def test_validators_differ_by_language(client):
    """A page in another language is another page to every cache."""
    tags = [
        client.get("/actors", headers={"Accept-Language": code}).headers["ETag"]
        for code in language.LANGUAGES
    ]

    assert 3 == len(set(tags))


def test_plurals_are_right(client):
    """Russian counts in three forms, Japanese in one."""
    one, many = "%(n)s event", "%(n)s events"
    app = client.application
    forms = {}
    for code in OTHERS:
        with app.test_request_context(f"/?lang={code}"):
            forms[code] = [
                language.ngettext(one, many, n) % {"n": n} for n in (0, 1, 2, 5, 11, 21, 22)
            ]

    assert (
        "0 событий|1 событие|2 события|5 событий|11 событий|21 событие|22 события".split("|")
        == forms["ru"]
    )
    assert [f"出来事{n}件" for n in (0, 1, 2, 5, 11, 21, 22)] == forms["ja"]


def test_names_and_dates_are_in_the_language(client):
    """Actors, themes and places are called, and dates worded, as the language does."""
    japanese = client.get("/event/30/two-plus-two-tokyo-2013?lang=ja").text
    russian = client.get("/events?actor=japan&theme=energy&lang=ru").text

    assert all(word in japanese for word in ("2013年11月2日", "岸田文雄", "東京", "防衛協力"))
    assert "Япония · Энергетика" in re.sub(r"\s+", " ", russian)
    assert re.search(r'<p class="when">\s*<time[^>]*>\d+ (января|мая|июня|сентября)', russian)


def test_alternates_are_named(client):
    """A page names its address in each language, and the one that follows the reader."""
    body = client.get("/events?actor=japan&lang=ru").text
    named = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"', body))

    assert {*language.LANGUAGES, "x-default"} == set(named)
    assert "http://localhost/events?actor=japan&amp;lang=ja" == named["ja"]
    assert "http://localhost/events?actor=japan" == named["x-default"]


def test_programs_are_answered_in_english(client):
    """The API and its refusals do not turn with the language of whoever asks."""
    spoken = {"Accept-Language": "ru"}
    refused = client.get("/api/v1/events?actor=rusiaa", headers=spoken).get_json()
    event = client.get("/api/v1/events/30", headers=spoken).get_json()

    assert "there is no such actor" in refused["detail"]
    assert "2 November 2013" == event["date"]["words"]


def test_titles_from_right_to_left_stay_in_their_place(seeded, tmp_path):
    """An Arabic title takes its own direction, and no style sheet names left or right."""
    from sqlalchemy import update

    from timeline.store.reading import EventDocument
    from timeline.store.session import open_engine

    copy = tmp_path / "arabic.sqlite"
    shutil.copy(seeded("sqlite").removeprefix("sqlite:///"), copy)
    engine = open_engine(f"sqlite:///{copy}")
    title = "اتفاق السلام بين البلدين (2013)"
    with engine.connect().execution_options(writing=True) as connection, connection.begin():
        body = connection.exec_driver_sql(
            "select body from event_document where event_id = 30"
        ).scalar_one()
        changed = body.replace(
            b"Japan and Russia held their first two-plus-two in Tokyo", title.encode()
        )
        connection.execute(
            update(EventDocument).where(EventDocument.event_id == 30).values(body=changed)
        )
    engine.dispose()
    app = create_app(Settings(database=f"sqlite:///{copy}"))
    page = app.test_client().get("/event/30/two-plus-two-tokyo-2013").text
    app.extensions["timeline"].engine.dispose()
    sheet = (WEB / "static" / "site.css").read_text(encoding="utf-8")
    physical = PHYSICAL.findall(sheet)

    assert f'<span dir="auto">{title}</span></h1>' in page
    assert [] == physical


def test_texts_within_other_texts_are_found_too(texts):
    """What code translates inside a formatted string is known to those who translate."""
    lost = []
    for path in sorted((WEB / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if name in ("_", "gettext", "later") and isinstance(node.args[0], ast.Constant):
                lost += [node.args[0].value] if node.args[0].value not in texts else []

    assert [] == lost
