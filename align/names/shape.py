"""How Chinese names and titles look: surnames, characters of transliterations, titles before and behind."""

from __future__ import annotations

import re
from functools import cache

from align.names.lexicon import longest, names, read_resource, roles, word_list
from align.names.romanise import is_chinese_name
from align.simplified import to_simplified

HAN = "\u4e00-\u9fff"
DOT = "·•・‧∙"
SPEECH = "说称道指表强认宣告回承否警呼敦批解透补坦介写问答谈提重申希要建担质形"
GRAMMAR = (
    "的了在与和就于同等是今昨明后前对向将曾还也及或以为到从被把都均又并则而且会能可要让使给之其此该这那"
    "，。、（）()：:；！？“”\"' \n"
)
NOT_NAME = frozenset(SPEECH + GRAMMAR)
"""What a name ends before."""
NOUN_ENDS = "者人员家师部局会院"
"""Of words in the lists of names that are nouns."""
IN_NAMES = {"强": "调", "建": "议", "希": "望", "宣": "布", "坦": "言承"}
"""Characters of these that names have too, and what follows them where they are no name's."""


@cache
def title_pattern() -> re.Pattern[str]:
    """Any title, the longest that fits."""
    return re.compile("|".join(map(re.escape, titles())))


@cache
def titles() -> tuple[str, ...]:
    """Titles of people, longest first."""
    return tuple(sorted({*roles()["title"], *word_list("zh titles")}, key=lambda t: (-len(t), t)))


@cache
def transliterating(at_least: int = 8) -> frozenset[str]:
    """Characters that foreign names are written with, in ``at_least`` names of the lists (8 or more)."""
    rows = (line.split("\t") for line in read_resource("name-characters.tsv").splitlines())
    return frozenset(c for c, n in rows if int(n) >= at_least)


def _name_like(name: str) -> bool:
    held = names()
    known = name in held.english and name not in held.places and name not in held.bodies
    return known and name[-1] not in NOUN_ENDS and held.english[name][:1].isupper()


def is_foreign_name(name: str) -> bool:
    """Whether ``name`` is written like a foreign name: with dots, or in characters of transliterations."""
    if any(c in DOT for c in name):
        return True
    if name in names().people or (len(name) >= 2 and _name_like(name)):
        return True
    return 2 <= len(name) <= 7 and all(c in transliterating() for c in name)


def is_sure(name: str) -> bool:
    """Whether a title behind it may be cut off: 王毅外长, not 联邦局长."""
    return (is_chinese_name(name) and name not in names().english) or name in names().people


def is_personal(name: str) -> bool:
    """Whether ``name`` could be a person's."""
    name = to_simplified(name)
    if (
        title_pattern().search(name)
        or name[-1:] in "们方党"
        or re.fullmatch("周[一二三四五六日末天]|.*[和与].*", name)
        or any(word in name for word in ("记者", "官员"))
        or name.startswith(longest("zh calendar"))
    ):
        return False
    if name in names().places or name in roles()["country"] or name in roles()["title"] or name in roles()["body"]:
        return False
    return is_chinese_name(name) or is_foreign_name(name)


def strip_title(text: str) -> tuple[str, str]:
    """Cut ``text`` into what comes before a name, which ends in a title, and the name; or ("", "")."""
    plain = to_simplified(text)
    for found in reversed(list(title_pattern().finditer(plain))):
        rest = re.sub("^(?:之一|们|、|，|,|\\s|：)+", "", text[found.end() :])
        folded = to_simplified(rest).strip('“”" ')
        if not rest or rest.endswith(longest("zh firms")):
            continue
        if re.match(r"[A-Z]", rest) or (any(c in DOT for c in rest) and not set(rest) & set("的了和与")):
            return text[: found.end()], rest
        if 2 <= len(folded) <= 8 and not set(folded) & NOT_NAME - {"道", *IN_NAMES} and (
            is_chinese_name(folded) or is_foreign_name(folded) or (found.end() > 2 and is_loose_name(folded))
        ):  # fmt: skip
            return text[: found.end()], rest
    return "", ""


def ends_name(text: str, at: int) -> bool:
    """Whether a Chinese name ends before ``text[at]``: 陈国强说 does not before 强, 陈国强调 does."""
    char = text[at]
    if char in IN_NAMES:
        return text[at + 1 : at + 2] in tuple(IN_NAMES[char])
    return char in NOT_NAME or not "\u4e00" <= char <= "\u9fff"


def is_loose_name(name: str) -> bool:
    """After a title: nearly every character one of transliterations, and no title or body in it."""
    alien = sum(c not in transliterating() for c in name)
    return 2 <= len(name) <= 7 and alien <= 1 and not title_pattern().search(name) and name not in names().places


def ending_title(text: str) -> str:
    """The title that ``text`` ends in, or ""."""
    plain = to_simplified(text)
    return next((t for t in titles() if plain.endswith(t) and t not in ("之一", "首席")), "")
