"""The marks of a page or an editor around words, which say nothing of what is asked: tags of HTML, Markdown's emphasis,
quotes around a number."""

from __future__ import annotations

import html
import re

# Tags that shape words; those of scripts, pictures and forms are code, which is no question.
_INLINE = "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var"
_BLOCKS = "blockquote|br|center|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|table|tbody|td|th|thead|tr|ul"
_TAG, _BLOCK = (re.compile(rf"</?(?:{names})(?:\s[^<>]*)?/?>", re.IGNORECASE) for names in (_INLINE, _BLOCKS))
_ENTITY = re.compile(r"&#?\w{1,8};")
_LINK = re.compile(r"!?\[([^\[\]]+)\]\((?:[^()\s]|\([^()\s]*\))+\)")
_EMPHASIS = re.compile(r"(?<![\w*_~`])(\*{1,3}|_{1,3}|~~|`{1,3})(?=\S)([^*_~`]+?)(?<=\S)\1(?![\w*~`])")
_QUOTED = re.compile(r"""[«‹“”„‟‘‚"'「『《〈【]\s?(?P<number>(?=[^\W\d]{0,3}\.?\d)[\w.-]{1,10})\s?[»›“”‟’"'」』》〉】]""")
_OPENING = re.compile(r"^(?:(?:#{1,6}|>|[-*+•–]|\d{1,2}\.(?=\s+[^\W\d_]{2}))\s+)+")


def removed(text: str) -> str:
    """A question of one line without such marks around its words; their words stay."""
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    text = _LINK.sub(r"\1", _TAG.sub("", _BLOCK.sub(" ", text)))
    while (plain := _EMPHASIS.sub(r"\2", text)) != text:
        text = plain
    text = _QUOTED.sub(r"\g<number>", text)
    return " ".join(_OPENING.sub("", text.strip()).split())
