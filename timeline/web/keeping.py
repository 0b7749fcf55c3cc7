"""Hold answers as they are sent, those of one version of the data, in a bounded number of bytes."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Answers:
    """The answers of one version of the data; those used longest ago go when bytes run out."""

    budget: int = BUDGET
    version: tuple[int, bytes] = (-1, b"")
    size: int = 0
    _kept: OrderedDict[Key, tuple[Kept, int]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, version: tuple[int, bytes], key: Key) -> Kept | None:
        """Give what is kept at a version; None where nothing is."""
        with self._lock:
            found = self._kept.get(key) if version == self.version else None
            if found is None:
                return None
            self._kept.move_to_end(key)
            return found[0]

    def keep(self, version: tuple[int, bytes], key: Key, answer: Kept) -> None:
        """Keep an answer; another version drops all that is kept, an older one is passed over."""
        weight = sum(map(len, key)) + answer.size
        if weight > LARGEST:
            return
        with self._lock:
            if version != self.version:
                if version[0] < self.version[0]:
                    return
                self._kept.clear()
                self.version, self.size = version, 0
            before = self._kept.pop(key, None)
            self.size += weight - (before[1] if before else 0)
            self._kept[key] = (answer, weight)
            while self.size > self.budget:
                self.size -= self._kept.popitem(last=False)[1][1]

    def __len__(self) -> int:
        """Count the answers."""
        return len(self._kept)
