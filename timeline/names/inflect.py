"""Spell names in the cases of languages that inflect them, so that texts are searched for all."""

_HARD = "бвгджзйклмнпрстфхцчшщ"
_ENDINGS = (  # ending of the nominative, its length to cut, endings of the other cases
    ("ский", 2, ("ого", "ому", "им", "ом")),
    ("цкий", 2, ("ого", "ому", "им", "ом")),
    ("ия", 1, ("и", "ю", "ей")),
    ("ая", 2, ("ой", "ую")),
    ("ова", 1, ("ой", "у")),
    ("ева", 1, ("ой", "у")),
    ("ина", 1, ("ы", "е", "у", "ой")),
    ("ея", 1, ("и", "е", "ю", "ей")),
    ("а", 1, ("ы", "и", "е", "у", "ой")),
    ("я", 1, ("и", "е", "ю", "ей")),
    ("й", 1, ("я", "ю", "ем", "е")),
    ("ь", 1, ("я", "ю", "ем", "е", "и", "ью")),
    ("ов", 0, ("а", "у", "ым", "е")),
    ("ев", 0, ("а", "у", "ым", "е")),
    ("ин", 0, ("а", "у", "ым", "е", "ом")),
)


def _forms(word: str) -> tuple[str, ...]:
    for ending, cut, others in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            stem = word[: len(word) - cut]
            return tuple(stem + other for other in others)
    if word[-1:] in _HARD:
        return tuple(word + other for other in ("а", "у", "ом", "е"))
    return ()


def _adjective(text: str) -> tuple[str, ...]:
    stem = text[:-2]
    endings = ("ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими")
    return tuple(stem + ending for ending in endings)


def cases(text: str, language: str) -> tuple[str, ...]:
    """Return other case forms of a name, the nominative not among them; possibly wrong ones too.

    Russian names of one or two words, by the endings of their declension (a form that no text
    has does no harm); German names with the s of the genitive and adjectives
    in -isch with their endings. Other languages give nothing.
    """
    if language == "de" and text.islower() and text.endswith("sch"):
        return tuple(text + ending for ending in ("e", "en", "er", "es", "em"))
    if language == "de" and text.isalpha() and text[-1:] not in "sßxz":
        return (text + "s",)
    words = text.split()
    if language != "ru" or not words or len(words) > 2 or text.isupper():
        return ()
    if words[-1].islower() and words[-1].endswith(("ий", "ый", "ой")):
        return _adjective(text)
    if len(words) == 1:
        return _forms(text)
    first, last = _forms(words[0]), _forms(words[1])
    return tuple(f"{one} {other}" for one in first for other in last)
