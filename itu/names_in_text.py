"""Find names in running text: longest match over words, and names that share their words.

"the Radiocommunication and Telecommunication Development Bureaux" names two bureaux that share
their last word; « les Directeurs du Bureau A, du Bureau B et du Bureau C » three directors that
share their first. Both are read off a trie of the known names: after one name, a list may go on
from any node on its path (shared head), or end in words that complete each member (shared tail).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from itu.wordforms import Word, definite, plural, stem, words

_END = ""  # key of a node under which its names stand
_BRIDGE = re.compile(r"[\s\-\u2010-\u2015'’ʼ/]{0,4}")  # what may stand between two words of a name
_COMMA = re.compile(r"[,،、]\s?")  # the same inside the few names that have one
_BRACKET = re.compile(r"\s?[(（]\s?([^\W\d_]{2,8}(?:[-\u2010\u2011][^\W\d_]{1,3})?)\s?[)）]")
_LIST = re.compile(
    r"\s*(?:[,;،、]\s*(?:and|or|et|ou|y|e|o|u|и|или|和|及|与|或|以及)?"
    r"|\s(?:and|or|et|ou|as well as|ainsi que|y|e|o|u|así como|и|или|а также)\s|\s(?=و)"
    r"|和|及|与|或|以及)\s*",
    re.IGNORECASE,
)
_LIST_STARTS = frozenset(" " + char for char in "aeouyиو(（")  # after a space: else there is no separator
_SHARED_TAIL = ("en", "zh")  # languages where the words before a common last word are listed


@dataclass(frozen=True)
class Name:
    """One way of naming something: ``words`` folded, articles left out.

    ``how`` it must be written: "" in any case and number, or some of "cased", "exact", "acronym".
    """

    key: str
    words: tuple[str, ...]
    how: str = ""


@dataclass(frozen=True)
class Found:
    """A name found in a text, and its span there."""

    key: str
    name: Name
    start: int
    end: int


def trie(names: Sequence[Name], language: str) -> dict:
    """A trie over the names' words; names that end at one node stand there in the given order."""
    root: dict = {}
    for name in names:
        node = root
        for word in name.words:
            comma, bare = word.startswith(","), word.lstrip(",")
            node = node.setdefault("," * comma + stem(bare.lower(), language), {})
        node.setdefault(_END, []).append(name)
    return root


def name_words(text: str, language: str) -> tuple[str, ...]:
    """The words of a name as it is stored: folded, articles left out, "," before one that follows a comma."""
    found = []
    for word in words(text, language):
        comma = text[:word.start].rstrip()[-1:] in (",", "،", "、")
        if comma or not word.article:
            found.append("," * comma + word.raw)
    return tuple(found)


class Reader:
    """Reads one text against one trie."""

    def __init__(self, text: str, language: str, root: dict, any_case: bool = False):
        self.text, self.language, self.root, self.any_case = text, language, root, any_case
        self.words = words(text, language)

    def find(self) -> Iterator[Found]:
        """The names in the text, left to right, without overlap."""
        first, done = self.root.keys(), 0
        for i, word in enumerate(self.words):
            if word.start < done or first.isdisjoint(word.forms):
                continue
            found = self._at(i)
            yield from found
            done = found[-1].end if found else done

    def _at(self, i: int) -> list[Found]:
        """The names that begin at word ``i``: the longest one, and those listed with it."""
        paths = list(self._paths(i, self.root))
        best = self._best(paths)
        if self.language in _SHARED_TAIL:
            listed = self._shared_tail(paths)
            if listed and (not best or listed[-1].end > self.words[best[0][-1]].end):
                return listed
        if not best:
            return []
        path, name = best
        return [self._found(path, name), *self._shared_head(path)]

    def _longest(self, i: int, node: dict) -> tuple[list[int], Name] | None:
        """The longest name that begins at word ``i`` and is written below ``node``: its path and itself."""
        return self._best(self._paths(i, node))

    def _best(self, paths: Iterable[tuple[list[int], dict]]) -> tuple[list[int], Name] | None:
        best = None
        for path, here in paths:
            if _END not in here or best and len(path) <= len(best[0]):
                continue
            name = next((n for n in here[_END] if self._accepts(path, n)), None)
            best = (path, name) if name else best
        return best

    def _paths(self, i: int, node: dict, comma: str = "") -> Iterator[tuple[list[int], dict]]:
        """Every path of words from word ``i`` that the trie knows below ``node``, with where it leads."""
        for form in self.words[i].forms:
            child = node.get(comma + form)
            if child is None:
                continue
            yield [i], child
            after, comma_after = self._next(i)
            if after:
                for path, leaf in self._paths(after, child, comma_after):
                    yield [i, *path], leaf

    def _next(self, i: int) -> tuple[int, str]:
        """The word that may follow word ``i`` in a name, 0 if none, and "," where a comma stands before it.

        Articles and a bracketed acronym are stepped over.
        """
        at, k = self.words[i].end, i + 1
        bracket = _BRACKET.match(self.text, at)
        if bracket:
            at = bracket.end()
        while k < len(self.words) and self.words[k].start < at:
            k += 1
        if k < len(self.words) and _COMMA.fullmatch(self.text, at, self.words[k].start):
            return k, ","
        while k < len(self.words) and _BRIDGE.fullmatch(self.text, at, self.words[k].start):
            if not self.words[k].article:
                return k, ""
            at, k = self.words[k].end, k + 1
        return 0, ""

    def _accepts(self, path: list[int], name: Name) -> bool:
        """Whether the words on ``path`` are this name as it must be written."""
        first, last = self.words[path[0]], self.words[path[-1]]
        if self._inside_a_word(first.start, last.end):
            return False
        if not name.how:
            return True
        read = tuple(self.words[i].raw for i in path)
        if name.how == "acronym":
            return read == name.words[-len(read):] and self._unbroken(first.start, last.end, read)
        if "exact" in name.how and [w.lower() for w in read] != [w.lower() for w in name.words[-len(read):]]:
            return False
        return "cased" not in name.how or self.any_case or self._capitals(read, name) and not (
            len(name.words) == 1 and self._in_a_longer_name(path[0]))

    def _unbroken(self, start: int, end: int, parts: tuple[str, ...]) -> bool:
        """Whether an acronym is written in one piece, its parts ("ITU", "T") joined by one hyphen at most."""
        return end - start < sum(map(len, parts)) + len(parts) and not re.search(r"\s", self.text[start:end])

    def _capitals(self, read: Sequence[str], name: Name) -> bool:
        """Whether each word has the capital (in Arabic the article) that the name's own word has."""
        marked = definite if self.language == "ar" else (lambda word: word[0].isupper())
        own = name.words[-len(read):]
        return all(marked(word) for word, model in zip(read, own, strict=True) if marked(model))

    def _in_a_longer_name(self, i: int) -> bool:
        """Whether a capital before or after makes the word part of a name we don't know ("Postal Union")."""
        if self.words[i].raw.isupper():
            return False
        around = [w for w in self.words[max(0, i - 1):i + 2] if w is not self.words[i]]
        return any(self._touch(w, self.words[i]) and len(w.raw) > 2 and w.raw[0].isupper()
                   and not w.article and not self._starts_sentence(w) for w in around)

    def _touch(self, one: Word, other: Word) -> bool:
        """Whether only white space or a hyphen stands between two words."""
        one, other = sorted((one, other))
        return not self.text[one.end:other.start].replace("-", " ").strip()

    def _starts_sentence(self, word: Word) -> bool:
        before = self.text[:word.start].rstrip()[-1:]
        return not before or before in ".!?"

    def _inside_a_word(self, start: int, end: int) -> bool:
        if self.language == "zh":
            return False
        before, after = self.text[start - 1:start], self.text[end:end + 1]
        return before.isalnum() and not _cjk(before) or after.isalpha() and not _cjk(after)

    def _shared_head(self, path: list[int]) -> list[Found]:
        """Names listed after the one on ``path`` that leave out its first words."""
        head = path[:2] if self.language == "en" else path[:1]
        if self.language == "zh" or not any(plural(self.words[i].raw, self.language) for i in head):
            return []
        nodes, found = self._nodes(path), []
        while True:
            i = self._after_separator(path[-1])
            if i is None:
                return found
            options = [(self._longest(i, node), k) for k, node in enumerate(nodes[1:-1], 1)]
            options = [(best, k) for best, k in options if best]
            alone = self._longest(i, self.root)
            if not options:
                return found
            best, k = max(options, key=lambda option: (len(option[0][0]), option[1]))
            if alone and len(alone[0]) > len(best[0]):
                return found
            path = best[0]
            found.append(self._found(path, best[1]))

    def _nodes(self, path: list[int]) -> list[dict]:
        """The trie's nodes along ``path``, the root first."""
        nodes = [self.root]
        for i in path:
            here, known = nodes[-1], (form for bare in self.words[i].forms for form in (bare, "," + bare))
            nodes.append(next((here[form] for form in known if form in here), {}))
        return nodes

    def _shared_tail(self, paths: list[tuple[list[int], dict]]) -> list[Found]:
        """Names listed from one of ``paths`` on whose last words stand only with the last of them."""
        for path, node in reversed(paths):  # longest first
            if self._after_separator(path[-1]) is None:
                continue
            nodes = self._nodes(path)
            for k in reversed(range(len(path))):  # as much of the head as goes for all
                found = self._tail_from(path, nodes[k], [(path, node)])
                if found:
                    return found
        return []

    def _tail_from(self, path: list[int], head: dict, members: list) -> list[Found]:
        i = self._after_separator(path[-1])
        if i is None or len(members) > 5:
            return []
        for longer, node in sorted(self._paths(i, head), key=lambda p: -len(p[0])):
            last = next((n for n in node.get(_END, ()) if not n.how and self._accepts(longer, n)), None)
            if last and plural(self.words[longer[-1]].raw, self.language):
                found = self._complete(longer, members)
                if found:
                    return [*found, self._found(longer, last)]
            found = self._tail_from(longer, head, [*members, (longer, node)])
            if found:
                return found
        return []

    def _complete(self, path: list[int], members: list) -> list[Found]:
        """The members as full names, if some tail of ``path`` completes each of them; else []."""
        for size in range(1, len(path)):
            tail, found = path[-size:], []
            for member, node in members:
                for i in tail:
                    node = next((node[f] for f in self.words[i].forms if f in node), {})
                name = next((n for n in node.get(_END, ()) if not n.how), None)
                if name is None:
                    break
                found.append(self._found(member, name))
            if len(found) == len(members):
                return found
        return []

    def _after_separator(self, i: int) -> int | None:
        """The first word after the list separator that follows word ``i`` (and its bracket), if any."""
        at = self.words[i].end
        if self.text[at:at + 2].lower() not in _LIST_STARTS and self.text[at:at + 1] in " ":
            return None
        bracket = _BRACKET.match(self.text, at)
        at = bracket.end() if bracket else at
        separator = _LIST.match(self.text, at)
        if not separator:
            return None
        k = self._word_after(separator.end(), i)
        while k < len(self.words) and self.words[k].article:
            k += 1
        return k if k < len(self.words) else None

    def _word_after(self, at: int, i: int) -> int:
        while i < len(self.words) and self.words[i].start < at:
            i += 1
        return i

    def _found(self, path: list[int], name: Name) -> Found:
        return Found(name.key, name, self.words[path[0]].start, self.words[path[-1]].end)


def bracketed(text: str, at: int) -> tuple[str, int] | None:
    """The acronym in brackets at ``at`` and where the brackets end."""
    match = _BRACKET.match(text, at)
    return (match.group(1), match.end()) if match else None


def _cjk(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
