"""Names that one version exchanges for another's, drops or adds, and offices that it changes.

A name is left over where its bead has no form of it in the other language, by the lists, by spelling or by sound.
Two that are left over on both sides are an exchange where the token vectors see them as each other's rendering.
One left over alone is told with less confidence, and only where the lists know how it is rendered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from align.findings.rendering import Links
from align.formats.texts import bead_span
from align.names import DEPUTY, UNDER, Name, chinese_names, english_names, has_acronym, in_chinese, in_english
from align.names.former import PAST, chinese_former, english_former, title_place
from align.names.lexicon import words as dictionary
from align.names.misspelt import misspelt
from align.names.romanise import syllables
from align.records import Alignment, Finding, FindingKind, Language, Severity, Side, Span
from align.simplified import to_simplified

CATEGORY = "accuracy/mistranslation"
ALIKE = 0.3
"""Likeness of two names from which on they may be one's."""
PLACES = ("country", "place")
LINKED = 0.4
"""Share of their tokens that are each other's best match, from which on two names stand for each other."""
LINKED_UNKNOWN = 0.65
"""The same where the lists do not know what the English name is."""
ABSENT = 0.28
"""Mean best match of a name's tokens under which nothing in the bead stands for it."""
STAND_IN = {
    "en": re.compile(
        r"\b(?:countr(?:y|ies)|nations?|homeland|domestic|nationwide|regions?|provinces?|cit(?:y|ies)|here|there|overseas)\b",
        re.I,
    ),
    "zh": re.compile(
        "该国|我国|两国|本国|国家|国内|全国|该省|全省|该市|全市|当地|该地区|这里|那里|首都|地区|政府|其|双方|它"
    ),
}
"""Words that may mean a place without naming it."""
_MONTH = re.compile("十?[一二三四五六七八九十]月")
_WORDS = frozenset(("冬奥会", "王妃", "王储", "女王", "亲王", "公爵", "伯爵", "男爵"))
"""Words that the dictionary lacks and whose first character is one of transliterations."""
_SAYS_ZH = re.compile("说|称|表示|指出|认为|补充|告诉|解释")
_SAYS_EN = re.compile(r"\b(?:said|says|say|added|adds|told|tells|explain\w*|think|thinks|noted|wrote)\b")
SPELT_OTHERWISE = re.compile("[日韩朝越]|日本|韩国|朝鲜|越南|Japan|Korea|Vietnam|Hanoi|Tokyo|Seoul")
"""Where names in Chinese characters are not read in Chinese."""


@dataclass(frozen=True, slots=True, eq=False)
class _Bead:
    """The names of a bead, and what its two versions say there and around."""

    index: int
    runs: tuple[range, range]
    names: tuple[tuple[Name, ...], tuple[Name, ...]]
    """Chinese and English ones."""
    texts: tuple[str, str]
    around: tuple[str, str]

    def alone(self, side: int, among: Sequence[Name]) -> list[Name]:
        """Those names of a side (0 Chinese, 1 English) that the other does not have here."""
        missing = in_chinese if side else in_english
        return [name for name in among if not missing(name, self.texts[1 - side])]


def find_name_changes(
    zh: Side, en: Side, alignment: Alignment, original: Language, alike: Callable[[str, str], float]
) -> tuple[Finding, ...]:
    """Names exchanged, dropped or added, and offices changed, bead by bead.

    :param original: the language of the version that was written first.
    :param alike: 0 to 1, whether a Chinese and an English name mean the same.
    """
    links = Links(zh, en)
    found: list[tuple[Finding, tuple[str, str] | None]] = []
    for bead in _beads(zh, en, alignment):
        mine = bead.alone(0, bead.names[0])
        # most names of the other side could stand for none of these, and are not looked for
        theirs = bead.alone(
            1, [b for b in bead.names[1] if any(_least_link(a, b, bead) is not None for a in mine)]
        )
        exchanged = _exchanges(bead, mine, theirs, links, alike)
        exchanged = [(link, a, b) for link, a, b in exchanged if a.kind != "place" or not _speaks(a, b, zh, en)]
        used = {name.span for _, a, b in exchanged for name in (a, b)}
        for link, a, b in exchanged:
            known = bool(a.renderings and b.renderings)
            found.append((_exchange(zh, en, a, b, link, bead), None if known else (a.text, b.text.lower())))
        found += [(f, None) for f in _deputies(bead, used, links)]
        found += [(f, None) for f in _former(bead, zh, en, original)]
        found += [(f, None) for f in _misspelt(bead, used, zh)]
        found += [(f, None) for f in _absent(bead, mine, used, links, original)]
    # what is rendered so more than once, and is on no list, is how this text renders it
    often = Counter(pair for _, pair in found if pair)
    return tuple(finding for finding, pair in found if not pair or often[pair] == 1)


def _beads(zh: Side, en: Side, alignment: Alignment) -> Iterator[_Bead]:
    plain, other = to_simplified(zh.document.text), en.document.text
    beads = alignment.beads
    for k, bead in enumerate(beads):
        if not bead.src or not bead.tgt:
            continue
        here, there = bead_span(zh, bead.src), bead_span(en, bead.tgt)
        near = beads[max(0, k - 1) : k + 2]
        around = " ".join(bead_span(zh, b.src).of(plain) for b in near if b.src)
        beyond = " ".join(bead_span(en, b.tgt).of(other) for b in near if b.tgt)
        found = tuple(name for name in chinese_names(plain, here) if not _is_misread(plain, name))
        names = found, english_names(other, there)
        yield _Bead(k, (bead.src, bead.tgt), names, (here.of(plain), there.of(other)), (around, beyond))


def _is_misread(text: str, name: Name) -> bool:
    """Whether a person is no name but a month or dateline, or ends inside a word: 里约奥 of 里约奥运会."""
    if _MONTH.match(name.text) or name.text == "日电":
        return True
    if name.kind != "person" or name.renderings or name.group == "chinese":
        return False
    end = name.span.end
    return any(
        text[end - held : end + more] in _WORDS or text[end - held : end + more] in dictionary()
        for held in (1, 2)
        for more in (1, 2)
        if end + more <= len(text) and held < len(name.text)
    )


def _speaks(a: Name, b: Name, zh: Side, en: Side) -> bool:
    """Whether both stand beside a word of speech, so that a town's name is a person's: 罗兹说, says Rhodes."""
    text, (start, end) = en.document.text, (b.span.start, b.span.end)
    beside = f"{text[max(0, start - 12) : start]} {text[end : end + 12]}"
    behind = zh.document.text[a.span.end : a.span.end + 3]
    return bool(_SAYS_ZH.match(behind) and _SAYS_EN.search(beside))


def _exchanges(
    bead: _Bead, mine: Sequence[Name], theirs: Sequence[Name], links: Links, alike: Callable[[str, str], float]
) -> list[tuple[float, Name, Name]]:
    """Left-over names of both sides that stand for each other, the surest first, each used once."""
    options = []
    for a in mine:
        for b in theirs:
            least = _least_link(a, b, bead)
            # places and institutions may share words, and are told apart by the lists
            if least is not None and (a.kind != "person" or alike(a.text, b.text) < ALIKE):
                link = links.between(bead.runs[0], a.span, bead.runs[1], b.span)
                if link >= least or _unmistakable(a, b, bead):
                    options.append((link, a, b))
    out: list[tuple[float, Name, Name]] = []
    for option in sorted(options, key=lambda o: (-o[0], o[1].span, o[2].span)):
        if not any(option[1].span == a.span or option[2].span == b.span for _, a, b in out):
            out.append(option)
    return out


def _least_link(a: Name, b: Name, bead: _Bead) -> float | None:
    """How far the vectors must link two names for an exchange; None where they cannot be one."""
    if {a.kind, b.kind} <= set(PLACES):
        return LINKED
    if "office" in (a.kind, b.kind) and (b.text in _heads(a) or (a.group == b.group and _is_whole_of(a, b))):
        return None  # the two foreign ministers, the two ministers; 副部长, Vice Foreign Minister
    if a.kind == "office" or b.kind == "office" or "body" in (a.kind, b.kind):
        return LINKED if a.kind == b.kind and (a.kind == "office" or a.group == b.group) else None
    if "given" in (a.group, b.group):
        return None
    if a.kind != "person" or (a.group == "unknown" and len(a.text) < 3):
        return None
    if a.group == "chinese":
        if b.kind != "person" or SPELT_OTHERWISE.search(" ".join(bead.around)):
            return None
        return LINKED if b.group == "chinese" else LINKED_UNKNOWN
    if a.group == "unknown" and not b.renderings:
        return None
    return LINKED if b.kind == "person" else LINKED_UNKNOWN


def _heads(office: Name) -> set[str]:
    """The nouns that its English forms are built on: minister of 外长."""
    return {re.split(" (?:of|for) ", form)[0].split()[-1] for form in office.renderings if "prime" not in form}


def _is_whole_of(office: Name, english: Name) -> bool:
    """Whether an office that its Chinese names by its rank alone is ``english``, which says of what."""
    ranks = {DEPUTY.sub("", form).strip() for form in office.renderings}
    return all(" " not in rank for rank in ranks) and english.text.split()[-1] in ranks


def _unmistakable(a: Name, b: Name, bead: _Bead) -> bool:
    """Whether two places of the lists that are left over must stand for each other, whatever the vectors say."""
    if not {a.kind, b.kind} <= set(PLACES) or has_acronym(bead.texts[1]):
        return False
    return min(len(a.text), len(b.text)) > 1


def _exchange(zh: Side, en: Side, a: Name, b: Name, link: float, bead: _Bead) -> Finding:
    words = a.span.of(zh.document.text), b.span.of(en.document.text)
    severity: Severity = "major" if a.kind == "office" else "critical"
    if a.kind == b.kind:
        what = "institution" if a.kind == "body" else a.kind
        why = f"“{words[0]}” has become “{words[1]}”, another {what}."
    else:
        why = f"“{words[0]}” has become “{words[1]}”."
    sure = 0.4 + 0.4 * link + (0.1 if a.renderings and b.renderings else 0.0)
    return Finding("name", CATEGORY, severity, round(sure, 2), a.span, b.span, why, bead.index)


def _deputies(bead: _Bead, used: set[Span], links: Links) -> Iterator[Finding]:
    """Offices of deputies that the other version gives to the chief, and the reverse."""
    zh, en = ([n for n in names if n.kind == "office" and n.span not in used] for names in bead.names)
    said = sum(n.group == "deputy" for n in zh), sum(n.group == "deputy" for n in en)
    marks = len(UNDER.findall(bead.texts[0])), len(DEPUTY.findall(bead.texts[1]))
    lost = said[0] - marks[1], said[1] - marks[0]
    for side, other in ((0, "English"), (1, "Chinese")):
        mine, theirs = (zh, en) if side == 0 else (en, zh)
        options = []
        for name in (n for n in mine if n.group == "deputy"):
            for chief in (n for n in theirs if n.group == "chief"):
                pair = (name, chief) if side == 0 else (chief, name)
                link = links.between(bead.runs[0], pair[0].span, bead.runs[1], pair[1].span)
                options.append((link, pair, name.text))
        for link, pair, words in sorted(options, key=lambda o: -o[0])[: max(0, lost[side])]:
            if link >= LINKED:
                why = f"“{words}” is a deputy's office; the {other} does not say so."
                yield Finding("name", CATEGORY, "major", 0.6, pair[0].span, pair[1].span, why, bead.index)


def _former(bead: _Bead, zh: Side, en: Side, original: Language) -> Iterator[Finding]:
    """Offices of the past that the other version gives as of today."""
    starts = bead_span(zh, bead.runs[0]).start, bead_span(en, bead.runs[1]).start
    for side, offices in enumerate((chinese_former(bead.texts[0]), english_former(bead.texts[1]))):
        there: Language = "zh" if side else "en"
        for office in offices:
            place = title_place(office.renderings, bead.texts[1 - side])
            if place is None or PAST[there].search(bead.texts[1 - side]):
                continue
            kind: FindingKind = "omission" if there != original else "addition"
            version = "Chinese" if side else "English"
            why = f"“{office.span.of(bead.texts[side])}” is an office of the past; the {version} does not say so."
            src, tgt = (place, office.span) if side else (office.span, place)
            spans = _shifted(src, starts[0]), _shifted(tgt, starts[1])
            yield Finding(kind, f"accuracy/{kind}", "major", 0.7, *spans, why, bead.index)


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _misspelt(bead: _Bead, used: set[Span], zh: Side) -> Iterator[Finding]:
    """Chinese people whom the English calls by a name with another syllable."""
    if SPELT_OTHERWISE.search(" ".join(bead.around)):
        return
    start = bead_span(zh, bead.runs[0]).start
    for name in (n for n in bead.names[1] if n.span not in used):
        form = misspelt(name, bead.texts[0])
        if form is None or misspelt(name, bead.around[0]) is None:
            continue
        at = bead.texts[0].index(form)
        why = f"“{form}” is read “{' '.join(syllables(form))}”, not “{name.text}”."
        span = _shifted(Span(at, at + len(form)), start)
        yield Finding("name", CATEGORY, "major", 0.7, span, name.span, why, bead.index)


def _absent(
    bead: _Bead, mine: Sequence[Name], used: set[Span], links: Links, original: Language
) -> Iterator[Finding]:
    """Countries and places that nothing in the other version stands for, there or around."""
    if has_acronym(bead.texts[1]):
        return
    theirs = bead.alone(1, [name for name in bead.names[1] if name.kind in PLACES])
    for side, names in enumerate((mine, theirs)):
        there: Language = "zh" if side else "en"
        missing = in_chinese if side else in_english
        if STAND_IN[there].search(bead.texts[1 - side]):
            continue
        kind: FindingKind = "omission" if there != original else "addition"
        severity: Severity = "minor" if side else "major"
        for name in names:
            if name.kind not in PLACES or name.span in used or missing(name, bead.around[1 - side]):
                continue
            if links.best(side, name.span, bead.runs[1 - side]) < ABSENT:
                why = f"The {'Chinese' if side else 'English'} version does not name “{name.text}”."
                src, tgt = (None, name.span) if side else (name.span, None)
                yield Finding(kind, f"accuracy/{kind}", severity, 0.3 if side else 0.5, src, tgt, why, bead.index)
