"""Enter what events refer to, actors to sources, once; a second time changes nothing."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy.orm import Session

from timeline.intake.reference import (
    ActorRecord,
    AffiliationRecord,
    AliasRecord,
    PlaceRecord,
    Reference,
    SourceRecord,
    ThemeRecord,
)
from timeline.names.fold import fold
from timeline.review.act import Act, Refused
from timeline.review.fit import check_slug, check_text
from timeline.review.ledger import Ledger, Outcome, span_values
from timeline.review.refresh import Touched
from timeline.store.actors import Actor, ActorCode, Affiliation, Alias
from timeline.store.places import Place, PlaceName
from timeline.store.sources import Source
from timeline.store.themes import Theme, ThemeLabel, ThemeMapping, ThemeScheme
from timeline.terms import AliasKind, Verb

SCHEME = "house"
"""The slug of the scheme whose themes events carry."""

KEYS = (
    (ThemeScheme, "slug"),
    (Theme, "scheme_id slug"),
    (ThemeLabel, "theme_id language kind text"),
    (ThemeMapping, "theme_id scheme code"),
    (Place, "slug"),
    (PlaceName, "place_id text language"),
    (Actor, "slug"),
    (ActorCode, "scheme value"),
    (Alias, "actor_id text language kind"),
    (Affiliation, "actor_id kind object_id span_edtf title"),
    (Source, "slug"),
)


TABLES: dict[type, type] = {
    ActorRecord: Actor,
    PlaceRecord: Place,
    ThemeRecord: Theme,
    SourceRecord: Source,
}
"""Where records live that are known by a slug of their own."""


class References:
    """The desk for reference records: open it, enter records in any number, close it after each.

    With `overwrite` false it only adds: what the store knows by its slug or key stays as it is.
    """

    def __init__(
        self, session: Session, verb: Verb = Verb.IMPORT, *, overwrite: bool = True
    ) -> None:
        """Read what the store holds."""
        self.outcome = Outcome()
        self._overwrite = overwrite
        self._ledgers: dict[type, Ledger] = {
            table: Ledger(session, table, key, verb, lazy=table is Source) for table, key in KEYS
        }
        self._enter: dict[type, Callable[[Any], None]] = {
            ActorRecord: self._actor,
            AliasRecord: self._alias,
            AffiliationRecord: self._affiliation,
            PlaceRecord: self._place,
            ThemeRecord: self._theme,
            SourceRecord: self._source,
        }

    def enter(self, records: Iterable[Reference]) -> Outcome:
        """Enter records in the order given; one that refers to nothing known is refused by name."""
        records = list(records)
        sources = [one for one in records if isinstance(one, SourceRecord)]
        self._ledgers[Source].look_up(one.slug for one in sources)
        self._ledgers[Source].look_up(one.derived_from for one in sources if one.derived_from)
        for position, record in enumerate(records):
            try:
                check_text(record)
                check_slug(getattr(record, "slug", ""), path=isinstance(record, ThemeRecord))
                if self._overwrite or not self._knows(record):
                    self._enter[type(record)](record)
            except Refused as problem:
                self.outcome.refused.append((position, str(problem)))
        return self.outcome

    def _knows(self, record: Reference) -> bool:
        table = TABLES.get(type(record))
        slug = getattr(record, "slug", "")
        if table is Theme:
            scheme = self._ledgers[ThemeScheme].known.get((SCHEME,), {}).get("id")
            return (scheme, slug) in self._ledgers[Theme].known
        return table is not None and (slug,) in self._ledgers[table].known

    def close(self, act: Act) -> Outcome:
        """Write everything that was entered or changed, and append its revisions.

        Returns:
            What became of everything since the last call; positions count from the last `enter`.
        """
        for ledger in self._ledgers.values():
            ledger.flush()
        for ledger in self._ledgers.values():
            ledger.close(act, self.outcome)
        outcome, self.outcome = self.outcome, Outcome()
        return outcome

    def touched(self) -> Touched:
        """Say which records were entered or changed since this was asked the last time."""

        def taken(table: type, column: str = "id") -> frozenset[int]:
            ledger = self._ledgers[table]
            rows, ledger.touched = ledger.touched, []
            return frozenset(int(row[column]) for row in rows)

        return Touched(
            actors=taken(Actor) | taken(Affiliation, "actor_id"),
            themes=taken(Theme),
            places=taken(Place),
            sources=taken(Source),
        )

    def _put(self, table: type, **values: Any) -> int:  # noqa: ANN401 - column values
        ledger = self._ledgers[table]
        if not self._overwrite and (number := ledger.known_id(values)) is not None:
            return number
        return ledger.put(values, self.outcome)

    def _find(self, table: type, *key: Any, what: str) -> int:  # noqa: ANN401 - key values
        row = self._ledgers[table].known.get(key)
        if row is None:
            raise Refused(f"there is no {what} {key[-1]!r}")
        return int(row["id"])

    def _actor(self, record: ActorRecord) -> None:
        number = self._put(
            Actor,
            slug=record.slug,
            kind=record.kind,
            name=record.name,
            description=record.description,
            **span_values("exists_", record.exists),
        )
        for scheme, value in record.codes:
            self._put(ActorCode, scheme=scheme, value=value, actor_id=number)
        named = AliasRecord(record.slug, record.name, "en", AliasKind.PREFERRED)
        self._alias(named)

    def _alias(self, record: AliasRecord) -> None:
        self._put(
            Alias,
            actor_id=self._find(Actor, record.actor, what="actor"),
            text=record.text,
            norm=fold(record.text),
            language=record.language,
            kind=record.kind,
            context=record.context,
            **span_values("used_", record.used),
        )

    def _affiliation(self, record: AffiliationRecord) -> None:
        self._put(
            Affiliation,
            actor_id=self._find(Actor, record.actor, what="actor"),
            kind=record.kind,
            object_id=self._find(Actor, record.object, what="actor"),
            title=record.title,
            note=record.note,
            **span_values("span_", record.span),
        )

    def _place(self, record: PlaceRecord) -> None:
        parent = self._find(Place, record.parent, what="place") if record.parent else None
        number = self._put(
            Place,
            slug=record.slug,
            name=record.name,
            kind=record.kind,
            lat=record.lat,
            lon=record.lon,
            precision=record.precision,
            codes=dict(record.codes),
            parent_id=parent,
        )
        for language, text in (("en", record.name), *record.names):
            self._put(PlaceName, place_id=number, text=text, norm=fold(text), language=language)

    def _theme(self, record: ThemeRecord) -> None:
        scheme = self._put(ThemeScheme, slug=SCHEME, title="The themes of this chronology")
        broader = record.slug.rpartition("/")[0]
        parent = self._find(Theme, scheme, broader, what="theme") if broader else None
        number = self._put(
            Theme,
            scheme_id=scheme,
            slug=record.slug,
            label=record.label,
            definition=record.definition,
            parent_id=parent,
        )
        for language, text in record.labels:
            kind = AliasKind.PREFERRED
            self._put(ThemeLabel, theme_id=number, language=language, kind=kind, text=text)
        for other, code, match in record.mappings:
            self._put(ThemeMapping, theme_id=number, scheme=other, code=code, match=match)

    def _source(self, record: SourceRecord) -> None:
        origin = record.derived_from
        known = {"fingerprint": record.fingerprint} if record.fingerprint else {}
        self._put(
            Source,
            slug=record.slug,
            kind=record.kind,
            title=record.title,
            csl=record.csl,
            publisher=record.publisher,
            language=record.language,
            url=record.url,
            archive_url=record.archive_url,
            note=record.note,
            derived_from_id=self._find(Source, origin, what="source") if origin else None,
            **span_values("published_", record.published),
            **known,
        )
