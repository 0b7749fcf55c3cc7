"""Cut a text into the pieces that mentions are made of: states and bodies, titles, persons."""

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from timeline.names import cues
from timeline.names.gazetteer import Alias, Gazetteer, Hit
from timeline.names.register import Register
from timeline.names.sounds import last_sound, sounds
from timeline.names.spelled import Spelled
from timeline.names.titles import Title

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĆČĎĐĒĘĚĞĢĪİĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽ]"
_PARTICLE = r"(?:(?:al|el|as|an|ul|bin|ibn|de|da|dos|do|van|von|der|la)[ -])?"
_RUN = re.compile(rf"(?<![\w'’-]){_CAPITAL}[\w'’-]+(?: {_PARTICLE}{_CAPITAL}[\w'’.-]*){{1,5}}")
_WORD = re.compile(r"\S+")
_MOST_WORDS = 5
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "de", "da", "van", "von"})
_WHOSE = frozenset({" of ", " of the ", " for "})


class Part(Enum):
    """What a piece can be in a mention."""

    OWNER = "owner"
    """A state, body, company or organization: what an office or organ belongs to."""
    TITLE = "title"
    ORGAN = "organ"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that names someone or an office: code-point offsets, end excluded."""

    start: int
    end: int
    text: str
    part: Part
    aliases: tuple[Alias, ...]
    kinds: tuple[Title, ...] = ()
    by_sound: bool = False

    @property
    def bare(self) -> bool:
        """Whether the name proves something only in its context, as a surname does."""
        return all(alias.context for alias in self.aliases)


class Finder:
    """Finds the pieces of a text; made once for all names."""

    __slots__ = ("_heard_of", "_register", "_sounds", "gazetteer")

    def __init__(self, spelled: Spelled, register: Register) -> None:
        """Build the gazetteer; the spellings of persons come with the names."""
        self.gazetteer = Gazetteer.of(spelled.keys)
        self._register = register
        self._sounds = spelled.sounds
        self._heard_of = {part for key in spelled.sounds for part in key}

    def pieces(self, text: str, language: str | None = None) -> tuple[Piece, ...]:
        """Return the pieces of a text in order, not overlapping."""
        hits = self.gazetteer.find(text)
        found = [piece for hit in hits if (piece := self._piece(hit, language))]
        heard = [piece for run in _RUN.finditer(text) for piece in self._heard(run, found)]
        if not heard:
            return self._organs(text, found)
        covered = {at for piece in heard for at in range(piece.start, piece.end)}
        kept = [piece for piece in found if piece.start not in covered]
        return self._organs(text, sorted(kept + heard, key=lambda piece: piece.start))

    def _organs(self, text: str, found: list[Piece]) -> tuple[Piece, ...]:
        """Read a body that is said to be of another state as a word for an organ of that one."""
        for at, (one, two) in enumerate(pairwise(found)):
            if one.part is not Part.OWNER or two.part is not Part.OWNER:
                continue
            if text[one.end : two.start] not in _WHOSE or one.text.isupper():
                continue
            own = {behind.state for key in actors(one) for behind in self._register.behind(key)}
            states = set(actors(two))
            bodies = not any(self._register.is_state(key) for key in actors(one))
            if bodies and own.isdisjoint(states) and all(map(self._register.is_state, states)):
                found[at] = replace(one, part=Part.ORGAN)
        return tuple(found)

    def _piece(self, hit: Hit, language: str | None) -> Piece | None:
        if cues.only_in_its_language(hit.text):
            own = tuple(alias for alias in hit.candidates if alias.language in {language, "en"})
            hit = Hit(hit.start, hit.end, hit.text, own)
        kinds = tuple(alias.actor for alias in hit.candidates if isinstance(alias.actor, Title))
        aliases = tuple(alias for alias in hit.candidates if not isinstance(alias.actor, Title))
        if not aliases:
            if not kinds:
                return None
            part = Part.ORGAN if kinds[0].organ else Part.TITLE
            return Piece(hit.start, hit.end, hit.text, part, (), kinds)
        persons = tuple(alias for alias in aliases if self._register.is_person(alias.actor))
        others = tuple(alias for alias in aliases if alias not in persons)
        offices = tuple(alias for alias in others if self._register.is_office(alias.actor))
        if offices and len(offices) == len(others):
            precise = tuple(Title(str(alias.actor)) for alias in offices)
            return Piece(hit.start, hit.end, hit.text, Part.TITLE, offices, precise)
        bare = all(alias.context for alias in others)
        if others and (not bare or all(alias.context for alias in persons)):
            return Piece(hit.start, hit.end, hit.text, Part.OWNER, others)
        return Piece(hit.start, hit.end, hit.text, Part.PERSON, persons)

    def _heard(self, run: re.Match[str], found: list[Piece]) -> Iterable[Piece]:
        """Find names in a run of capitalized words that are known in another spelling."""
        words = [
            (run.start() + word.start(), word[0].rstrip(".,")) for word in _WORD.finditer(run[0])
        ]
        done = 0
        likely = [self._hears(word) for _, word in words]
        for first in range(len(words) - 1):
            if words[first][1].lower() in _PARTICLES:
                continue
            for count in range(min(_MOST_WORDS, len(words) - first), 1, -1):
                window = words[first : first + count]
                if not likely[first] or not likely[first + count - 1]:
                    continue
                start, end = window[0][0], window[-1][0] + len(window[-1][1])
                aliases = self._spelled(tuple(word for _, word in window))
                if first < done or not aliases or not _free(start, end, found):
                    continue
                name = run[0][start - run.start() : end - run.start()]
                yield Piece(start, end, name, Part.PERSON, aliases, by_sound=True)
                done = first + count
                break

    def _hears(self, word: str) -> bool:
        """Tell whether a word sounds like the part of a known name, as its last part at least."""
        return last_sound(word) in self._heard_of

    def _spelled(self, words: tuple[str, ...]) -> tuple[Alias, ...]:
        for key in dict.fromkeys((sounds(words), sounds(words[:1] + words[-1:]))):
            if key in self._sounds:
                return self._sounds[key]
        return ()


def _free(start: int, end: int, found: list[Piece]) -> bool:
    """Tell whether a stretch holds no piece but surnames, so that it may be a whole name."""
    at = max(0, bisect_right(found, start, key=lambda piece: piece.start) - 1)
    while at < len(found) and found[at].start < end:
        piece = found[at]
        if piece.end > start and not (piece.part is Part.PERSON and piece.bare):
            return False
        at += 1
    return True


def actors(piece: Piece) -> tuple[Hashable, ...]:
    """Return the actors that a piece may mean."""
    return tuple(dict.fromkeys(alias.actor for alias in piece.aliases))
