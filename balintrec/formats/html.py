"""A page from a template of the package: all values escaped, in one language, with nothing hidden in it."""

from __future__ import annotations

import re
from functools import cache, partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from balintrec.resources import templates
from balintrec.sanitize import visible
from balintrec.views import standing
from balintrec.wording import vocabulary
from balintrec.wording.language import SOURCE, Language, isolated, language
from balintrec.wording.message import Message, Translated

# What turns the order of letters around or cannot be seen has no business on a page: isolation is done by <bdi>.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb]")


def page(template: str, /, _language: str = SOURCE, **values: object) -> str:
    """A template of the package, such as ``site/register.html``, with its values put in.

    Every value is escaped. Controls that would turn letters around are written out, such as ``\\u202e``. ``_language``
    is the code of the language that ``_()``, the filters for days and numbers, and ``language`` in it are in. What
    the template needs and was not given is an error of ours.
    """
    return tamed(_environment(_language).get_template(template).render(**values))


def tamed(text: str) -> str:
    """A text with every control character, surrogate and bidi control written out; line breaks and tabs stay."""
    return _HIDDEN.sub(lambda match: _written(match.group()), text)


def _written(letter: str) -> str:
    return "\n" if letter == "\r" else letter.encode("unicode_escape", "surrogatepass").decode()


def said(speak: Language, text: str) -> Markup:
    """A message in a language, escaped."""
    return kept(speak.say(text))


def kept(text: str) -> Markup:
    """A text that a language has said already, escaped; what sets apart words in it passes `tamed` as entities."""
    return Markup(escape(text).replace("\u2068", "&#x2068;").replace("\u2069", "&#x2069;"))


def _apart(speak: Language, text: str) -> Markup:
    """A text for a place where there is no ``<bdi>``: set apart where it runs in the other direction."""
    return kept(isolated(visible(text), speak.direction))


def _shown(speak: Language, value: object) -> object:
    """What stands for a value on a page: of a message its text in the language of the page."""
    return said(speak, value) if isinstance(value, Message | Translated) else value


@cache
def _environment(code: str) -> Environment:
    spoken = language(code)
    environment = Environment(
        loader=FileSystemLoader(templates()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
        finalize=partial(_shown, spoken),
    )
    words = spoken.catalogue
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext, words.ngettext, newstyle=True, pgettext=words.pgettext, npgettext=words.npgettext
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals |= {"language": spoken, "states": standing, "words": vocabulary}
    environment.filters |= {
        "say": partial(said, spoken),
        "kept": kept,
        "isolate": partial(_apart, spoken),
        "day": spoken.day,
        "month": spoken.month,
        "number": spoken.number,
        "percent": spoken.percent,
        "listed": spoken.listed,
    }
    return environment
