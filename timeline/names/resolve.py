"""Resolve the names in a text as of the day of an event: who is meant, and how that is known."""

from collections.abc import Hashable
from dataclasses import replace
from functools import lru_cache

from timeline.dates import Span
from timeline.names.chains import chains
from timeline.names.gazetteer import Alias
from timeline.names.known import known
from timeline.names.memory import Memory
from timeline.names.pieces import Finder
from timeline.names.reading import Reading
from timeline.names.register import Behind, Register
from timeline.names.spelled import Spelled, spell
from timeline.names.suggest import Suggester, Suggestion
from timeline.names.values import Mention, Names, days_in


class Resolver:
    """Resolves names by what it is given to know; made once, asked often."""

    __slots__ = ("_finder", "_suggester", "register")

    def __init__(self, names: Names | Spelled | None = None) -> None:
        """Build the gazetteer and the register; `known()` where no names are given.

        Pass `known().joined(own)` to add the actors of an installation to those that come with the
        service. About 0.3 s for the latter, 20 microseconds for every further alias; names that are
        spelled already (`timeline.names.kept`) take a quarter of that.
        """
        names = known() if names is None else names
        spelled = names if isinstance(names, Spelled) else spell(names)
        self.register = Register(spelled.names)
        self._finder = Finder(spelled, self.register)
        self._suggester = Suggester(spelled.names)

    def lookup(self, name: str) -> tuple[Alias, ...]:
        """Return the aliases of actors that are exactly this name, folded; empty where unknown."""
        found = self._finder.gazetteer.lookup(name)
        return tuple(alias for alias in found if self.register.actor(alias.actor))

    def suggest(self, name: str, n: int = 5) -> tuple[Suggestion, ...]:
        """Return up to `n` known names that look like this one, the likest first.

        A likeness decides nothing: it is for a person to choose from.
        """
        return self._suggester.suggest(name, n)

    def behind(self, actor: Hashable, on: Span | None = None) -> tuple[Behind, ...]:
        """Return the states for which an actor acts, or to which it belongs, on a day."""
        return self.register.behind(actor, days_in(on))

    def resolve(
        self,
        text: str,
        *,
        on: Span | None = None,
        language: str | None = None,
        country: Hashable | None = None,
    ) -> tuple[Mention, ...]:
        """Return the mentions of a text in order, each resolved as of the day of its event.

        `on` is the date of the event, None where it is not known (then every time counts);
        `language` prefers names of that language among those spelled alike; `country` is the state
        whose prime minister "the prime minister" is where the text has named none. Surnames are
        those of persons the text has named before. Time is linear in the length of the text.
        """
        memory = Memory(self.register, text, days_in(on), country)
        reading = Reading(memory, language)
        mentions: list[Mention] = []
        done = 0
        pieces = self._finder.pieces(text, language)
        memory.know(pieces)
        for chain in chains(text, pieces):
            mention = reading.read(chain) if chain.start >= done else None
            if mention:
                if mentions and mentions[-1].place and text[done : mention.start] == ", ":
                    mention = replace(mention, place=True)
                mentions.append(mention)
                done = mention.end
        return tuple(mentions)


@lru_cache(maxsize=1)
def default() -> Resolver:
    """Return a resolver of the names that come with the service, made on first use."""
    return Resolver()
