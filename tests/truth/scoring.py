"""Found clauses against true ones: precision, recall and F1 of boundaries, of boundaries and addresses.

Two spans agree when both ends are equal after each has moved inward over every character that is neither
letter, digit nor combining mark, and over a footnote call (``[footnoteRef:N]`` and its mark) at the end. So
white space, a label's bracket or dash and a closing semicolon do not count; a label's letter or number does.

Two addresses agree when they are equal after ``plain``. A paragraph without a printed label has no address of
its own but "paragraph N", where N is a convention: for it only the place it stands in is compared.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# What the places without a heading are called, in six languages (schema: foreword, cover, title, …).
PLACES = {
    "title": "title titre título название العنوان 标题",
    "history": "history historique historial история التاريخ 沿革",
    "foreword": "foreword avant-propos prefacio предисловие تمهيد 前言",
    "cover": "cover couverture portada обложка الغلاف 封面",
    "footnote": "footnote note nota сноска حاشية 脚注",
    "paragraph": "paragraph paragraphe párrafo абзац فقرة 段",
    "indent": "indent tiret guion дефис شرطة 项",
    "annex": "annex annexe anexo приложение ملحق الملحق 附件",
    "row": "row ligne fila строка صف 行",
}
_PLACE = {word: place for place, words in PLACES.items() for word in words.split()}
_ENACTING = ("formule introductive", "fórmula introductoria", "вводная формула", "الصيغة الافتتاحية", "起首语")
_CALL = re.compile(r"\[footnoteRef:\d+\]\S{0,3}$")
_HARD = re.compile("[\u00ad\u200b-\u200f\ufeff]")


@dataclass(frozen=True)
class TrueClause:
    """A clause as it is: span in the file's own characters, as its reader gives them, label excluded."""

    address: str
    kind: str
    start: int
    end: int
    also: tuple[str, ...] = ()  # other addresses that are as right
    optional: bool = False  # neither missed when absent nor wrong when found, whole or in parts


@dataclass(frozen=True)
class Found:
    """A clause as the project finds it; ``parts``: the spans of the file that its text is made of."""

    address: str
    kind: str
    start: int
    end: int
    parts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Truth:
    """What is true of one file."""

    clauses: tuple[TrueClause, ...]
    ignore: tuple[tuple[int, int], ...] = ()  # places of which nothing is claimed: tables of a PDF, contents
    scope: tuple[tuple[int, int], ...] = ()  # where given, nothing is claimed of the rest
    furniture: tuple[tuple[int, int], ...] = ()  # running headers, page numbers, marginal marks


@dataclass(frozen=True)
class Score:
    """Counts; added up with ``+``."""

    true: int = 0
    found: int = 0
    bounded: int = 0  # boundaries right
    addressed: int = 0  # boundaries and address right
    kinds: int = 0  # boundaries and kind right
    furnished: int = 0  # clauses whose text holds a running header, a page number or a marginal mark

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, n) + getattr(other, n) for n in self.__dataclass_fields__))

    def measures(self, right: int) -> tuple[float, float, float]:
        """(precision, recall, F1) of ``right`` among those found and those true; 1 where both are none."""
        if not self.true and not self.found:
            return 1.0, 1.0, 1.0
        precision = right / self.found if self.found else 0.0
        recall = right / self.true if self.true else 0.0
        return precision, recall, 2 * right / (self.found + self.true)

    @property
    def boundaries(self) -> tuple[float, float, float]:
        return self.measures(self.bounded)

    @property
    def addresses(self) -> tuple[float, float, float]:
        return self.measures(self.addressed)


@dataclass(frozen=True)
class Difference:
    """One thing that is wrong: ``what`` is missed, extra, address or furniture."""

    what: str
    address: str
    start: int
    end: int
    found: str = ""  # the address found where another is true


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The span moved inward over all that is no letter, digit or mark, and over a footnote call at its end."""
    while start < end and unicodedata.category(text[start])[0] not in "LNM":
        start += 1
    call = _CALL.search(text, start, end)
    end = call.start() if call else end
    while end > start and unicodedata.category(text[end - 1])[0] not in "LNM":
        end -= 1
    return start, end


def plain(address: str) -> str:
    """An address without case, punctuation and the language of its places: "Résolu, tiret 2" → "résolu indent 2"."""
    address = unicodedata.normalize("NFC", _HARD.sub("", address)).casefold()
    for formula in _ENACTING:
        address = address.replace(formula, "enacting formula")
    words = re.sub(r"[().,:;،؛（），、：；\[\]]", " ", address).split()
    words = [_PLACE.get(w, w) for w in words]
    return re.sub(r"\bparagraph \d+$", "paragraph", " ".join(words))


def folded(text: str) -> str:
    """White space folded, as the hashes are taken."""
    return " ".join(text.split())


def sha256(text: str) -> str:
    """Of the text with its white space folded."""
    return hashlib.sha256(folded(text).encode()).hexdigest()


def score(text: str, truth: Truth, found: Sequence[Found]) -> tuple[Score, tuple[Difference, ...]]:
    """Compare what was found in ``text`` with what is true of it; differences in the file's order."""
    by_span = {trim(text, c.start, c.end): c for c in truth.clauses}
    taken = {plain(a) for c in truth.clauses if not c.optional for a in (c.address, *c.also)}
    taken = {a for a in taken if not a.endswith("paragraph")}
    spare = [trim(text, c.start, c.end) for c in truth.clauses if c.optional]
    met: dict[tuple[int, int], Found] = {}
    wrong: list[Difference] = []
    for clause in found:
        span = trim(text, clause.start, clause.end)
        if span in by_span and span not in met:
            met[span] = clause
        elif any(a <= span[0] and span[1] <= b for a, b in spare):
            continue
        elif _claimed(span, truth) or plain(clause.address) in taken:  # a label's address is not to be given twice
            wrong.append(Difference("extra", clause.address, clause.start, clause.end))
    due = {s: c for s, c in by_span.items() if not c.optional}
    right = [(c, met[s]) for s, c in due.items() if s in met]
    wrong += [Difference("missed", c.address, c.start, c.end) for s, c in due.items() if s not in met]
    wrong += [Difference("address", c.address, c.start, c.end, f.address) for c, f in right if not _same(c, f)]
    soiled = [f for f in found if any(_overlap(p, q) for p in f.parts for q in truth.furniture)]
    extra = sum(d.what == "extra" for d in wrong)
    wrong += [Difference("furniture", f.address, f.start, f.end) for f in soiled]
    counts = Score(len(due), len(right) + extra, len(right), sum(_same(c, f) for c, f in right),
                   sum(c.kind == f.kind for c, f in right), len(soiled))
    return counts, tuple(sorted(wrong, key=lambda d: (d.start, d.what)))


def _same(true: TrueClause, found: Found) -> bool:
    return plain(found.address) in {plain(a) for a in (true.address, *true.also)}


def _claimed(span: tuple[int, int], truth: Truth) -> bool:
    """Whether the truth says anything of the place where ``span`` begins."""
    if span[0] >= span[1] or _within(span[0], truth.ignore):
        return False
    return not truth.scope or _within(span[0], truth.scope)


def _within(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(a <= at < b for a, b in spans)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
