"""Text made safe to show. What comes from a file or a reader is never taken for markup."""

from __future__ import annotations

import re
from html import escape
from itertools import pairwise

from schema import LANGUAGES

Span = tuple[int, int]
FROM_THE_RIGHT = ("ar",)
ISOLATES = {0x2068: None, 0x2069: None}  # for str.translate: what isolated() puts around a name, taken out

_BREAKING = re.compile(r"[^\S\u00a0\u202f]+")  # white space other than the no-break kind, which French sets before "?"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&=^])")


def paragraph(text: str, *, css: str = "", language: str = "") -> str:
    """``text`` as an HTML paragraph that finds its own writing direction."""
    return wrapped(escape(text), css=css, language=language)


def wrapped(html: str, *, css: str = "", language: str = "") -> str:
    """HTML that is already safe, as a paragraph.

    ``language`` tells a screen reader how to say it, and gives the direction: a sentence in Arabic may begin with a
    Latin name, and a list in English with an Arabic one.
    """
    lang = f' lang="{escape(language)}"' if language else ""
    direction = "rtl" if language in FROM_THE_RIGHT else "ltr" if language in LANGUAGES else "auto"
    return f'<p dir="{direction}" class="{css}"{lang}>{html}</p>'


def isolated(text: str, language: str) -> str:
    """``text`` for a sentence in ``language``: where that is written from the right, a name in it keeps its own order."""
    return f"\u2068{text}\u2069" if language in FROM_THE_RIGHT else text


def label(text: str) -> str:
    """``text`` on one line, for a button or another place that reads Markdown: every special character escaped."""
    return _MARKDOWN.sub(r"\\\1", _BREAKING.sub(" ", text).strip())


def marked(text: str, start: int, quote: Span, focus: tuple[Span, ...] = ()) -> str:
    """``text`` as HTML with the quoted characters marked, and those of ``focus`` more strongly.

    ``start`` is the text's place in its document; ``quote`` and ``focus`` are spans of the
    document. Spans that reach outside the text are cut to it.
    """
    def cut(span: Span) -> Span:
        return tuple(min(max(place - start, 0), len(text)) for place in span)

    quoted, strong = cut(quote), [cut(span) for span in focus]
    places = sorted({0, len(text), *quoted, *(place for span in strong for place in span)})
    return "".join(_piece(text[a:b], _inside(a, b, [quoted]), _inside(a, b, strong)) for a, b in pairwise(places))


def _inside(a: int, b: int, spans: list[Span]) -> bool:
    return any(start <= a and b <= end for start, end in spans)


def _piece(text: str, quoted: bool, strong: bool) -> str:
    if strong:
        return f'<mark class="focus">{escape(text)}</mark>'
    return f"<mark>{escape(text)}</mark>" if quoted else escape(text)
