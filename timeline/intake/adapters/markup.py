"""Take the tags off texts that other services keep as HTML."""

from html.parser import HTMLParser


class _Text(HTMLParser):
    """Keeps the text of HTML; what is a block of its own begins a new line."""

    BLOCKS = frozenset("p br div li ul ol h1 h2 h3 h4 blockquote tr".split())
    SILENT = frozenset({"script", "style"})

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line at a block."""
        del attrs
        self._silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Hear again after a script."""
        self._silent -= tag in self.SILENT and self._silent > 0

    def handle_data(self, data: str) -> None:
        """Keep what is read by people."""
        if not self._silent:
            self.parts.append(data)


def plain(value: object) -> str:
    """Take the tags off a text that may be HTML; anything but a text or number is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    if "<" in text or "&" in text:
        reader = _Text()
        reader.feed(text)
        reader.close()
        text = "".join(reader.parts)
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
