"""Says, in one small exception, why a text is not a date and where it stops being one."""


class NotADate(ValueError):
    """A text that cannot be read as a date, with the place and the reason.

    Attributes:
        position: offset in code points of the first character that is wrong.
        reason: plain words: what is wrong, and what is possible.
    """

    def __init__(self, reason: str, position: int = 0) -> None:
        super().__init__(reason, position)
        self.reason = reason
        self.position = position

    def __str__(self) -> str:
        return f"{self.reason} (at character {self.position + 1})"
