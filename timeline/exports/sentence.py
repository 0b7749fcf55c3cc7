"""Say a filter in words: which events a chronology holds, as its title and as a sentence."""

from collections.abc import Sequence

from timeline.chronology.filter import SHOWN_VIA, EventFilter, Groups
from timeline.dates import NotADate, Span
from timeline.dates.wording import words
from timeline.exports.fixed import Said, base_language
from timeline.exports.fixed import said as fixed_words
from timeline.terms import HAPPENED, Order, Status, Via, When

VIA_WORDS = {
    Via.DIRECT: "themselves",
    Via.REPRESENTED: "through those who act for them",
    Via.AFFILIATED: "through owners and seats",
    Via.MEMBER: "through organizations of their members",
}
ORDER_WORDS = {
    Order.OLDEST: "",
    Order.NEWEST: ", newest first",
    Order.SIGNIFICANT: ", most significant first",
}


def title(given: EventFilter, language: str = "en") -> str:
    """Name a chronology after its filter: "Japan, Russia; energy: a chronology, 2012–2018".

    Args:
        given: The filter with names in the place of slugs.
        language: Of the fixed words and dates, BCP 47; names stay as they are.
    """
    if base_language(language) != "en":
        return _title_in(given, fixed_words(language))
    subjects = [", ".join(_either(group) for group in groups) for groups in _subjects(given)]
    what = "; ".join(part for part in subjects if part)
    if given.q:
        what = f"{what}; “{given.q}”" if what else f"“{given.q}”"
    when = _window(given, "–")
    what = what[:1].upper() + what[1:] if what else "All events" if not given.has_window else ""
    named = f"{what}: a chronology" if what else "A chronology"
    return f"{named}, {when}" if when else named


def sentence(given: EventFilter, language: str = "en") -> str:
    """Say a filter in words: "Events with Japan and Russia on energy, 2012 to 2018".

    Args:
        given: The filter with names in the place of slugs (see `timeline.chronology.naming`).
        language: Of the fixed words and dates, BCP 47; other languages than English name each
            part of the filter, as names could not be declined.

    Returns:
        One sentence without its full stop.
    """
    if base_language(language) != "en":
        return _sentence_in(given, fixed_words(language))
    told = _what(given) + "".join(_subject(given)) + _searched(given)
    when = _window(given, " to ")
    if when:
        certainly = "certainly " if given.when is When.CERTAIN else ""
        told += f", {certainly}{when}"
    return told + _as_of(given) + ORDER_WORDS[given.order]


def _subjects(given: EventFilter) -> tuple[Groups, ...]:
    themes = tuple(tuple(_inside(label) for label in group) for group in given.theme)
    return (given.actor, themes, given.place, given.source)


def _inside(label: str) -> str:
    """Write a label as it stands inside a sentence: "Energy" small, "LNG plants" as it is."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _what(given: EventFilter) -> str:
    kinds = [
        *(["disputed"] if given.disputed else []),
        *([_listed([status.value for status in given.status], "or")] if given.status else []),
    ]
    what = " ".join([*kinds, "events"])
    if given.type:
        what += f" of type {_listed([one.value for one in given.type], 'or')}"
    if given.uncertain:
        what += " not dated to the day for certain"
    plain = not (kinds or given.type or given.uncertain or given.q or any(_subjects(given)))
    if plain and not given.has_window:
        return "All events"
    return what[0].upper() + what[1:]


def _subject(given: EventFilter) -> list[str]:
    found = []
    if given.actor:
        found.append(" with " + _listed([_either(group) for group in given.actor], "and"))
    if given.role:
        found.append(f" as {_listed([role.value for role in given.role], 'or')}")
    if given.via != SHOWN_VIA:
        ways = _listed([VIA_WORDS[via] for via in given.via], "or")
        found.append(f" (actors counted {ways})")
    _actors, *others = _subjects(given)
    for word, groups in zip(("on", "in", "cited from"), others, strict=True):
        if groups:
            found.append(f" {word} {_listed([_either(group) for group in groups], 'and')}")
    return found


def _searched(given: EventFilter) -> str:
    return f" matching “{given.q}”" if given.q else ""


def _as_of(given: EventFilter) -> str:
    if not given.as_of:
        return ""
    try:
        return f", as known on {words(Span.parse(given.as_of))}"
    except NotADate:  # the time of a revision, to the second
        return f", as known at {given.as_of}"


def _either(group: Sequence[str]) -> str:
    return _listed(group, "or")


def _listed(parts: Sequence[str], last: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def _window(given: EventFilter, between: str) -> str:
    first, last = given.window_from, given.window_to
    if first is None or last is None:
        if first is not None:
            return f"from {words(first)}"
        return f"to {words(last)}" if last is not None else ""
    if first.edtf == last.edtf:
        return words(first)
    return f"{words(first)}{between}{words(last)}"


def _title_in(given: EventFilter, said: Said) -> str:
    """Name a chronology in another language: its subjects, the word for it, the window."""
    several = _subjects(given)
    subjects = [", ".join(said("filter.or").join(one) for one in groups) for groups in several]
    what = "; ".join([*(part for part in subjects if part), *([given.q] if given.q else [])])
    parts = (what, said("filter.title"))
    named = ": ".join(one for one in (reversed(parts) if said.right_to_left else parts) if one)
    when = _window_in(given, said)
    whole = f"{named}, {when}" if when else named
    return whole[:1].upper() + whole[1:]


def _sentence_in(given: EventFilter, said: Said) -> str:
    """Name each part of a filter and what it is, in another language."""
    records = ("actor", "theme", "place", "source")
    parts = [(name, _values_in(given, name, said)) for name in records]
    parts += [
        ("role", said("filter.or").join(given.role)),
        ("via", said("filter.or").join(given.via) if given.via != SHOWN_VIA else ""),
        ("type", said("filter.or").join(given.type)),
        ("status", said("filter.or").join(_status_in(one, said) for one in given.status)),
        ("q", said.quoted(given.q) if given.q else ""),
        ("when", _window_in(given, said)),
        ("as_of", said.date(given.as_of) if given.as_of else ""),
    ]
    told = [f"{said(f'filter.{name}')}: {value}" for name, value in parts if value]
    flags = [
        ("disputed", given.disputed),
        ("uncertain", given.uncertain),
        ("certain", given.has_window and given.when is When.CERTAIN),
        ("newest", given.order is Order.NEWEST),
        ("significant", given.order is Order.SIGNIFICANT),
    ]
    told += [said(f"filter.{name}") for name, wanted in flags if wanted]
    line = said.joined(told) or said("filter.all")
    return line[:1].upper() + line[1:]


def _values_in(given: EventFilter, name: str, said: Said) -> str:
    groups: Groups = getattr(given, name)
    isolated = [[said.isolated(one) for one in group] for group in groups]
    return said("filter.and").join(said("filter.or").join(group) for group in isolated)


def _status_in(status: Status, said: Said) -> str:
    return status.value if status in HAPPENED else said(f"status.{status.value}")


def _window_in(given: EventFilter, said: Said) -> str:
    first, last = given.window_from, given.window_to
    if first is None or last is None:
        if first is not None:
            return said("filter.from", date=said.date(first.edtf))
        return said("filter.to", date=said.date(last.edtf)) if last is not None else ""
    if first.edtf == last.edtf:
        return said.date(first.edtf)
    return f"{said.date(first.edtf)}–{said.date(last.edtf)}"
