"""The texts that a comparison is held over, and the passages that answer a question in each of their languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from errors import AssistantError, BadInput
from evals.folding import forms, holds
from evals.questions import Question
from schema import Clause
from settings import Settings

Forms = tuple[str, str]  # a text folded, as evals/folding.py gives it


@dataclass(frozen=True)
class File:
    """A file as the readers give it, in the language of its first document."""

    path: Path
    language: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class Texts:
    """The files of a folder and the clauses that they are read into."""

    files: tuple[File, ...]
    versions: dict[tuple, dict[str, list[Clause]]] = field(repr=False)  # place of a clause -> language -> clauses

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the files, in the order first met."""
        return tuple(dict.fromkeys(file.language for file in self.files))

    def of(self, language: str) -> tuple[File, ...]:
        """The files in ``language``; all of them for ""."""
        return tuple(file for file in self.files if language in ("", file.language))

    def passages(self, question: Question, language: str) -> tuple[str, ...]:
        """The passages in ``language`` that answer, () when its files hold none.

        They are the gold quotes that stand in its files, and the clauses there that are the same clause as one
        with a gold quote in another language.
        """
        quotes = tuple(gold.quote for gold in question.gold)
        standing = [q for q in quotes if any(holds(self._folded[file.path], forms(q)) for file in self.of(language))]
        return tuple(dict.fromkeys((*standing, *(text for q in quotes for text in self._siblings(q, language)))))

    def _siblings(self, quote: str, language: str) -> list[str]:
        wanted, found = forms(quote), []
        for place, folded in self._clauses:
            held = self.versions[place]
            if any(holds(text, wanted) for of, text in folded if of != language):
                found += [c.text for of, clauses in held.items() if language in ("", of) for c in clauses]
        return found

    @cached_property
    def _folded(self) -> dict[Path, Forms]:
        return {file.path: forms(file.text) for file in self.files}

    @cached_property
    def _clauses(self) -> list[tuple[tuple, list[tuple[str, Forms]]]]:
        """Each place with its clauses folded, and their languages."""
        return [(p, [(of, forms(c.text)) for of, cs in v.items() for c in cs]) for p, v in self.versions.items()]


def read(folder: Path, settings: Settings, tell: Callable[[str], None] = print) -> Texts:
    """Read every text under ``folder``; ``tell`` gets a line for each that is refused.

    Raises BadInput when the folder is not there or none of its files can be read.
    """
    from ingest import documents, files, readers

    found, versions = [], defaultdict(lambda: defaultdict(list))
    for item in files.list_files([folder]).found:
        path = Path(item.path)
        try:
            source = readers.read(path, settings)
            built = documents.build(source, item.file, "0" * 64)
        except AssistantError as error:
            tell(f"Left out: {error}")
            continue
        if not built:
            continue
        found.append(File(path, built[0][0].language, source.text))
        for document, clauses in built:
            for clause in clauses:
                versions[document.work_id, document.year, clause.key][document.language].append(clause)
    if not found:
        raise BadInput("no text there can be read", where=str(folder), do="Give the folder that holds the texts")
    return Texts(tuple(found), {place: dict(languages) for place, languages in versions.items()})
