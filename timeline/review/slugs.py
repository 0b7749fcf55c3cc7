"""Give new events slugs that no other event has, with one question to the store for many."""

from collections.abc import Sequence
from functools import lru_cache

from sqlalchemy.orm import Session

from timeline.names.latin import SLUG_LENGTH
from timeline.names.latin import slug as make_slug
from timeline.review import match


class NewSlugs:
    """Slugs for the new events of one call.

    A title makes the slug; where that is taken, its date is added, and then a number: of many
    events called alike, each still has an address that says something.
    """

    def __init__(self, session: Session, events: Sequence[tuple[str, str]]) -> None:
        """Read which slugs are taken; events are given by title and date as EDTF."""
        self._session = session
        self._plain: dict[str, str] = {}
        dated: set[str] = set()
        for title, edtf in events:
            if title in self._plain:  # called alike within the call: one of them needs its date
                dated.add(_dated(self._plain[title], edtf))
            else:
                self._plain[title] = make_slug(title)
        plain = set(self._plain.values())
        self._taken = set(match.event_keys(session, list(plain)))
        dated |= {_dated(s, e) for t, e in events if (s := self._plain[t]) in self._taken}
        self._taken |= set(match.event_keys(session, list(dated)))
        self._asked = plain | dated

    def give(self, title: str, edtf: str, given: set[str]) -> str:
        """Make the slug of an event.

        Args:
            title: Its title.
            edtf: Its date.
            given: The slugs of this call, which are taken as well; the new one is added.
        """
        plain = self._plain.get(title) or make_slug(title)
        slug, number = plain, 1
        while slug in given or self._is_taken(slug):
            slug = _dated(plain, edtf) if number == 1 else f"{_dated(plain, edtf)}-{number}"
            number += 1
        given.add(slug)
        return slug

    def _is_taken(self, slug: str) -> bool:
        if slug in self._asked:
            return slug in self._taken
        return bool(match.event_keys(self._session, [slug]))


def _dated(plain: str, edtf: str) -> str:
    return f"{plain[: SLUG_LENGTH - 12].rstrip('-')}-{_date_part(edtf)}"


@lru_cache(maxsize=4096)
def _date_part(edtf: str) -> str:
    return make_slug(edtf)[:24].rstrip("-")
