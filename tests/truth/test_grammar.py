"""The parser against texts of our own in six languages, one rule of ITU's texts each: F1 is to be 1.00."""

from __future__ import annotations

import pytest

from settings import Settings
from tests.truth.files import GRAMMAR, compare, known

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")

# What the parser does not do yet, and why: each of these must fail, and is struck off once it passes.
KNOWN: dict[str, str] = {}


def _cases() -> list:
    return [pytest.param(path, id=path.stem, marks=[pytest.mark.xfail(reason=KNOWN[path.stem], strict=True)]
                         if path.stem in KNOWN else []) for path in sorted(GRAMMAR.glob("*.json"))]


@pytest.mark.parametrize("path", _cases())
def test_clauses_addresses_and_identity(path):
    result = compare(known(path), path.with_suffix(".txt"), Settings())
    wrong = [f"{d.what} {d.address} {d.found} {result.text[d.start:d.end]!r}" for d in result.differences]
    assert (wrong, result.identity) == ([], ())
    assert result.score.addresses == (1.0, 1.0, 1.0)


@pytest.mark.parametrize("rule", ["headings", "labels", "nested", "annex", "volume", "pages", "articles",
                                  "recommendation", "running"])
def test_each_rule_has_a_text_in_each_language(rule):
    assert all((GRAMMAR / f"{rule}.{language}.json").is_file() for language in LANGUAGES)


def test_what_is_known_to_fail_is_there_with_its_reason():
    assert all(KNOWN.values())
    assert KNOWN.keys() <= {path.stem for path in GRAMMAR.glob("*.json")}
