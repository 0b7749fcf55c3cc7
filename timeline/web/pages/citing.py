"""Word how an event of this chronology is cited, in the styles that readers are asked for."""

from dataclasses import dataclass

from timeline import shapes
from timeline.dates import NotADate, Span
from timeline.dates.days import ymd
from timeline.dates.wording import words

BIBTEX = str.maketrans(
    {
        **{char: f"\\{char}" for char in "#$%&_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "\n": " ",
    }
)
WIKI = str.maketrans({"|": "{{!}}", "[": "&#91;", "]": "&#93;", "{": "&#123;", "}": "&#125;"})


@dataclass(frozen=True, slots=True)
class Style:
    """A style by its name, an event cited in it, and whether that is code to be copied."""

    name: str
    text: str
    code: bool = False


def cite(event: shapes.Event, site: str, address: str) -> tuple[Style, ...]:
    """Cite an event in every style; dates are in English, as the styles want them.

    Source: Chicago Manual of Style, 18th edition, chapter 14; APA, 7th edition, 10.16; MLA, 9th
    edition; BibTeX entry type misc; the template Cite web of Wikipedia.

    Args:
        event: The event as it is shown.
        site: What the site is called.
        address: Where the event can be read.
    """
    day = (event.updated or "")[:10]
    where = f"event {event.id}, revision {event.revision}"
    return (
        Style(
            "Chicago",
            f"“{_quoted(event.title)}.” {site}, {where}, last changed {_long(day)}. {address}.",
        ),
        Style("APA", f"{site}. ({_apa(day)}). {event.title} [{where.capitalize()}]. {address}"),
        Style("MLA", f"“{_quoted(event.title)}.” {site}, {where}, {_long(day)}, {address}."),
        Style("BibTeX", _bibtex(event, site, address, where), code=True),
        Style("Wikipedia", _wiki(event, site, address, day), code=True),
    )


def _quoted(title: str) -> str:
    return title.replace("“", "‘").replace("”", "’").rstrip(".")


def _long(day: str) -> str:
    try:
        return words(Span.parse(day)) if day else "n.d."
    except NotADate:
        return day


def _apa(day: str) -> str:
    number = Span.parse(day).earliest if day else None
    if number is None:
        return "n.d."
    year, month, of_month = ymd(number)
    named = _long(f"{year:04d}-{month:02d}").split(" ")[0]
    return f"{year}, {named} {of_month}"


def _bibtex(event: shapes.Event, site: str, address: str, where: str) -> str:
    fields = {
        "title": "{" + event.title.translate(BIBTEX) + "}",
        "howpublished": site.translate(BIBTEX),
        "year": (event.updated or "n.d.")[:4],
        "note": where.capitalize(),
        "url": address,
    }
    inside = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{timeline-{event.id}-{event.revision},\n{inside}\n}}"


def _wiki(event: shapes.Event, site: str, address: str, day: str) -> str:
    title, website = event.title.translate(WIKI), site.translate(WIKI)
    return f"{{{{cite web |title={title} |website={website} |date={_long(day)} |url={address}}}}}"
