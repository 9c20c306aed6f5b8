"""What a text tells of the report that it is a version of: its meaning as a vector, its values and its names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.records import Amount, Document, PartialDate, Span, Value

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_READ = {"en": 6000, "zh": 2000}
"""Characters from the beginning in which values and names are looked for: about the same stretch of a report."""
_SMALL = 12
"""Up to here numbers say little: twelve months, three points, one of."""
_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9-]{1,30}(?![A-Za-z0-9])")
_CAPITAL = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Of one text, in a form that both languages share."""

    vector: NDArray[np.float32]
    """Of length 1; not yet without what all texts of a language have in common."""
    values: frozenset[str]
    """Numbers and dates: "464", "month 7-26", "year 2024"."""
    names: tuple[frozenset[str], ...]
    """Of a Chinese text: of each name the English forms, lower case without spaces."""
    words: frozenset[str]
    """Of an English text: what is written with a capital, in the same form."""
    length: int
    """In characters of English: a Chinese one counts three."""


def measure_text(document: Document) -> Features:
    """Read a text for what can be compared with one in the other language; no encoder is asked."""
    from align.encoding.pieces import load_pieces

    text, language = document.text, document.language
    head = text[: _READ[language]]
    return Features(
        vector=load_pieces().of_text(text),
        values=_find_values(head, document),
        names=_chinese_names(head) if language == "zh" else (),
        words=_english_words(head) if language == "en" else frozenset(),
        length=len(text) * (3 if language == "zh" else 1),
    )


def _find_values(text: str, document: Document) -> frozenset[str]:
    from align.values import find_values

    return frozenset(key for value in find_values(text, document.language) for key in _keys(value))


def _keys(value: Value) -> list[str]:
    held = value.value
    if isinstance(held, PartialDate):
        day = [f"month {held.month}-{held.day}"] if held.month and held.day else []
        return day + ([f"year {held.year}"] if held.year and held.year > 99 and not held.ago else [])
    assert isinstance(held, Amount)
    tells = not value.weak and (held.low > _SMALL or held.low.denominator > 1)
    return [str(one) for one in {held.low, held.high}] if tells else []


def _chinese_names(text: str) -> tuple[frozenset[str], ...]:
    from align.names import chinese_names
    from align.simplified import to_simplified

    plain = to_simplified(text)
    listed = {name.renderings for name in chinese_names(plain, Span(0, len(plain))) if name.kind != "office"}
    found = {frozenset(map(_squeezed, forms)) for forms in listed if forms}
    found |= {frozenset([_squeezed(word)]) for word in _LATIN.findall(text)}
    return tuple(sorted(found, key=sorted))


def _english_words(text: str) -> frozenset[str]:
    """Capitalised words, and each run of up to four of them within one."""
    found = set()
    for run in _CAPITAL.findall(text):
        words = run.split(" ")
        for start in range(len(words)):
            found |= {
                _squeezed("".join(words[start:end])) for end in range(start + 1, min(len(words), start + 4) + 1)
            }
    return frozenset(
        found | {_squeezed(word.group()) for word in _LATIN.finditer(text) if not word.group().islower()}
    )


def _squeezed(name: str) -> str:
    return _OTHER.sub("", name.lower())
