"""Name the forms in which a list can be taken away, and sort them for readers."""

from collections.abc import Iterable, Iterator, Mapping

from timeline.exports import bibliography, data, reading

NAMES: Mapping[str, str] = {
    "docx": "Word",
    "odt": "OpenDocument",
    "html": "HTML",
    "tex": "LaTeX",
    "md": "Markdown",
    "wiki": "Wikitext",
    "xlsx": "Excel",
    "jsonl": "JSON Lines",
    "parquet": "Parquet",
    "geojson": "GeoJSON",
    "jsonld": "JSON-LD",
    "ttl": "Turtle",
    "timelinejs": "TimelineJS",
    "site": "Website (zip)",
    "csl": "CSL-JSON",
    "bib": "BibLaTeX",
}
"""What forms are called; any other by its name in capitals."""
GROUPS = {
    "document": tuple(one.name for one in reading.FORMS),
    "data": tuple(one.name for one in data.FORMS),
    "bibliography": tuple(one.name for one in bibliography.FORMS),
}
"""The forms of a list by what they are taken for; feeds have a place of their own."""


def name(form: str) -> str:
    """Give what readers call a form."""
    return NAMES.get(form, form.upper())


FORMS = tuple((form, name(form)) for forms in GROUPS.values() for form in forms)
"""Every form in which a list can be taken away, with its name."""


def in_groups(forms: Iterable[tuple[str, str]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Sort forms, each a name with its address, by what they are taken for.

    Returns:
        The key of each group with its forms; groups without forms are left out.
    """
    known = dict(forms)
    for group, names in GROUPS.items():
        found = [(name(form), known[name(form)]) for form in names if name(form) in known]
        if found:
            yield group, found
