"""Match the slugs and names of a proposal to actors, themes, places, sources and events."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

import msgspec
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from timeline import shapes
from timeline.dates import NotADate, Span
from timeline.names.fold import fold
from timeline.review.act import Refused
from timeline.review.fit import MOST_ID
from timeline.store.actors import ActorCode
from timeline.store.directory import Directory
from timeline.store.events import Event
from timeline.store.rows import CitationRow, ClaimRow
from timeline.store.sound import storable
from timeline.terms import LinkKind, NameKind, Role, Via

KEYS_SQLITE = text(
    "select value, event_id from event_key where scheme = :scheme "
    "and value in (select one.value from json_each(:wanted) one)"
)
KEYS_POSTGRESQL = text(
    "select value, event_id from event_key where scheme = :scheme and value = any(:wanted)"
)
"""One parameter for any number of values: quicker than a list of them, and without a limit."""

Mentions = list[tuple[NameKind, str, str]]


class Unknown(Refused):
    """A word that nobody goes by; which known ones come nearest is looked up when it is said."""

    def __init__(self, what: str, word: object, words: Iterable[str] = ()) -> None:
        """Say what there is none of, by which word, and what known words it may be mistaken for."""
        super().__init__(f"there is no {what}")
        self._word, self._words = word, words

    @property
    def brief(self) -> str:
        """Say it without the nearest words, which cost a look at all of them."""
        return super().__str__()

    def __str__(self) -> str:
        """Say it with the nearest words."""
        near = nearest(self._word, self._words) if isinstance(self._word, str) else ""
        return super().__str__() + near


class Hints:
    """Says why rows are refused, with the nearest known words for the first of many."""

    MOST = 25

    def __init__(self) -> None:
        """Begin with none given."""
        self._given: dict[str, str] = {}

    def reason(self, problem: Refused) -> str:
        """Say it in full while few were, or where the same was said before; else in brief."""
        if not isinstance(problem, Unknown):
            return str(problem)
        brief = problem.brief
        if brief not in self._given:
            if len(self._given) >= self.MOST:
                return brief
            self._given[brief] = str(problem)
        return self._given[brief]


def nearest(word: str, words: Iterable[str], count: int = 3) -> str:
    """Say which known words come nearest to an unknown one, as the end of a message."""
    close = get_close_matches(word, list(words), n=count, cutoff=0.5)
    return f"; nearest are {', '.join(close)}" if close else ""


def actors(
    session: Session, directory: Directory, named: Sequence[shapes.ActorIn]
) -> tuple[tuple[tuple[int, Role], ...], Mentions]:
    """Find the actors of a proposal; names that match nobody, or several, stay open.

    Actors that count only through others are left out: they are derived, not stated.

    Raises:
        Refused: If a slug is given that nobody has.
    """
    found: dict[tuple[int, Role], None] = {}
    open_names: Mentions = []
    for actor in named:
        if actor.via is not Via.DIRECT:
            continue
        if actor.slug:
            found[_by_slug(session, directory, actor.slug), actor.role] = None
            continue
        ids = directory.named(fold(actor.name))
        if len(ids) == 1:
            found[ids[0], actor.role] = None
        else:
            open_names.append((NameKind.ACTOR, actor.name, actor.role.value))
    return tuple(found), open_names


def _by_slug(session: Session, directory: Directory, slug: str) -> int:
    if slug in directory.actor_slugs:
        return directory.actor_slugs[slug]
    scheme, colon, value = slug.partition(":")
    if colon:
        number = session.execute(
            select(ActorCode.actor_id).where(ActorCode.scheme == scheme, ActorCode.value == value)
        ).scalar()
        if number is not None:
            return number
    raise Unknown(f"actor {slug!r}", slug, directory.actor_slugs)


def themes(directory: Directory, slugs: Sequence[str]) -> tuple[int, ...]:
    """Find themes by their paths.

    Raises:
        Refused: If one is unknown.
    """
    if not slugs:
        return ()
    for slug in slugs:
        if slug not in directory.theme_slugs:
            raise Unknown(f"theme {slug!r}", slug, directory.theme_slugs)
    return tuple(dict.fromkeys([directory.theme_slugs[slug] for slug in slugs]))


def places(
    directory: Directory, named: Sequence[shapes.PlaceIn]
) -> tuple[tuple[int, ...], Mentions]:
    """Find places by slug; those given by name only stay open.

    Raises:
        Refused: If a slug is unknown.
    """
    open_names: Mentions = []
    if not named:
        return (), open_names
    found: dict[int, None] = {}
    for place in named:
        if not place.slug:
            open_names.append((NameKind.PLACE, place.name, ""))
        elif place.slug in directory.place_slugs:
            found[directory.place_slugs[place.slug]] = None
        else:
            raise Unknown(f"place {place.slug!r}", place.slug, directory.place_slugs)
    return tuple(found), open_names


def citations(directory: Directory, cited: Sequence[shapes.Citation]) -> tuple[CitationRow, ...]:
    """Find the sources of citations and read the dates of claims; numbers follow the order given.

    Raises:
        Refused: If a source is unknown, a place in a source is cited twice, or a date is no date.
    """
    rows: list[CitationRow] = []
    seen: set[tuple[int, str]] = set()
    for number, one in enumerate(cited, start=1):
        source = directory.source_id(one.source.slug)
        if source is None:
            slugs = directory.some_source_slugs()
            raise Unknown(f"source {one.source.slug!r}", one.source.slug, slugs)
        if (source, one.locator) in seen:
            raise Refused(f"{one.source.slug!r}, {one.locator!r} is cited twice; join the claims")
        seen.add((source, one.locator))
        claims = tuple([ClaimRow(claim, _span(claim.edtf)) for claim in one.claims])
        rows.append(CitationRow(number, source, one.locator, one.stance, one.quote, claims))
    return tuple(rows)


def _span(edtf: str | None) -> Span | None:
    return None if edtf is None else span(edtf)


def span(edtf: str) -> Span:
    """Read a date.

    Raises:
        Refused: If it is not EDTF.
    """
    try:
        return _parsed(edtf)
    except NotADate as error:
        raise Refused(f"date {edtf[:80]!r}: {error}") from error


@lru_cache(maxsize=4096)
def _parsed(edtf: str) -> Span:
    return Span.parse(edtf)


def event_keys(session: Session, values: Sequence[str], scheme: str = "slug") -> dict[str, int]:
    """Find events by a name that the world outside knows them by."""
    wanted = values if storable("".join(values)) else [one for one in values if storable(one)]
    if not wanted:
        return {}
    sqlite = session.connection().dialect.name == "sqlite"
    listed = msgspec.json.encode(wanted).decode() if sqlite else [*wanted]
    given = {"scheme": scheme, "wanted": listed}
    rows = session.execute(KEYS_SQLITE if sqlite else KEYS_POSTGRESQL, given)
    return {str(value): int(number) for value, number in rows}


def links(
    session: Session, given: Sequence[shapes.Link], known: Mapping[str, int]
) -> tuple[tuple[int, LinkKind], ...]:
    """Find the events that links lead to, by id or by slug.

    Raises:
        Refused: If there is no such event.
    """
    if not given:
        return ()
    numbers = there(session, [link.to for link in given if isinstance(link.to, int)])
    found: dict[tuple[int, LinkKind], None] = {}
    for link in given:
        to = known.get(link.to) if isinstance(link.to, str) else numbers.get(link.to)
        if to is None:
            raise Unknown(f"event {link.to!r} to link to", link.to, known)
        found[to, link.kind] = None
    return tuple(found)


def there(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """Tell which of some event ids there are; each stands for itself."""
    wanted = [number for number in ids if 0 < number <= MOST_ID]
    if not wanted:
        return {}
    rows = session.execute(select(Event.id).where(Event.id.in_(wanted))).scalars()
    return {number: number for number in rows}
