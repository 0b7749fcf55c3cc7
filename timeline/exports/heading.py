"""Write the head of an export, the same whichever door it is taken away by."""

from dataclasses import dataclass

from timeline import shapes
from timeline.chronology.whole import Overview
from timeline.exports.corrections import corrections_of
from timeline.exports.head import Head, Wishes
from timeline.exports.sentence import sentence, title


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """Who publishes an export, where and when, with which fonts.

    Attributes:
        compiler: who publishes it.
        base: the public address of the site, without a slash at its end; empty where it is
            published nowhere.
        generated: when it is made, ISO 8601, UTC.
        font_folders: folders with fonts of this installation.
    """

    compiler: str
    base: str
    generated: str
    font_folders: tuple[str, ...] = ()

    def address(self, path: str) -> str:
        """Write the public address of a path of the site; none where there is no site."""
        return f"{self.base}{path}" if self.base else ""


def head_of(told: Overview, imprint: Imprint, wishes: Wishes) -> Head:
    """Write the head of the chronology of a filter, in the language that is wished for."""
    query = told.given.query(paging=False)
    return Head(
        title=title(told.named, wishes.language),
        words=sentence(told.named, wishes.language),
        query=query,
        certain=told.count.certain,
        possible=told.count.possible,
        order=told.given.order,
        version=told.version,
        generated=imprint.generated,
        changed=told.changed,
        compiler=imprint.compiler,
        base=imprint.base,
        address=imprint.address(f"/events?{query}" if query else "/events"),
        font_folders=imprint.font_folders,
        wishes=wishes,
        recent=told.recent,
        corrections=corrections_of(told.turns),
    )


def head_of_one(
    event: shapes.Event, version: int, changed: str, imprint: Imprint, wishes: Wishes
) -> Head:
    """Write the head of one event.

    Args:
        event: The event.
        version: The version of the data.
        changed: When the data last changed, ISO 8601, UTC.
        imprint: Who publishes it.
        wishes: How the reader would have it.
    """
    return Head(
        title=event.title,
        words="",
        certain=1,
        version=version,
        generated=imprint.generated,
        changed=changed,
        compiler=imprint.compiler,
        base=imprint.base,
        address=imprint.address(f"/event/{event.id}/{event.slug}"),
        font_folders=imprint.font_folders,
        wishes=wishes,
    )
