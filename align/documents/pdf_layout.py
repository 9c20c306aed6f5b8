"""Pieces of text on pages → paragraphs in reading order: columns, page furniture, wrapped lines.

Geometry only, in points with y growing upwards. A gutter is an upright white strip that few pieces cross;
those that do (headlines, wide figures) cut the page into bands, and each band is read column by column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_STOP = re.compile(r"[.!?。！？…:：][\"'”’」』）)]*$")
_NUMBER = re.compile(
    r"[-–—·•\s]*(?:page\s*|第\s*)?\d{1,4}(?:\s*页|\s*頁)?(?:\s*(?:/|of|共)\s*\d{1,4}(?:\s*页|\s*頁)?)?[-–—·•\s]*",
    re.I,
)
_HYPHEN = re.compile("[A-Za-z][-\u00ad\u2010\ufffe\u0002]$")
_CJK = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…]")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of characters on one baseline ``y``, from ``left`` to ``right``, ``height`` points high."""

    text: str
    left: float
    right: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text, with the edges of the column that it stands in."""

    piece: Fragment
    left: float
    right: float


def find_paragraphs(pages: Sequence[Sequence[Fragment]]) -> tuple[list[str], bool]:
    """Give the paragraphs of all pages, and whether the first is a title, set larger than most lines."""
    kept = _without_furniture([_rows(page) for page in pages], pages)
    lines = [line for page in kept for line in _read_columns(page)]
    if not lines:
        return [], False
    height = median(line.piece.height for line in lines)
    pitch = _pitch(lines, height)
    groups: list[list[_Line]] = [[lines[0]]]
    for before, line in pairwise(lines):
        if _begins_paragraph(before, line, pitch):
            groups.append([line])
        else:
            groups[-1].append(line)
    has_title = len(groups) > 1 and lines[0].piece.height > 1.15 * height
    return [_join([line.piece.text for line in group]) for group in groups], has_title


def _without_furniture(
    rows: Sequence[Sequence[Fragment]], pages: Sequence[Sequence[Fragment]]
) -> list[list[Fragment]]:
    """Pages without page numbers and without lines that stand at the edge of most pages."""
    edges = [[*page[:2], *page[-2:]] if len(page) > 4 else [*page[:1], *page[-1:]] for page in rows]
    shapes = Counter(shape for page in edges for shape in {_shape(row) for row in page})
    enough = max(2, len(rows) // 2)
    kept = []
    for page, edge in zip(pages, edges, strict=True):
        heights = {row.y for row in edge if shapes[_shape(row)] >= enough or _NUMBER.fullmatch(row.text.strip())}
        kept.append([piece for piece in page if not any(abs(piece.y - y) < 0.5 * piece.height for y in heights)])
    return kept


def _shape(row: Fragment) -> str:
    return re.sub(r"\d+", "0", row.text.strip())


def _read_columns(pieces: Sequence[Fragment]) -> list[_Line]:
    """Lines in reading order: bands from top to bottom, columns from left to right."""
    gutter = _find_gutter(pieces)
    if gutter is None:
        rows = _rows(pieces)
        left, right = min((r.left for r in rows), default=0.0), max((r.right for r in rows), default=0.0)
        return [_Line(row, left, right) for row in rows]
    lines: list[_Line] = []
    band: list[Fragment] = []
    for piece in [*sorted(pieces, key=lambda p: -p.y), None]:
        if piece is not None and not piece.left < gutter < piece.right:
            band.append(piece)
            continue
        for side in ([p for p in band if p.right <= gutter], [p for p in band if p.left >= gutter]):
            lines += _read_columns(side)
        band = []
        if piece is not None:
            lines.append(_Line(piece, piece.left, piece.right))
    return lines


def _find_gutter(pieces: Sequence[Fragment]) -> float | None:
    """Find a white strip, three lines or more on each side, that at most a fifth of the pieces cross."""
    if not 6 <= len(pieces) <= 2000:
        return None
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    best: tuple[float, float] | None = None
    for x in sorted({round(p.left - 2) for p in pieces}):
        if not left + 0.15 * (right - left) < x < right - 0.15 * (right - left):
            continue
        sides = (sum(p.right <= x for p in pieces), sum(p.left >= x for p in pieces))
        crossing = len(pieces) - sum(sides)
        if min(sides) >= 3 and crossing <= 0.2 * len(pieces) and _side_by_side(pieces, x):
            best = min(best or (len(pieces), x), (crossing, x))
    return best[1] if best else None


def _side_by_side(pieces: Sequence[Fragment], x: float) -> bool:
    """Whether both sides are text blocks that fill their width and share a good part of their height."""
    sides = [p for p in pieces if p.right <= x], [p for p in pieces if p.left >= x]
    low, high = max(min(p.y for p in s) for s in sides), min(max(p.y for p in s) for s in sides)
    shared = [[p for p in s if low - 1 <= p.y <= high + 1] for s in sides]
    return min(map(len, shared)) >= 3 and all(
        median(p.right - p.left for p in s) > 0.5 * (max(p.right for p in s) - min(p.left for p in s))
        for s in sides
    )


def _rows(pieces: Sequence[Fragment]) -> list[Fragment]:
    """Pieces on one baseline put together, from top to bottom."""
    rows: list[list[Fragment]] = []
    for piece in sorted(pieces, key=lambda p: (-p.y, p.left)):
        if rows and abs(rows[-1][0].y - piece.y) < 0.4 * piece.height:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_merge(sorted(row, key=lambda p: p.left)) for row in rows]


def _merge(row: Sequence[Fragment]) -> Fragment:
    text = " ".join(piece.text.strip() for piece in row)
    return Fragment(text, row[0].left, max(p.right for p in row), row[0].y, max(p.height for p in row))


def _pitch(lines: Sequence[_Line], height: float) -> float:
    """Give the usual distance between baselines."""
    steps = [a.piece.y - b.piece.y for a, b in pairwise(lines)]
    near = [step for step in steps if 0 < step < 4 * height]
    return sorted(near)[len(near) // 4] if near else 1.5 * height


def _begins_paragraph(before: _Line, line: _Line, pitch: float) -> bool:
    height = line.piece.height
    if abs(before.piece.height - height) > 0.15 * height:
        return True
    indented = line.piece.left - line.left > height and line.piece.left - before.piece.left > 0.5 * height
    step = before.piece.y - line.piece.y
    if step <= 0 or (before.left, before.right) != (line.left, line.right):  # another column or page
        return indented or bool(_STOP.search(before.piece.text.strip()))
    short = before.right - before.piece.right > 0.2 * (before.right - before.left)
    return indented or short or step > 1.35 * max(pitch, height)


def _join(lines: Sequence[str]) -> str:
    """One paragraph: hyphenated words made whole, no space between Chinese characters."""
    text = lines[0].strip()
    for line in (line.strip() for line in lines[1:]):
        if _HYPHEN.search(text) and line[:1].islower():
            text = text[:-1] + line
        elif text and line and _CJK.match(text[-1]) and _CJK.match(line[0]):
            text += line
        else:
            text += f" {line}"
    return re.sub("[\ufffe\u0002]", "-", text)
