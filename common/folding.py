"""Text folded so that spellings of one name meet: accents, case, Cyrillic, usual variants."""

import re
import unicodedata

# Bulgarian official transliteration; what a French ear writes is folded further by `sound_key`.
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya",
}  # fmt: skip

# Applied in order, on one folded word: what Romanian, Bulgarian and French ears write for one sound.
SOUNDS = [
    (re.compile(pattern), heard)
    for pattern, heard in [
        (r"^(tsv|tzv|cv|zv)", "sv"),  # Цветан: Tsvetan, Tzvetan, Cvetan, Zvetan
        (r"(off|of)$", "ov"), (r"(eff|ef)$", "ev"),  # Ivanov, Ivanoff
        (r"tch|sch|sh|zh", "s"), (r"c?kh|ch(?=[rlnm])", "h"), (r"ch", "s"),
        (r"t[sz]", "t"), (r"dj", "g"), (r"gh", "g"), (r"ph", "f"), (r"th", "t"),
        (r"ck|qu|k", "c"), (r"x", "cs"), (r"w", "v"), (r"ou|oo", "u"), (r"y", "i"),
        (r"j(?=[ei])", "s"), (r"j", "i"),  # Jivko is Zhivko, Jordan is Iordan
        (r"c(?=[ei])", "s"), (r"h", ""), (r"z", "s"),
        (r"gu(?=[ei])", "g"), (r"oa", "o"), (r"ea", "ia"), (r"ie", "e"),
        (r"(.)\1+", r"\1"), (r"(escu|esco)$", "esc"),
    ]
]  # fmt: skip


def fold(text: str) -> str:
    """Lower case, Latin letters, no accent, single spaces: `Ștefănescu ` gives `stefanescu`."""
    latin = "".join(CYRILLIC.get(letter, letter) for letter in text.lower())
    bare = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", bare).strip()


def sound_key(text: str) -> str:
    """A key that several spellings of one name share: `Christov` and `Hristov`, `Stefanesco` and `Ștefănescu`."""
    words = []
    for word in fold(text).split():
        for written, heard in SOUNDS:
            word = written.sub(heard, word)
        words.append(word)
    return " ".join(filter(None, words))
