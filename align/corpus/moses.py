"""Two files of which line N goes with line N (Moses, OPUS) → entries, a document or a run of lines each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from align.corpus.records import Entry
from align.corpus.store import read_lines, stamp_texts
from align.errors import ConfigError

BLOCK, LONGEST = 100, 1000
"""Lines of a document whose borders nobody tells, and of the longest one that is kept whole."""
DIGITS = 9
"""Of a line's number in an id, so that the order of the ids is that of the lines."""
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a line beside its texts; "" where nothing is."""

    document: str = ""
    date: str = ""
    source: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A segment in both languages; lines with the same ``told`` that follow one another are of one document."""

    zh: str
    en: str
    told: Told = Told()

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in either language."""
        return not self.zh.strip() and not self.en.strip()


def list_blocks(name: str, zh: str, en: str, documents: str = "") -> Iterator[Entry]:
    """One entry a document: lines up to a blank one in both files, or with one id in ``documents``.

    Where neither tells, runs of 100 lines. The id is NAME:LINE, its first line; ``source`` is the id that
    ``documents`` gives. Memory is that of one document.

    :param documents: address of a file with an id a line (.docid), or with the tab-separated lines of OPUS (.ids).
    :raises InputError: a file cannot be read.
    :raises ConfigError: the files do not have the same number of lines, or hold none.
    """
    return group_lines(name, _read(zh, en, documents), bool(documents) or _has_blanks(zh, en))


def group_lines(name: str, lines: Iterable[Line], has_borders: bool) -> Iterator[Entry]:
    """Entries of lines: one a document, as long as lines tell the same; runs of 100 without borders.

    A line that is blank on both sides is a border and is left out.
    """
    block: list[Line] = []
    first, longest = 1, LONGEST if has_borders else BLOCK
    for number, line in enumerate(lines, 1):
        if block and (line.is_blank or line.told != block[0].told or len(block) >= longest):
            yield _entry(name, first, block)
            block = []
        if not line.is_blank:
            first = first if block else number
            block.append(line)
    if block:
        yield _entry(name, first, block)


def _read(zh: str, en: str, documents: str) -> Iterator[Line]:
    counts = [0, 0, 0]
    told = read_lines(documents) if documents else ()
    for number, lines in enumerate(zip_longest(read_lines(zh), read_lines(en), told), 1):
        counts = [number if line is not None else count for line, count in zip(lines, counts, strict=True)]
        yield Line(lines[0] or "", lines[1] or "", Told(source=_owner(lines[2] or "")))
    _check(zh, en, documents, counts)


def _has_blanks(zh: str, en: str) -> bool:
    """Whether a line that is blank in both files stands between others."""
    is_after, is_blank = False, False
    for pair in zip(read_lines(zh), read_lines(en), strict=False):
        if any(map(str.strip, pair)):
            if is_blank:
                return True
            is_after = True
        else:
            is_blank = is_after
    return False


def _owner(line: str) -> str:
    """The document that a line of the companion names: all of it, but for the sentence numbers of OPUS."""
    cells = line.strip().split("\t")
    return cells[0] if len(cells) < 4 else " ".join(cells[:2])


def _entry(name: str, first: int, block: list[Line]) -> Entry:
    zh, en = ("".join(f"{_BREAK.sub(' ', line)}\n" for line in side) for side in _sides(block))
    stamp = stamp_texts(zh, en)
    told, name = block[0].told, f"{name}:{first:0{DIGITS}d}"
    return Entry(
        name, zh, en, True, told.date, told.source, told.licence, stamp, listed=name, presplit=True
    )  # fmt: skip


def _sides(block: list[Line]) -> tuple[list[str], list[str]]:
    return [line.zh for line in block], [line.en for line in block]


def _check(zh: str, en: str, documents: str, counts: list[int]) -> None:
    files = [file.rsplit("/", 1)[-1] for file in (zh, en, documents)]
    if counts[0] != counts[1]:
        what = f"{files[0]} has {counts[0]:,} lines and {files[1]} {counts[1]:,}"
        raise ConfigError(what, zh, "Line N must go with line N; reports are called NAME.zh.txt and NAME.en.txt.")
    if documents and counts[2] != counts[0]:
        what = f"{files[0]} has {counts[0]:,} lines and {files[2]} {counts[2]:,}"
        raise ConfigError(what, documents, "It names a document for each line.")
    if not counts[0]:
        raise ConfigError("holds no line", zh, "Give a file with a segment a line.")
