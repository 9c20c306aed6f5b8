"""Units and currencies of both languages under one symbol, with what they measure (align/resources/units.tsv)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from align.records import ValueKind


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit measures, and how many of the dimension's first unit it is."""

    symbol: str
    dimension: str
    factor: Fraction

    @property
    def kind(self) -> ValueKind:
        """The kind of a value in this unit."""
        return {"money": "money", "time": "period"}.get(self.dimension, "measure")  # type: ignore[return-value]


def _rows(name: str) -> Iterator[list[str]]:
    from importlib.resources import files

    for line in (files("align") / "resources" / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@lru_cache(maxsize=1)
def load_units() -> dict[str, Unit]:
    """Every unit and currency by its symbol."""
    units = {s: Unit(s, dimension, Fraction(factor)) for s, dimension, factor, *_ in _rows("units.tsv")}
    return units | {row[0]: Unit(row[0], "money", Fraction(1)) for row in _rows("currencies.tsv")}


@lru_cache(maxsize=1)
def chinese_units() -> tuple[dict[str, str], re.Pattern[str]]:
    """Chinese names (and bare symbols) of units -> symbol, and a pattern that matches the longest of them."""
    names: dict[str, str] = {}
    for symbol, _, _, chinese, english in _rows("units.tsv"):
        names |= dict.fromkeys(filter(None, chinese.split(";")), symbol)
        names |= {
            e: symbol for e in english.split(";") if e in ("km", "kg", "cm", "mm", "km/h", "°c", "kwh", "mw")
        }
    for symbol, _, chinese, _ in _rows("currencies.tsv"):
        names |= dict.fromkeys(filter(None, chinese.split(";")), symbol)
    return names, re.compile("(?:" + _any_of(names) + ")", re.IGNORECASE)


@lru_cache(maxsize=1)
def english_units() -> tuple[dict[str, str], re.Pattern[str]]:
    """English names of units, singular and plural -> symbol, and a pattern that matches the longest of them."""
    names: dict[str, str] = {}
    for symbol, _, _, _, english in _rows("units.tsv"):
        names |= dict.fromkeys(filter(None, english.split(";")), symbol)
    for symbol, _, _, english in _rows("currencies.tsv"):
        names |= dict.fromkeys(filter(None, english.split(";")), symbol)
    names |= {n + "s": s for n, s in names.items() if len(n) > 2 and n[-1].isalpha() and n + "s" not in names}
    wide = {n: s for n, s in names.items() if n[-1].isalnum()}
    marks = {n: s for n, s in names.items() if not n[-1].isalnum()}
    written = f"(?:(?:{_any_of(wide)})(?![a-z0-9]|-point)|{_any_of(marks)})"
    return names, re.compile(written.replace(r"\ ", r"[ -]"))


@lru_cache(maxsize=1)
def currency_signs() -> tuple[dict[str, str], str]:
    """Signs that stand beside a number ($, HK$, USD) -> ISO code, and a pattern of them."""
    signs = {sign: row[0] for row in _rows("currencies.tsv") for sign in row[1].split(";") if sign}
    return signs, "(?:" + _any_of(signs) + ")"


def _any_of(names: dict[str, str]) -> str:
    return "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
