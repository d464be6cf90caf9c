"""Who is named in a text: bodies, groups, offices, roles and members, in the six languages.

The data stand in bodies.toml; it is read at the first call.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path

from itu.names_in_text import Found, Name, Reader, bracketed, name_words, trie
from schema import LANGUAGES

_DATA = Path(__file__).with_name("bodies.toml")
_LISTS = ("not", "also_words")  # tables of bodies.toml that are no bodies
_NOTHING = ""  # key of the phrases that hold a name and mean something else
_PARTS = ("names", "cased", "acronyms")  # of an entry: tables of forms by language
_SECTORS = ("ITU-R", "ITU-T", "ITU-D")
_NUMBER = re.compile(r"\s?(?:No\.?|n[°º]|№)?\s?(\d{1,2}[A-D]?(?:/\d{1,2})?)(?!\w|\.\d|[-\u2010\u2011]\w)")
_MORE_NUMBERS = re.compile(
    r"(?:[,،、][ \u00a0]?|\s(?:and|or|et|ou|y|o|и|или)\s|\sو\s?|\s?[和及与或]\s?)"
    r"(\d{1,2}[A-D]?)(?!\w|\.\d|[-\u2010\u2011]\w)"
)
_NUMBERS_BEFORE = {
    "ru": re.compile(r"(?:\d{1,2}[-\u2010\u2011](?:я|й|ей|ю|ая|ой|ую|м|ми|х)(?:,\s|\sи\s|\s))+$"),
    "zh": re.compile(r"第\s?\d{1,2}(?:\s?[、，和及与]\s?第?\s?\d{1,2})*\s?$"),
}
_ONE_BEFORE = re.compile(r"(?:第\s?)?(\d{1,2})(?:[-\u2010\u2011][а-я]+)?")
_YEAR = re.compile(r"[-\u2010\u2011](?:\d{4}|\d{2})(?!\w)")


@dataclass(frozen=True)
class Body:
    """One body, group, office, role or class of members.

    ``names`` and ``acronyms`` hold tuples by language, first the one to show; a language without
    any is absent. ``of`` is the key of the body it belongs to or speaks for, "" when none.
    """

    key: str
    kind: str
    sector: str
    names: Mapping[str, tuple[str, ...]]
    acronyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    of: str = ""
    numbered: bool = False


@dataclass(frozen=True)
class Mention:
    """A body named in a text: ``text[start:end]`` in whole words, its acronym in brackets included."""

    key: str
    start: int
    end: int


def all_bodies() -> tuple[Body, ...]:
    """Every entry of the gazetteer, in its order."""
    return tuple(_bodies().values())


def get(key: str) -> Body:
    """The body with this key; numbered ones ("SG-2", "ITU-T-SG-2", "WP-4A") are made when asked for.

    Raises KeyError when there is none.
    """
    body = _bodies().get(key)
    return body if body else _numbered(key)


def name(key: str, language: str) -> str:
    """The body's name in ``language``, else in English or French. Raises KeyError for an unknown key."""
    names = get(key).names
    return (names.get(language) or names.get("en") or names.get("fr"))[0]


def acronym(key: str, language: str) -> str:
    """The body's acronym in ``language``, "" when it has none there. Raises KeyError for an unknown key."""
    found = get(key).acronyms.get(language)
    return found[0] if found else ""


@lru_cache(maxsize=4096)  # the same clauses come back, question after question
def find(text: str, language: str | None = None, any_case: bool = False) -> tuple[Mention, ...]:
    """The bodies named in ``text``, left to right, without overlap; each is the longest match.

    ``language`` is one of schema.LANGUAGES; None tries those whose letters the text uses. Names
    listed together are told apart ("the Radiocommunication and Development Bureaux"), and an acronym
    that has one meaning only counts in every language. ``any_case`` takes acronyms and names such as
    "the Council" in small letters too, as people type them in questions.
    """
    if any_case:
        text = _typed_acronym().sub(lambda match: match.group().upper(), text)
    found: list[Mention] = []
    for code in [language] if language else _written_in(text):
        found += _find(text, code, any_case)
    return tuple(found) if language else _without_overlap(found)


def surface_forms(key: str) -> dict[str, tuple[str, ...]]:
    """Every name and acronym of a body by language, names first. Raises KeyError for an unknown key."""
    body = get(key)
    forms = {code: (*body.names.get(code, ()), *body.acronyms.get(code, ())) for code in LANGUAGES}
    return {code: found for code, found in forms.items() if found}


_GENERIC = {  # a class of bodies, and those that it means where a text tells them apart
    "Directors": ("DIR-BR", "DIR-TSB", "DIR-BDT"),
    "Director": ("DIR-BR", "DIR-TSB", "DIR-BDT"),
    "Bureaux": ("BR", "TSB", "BDT"),
    "Sectors": ("ITU-R", "ITU-T", "ITU-D"),
    "Advisory-Groups": ("RAG", "TSAG", "TDAG"),
}


@cache
def kin(key: str) -> frozenset[str]:
    """The key, with those that it stands for or that stand for it: "Directors" ↔ "DIR-TSB"."""
    generic = {name for name, members in _GENERIC.items() if key in members}
    return frozenset({key, *_GENERIC.get(key, ()), *generic})


def expansions(text: str, language: str | None = None) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each body named in ``text``, its surface forms by language: for asking in other languages."""
    return {mention.key: surface_forms(mention.key) for mention in find(text, language, any_case=True)}


# ---- Reading a text ----------------------------------------------------------------------------------


def _find(text: str, language: str, any_case: bool) -> list[Mention]:
    reader = Reader(text, language, _trie(language), any_case)
    mentions: list[Mention] = []
    last: list[Mention] = []  # what the name before this one gave: one mention, or one a number
    for found in reader.find():
        if found.key == _NOTHING or last and found.start < last[-1].end or _shouted(text, found):
            continue
        new = _numbers(text, found, language)
        new = [replace(m, end=_with_bracket(text, m, language)) for m in new]
        joined = _joined(text, last, new, language)
        if joined:
            del mentions[-len(last):]
        last = joined or new
        mentions += last
    return mentions


def _shouted(text: str, found: Found) -> bool:
    """Whether an acronym that is a word too stands beside words in capitals, and so may be that word."""
    if found.name.how != "acronym" or text[found.start:found.end] not in _also_words():
        return False
    around = re.findall(r"\w+(?= $)", text[:found.start])[-1:] + re.findall(r"^ (\w+)", text[found.end:])
    return any(word.isupper() and len(word) > 2 and not _typed_acronym().fullmatch(word) for word in around)


def _numbers(text: str, found: Found, language: str) -> list[Mention]:
    """The mention with its number or year; one mention a number ("Study Groups 2 and 3")."""
    body, start, end = _bodies()[found.key], found.start, found.end
    if not body.numbered:
        year = _YEAR.match(text, end) if body.kind in ("conference", "assembly", "council") else None
        return [Mention(body.key, start, year.end() if year else end)]
    pattern = _NUMBERS_BEFORE.get(language)
    before = pattern.search(text, max(0, start - 30), start) if pattern else None
    if before:
        ones = list(_ONE_BEFORE.finditer(text, before.start(), start))
        mentions = [Mention(f"{body.key}-{one.group(1)}", *one.span()) for one in ones]
        return [*mentions[:-1], replace(mentions[-1], end=end)]
    first = _NUMBER.match(text, end)
    if not first:
        return [] if found.name.how == "acronym" else [Mention(body.key, start, end)]
    mentions = [Mention(f"{body.key}-{first.group(1)}", start, first.end())]
    while more := _MORE_NUMBERS.match(text, mentions[-1].end):
        mentions.append(Mention(f"{body.key}-{more.group(1)}", more.start(1), more.end(1)))
    return mentions


def _with_bracket(text: str, mention: Mention, language: str) -> int:
    """The mention's end, after "(TSB)" where that is its own acronym or that of the body it belongs to."""
    bracket = bracketed(text, mention.end)
    if not bracket:
        return mention.end
    keys = _acronym_keys(language).get(_plain(bracket[0]), ())
    own = {mention.key, get(mention.key).of}
    return bracket[1] if own & set(keys) else mention.end


def _joined(text: str, left: list[Mention], right: list[Mention], language: str) -> list[Mention]:
    """Left and right as one where one is the Union or the Sector that qualifies the other
    ("ITU-T Study Groups 2 and 3", "Study Group 2 of ITU-T"); else []."""
    if not left or not right:
        return []
    between = text[left[-1].end:right[0].start].lower()
    bare = language in ("ru", "ar") and _SIDE_BY_SIDE.fullmatch(between)
    first, last = _WHOLE_FIRST.fullmatch(between), _WHOLE_LAST.fullmatch(between) or bare
    for parts, whole, glued in ((right, left[0].key, first), (left, right[0].key, last)):
        if whole in ("ITU", *_SECTORS) and glued:
            keys = [_qualified(part.key, whole) for part in parts]
            if all(keys):
                joined = [replace(part, key=key) for part, key in zip(parts, keys, strict=True)]
                joined[0] = replace(joined[0], start=left[0].start)
                joined[-1] = replace(joined[-1], end=right[-1].end)
                return [*joined[:-1], replace(joined[-1], end=_with_bracket(text, joined[-1], language))]
    return []


_WHOLE_FIRST = re.compile("(?:['’]s)?[ \u00a0]?")  # "ITU's Council", 国际电联理事会
_WHOLE_LAST = re.compile(r"\s(?:of\s(?:the\s)?|de\sl['’]|de\sla\s|du\s|del\s|в\s|في\s|التابعة?\s)")
_SIDE_BY_SIDE = re.compile("[ \u00a0]")  # "Совет МСЭ": where case or place alone says whose


def _qualified(key: str, whole: str) -> str:
    """The key of body ``key`` as a part of ``whole``, "" when it is none."""
    if whole in _SECTORS:
        return f"{whole}-{key}" if re.fullmatch(r"SG(?:-.*)?|WP-.*", key) else ""
    body = get(key)
    part = body.kind not in ("organization", "membership", "role") and _root(body) == "ITU"
    return key if part else ""


def _root(body: Body) -> str:
    while body.of:
        body = get(body.of)
    return body.key


def _written_in(text: str) -> tuple[str, ...]:
    """The languages whose letters the text uses."""
    return tuple(code for code, letters in _LETTERS.items() if letters.search(text))


_LETTERS = {
    "ru": re.compile("[А-яЁё]{2}"),
    "ar": re.compile("[\u0621-\u064a]{2}"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    **dict.fromkeys(("en", "fr", "es"), re.compile("[A-Za-z]{2}")),
}


def _without_overlap(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.start))


# ---- The data ----------------------------------------------------------------------------------------


@cache
def _raw() -> dict:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _bodies() -> dict[str, Body]:
    found = {}
    for key, entry in _raw().items():
        if key in _LISTS:
            continue
        cased, names = entry.get("cased", {}), entry.get("names", {})
        both = {code: (*names.get(code, ()), *cased.get(code, ())) for code in LANGUAGES}
        found[key] = Body(
            key=key, kind=entry["kind"], sector=entry.get("sector", ""),
            names={code: forms for code, forms in both.items() if forms},
            acronyms={code: tuple(forms) for code, forms in entry.get("acronyms", {}).items()},
            of=entry.get("of", ""), numbered=entry.get("numbered", False),
        )
    return found


@cache
def _numbered(key: str) -> Body:
    """The body of a key such as "SG-2" or "ITU-T-SG-2", named after its kind and number."""
    match = re.fullmatch(r"(?:(ITU-[RTD])-)?(SG|WP)-(\d{1,2}[A-D]?(?:/\d{1,2})?)", key)
    if not match:
        raise KeyError(key)
    sector, kind, number = match.group(1) or "", get(match.group(2)), match.group(3)
    names = {code: _with_number(forms[0], number, sector, code) for code, forms in kind.names.items()}
    short = {code: (f"{forms[0]} {number}",) for code, forms in kind.acronyms.items()}
    of = sector or kind.of
    return replace(kind, key=key, sector=sector, names=names, acronyms=short, of=of, numbered=False)


def _with_number(form: str, number: str, sector: str, language: str) -> tuple[str, ...]:
    plain = {"ru": f"{number}-я {form}", "zh": f"第{number}{form}"}.get(language, f"{form} {number}")
    if not sector:
        return (plain, f"{form} {number}") if language == "ru" else (plain,)
    short = acronym(sector, language)
    whole = {"en": f"{short} {plain}", "fr": f"{plain} de l'{short}", "es": f"{plain} del {short}",
             "ru": f"{plain} {short}", "zh": f"{short} {plain}"}.get(language, f"{plain} {short}")
    return whole, plain


@cache
def _trie(language: str) -> dict:
    return trie([*_names(language), *_foreign_acronyms(language)], language)


def _names(language: str) -> list[Name]:
    """Every way of naming a body in one language, phrases that mean something else included."""
    raw = _raw()
    names = [Name(_NOTHING, name_words(form, language)) for form in raw["not"].get(language, ())]
    for key, entry in raw.items():
        if key in _LISTS:
            continue
        how = "exact" if entry.get("exact") else ""
        forms, cased, short = (entry.get(part, {}).get(language, ()) for part in _PARTS)
        names += [Name(key, name_words(form, language), how) for form in forms]
        names += [Name(key, name_words(form, language), f"cased {how}") for form in cased]
        names += [Name(key, _acronym_words(form), "acronym") for form in short]
    return names


def _foreign_acronyms(language: str) -> list[Name]:
    """Acronyms of the other languages that mean one body only and are long enough not to be words."""
    own = _acronym_keys(language)
    meanings: dict[str, set[str]] = {}
    for code in LANGUAGES:
        for form, keys in _acronym_keys(code).items():
            meanings.setdefault(form, set()).update(keys)
    return [Name(key, _acronym_words(form), "acronym") for form, (key, *others) in meanings.items()
            if not others and form not in own and len(form) >= 3 and not get(key).numbered
            and form not in _also_words()]


@cache
def _typed_acronym() -> re.Pattern[str]:
    """Any acronym of three letters or more that is no word, in any case."""
    forms = {form for code in LANGUAGES for form in _acronym_keys(code)}
    forms = {form for form in forms if len(form) > 2 and form not in _also_words() and form.upper() == form}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


@cache
def _also_words() -> frozenset[str]:
    return frozenset(form for forms in _raw()["also_words"].values() for form in forms)


@cache
def _acronym_keys(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for body in all_bodies():
        for form in body.acronyms.get(language, ()):
            found[_plain(form)] = (*found.get(_plain(form), ()), body.key)
    return found


def _acronym_words(form: str) -> tuple[str, ...]:
    return name_words(form, "ru")  # Russian has no articles: every word of it counts


def _plain(form: str) -> str:
    return re.sub("[\u2010\u2011]", "-", form)
