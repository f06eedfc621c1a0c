"""Codes of households: short, said aloud without spelling, and meaning nothing."""

from __future__ import annotations

import random
import secrets

CONSONANTS = "BDFGLMNPRSTV"
VOWELS = "AEIOU"
# Two-syllable words that mean something, or wound, in French, Romanian or Bulgarian.
AVOIDED = {
    "BABA", "BEBE", "BETA", "BITE", "DEBI", "FOLI", "GITA", "LUPU", "MAMA", "MINA", "MURI", "NANA", "NULE", "PAPA",
    "PEDE", "PIPI", "PUTA", "PUTE", "RASA", "RATE", "ROMA", "ROME", "ROMI", "RUSE", "SALE", "SIDA", "TARE", "TATA", "VILA",
}  # fmt: skip


def draw_code(source: random.Random | None = None, syllables: int = 2) -> str:
    """A code such as `LUMA27`; the source is given by those who want the same codes twice."""
    draw = source or secrets.SystemRandom()
    while True:
        word = "".join(draw.choice(CONSONANTS) + draw.choice(VOWELS) for _ in range(syllables))
        if not any(avoided in word for avoided in AVOIDED):
            return f"{word}{draw.randint(10, 99)}"
