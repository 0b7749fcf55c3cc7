"""Turn the actors of event data into records of our own, once each; guess nothing."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from timeline.intake.adapters.cameo import table
from timeline.intake.reference import (
    ActorRecord,
    AffiliationRecord,
    PlaceRecord,
    Reference,
    ThemeRecord,
)
from timeline.names.countries import Country, countries, country
from timeline.names.fold import fold, slug
from timeline.names.known import known
from timeline.names.values import STATES, Actor
from timeline.terms import ActorKind, AffiliationKind, AliasKind, PlaceKind

BRACKETED = re.compile(r"(.+) \(([^()]+)\)\Z")
UNCLEAR = frozenset({AliasKind.DEMONYM, AliasKind.METONYM, AliasKind.MISSPELLING})
STATELY = {
    ActorKind.OFFICE: AffiliationKind.OFFICE_OF,
    ActorKind.GOVERNMENT_BODY: AffiliationKind.PART_OF,
}
"""How bodies of a state are tied to it; every other actor with a country is a national of it."""


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """Read how actors of event data are read."""
    return tomllib.loads(table("actors.toml"))


@lru_cache(maxsize=1)
def _names() -> dict[str, Actor | None]:
    """Map each whole name to the one actor that bears it; None where several do."""
    names = known()
    actors = {actor.key: actor for actor in names.actors}
    found: dict[str, Actor | None] = {}
    for alias in names.aliases:
        if alias.context or alias.kind in UNCLEAR:
            continue
        key, actor = fold(alias.text), actors[alias.actor]
        before = found.setdefault(key, actor)
        if before is not None and before.key != actor.key:
            states = [one for one in (before, actor) if one.kind in STATES]
            states.sort(key=lambda one: one.rank)
            clear = len(states) == 1 or (len(states) == 2 and states[0].rank < states[1].rank)
            found[key] = states[0] if clear else None
    return found


@lru_cache(maxsize=1)
def _countries() -> dict[str, Country]:
    found = {
        fold(name.text): one for one in countries() for name in one.names if name.language == "en"
    }
    spelled = {fold(name): country(iso2) for name, iso2 in words()["spellings"].items()}
    return found | {name: one for name, one in spelled.items() if one is not None}


@lru_cache(maxsize=4096)
def country_named(name: str) -> Country | None:
    """Find a country by an English name; demonyms and capitals are none."""
    return _countries().get(fold(name))


@lru_cache(maxsize=1024)
def country_coded(code: str) -> Country | None:
    """Find a country by its three-letter CAMEO code: ISO 3166-1 alpha-3 but for a few."""
    return country(words()["countries"].get(code, code)) if len(code) == 3 else None


@lru_cache(maxsize=8)
def kinds(section: str) -> dict[str, ActorKind]:
    """Turn a section of kinds round: a word to its kind."""
    return {word: ActorKind(kind) for kind, many in words()[section].items() for word in many}


class Cast:
    """The actors and themes of one import: each is given as a record before it is first named."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._slugs: set[str] = set()
        self._new: list[Reference] = []

    def new(self) -> Iterator[Reference]:
        """Give the records that have come up since the last call."""
        if self._new:
            yield from self._new
            self._new = []

    def country(self, one: Country) -> str:
        """Name a country; gives its slug."""
        if one.slug not in self._slugs:
            self._slugs.add(one.slug)
            kind = ActorKind.STATE if one.sovereign else ActorKind.TERRITORY
            codes = (("iso2", one.iso2), ("iso3", one.iso3))
            self._new.append(ActorRecord(one.slug, kind, one.name, codes=codes))
        return one.slug

    def known(self, name: str) -> str | None:
        """Name an actor by a name that it alone bears among those we know; None for others."""
        land = country_named(name)
        if land is not None:
            return self.country(land)
        actor = _names().get(fold(name))
        if actor is None:
            return None
        land = country(str(actor.key))
        if land is not None:
            return self.country(land)
        return self.put(str(actor.key), actor.kind, actor.name)

    def role(self, role: str, one: Country, kind: ActorKind) -> str:
        """Name a role in a country, "Police (Australia)": somebody, but nobody by name."""
        name = f"{role} ({one.name})"
        key = slug(name)
        if key not in self._slugs:
            to = self.country(one)
            self.put(key, kind, name, "A role in a country, as event data name actors.")
            tie = STATELY.get(kind, AffiliationKind.NATIONAL_OF)
            self._new.append(AffiliationRecord(key, tie, to))
        return key

    def named(self, name: str, kind: ActorKind, description: str, one: Country | None) -> str:
        """Name an actor that we do not know by its name; its country makes it a national of it."""
        key = slug(name)
        if key not in self._slugs:
            to = None if one is None else self.country(one)
            self.put(key, kind, name, description)
            if to is not None:
                tie = STATELY.get(kind, AffiliationKind.NATIONAL_OF)
                self._new.append(AffiliationRecord(key, tie, to))
        return key

    def put(self, key: str, kind: ActorKind, name: str, description: str = "") -> str:
        """Give the record of an actor once."""
        if key not in self._slugs:
            self._slugs.add(key)
            self._new.append(ActorRecord(key, kind, name, description=description))
        return key

    def place(
        self,
        city: str,
        land: Country | None,
        spot: tuple[float, float] | None = None,
        kind: PlaceKind = PlaceKind.CITY,
        within: str = "",
    ) -> str:
        """Name a place: a city or province in a country, or with no city the country itself.

        A capital has the slug of its name alone, as it is known anyway; every other place that of
        its name and its country, since names of towns repeat. Gives the slug, empty for nothing.
        """
        if not city:
            return "" if land is None else self._place(land.slug, land.name, PlaceKind.COUNTRY)
        parent = "" if land is None else self.place("", land)
        capital = land is not None and city in land.capitals and within in ("", city)
        key = slug(city if capital or land is None else f"{city} {within} {land.name}")
        return self._place(key, city, kind, parent, spot)

    def _place(
        self,
        key: str,
        name: str,
        kind: PlaceKind,
        parent: str = "",
        spot: tuple[float, float] | None = None,
    ) -> str:
        if f"place {key}" not in self._slugs:
            self._slugs.add(f"place {key}")
            lat, lon = spot or (None, None)
            self._new.append(PlaceRecord(key, name, kind, parent, lat, lon, kind.value))
        return key

    def themes(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """Name themes; gives them back."""
        for path in paths:
            parts = path.split("/")
            for depth in range(1, len(parts) + 1):
                part = "/".join(parts[:depth])
                if f"theme {part}" not in self._slugs:
                    self._slugs.add(f"theme {part}")
                    label = parts[depth - 1].replace("-", " ").capitalize()
                    self._new.append(ThemeRecord(part, label))
        return paths
