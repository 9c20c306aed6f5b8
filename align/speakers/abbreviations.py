"""Short forms that a text explains, as in "the Federal Aviation Administration (FAA)", and their full forms."""

from __future__ import annotations

import re
from collections.abc import Mapping

BRACKET = re.compile(r"[（(]\s*([A-Z][A-Z0-9&.-]{1,9})\s*[）)]")
LATIN_BEFORE = re.compile(
    r"((?:[A-Z][\w’'&-]*|of|for|and|the|on|in|de)(?:[ \t]+(?:[A-Z][\w’'&-]*|of|for|and|the|on|in|de))*)\s*$"
)
HAN_BEFORE = re.compile(r"([\u4e00-\u9fff]{4,14})\s*$")
FIRM = re.compile(r"[局会社部网署院司团盟组台]$|组织$|公司$|机构$|大学$|银行$")


def find_abbreviations(text: str) -> dict[str, str]:
    """Short form → full form, for each that the text writes in brackets behind its full form."""
    out: dict[str, str] = {}
    for found in BRACKET.finditer(text):
        ahead = text[max(0, found.start() - 90) : found.start()]
        short = found[1]
        if latin := LATIN_BEFORE.search(ahead):
            words = latin[1].split()
            for at in range(len(words)):
                initials = "".join(w[0] for w in words[at:] if w[0].isupper())
                if initials == short.replace(".", "").replace("&", ""):
                    article = "the " if at and words[at - 1].lower() == "the" else ""
                    out.setdefault(short, article + " ".join(words[at:]))
                    break
        elif (han := HAN_BEFORE.search(ahead)) and FIRM.search(han[1]):
            out.setdefault(short, re.split("[的，。、]|(?:由于|根据|来自|引述|据)", han[1])[-1])
    return out


def spell_out(name: str, abbreviations: Mapping[str, str]) -> str:
    """The full form of ``name`` where it is one of ``abbreviations``, with or without its article."""
    return abbreviations.get(re.sub("^(?:the|The) ", "", name), name)
