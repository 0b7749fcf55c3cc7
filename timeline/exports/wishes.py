"""Read what a reader wishes of a document: style, language, script, live citations."""

from timeline.chronology.badfilter import BadFilter
from timeline.chronology.since import read_point
from timeline.exports.documents.own_styles import own_style, own_styles
from timeline.exports.documents.style import find_style, style_name
from timeline.exports.fixed import LANGUAGES, base_language
from timeline.exports.head import Wishes
from timeline.exports.script import Script

STYLED = frozenset({"docx", "odt", "pdf", "epub", "tex", "html", "md"})
"""The forms whose citations are in a style."""
WORDED = STYLED | {"wiki"}
"""The forms that have words and dates in a language of the reader's."""
PARAMETERS = ("style", "lang", "script", "live", "since")


def read_wishes(
    style: str = "",
    language: str = "",
    script: str = "",
    live: str = "",
    since: str = "",
    csl: str = "",
    folder: str = "",
) -> Wishes:
    """Read wishes as an address or a command gives them; an empty one is the usual one.

    Args:
        style: The name of a citation style.
        language: BCP 47; its language must be one that there are fixed words in.
        script: original, romanised or both.
        live: 1 for citations that Zotero can edit, in documents for Word.
        since: A day, a time or a version; what was corrected since is wished for at the end.
        csl: The text of a CSL file, in the place of a style.
        folder: Where the installation keeps further styles; empty for none.

    Raises:
        BadFilter: If one of them is not known; it names those that are.
        BadStyle: If the CSL file cannot be used.
    """
    if csl:
        find_style("", csl)
    if live not in ("", "0", "1"):
        raise BadFilter("live", live, "it is either 1 or 0", ("1",))
    if since:
        read_point("since", since)
    named, own = _styled(style.strip().lower(), folder)
    return Wishes(
        style=named,
        csl=own or csl,
        language=_tongue(language),
        script=_letters(script),
        live=live == "1",
        since=since,
    )


def _tongue(language: str) -> str:
    tongue = language.strip() or "en"
    if base_language(tongue) not in LANGUAGES or not tongue.replace("-", "").isalnum():
        there = f"no document in this language; there are {', '.join(LANGUAGES)}"
        raise BadFilter("lang", language, there, LANGUAGES)
    return tongue[:20]


def _letters(script: str) -> str:
    try:
        return Script(script.strip().lower() or Script.ORIGINAL).value
    except ValueError:
        known = tuple(one.value for one in Script)
        there = f"there is no such script; there are {', '.join(known)}"
        raise BadFilter("script", script, there, known) from None


def _styled(style: str, folder: str) -> tuple[str, str]:
    """Find a style by name: that of the house, or the text of one that the installation adds."""
    if not style:
        return "", ""
    own = own_styles(folder)
    return ("", own_style(style, own[style])) if style in own else (style_name(style, own), "")
