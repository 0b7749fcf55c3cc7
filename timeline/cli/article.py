"""The command that reads an article and proposes the events that it tells."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import msgspec
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

from timeline.chronology.context import read_context
from timeline.cli.door import engine, settings
from timeline.dates import NotADate, Span
from timeline.intake.articles.article import MOST_CHARACTERS, Article
from timeline.intake.articles.extractor import BadExtraction, Extractor
from timeline.intake.articles.html import PageArticle, read_page
from timeline.intake.articles.llm import ModelExtractor
from timeline.intake.articles.rules import RuleExtractor
from timeline.intake.fetch import fetch
from timeline.intake.proposal import Item, Proposal
from timeline.review.act import Act, Refused, now
from timeline.review.copies import Copy, mark_copies
from timeline.review.imports import Manner, run_import
from timeline.settings import Settings, user_database
from timeline.store.directory import load_directory
from timeline.store.session import reading, writing

MOST_BYTES = 5_000_000
"""The largest file that is read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command was given about the article; a page may say the rest itself."""

    published: str
    language: str
    country: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    url: str
    fetch: bool


@click.command()
@click.argument("source")
@click.option(
    "--published",
    default="",
    metavar="EDTF",
    help="The day of publication; a page may say it itself.",
)
@click.option(
    "--language",
    default="",
    help="The language of the text; English unless the page says otherwise.",
)
@click.option("--country", default="", help="The publisher's country (ISO 3166).")
@click.option("--title", default="", help="The title of the article.")
@click.option("--author", "authors", multiple=True, help="An author: 'Family, Given'.")
@click.option("--publisher", default="", help="Who published it.")
@click.option(
    "--url", default="", help="Its address, for the citation; nothing is fetched from it."
)
@click.option("--fetch", is_flag=True, help="Fetch SOURCE, which is then an address.")
@click.option(
    "--json", "as_json", is_flag=True, help="Events as the API has them, with their passage."
)
@click.option("--propose", is_flag=True, help="Put the events on the desk as proposals.")
@click.option(
    "--extractor",
    type=click.Choice(["rules", "model"]),
    default="rules",
    help="Who reads it: our rules, or the language model of the settings.",
)
def read(source: str, as_json: bool, propose: bool, extractor: str, **options: Any) -> None:  # noqa: ANN401
    """Read an article, a text or an HTML file, and list the events that it tells.

    \b
    Examples:
      timeline read article.txt --published 2014-01-15 --publisher "The Japan Times"
      timeline read page.html --propose
    """  # noqa: D301 - click's mark against rewrapping
    found = settings()
    article = _article(source, Asked(**options), found)
    opened = engine(found)
    with reading(opened) as session:
        context = read_context(session)
    try:
        proposals = _extractor(extractor, found, _names_file(opened)).extract(article, context)
    except BadExtraction as error:
        raise Refused(str(error)) from error
    if as_json:
        click.echo(msgspec.json.encode([one.event for one in proposals]).decode())
    else:
        click.echo(as_text(proposals))
    if propose:
        _put_on_desk(opened, article, proposals, found.editor)


def _put_on_desk(
    opened: Engine, article: Article, proposals: tuple[Proposal, ...], editor: str
) -> None:
    """Enter an article with its proposals; one that is new is compared with those read before."""
    manner = Manner(article.slug, "article", article.fingerprint, editor, overwrite=False)
    with writing(opened) as session:
        directory = load_directory(session)
        fresh = directory.source_id(article.slug) is None
        report = run_import(session, _items(article, proposals), manner)
        copies: tuple[Copy, ...] = ()
        if fresh:
            act = Act(editor, now(), batch_id=report.batch_id)
            copies = mark_copies(session, load_directory(session), act, article.slug)
    click.echo(report.summary(), err=True)
    for refusal in report.refusals:
        click.echo(f"refused: {refusal}", err=True)
    for copy in copies:
        click.echo(f"{copy.slug} repeats {copy.origin}: {copy.reason}", err=True)


def _names_file(opened: Engine) -> Path | None:
    """Tell where names are kept ready: beside an SQLite file, else in the user's data folder."""
    url = opened.url
    if url.get_backend_name() != "sqlite":
        url = make_url(user_database())
    return Path(f"{url.database}.names") if url.database and url.database != ":memory:" else None


def _extractor(name: str, found: Settings, kept: Path | None) -> Extractor:
    if name == "rules":
        return RuleExtractor(kept)
    if not (found.model_endpoint and found.model_name):
        raise Refused("no model is set: give model_endpoint and model_name in the settings")
    return ModelExtractor(found.model_endpoint, found.model_name, found.model_key)


def _items(article: Article, proposals: tuple[Proposal, ...]) -> Iterator[Item]:
    yield article.source()
    yield from proposals


def as_text(proposals: tuple[Proposal, ...]) -> str:
    """Give proposals as lines for people."""
    lines = []
    for one in proposals:
        event = one.event
        said = "" if event.status == "occurred" else f"  [{event.status}]"
        lines.append(f"{event.date.edtf:<26} {event.type:<18} {event.title}{said}")
        who = "; ".join(f"{a.slug or a.name} ({a.role})" for a in event.actors)
        where = "; ".join(place.slug or place.name for place in event.places)
        lines.append(f"{'':<26} {who}" + (f"  at {where}" if where else ""))
    lines.append(f"{len(proposals)} events")
    return "\n".join(lines)


def _article(source: str, asked: Asked, found: Settings) -> Article:
    raw, url = _bytes(source, asked, found)
    if len(raw) > MOST_BYTES:
        raise Refused(f"the article has more than {MOST_BYTES:,} bytes")
    page = read_page(raw, url) if _is_page(source, raw) else None
    text = page.text if page else _text(raw)
    if len(text) > MOST_CHARACTERS:
        raise Refused(f"the article has more than {MOST_CHARACTERS:,} characters")
    language = asked.language or (page.language if page else "") or "en"
    return Article(
        text=text,
        published=_published(asked, page),
        language=language,
        country=asked.country,
        title=asked.title or (page.title if page else ""),
        authors=asked.authors or ((page.author,) if page and page.author else ()),
        publisher=asked.publisher or (page.site if page else ""),
        url=url,
    )


def _bytes(source: str, asked: Asked, found: Settings) -> tuple[bytes, str]:
    if source.startswith(("http://", "https://")):
        if not (asked.fetch or found.fetch_articles):
            raise Refused(
                "nothing is fetched from the web unless you say --fetch (or fetch_articles)"
            )
        page = fetch(source)
        return page.body, page.url
    path = Path(source)
    if source == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1), asked.url
    if not path.is_file():
        raise Refused(f"there is no file {source!r}")
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1), asked.url


def _is_page(source: str, raw: bytes) -> bool:
    head = raw[:1000].lstrip().lower()
    return source.endswith((".html", ".htm")) or head.startswith((b"<!doctype html", b"<html"))


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\x00", "")
    except UnicodeDecodeError as error:
        raise Refused(f"the text is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def _published(asked: Asked, page: PageArticle | None) -> Span:
    said = asked.published or (page.published if page else "")
    if not said:
        raise click.UsageError(
            "when was it published? Say --published; words like “last week” have no date without it"
        )
    try:
        return Span.parse(said)
    except NotADate as error:
        raise click.BadParameter(str(error), param_hint="--published") from error
