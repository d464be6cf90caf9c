"""Which pieces the tokenizer knows and which row of the table each one reads, from counts of words.

A word that English or French uses often has a row of its own; its rare forms read the row of the commonest
form of the same stem. In Spanish, Russian and Arabic, of which there is little text, all forms of a stem read
one row: Snowball's stems, and for Arabic light stemming (Larkey 2007, "light10"). Endings and the Arabic
article and conjunctions are pieces that read no row, so that an unseen form of a known stem reads the stem's.
Chinese has a row for each character and for each frequent word (unigram model: Kudo 2018,
https://arxiv.org/abs/1804.10959); the longest match splits a run.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.embedding.train.normal import HAN, NORMALIZER
from index.tokens import ARABIC_PREFIXES, without_prefix

NOTHING = 0  # the row that means nothing
STEMMED = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}
TABLED = ("en", "fr")  # languages with text enough for a row a word form
OWN_ROW = 10  # times a word form of these must occur for a row of its own
SEEN = 3  # times a stem of these must occur at all
ENDING_TYPES = 8  # words that must take an ending before it counts as one
CHINESE_WORD = 4  # characters at most
CHINESE_PIECES = 9_000
STEM_LETTERS = 5  # a shorter stem of one language says nothing of another's
PARTS = 2_500  # pieces inside rare words, of two or three letters
ARABIC_CLITICS = (*ARABIC_PREFIXES, "ب", "ل", "ف", "ك", "وب", "ول", "س", "وس")
ARABIC_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")
ARABIC_ENDINGS = (*ARABIC_SUFFIXES, "هم", "هما", "نا", "اتها", "اته", "اتهم", "تها", "ته", "تهم", "وا", "يين", "يا")
WORD = re.compile(rf"[{HAN}]+|(?:(?![{HAN}])[^\W\d_])+|\d+")
MARKS = re.compile("[\u064b-\u065f\u0670\u0640\u00ad]")


@dataclass
class Vocabulary:
    """``rows``: piece → row; a piece that starts with ## continues a word. Rows are numbered from 1."""

    rows: dict[str, int] = field(default_factory=dict)
    count: int = 1  # of rows, the one that means nothing included
    forms: dict[str, int] = field(default_factory=dict)  # word → the row that it is to read

    def new_row(self) -> int:
        self.count += 1
        return self.count - 1

    def add(self, piece: str, row: int) -> None:
        """A piece keeps the row it got first."""
        self.rows.setdefault(piece, row)

    def mean(self, form: str, row: int) -> None:
        """What a whole word is to read; its first language decides."""
        self.forms.setdefault(form, row)


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in the texts, marks aside; a run of Chinese counts as one word."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(WORD.findall(MARKS.sub("", text).casefold()))
    return counts


def build(counts: dict[str, Counter[str]], chinese: list[str]) -> Vocabulary:
    """The vocabulary of the words counted by language; ``chinese``: pieces of Chinese."""
    found = Vocabulary()
    folded = {language: fold(words) for language, words in counts.items()}
    stems = {language: stem_table(words, language) for language, words in counts.items() if language != "zh"}
    add_tabled(found, folded, stems)
    for language in ("es", "ru"):
        if language in stems:
            add_stemmed(found, stems[language])
    if "ar" in stems:
        add_arabic(found, stems["ar"])
    add_chinese(found, chinese)
    add_parts(found, folded)
    for form, row in found.forms.items():
        if read(found, form) != {row}:  # the longest match would miss it
            found.add(form, row)
    return found


def fold(words: Counter[str]) -> Counter[str]:
    """The words as the tokenizer's normalizer writes them."""
    folded: Counter[str] = Counter()
    for word, count in words.items():
        folded[NORMALIZER.normalize_str(word)] += count
    return folded


def stem_table(words: Counter[str], language: str) -> dict[str, tuple[str, int]]:
    """Folded form → (folded stem, count)."""
    stem = stemmer(language)
    best: dict[str, tuple[str, int]] = {}
    for word, count in sorted(words.items()):
        if not word or re.match(rf"[{HAN}]", word):
            continue
        form = NORMALIZER.normalize_str(word)
        if not form:
            continue
        of = NORMALIZER.normalize_str(stem(word)) or form
        known = best.get(form)
        best[form] = (of if not known or count > known[1] else known[0], count + (known[1] if known else 0))
    return best


def stemmer(language: str):
    if language == "ar":
        return light_stem
    import Stemmer

    snowball = Stemmer.Stemmer(STEMMED[language])
    return lambda word: word if word[0].isdigit() else snowball.stemWord(word.replace("ё", "е"))


def light_stem(word: str) -> str:
    """The word without article, conjunction and endings, as long as enough letters are left."""
    word = without_prefix(NORMALIZER.normalize_str(word))
    for suffix in ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2 + (len(suffix) == 1):
            word = word[: -len(suffix)]
    return word


def add_tabled(found: Vocabulary, folded, stems) -> None:
    """English and French together: they share many spellings."""
    together = sum((folded[language] for language in TABLED if language in folded), Counter())
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for form, count in sorted(together.items(), key=lambda item: (-item[1], item[0])):
        languages = [language for language in TABLED if form in stems.get(language, {})]
        if not languages:
            continue
        language = max(languages, key=lambda name: stems[name][form][1])
        groups[language, stems[language][form][0]].append(form)
        if count >= OWN_ROW:
            found.add(form, found.new_row())
    for (_, stem), forms in sorted(groups.items()):
        common = found.rows.get(forms[0])
        if common is None and sum(together[form] for form in forms) >= SEEN:
            common = found.new_row()
        if common is None:
            continue
        for form in forms:
            found.mean(form, found.rows.get(form, common))
        if not stem[0].isdigit() and len(stem) >= STEM_LETTERS:
            found.add(stem, common)
    for language in TABLED:
        for ending in endings(stems.get(language, {})):
            found.add("##" + ending, NOTHING)


def add_stemmed(found: Vocabulary, table: dict[str, tuple[str, int]]) -> None:
    """One row a stem; forms are listed where the longest match would miss it."""
    known = endings(table)
    for ending in known:
        found.add("##" + ending, NOTHING)
    row_of: dict[str, int] = {}
    for _form, (stem, _) in sorted(table.items()):
        if stem not in row_of:
            shared = found.rows.get(stem) if len(stem) >= STEM_LETTERS or stem[0].isdigit() else None
            row_of[stem] = shared or found.new_row()
        if len(stem) > 2:
            found.add(stem, row_of[stem])
    for form, (stem, _) in sorted(table.items()):
        found.mean(form, row_of[stem])


def add_arabic(found: Vocabulary, table: dict[str, tuple[str, int]]) -> None:
    for clitic in ARABIC_CLITICS:
        found.add(clitic, NOTHING)
    for ending in ARABIC_ENDINGS:
        found.add("##" + ending, NOTHING)
    row_of: dict[str, int] = {}
    for _form, (stem, _) in sorted(table.items()):
        if stem not in row_of:
            row_of[stem] = found.rows.get(stem) or found.new_row()
        if len(stem) > 2:
            found.add(stem, row_of[stem])
            found.add("##" + stem, row_of[stem])
    for form, (stem, _) in sorted(table.items()):
        found.mean(form, row_of[stem])


def add_chinese(found: Vocabulary, pieces: list[str]) -> None:
    for piece in pieces:
        if len(piece) <= CHINESE_WORD:
            row = found.new_row()
            found.add(piece, row)
            found.add("##" + piece, row)


def add_parts(found: Vocabulary, folded) -> None:
    """Single characters, and the commonest parts of rare words: two names alike in part are alike in part."""
    letters: Counter[str] = Counter()
    parts: Counter[str] = Counter()
    for words in folded.values():
        for word in words:
            letters.update(word)
            if word not in found.forms and not re.match(rf"[{HAN}]", word):
                parts.update(("##" if n else "") + word[n : n + size] for size in (2, 3) for n in range(len(word) - size + 1))
    for letter in sorted(letters):
        row = found.rows.get(letter) or found.new_row()
        found.add(letter, row)
        found.add("##" + letter, row)
    for part, _ in parts.most_common(PARTS):
        found.add(part, found.rows.get(part) or found.new_row())


def endings(table: dict[str, tuple[str, int]]) -> list[str]:
    """What follows the stem in ENDING_TYPES words or more."""
    types = Counter(form[len(stem) :] for form, (stem, _) in table.items() if form.startswith(stem))
    return sorted(ending for ending, count in types.items() if ending and count >= ENDING_TYPES)


def read(found: Vocabulary, word: str) -> set[int]:
    """The rows that the tokenizer reads for a word; the longest match first."""
    rows, at = set(), 0
    while at < len(word):
        for end in range(len(word), at, -1):
            row = found.rows.get(("##" if at else "") + word[at:end])
            if row is not None:
                rows.add(row)
                at = end
                break
        else:
            return {-1}
    return rows - {NOTHING}
