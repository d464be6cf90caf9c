"""The texts that a comparison is held over, and the passages that answer a question in each of their languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from errors import AssistantError, BadInput
from evals.folding import contains
from evals.questions import Question
from schema import Clause
from settings import Settings


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
        found = []
        for quote in (gold.quote for gold in question.gold):
            if any(contains(file.text, quote) for file in self.of(language)):
                found.append(quote)
            for held in self.versions.values():
                where = [of for of, clauses in held.items() if any(contains(c.text, quote) for c in clauses)]
                if language in where:
                    found.append(quote)  # though a page's end may part it in the file
                if any(of != language for of in where):
                    found += [c.text for of, clauses in held.items() if language in ("", of) for c in clauses]
        return tuple(dict.fromkeys(found))


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
