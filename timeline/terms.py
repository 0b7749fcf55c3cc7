"""Hold the closed vocabularies: every word that a column, filter or file may contain."""

from enum import StrEnum


class EventType(StrEnum):
    """What was done: the sixteen PLOVER types and eight of our own.

    Source: PLOVER event types (Open Event Data Alliance, 2021), AGREE to ASSAULT; the rest is ours.
    """

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    STATEMENT = "STATEMENT"
    PROJECT = "PROJECT"
    DISPUTE = "DISPUTE"
    LEADERSHIP_CHANGE = "LEADERSHIP_CHANGE"
    DISASTER = "DISASTER"
    FORMATION = "FORMATION"
    ANNEXATION = "ANNEXATION"
    FORECAST = "FORECAST"


class Status(StrEnum):
    """How real an event is: whether it happened, is meant to, or is only said."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    POSSIBLE = "possible"
    THREATENED = "threatened"
    PREDICTED = "predicted"
    CLAIMED = "claimed"
    CANCELLED = "cancelled"
    DENIED = "denied"


HAPPENED = frozenset({Status.OCCURRED, Status.ONGOING})
"""The statuses that are told as fact; every other one is set apart wherever it is shown."""


class State(StrEnum):
    """Where the desk stands with a record."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    RETRACTED = "retracted"


class Role(StrEnum):
    """As what an actor takes part (after PLOVER's actor and recipient, and treaty practice)."""

    INITIATOR = "initiator"
    TARGET = "target"
    SIGNATORY = "signatory"
    HOST = "host"
    MEDIATOR = "mediator"
    PARTICIPANT = "participant"
    OBSERVER = "observer"


class Via(StrEnum):
    """How an actor counts: itself, through one acting for it, a tie, or an organization."""

    DIRECT = "direct"
    REPRESENTED = "represented"
    AFFILIATED = "affiliated"
    MEMBER = "member"


class LinkKind(StrEnum):
    """What one event is to another; read from the event that holds the link."""

    PART_OF = "part_of"
    FOLLOWS_UP = "follows_up"
    RESPONDS_TO = "responds_to"
    FULFILS = "fulfils"
    CONTRADICTS = "contradicts"
    SAME_AS = "same_as"


class ActorKind(StrEnum):
    """What sort of actor; an office is held by persons and acts for its body."""

    STATE = "state"
    HISTORICAL_STATE = "historical_state"
    TERRITORY = "territory"
    SUBNATIONAL = "subnational"
    GOVERNMENT_BODY = "government_body"
    OFFICE = "office"
    PERSON = "person"
    COMPANY = "company"
    IGO = "igo"
    NGO = "ngo"
    ARMED_GROUP = "armed_group"
    PARTY = "party"
    MEDIA = "media"
    GROUP = "group"


class AliasKind(StrEnum):
    """What sort of name; the first is the one an actor is shown by in its language."""

    PREFERRED = "preferred"
    OFFICIAL = "official"
    SHORT = "short"
    NATIVE = "native"
    FORMER = "former"
    ACRONYM = "acronym"
    TRANSLITERATION = "transliteration"
    NAME_ORDER = "name_order"
    DEMONYM = "demonym"
    METONYM = "metonym"
    MISSPELLING = "misspelling"


class AffiliationKind(StrEnum):
    """What ties an actor to another one for a time."""

    HOLDS = "holds"
    """A person holds an office."""
    OFFICE_OF = "office_of"
    """An office is one of a state, body or company, and acts for it."""
    PART_OF = "part_of"
    """A body is an organ of a state or of a larger body, and acts for it."""
    OWNED_BY = "owned_by"
    SEAT_IN = "seat_in"
    """A company or organization has its seat in a state."""
    MEMBER_OF = "member_of"
    """A state or body is a member of an organization."""
    NATIONAL_OF = "national_of"
    SUCCEEDS = "succeeds"


class Stance(StrEnum):
    """What a citation does to the event as the desk has it."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    MENTIONS = "mentions"


class About(StrEnum):
    """What a claim states: which part of the event."""

    DATE = "date"
    PLACE = "place"
    PARTICIPANT = "participant"
    QUANTITY = "quantity"
    STATUS = "status"
    DETAIL = "detail"


class SourceKind(StrEnum):
    """What sort of document a source is (CSL 1.0.2 item types)."""

    NEWS = "article-newspaper"
    MAGAZINE = "article-magazine"
    JOURNAL = "article-journal"
    WEBPAGE = "webpage"
    BLOG = "post-weblog"
    POST = "post"
    REPORT = "report"
    TREATY = "treaty"
    LEGISLATION = "legislation"
    LEGAL_CASE = "legal_case"
    HEARING = "hearing"
    SPEECH = "speech"
    INTERVIEW = "interview"
    BROADCAST = "broadcast"
    BOOK = "book"
    CHAPTER = "chapter"
    DATASET = "dataset"
    DOCUMENT = "document"


class PlaceKind(StrEnum):
    """What sort of place."""

    WORLD = "world"
    REGION = "region"
    COUNTRY = "country"
    PROVINCE = "province"
    CITY = "city"
    ISLAND = "island"
    SEA = "sea"
    SITE = "site"


class NameKind(StrEnum):
    """What an unmatched name in a proposal stands for."""

    ACTOR = "actor"
    THEME = "theme"
    PLACE = "place"


class Match(StrEnum):
    """How closely a theme equals a code of another scheme (SKOS mapping properties)."""

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"


class Verb(StrEnum):
    """What a revision did."""

    CREATE = "create"
    IMPORT = "import"
    ACCEPT = "accept"
    AMEND = "amend"
    RULE = "rule"
    MERGE = "merge"
    UNMERGE = "unmerge"
    RETRACT = "retract"
    RESTORE = "restore"
    UNDO = "undo"
    REFRESH = "refresh"


class Order(StrEnum):
    """In what order a list stands."""

    OLDEST = "oldest"
    NEWEST = "newest"
    SIGNIFICANT = "significant"


class When(StrEnum):
    """Whether a date must lie in the window of a filter or only may."""

    POSSIBLE = "possible"
    CERTAIN = "certain"
