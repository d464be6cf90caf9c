"""What the reading of files says of them, in the page's language where messages.toml has its kind, else in English."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from html import escape
from pathlib import Path, PurePath

from errors import shown
from ui.markup import isolated, paragraph
from ui.text import page_language, words

_PAGE = re.compile(r" \(page (?P<page>[^()]+)\)$")
_COLONS = {"fr": "\u00a0: ", "zh": "："}
_CODES = {"English": "en", "French": "fr", "Spanish": "es", "Russian": "ru", "Arabic": "ar", "Chinese": "zh"}


def said(message: str, language: str) -> str:
    """The message in ``language``, "" where its kind is not known. A file is named without its folders."""
    page = _PAGE.search(message)
    place, plain = (page["page"], message[: page.start()]) if page else ("", message)
    for form, refusal, in_language in _kinds():
        file, colon, rest = plain.partition(": ") if refusal else ("", "", plain)
        found = form.fullmatch(rest)
        if found and bool(colon) == refusal:
            told = in_language.get(language, "").format(**_parts(found, language))
            named = f"{isolated(_name(file), language)}{_COLONS.get(language, ': ')}{told}" if refusal else told
            return f"{named} ({words(language)['page'].format(page=place)})" if told and place else named if told else ""
    return ""


def line(message: str, file: str = "") -> str:
    """The message as a paragraph of HTML for the page, with the file that it is of before it."""
    language = page_language()
    before = f"{isolated(shown(_name(file)), language)}{_COLONS.get(language, ': ')}" if file else ""
    told = "" if language == "en" else said(message, language)
    if told or language == "en":
        return paragraph(before + (shown(told) or shown(_short(message))))
    return f'<p dir="auto">{escape(before)}<bdi lang="en">{escape(shown(_short(message)))}</bdi></p>'


def text(message: str) -> str:
    """The message for a place that takes no HTML."""
    language = page_language()
    return (said(message, language) if language != "en" else "") or _short(message)


def unwritten(error: OSError, sentence: str) -> str:
    """Why something could not be written: a sentence of its own where its kind is known, else ``sentence`` with {why}."""
    why = error.strerror or str(error)
    language = page_language()
    return (said(why, language) if language != "en" else "") or sentence.format(why=why)


def _short(message: str) -> str:
    """The message with a file at its head named without its folders."""
    file, colon, rest = message.partition(": ")
    return f"{_name(file)}{colon}{rest}" if colon and "/" in file and " " not in file else message


def _name(file: str) -> str:
    return PurePath(file).name


def _parts(found: re.Match, language: str) -> dict[str, str]:
    parts = {name: isolated(value.replace(" to ", "–"), language) for name, value in found.groupdict().items()}
    if "language" in parts:
        parts["language"] = words(_CODES.get(found["language"], "en"))["name"]
    return parts


@cache
def _kinds() -> list[tuple[re.Pattern, bool, dict[str, str]]]:
    kinds = tomllib.loads(Path(__file__).with_name("messages.toml").read_text("utf-8"))["kind"]
    return [(re.compile(kind["form"], re.DOTALL), kind.get("refusal", False), kind) for kind in kinds]
