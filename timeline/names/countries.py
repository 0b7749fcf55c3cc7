"""Name the countries of ISO 3166: their codes, names in nine languages, demonyms and capitals."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from timeline.names.latin import slug
from timeline.terms import AliasKind

LANGUAGES = ("en", "ru", "ja", "zh", "ko", "fr", "de", "es", "ar")
"""The languages in which names are known."""

_NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)
"""CLDR regions that ISO 3166-1 only reserves, or that stand for something else."""

_WITHDRAWN = frozenset(
    {"ANT", "BUR", "DDR", "FXX", "NTZ", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR"}
)
"""Alpha-3 codes of ISO 3166-3 that CLDR keeps as older names of today's codes."""

_ADDED = re.compile(r"\s*[(（][^)）]*[)）]")


@dataclass(frozen=True, slots=True)
class CountryName:
    """A name of a country in one language; `used` is an EDTF interval, empty where not bounded."""

    language: str
    text: str
    kind: AliasKind
    used: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory of ISO 3166-1, or Kosovo under its user-assigned codes XK and XKX.

    `demonyms` and `capitals` are English, the usual one first; a capital is a seat of government.
    `sovereign` are the members of the United Nations, the Holy See, Kosovo, Palestine and Taiwan.
    """

    slug: str
    iso2: str
    iso3: str
    name: str
    names: tuple[CountryName, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    sovereign: bool = True


def _table(name: str) -> list[dict[str, str]]:
    path = files("timeline.names").joinpath(f"data/{name}.csv")
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def _listed(*cells: str) -> tuple[str, ...]:
    parts = (part.strip() for cell in cells for part in cell.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def _plain(name: str) -> str:
    """Take off what CLDR adds to tell names apart: "Myanmar (Burma)", "Hong Kong SAR China"."""
    return _ADDED.sub("", name).partition(" SAR ")[0].strip()


def _alpha3() -> dict[str, str]:
    from babel.core import get_global  # noqa: PLC0415  (read only when a country is asked for)

    found = {
        territories[0]: code
        for code, territories in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and code not in _WITHDRAWN
    }
    return found | {"XK": "XKX"}


@lru_cache(maxsize=len(LANGUAGES))
def _shared(language: str) -> frozenset[str]:
    """Return what would be left of more than one name: both Congos are 刚果 in Chinese."""
    from babel import Locale  # noqa: PLC0415  (see _alpha3)

    names = [_plain(name) for code, name in Locale(language).territories.items() if len(code) == 2]
    return frozenset(name for name, count in Counter(names).items() if count > 1)


def _names(iso2: str, territories: dict[str, dict[str, str]]) -> list[CountryName]:
    names = []
    for language in LANGUAGES:
        whole = territories[language].get(iso2, "")
        plain = _plain(whole)
        if plain in _shared(language):
            plain = whole
        if plain:
            names.append(CountryName(language, plain, AliasKind.PREFERRED))
        spelled = plain.replace(" & ", " and ")
        if language == "en":
            spelled = spelled.replace("St. ", "Saint ").replace("U.S. ", "US ")
        if spelled != plain:
            names.append(CountryName(language, spelled, AliasKind.SHORT))
    return names


@lru_cache(maxsize=1)
def countries() -> tuple[Country, ...]:
    """Return all countries and territories, by their slugs in alphabetical order.

    Names come from CLDR (by way of Babel, Unicode licence), further names, demonyms and capitals
    from tables of our own. The slug is made of the English CLDR name without what stands in
    parentheses: `japan`, `united-states`, `congo-kinshasa`, `turkiye`. Read once, in about 0.1 s.
    """
    from babel import Locale  # noqa: PLC0415  (see _alpha3)

    territories = {language: dict(Locale(language).territories) for language in LANGUAGES}
    alpha3 = _alpha3()
    more: dict[str, list[CountryName]] = {}
    for row in _table("country_names"):
        extra = CountryName(row["language"], row["text"], AliasKind(row["kind"]), row["used"])
        more.setdefault(row["iso2"], []).append(extra)
    people = {row["iso2"]: _listed(row["adjectives"], row["people"]) for row in _table("demonyms")}
    seats = {row["iso2"]: _listed(row["city"], row["also"]) for row in _table("capitals")}
    found = []
    for iso2, english in territories["en"].items():
        if len(iso2) == 2 and iso2.isalpha() and iso2 not in _NOT_COUNTRIES:
            name = _plain(english)
            found.append(
                Country(
                    slug=slug(name),
                    iso2=iso2,
                    iso3=alpha3[iso2],
                    name=name,
                    names=tuple(dict.fromkeys(_names(iso2, territories) + more.get(iso2, []))),
                    demonyms=people.get(iso2, ()),
                    capitals=seats.get(iso2, ()),
                    sovereign=iso2 in seats,
                )
            )
    return tuple(sorted(found, key=lambda country: country.slug))


@lru_cache(maxsize=1)
def native_names() -> tuple[tuple[str, str, str], ...]:
    """Return (alpha-2 code, language, name) of countries in their official languages.

    From CLDR's lists of official languages, beyond the nine of `LANGUAGES`; languages of which
    CLDR has no locale are left out. Read once, in about 0.4 s.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  (see _alpha3)
    from babel.languages import get_official_languages  # noqa: PLC0415  (see _alpha3)

    locales: dict[str, dict[str, str]] = {}
    found = []
    for one in countries():
        for language in get_official_languages(one.iso2):
            if language not in locales:
                try:
                    locales[language] = dict(Locale.parse(language).territories)
                except (UnknownLocaleError, ValueError):
                    locales[language] = {}
            name = _plain(locales[language].get(one.iso2, ""))
            if name and language not in LANGUAGES:
                found.append((one.iso2, language, name))
    return tuple(found)


@lru_cache(maxsize=1)
def capital_names() -> tuple[tuple[str, str, str], ...]:
    """Return (slug of the country, language, name) of capitals in languages other than English.

    From CLDR's names of the cities that time zones are called after, and from a table of our own
    for capitals that no zone is called after. What is a name of the country too is left out.
    """
    from babel import Locale  # noqa: PLC0415  (see _alpha3)

    seats = {
        city: one for one in sorted(countries(), key=_territory) for city in one.capitals[::-1]
    }
    english = Locale("en").time_zones
    found = {(row["city"], row["language"], row["text"]) for row in _table("capital_names")}
    for language in LANGUAGES[1:]:
        for zone, names in Locale(language).time_zones.items():
            own = zone.rpartition("/")[2].replace("_", " ")
            city = english[zone].get("city", own) if zone in english else own
            found.add((city, language, _plain(names.get("city", ""))))
    return tuple(
        (seats[city].slug, language, text)
        for city, language, text in sorted(found)
        if city in seats and len(text) > 1 and text != city
        if text not in {name.text for name in seats[city].names}
    )


def _territory(one: Country) -> bool:
    """Order sovereign states last, so that of two towns of one name theirs is kept."""
    return one.sovereign


@lru_cache(maxsize=1)
def _by_key() -> dict[str, Country]:
    keys: dict[str, Country] = {}
    for one in countries():
        keys |= {one.slug: one, one.iso2: one, one.iso3: one}
    return keys


def country(key: str) -> Country | None:
    """Return the country with this slug, ISO 3166-1 alpha-2 or alpha-3 code, or None."""
    return _by_key().get(key)
