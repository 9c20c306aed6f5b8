"""Segments in two columns of a workbook, whoever made it: found by the header, else by their language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.errors import InputError
from align.formats.interchange import Segment, tag_language
from align.formats.xlsx import read_cells
from align.records import Language

_LANGUAGES: dict[str, Language] = {
    "english": "en", "英文": "en", "英语": "en", "英語": "en",
    "chinese": "zh", "中文": "zh", "汉语": "zh", "漢語": "zh", "华语": "zh", "華語": "zh",
}  # fmt: skip
_SIDES = {
    "src": 0, "source": 0, "source text": 0, "source segment": 0, "original": 0, "原文": 0,
    "tgt": 1, "target": 1, "target text": 1, "target segment": 1, "translation": 1, "译文": 1, "譯文": 1,
}  # fmt: skip
_IDS = ("id", "segment id", "segment", "bead", "no", "no.", "number", "#", "编号", "編號", "序号", "序號")
_TAG = re.compile("[a-z]{2,3}([-_][a-z0-9]{2,8})*")
_HAN, _LATIN = re.compile("[\u3400-\u9fff]"), re.compile("[A-Za-z]+")


def read_segments(data: bytes, name: str = "XLSX") -> tuple[Segment, ...]:
    """Return a segment a row of the first sheet; its id stands in a column of its own, or is the row's number.

    A header names the columns by side (src, source, 原文; what ``align pair`` writes) or language (English,
    zh-CN, 中文). Without one, the column with most Chinese and the one with most English are taken. The left
    one is the source, unless the header says otherwise.

    :raises InputError: no two such columns.
    :raises ConfigError: not a workbook, or over a limit.
    """
    rows = [(number, [cell.strip() for cell in cells]) for number, cells in read_cells(data, name)]
    rows = [(number, cells) for number, cells in rows if any(cells)]
    head = [cell.casefold() for cell in rows[0][1]] if rows else []
    places = _by_header(head)
    body = rows[1:] if places else rows
    places = places or _by_language([cells for _, cells in body])
    if places is None:
        raise InputError(
            "no two columns of segments", name, "Head them source and target, or English and Chinese."
        )
    at = next((head.index(title) for title in _IDS if title in head), None) if body is not rows else None
    found = []
    for number, cells in body:
        src, tgt, identity = (cells[k] if k is not None and k < len(cells) else "" for k in (*places, at))
        if src or tgt:
            found.append(Segment(identity or str(number), src, tgt, "", "", number))
    return tuple(found)


def _by_header(head: Sequence[str]) -> tuple[int, int] | None:
    """The columns of src and of tgt where the first row names them."""
    sides = [next((k for k, title in enumerate(head) if _SIDES.get(title) == side), None) for side in (0, 1)]
    if sides[0] is not None and sides[1] is not None:
        return sides[0], sides[1]
    told = [(k, _title_language(title)) for k, title in enumerate(head)]
    columns = [next((k for k, language in told if language == wanted), None) for wanted in ("en", "zh")]
    if columns[0] is None or columns[1] is None:
        return None
    return min(columns[0], columns[1]), max(columns[0], columns[1])


def _title_language(title: str) -> Language | None:
    if title in _LANGUAGES:
        return _LANGUAGES[title]
    return tag_language(title) if _TAG.fullmatch(title) else None


def _by_language(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """The column with most Chinese characters and the one with most English words, the left one first."""
    width = max((len(cells) for cells in rows), default=0)
    texts = ["\n".join(cells[k] for cells in rows if k < len(cells)) for k in range(width)]
    han = [len(_HAN.findall(text)) for text in texts]
    words = [len(_LATIN.findall(text)) for text in texts]
    if not width or not max(han) or not max(words):
        return None
    zh = han.index(max(han))
    words[zh] = 0
    en = words.index(max(words))
    return (min(zh, en), max(zh, en)) if words[en] else None
