"""Which language and script a text is in.

Chinese is told by its characters and English by its function words, without loading anything. Only where
neither is plain does py3langid decide, which takes half a second to load.
"""

from __future__ import annotations

import re
from functools import lru_cache

from align.errors import LanguageError
from align.records import Language, Script

_SAMPLE = 20_000
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA = re.compile("[\u3041-\u30fa\uff66-\uff9d]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_OTHER = re.compile("[\u0370-\u1fff]+")
_WORD = re.compile("[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?")
_ENGLISH = frozenset(
    ("the", "and", "that", "with", "from", "this", "which", "their", "they", "were", "would", "been")
)
"""Function words of English that no neighbouring language shares: about one word in eight."""
_PLAIN_SHARE, _PLAIN_WORDS, _FEWEST_WORDS, _CERTAIN = 0.06, 12, 4, 12.0

_NAMES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "kk": "Kazakh",
    "ko": "Korean",
    "ms": "Malay",
    "mn": "Mongolian",
    "nl": "Dutch",
    "no": "Norwegian",
    "nb": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "ug": "Uyghur",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
    "en": "English",
}
_HINT = "Give one text in English and one in Chinese"


def language_name(code: str) -> str:
    """Give the English name of a language code, or the code itself."""
    return _NAMES.get(code, f"the language “{code}”")


def detect_language(text: str, where: str) -> Language:
    """Tell English from Chinese.

    :raises LanguageError: a third language (named), or no words at all.
    """
    sample = _sample(text)
    han, words = len(_HAN.findall(sample)), _WORD.findall(sample)
    kana, hangul = len(_KANA.findall(sample)), len(_HANGUL.findall(sample))
    other = len(_OTHER.findall(sample))
    if kana > 0.1 * (han + kana) and kana > len(words):
        raise _third("ja", where)
    if hangul > han and hangul > len(words):
        raise _third("ko", where)
    if other > len(words) and other > han:
        raise _third(_ranked(sample)[0][0], where)
    if not han and not words:
        raise LanguageError("holds no words in English or Chinese", where, _HINT)
    if han >= len(words):
        return "zh"
    _require_english(sample, words, where)
    return "en"


def detect_script(text: str, language: Language) -> Script:
    """Simplified or Traditional, by the characters that only one of GB 2312 and Big5 has."""
    if language == "en":
        return "Latn"
    balance = sum(_leaning(char) for char in _HAN.findall(_sample(text)))
    return "Hant" if balance > 0 else "Hans"


def side_of(text: str) -> Language | None:
    """Whether a single paragraph is Chinese or English, None where it has no letters; nothing is refused."""
    han, words = len(_HAN.findall(text)), len(_WORD.findall(text))
    if not han and not words:
        return None
    return "zh" if han >= words else "en"


def _sample(text: str) -> str:
    """At most 20,000 characters, from four places."""
    if len(text) <= _SAMPLE:
        return text
    quarter = _SAMPLE // 4
    return "\n".join(text[i * len(text) // 4 :][:quarter] for i in range(4))


def _require_english(sample: str, words: list[str], where: str) -> None:
    plain = sum(1 for word in words if word.lower() in _ENGLISH)
    if plain >= _PLAIN_SHARE * len(words) and len(words) >= _PLAIN_WORDS:
        return
    if len(words) < _FEWEST_WORDS:
        return  # too short to tell
    ranks = _ranked(sample)
    best, score = ranks[0]
    english = dict(ranks)["en"]
    # The score grows with length; a headline of names must not count as another language.
    if best != "en" and score - english > _CERTAIN:
        raise _third(best, where)


def load_identifier() -> None:
    """Load what decides where neither is plain, before it is needed."""
    _ranked("")


def _ranked(sample: str) -> list[tuple[str, float]]:
    from py3langid import rank

    return [(str(code), float(score)) for code, score in rank(sample)]


def _third(code: str, where: str) -> LanguageError:
    return LanguageError(f"is in {language_name(code)}", where, _HINT)


@lru_cache(maxsize=8192)
def _leaning(char: str) -> int:
    """1 for a character that only Traditional Chinese uses, -1 for Simplified, 0 for both or neither."""
    return _holds("big5", char) - _holds("gb2312", char)


def _holds(encoding: str, char: str) -> bool:
    try:
        return bool(char.encode(encoding))
    except UnicodeEncodeError:
        return False
