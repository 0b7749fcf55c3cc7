"""Give new events slugs that no other event has, with one question to the store for many."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from timeline.names.latin import SLUG_LENGTH
from timeline.names.latin import slug as make_slug
from timeline.review import match


class NewSlugs:
    """Slugs for the new events of one call.

    A title makes the slug; where that is taken, its date is added, and then a number: of many
    events called alike, each still has an address that says something.
    """

    def __init__(self, session: Session, events: Iterable[tuple[str, str]]) -> None:
        """Read which slugs are taken; events are given by title and date as EDTF."""
        self._session = session
        wanted = {slug for title, edtf in events for slug in _candidates(title, edtf)}
        self._taken = set(match.event_keys(session, sorted(wanted)))
        self._asked = wanted

    def give(self, title: str, edtf: str, given: set[str]) -> str:
        """Make the slug of an event.

        Args:
            title: Its title.
            edtf: Its date.
            given: The slugs of this call, which are taken as well; the new one is added.
        """
        plain, dated = _candidates(title, edtf)
        slug, number = plain, 1
        while slug in given or self._is_taken(slug):
            slug = dated if number == 1 else f"{dated}-{number}"
            number += 1
        given.add(slug)
        return slug

    def _is_taken(self, slug: str) -> bool:
        if slug in self._asked:
            return slug in self._taken
        return bool(match.event_keys(self._session, [slug]))


def _candidates(title: str, edtf: str) -> tuple[str, str]:
    plain = make_slug(title)
    date = make_slug(edtf)
    return plain, f"{plain[: SLUG_LENGTH - 12].rstrip('-')}-{date[:24].rstrip('-')}"
