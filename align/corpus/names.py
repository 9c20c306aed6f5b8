"""What a file's name or an address tells: which report it is of, and in which language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from align.corpus.store import strip_packing

_TAG = {
    "zh": ("zh", "cn", "chi", "zho", "chs", "cht", "zhs", "zht", "chinese", "中文", "汉语", "漢語"),
    "en": ("en", "eng", "english", "英文", "英语", "英語"),
}
_CODES = {code: language for language, codes in _TAG.items() for code in codes}
_ANY = "|".join(sorted(_CODES, key=len, reverse=True))
_REGION = r"(?:[-_](?:cn|tw|hk|sg|mo|hans|hant|us|gb|uk))*"
_BOTH = rf"(?:[._-](?:en|zh){_REGION}-(?:zh|en){_REGION})?"
"""The pair of languages that OPUS writes before the language: News.en-zh.zh."""
_LAST = re.compile(
    rf"^(?P<stem>.+?)(?:{_BOTH}(?P<mark>[._-])|（|\()(?P<tag>{_ANY}){_REGION}[）)]?(?P<suffix>\.[a-z0-9]+)?$",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"^(?P<tag>{_ANY}){_REGION}[._-](?P<stem>.+?)(?:\.[a-z0-9]{{1,5}})?$", re.IGNORECASE)
_FOLDER = re.compile(rf"^(?:(?P<stem>.+?)[._-])??(?P<tag>{_ANY}){_REGION}$", re.IGNORECASE)
_LATIN, _HAN = ("|".join(code for code in _CODES if code.isascii() is is_latin) for is_latin in (True, False))
_MARKS = re.compile(rf"(?<![a-z0-9])(?:{_LATIN}){_REGION}(?![a-z0-9])|{_HAN}")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")


@dataclass(frozen=True, slots=True)
class NameParts:
    """A path in a folder, taken apart."""

    report: str
    """The path without language and suffix: the same for both versions."""
    language: str
    """ "zh", "en", or "" where the name does not say."""
    is_lines: bool = False
    """The language is the file's suffix (corpus.zh), as Moses files have it."""


def split_name(name: str) -> NameParts:
    """By a mark at the end of the name (x.zh.txt, x_en.txt, x.chs), else by a folder (zh/x, reports-en/x)."""
    parts = strip_packing(name).split("/")
    last = _LAST.match(parts[-1])
    if last:
        is_lines = last["suffix"] is None and last["mark"] == "."
        return NameParts("/".join([*parts[:-1], last["stem"]]), _CODES[last["tag"].lower()], is_lines)
    stem = _SUFFIX.sub("", parts[-1])
    for at in range(len(parts) - 2, -1, -1):
        tagged = _FOLDER.match(parts[at])
        if tagged:
            above = [*parts[:at], *([tagged["stem"]] if tagged["stem"] else [])]
            return NameParts("/".join([*above, *parts[at + 1 : -1], stem]), _CODES[tagged["tag"].lower()])
    return NameParts("/".join([*parts[:-1], stem]), "")


def split_prefixed(name: str) -> NameParts | None:
    """By a mark at the beginning (zh_x.txt), which means something only where the other version has one too."""
    parts = strip_packing(name).split("/")
    first = _FIRST.match(parts[-1])
    return NameParts("/".join([*parts[:-1], first["stem"]]), _CODES[first["tag"].lower()]) if first else None


def strip_marks(address: str) -> str:
    """A name or an address without its marks of language (/zh/, _en, ?lang=zh) and what set them apart."""
    return re.sub(r"[\W_]+", " ", _MARKS.sub(" ", address.lower())).strip()


def companions(name: str) -> list[str]:
    """Names of the files that may tell to which document each line of a Moses file belongs."""
    folder, slash, last = strip_packing(name).rpartition("/")
    stems = dict.fromkeys([last.rsplit(".", 1)[0], split_name(last).report])
    kinds = [f"{kind}{packed}" for kind in ("ids", "docids", "docid", "doc") for packed in ("", ".gz", ".zst")]
    return [f"{folder}{slash}{stem}.{kind}" for stem in stems for kind in kinds]
