"""Set the values by which a list can be narrowed, and the years in which it has events."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from timeline.web.language import gettext as _
from timeline.web.pages.choices import Choice, Panel
from timeline.web.pages.escaped import safe
from timeline.web.pages.labels import label
from timeline.web.pages.strip import Bar, Period, Strip


def facets(panels: Sequence[Panel], strip: Strip | None) -> Markup:
    """Set every facet with its values, the years first.

    Args:
        panels: The facets.
        strip: The years; None leaves them out.
    """
    parts = [f'<nav class="facets" aria-label="{_("Filters by value")}">\n']
    if strip:
        parts.append(f"<h3>{_('Years')}</h3>{periods(strip.periods)}")
    remove, may = _("Remove filter"), _("%(n)s possibly")
    for panel in panels:
        name = safe(label("facet", panel.parameter))
        parts.append(f"<h3>{name}</h3>\n<ul>{_choices(panel.first, remove, may)}</ul>\n")
        if panel.more:
            more = _("%(n)s more") % {"n": len(panel.more)}
            summary = f'<summary>{more}<span class="unseen"> – {name}</span></summary>'
            values = _choices(panel.more, remove, may)
            parts.append(f"<details>{summary}\n<ul>{values}</ul></details>\n")
    parts.append("</nav>\n")
    return Markup("".join(parts))  # noqa: S704 - each part is escaped


def _choices(choices: Iterable[Choice], remove: str, may: str) -> str:
    found = []
    for one in choices:
        certain, possible = one.value.certain, one.value.possible
        doubt = ""
        if possible:
            said = may % {"n": possible}
            shown = f'<span aria-hidden="true">+{possible}</span>'
            doubt = f'<span class="may">{shown}<span class="unseen">, {said}</span></span>'
        chosen = unseen = ""
        if one.chosen:
            chosen, unseen = ' aria-current="true"', f'<span class="unseen">{remove} </span>'
        found.append(
            f'<li><a href="{safe(one.href)}" rel="nofollow"{chosen}>{unseen}'
            f'<span class="name" dir="auto">{safe(one.name)}</span>'
            f' <span class="n">{certain}{doubt}</span></a></li>\n'
        )
    return "".join(found)


def periods(several: Iterable[Period]) -> Markup:
    """Set the years or decades as links with their counts."""
    items = "".join(
        f'<li><a href="{safe(one.href)}">{safe(one.name)}'
        f' <span class="n">{one.total}</span></a></li>\n'
        for one in several
    )
    return Markup(f'<ul class="periods">\n{items}</ul>\n')  # noqa: S704 - escaped


def years(strip: Strip | None) -> Markup:
    """Draw events by year: bars to look at; nothing where there are too few years."""
    if not strip:
        return Markup()
    box, tall = f"0 0 {strip.width}", strip.height
    first, last = safe(strip.first), safe(strip.last)
    said = _("Events by year, %(first)s to %(last)s") % {"first": first, "last": last}
    bars = "".join(_bar(one, tall) for one in strip.bars)
    names = "".join(
        f'<text x="{one.x}" y="14" text-anchor="middle">{safe(one.name)}</text>'
        for one in strip.ticks
    )
    drawn = (
        f'<figure class="strip">\n<svg viewBox="{box} {tall}" preserveAspectRatio="none"'
        f' role="img" aria-label="{said}">\n{bars} </svg>\n'
        f'<svg class="axis" viewBox="{box} 18" aria-hidden="true" focusable="false">\n{names}'
        f" </svg>\n<figcaption><span>{first}</span> <span>{last}</span></figcaption>\n</figure>\n"
    )
    return Markup(drawn)  # noqa: S704 - of numbers, and of texts that are escaped


def _bar(bar: Bar, tall: int) -> str:
    may = sure = ""
    if bar.possible:
        top, size = tall - bar.certain - bar.possible, f'height="{bar.possible}"'
        may = f'<rect class="may" x="{bar.x}" y="{top}" width="{bar.width}" {size}/>'
    if bar.certain:
        size = f'height="{bar.certain}"'
        sure = f'<rect x="{bar.x}" y="{tall - bar.certain}" width="{bar.width}" {size}/>'
    return may + sure
