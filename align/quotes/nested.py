"""Speech within other speech, which the head seldom tells from it.

A cue stands just before its marks or its "that"; in Chinese without marks, a comma behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from align.quotes.decode import EDGES, Found, cut_at_sentences, trim_content
from align.quotes.marks import MARKS, Marked
from align.quotes.rules import MARKED, REPORTED, cue_pattern
from align.records import Side, Span

ASKED = {
    "en": "ask|asks|asking|shouted|cried|thought|say",
    "zh": "问道|問道|追问|追問|问|問|喊道|喊|答道|回答|想|写道|寫道",
}
"""Cues beside those of the list, which mean something else where no marks follow."""
SAYING = "表示|指出|强调|強調|认为|認為|宣布|透露|警告|回应|回應|告诉|告訴|声称|聲稱|[称稱说說]"
"""Chinese cues that a comma parts from what is said."""
LEAST_LETTERS = {"en": 8, "zh": 4}
"""Letters in marks under which they are rather a name's."""
REACH = 80
"""Characters before the mark in which its source and cue stand."""
SUBJECT = {
    "en": re.compile(
        r"(?:\b(?P<pronoun>he|she|they|we|I|you|it)"
        r"|(?P<name>(?:\b(?:[Tt]he|[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir|[Aa]) )?(?:[A-Z][\w’'-]* ?){1,4}"
        r"|\b(?:[Tt]he|[Mm]y|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir|[Aa]) [\w-]+))"
        r"(?: (?:has|have|had|would|will|also|then|once|always|often|just))*\s*$"
    ),
    "zh": re.compile(
        "(?P<name>[\u3400-\u9fff·]{1,10}?)(?:[常也就又总總还還便曾只却卻才都已]|经常|經常|当时|當時|昨天|随后)*$"
    ),
}
WITHIN = re.compile(r"\b(?:of|from|in|at|for|to|with|by|on|and|or) ?$")
"""Before a name that ends a longer phrase: the volunteer from Rwanda."""
PHRASE = re.compile(r"(?:\b[Tt]he|\b[Aa]n?|\b[Hh]is|\b[Hh]er|\b[Tt]heir) (?:(?!that\b)[\w’'-]+ ){1,9}$")
ADDRESSEE = {"en": r"(?: (?:me|him|her|them|us|you))?", "zh": "(?:我们|他们|我|他|她|你)?"}


def nested_quotes(side: Side, found: Sequence[Found], marked: Sequence[Marked]) -> list[Found]:
    """What stands in marks within a content found, with a cue just before the mark, and is no quote yet."""
    inner = _in_marks(side, found, marked)
    return [*inner, *_reported(side, [*found, *inner], marked)]


def _reported(side: Side, found: Sequence[Found], marked: Sequence[Marked]) -> list[Found]:
    """Indirect speech: "the mayor had told him that" with what follows, 镇长告诉他 with a comma."""
    text, language = side.document.text, side.document.language
    out = []
    for f in found:
        for piece in f.content:
            for m in _clause_pattern(language).finditer(text, piece.start, piece.end):
                cue = _with_auxiliary(text, Span(*m.span("cue")))
                if any(s.start < cue.end and cue.start < s.end for o in found for s in o.cue):
                    continue
                if any(x.outer.start <= cue.start < x.outer.end for x in marked if x.outer.start > piece.start):
                    continue
                source = _subject(text, language, Span(max(piece.start, cue.start - REACH), cue.start))
                content = trim_content(text, Span(m.end(), piece.end), marked)
                if source and sum(c.isalnum() for c in content.of(text)) >= LEAST_LETTERS[language]:
                    out.append(Found((content,), (cue,), source, min(REPORTED, f.confidence)))
                break
    return out


@cache
def _clause_pattern(language: str) -> re.Pattern[str]:
    if language == "en":
        return re.compile(rf"(?P<cue>{cue_pattern(language).pattern}){ADDRESSEE[language]},? that (?=\w)")
    return re.compile(rf"(?<=[\u3400-\u9fff])(?P<cue>{SAYING}){ADDRESSEE[language]}[，：]")


def _in_marks(side: Side, found: Sequence[Found], marked: Sequence[Marked]) -> list[Found]:
    text, language = side.document.text, side.document.language
    out = []
    for m in marked:
        if not m.closed or sum(c.isalnum() for c in m.inner.of(text)) < LEAST_LETTERS[language]:
            continue
        around = [s for f in found for s in f.content if s.start < m.outer.start and m.inner.end <= s.end]
        if not around or any(_is_of(f, m) for f in found):
            continue
        begin = max(s.start for s in around)
        cue = _cue_before(text, language, Span(max(begin, m.outer.start - REACH), m.outer.start))
        if cue is None:
            continue
        source = _subject(text, language, Span(max(begin, cue.start - REACH), cue.start))
        content = cut_at_sentences(side, m.inner, marked)
        if content and source:
            out.append(Found(tuple(content), (cue,), source, MARKED))
    return out


def _is_of(f: Found, m: Marked) -> bool:
    """Whether the quote is what stands in the marks, or a part of it."""
    return all(m.outer.start <= s.start and s.end <= m.outer.end for s in f.content)


def _cue_before(text: str, language: str, place: Span) -> Span | None:
    """The cue that only a colon or a comma, and whom it is said to, parts from the end of the place."""
    found = _cue_at_end(language).search(text, place.start, place.end)
    return _with_auxiliary(text, Span(*found.span("cue"))) if found else None


def _with_auxiliary(text: str, cue: Span) -> Span:
    """Had told, has said: one cue."""
    found = re.search(r"\b(?:has|have|had) $", text[max(0, cue.start - 5) : cue.start])
    return Span(cue.start - len(found[0]), cue.end) if found else cue


@cache
def _cue_at_end(language: str) -> re.Pattern[str]:
    words = f"{cue_pattern(language).pattern}|{ASKED[language]}"
    bound = r"\b" if language == "en" else ""
    return re.compile(rf"{bound}(?P<cue>{words}){bound}{ADDRESSEE[language]}\s?[:：,，]?\s*$")


def _subject(text: str, language: str, place: Span) -> tuple[Span, ...]:
    """Who stands just before the cue: a pronoun, a name, a noun with its article; in Chinese what begins it."""
    start = place.start
    if language == "zh":
        ends = [i for i in range(place.start, place.end) if text[i] in EDGES or text[i] in MARKS]
        start = ends[-1] + 1 if ends else start
    found = SUBJECT[language].search(text, start, place.end)
    if not found or (language == "zh" and found.start() != start):
        return ()
    if language == "en" and WITHIN.search(text, start, found.start()):
        whole = PHRASE.search(text, start, found.end())
        return (Span(whole.start(), whole.start() + len(whole[0].rstrip())),) if whole else ()
    role = "name" if found["name"] else "pronoun"
    a, b = found.span(role)
    b -= len(found[role]) - len(found[role].rstrip())
    return (Span(a, b),)
