"""What is being asked: the language, the kind of answer wanted, the clause named, whether it goes on from before."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from answer import again, markup, operators, places
from itu import addresses, bodies
from itu.addresses import Address
from itu.language import detect_language
from schema import LANGUAGES, Answer

_DATA = Path(__file__).with_name("kinds.toml")
_NOT_KINDS = ("follow_up", "small_talk")
_ADDRESS_WORDS = 10  # an address with its document has no more
_MORE_WORDS = 4  # each further address has no more
_TURNS = 3  # earlier questions that a question may lean on
_ASIDE = ("small_talk", "empty")  # why answers were declined that a conversation goes past
_SHORT = 3  # words: a question this short, after another one, leans on it


@dataclass(frozen=True)
class Question:
    """A question as understood. ``before`` is the text of the questions it goes on from, or ""."""

    text: str
    language: str
    kind: str  # a table of kinds.toml, "lookup" for a clause named by its address, or "other"
    address: Address | None  # the one it names, or the text that the question it goes on from names
    bodies: tuple[str, ...]  # keys of the bodies it names
    before: str = ""
    quoted: frozenset[str] = frozenset()  # ids of clauses that the answer before led with
    small_talk: bool = False
    addresses: tuple[Address, ...] = ()  # all that it names, in its order
    focus: str = ""  # work_id of the text that the answer it goes on from cited first
    told: bool = True  # whether its words tell its language, or the conversation, or whoever asked has


def understand(text: str, language: str | None = None, history: tuple[Answer, ...] = ()) -> Question:
    """Read a question. ``language`` overrides detection; ``history`` holds the earlier answers, oldest first."""
    text = operators.words(markup.removed(clean(text)))
    history = tuple(answer for answer in history if answer.reason not in _ASIDE)
    if not any(character.isalpha() or history and character.isdigit() for character in text):
        return Question("", language or "en", "other", None, ())
    told = language or detect_language(text, default=history[-1].language if history else "")
    language = told or "en"
    folded = fold_question(text)
    named = addresses.parse_all(text)
    turns = _turns(folded, language, history)
    once = again.read(folded)
    following = places.following(text, named, turns and history[: -_TURNS - 1 : -1], once)
    named = following or named
    address = next((a for a in named if a.section), named[0] if named else None)
    kind = _kind(folded, language)
    asks_there = bool(address) and (address.section and _is_lookup(folded, named) or addresses.is_address(text))
    if asks_there or following and (once or not address.section or places.front(text)):
        kind = "lookup"
    if following and once:
        language = once.language or language
    asked = (_kind(fold_question(turn.question), turn.language) for turn in turns)
    if kind == "other":
        kind = next((k for k in asked if k != "other"), kind)
    spoken = (*(answer.language for answer in history[-1:]), language, *LANGUAGES)  # "y" is a word of two languages
    small_talk = next((code for code in spoken if not following and _matches("small_talk", folded, code)), "")
    actors = tuple(dict.fromkeys(m.key for m in bodies.find(text, language, any_case=True)))
    return Question(
        text=text,
        language=small_talk or language,
        kind=kind,
        address=address or _text_named(turns),
        bodies=actors,
        before=" ".join(turn.question for turn in turns),
        quoted=frozenset(c.clause.id for turn in turns[:1] for c in turn.citations[:1]),
        small_talk=bool(small_talk),
        addresses=named,
        focus=next((turn.citations[0].document.work_id for turn in turns if turn.citations), ""),
        told=bool(told),
    )


def clean(text: str) -> str:
    """A question without control and direction characters, white space folded."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(kept).split())


def fold_question(text: str) -> str:
    """The form that the patterns of kinds.toml and classes.toml are written for: lower case, plain apostrophes."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(folded.replace("’", "'").replace("ʼ", "'").split())


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _pattern(name: str, language: str) -> re.Pattern | None:
    rules = _table()[name].get(language)
    return re.compile("|".join(f"(?:{rule})" for rule in rules)) if rules else None


def _matches(name: str, folded: str, language: str) -> bool:
    pattern = _pattern(name, language)
    return bool(pattern and pattern.search(folded))


def _kind(folded: str, language: str) -> str:
    for name in _table():
        if name not in _NOT_KINDS and _matches(name, folded, language):
            return name
    return "other"


def _turns(folded: str, language: str, history: tuple[Answer, ...]) -> list[Answer]:
    """The earlier answers that the question goes on from, latest first: the one before, and what that leans on itself."""
    turns: list[Answer] = []
    for earlier in reversed(history[-_TURNS:]):
        if not _goes_on(folded, language, earlier):
            break
        turns.append(earlier)
        folded, language = fold_question(earlier.question), earlier.language
    return turns


def _text_named(turns: list[Answer]) -> Address | None:
    """The text that the earlier questions named by its number, the latest first; not the clause in it."""
    named = (address for turn in turns for address in addresses.parse_all(turn.question) if address.document_number)
    return next((replace(a, section="", label="", occurrence=0, further=False) for a in named), None)


def _goes_on(folded: str, language: str, before: Answer) -> bool:
    """Whether the question leans on the one before: it says so, or is a few words in the same language."""
    if _matches("follow_up", folded, language) or again.read(folded) or addresses.following(folded, Address(), lone=True):
        return True
    if places.front(folded):
        return True
    short = len(re.findall(r"\w+", folded)) <= _SHORT
    return short and language == before.language and _kind(folded, language) == "other"


# Words that may stand around an address in a question that asks for nothing but that clause.
_AROUND = re.compile(
    r"\b(?:show|me|give|read|quote|cite|what|does|do|says?|say|is|in|the|of|text|clause|paragraph|please|under|"
    r"montre[rz]?|moi|donne[rz]?|lire|lis|lisez|citer?|citez|que|qu|dit|dis|disent|est|dans|le|la|les|du|de|des|l|d|"
    r"texte|disposition|paragraphe|alinéa|point|au|contenu|content|wording|exactly|exactement|quel|quelle|"
    r"muestra|muéstrame|qué|dice|el|покажи|что|гласит|говорится|в|ماذا|يقول|نص|显示|说|什么|内容)\b"
)

_REVISION = re.compile(r"[(（][^()（）]*(?<!\d)(?:19|20)\d\d(?!\d)[^()（）]*[)）]")  # of the name of the text: "(Rev. Dubai, 2018)"


def _is_lookup(folded: str, named: Sequence[Address]) -> bool:
    """Whether little but the addresses is asked: "what does considering b) say?", not "who decides it?"."""
    left = _AROUND.sub(" ", _REVISION.sub(" ", folded)).split()
    first, more = next(a for a in named if a.section), len({replace(a, label="") for a in named}) - 1
    if first.label:
        return len(left) <= _ADDRESS_WORDS + more * _MORE_WORDS
    return len(left) <= _ADDRESS_WORDS // 2 + more * _MORE_WORDS and not re.match(r"\W*(?:who|which|whom|why|qui|quel|quelle|pourquoi)\b", folded)
