"""Read a sample pair's gold.quotes.txt: quotes as people write them, turned into offsets. make_gold.py calls it.

One quote a line, its fields parted by " | ", and a quote that both sides have as two lines of one block:

    zh 5 direct | 梅雨晴 | 校长梅雨晴 | 说 | 上个月我们刚做过演练 / 孩子们都知道该往哪儿跑
    en 6-7 direct | Mei Yuqing | the principal, Mei Yuqing | said | We had a drill / The children all knew

That is: the side, the numbers of the sentences to look in (those of gold.beads.jsonl, from 0) and the kind; the
speaker; source, cue and content, as they stand in those sentences. A field may be empty. " / " parts the pieces
of a field; " … " inside a piece stands for whatever lies between; a piece that is found more than once is told by
its number ("he#2"), where places inside the same quote's content do not count. A piece that runs over several
sentences is cut into one span a sentence, without the full stops between. Lines that begin with # are remarks.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

Place = tuple[int, int]

ROLES = ("source", "cue", "content")
KINDS = ("direct", "mixed", "indirect")
HEAD = re.compile(r"(zh|en) (\d+)(?:-(\d+))? (direct|mixed|indirect)")
MARKS = {"”": "“", "’": "‘", "」": "「", "』": "『", '"': '"'}


class GoldError(Exception):
    """A pair whose files do not fit together."""


def read_quotes(source: str, sentences: dict[str, list[Place]], texts: dict[str, str]) -> list[dict[str, Any]]:
    """Records of gold.quotes.txt; ``sentences`` and ``texts`` by language."""
    lines = "\n".join(line for line in source.split("\n") if not line.startswith("#"))
    pairs = []
    for block in filter(str.strip, re.split(r"\n\s*\n", lines)):
        pair: dict[str, Any] = {"zh": None, "en": None}
        for line in block.strip().split("\n"):
            language, quote = read_quote(line, sentences, texts)
            if pair[language]:
                raise GoldError(f"a second quote of one side in a block: {line!r}")
            pair[language] = quote
        pairs.append(pair)
    check_order(pairs)
    return pairs


def check_order(pairs: list[dict[str, Any]]) -> None:
    """Refuse blocks that are not in the order of the Chinese text, and quotes that stand there twice."""
    for language in ("zh", "en"):
        quotes = [pair[language] for pair in pairs if pair[language]]
        contents = [str(quote["content"]) for quote in quotes]
        for content in contents:
            if contents.count(content) > 1:
                raise GoldError(f"{language}: one content in two quotes: {content}")
    begins = [begin_of(pair["zh"]) for pair in pairs if pair["zh"]]
    for before, after in pairwise(begins):
        if after < before:
            raise GoldError(f"zh: the quote that begins at {after[0]} belongs before that at {before[0]}")


def begin_of(quote: dict[str, Any]) -> Place:
    """Where a quote begins; of two that begin together, the longer comes first."""
    spans = [span for role in ROLES for span in quote[role]]
    return min(start for start, _ in spans), -max(end for _, end in spans)


def read_quote(line: str, sentences: dict[str, list[Place]], texts: dict[str, str]) -> tuple[str, dict[str, Any]]:
    head, *fields = (field.strip() for field in line.split("|"))
    match = HEAD.fullmatch(head)
    if match is None or len(fields) != 4:
        raise GoldError(f"not a line of gold.quotes.txt: {line!r}")
    language, first, last, kind = match.groups()
    text, spans = texts[language], sentences[language]
    if not int(first) <= int(last or first) < len(spans):
        raise GoldError(f"no such sentence: {line!r}")
    within = (spans[int(first)][0], spans[int(last or first)][1])
    speaker, *words = fields
    quote = place_quote(dict(zip(ROLES, map(pieces_of, words), strict=True)), text, within)
    quote["content"] = [cut for piece in quote["content"] for cut in cut_at_sentences(piece, spans, text)]
    return language, {
        **{role: [list(span) for span in quote[role]] for role in ROLES},
        "kind": kind,
        "speaker": speaker,
    }


def pieces_of(field: str) -> list[str]:
    return [piece.strip() for piece in field.split(" / ")] if field else []


def place_quote(words: dict[str, list[str]], text: str, within: Place) -> dict[str, list[Place]]:
    """Find a quote's words in a stretch of the text: content first, the other roles outside it."""
    if not words["content"]:
        raise GoldError(f"a quote without content: {words}")
    spans: dict[str, list[Place]] = {}
    spans["content"] = [place(piece, text, within, []) for piece in words["content"]]
    for role in ("source", "cue"):
        taken = [span for found in spans.values() for span in found]
        spans[role] = [place(piece, text, within, taken) for piece in words[role]]
    for role, found in spans.items():
        if any(after[0] < before[1] for before, after in pairwise(found)):
            raise GoldError(f"{role}: pieces overlap or are out of order: {words[role]}")
    return {role: spans[role] for role in ROLES}


def place(piece: str, text: str, within: Place, taken: list[Place]) -> Place:
    """Where the piece stands within the stretch, not touching what is taken; refuse unless that is plain."""
    words, _, number = re.fullmatch(r"(.*?)(#(\d+))?", piece).groups()  # type: ignore[union-attr]
    parts = [r"\s+".join(map(re.escape, part.split())) for part in words.split(" … ")]
    before = r"(?<![A-Za-z0-9])" if re.match("[A-Za-z0-9]", words) else ""
    after = r"(?![A-Za-z0-9])" if re.search("[A-Za-z0-9]$", words) else ""
    found = [
        match.span()
        for match in re.compile(before + ".*?".join(parts) + after, re.DOTALL).finditer(text, *within)
        if all(match.end() <= start or end <= match.start() for start, end in taken)
    ]
    if number is None and len(found) == 1:
        return found[0]
    if number is None or not 1 <= int(number) <= len(found):
        raise GoldError(f"found {len(found)} times in {text[slice(*within)][:60]!r}: {piece!r}")
    return found[int(number) - 1]


def cut_at_sentences(piece: Place, sentences: list[Place], text: str) -> list[Place]:
    """Cut one span a sentence; at the cuts, leave out full stops and marks that the span does not hold whole."""
    inside = [
        (max(piece[0], start), min(piece[1], end))
        for start, end in sentences
        if start < piece[1] and piece[0] < end
    ]
    cuts = []
    for index, (start, end) in enumerate(inside):
        if index:
            while text[start].isspace() or is_lone(text, start, end, start):
                start += 1
        if index < len(inside) - 1:
            while text[end - 1] in "。！？.!?" or text[end - 1].isspace() or is_lone(text, start, end, end - 1):
                end -= 1
        cuts.append((start, end))
    return cuts


def is_lone(text: str, start: int, end: int, position: int) -> bool:
    """Whether a quotation mark stands at the position whose fellow is not in the span."""
    for closing, opening in MARKS.items():
        if text[position] in (closing, opening):
            span = text[start:end]
            return (
                span.count(closing) % 2 == 1 if closing == opening else span.count(closing) != span.count(opening)
            )
    return False
