"""A quote as the head has it → as our guide has it: what its words alone can tell.

The head learnt most of its English from PolNeAR, which counts thanks and talks as attributions and leaves those
who are told something in the content. Each function takes one thing, and leaves alone what it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from align.names.lexicon import english_places, english_words, longest, names, word_list, words
from align.quotes.decode import Found, cut_at_sentences, sentence_at, trim_content
from align.quotes.marks import MARKS, Marked, in_marks
from align.quotes.rules import cue_pattern
from align.records import Side, Span

SILENT = {
    "en": re.compile(
        "(?:thank|prais|congratulat|greet|discuss|exchang|hold|watch|witness)(?:e?s|ed|e|ing)?|held|saw|have|has|had"
    ),
    "zh": re.compile("感谢|致谢|道谢|讨论|商讨|交换|交流|进行|举行|看到|看见|目睹|来说|来讲|而言"),
}
"""First words of what stands as a cue and reports no words: thanks and talks ("bare mentions of an act of
speaking"), and what was seen."""
BEFORE = {
    "en": re.compile(r"^(?:(?:have|has|had|having|been|was|were|is|are|be|will|would|also|to|not|never) )*"),
    "zh": re.compile("^[也还曾已并又均都则就]*"),
}
"""What may stand before such a word."""
UNSAID = re.compile(
    "according to (?:plans?|schedule|custom|tradition|taste|size|age|need|ability|type|circumstances)"
    "|that is (?:to )?say|(?:so )?you mean|needless to say"
    "|(?:这)?也?(?:就是|换句话|換句話|换言之|可以|一般来|按理|照理|不用|不消|俗话|俗話|常言) ?[说說]",
    re.I,
)
"""Source and cue of what nobody says."""
LEAD = re.compile(
    r"(?:(?:on|in|at|by|to|after|during|before|last|this|earlier|later|the other|once|back in|just) [\w’' ]{1,30}?"
    r"|yesterday|today|tonight|recently|publicly|here|then|it)[,:]?\s*"
)
"""When and where, between a cue and what it introduces."""
TELLING = re.compile(r"(?:tell|tells|told|telling|informed|informing|assured|assuring|reminded|notified)$")
BIDDING = re.compile(
    r"(?:urg|advis|ask|order|invit|implor|instruct|command)(?:e|es|ed|ing|s)?$|(?:tell|tells|told|telling)$"
    r"|(?:call|calls|called|calling) (?:up)?on$"
)
TOLD = re.compile(r"(?P<who>(?:[\w.’'-]+,? ){1,10}?)that (?=\S)")
SHORT_TOLD = re.compile(
    r"(?P<who>(?:reporters|journalists|lawmakers|him|her|them|us|me|(?:the|a) (?:press|media|paper|newspaper|"
    r"crowd|audience|council|court|parliament|committee|meeting)) )(?=\w)"
)
BIDDEN = re.compile(r"(?P<who>(?:[\w.’'-]+ ){1,6}?)(?:to (?=[a-z])|(?=not to [a-z]))")
PRONOUN = {
    "en": re.compile(r"(?P<who>he|she|they|it|we|i) (?=\w)", re.I),
    "zh": re.compile("(?P<who>他们|她们|他們|她們|我们|我們|有人|有的人|他|她|我)[也还還又则則]?(?=.)"),
}
RELAYED = re.compile(
    r"(?P<lead>据|據|根据|根據)(?P<who>[^，。：；]{2,24}?)(?:(?:\d+月)?\d+日|当天|當天|昨天|今天)?"
    "(?P<tail>报道|报导|報道|報導|消息|透露|介绍|介紹|称|稱)(?:称|稱|说|說)?[，：]$"
)
"""据《海湾晨报》报道，"""
SAID_TO = re.compile(
    "(?P<who>.{1,12}?)(?:[对對](?!外)|向)(?:记者|記者|媒体|媒體|本报|本報|大家|众人|他|她|我|[\u3400-\u9fff]{1,4}社"
    "|[\u3400-\u9fff]{0,4}(?:议会|議會|国会|國會|法庭|法院|听众|聽眾|观众|觀眾|民众|民眾|公众|公眾|选民|選民|支持者|与会者|與會者)).{0,4}"
)
BIDDING_ZH = re.compile("敦促|促请|促請|鼓励|鼓勵|劝告|勸告|告诫|告誡|责成|責成|奉劝|奉勸")
BIDDEN_ZH = re.compile(
    "(?:各方|双方|雙方|有关方面|有關方面|国际社会|國際社會|各国|各國|人们|人們|民众|民眾|公众|公眾|市民|居民|[\u3400-\u9fff]{1,2}方)"
    "(?![，。])|[\u3400-\u9fff]{1,6}?(?=立即|马上|尽快|尽早|切实|不要|不得|停止|保持|采取|遵守|继续|避免|盡快|採取|繼續)"
)
CUT_SHORT = re.compile("[双雙各对對中美我]方|谚语|諺語")
"""Words whose last character the head may leave out of a source."""
COORDINATED = {
    "en": re.compile(r"[,;]? (?:and|but|or)(?: also| then| further)? $|[,;] $"),
    "zh": re.compile("[，；](?:并|並|又|还|還|也|同时|同時|但)*$"),
}
"""Between two reports of one speaker."""
WHEN = re.compile(
    r"(?:(?:星期|礼拜|禮拜)[一二三四五六日天]?|(?<!^)周[一二三四五六日]|(?:\d+月)?\d+日|昨天|今天|当天|當天|日前)+$"
    r"|(?<=[\u3400-\u9fff])\d+月?$"
)
LAST_WORD = {
    "en": re.compile(r"[ -][\w’'-]{3,}(?=[.;!?]|\Z)"),
    "zh": re.compile("[\u3400-\u9fff]{1,2}(?=[。；！？]|\\Z)"),
}
"""What the head leaves off now and then at the end of a sentence."""
TAIL = {"en": 60, "zh": 14}
"""Characters behind the closing mark in which a source and its cue may end a content that swallowed them."""


def mend(side: Side, f: Found, marked: tuple[Marked, ...], broad: bool) -> Found | None:
    """The quote with its parts set right; None where it is none.

    :param broad: attributions in the wider sense, where those who are told something are left as they are.
    """
    text, language = side.document.text, side.document.language
    if _is_silent(text, language, f) or _is_unsaid(text, f):
        return None
    f = _without_tail(side, _pronoun_apart(text, language, f), marked)
    if language == "zh" and sum(s.end - s.start for s in f.content) < 2 and not in_marks(f.content, marked):
        return None
    f = _whole_end(side, f, marked)
    if language == "zh":
        f = _without_company(text, _relay_apart(text, _whole_cue(text, _whole_source(text, f))))
        return f if broad else _without_bidden(text, f, marked)
    f = _without_lead(text, _own_sentence(side, f, marked), marked)
    return f if broad else _without_addressee(text, f, marked)


def _is_silent(text: str, language: str, f: Found) -> bool:
    """Whether the cue says that something was done with words, and gives none of them."""
    if not f.cue or any(cue_pattern(language).search(s.of(text)) for s in f.cue):
        return False
    cue = f.cue[0].of(text).lower()
    cue = BEFORE[language].sub("", cue, 1)
    found = SILENT[language].match(cue)
    return found is not None and (language == "zh" or not cue[found.end() :][:1].isalnum())


def _is_unsaid(text: str, f: Found) -> bool:
    """According to plan, that is to say, 也就是说, so-called: nobody's words."""
    if any(text[: s.start].lower().endswith("so-") for s in f.cue):
        return True
    said = " ".join(s.of(text) for s in sorted((*f.source, *f.cue)))
    return bool(UNSAID.fullmatch(said))


def cue_between(text: str, language: str, f: Found, marked: tuple[Marked, ...]) -> Found:
    """“…，”他说，“…”: the cue between two pieces in marks is theirs, whoever speaks next."""
    if len(f.content) < 2 or not in_marks(f.content, marked):
        return f
    for before, after in pairwise(f.content):
        gap = Span(before.end, after.start)
        if any(gap.start <= s.start and s.end <= gap.end for s in f.cue):
            return f
        cue = cue_pattern(language).search(text, gap.start, gap.end)
        if cue is None or gap.end - gap.start > TAIL[language] + 4:
            continue
        behind = text[cue.end() : gap.end].strip(" ，,。.:：" + "".join(MARKS))
        who = trim_content(text, Span(gap.start, cue.start()), ())
        if not behind and who.start < who.end:
            return replace(f, source=(who,), cue=(Span(*cue.span()),))
    return f


def _pronoun_apart(text: str, language: str, f: Found) -> Found:
    """他说 as a cue is 他 and 说."""
    if f.source or not f.cue or not (found := PRONOUN[language].match(f.cue[0].of(text))):
        return f
    first, at = f.cue[0], f.cue[0].start + found.end()
    source = Span(first.start, first.start + found.end("who"))
    return replace(f, source=(source,), cue=(Span(at, first.end), *f.cue[1:]))


def _relay_apart(text: str, f: Found) -> Found:
    """据《海湾晨报》报道: the paper is the source, what stands round it the cue."""
    start = f.content[0].start
    found = RELAYED.search(text, max(0, start - 40), start)
    parts = (*f.source, *f.cue)
    if not found or (parts and not any(found.start() <= s.start < found.end() for s in parts)):
        return f
    cue = (Span(*found.span("lead")), Span(*found.span("tail")))
    return replace(f, source=(Span(*found.span("who")),), cue=cue)


def _whole_source(text: str, f: Found) -> Found:
    """双方 where the head has 双 alone, 谚语 where it has 谚."""
    if not f.source or not CUT_SHORT.match(text, f.source[-1].end - 1):
        return f
    last = Span(f.source[-1].start, f.source[-1].end + 1)
    cue = tuple(Span(s.start + 1, s.end) if s.start == last.end - 1 else s for s in f.cue)
    held = all(s.start < s.end for s in cue) and not any(s.start < last.end <= s.end for s in f.content)
    return replace(f, source=(*f.source[:-1], last), cue=cue) if held else f


def _whole_end(side: Side, f: Found, marked: Sequence[Marked]) -> Found:
    """With the last word of its sentence, where that stands alone behind it."""
    text, last = side.document.text, f.content[-1]
    sentence = side.sentences[sentence_at(side, last.end - 1)].span
    found = LAST_WORD[side.document.language].match(text, last.end, sentence.end)
    taken = found and any(s.start < found.end() and last.end < s.end for s in (*f.source, *f.cue))
    if not found or taken or any(m.inner.start <= last.start < m.inner.end for m in marked):
        return f
    return replace(f, content=(*f.content[:-1], Span(last.start, found.end())))


def _whole_cue(text: str, f: Found) -> Found:
    """敦促 where the head has 促 alone."""
    cue = f.cue[0] if len(f.cue) == 1 else None
    if cue is None or cue.end - cue.start > 1 or any(s.end == cue.start for s in f.source):
        return f
    whole = Span(max(0, cue.start - 1), cue.end)
    return replace(f, cue=(whole,)) if cue_pattern("zh").fullmatch(whole.of(text)) else f


def _without_bidden(text: str, f: Found, marked: Sequence[Marked]) -> Found:
    """敦促各方保持克制: 保持克制."""
    first = f.content[0]
    bids = any(s.end == first.start and BIDDING_ZH.search(s.of(text)) for s in f.cue)
    found = BIDDEN_ZH.match(text, first.start, first.end) if bids else None
    if not found:
        return f
    rest = trim_content(text, Span(found.end(), first.end), marked)
    return replace(f, content=(rest, *f.content[1:])) if rest.end - rest.start > 1 else f


def cut_coordinated(side: Side, found: Sequence[Found]) -> list[Found]:
    """Each quote without what another, whose cue stands within its content behind "and", reports.

    He denied that he had lost the key, and fears that he will lose his job: two quotes.
    """
    text, out = side.document.text, []
    for f in found:
        for other in found:
            if other is f or not other.cue or other.content[-1].end < f.content[-1].end:
                continue
            cue = min(other.cue)
            own = f.cue and set(f.cue) != set(other.cue) and f.cue[0].end <= f.content[0].start
            holder = next((s for s in f.content if s.start < cue.start < s.end), None)
            if not own or holder is None or other.content[0].start < cue.start:
                continue
            joint = COORDINATED[side.document.language].search(text, holder.start, cue.start)
            if joint and joint.start() > holder.start + 3:
                before = tuple(s for s in f.content if s.end <= holder.start)
                f = replace(f, content=(*before, Span(holder.start, joint.start())))
        out.append(f)
    return out


def _without_company(text: str, f: Found) -> Found:
    """Without whom it is said to, and the day, at the end of a source: 她对记者 is 她, 陆维舟星期一 is 陆维舟."""
    if len(f.source) != 1:
        return f
    whole = f.source[0]
    if found := SAID_TO.fullmatch(whole.of(text)):
        whole = Span(whole.start, whole.start + found.end("who"))
        f = replace(f, source=(whole,))
    f = _without_ending(text, f)
    whole = f.source[0]
    found = WHEN.search(whole.of(text))
    if not found or (found[0].isdigit() and text[whole.end : whole.end + 1] not in ("日", "月")):
        return f
    rest = trim_content(text, Span(whole.start, whole.start + found.start()), ())
    return replace(f, source=(rest,) if rest.start < rest.end else ())


def _without_ending(text: str, f: Found) -> Found:
    """两国外长都 is 两国外长, 她说 is 她: adverbs and cues off its end, but where they end a word."""
    whole = f.source[0]
    for tail in longest("zh source tails"):
        rest = Span(whole.start, whole.end - len(tail))
        held = any(rest.of(text)[-n:] + tail in known for n in (1, 2, 3) for known in (words(), names().places))
        if rest.start < rest.end and whole.of(text).endswith(tail) and not held:
            cue = () if f.cue or not cue_pattern("zh").fullmatch(tail) else (Span(rest.end, whole.end),)
            return replace(f, source=(rest,), cue=f.cue or cue)
    return f


def _without_tail(side: Side, f: Found, marked: Sequence[Marked]) -> Found:
    """“…”她补充道 as a content is what stands in marks, with the source and the cue behind it."""
    text, language = side.document.text, side.document.language
    if f.cue or f.source:
        return f
    last = f.content[-1]
    m = next((m for m in marked if m.closed and last.start <= m.inner.end < m.outer.end < last.end), None)
    if m is None or m.outer.start > f.content[0].start + 1 or last.end - m.outer.end > TAIL[language]:
        return f
    cues = list(cue_pattern(language).finditer(text, m.outer.end, last.end))
    if not cues or text[cues[-1].end() : last.end].strip("道着"):
        return f
    source = trim_content(text, Span(m.outer.end, cues[-1].start()), ())
    content = tuple(cut_at_sentences(side, m.inner, list(marked)))
    if not content or source.start >= source.end or set(source.of(text)) & set("，。,."):
        return f
    return replace(f, content=content, source=(source,), cue=(Span(cues[-1].start(), last.end),))


def _own_sentence(side: Side, f: Found, marked: tuple[Marked, ...]) -> Found:
    """“But not the nets.” According to the port, …: "According" opens a sentence with words of its own."""
    opens = [s for s in f.cue if s.start >= f.content[-1].end and s.of(side.document.text) == "According to"]
    return replace(f, source=(), cue=()) if opens and in_marks(f.content, marked) else f


def _without_lead(text: str, f: Found, marked: Sequence[Marked]) -> Found:
    """Said the other day, “It rained”: what stands between a cue and its marks is no part of the content."""
    first = f.content[0]
    m = next((m for m in marked if first.start < m.outer.start < first.end), None)
    cued = any(s.end <= first.start and not text[s.end : first.start].strip(" \n") for s in f.cue)
    if m is None or not cued or not LEAD.fullmatch(text, first.start, m.outer.start):
        return f
    rest = trim_content(text, Span(m.outer.start, max(first.end, m.outer.end)), marked)
    return replace(f, content=(rest, *f.content[1:])) if rest.start < rest.end else f


def _without_addressee(text: str, f: Found, marked: Sequence[Marked]) -> Found:
    """Told reporters that it rained: it rained. Urged the crew to stay in port: stay in port."""
    first = f.content[0]
    before = [s for s in f.cue if s.end <= first.start and not text[s.end : first.start].strip(" \n")]
    if not before:
        return f
    cue, words = before[-1].of(text).lower(), first.of(text)
    found = None
    if TELLING.search(cue):
        found = TOLD.match(words) or SHORT_TOLD.match(words)
    if not found and BIDDING.search(cue):
        found = BIDDEN.match(words)
        found = found if found and is_somebody(found["who"]) else None
    if not found:
        return f
    rest = trim_content(text, Span(first.start + found.end(), first.end), marked)
    return replace(f, content=(rest, *f.content[1:])) if rest.start < rest.end else f


def is_somebody(words: str) -> bool:
    """Whether a noun phrase names people or a body, so that what it is to do follows it."""
    plain = re.sub(r"['’]s?$", "", words.strip().lower())
    head = plain.split()[-1]
    single = re.sub("s$", "", head)
    people = head.endswith(("ers", "ors", "men", "women", "ists", "ians", "ees"))
    bare = re.sub("^(?:the|all|both|its|his|her|their|other) ", "", plain)
    return people or bool({head, single} & _people()) or bare in english_places() or bare in english_words("body")


@cache
def _people() -> frozenset[str]:
    others = (
        "him her them us me you it everyone everybody all both side party member country people crew staff public"
    )
    lists = (word_list("en people"), word_list("en bodies"), english_words("country"), english_words("group"))
    return frozenset(others.split()).union(*lists)
