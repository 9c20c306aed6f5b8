"""Texts that nothing may be near to: the test sets that a model will be measured on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from functools import lru_cache

from align.corpus.nearness import PAIR, NearIndex, shingle, sign
from align.corpus.records import Refusal, SegmentPair
from align.corpus.rules.duplicates import Excluded
from align.corpus.store import read_lines
from align.errors import ConfigError


class Exclusion:
    """The index of a file of texts, one a line: JSON with texts in it, columns set apart by tabs, or plain."""

    def __init__(self, address: str, rule: Excluded) -> None:
        database = sqlite3.connect(":memory:")
        self._rule = rule
        self._index = {language: NearIndex(database, language) for language in ("en", "zh")}
        for text in _read_texts(address):
            for language, index in self._index.items():
                index.add(text[:80], _sign(text, language))

    def judge(self, pair: SegmentPair) -> Refusal | None:
        """Refuse a pair of which either side is near to one of the texts."""
        for language, text in (("en", pair.en), ("zh", pair.zh)):
            near = self._index[language].near(_sign(text, language), self._rule.similarity)
            if near:
                return Refusal(self._rule.name, round(near[0][1], 3), near[0][0])
        return None


@lru_cache(maxsize=1)
def open_exclusion(address: str, rule: Excluded) -> Exclusion:
    """The index of a file, made once a process.

    :raises InputError: the file cannot be read.
    :raises ConfigError: it holds no text.
    """
    return Exclusion(address, rule)


def check_exclusion(address: str) -> None:
    """Read a file once, before any work.

    :raises InputError: the file cannot be read.
    :raises ConfigError: it holds no text, a line is no JSON.
    """
    for _ in _read_texts(address):
        pass


def _read_texts(address: str) -> Iterator[str]:
    count = 0
    for number, line in enumerate(read_lines(address), 1):
        for text in _texts(line, f"{address}, line {number}"):
            count += 1
            yield text
    if not count:
        raise ConfigError("holds no text", address, "Give the file with the test set.")


def _texts(line: str, where: str) -> list[str]:
    if not line.strip():
        return []
    if not line.lstrip().startswith(("{", "[")):
        return [cell for cell in line.split("\t") if cell.strip()]
    try:
        return [text for text in _strings(json.loads(line)) if text.strip()]
    except (ValueError, RecursionError):
        raise ConfigError("not JSON", where, "Each line holds one record.") from None


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in _strings(one)]


def _sign(text: str, language: str) -> bytes:
    return sign(shingle(text, language, 2 if language == "en" else 3), PAIR)
