"""Names compared as they are heard: how near a family's names are to what someone typed."""

from __future__ import annotations

from rapidfuzz import fuzz

from common.folding import sound_key

NEAR = 66.0
LIKELY_SAME = 85.0


def nearness(typed: str, name: str) -> float:
    """From 0 to 100: each typed word against the nearest word of `name`, both already sound keys."""
    words = name.split()
    asked = typed.split()
    if not words or not asked:
        return 0.0
    return sum(max(_one(word, other) for other in words) for word in asked) / len(asked)


def _one(typed: str, word: str) -> float:
    begun = 92.0 if len(typed) >= 2 and word.startswith(typed) else 0.0
    return max(begun, fuzz.ratio(typed, word), fuzz.ratio(_bones(typed), _bones(word)) - 12)


def _bones(word: str) -> str:
    """The consonants, after the first letter: vowels are what spellings change most."""
    return word[:1] + "".join(letter for letter in word[1:] if letter not in "aeiou")


def initials(text: str) -> list[str]:
    """The first letter of each word as heard: what candidates must share with one of their words.

    C and S stand for each other: `Cimpeanu` may be said `Câmpeanu`.
    """
    letters = {word[0] for word in sound_key(text).split()}
    return sorted(letters | ({"c", "s"} if letters & {"c", "s"} else set()))
