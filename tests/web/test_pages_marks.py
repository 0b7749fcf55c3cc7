"""Hold labels, marks and colours to their rules: each word has one, each can be told apart."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from timeline import terms
from timeline.web.pages import labels
from timeline.web.pages.assets import FOLDER

VOCABULARIES = {
    "type": terms.EventType,
    "status": terms.Status,
    "role": terms.Role,
    "via": terms.Via,
    "link_out": terms.LinkKind,
    "link_in": terms.LinkKind,
    "stance": terms.Stance,
    "about": terms.About,
    "verb": terms.Verb,
    "order": terms.Order,
    "actor_kind": terms.ActorKind,
    "actor_kinds": terms.ActorKind,
    "alias_kind": terms.AliasKind,
    "tie": terms.AffiliationKind,
    "tied": terms.AffiliationKind,
    "place_kind": terms.PlaceKind,
    "place_kinds": terms.PlaceKind,
    "source_kind": terms.SourceKind,
    "source_kinds": terms.SourceKind,
    "match": terms.Match,
}
SHEET = (FOLDER / "site.css").read_text(encoding="utf-8")
PALETTES = dict(
    zip(("light", "dark"), re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL), strict=False)
)
PROTAN = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
DEUTAN = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
NORMAL = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
APART = 12
"""The least distance of two marks in OKLab times 100, for eight of them."""


def colours(scheme: str) -> dict[str, tuple[float, float, float]]:
    """Read the colours of a scheme as linear RGB, 0 to 1."""
    found = re.findall(r"--([\w-]+): #([0-9a-f]{6}|[0-9a-f]{3})\b", PALETTES[scheme])
    return {
        name: linear(code if len(code) == 6 else "".join(c * 2 for c in code))
        for name, code in found
    }


def linear(code: str) -> tuple[float, float, float]:
    """Turn a hexadecimal sRGB colour into linear RGB (IEC 61966-2-1)."""
    parts = [int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    return tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Give the contrast ratio of two colours (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: tuple[float, ...]) -> float:
    """Give the relative luminance of a colour."""
    return sum(part * weight for part, weight in zip(colour, (0.2126, 0.7152, 0.0722), strict=True))


def seen(colour, eyes) -> tuple[float, ...]:
    """Give a colour as eyes see it (Machado, Oliveira and Fernandes 2009, severity 1), as OKLab."""
    r, g, b = (min(max(sum(w * c for w, c in zip(row, colour, strict=True)), 0), 1) for row in eyes)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def distance(one, other) -> float:
    """Give the distance of two OKLab colours times 100."""
    return 100 * sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_word_has_a_label(vocabulary):
    """No word of a closed vocabulary is shown as columns have it."""
    missing = [
        word.value
        for word in VOCABULARIES[vocabulary]
        if word.value not in labels._tables()["en"][vocabulary]
    ]

    assert [] == missing


def test_what_did_not_happen_is_explained():
    """Each status that is not told as fact has a sentence on the page of its event."""
    apart = {status.value for status in terms.Status if status not in terms.HAPPENED}

    assert apart == set(labels._tables()["en"]["told"])


def test_every_family_has_a_shape_a_colour_and_a_word():
    """A family of themes has a symbol, a colour in light and dark, and a name."""
    glyphs = (Path(FOLDER).parent / "templates" / "parts" / "glyphs.html").read_text(
        encoding="utf-8"
    )
    families = {*labels.families(), labels.OTHER_FAMILY}

    assert families == set(re.findall(r'id="g-(\w+)"', glyphs))
    assert families <= set(colours("light")) & set(colours("dark"))
    assert families <= set(labels._tables()["en"]["family"])


def test_every_top_theme_of_the_seeds_has_a_family():
    """No theme that comes with the service falls to the mark of those without one."""
    seeds = Path(__file__).parents[2] / "seeds" / "themes.csv"
    tops = {line.split(",")[0] for line in seeds.read_text(encoding="utf-8").splitlines()[1:]}

    assert [] == [top for top in tops if labels.family(top) == labels.OTHER_FAMILY]


@pytest.mark.parametrize("scheme", PALETTES)
def test_marks_stand_out_from_the_paper(scheme):
    """Every mark has a contrast of 3:1 to the paper at least (WCAG 2.2, 1.4.11)."""
    found = colours(scheme)
    weak = [f for f in labels.families() if contrast(found[f], found["paper"]) < 3]

    assert [] == weak


@pytest.mark.parametrize("scheme", PALETTES)
def test_text_can_be_read(scheme):
    """Ink, soft ink, links and doubts have a contrast of 4.5:1 to what they stand on."""
    found = colours(scheme)
    pairs = [(ink, on) for ink in ("ink", "soft", "link") for on in ("paper", "raised")]
    pairs += [(ink, "doubt-bg") for ink in ("doubt", "ink", "soft", "link")]
    weak = [pair for pair in pairs if contrast(found[pair[0]], found[pair[1]]) < 4.5]

    assert [] == weak


@pytest.mark.parametrize("scheme", PALETTES)
@pytest.mark.parametrize("eyes", [NORMAL, PROTAN, DEUTAN], ids=["normal", "protan", "deutan"])
def test_marks_can_be_told_apart(scheme, eyes):
    """Any two families differ in colour also to eyes that lack red or green."""
    found = {family: seen(colours(scheme)[family], eyes) for family in labels.families()}
    close = [
        (one, other, round(distance(found[one], found[other]), 1))
        for one, other in combinations(found, 2)
        if distance(found[one], found[other]) < APART
    ]

    assert [] == close


def test_the_sheet_is_small():
    """The whole style sheet stays under 8 kB gzipped, whatever is added."""
    import gzip

    assert len(gzip.compress(SHEET.encode(), 9)) <= 8192
