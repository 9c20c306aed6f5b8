"""Attributions in shapes that any reader takes for one: a subject, a reporting word, "that"; according to; 据悉.

Sentence by sentence, from words alone; a clause behind a comma may begin one too. ``proposals`` brings them
together with what the head finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from align.names.lexicon import roles, word_list
from align.quotes.decode import trim_content
from align.quotes.marks import Marked
from align.quotes.mending import is_somebody
from align.records import Language, Side, Span
from align.stance.lists import fold, rows, words_expression

LIST = "attributions.tsv"
LEAST_LETTERS, MOST_WORDS = 4, 14
"""Letters of a content, and words of a speaker's name."""
LONGEST = 2000
"""Characters of a sentence; beyond them it is a list or a table, and would take long."""
PARTS = {
    "en": {
        "who": r"(?P<who>[^,;:“”\"()]{1,90}?(?:, [^;:“”\"]{2,80},)?)",
        "beside": r"(?:{beside} )*",
        "finite": r"(?!\w+ing\b)",
        "told": r"(?:{told}|(?:the|a|its|his|her|their) [\w-]+) ",
        "bidden": r"(?P<bidden>(?:[\w'-]+ ){1,6}?)(?:to (?=[a-z])|(?=not to [a-z]))",
        "content": r"(?P<content>\S.*)$",
        "about": r"(?: (?:by|from|of|on|in|for) [^,;:“”\"()]{1,60}?)?",
        "before": r"(?P<content>[^“”\"()]{20,}), ",
        "relay": r"[^,;:“”\"()]{1,60} (?P<cue>{quote}) (?P<who>[^,;:“”\"()]{2,60}?) (?P<cue2>as saying)",
    },
    "zh": {
        "who": "(?P<who>[^，。；：？！“”「」]{1,24}?)",
        "on": "(?:(?<![反绝面针应核相派敌])[对就](?!外|手|象|方|策|业|是)[^，。；：“”]{1,30}?)?",
        "beside": "{beside}{0,3}",
        "told": "{told}?(?:时|说|道|称)?",
        "noun": "(?P<noun>[^，。；：“”]{2,8})",
        "clear": "(?!{unlike})",
        "relay": "[^，。；：“”]{0,20}?(?P<cue>{quote})(?P<who>[^，。；：“”]{2,20}?)(?P<cue2>的{quoted})",
        "content": "(?P<content>[^，：].*)$",
    },
}
"""Pieces of shapes, which stand in them in angle brackets; in braces the words of the list that have this use."""
SHAPES = {
    "en": {
        "quoted": "<relay>(?: that)? <content>",
        "cited": "<before><relay>[.]?$",
        "claim": "<who> <beside><finite>(?P<cue>{claim}),? that <content>",
        "tell": "<who> <beside><finite>(?P<cue>{tell}) <told>that <content>",
        "shows": "(?P<bare>{evidence}) (?P<cue>{shows}) that <content>",
        "reported": '(?P<who>[^,;:“”"()]{1,80}? {evidence}<about>) <beside>(?P<cue>{shows}) that <content>',
        "bid": "<who> <beside><finite>(?P<cue>{bid}) <bidden><content>",
        "before": '(?P<cue>according to) (?P<who>[^,;:“”"()]{2,90}), (?!(?:the|an?) [^,]{2,80}, )<content>',
        "between": r"(?!(?:when )?(?:\w+ing|asked|told|pressed) |in (?:reply|answer|response|an?)\b)"
        r'(?P<first>[^“”"();:]{6,200}?), (?P<who>[^,;:“”"()]{1,60}) <finite>(?P<cue>{claim}), '
        r'(?P<content>(?!\w+ing\b)[^\s“"].*)$',
        "behind": '<before>(?P<cue>according to) (?P<who>[^,;:“”"()]{2,90}?)[.]?$',
        "said": '<before>(?P<who>[^,;:“”"()]{1,60}) (?P<cue>{behind})(?:, [a-z]+ing [^,]{2,40}?)?[.]?$',
    },
    "zh": {
        "nobody": "(?P<cue>{nobody})，<content>",
        "shows": "(?P<bare>{evidence})(?P<cue>{shows})，?<content>",
        "quoted": "<relay>，?<content>",
        "regret": "<who><on><beside>(?P<cue>表示|深表|表达)<noun>，(?:并|同时)?"
        "(?P<cue2><clear>{claim})，?<content>",
        "claim": "<who><on><beside>(?P<cue>{claim})<told>[，：]<content>",
        "spoke": "(?P<who>[他她我]们?)(?P<cue><clear>{plainly})(?![的了过着得到起出完话谎])<content>",
        "relay": "(?P<cue>据)(?P<who>[^，。：；]{2,24}?)(?P<cue2>{relayed})(?:称|说)?，<content>",
        "reported": "(?P<who>[^，。；：“”]{1,24}{evidence})<beside>(?P<cue>{shows})，?<content>",
        "ask": "<who><beside>(?P<cue>{ask})<told>[^，]{0,8}?(?P<content>{asked}[^，。]*)",
        "wish": "<who><beside>(?P<cue>{wish})(?![的了过])<content>",
    },
}
"""Tried in this order; the first that fits at a place is the reading of it."""
RELAYS = frozenset(("before", "nobody", "relay"))
"""Shapes that pass on what somebody else, where one is named behind them, says."""
EXACT = frozenset(("regret", "between", "ask", "shows", "nobody", "quoted", "cited"))
AND = {
    "en": ",? (?:and|but) <beside>(?P<cue>{claim}) that <content>",
    "zh": "，(?:并|又|还|同时|但)<beside>(?P<cue>(?![说称][^，：])<clear>{claim})[，：]?<content>",
}
"""A second claim of the same speaker, within the first one's content."""
STARTS = {
    "en": re.compile(r"(?:^|(?<=[,;] ))(?:(?:and|but|while|though|however|meanwhile),? )?"),
    "zh": re.compile("(?:^|(?<=[，；：]))(?:但是|不过|而且|对此|此外|同时|另外|但|而)?，?"),
}
PRONOUNS = frozenset(("he", "she", "they", "we", "i"))
PARTY = "(?:他|她|我)们?|双方|各方|大家|[\u3400-\u9fff]{1,2}方"


@dataclass(frozen=True, slots=True)
class Reading:
    """A plain attribution, its parts as the words show them."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    exact: bool
    """Whether the words show each part better than the head, which else knows more of the subject and the end."""
    sure: bool = True
    """Whether there is no subject, or its words name somebody who may speak and nothing else."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence as it is read: where it begins in the text, and its folded words."""

    text: str
    language: Language
    marked: Sequence[Marked]
    start: int
    words: str

    def span(self, found: re.Match[str], group: str) -> Span:
        a, b = found.span(group)
        return trim_content(self.text, Span(self.start + a, self.start + b), self.marked)


def plain_readings(side: Side, marked: Sequence[Marked]) -> list[Reading]:
    """The plain attributions of a text in its order, but for those whose cue stands in quotation marks."""
    text, language = side.document.text, side.document.language
    folded = fold(text, language)
    spans = [s.span for s in side.sentences if s.span.end - s.span.start <= LONGEST]
    places = [_Place(text, language, marked, s.start, folded[s.start : s.end]) for s in spans]
    readings = [r for place in places for r in _in_sentence(place)]
    return [r for r in readings if not any(m.outer.start <= r.cue[0].start < m.outer.end for m in marked)]


def _in_sentence(place: _Place) -> Iterator[Reading]:
    """Readings one behind the other: none begins within another, but for a second claim."""
    taken = 0
    for start in STARTS[place.language].finditer(place.words):
        if start.end() < taken:
            continue
        for shape, pattern in _patterns(place.language).items():
            found = pattern.match(place.words, start.end())
            if found and shape in RELAYS and _speaks(place, found.start("content")):
                break
            if found and (reading := _read(place, shape, found)):
                yield from (reading,) if shape in RELAYS else _cut_at_second(place, reading, found)
                taken = found.end()
                break


def _speaks(place: _Place, at: int) -> bool:
    """Whether a claim with a subject of its own begins at a place."""
    found = _patterns(place.language)["claim"].match(place.words, at)
    return found is not None and _read(place, "claim", found) is not None


def _read(place: _Place, shape: str, found: re.Match[str]) -> Reading | None:
    """What a match says; None where its subject is nobody's name or too little is said."""
    groups = found.groupdict()
    who = (groups.get("who") or "").strip(" ,")
    if who and not _may_speak(place.language, who):
        return None
    if "bidden" in groups and not is_somebody(groups["bidden"]):
        return None
    content = [place.span(found, group) for group in ("noun", "first", "content") if group in groups]
    if sum(c.isalnum() for c in content[-1].of(place.text)) < LEAST_LETTERS:
        return None
    cue = [place.span(found, group) for group in ("cue", "cue2") if group in groups]
    if "bare" in groups:  # data show: it is nobody who does
        cue = [Span(place.start + found.start("bare"), cue[0].end)]
    source = (place.span(found, "who"),) if who else ()
    media = bool(set(who.split()) & word_list("en media"))
    party = bool(_party().search(who)) if place.language == "zh" else media or who in PRONOUNS
    sure = not who or "cue2" in groups or party
    return Reading(source, tuple(cue), tuple(content), shape in EXACT, sure)


def _cut_at_second(place: _Place, first: Reading, found: re.Match[str]) -> Iterator[Reading]:
    """He denied that it was late, and fears that it will rain: two readings, one source."""
    second = _second(place.language).search(place.words, found.start("content"), found.end("content"))
    if not second or not first.source:
        yield first
        return
    own = trim_content(place.text, Span(first.content[0].start, place.start + second.start()), place.marked)
    yield replace(first, content=(own,), exact=True)
    yield Reading(first.source, (place.span(second, "cue"),), (place.span(second, "content"),), False)


def _may_speak(language: Language, who: str) -> bool:
    """Whether words may name who speaks."""
    return len(who.split()) <= MOST_WORDS and not any(edge.search(who) for edge in _misfits(language))


@cache
def _party() -> re.Pattern[str]:
    """A pronoun or side, or what ends in a word for people, with or without a name, or for a body."""
    titles = "|".join((*roles()["title"], *word_list("zh titles")))
    bodies = "|".join((*roles()["body"], *roles()["group"], *word_list("zh body ends")))
    return re.compile(f"^(?:{PARTY})$|(?:{titles})(?:们|[\u3400-\u9fff·]{{2,4}})?$|(?:{bodies})$")


@cache
def _misfits(language: Language) -> tuple[re.Pattern[str], ...]:
    words = _words(language)
    return tuple(map(re.compile, (f"^{words['not-first']}", f"{words['not-last']}$", words["not-within"])))


@cache
def _words(language: Language) -> dict[str, str]:
    """Use → expression of the listed words."""
    listed = [(use, words.split(";")) for spoken, use, words in rows(LIST) if spoken == language]
    return {use: f"(?:{words_expression(words, language)})" for use, words in listed}


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    return {name: _compiled(language, shape) for name, shape in SHAPES[language].items()}


@cache
def _second(language: Language) -> re.Pattern[str]:
    return _compiled(language, AND[language])


def _compiled(language: Language, shape: str) -> re.Pattern[str]:
    whole = re.sub(r"(?<!\?P)<([a-z]+)>", lambda part: PARTS[language][part[1]], shape)
    return re.compile(re.sub(r"\{([a-z]+)\}", lambda use: _words(language)[use[1]], whole), re.DOTALL)
