"""Bring together the names that come with the service: states, leaders, bodies, groups, places."""

import csv
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files

from timeline.names.countries import capital_names, countries, country, native_names
from timeline.names.gazetteer import Alias
from timeline.names.latin import slug
from timeline.names.values import Actor, Names, Tie, days_of
from timeline.terms import ActorKind, AffiliationKind, AliasKind

_FAMILY_FIRST = frozenset({"china", "taiwan", "south-korea", "north-korea", "singapore"})
"""States whose leaders are named family name first."""

_WITHOUT_FAMILY_NAME = frozenset(
    {"vietnam", "cambodia", "indonesia", "malaysia", "myanmar", "ethiopia", "eritrea", "somalia"}
)
_NAMED_BY_OFFICE = frozenset({"monarch", "pope", "crown-prince"})
_SOVEREIGN, _TERRITORY, _CEASED, _REGION = 0, 5, 6, 7


def _table(name: str) -> list[dict[str, str]]:
    path = files("timeline.names").joinpath(f"data/{name}.csv")
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _language(text: str) -> str:
    """Return the language of a further name as its letters tell it, "" where they do not."""
    first = next((char for char in text if char.isalpha()), "a")
    if "\u0400" <= first <= "\u04ff":
        return "ru"
    if "\u3041" <= first <= "\u30ff":
        return "ja"
    return "ko" if "\uac00" <= first <= "\ud7a3" else ""


def _countries() -> Iterator[Actor | Alias]:
    exists = {row["iso2"]: days_of(row["exists"]) for row in _table("states")}
    for one in countries():
        kind = ActorKind.STATE if one.sovereign else ActorKind.TERRITORY
        rank = _SOVEREIGN if one.sovereign else _TERRITORY
        yield Actor(one.slug, kind, one.name, exists.get(one.iso2, (None, None)), rank)
        for name in one.names:
            used = days_of(name.used)
            yield Alias(name.text, one.slug, name.kind, name.language, used, rank=rank)
        for text in one.demonyms:
            yield Alias(text, one.slug, AliasKind.DEMONYM, "en", rank=rank)
        for text in one.capitals:
            yield Alias(text, one.slug, AliasKind.METONYM, "en", context=True, rank=rank)


def _capitals() -> Iterator[Alias]:
    for key, language, text in capital_names():
        one = country(key)
        rank = _SOVEREIGN if one and one.sovereign else _TERRITORY
        yield Alias(text, key, AliasKind.METONYM, language, context=True, rank=rank)


def _native() -> Iterator[Alias]:
    for iso2, language, text in native_names():
        one = country(iso2)
        if one:
            rank = _SOVEREIGN if one.sovereign else _TERRITORY
            yield Alias(text, one.slug, AliasKind.NATIVE, language, rank=rank)


def _adjectives() -> Iterator[Alias]:
    """Give the adjectives of other languages, which are written small and in every case."""
    for row in _table("adjectives"):
        one = country(row["iso2"])
        for text in _listed(row["words"]):
            yield Alias(
                text,
                one.slug if one else row["iso2"],
                AliasKind.DEMONYM,
                row["language"],
                rank=_SOVEREIGN,
            )


def _historical() -> Iterator[Actor | Alias | Tie]:
    for row in _table("historical_states"):
        key, days = row["slug"], days_of(row["exists"])
        yield Actor(key, ActorKind.HISTORICAL_STATE, row["name"], days, _CEASED)
        yield Alias(row["name"], key, AliasKind.PREFERRED, "en", rank=_CEASED)
        for text in _listed(row["names"]):
            yield Alias(text, key, AliasKind.SHORT, _language(text), rank=_CEASED)
        for text in _listed(row["demonyms"]):
            yield Alias(text, key, AliasKind.DEMONYM, "en", rank=_CEASED)
        for text in _listed(row["capital"]):
            yield Alias(text, key, AliasKind.METONYM, "en", days, context=True, rank=_CEASED)
        for successor in _listed(row["succeeded_by"]):
            yield Tie(successor, AffiliationKind.SUCCEEDS, key)


def _regions() -> Iterator[Actor | Alias | Tie]:
    for row in _table("regions"):
        key = slug(row["name"])
        yield Actor(key, ActorKind.SUBNATIONAL, row["name"], rank=_REGION)
        if row["country"]:
            yield Tie(key, AffiliationKind.PART_OF, row["country"])
        for text in [row["name"], *_listed(row["also"])]:
            yield Alias(text, key, AliasKind.SHORT, _language(text), rank=_REGION)
        for text in _listed(row["demonyms"]):
            yield Alias(text, key, AliasKind.DEMONYM, "en", rank=_REGION)
    for row in _table("cities"):
        for name in _listed(row["cities"]):
            key = slug(name)
            yield Actor(key, ActorKind.SUBNATIONAL, name, rank=_REGION)
            yield Tie(key, AffiliationKind.PART_OF, row["country"])
            yield Alias(name, key, AliasKind.SHORT, _language(name), context=True, rank=_REGION)


def _bodies() -> Iterator[Actor | Alias | Tie]:
    ties = {
        ActorKind.GOVERNMENT_BODY: AffiliationKind.PART_OF,
        ActorKind.COMPANY: AffiliationKind.SEAT_IN,
    }
    for row in _table("bodies") + _table("groups"):
        key, kind = slug(row["name"]), ActorKind(row["kind"])
        yield Actor(key, kind, row["name"], days_of(row.get("exists", "")), _REGION)
        for text in [row["name"], *_listed(row["also"])]:
            yield Alias(text, key, AliasKind.SHORT, _language(text), rank=_REGION)
        if row["country"]:
            yield Tie(key, ties.get(kind, AffiliationKind.NATIONAL_OF), row["country"])


def family_name(name: str, state: str) -> str:
    """Return what a person is called by alone, "Putin", "Xi", or "" where that is not known."""
    words = name.split()
    if len(words) < 2 or not name[0].isascii() or state in _WITHOUT_FAMILY_NAME:
        return ""
    if state in _FAMILY_FIRST and (state != "singapore" or len(words) > 2):
        return words[0]
    if words[-1] in {"Jr.", "Jr", "III"}:
        words.pop()
    if words[-2] in {"Ben", "Del", "Di", "De"}:
        return f"{words[-2]} {words[-1]}"
    return "" if words[-1].isupper() else words[-1]


def _surnames(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give a leader's family name as the sources write it, with the language."""
    if row["office"] in _NAMED_BY_OFFICE:
        return
    state, main = row["country"], row["person"]
    family = family_name(main, state)
    for text in [main, *_listed(row["also"])]:
        language = _language(text)
        if language == "ru" and " " in text:
            yield text.split()[-1], "ru"
        elif family and " " in text and text.isascii() and state not in _FAMILY_FIRST:
            yield family_name(text, state), "en"
    for part in (family, family.removeprefix("al-").removeprefix("el-")):
        yield part, "en"


def _leader(row: dict[str, str]) -> Iterator[Actor | Alias | Tie]:
    person, state = slug(row["person"]), row["country"]
    office = f"{row['office']}-of-{state}"
    known = country(state)
    title = row["office"].replace("-", " ").capitalize()
    owner = known.name if known else state.replace("-", " ").title()
    yield Actor(person, ActorKind.PERSON, row["person"])
    yield Actor(office, ActorKind.OFFICE, f"{title} of {owner}")
    yield Tie(person, AffiliationKind.HOLDS, office, days_of(row["held"]))
    yield Tie(office, AffiliationKind.OFFICE_OF, state)
    for text in [row["person"], *_listed(row["also"])]:
        if " " in text or not text.isascii() or len(text) > 4:
            yield Alias(text, person, AliasKind.SHORT, _language(text))
    for text, language in _surnames(row):
        if len(text) > 1:
            yield Alias(text, person, AliasKind.SHORT, language, context=True)


def _leaders() -> Iterator[Actor | Alias | Tie]:
    for row in _table("leaders"):
        yield from _leader(row)


def _gathered(found: Iterable[Actor | Alias | Tie]) -> Names:
    actors: dict[object, Actor] = {}
    aliases: dict[Alias, None] = {}
    ties: dict[Tie, None] = {}
    for one in found:
        if isinstance(one, Actor):
            actors.setdefault(one.key, one)
        elif isinstance(one, Alias):
            aliases[one] = None
        else:
            ties[one] = None
    return Names(tuple(actors.values()), tuple(aliases), tuple(ties))


@lru_cache(maxsize=1)
def known() -> Names:
    """Return the actors, names and ties that come with the service; keys are slugs.

    Countries and their names are CLDR's; states that ceased, leaders with their time in office,
    bodies, companies, parties, armed groups, organizations, regions and towns are tables of our
    own, compiled from general knowledge up to 2025. An office that is open to the right was held
    then. Read once, in about half a second.
    """
    rooms = (
        _countries(),
        _native(),
        _capitals(),
        _adjectives(),
        _historical(),
        _leaders(),
        _bodies(),
        _regions(),
    )
    return _gathered(one for room in rooms for one in room)
