"""Say which parameter of a filter cannot be read, why, and what is near."""

from collections.abc import Sequence


class BadFilter(ValueError):
    """A parameter or value that the grammar does not have; says which, why, and what is near."""

    def __init__(
        self, parameter: str, value: str, reason: str, nearest: Sequence[str] = ()
    ) -> None:
        """Say what was wrong with which parameter."""
        self.parameter = parameter
        self.value = value
        self.reason = reason
        self.nearest = tuple(nearest)
        near = f" Nearest: {', '.join(self.nearest)}." if self.nearest else ""
        super().__init__(f"{parameter}={value[:80]}: {reason}.{near}")
