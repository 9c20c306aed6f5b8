"""Countries, places and Chinese surnames that both sides name, exchanged for others of the shipped lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from align.corpus.damage.change import Change, Text
from align.names import Name, chinese_names, english_names, in_chinese, in_english
from align.names.lexicon import read_resource, surnames
from align.names.romanise import syllables
from align.records import Span

_SURNAMES = {
    "王": "Wang", "李": "Li", "赵": "Zhao", "黄": "Huang", "周": "Zhou", "徐": "Xu", "孙": "Sun", "马": "Ma",
    "郭": "Guo", "何": "He", "高": "Gao", "罗": "Luo",
}  # fmt: skip
"""Frequent surnames; none sounds like another."""

_WITH_ARTICLE = frozenset(
    ("us", "uk", "soviet", "philippines", "netherlands", "united arab emirates", "maldives", "bahamas", "gambia",
     "czech republic", "dominican republic", "central african republic", "marshall islands", "solomon islands")
)  # fmt: skip
"""Named with "the", so that they cannot stand where others do."""


def change_names(text: Text) -> Iterator[Change]:
    """Another country, another place, another surname of a Chinese person."""
    find = chinese_names if text.language == "zh" else english_names
    found = find(text.text, Span(0, len(text.text)))
    for name in found:
        if not (in_english if text.language == "zh" else in_chinese)(name, text.other):
            continue
        if name.kind in ("country", "place"):
            yield from _other_places(text, name)
        elif name.kind == "person" and name.group == "chinese":
            yield from _other_surnames(text, name)


@cache
def _listed() -> dict[str, tuple[tuple[str, str], ...]]:
    """Chinese and English names of countries and of places, as places.tsv gives them first."""
    found: dict[str, list[tuple[str, str]]] = {"country": [], "place": []}
    kind = "country"
    for line in read_resource("places.tsv").splitlines():
        kind = "place" if line == "# places" else kind
        if line and not line.startswith("#"):
            zh, _, en, _ = line.split("\t")
            name = en.split(";")[0]
            if name not in _WITH_ARTICLE:
                found[kind].append((zh.split(";")[0], " ".join(map(_capital, name.split(" ")))))
    return {kind: tuple(rows) for kind, rows in found.items()}


def _other_places(text: Text, name: Name) -> Iterator[Change]:
    side = 0 if text.language == "zh" else 1
    written = name.span.of(text.text)
    rows = _listed()[name.kind]
    own = next((row for row in rows if row[side] == written), None)
    if own is None or _joined(text, name.span):
        return
    for row in rows:
        if row != own and row[0] not in text.zh and row[1] not in text.en and _is_apart(row, own):
            yield Change(name.span, row[side], "critical")


def _capital(word: str) -> str:
    return word if word in ("and", "of", "the") else word[:1].upper() + word[1:]


def _is_apart(row: tuple[str, str], own: tuple[str, str]) -> bool:
    """Neither name is part of the other (Korea, South Korea)."""
    return not any(a in b or b in a for a, b in zip(row, own, strict=True))


def _joined(text: Text, span: Span) -> bool:
    """Part of a longer English name (the Bank of China, China Daily)."""
    if text.language == "zh":
        return False
    behind, before = text.text[span.end :], text.text[: span.start]
    return bool(re.match(r"[-’']?\s?[A-Z-]", behind) or re.search(r"(?:[A-Z]\w*|\bthe) (?:of )?$", before))


def _other_surnames(text: Text, name: Name) -> Iterator[Change]:
    written = name.span.of(text.text)
    if text.language == "zh":
        if written[:1] in surnames() and written[:2] not in surnames() and 2 <= len(written) <= 3:
            for zh, en in _SURNAMES.items():
                if syllables(zh) != syllables(written[0]) and en not in text.en:
                    yield Change(Span(name.span.start, name.span.start + 1), zh, "critical")
        return
    first = re.match(r"[A-Z][a-z]+(?= [A-Z])", written)
    if first:
        for zh, en in _SURNAMES.items():
            if en != first.group() and zh not in text.zh:
                yield Change(Span(name.span.start, name.span.start + first.end()), en, "critical")
