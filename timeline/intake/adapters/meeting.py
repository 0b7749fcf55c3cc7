"""Make one event of all rows that tell the same encounter; every row stays as its own citation."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from timeline import shapes
from timeline.intake.adapters.cameo import VISITS, Action
from timeline.terms import About, Role, Status


class Party(NamedTuple):
    """An actor as a row names it: its slug, the name it is shown by, whether that is but a role."""

    slug: str
    name: str
    role: bool = False


class Coded(NamedTuple):
    """A row of coded event data: on a day, one actor did something to another.

    `locator` finds the row in its file, `printed` is what the row calls the act, `day` is ISO 8601,
    `story` is the report it was read in, where that is told.
    """

    line: int
    locator: str
    day: str
    first: Party
    second: Party
    act: Action
    printed: str
    place: str = ""
    id: int = 0
    story: str = ""

    @property
    def doer(self) -> Party:
        """Tell who did it; hosting a visit is being visited."""
        return self.second if self.act.code == "043" else self.first

    @property
    def pair(self) -> tuple[str, str, int, str]:
        """Give what rows of one encounter have in common beside the day.

        Actors named by a role alone, "Police (India)", may be others in every report: their rows
        are of one encounter only within one story.
        """
        one, other = self.first.slug, self.second.slug
        if other < one:
            one, other = other, one
        story = self.story
        if story and not (self.first.role or self.second.role):
            story = ""
        return one, other, self.act.quad, story


def digest(*parts: str) -> str:
    """Make a short, stable key of texts: 20 hexadecimal digits."""
    return blake2b("\x1f".join(parts).encode(), digest_size=10).hexdigest()


def encounter(rows: Sequence[Coded], source: str) -> shapes.Event:
    """Make an event of rows of one day, one pair of actors and one class of action.

    The action of most weight gives type and title, of equal ones the commoner. Where each did to
    the other what the title says, both are participants; else one is initiator and the other
    target, or host of a visit.

    Args:
        rows: At least one.
        source: The slug of the source that holds them.
    """
    lead = _lead(rows)
    mutual = len(rows) > 1 and _mutual(rows, lead)
    return shapes.Event(
        title=_title(lead, mutual=mutual),
        date=shapes.Date(edtf=lead.day),
        type=lead.act.type,
        status=Status.OCCURRED,
        summary=_summary(rows),
        actors=_actors(lead, mutual=mutual),
        themes=_themes(rows),
        places=tuple([shapes.PlaceIn(slug=p) for p in dict.fromkeys([r.place for r in rows]) if p]),
        citations=tuple([_citation(row, source) for row in rows]),
    )


def _mutual(rows: Sequence[Coded], lead: Coded) -> bool:
    """Tell whether each did to the other what the leading row says."""
    same = [row for row in rows if row.act.said == lead.act.said or _visit(row, lead)]
    return len({row.doer.slug for row in same}) > 1 and bool(lead.act.both)


def _themes(rows: Sequence[Coded]) -> tuple[str, ...]:
    if len(rows) == 1:
        return rows[0].act.themes
    return tuple(dict.fromkeys([theme for row in rows for theme in row.act.themes]))


def _lead(rows: Sequence[Coded]) -> Coded:
    if len(rows) == 1:
        return rows[0]
    counts = Counter(row.act.code for row in rows)
    return max(
        rows,
        key=lambda row: (
            row.act.weight, counts[row.act.code], row.act.code, row.first.slug, row.locator,
        ),
    )  # fmt: skip


def _visit(row: Coded, lead: Coded) -> bool:
    return row.act.code in VISITS and lead.act.code in VISITS


def _title(lead: Coded, *, mutual: bool) -> str:
    doer = lead.doer
    done_to = lead.first if doer is lead.second else lead.second
    if doer.slug == done_to.slug:
        title = f"{doer.name}: {lead.printed.lower()}"
    elif mutual:
        one, other = sorted((doer, done_to))
        title = f"{one.name} and {other.name} {lead.act.both}"
    else:
        said = "visited" if lead.act.code in VISITS else lead.act.said
        title = f"{doer.name} {said} {done_to.name}"
    return title[:1].upper() + title[1:500]


def _actors(lead: Coded, *, mutual: bool) -> tuple[shapes.ActorIn, ...]:
    doer = lead.doer
    done_to = lead.first if doer is lead.second else lead.second
    if doer.slug == done_to.slug:
        return (shapes.ActorIn(slug=doer.slug),)
    if mutual:
        one, other = sorted((doer.slug, done_to.slug))
        return (shapes.ActorIn(slug=one), shapes.ActorIn(slug=other))
    to = Role.HOST if lead.act.code in VISITS else Role.TARGET
    return (
        shapes.ActorIn(slug=doer.slug, role=Role.INITIATOR),
        shapes.ActorIn(slug=done_to.slug, role=to),
    )


def _summary(rows: Sequence[Coded]) -> str:
    if len(rows) == 1:
        return ""
    acts = dict.fromkeys(f"{row.first.name}: {row.printed}" for row in rows)
    return f"Coded in {len(rows)} rows. {'; '.join(acts)}."


def _citation(row: Coded, source: str) -> shapes.Citation:
    return shapes.Citation(
        source=_source(source),
        locator=row.locator,
        claims=(_claim(row.printed, row.act.code),),
    )


@lru_cache(maxsize=64)
def _source(slug: str) -> shapes.SourceIn:
    return shapes.SourceIn(slug=slug)


@lru_cache(maxsize=1024)
def _claim(printed: str, code: str) -> shapes.Claim:
    return shapes.Claim(about=About.DETAIL, as_printed=printed, as_read=f"CAMEO {code}")
