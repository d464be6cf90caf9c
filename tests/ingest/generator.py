"""Small resolutions of invented matter with their clauses known, from a seed: for tests by property."""

from __future__ import annotations

import random
import textwrap
from dataclasses import dataclass, field

_SPEECH = {
    "en": ("lighthouse keepers harbour lanterns oil wicks storms pilots tides charts ferries ropes anchors foghorns "
           "beacons keepers' lodges supply boats lamp glass brass reflectors night watches mainland islands"),
    "fr": ("gardiens de phare lanternes huile mèches tempêtes pilotes marées cartes bacs cordages ancres cornes "
           "balises logis bateaux ravitailleurs verre laiton réflecteurs veilles continent îles voisines"),
}
WORDS = {language: words.split() for language, words in _SPEECH.items()}
HEADINGS = {
    "en": (("considering", "recognizing", "noting", "recalling", "taking into account", "bearing in mind",
            "considering further", "aware"),
           ("resolves", "instructs the Keeper of the Northern Light", "invites Member Harbours",
            "encourages the Pilots, the Ferrymen and the Ropemakers of all Member Harbours", "further resolves")),
    "fr": (("considérant", "reconnaissant", "notant", "rappelant", "tenant compte", "ayant à l'esprit",
            "considérant en outre", "consciente"),
           ("décide", "charge le Gardien du Phare du Nord", "invite les Ports Membres",
            "encourage les Pilotes, les Passeurs et les Cordiers de tous les Ports Membres", "décide en outre")),
}
OPENS = {"en": ("that", "to"), "fr": ("que", "de préparer")}
FORMULA = {"en": "The Plenipotentiary Conference of the International Telecommunication Union (Skerryvore, 2031),",
           "fr": "La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Skerryvore, 2031),"}
NUMBER = {"en": "RESOLUTION 941 (SKERRYVORE, 2031)", "fr": "RÉSOLUTION 941 (SKERRYVORE, 2031)"}
RUNNING = {"en": "Resolution 941", "fr": "Résolution 941"}


@dataclass
class Made:
    """A resolution: its paragraphs as (printed label, words, is a heading), and its clauses as (address, words)."""

    language: str
    paragraphs: list[tuple[str, str, bool]] = field(default_factory=list)
    clauses: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""  # a footnote's words; its call follows the last word of the first clause


def make(seed: int, language: str, note: bool = False) -> Made:
    """A resolution from a seed."""
    rng = random.Random(f"{seed} {language}")
    made = Made(language)
    preamble, operative = HEADINGS[language]
    chosen = rng.sample(preamble, rng.randint(1, 4)) + rng.sample(operative, rng.randint(1, 4))
    for i, heading in enumerate(chosen):
        made.paragraphs.append(("", heading, True))
        last = i == len(chosen) - 1
        _section(rng, made, heading, heading in operative, "." if last else ",")
    if note:
        made.note = _words(rng, language, 12).capitalize() + "."
    return made


def _section(rng: random.Random, made: Made, heading: str, operative: bool, end: str) -> None:
    opens = OPENS[made.language][1 if operative else 0]
    count = rng.choice((1, 2, 3, 5))
    if count == 1:
        _add(made, heading, "", f"{opens} {_words(rng, made.language, 14)}{end}")
        return
    for n in range(1, count + 1):
        label = str(n) if operative else f"{'abcdefgh'[n - 1]})"
        inner = rng.randint(2, 3) if operative and rng.random() < 0.4 else 0
        stop = end if n == count else ";"
        words = f"{opens} {_words(rng, made.language, rng.randint(8, 40))}"
        _add(made, f"{heading} {label}", label, f"{words}{':' if inner else stop}")
        for k in range(1, inner + 1):
            sub = f"{'abc'[k - 1]})"
            _add(made, f"{heading} {label} {sub}", sub,
                 f"{_words(rng, made.language, rng.randint(6, 25))}{stop if k == inner else ';'}")


def _add(made: Made, address: str, label: str, words: str) -> None:
    made.paragraphs.append((label, words, False))
    made.clauses.append((address, words))


def _words(rng: random.Random, language: str, n: int) -> str:
    return " ".join(rng.choice(WORDS[language]) for _ in range(n))


def as_lines(made: Made) -> str:
    """As a word processor's text: a paragraph is a line, the footnote in square brackets."""
    out = [NUMBER[made.language], "Of lamps and their keepers", FORMULA[made.language]]
    noted = False
    for label, words, is_heading in made.paragraphs:
        line = f"{label}\t{words}" if label else words
        if made.note and not noted and not is_heading:
            line, noted = f"{line[:-1]}[footnoteRef:1]1{line[-1]} [1: 1\t{made.note}] ", True
        out.append(line)
    return "\n".join(out) + "\n"


def as_pages(made: Made, width: int = 84, lines: int = 14) -> str:
    """As lifted from printed pages: hard line breaks, running headers with page numbers, the note at its page's foot."""
    rows: list[str] = [NUMBER[made.language], "Of lamps and their keepers"]
    rows += textwrap.wrap(FORMULA[made.language], width)
    foot = 0
    for label, words, is_heading in made.paragraphs:
        line = f"{label} {words}" if label else words
        if made.note and not foot and not is_heading:
            line = f"{line[:-1]}1{line[-1]}"
            foot = len(rows) + len(textwrap.wrap(line, width, break_on_hyphens=False))
        rows += textwrap.wrap(line, width, break_on_hyphens=False)
    pages = [rows[i:i + lines] for i in range(0, len(rows), lines)]
    if foot:
        pages[(foot - 1) // lines] += textwrap.wrap(f"1 {made.note}", width)
    out = []
    for i, page in enumerate(pages):
        head = f"{30 + i} {RUNNING[made.language]}" if i % 2 == 0 else f"{RUNNING[made.language]} {30 + i}"
        out.append("\n".join([head, *page]))
    return "\n\n".join(out)
