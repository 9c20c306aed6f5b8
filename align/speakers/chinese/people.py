"""Whom and what a Chinese text names: names with dots, behind titles, in the lists, or often repeated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from align.names.lexicon import longest, names, roles, word_list, words
from align.names.romanise import is_chinese_name, surname_of
from align.names.shape import (
    DOT,
    HAN,
    NOT_NAME,
    ending_title,
    ends_name,
    is_personal,
    title_pattern,
    transliterating,
)
from align.names.sounds import chinese_sound
from align.simplified import to_simplified
from align.speakers.chinese.sources import gender_of
from align.speakers.mention import Person

OPENING = re.compile(
    f"(?:^|[。，！？；：\n“”「」、的])\\s*|(?<=[{HAN}])[员民工师匠户手兵警长家者农医和与跟](?=[{HAN}])"
)
"""Behind what a name may begin."""
NUMBERS = frozenset("一二三四五六七八九十星期年月日天两")


def _chinese_name_at(text: str, at: int) -> str:
    """A Chinese person's name that starts at ``at``: of three characters where the third may belong to a name."""
    surname = surname_of(text[at : at + 2])
    if not surname:
        return ""
    given = ""
    for i in range(at + len(surname), min(len(text), at + len(surname) + 2)):
        if ends_name(text, i):
            break
        given += text[i]
    if len(given) == 2 and text.count(surname + given) == 1 and text.count(surname + given[0]) > 1:
        given = given[0]
    return surname + given if given else ""


def _dotted(text: str) -> list[tuple[int, str]]:
    """Names with dots, their first part cut back to characters that transliterate, titles off."""
    out = []
    for found in re.finditer(rf"[{HAN}]+(?:[{DOT}]\s?[“\"]?[{HAN}]+[”\"]?)+", text):
        first, rest = re.split(f"(?=[{DOT}])", found[0], maxsplit=1)
        cut = 0
        for i in range(len(first), 0, -1):
            if first[i - 1] not in transliterating() or first[i - 1] in NOT_NAME or len(first) - i >= 7:
                cut = i
                break
        titled = [m.end() for m in title_pattern().finditer(first) if m.end() < len(first)]
        cut = max(cut if len(first) - cut > 0 else 0, titled[-1] if titled else 0)
        comps = re.split(f"[{DOT}]", rest)
        last = re.split("周[一二三四五六日末]|星期|[本上下]周|[今昨明]天|日前|近日", comps[-1])[0] or comps[-1]
        end = len(last)
        for i, c in enumerate(last):
            if (c not in transliterating() or (i > 1 and c in NOT_NAME | NUMBERS)) and c not in '“”"':
                end = i
                break
        rest = rest[: len(rest) - len(comps[-1]) + max(end, 1)]
        out.append((found.start() + cut, first[cut:] + rest))
    return out


def _runs(text: str) -> list[str]:
    """Stretches of three to six characters that foreign names are written with, whole."""
    inside = transliterating(60)
    out, start = [], 0
    for i in range(len(text) + 1):
        if i == len(text) or text[i] not in inside or text[i] in NOT_NAME:
            if (
                3 <= i - start <= 6
                and not (i < len(text) and text[i] in DOT)
                and not (start and text[start - 1] in DOT)
            ):
                out.append(text[start:i])
            start = i + 1
    return [run for run in out if not any(run[i : i + n] in names().places or run[i : i + n] in words()
            for n in (2, 3, 4) for i in range(len(run) - n + 1))]  # fmt: skip


def _titled(plain: str) -> Iterator[tuple[int, str]]:
    """Chinese names behind a title, or before one that is an address: 发言人毛宁, 李明华教授."""
    for title in title_pattern().finditer(plain):
        name = _chinese_name_at(plain, title.end())
        if name and is_personal(name):
            yield title.end(), name
        start = title.start() - 3
        name = plain[max(0, start) : title.start()] if title[0] in word_list("zh addresses") else ""
        likely = len(name) == 3 and is_chinese_name(name) and is_personal(name) and name[1:] not in words()
        if likely and not set(name) & NOT_NAME:
            yield start, name


def _listed(plain: str) -> Iterator[tuple[int, str]]:
    """Names of well-known people, not within a longer word."""
    people, english = names().people, names().english
    for at in range(len(plain)):
        size = next((n for n in (6, 5, 4, 3, 2) if plain[at : at + n] in people), 0)
        around = set(plain[max(0, at - 1) : at] + plain[at + size : at + size + 1])
        if size > 2 or (
            size == 2 and plain[at - 1 : at + size] not in english and not around & transliterating(150)
        ):
            yield at, plain[at : at + size]


def _bracketed(plain: str) -> Iterator[tuple[int, str]]:
    """Names behind a title that have their Latin form in brackets."""
    for found in re.finditer(rf"([{HAN}]{{2,8}})\s?[（(][A-Z][a-z]+ [A-Z]", plain):
        run = found[1]
        at = max((m.end() for m in title_pattern().finditer(run) if m.end() < len(run)), default=0)
        if at and is_personal(run[at:]):
            yield found.start(1) + at, run[at:]


def _repeated(plain: str) -> Iterator[tuple[int, str]]:
    """Stretches in characters of foreign names that come again, and are no place or body."""
    for name, count in Counter(_runs(plain)).items():
        if count > 1 and not any(name in held for held in (names().places, names().bodies, roles()["country"])):
            yield plain.find(name), name


def find_people(text: str, known: Iterable[str]) -> list[Person]:
    """Whom the text names; ``known`` are names that sources gave."""
    plain = to_simplified(text)
    seen = {to_simplified(name): name for name in known}
    for find in (_dotted, _titled, _repeated, _listed, _bracketed):
        for at, name in find(plain):
            if name.startswith(longest("zh calendar")):
                continue
            seen.setdefault(name, text[at : at + len(name)])
    seen = _without_slips(seen, plain)
    whole = [name for name in seen if not any(is_short_for(name, other) for other in seen)]
    whole = [name for name in whole if fullest(name, [other for other in whole if other != name]) == name]
    people = [
        _person(name, seen[name], [form for form in seen if fullest(form, whole) == name], plain) for name in whole
    ]
    return sorted(people, key=lambda person: plain.find(to_simplified(person.name)))


def _person(name: str, written: str, forms: list[str], plain: str) -> Person:
    """A person with every place where a form of the name stands, and what stands before the first of them."""
    last = re.split(f"[{DOT}]", name)[-1]
    forms = [*forms, last] if last != name and len(last) >= 2 else forms
    starts = sorted({found.start() for form in forms for found in re.finditer(re.escape(form), plain)})
    before = [re.split("[。，]", plain[max(0, at - 14) : at])[-1] for at in starts[:6]]
    return Person(written, tuple(starts), " ".join(before), gender_of(before[0][-6:] if before else ""))


def _without_slips(seen: dict[str, str], text: str) -> dict[str, str]:
    """Drop the rarer of two spellings of one dotted name: 克里斯多夫·赖斯 beside 克里斯托弗·赖斯."""
    weight = {name: (text.count(name), text.find(name)) for name in seen}
    dropped = {a for a in seen for b in seen if weight[a] < weight[b] and _is_slip(a, b)}
    return {name: form for name, form in seen.items() if name not in dropped}


def _is_slip(name: str, other: str) -> bool:
    """Whether two dotted names have one last part and nearly one first."""
    one, two = re.split(f"[{DOT}]", name), re.split(f"[{DOT}]", other)
    if len(one) != len(two) or len(one) < 2 or one[-1] != two[-1] or one[0][:1] != two[0][:1]:
        return False
    return SequenceMatcher(None, one[0], two[0]).ratio() >= 0.6


@lru_cache(maxsize=65536)
def is_short_for(short: str, name: str) -> bool:
    """Whether ``short`` is a part of a dotted name, or its end."""
    parts = re.split(f"[{DOT}]", name)
    if short == name or len(short) >= len(name):
        return False
    wanted = re.split(f"[{DOT}]", short)
    if len(parts) > 1:
        return wanted == [part for part in parts if part in wanted] or (len(short) >= 2 and name.endswith(short))
    return (
        len(short) >= 2
        and is_chinese_name(name)
        and name.endswith(short)
        and len(short) == 2
        and not is_chinese_name(short)
    )


def fullest(name: str, candidates: Iterable[str]) -> str:
    """The name in ``candidates`` that ``name`` is short for, another writing of, or a slip for; or ``name``."""
    plain = to_simplified(name)
    folded = {to_simplified(other): other for other in candidates}
    forms = [other for other in folded if is_short_for(plain, other)]
    if forms:
        return folded[min(forms, key=lambda other: not other.endswith(plain))]
    if plain in folded or len(plain) < 2:
        return name
    return next((folded[other] for other in folded if _is_variant(plain, other)), name)


def _is_variant(name: str, other: str) -> bool:
    """Whether a name is a dotted one, or its last part, in other characters: 川普 and 唐纳德·特朗普."""
    last = re.split(f"[{DOT}]", other)[-1]
    if last in ("", other):
        return False
    english = names().english
    if (name in names().people or name in names().bodies) and last in english:
        heard = {form.split()[-1] for form in english[last].split(";")}
        if any(form.split()[-1] in heard for form in english.get(name, "").split(";")):
            return True
    if re.search(f"[{DOT}]", name):
        return _is_slip(name, other)
    if len(name) < 3 or is_chinese_name(name) or name[0] not in (last[0], other[0]):
        return False
    return SequenceMatcher(None, chinese_sound(name), chinese_sound(last)).ratio() >= 0.8


@lru_cache(maxsize=256)
def _same_titles(title: str) -> tuple[str, ...]:
    """The title and those with an English form in common."""
    listed = roles()["title"]
    mine = set(listed.get(title, ()))
    return (title, *(other for other, forms in listed.items() if mine & set(forms)))


def loose_names(text: str) -> list[tuple[int, str]]:
    """What may be Chinese names in ``text`` by their shape: they begin a clause, or follow 的, 和 or a calling."""
    plain = to_simplified(text)
    out = []
    for found in OPENING.finditer(plain):
        at = found.end()
        name = next((plain[at : at + n] for n in (3, 2) if _stands_alone(plain, at, n)), "")
        if name:
            out.append((at, text[at : at + len(name)]))
    return out


def _stands_alone(plain: str, at: int, size: int) -> bool:
    """Whether ``size`` characters are a name, and no word goes on over its end."""
    name, end = plain[at : at + size], at + size
    over = plain[end - 1 : end + 1] in words() or plain[end - 2 : end + 2] in words()
    whole = is_chinese_name(name) and is_personal(name) and name not in words() and not set(name) & NOT_NAME
    return whole and not over


def nouns_of_people(words: str) -> set[str]:
    """Titles that ``words``, what stands before a name, are or end in."""
    return {title for part in words.split() if (title := ending_title(part))}


def holds_title(around: str, role: str) -> bool:
    """Whether the words before a name give the office ``role``, by itself or in other words, and its country."""
    title = ending_title(role)
    if not title:
        return False
    stem = to_simplified(role[: -len(title)])
    return any(part.endswith(_same_titles(title)) and all(c in part for c in stem) for part in around.split())


def holds_bare_title(around: str, head: str) -> bool:
    """Whether the words before a name end in the office ``head``."""
    return any(part.endswith(_same_titles(head)) for part in around.split()) if head else False


def names_country(words: str) -> bool:
    """Whether a country is named in the words."""
    plain = to_simplified(words)
    return any(country in plain for country in roles()["country"])


def opening_body(clause: str) -> str:
    """The institution of the lists that a clause begins with, or ""."""
    plain = to_simplified(clause)
    sizes = range(min(12, len(plain)), 1, -1)
    size = next((n for n in sizes if plain[:n] in names().bodies or plain[:n] in roles()["body"]), 0)
    return clause[:size]


def approached_before(text: str) -> str:
    """Whom the clause that ends ``text`` says that somebody turned to: 工头 in 我去找工头，."""
    verbs = "|".join(longest("zh approached"))
    found = re.search(rf"(?:{verbs})[了过過到]?(?P<who>[{HAN}]{{2,6}}?)[，,。](?:但|可|可是|结果|結果)?$", text)
    return found["who"] if found else ""


def body_before(text: str, head: str) -> str:
    """The last institution in ``text`` that ends in ``head``: one of the lists, or one with its country before."""
    plain = to_simplified(text)
    for found in reversed(list(re.finditer(re.escape(head), plain))):
        for size in range(8, 1, -1):
            name = plain[max(0, found.start() - size) : found.end()]
            if name in names().bodies or name in roles()["body"]:
                return text[found.end() - len(name) : found.end()]
    if head not in word_list("standing"):
        return ""
    places = "|".join(sorted(map(re.escape, roles()["country"]), key=len, reverse=True))
    around = re.findall(rf"((?:{places})[{HAN}]{{0,6}}?{re.escape(head)})", plain)
    good = [name for name in around if not set(name) & (NOT_NAME - set("会要前后以为方明道"))]
    return str(good[-1]) if good else ""
