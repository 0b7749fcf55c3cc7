"""Offer what a filter may be changed to: chips that take a part away, facet values that toggle."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from timeline.chronology.facets import Facets, Value
from timeline.chronology.filter import EventFilter, Groups
from timeline.chronology.rows import RefRow
from timeline.terms import When
from timeline.web.language import said
from timeline.web.pages.asked import Toggled, list_address
from timeline.web.pages.dated import head
from timeline.web.pages.labels import label

RECORDS = ("actor", "theme", "place", "source")
WORDS = ("type", "status")
SHOWN = 8
MOST = 30
"""How many values of a facet a page offers; the rest are found by name."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of a filter: its parameter, what it says, and the filter without it."""

    parameter: str
    name: str
    without: EventFilter

    @property
    def href(self) -> str:
        """The list without this part."""
        return list_address(self.without)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its counts, and the list with it toggled."""

    value: Value
    name: str
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One facet as a page shows it: the first values, and those behind `more`."""

    parameter: str
    first: tuple[Choice, ...]
    more: tuple[Choice, ...]


def chips(given: EventFilter, names: Mapping[tuple[str, str], RefRow]) -> tuple[Chip, ...]:
    """List the parts of a filter, each with the filter without it."""
    found: list[Chip] = []
    for parameter in RECORDS:
        groups: Groups = getattr(given, parameter)
        for number, group in enumerate(groups):
            rest = groups[:number] + groups[number + 1 :]
            called = " / ".join(_name(names, parameter, slug) for slug in group)
            found.append(Chip(parameter, called, given.changed(**{parameter: rest})))
    for parameter in ("role", *WORDS):
        chosen = getattr(given, parameter)
        found += [
            Chip(
                parameter, label(parameter, word), given.changed(**{parameter: _less(chosen, word)})
            )
            for word in chosen
        ]
    return tuple(found + _window_chips(given) + _plain_chips(given))


def _name(names: Mapping[tuple[str, str], RefRow], parameter: str, slug: str) -> str:
    row = names.get((parameter, slug))
    return row.name if row else slug


def _window_chips(given: EventFilter) -> list[Chip]:
    found = []
    if given.window_from is not None:
        without = given.changed(window_from=None)
        found.append(Chip("from", said(given.window_from), without))
    if given.window_to is not None:
        found.append(Chip("to", said(given.window_to), given.changed(window_to=None)))
    return found


def window_chip(given: EventFilter) -> Chip | None:
    """Give the whole window as one part; None where it has not both sides."""
    if given.window_from is None or given.window_to is None:
        return None
    window = f"{said(given.window_from)} – {said(given.window_to)}"
    return Chip("window", window, given.changed(window_from=None, window_to=None))


def _plain_chips(given: EventFilter) -> list[Chip]:
    usual = {one.name: one.default for one in fields(EventFilter)}
    found = []
    if given.when is not When.POSSIBLE:
        found.append(Chip("when", "", given.changed(when=When.POSSIBLE)))
    if given.via != usual["via"]:
        called = ", ".join(label("via", word) for word in given.via)
        found.append(Chip("via", called, given.changed(via=usual["via"])))
    found += [
        Chip(flag, "", given.changed(**{flag: False}))
        for flag in ("disputed", "uncertain")
        if getattr(given, flag)
    ]
    if given.as_of:
        found.append(Chip("as_of", head(given.as_of), given.changed(as_of="")))
    if given.q:
        found.append(Chip("q", given.q, given.changed(q="")))
    return found


def panels(
    given: EventFilter,
    facets: Facets,
    others: Mapping[str, Facets] | None = None,
    *,
    own: str = "",
) -> tuple[Panel, ...]:
    """Lay out every facet of a filter that has values to choose.

    Args:
        given: The filter.
        facets: Its counts.
        others: By parameter of words, the counts without it: a second word widens the list, so
            the others stay to be chosen, each with what it has by itself.
        own: The parameter that a page is about, which it does not offer.
    """
    counted = dict.fromkeys((*RECORDS, *WORDS), facets) | dict(others or {})
    write = Toggled(given)
    found = [
        _panel(given, write, name, getattr(counted[name], name)) for name in counted if name != own
    ]
    return tuple(panel for panel in found if panel.first)


def _panel(given: EventFilter, write: Toggled, parameter: str, values: tuple[Value, ...]) -> Panel:
    choices = [_choice(given, write, parameter, value) for value in values[:MOST]]
    choices.sort(key=lambda choice: not choice.chosen)
    return Panel(parameter, tuple(choices[:SHOWN]), tuple(choices[SHOWN:]))


def _choice(given: EventFilter, write: Toggled, parameter: str, value: Value) -> Choice:
    if parameter in RECORDS:
        chosen, groups = _toggle_group(getattr(given, parameter), value.slug)
        href = write.address(parameter, [",".join(group) for group in groups])
        return Choice(value, value.name, chosen, href)
    chosen, kept = _toggle_word(getattr(given, parameter), value.slug)
    href = write.address(parameter, [",".join(kept)] if kept else [])
    return Choice(value, label(parameter, value.name), chosen, href)


def _toggle_group(groups: Groups, slug: str) -> tuple[bool, Groups]:
    """Take a slug out of every group that has it; else ask for it together with the rest."""
    if not any(slug in group for group in groups):
        return False, (*groups, (slug,))
    rest = (tuple(other for other in group if other != slug) for group in groups)
    return True, tuple(group for group in rest if group)


def _toggle_word(words_given: tuple[str, ...], word: str) -> tuple[bool, tuple[str, ...]]:
    if word in words_given:
        return True, _less(words_given, word)
    return False, (*words_given, word)


def _less(words_given: tuple[str, ...], word: str) -> tuple[str, ...]:
    return tuple(other for other in words_given if other != word)
