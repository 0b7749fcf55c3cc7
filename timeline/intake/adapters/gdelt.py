"""Read event data of GDELT 1.0 and 2.0: rows without a header, each a lead to a news report."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from timeline import shapes
from timeline.dates import Span
from timeline.intake.adapters.actors import Cast, country_coded, country_named, kinds, words
from timeline.intake.adapters.cameo import Action, action
from timeline.intake.adapters.dataset import Document, Reports, dataset_source
from timeline.intake.adapters.meeting import digest
from timeline.intake.adapters.places import country_at, point
from timeline.intake.csl import CSL_URL, csl_date
from timeline.intake.opening import Line
from timeline.intake.proposal import Item, Proposal
from timeline.intake.reference import SourceRecord
from timeline.intake.table import Refusal, RowProblem
from timeline.names.fold import slug
from timeline.terms import About, ActorKind, PlaceKind, Role, SourceKind, Status

SCHEME: Final = "gdelt"
WIDTHS: Final = (57, 58, 61)
"""Columns: GDELT 1.0 before April 2013, since then with an address, GDELT 2.0 with second-order
divisions."""
PLACES: Final = {"2": PlaceKind.PROVINCE, "5": PlaceKind.PROVINCE}
NOBODY: Final = "an unnamed actor"


class Told(NamedTuple):
    """An actor of a row: as it takes part, by what name, and a claim where the row says more."""

    actor: shapes.ActorIn
    name: str
    claim: shapes.Claim | None = None


def fits(first: str) -> bool:
    """Tell by the first row whether a file is GDELT."""
    cells = first.split("\t")
    return len(cells) in WIDTHS and cells[0].isdigit() and bool(re.match(r"\d{8}\Z", cells[1]))


def read(document: Document) -> Iterator[Item]:
    """Read rows of 57, 58 or 61 columns, which may be mixed; each is a proposal with its key.

    The event day is the date; the day on which GDELT added the row is when its report was accessed.
    Codes are text; places have FIPS 10-4 country codes, actors those of CAMEO.
    """
    source = dataset_source(SCHEME, document.name)
    yield source
    reader = _Reader(source.slug)
    for line in document.lines():
        if not (line.text or line.problem):
            continue
        try:
            proposal = reader.proposal(line)
        except RowProblem as problem:
            yield Refusal(document.path.name, line.number, str(problem), line.text[:2000])
        else:
            yield from reader.new()
            yield proposal


class _Reader:
    def __init__(self, source: str) -> None:
        self._source = source
        self._cast = Cast()
        self._reports = Reports()

    def new(self) -> Iterator[Item]:
        """Give the records that the last proposal needs."""
        yield from self._cast.new()
        yield from self._reports.new()

    def proposal(self, line: Line) -> Proposal:
        """Read a row."""
        if line.problem:
            raise RowProblem(line.problem)
        cells = line.text.split("\t")
        if len(cells) not in WIDTHS:
            raise RowProblem(f"{len(cells)} columns; GDELT has {', '.join(map(str, WIDTHS))}")
        number, act = cells[0], action(cells[26])
        if not (number.isascii() and number.isdigit()):
            raise RowProblem(f"GLOBALEVENTID {number[:40]!r} is not a whole number")
        if act is None:
            raise RowProblem(f"EventCode {cells[26][:40]!r} is no code of CAMEO")
        added = _day(cells[59 if len(cells) == 61 else 56], "DATEADDED")
        day = _day(cells[1], "SQLDATE")
        if day > added:
            raise RowProblem(f"the event day {day} is after the day it was added, {added}")
        return Proposal(line.number, self._event(cells, act, day, added), (SCHEME, number))

    def _event(self, cells: list[str], act: Action, day: str, added: str) -> shapes.Event:
        one, other = self._told(cells, 5, Role.INITIATOR), self._told(cells, 15, Role.TARGET)
        if one is None and other is None:
            raise RowProblem("neither of the two actors is named")
        named = tuple(told for told in (one, other) if told is not None)
        names = [told.name if told else NOBODY for told in (one, other)]
        title = f"{names[0]} {act.said} {names[1]}"
        place = self._where(cells)
        report = self._report(cells, added)
        claims = (
            shapes.Claim(about=About.DATE, as_printed=cells[1], edtf=day),
            shapes.Claim(about=About.DETAIL, as_printed=f"CAMEO {cells[26]}", as_read=act.said),
            shapes.Claim(
                about=About.QUANTITY,
                as_printed=f"{cells[31]} mentions in {cells[33]} articles of {cells[32]} sources",
            ),
            *(told.claim for told in named if told.claim is not None),
        )
        return shapes.Event(
            title=title[:1].upper() + title[1:500],
            date=shapes.Date(edtf=day),
            type=act.type,
            status=Status.OCCURRED,
            actors=_distinct(named),
            themes=self._cast.themes(act.themes),
            places=(shapes.PlaceIn(slug=place),) if place else (),
            citations=(
                shapes.Citation(
                    source=shapes.SourceIn(slug=report),
                    locator=f"GDELT event {cells[0]}",
                    claims=claims,
                ),
            ),
        )

    def _told(self, cells: list[str], at: int, role: Role) -> Told | None:
        """Read an actor: code, name, country, group; its first type stands seven cells on."""
        code, name, land, group = (cell.strip() for cell in cells[at : at + 4])
        if not code and not name:
            return None
        shown = name.title() or code
        found = self._known(code, name, land, group, cells[at + 7].strip())
        if found is None:
            return Told(shapes.ActorIn(name=shown[:500], role=role), shown[:200])
        key, said = found
        claim = None
        if name and shown != said:
            claim = shapes.Claim(about=About.PARTICIPANT, as_printed=name, as_read=f"CAMEO {code}")
        return Told(shapes.ActorIn(slug=key, role=role), said, claim)

    def _known(
        self, code: str, name: str, land: str, group: str, kind: str
    ) -> tuple[str, str] | None:
        place = country_coded(land)
        if place is not None and code == land:
            return self._cast.country(place), place.name
        if group in words()["groups"]:
            key, called = words()["groups"][group]
            sort = kinds("group_kinds").get(group, ActorKind.IGO)
            return self._cast.put(key, sort, called), called
        if place is None:
            return None
        role = kinds("roles").get(name.casefold())
        if role is None and country_named(name) == place:
            role = kinds("types").get(kind)
            name = "Government" if kind == "GOV" else ""
        if role is None or not name:
            key_of = self._cast.known(name.title()) if " " in name else None
            return None if key_of is None else (key_of, name.title())
        shown = name.capitalize()
        return self._cast.role(shown, place, role), f"{shown} ({place.name})"

    def _where(self, cells: list[str]) -> str:
        size = 8 if len(cells) == 61 else 7
        kind, name, fips, *rest = cells[35 + 2 * size : 35 + 3 * size]
        land = country_at(fips)
        if not name or land is None:
            return ""
        if kind == "1":
            return self._cast.place("", land)
        city, *within = [part.strip() for part in name.split(",")][:-1] or [name]
        spot = point(*(rest[2:4] if size == 8 else rest[1:3]))
        where = PLACES.get(kind, PlaceKind.CITY)
        return self._cast.place(city, land, spot, where, " ".join(within))

    def _report(self, cells: list[str], added: str) -> str:
        printed = cells[-1].strip() if len(cells) > 57 else ""
        if not printed:
            return self._source
        key = digest(printed)
        host = (urlsplit(printed).hostname or "") if CSL_URL.match(printed) else ""
        host = host.removeprefix("www.")
        found = slug(f"{host or 'report'} {key}")
        return self._reports.cite(found, lambda: _source(found, printed, host, added))


def _source(key: str, printed: str, host: str, added: str) -> SourceRecord:
    title = f"Report at {host}" if host else printed[:500]
    csl = {"type": SourceKind.WEBPAGE.value, "title": title}
    csl |= {"URL": printed, "publisher": host} if host else {}
    return SourceRecord(
        slug=key,
        kind=SourceKind.WEBPAGE,
        title=title,
        csl=csl | {"accessed": csl_date(Span.parse(added))},
        publisher=host,
        url=printed if host else "",
    )


def _distinct(told: tuple[Told, ...]) -> tuple[shapes.ActorIn, ...]:
    """Let an actor that stands on both sides take part once."""
    if len(told) == 2 and told[0].actor.slug and told[0].actor.slug == told[1].actor.slug:
        return (shapes.ActorIn(slug=told[0].actor.slug),)
    return tuple(one.actor for one in told)


def _day(text: str, column: str) -> str:
    try:
        digits = text[:8] if len(text) in (8, 14) and text.isascii() and text.isdigit() else "x"
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).isoformat()
    except ValueError:
        raise RowProblem(f"{column} {text[:40]!r} is no day of the form 20171202") from None
