"""Carry what an export says about itself: which events it holds, as of when, from where."""

from dataclasses import dataclass

from timeline.chronology.recent import Recent
from timeline.exports.corrections import Correction
from timeline.terms import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How the reader would have a document; forms that have no use for a wish leave it.

    Attributes:
        style: the citation style by its name; empty is the usual one.
        csl: a citation style of the reader's own, as the text of a CSL file; empty for none.
        language: of fixed words and dates, BCP 47.
        script: how titles in other scripts are given: original, romanised or both.
        live: whether the citations of a word processor's document can be edited by Zotero.
        since: a day, a time or a version; what was corrected since then is told at the end.
    """

    style: str = ""
    csl: str = ""
    language: str = "en"
    script: str = "original"
    live: bool = False
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands at the head of an export.

    Attributes:
        title: what it is called.
        words: the filter in words, without a full stop; empty for one event alone.
        query: the filter as the query of an address; empty for all events.
        certain: how many events certainly lie in the window.
        possible: how many more may.
        order: in what order they come.
        version: the version of the data.
        generated: when it was made, ISO 8601, UTC.
        changed: when the data last changed, ISO 8601, UTC; documents bear this time, so that
            one version always gives one file.
        compiler: who publishes it.
        base: the public address of the site, without a slash at its end; empty where the
            chronology is published nowhere.
        address: where the same list can be read; empty as `base` is.
        font_folders: folders with fonts of this installation, besides those of the system.
        wishes: how the reader would have it.
        recent: what changed last, for feeds.
        corrections: what was corrected since the moment that the reader wishes, the last first.
    """

    title: str
    words: str = "All events"
    query: str = ""
    certain: int = 0
    possible: int = 0
    order: Order = Order.OLDEST
    version: int = 0
    generated: str = ""
    changed: str = ""
    compiler: str = ""
    base: str = ""
    address: str = ""
    font_folders: tuple[str, ...] = ()
    wishes: Wishes = Wishes()
    recent: tuple[Recent, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def total(self) -> int:
        """How many events there are altogether."""
        return self.certain + self.possible
