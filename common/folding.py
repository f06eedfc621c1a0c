"""Text folded so that spellings of one name meet: accents, case, Cyrillic, usual variants."""

import re
import unicodedata

# Bulgarian official transliteration; what a French ear writes is folded further by `sound_key`.
CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ъ": "a", "ь": "y", "ю": "yu", "я": "ya",
}  # fmt: skip

# Applied in order, on folded text: what Romanian, Bulgarian and French ears write for one sound.
SOUNDS = [
    ("tch", "c"), ("sch", "s"), ("sht", "st"), ("tz", "t"), ("ts", "t"), ("ch", "h"), ("sh", "s"), ("zh", "j"),
    ("kh", "h"), ("ph", "f"), ("th", "t"), ("ck", "c"), ("qu", "c"), ("k", "c"), ("x", "cs"), ("w", "v"),
    ("ou", "u"), ("iou", "iu"), ("y", "i"), ("j", "i"), ("gh", "g"), ("dj", "g"), ("h", ""), ("z", "s"),
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
            word = word.replace(written, heard)
        word = re.sub(r"(.)\1+", r"\1", word)
        words.append(re.sub(r"(escu|esco)$", "esc", word))
    return " ".join(words)
