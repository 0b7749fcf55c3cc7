"""Speak to each reader in a language of the interface: choose it, word texts and dates in it."""

import io
import re
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import g, has_request_context, request
from jinja2 import Environment, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup

from timeline.dates import Span
from timeline.dates.wording import words
from timeline.web.session import service

LANGUAGES = {"en": "English", "ru": "Русский", "ja": "日本語"}
"""The languages of the interface, by code, each as it calls itself."""
SOURCE = "en"
"""The language that the texts of templates and code are written in."""
FOLDER = Path(__file__).parent / "words"
PARAMETER = "lang"
THOUSANDS = {"en": ",", "ru": "\N{NO-BREAK SPACE}", "ja": ","}


def language() -> str:
    """Tell the language of this answer: asked for, preferred by the reader, or of the installation.

    The parameter `lang` decides, then Accept-Language (RFC 9110, section 12.5.4), then the setting.
    """
    try:
        chosen: str = g.get("language", "")
    except RuntimeError:  # outside of any application
        return SOURCE
    if chosen or not has_request_context():
        return chosen or SOURCE
    g.language = chosen = asked_language() or _preferred()
    return chosen


def asked_language() -> str:
    """Give the language that the address itself asks for; empty where it asks for none we have."""
    asked = request.args.get(PARAMETER, "").lower()
    return asked if asked in LANGUAGES else ""


def _preferred() -> str:
    own = service().settings.language.partition("-")[0].lower()
    usual = own if own in LANGUAGES else SOURCE
    return request.accept_languages.best_match(LANGUAGES, usual) or usual


@cache
def translations(code: str) -> NullTranslations:
    """Read the catalogue of a language; that of the source language is empty."""
    if code == SOURCE:
        return NullTranslations()
    with (FOLDER / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


def gettext(text: str) -> str:
    """Translate a text into the language of this answer."""
    return translations(language()).gettext(text)


def ngettext(one: str, many: str, count: int | str) -> str:
    """Translate a text that depends on a number into the language of this answer.

    Args:
        one: The text for one, in English.
        many: The text for every other number.
        count: The number; one that is already written with separators is read again.
    """
    exact = int(re.sub(r"\D", "", count) or 0) if isinstance(count, str) else count
    return translations(language()).ngettext(one, many, exact)


def later(text: str) -> str:
    """Mark a text that is translated where it is shown."""
    return text


def said(span: Span, *, year: bool = True) -> str:
    """Word a date in the language of this answer; see `timeline.dates.wording.words`."""
    return words(span, language(), year=year)


def number(value: int) -> str:
    """Write a number with the separators of the language of this answer."""
    return f"{value:,}".replace(",", THOUSANDS[language()])


class SpokenTemplate(Template):
    """A template of which others import pieces: these are made once for each language."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """Give the pieces in the language of this answer; Jinja keeps those of the first one."""
        del ctx
        made: dict[str, TemplateModule] = self.__dict__.setdefault("_spoken", {})
        spoken = language()
        if spoken not in made:
            made[spoken] = self.make_module()
        return made[spoken]


@lru_cache(maxsize=4096)
def _marked_up(text: str, code: str) -> Markup:
    return Markup(translations(code).gettext(text))  # noqa: S704 - a text of our own


def _in_template(text: str, **words: object) -> Markup:
    """Translate a text for a template; what is put into its places is escaped."""
    told = _marked_up(text, language())
    return told % words if words else told


def teach(env: Environment) -> None:
    """Give templates their translations."""
    env.template_class = SpokenTemplate
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals["_"] = _in_template
    env.globals["language"] = language
    env.globals["interface_languages"] = LANGUAGES
    env.filters["number"] = number
