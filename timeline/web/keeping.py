"""Hold answers as they are sent, those of one version of the data, in a bounded number of bytes."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = tuple[str, ...]
"""What an answer depends on besides the data."""

BUDGET = 32 * 1024 * 1024
"""Bytes of answers that each process keeps."""
LARGEST = 512 * 1024
"""Bytes from which on an answer is not kept."""
OVERHEAD = 2_000
"""As how many bytes the address and headers of an answer count at least."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it is sent; `body` None is that nothing has changed, for whoever has `tag`."""

    tag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None

    @property
    def size(self) -> int:
        """As how many bytes it counts."""
        return OVERHEAD + len(self.body or b"") + sum(len(n) + len(v) for n, v in self.headers)


Value = TypeVar("Value")


class Bounded(Generic[Value]):
    """Things by key in a bounded number of bytes; those used longest ago go first."""

    def __init__(self, budget: int) -> None:
        """Begin with nothing, in so many bytes at most."""
        self.budget = budget
        self.size = 0
        self._kept: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, keys: Sequence[Hashable]) -> list[Value | None]:
        """Give what is kept under each key; None where nothing is."""
        with self._lock:
            found = [self._kept.get(key) for key in keys]
            for key, one in zip(keys, found, strict=True):
                if one is not None:
                    self._kept.move_to_end(key)
        return [None if one is None else one[0] for one in found]

    def keep(self, made: Iterable[tuple[Hashable, Value, int]]) -> None:
        """Keep things, each with its key before it and after it as how many bytes it counts."""
        with self._lock:
            for key, value, size in made:
                _before, less = self._kept.pop(key, (None, 0))
                self._kept[key] = (value, size)
                self.size += size - less
            while self.size > self.budget:
                _key, (_value, gone) = self._kept.popitem(last=False)
                self.size -= gone

    def clear(self) -> None:
        """Let everything go."""
        with self._lock:
            self._kept.clear()
            self.size = 0

    def __len__(self) -> int:
        """Count them."""
        return len(self._kept)


class Answers:
    """The answers of one version of the data; those used longest ago go when bytes run out."""

    def __init__(self, budget: int = BUDGET) -> None:
        """Begin with nothing."""
        self._kept: Bounded[Kept] = Bounded(budget)
        self._version: tuple[int, bytes] = (-1, b"")
        self._lock = threading.Lock()

    def get(self, version: tuple[int, bytes], key: Key) -> Kept | None:
        """Give what is kept at a version; None where nothing is."""
        with self._lock:
            return self._kept.get([key])[0] if version == self._version else None

    def keep(self, version: tuple[int, bytes], key: Key, answer: Kept) -> None:
        """Keep an answer; another version drops all that is kept, an older one is passed over."""
        weight = sum(map(len, key)) + answer.size
        if weight > LARGEST:
            return
        with self._lock:
            if version != self._version:
                if version[0] < self._version[0]:
                    return
                self._kept.clear()
                self._version = version
            self._kept.keep([(key, answer, weight)])

    @property
    def budget(self) -> int:
        """How many bytes they may count together; can be set."""
        return self._kept.budget

    @budget.setter
    def budget(self, most: int) -> None:
        self._kept.budget = most

    @property
    def size(self) -> int:
        """As how many bytes they count together."""
        return self._kept.size

    def __len__(self) -> int:
        """Count the answers."""
        return len(self._kept)
