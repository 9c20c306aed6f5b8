"""Institutions and initiatives told by a noun and what they are for: 国防部, the Ministry of Defence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from align.names.known import domains, plain_english
from align.names.name import Name
from align.records import Span

CHINESE = {
    "ministry": "部",
    "commission": "委员会|委",
    "agency": "总局|管理局|局|总署|署",
    "bank": "银行",
    "initiative": "倡议",
    "forum": "论坛|峰会",
    "fund": "基金会|基金",
    "organisation": "组织",
}
ENGLISH = {
    "ministry": "Ministry|Department",
    "commission": "Commission|Committee",
    "agency": "Bureau|Administration|Agency|Authority|Office",
    "bank": "Bank",
    "initiative": "Initiative",
    "forum": "Forum|Summit",
    "fund": "Foundation|Fund",
    "organisation": "Organi[sz]ation",
}
KIN = {"ministry": "office", "agency": "office", "commission": "office"}
"""Groups that translators take for each other."""


@cache
def _by_form() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Forms of each domain → its forms in the other language."""
    to_english: dict[str, set[str]] = {}
    to_chinese: dict[str, set[str]] = {}
    for zh, en in domains():
        for form in zh:
            to_english.setdefault(form, set()).update(en)
        for form in en:
            to_chinese.setdefault(form, set()).update(zh)
    return (
        {form: frozenset(held) for form, held in to_english.items()},
        {form: frozenset(held) for form, held in to_chinese.items()},
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    zh, en = ("|".join(sorted(map(re.escape, held), key=lambda f: -len(f))) for held in _by_form())
    heads = "|".join(f"(?P<{group}>{nouns})" for group, nouns in CHINESE.items())
    nouns = "|".join(f"(?P<{group}>{listed})" for group, listed in ENGLISH.items())
    behind = "|".join(f"(?P<{group}2>{listed})" for group, listed in ENGLISH.items())
    en = en.replace(r"\ ", r"[ -]").replace("'s", "['’]s")
    # a second domain, not the first word of another institution
    more = rf"(?:(?:,? and (?:the )?|, )(?:{en})(?! (?:{'|'.join(ENGLISH.values())})))?"
    return (
        re.compile(
            rf"(?:全球|国家|世界|国际|联合国)?(?P<domain>{zh})(?:事务|工作)?(?:{heads})(?![门分长队位件落署])"
        ),
        re.compile(
            rf"\b(?:(?:{nouns}) (?:of|for|on) (?:the )?(?:National |State )?(?P<domain>{en}){more}\b"
            rf"|(?:(?:Global|National|World|State|International) )?(?P<domain2>{en}) (?:Affairs )?(?:{behind})\b)",
            re.I,
        ),
    )


def _group(found: re.Match[str]) -> str:
    name = next(k.removesuffix("2") for k, v in found.groupdict().items() if v and not k.startswith("domain"))
    return KIN.get(name, name)


def chinese_bodies(text: str, span: Span) -> Iterator[Name]:
    """Institutions of a Simplified text whose domain the list knows."""
    for found in _patterns()[0].finditer(text, span.start, span.end):
        forms = _by_form()[0][found["domain"]]
        yield Name("body", Span(*found.span()), found[0], forms, _group(found))


def english_bodies(text: str, span: Span) -> Iterator[Name]:
    """Institutions of an English text, written with a capital or "ministry" and the like in it."""
    for found in _patterns()[1].finditer(text, span.start, span.end):
        words = found["domain"] or found["domain2"]
        group = _group(found)
        if not any(word[0].isupper() for word in found[0].split()) and not re.search(
            "ministry|department", found[0], re.I
        ):
            continue
        forms = _by_form()[1].get(plain_english(words), frozenset())
        if forms:
            yield Name("body", Span(*found.span()), plain_english(found[0]), forms, group)
