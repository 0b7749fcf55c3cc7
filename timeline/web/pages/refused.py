"""Say in the language of the reader why there is no page, and find what was perhaps meant."""

from collections.abc import Mapping
from urllib.parse import unquote

from sqlalchemy.exc import SQLAlchemyError

from timeline.chronology.filter import BadFilter
from timeline.chronology.naming import name_slugs, slugs_of
from timeline.chronology.rows import RefRow
from timeline.web.language import gettext, later
from timeline.web.pages.called import called
from timeline.web.session import session

LONGEST = 60
TITLES = (
    later("Bad Request"),
    later("Not Found"),
    later("Not found"),
    later("Method Not Allowed"),
    later("Gone"),
    later("Request Entity Too Large"),
    later("URI Too Long"),
    later("Unsupported Media Type"),
    later("Too Many Requests"),
    later("This filter cannot be read"),
    later("Not now"),
    later("Internal error"),
    later("Not installed here"),
    later("Too many events"),
    later("The document could not be made"),
)
"""What pages of refusal are headed."""
DETAILS = (
    later("There is no page at %(path)s here."),
    later("There is no form “%(form)s” here; there are %(forms)s."),
    later("There is no event %(number)s."),
    later("Event %(number)s was not in the chronology on %(day)s."),
    later("This question takes too long; ask for fewer values or a narrower window."),
    later("The database does not answer just now."),
    later("Something is wrong on our side; it has been written to the log."),
    later("there is no such actor"),
    later("there is no such theme"),
    later("there is no such place"),
    later("there is no such source"),
    later("there is no such value"),
    later("there is no such parameter"),
    later("it can be given only once"),
    later("it is either 1 or 0"),
    later("it names no word to look for"),
    later("it ends before `from` begins"),
    later("a page is after or before a cursor, not both"),
    later("it is no cursor of this list"),
    later("Many documents are being set just now; come again."),
    later("The folder for documents belongs to another user."),
    later("This document is not there: not made yet, or more than an hour old."),
    later("There is no such document; it is kept for an hour. Ask for it again."),
)
"""What is said beneath, where it does not depend on what was asked."""


def spoken(text: str, words: Mapping[str, str] | None = None) -> str:
    """Translate a text that code has made, and put words in its places.

    Args:
        text: In English; one that the catalogue does not have stays as it is.
        words: What stands in places such as `%(path)s`; without them there are no places.
    """
    return gettext(text) % words if words else gettext(text)


def near_to(path: str) -> tuple[tuple[str, RefRow], ...]:
    """Find what an address of one word was perhaps meant to lead to.

    Returns:
        Sorts of record, each with a record whose slug, code or name the word is, or is like.
    """
    word = unquote(path).strip("/").replace("_", " ")
    if not word or "/" in word or "." in word or len(word) > LONGEST or not word.isprintable():
        return ()
    found: list[tuple[str, RefRow]] = []
    try:
        for record in ("actor", "theme", "place"):
            found += [(record, row) for row in _near(record, word)]
    except SQLAlchemyError:
        return ()
    return tuple(found)


def _near(record: str, word: str) -> tuple[RefRow, ...]:
    try:
        slugs = slugs_of(session(), record, word)
    except BadFilter as error:
        slugs = error.nearest
    return called(record, name_slugs(session(), record, slugs))


def words_of(path: str) -> str:
    """Give the words of an address, to be searched for."""
    words = unquote(path).replace("/", " ").replace("-", " ").replace("_", " ")
    return " ".join(words.split())[:LONGEST]
