"""The types that pass between the parts. Standard library only; everything is frozen.

Offsets are in characters (Python string indices), half open: ``text[start:end]``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")  # ITU's six, by ISO 639-1 code


@dataclass(frozen=True)
class MapRun:
    """One run of the map from a document's text back to the file's own characters.

    ``text[start:start + length]`` comes from ``source[source_start:source_start + source_length]``.
    Where the lengths are equal the characters correspond one to one; where they differ
    the whole run was replaced (a ligature by its letters, a line break by a space).
    """

    start: int
    length: int
    source_start: int
    source_length: int


@dataclass(frozen=True)
class Dropped:
    """Characters of the file that are not in the document's text, and what they were.

    ``kind`` is one of: running_header, page_number, marginal_mark, footnote_marker,
    bookmark, hyphenation, stretch (of an Arabic word), white_space, page_break.
    """

    source_start: int
    source_end: int
    kind: str


@dataclass(frozen=True)
class DocumentInfo:
    """What identifies one language version of one revision of one text."""

    id: str  # "WTSA-RES-57-2012-fr"
    work_id: str  # "WTSA-RES-57": the text, whatever its revision and language
    name: str  # as a delegate says it: "Résolution 57 (Rév. Dubaï, 2012)"
    body: str  # key in itu/bodies.toml ("WTSA"), "" when unknown
    kind: str  # resolution, decision, opinion, recommendation, constitution, convention, other
    number: str  # "57"; "" when there is none
    revision: str  # as printed: "Rév. Dubaï, 2012"; "" when there is none
    year: int | None
    language: str  # one of LANGUAGES
    title: str
    history: str  # "Johannesburg, 2008; Dubaï, 2012"
    file: str  # path under the ingested folder, with "/"
    url: str  # where the official text is published, "" when unknown
    sha256: str  # of the file's bytes
    pages: int | None  # physical pages, None where the format has none


@dataclass(frozen=True)
class Document(DocumentInfo):
    """A document with its cleaned text and the map back to the file's own characters."""

    text: str = field(repr=False)
    source: str = field(repr=False)  # the file's characters as its reader gave them
    source_map: tuple[MapRun, ...] = field(repr=False)  # ascending by start, covers all of text
    dropped: tuple[Dropped, ...] = field(repr=False)  # ascending by source_start
    warnings: tuple[str, ...] = ()  # for the ingest report
    source_offset: int = 0  # where source begins among the file's characters; beyond 0 in a volume's later documents

    @property
    def info(self) -> DocumentInfo:
        """What identifies the document, without its text."""
        return DocumentInfo(**{f.name: getattr(self, f.name) for f in fields(DocumentInfo)})

    def source_spans(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The spans of ``source`` that ``text[start:end]`` comes from, in the order of ``text``.

        A run that was replaced as a whole (lengths differ) is given as a whole.
        """
        return source_spans(self.source_map, start, end)


def source_spans(runs: Sequence[MapRun], start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The spans of a source that ``start:end`` of the text mapped by ``runs`` comes from, in the order of the text.

    A run that was replaced as a whole (lengths differ) is given as a whole; one put in, which has no source, not at all.
    """
    spans = []
    for at in range(max(0, bisect_right(runs, start, key=lambda run: run.start) - 1), len(runs)):  # no slice: no copy
        run = runs[at]
        if run.start >= end:
            break
        low, high = max(start, run.start), min(end, run.start + run.length)
        if low >= high:
            continue
        if run.length == run.source_length:
            spans.append((run.source_start + low - run.start, run.source_start + high - run.start))
        elif run.source_length:
            spans.append((run.source_start, run.source_start + run.source_length))
    return tuple(spans)


@dataclass(frozen=True)
class Footnote:
    """A footnote called in a clause: its printed mark and the clause that holds its words."""

    mark: str
    clause_id: str


@dataclass(frozen=True)
class Clause:
    """The smallest addressable paragraph of a document."""

    id: str  # "WTSA-RES-57-2012-fr#decide-1": document id and address; survives a rebuild
    document_id: str
    kind: str  # title, foreword, enacting, preambular, operative, article, numbered, definition,
    #            annex, table_row, footnote, paragraph
    section: str  # canonical heading key ("resolves"), "" when there is none
    heading: str  # the heading's words as printed ("décide"), "" when there is none
    heading_start: int  # span of those words in Document.text; 0, 0 when there is none
    heading_end: int
    label: str  # printed number path ("2 b)"), "" when there is none
    address: str  # what a delegate says after the document's name: "décide 2 b)"
    key: str  # language-free place in the document: equal in its siblings ("5.1")
    parent_id: str  # the clause it stands under ("décide 2" for "décide 2 b)"), or ""
    order: int  # place in the document, from 0
    page: int | None  # physical page from 1, None where the format has none
    page_label: str  # printed page number, "" when unknown
    start: int  # span in Document.text, label excluded
    end: int
    text: str  # Document.text[start:end]
    footnotes: tuple[Footnote, ...] = ()
    references: tuple[str, ...] = ()  # texts it cites, as printed


@dataclass(frozen=True)
class Hit:
    """A clause found for a question, with where it came from."""

    clause: Clause
    document: DocumentInfo
    score: float
    ranks: Mapping[str, int]  # "dense", "lexical", "late" -> rank from 1 in that list; "address" for a clause named
    features: Mapping[str, float] = field(default_factory=dict)  # raw scores behind the fused one
    matched: tuple[tuple[int, int], ...] = ()  # spans in Document.text of the words the question matched, of a long clause
    unmatched: tuple[str, ...] = ()  # the question's weighty words that no clause matched
    also: tuple[tuple[str, str], ...] = ()  # of one cited (the question's words, those that say the same): "topics", "sujets"

    @property
    def by_address(self) -> bool:
        """Whether it was fetched for an address that was typed: it stands there, or near it."""
        return bool({"address", "near"} & self.ranks.keys())


@dataclass(frozen=True)
class Citation:
    """A quote and the clause it is from. Shown only after it has been proved."""

    marker: int  # the number shown in the answer, from 1 in reading order
    clause: Clause
    document: DocumentInfo
    quote: str
    start: int  # span of the quote in Document.text
    end: int
    focus: tuple[tuple[int, int], ...] = ()  # spans in Document.text of the words that answer
    # What is quoted with it so that it can be read: the lead-in that it goes on from, the heading that says who is to
    # act, the items that it opens. Proved like it, of the same marker; none has a context of its own.
    context: tuple[Citation, ...] = ()

    @property
    def parts(self) -> tuple[Citation, ...]:
        """The quote and its context, in the order of the text."""
        return tuple(sorted((self, *self.context), key=lambda part: part.start))


@dataclass(frozen=True)
class Statement:
    """One sentence of an answer and the citations (by marker) that carry it."""

    text: str
    markers: tuple[int, ...] = ()
    fixed: bool = False  # one of words.toml's own sentences, which states no fact of the texts


@dataclass(frozen=True)
class Rejected:
    """A citation that could not be proved, and why. Counted, never shown as one."""

    clause_id: str
    quote: str
    why: str


@dataclass(frozen=True)
class ModelUse:
    """What a language model did for an answer, and what became of its sentences."""

    name: str
    host: str  # where the question and the clauses went
    tokens_in: int  # as its server counts them; 0 when it does not say
    tokens_out: int
    kept: int  # sentences that were proved
    replaced: int  # sentences that said more than their quotes: the quote was shown instead
    dropped: int  # sentences whose quotes stand in no clause
    failed: str = ""  # why it gave no answer or not the whole, as a key of words.toml; "" when it did


@dataclass(frozen=True)
class Answer:
    """What the assistant says to one question."""

    question: str
    language: str  # of the question and so of the answer's own sentences
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]  # in reading order, by their markers; the first one answers best
    hits: tuple[Hit, ...]  # best first; given whether or not it abstained
    rejected: tuple[Rejected, ...]
    abstained: bool
    reason: str  # why it abstained, as a key of words.toml; "" when it did not
    mode: str  # "extractive", or the language model's name
    seconds: float
    model: ModelUse | None = None  # None when no language model was asked
    stages: Mapping[str, float] = field(default_factory=dict, compare=False)  # seconds of each step that was taken
    id: str = field(default="", compare=False)  # of the question, as the log has it

    @property
    def text(self) -> str:
        """The statements as prose, each with its markers: ``… [1]``."""
        return "\n".join(
            s.text + "".join(f" [{m}]" for m in s.markers) for s in self.statements
        )
