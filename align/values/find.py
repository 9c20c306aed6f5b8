"""All values of a text, in order: names masked, then dates, then amounts, each character used once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from align.records import Language, Span, Value
from align.values.names import mask_names
from align.values.script import fold, take

Finder = Callable[[str], Iterator[Value]]


def find_values(text: str, language: Language, span: Span | None = None) -> tuple[Value, ...]:
    """The values that ``text`` states inside ``span`` (default: all of it), in order, without overlap."""
    area = span or Span(0, len(text))
    work = mask_names(fold(area.of(text)), language)
    found: list[Value] = []
    for find in _finders(language):
        chosen = _without_overlap(find(work))
        work = take(work, (v.span for v in chosen))
        found += chosen
    found.sort(key=lambda v: v.span)
    return tuple(replace(v, span=Span(v.span.start + area.start, v.span.end + area.start)) for v in found)


def _finders(language: Language) -> tuple[Finder, ...]:
    if language == "zh":
        from align.values import chinese, chinese_dates

        return chinese_dates.find_dates, chinese.find_amounts
    from align.values import english, english_dates

    return english_dates.find_dates, english.find_amounts


def _without_overlap(values: Iterator[Value]) -> list[Value]:
    """The longest of those that overlap."""
    chosen: list[Value] = []
    taken: set[int] = set()
    for value in sorted(values, key=lambda v: (v.span.start - v.span.end, v.span.start)):
        places = range(value.span.start, value.span.end)
        if places and taken.isdisjoint(places):
            chosen.append(value)
            taken.update(places)
    return chosen
