"""Names in a Chinese text: the longest match of the lists, people by titles and cues, bodies by nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from align.names.bodies import chinese_bodies
from align.names.known import Entry, capitals, common_chinese, countries, index, ours, reach
from align.names.lexicon import names
from align.names.name import Name
from align.names.offices import chinese_offices
from align.names.romanise import is_chinese_name, letters, spellings, surname_of
from align.names.shape import DOT, NOT_NAME, ending_title, title_pattern, transliterating
from align.records import Span

BESIDE = "中美俄日韩英法德欧印澳加朝以巴伊乌越泰菲缅蒙台港"
"""Countries that are written with one character beside another's: 中美."""
PREPOSITIONS = frozenset("在于从到向对由自离和与")
WEEKDAY = re.compile("周[一二三四五六日末]")
SPEECH = [
    "说",
    "称",
    "表示",
    "指出",
    "强调",
    "认为",
    "介绍",
    "告诉",
    "透露",
    "坦言",
    "回应",
    "呼吁",
    "重申",
    "补充",
    "宣布",
    "会见",
    "主持",
    "致辞",
    "坦承",
    "得知",
    "当选",
    "担任",
    "发表",
    "抵达",
    "来到",
    "前往",
    "参加",
]
SPOKE = re.compile("|".join(SPEECH))
BEHIND = re.compile(
    "|".join(
        [
            *SPEECH,
            *[
                "出席",
                "在",
                "与",
                "和",
                "同",
                "就",
                "向",
                "对",
                "将",
                "还",
                "也",
                "是",
                "于",
                "、",
                "，",
                "。",
                "（",
                "\\(",
                "：",
                "”",
                "》",
                "的",
                "今",
                "昨",
                "当",
                "率",
                WEEKDAY.pattern,
                "星期",
            ],
        ]
    )
)
"""What stands behind a person's name that a title is before."""


def chinese_names(text: str, span: Span) -> tuple[Name, ...]:
    """Names of ``text``, which is in Simplified characters, in order; none overlaps another but for offices.

    A person is told where the lists know the name, or where a title or a cue of speech stands beside one.
    """
    held = [*chinese_bodies(text, span)]
    taken = [name.span for name in held]
    for name in (*_people(text, span), *_known(text, span)):
        if not any(name.span.start < s.end and s.start < name.span.end for s in taken):
            held.append(name)
            taken.append(name.span)
    offices = list(chinese_offices(text, span))
    return tuple(sorted((*held, *offices), key=lambda n: (n.span.start, n.span.end)))


def _known(text: str, span: Span) -> Iterator[Name]:
    """Listed names, unless a longer or equally long common word stands there."""
    listed, common, farthest = index(), common_chinese(), reach()
    at = span.start
    while at < span.end:
        if WEEKDAY.match(text, at, span.end):
            at += 2
            continue
        for size in range(min(farthest.get(text[at : at + 2], 0), span.end - at), 1, -1):
            form = text[at : at + size]
            entries = listed.of_chinese(form)
            if form in common and form not in ours():
                at = _place_inside(text, Span(at, at + size), span.end) or at + size
                break
            if entries and (name := _name(form, Span(at, at + size), entries)):
                run = _whole_run(text, name.span, span) if name.kind == "person" else name.span
                yield name if run == name.span else Name("person", run, run.of(text), frozenset(), "unknown")
                at = run.end
                break
        else:
            at += 1


def _place_inside(text: str, word: Span, end: int) -> int | None:
    """Where a listed place begins inside a common word and ends behind it (在上 of 在上海), if it does.

    The word stands where the rest of the place is of another word (早上|海面), unless what is before the place is
    a preposition and what is behind it is a word too (在|上海|关闭).
    """
    common = common_chinese()
    for at in range(word.start + 1, word.end):
        for stop in range(min(reach().get(text[at : at + 2], 0) + at, end), word.end, -1):
            entries = index().chinese.get(text[at:stop], ())
            if any(entry.kind in ("country", "place") for entry in entries):
                parted = text[word.end : stop + 1] in common or text[word.end : stop] in common
                before = text[word.start : at] in PREPOSITIONS and text[stop : stop + 2] in common
                return at if before or not parted else None
    return None


def _whole_run(text: str, part: Span, within: Span) -> Span:
    """The run of characters of transliterations that a listed name is a part of."""
    start, end = part.start, part.end
    while (
        start > within.start
        and text[start - 1] in transliterating(15) - NOT_NAME
        and text[max(within.start, start - 2) : start] not in common_chinese()
        and not ending_title(text[max(within.start, start - 6) : start])
    ):
        start -= 1
    while end < within.end and text[end] in transliterating(15) and not _begins_word(text, end):
        end += 1
    return Span(start, end)


def _begins_word(text: str, at: int) -> bool:
    if text[at] in NOT_NAME:
        return True
    return text[at : at + 2] in common_chinese() or WEEKDAY.match(text, at) is not None


def _name(form: str, span: Span, entries: tuple[Entry, ...]) -> Name | None:
    first = entries[0]
    if first.kind == "person" and not (
        all(c in transliterating() or c in "·•・‧" for c in form) and (len(form) > 2 or first.english)
    ):
        return None
    english = frozenset(e for entry in entries for e in entry.english)
    if not english:
        return None
    excuses = frozenset(e for entry in entries for e in entry.stand_ins[1]) | capitals()[0].get(form, frozenset())
    return Name(first.kind, span, form, english, first.group, excuses)


@cache
def _dotted_names() -> re.Pattern[str]:
    part = "[" + "".join(sorted(transliterating(3) - NOT_NAME)) + "]{1,8}"
    return re.compile(rf"{part}(?:[{DOT}]{part})+")


def _people(text: str, span: Span) -> Iterator[Name]:
    """Chinese people behind a title or before a word of speech, and dotted names."""
    for found in _dotted_names().finditer(text, span.start, span.end):
        start, end = _dotted(text, found.start(), found.end())
        yield Name("person", Span(start, end), text[start:end], frozenset(), "foreign")
    seen: set[int] = set()
    for found in title_pattern().finditer(text, span.start, span.end):
        if found.end() not in seen and (name := _person_at(text, found.end(), span.end, BEHIND)):
            seen.add(found.end())
            yield name
    for found in SPOKE.finditer(text, span.start, span.end):
        for size in (3, 2):
            start = found.start() - size
            at_front = start == span.start or (start > span.start and text[start - 1] in "，。；：、“（ \n,")
            if at_front and start not in seen and (name := _chinese_person(text, start, size)):
                seen.add(start)
                yield name
                break


def _dotted(text: str, start: int, end: int) -> tuple[int, int]:
    """A dotted name without the words that are written against its ends."""
    dots = [i for i in range(start, end) if text[i] in DOT]
    left, right = max(start, dots[0] - 1), min(end, dots[-1] + 2)
    while left > start and text[left - 1] in transliterating() and text[left - 2 : left] not in common_chinese():
        left -= 1
    while right < end and text[right] in transliterating() and text[right : right + 2] not in common_chinese():
        right += 1
    return left, right


def _person_at(text: str, start: int, end: int, behind: re.Pattern[str]) -> Name | None:
    for size in (4, 3, 2):
        stop = start + size
        if (
            stop <= end
            and (stop == end or behind.match(text, stop))
            and (name := _chinese_person(text, start, size))
        ):
            return name
    return None


def _chinese_person(text: str, start: int, size: int) -> Name | None:
    form = text[start : start + size]
    if (
        not is_chinese_name(form)
        or set(form) & (NOT_NAME - set("道明和"))
        or form in common_chinese()
        or title_pattern().search(form)
        or WEEKDAY.fullmatch(form)
        or index().chinese.get(form)
        or _is_listed_foreigner(form)
        or (size > 3 and len(surname_of(form)) < 2)
    ):
        return None
    return Name("person", Span(start, start + size), form, spellings(form), "chinese")


def _is_listed_foreigner(form: str) -> bool:
    """Whether the lists know a person of this name whom they do not spell as Chinese is read: 马克龙."""
    listed = {letters(en) for entry in index().of_chinese(form) for en in entry.english}
    return bool(listed) and form in names().people and not listed & spellings(form)


def is_said_in_chinese(name: Name, text: str) -> bool:
    """Whether a Simplified text has a form or stand-in of an English name, or its country's short form."""
    if name.kind == "office":
        return any(re.search(f"(?<!副){re.escape(form)}", text) for form in name.renderings)
    if any(form in text for form in name.renderings) or any(form in text for form in name.excuses):
        return True
    return name.kind in ("country", "place") and any(_short(text, c) for c in _shorts(name))


def _shorts(name: Name) -> frozenset[str]:
    return frozenset(c for country in countries() if country.english & {name.text} for c in country.short)


@lru_cache(maxsize=64)
def _without_countries(text: str) -> str:
    """A text whose countries in full are blanked, so that what is left may be short forms."""
    full = sorted((form for c in countries() for form in c.chinese), key=len, reverse=True)
    return re.sub("|".join(map(re.escape, full)), lambda found: " " * len(found[0]), text)


def _short(text: str, char: str) -> bool:
    """Whether a one-character form of a country stands there as one: beside another, or in 驻华, 美军."""
    ahead, behind = (
        f"{BESIDE}驻访对赴援抗反亲涉旅来在与和留",
        f"{BESIDE}方国军企商媒元籍裔驻对总首外防财央政两双三式语文队股币制",
    )
    return bool(re.search(rf"[{ahead}]{char}|{char}(?=[{behind}])", _without_countries(text)))
