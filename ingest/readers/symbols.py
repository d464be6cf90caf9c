"""Characters of the Symbol font, which Word and PDF files hold as private-use code points.

Source: Adobe's Symbol encoding (symbol.txt, Unicode Consortium). Only what means the same in every
symbol font that uses the place; the others stay as they are.
"""

from __future__ import annotations

from itertools import chain

_GREEK = chain(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True),
               zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))  # fmt: skip
_OTHERS = {
    0x20: " ", 0x28: "(", 0x29: ")", 0x2A: "∗", 0x2B: "+", 0x2D: "−", 0x2F: "/", 0x3C: "<", 0x3D: "=", 0x3E: ">",
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xC5: "⊕", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xE2: "®",
    0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_TABLE = {0xF000 + place: character for place, character in chain(_GREEK, _OTHERS.items())}


def readable(text: str) -> str:
    """Replace private-use code points of the Symbol font, one character for one."""
    return text.translate(_TABLE)
