"""What the texts held say of each other: citations, standing, language versions. Seen anew at each ingest."""

from __future__ import annotations

from index.catalogue_writer import CatalogueWriter
from ingest import align, citing, standing


def relate(catalogue: CatalogueWriter) -> tuple[tuple[str, str], ...]:
    """Resolve every citation over all texts, so that one that arrives later resolves what named it before;
    note what is abrogated and where language versions do not line up.

    Gives back the warnings: (document id, warning).
    """
    held = catalogue.reading()
    documents = held.documents()
    cited = tuple(citing.resolve(documents, held.references()))
    abrogated = [(i, "abrogated", words, clause) for i, words, clause in standing.shown(documents, cited, held)]
    apart, outlines = [], align.outlines(held.outline())
    for group in align.versions(documents):
        if all(outlines[info.id] == outlines[group[0].id] for info in group):
            continue  # as nearly all do: their clauses are not read
        for i, words, clause in align.compare([(info, held.clauses(info.id)) for info in group]):
            apart.append((i, "warning", words, clause))
    catalogue.relate(cited, [*dict.fromkeys(abrogated), *apart])
    return tuple((i, words) for i, _, words, _ in apart)
