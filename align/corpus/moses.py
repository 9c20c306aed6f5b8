"""Two files of which line N goes with line N (Moses, OPUS) → entries, a document or a run of lines each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import zip_longest

from align.corpus.records import Entry
from align.corpus.store import read_lines
from align.errors import ConfigError

BLOCK, LONGEST = 100, 1000
"""Lines of a document whose borders nobody tells, and of the longest one that is kept whole."""
_DIGITS = 9


def list_blocks(name: str, zh: str, en: str, documents: str = "") -> Iterator[Entry]:
    """One entry a document: lines up to a blank one in both files, or with one id in ``documents``.

    Where neither tells, runs of 100 lines. The id is NAME:LINE, its first line; ``source`` is the id that
    ``documents`` gives. Memory is that of one document.

    :param documents: address of a file with an id a line (.docid), or with the tab-separated lines of OPUS (.ids).
    :raises InputError: a file cannot be read.
    :raises ConfigError: the files do not have the same number of lines, or hold none.
    """
    has_borders = bool(documents) or _has_blanks(zh, en)
    block: list[tuple[str, str]] = []
    first, held, counts = 1, "", [0, 0, 0]
    told = read_lines(documents) if documents else ()
    for number, lines in enumerate(zip_longest(read_lines(zh), read_lines(en), told), 1):
        counts = [number if line is not None else count for line, count in zip(lines, counts, strict=True)]
        pair = (lines[0] or "", lines[1] or "")
        owner = _owner(lines[2] or "")
        ends = not any(map(str.strip, pair)) or owner != held or len(block) >= (LONGEST if has_borders else BLOCK)
        if ends and block:
            yield _entry(name, first, block, held)
            block = []
        if any(map(str.strip, pair)):
            first = first if block else number
            block.append(pair)
        held = owner
    _check(zh, en, documents, counts)
    if block:
        yield _entry(name, first, block, held)


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


def _entry(name: str, first: int, block: list[tuple[str, str]], source: str) -> Entry:
    zh, en = ("\n".join(line.replace("\r", " ") for line in side) + "\n" for side in zip(*block, strict=True))
    stamp = hashlib.sha256(f"{zh}\0{en}".encode("utf-8", "surrogatepass")).hexdigest()
    name = f"{name}:{first:0{_DIGITS}d}"
    return Entry(name, zh, en, True, source=source, stamp=stamp, listed=name, presplit=True)


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
