"""Show an actor: its names, what it is tied to, its partners, its years and events."""

from collections import defaultdict

import msgspec
from flask import render_template
from markupsafe import Markup
from werkzeug.wrappers import Response

from timeline.chronology.facets import Facets, Value
from timeline.chronology.filter import EventFilter
from timeline.chronology.listing import count_events
from timeline.chronology.records import read_actor
from timeline.chronology.rows import ActorPage, AliasRow, TieRow
from timeline.dates import Span
from timeline.terms import ActorKind, AliasKind
from timeline.web.language import language, said
from timeline.web.pages.asked import asked_filter, list_address
from timeline.web.pages.calendar import Grid, busiest_year, grid
from timeline.web.pages.called import called, counted
from timeline.web.pages.chronology import page_links
from timeline.web.pages.door import blueprint
from timeline.web.pages.fragments import kept
from timeline.web.pages.framing import macro
from timeline.web.pages.records import lead_on, settle
from timeline.web.pages.surroundings import WIDER, beside
from timeline.web.pages.told import listed, tell
from timeline.web.session import session

PARTNERS = 12
NAMES = frozenset(
    {
        AliasKind.PREFERRED,
        AliasKind.OFFICIAL,
        AliasKind.SHORT,
        AliasKind.NATIVE,
        AliasKind.FORMER,
        AliasKind.ACRONYM,
    }
)
OTHER_WORDS = frozenset(AliasKind) - NAMES - {AliasKind.MISSPELLING}
HEADLINES = ("ja", "ru", "zh", "ko", "ar")


@blueprint.get("/actor/<slug>")
def actor(slug: str) -> Response | str:
    """Show an actor by its slug; a former slug, a code or a name leads to it."""
    known = settle("actor", slug)
    if known != slug:
        return lead_on(f"/actor/{known}")
    reading = session()
    page = called("actor", [read_actor(reading, known)])[0]
    given = asked_filter().changed(actor=((known,),))
    told = tell(reading, given)
    partners, busiest = kept(("actor", given.changed()), lambda: _known_by(given, known))
    wide = given.changed(via=WIDER)
    more = listed(count_events(reading, wide), wide) - told.total if given.via != WIDER else 0
    return render_template(
        "pages/actor.html",
        page=page,
        exists=said(Span.parse(page.exists)) if page.exists else "",
        born=_born(page),
        headline=_headline(page),
        names=_names(page, NAMES),
        other_words=_names(page, OTHER_WORDS),
        ties=_by_kind(page.ties),
        tied=_by_kind(page.tied),
        partners=partners,
        busiest=busiest,
        beside=beside(given, "actor"),
        told=told,
        more=more,
        wide=list_address(wide),
        all=list_address(given),
        pages=page_links(given, told.previous, told.next),
    )


def _known_by(given: EventFilter, slug: str) -> tuple[tuple[Value, ...], Markup]:
    """List the partners of an actor, and set the days of its busiest year."""
    facets = counted(given)
    drawn = macro("parts/grid.html", "busiest", _busiest(given, facets))
    return partners_of(facets, slug), drawn


def partners_of(facets: Facets, *known: str) -> tuple[Value, ...]:
    """List the actors that stand most often in the same events, without those that are asked of."""
    return tuple(one for one in facets.actor if one.slug not in known)[:PARTNERS]


def _busiest(given: EventFilter, facets: Facets) -> Grid | None:
    """Lay out the days of the year with most events, where some are known to the day."""
    totals = {int(one.slug.removeprefix("Y")): one.total for one in facets.year}
    year = busiest_year(totals)
    return None if year is None else grid(given, year, totals[year])


def _headline(page: ActorPage) -> tuple[AliasRow, ...]:
    """Give the name in other scripts, one for each language that has one."""
    found: dict[str, AliasRow] = {}
    for name in page.names:
        shown = name.language in HEADLINES and name.text != page.name
        if shown and name.kind is AliasKind.PREFERRED:
            found.setdefault(name.language, name)
    return tuple(found[one] for one in HEADLINES if one in found and one != language())


def _names(
    page: ActorPage, kinds: frozenset[AliasKind]
) -> tuple[tuple[str, tuple[tuple[AliasRow, str], ...]], ...]:
    """List the names of some kinds by language, each with the time of its use in words."""
    found: dict[str, list[tuple[AliasRow, str]]] = defaultdict(list)
    for name in page.names:
        if name.kind in kinds:
            found[name.language].append((name, said(Span.parse(name.used)) if name.used else ""))
    return tuple((language, tuple(found[language])) for language in sorted(found))


def _born(page: ActorPage) -> str:
    """Word the day of birth of a person who is not known to have died; empty for everyone else."""
    begins, slash, ends = (page.exists or "").partition("/")
    living = page.kind is ActorKind.PERSON and slash and ends in ("..", "")
    return said(Span.parse(begins)) if living and begins not in ("..", "") else ""


def _by_kind(ties: tuple[TieRow, ...]) -> tuple[tuple[str, tuple[tuple[TieRow, str], ...]], ...]:
    others = called("actor", (tie.other for tie in ties))
    ties = tuple(
        msgspec.structs.replace(tie, other=other) for tie, other in zip(ties, others, strict=True)
    )
    kinds = dict.fromkeys(tie.kind for tie in ties)
    return tuple(
        (
            kind.value,
            tuple(
                (tie, said(Span.parse(tie.span)) if tie.span else "")
                for tie in ties
                if tie.kind is kind
            ),
        )
        for kind in kinds
    )
