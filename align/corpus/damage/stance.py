"""Negations taken away or put in, and modal words exchanged, by the lists of ``align.stance``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.corpus.damage.change import Change, Text
from align.records import Language, Span
from align.stance.lists import Found, fold
from align.stance.modals import find_modals, plain_sense, senses
from align.stance.negators import find_negators

_OPPOSITES: dict[Language, dict[str, str]] = {
    "en": {
        "cannot": "can", "never": "always", "nobody": "everybody", "no one": "everyone", "none": "all",
        "no longer": "still",
    },
    "zh": {
        "不会": "会", "不能": "能", "不能够": "能够", "不是": "是", "不应": "应", "不应该": "应该",
        "不应当": "应当",
        "不得": "可以", "不可以": "可以", "不愿": "愿意", "不想": "想", "不再": "仍然", "不允许": "允许",
        "不同意": "同意", "不接受": "接受", "不支持": "支持", "不承认": "承认", "不存在": "存在", "不参加": "参加",
        "不需要": "需要", "不属于": "属于", "从未": "曾经", "从不": "总是", "从来没有": "曾经", "尚未": "已经",
        "未能": "得以", "没能": "得以", "无法": "能够", "无力": "能够", "无权": "有权", "未曾": "曾经",
        "并未": "已经",
        "并非": "正是", "决不": "必定", "绝不": "必定", "不打算": "打算", "不相信": "相信", "没有人": "人人",
    },
}  # fmt: skip
"""A negator and what it says without the negation."""
_NOT = re.compile(
    r"\b(is|are|was|were|will|would|can|could|must|should|do|does|did|has|have|had|may|might) not\b", re.I
)
_SHORT = re.compile(r"\b(is|are|was|were|wo|would|ca|could|must|should|do|does|did|has|have|had)n['’]t\b", re.I)
_WHOLE = {"wo": "will", "ca": "can"}
_TAKES_NOT = re.compile(
    r"(?<=\w )(is|are|was|were|will|would|could|must|should)"
    r"(?= (?!(?:only|just|merely|simply|solely|also|not|no|never|hardly|barely|scarcely|nothing|nobody|none|"
    r"neither|either|nor|unable|without|perhaps|maybe|likely)\b)[a-z])"
)
_NOUN_BEFORE = re.compile(
    r"\b(?:the|a|an|his|her|its|their|our|my|your|of|own|political|free|good|ill|strong) $", re.I
)
_UNSURE = re.compile(r"\bwhether\b|\bif\b|\bunless\b|\buntil\b|是否|如果|除非|要不要|能不能|会不会|是不是", re.I)
_ZH_TAKES = {
    "应该": "不应该", "应当": "不应当", "必须": "不必", "可以": "不可以", "能够": "不能够", "将会": "将不会",
    "得以": "未能",
}  # fmt: skip
_ZH_IS = re.compile(
    "(?<=[\u4e00-\u9fff])(?<![但于总还就也都而只更正便即凡若或要可算像老自倒却当似乃真竟不])是(?=[一个该全最目世])"
)
_ZH_WILL = re.compile("将(?![会在于被继与为是有成开举推持加进达])")
"""将 that may stand before what is acted on (将 A 移除), where it says nothing of the future."""
_MODALS: dict[Language, dict[str, str]] = {
    "en": {
        "must": "may", "have to": "may", "has to": "may", "should": "may", "will": "may", "may": "must",
        "can": "must",
    },
    "zh": {
        "必须": "可以", "必需": "可以", "应该": "可以", "应当": "可以", "将": "可能", "将会": "可能会",
        "必将": "可能", "一定会": "可能会", "可以": "必须", "可能": "必将", "或许": "必将", "能够": "必须",
    },
}  # fmt: skip
"""A modal word and one of another sense."""


def change_negation(text: Text) -> Iterator[Change]:
    """A plain negation taken away or put in; not in questions nor after "whether", where both say the same."""
    if _is_open(text.text):
        return
    yield from _taken_away(text)
    yield from _put_in(text)


def change_modality(text: Text) -> Iterator[Change]:
    """Duty for permission, certainty for possibility, and the reverse, where the other side has the same sense."""
    if _is_open(text.text):
        return
    other_language: Language = "en" if text.language == "zh" else "zh"
    others = _modals(text.other, other_language)
    said = {sense for found in others for sense in senses(found)}
    for found in _modals(text.text, text.language):
        new = _MODALS[text.language].get(found.word)
        sense = plain_sense(found)
        if (
            not new
            or not sense
            or sense not in said
            or _is_noun(text.text, found.span)
            or _negated(text, found.span)
        ):
            continue
        if text.language == "zh" and found.word == "将" and _ZH_WILL.match(text.text, found.span.start):
            continue
        change = Change(found.span, _cased(text.text, found.span, new), "major")
        now = {plain_sense(other) for other in _modals(change.of(text.text), text.language) if other.word == new}
        if now and sense not in now and not any(plain_sense(other) in now for other in others):
            yield change


def _is_open(text: str) -> bool:
    return text.rstrip("\"”』」’' ").endswith(("?", "？")) or bool(_UNSURE.search(text))


def _negators(text: str, language: Language) -> list[str]:
    folded = fold(text, language)
    return [n.word for n in find_negators(folded, language, Span(0, len(text))) if n.force == "plain"]


def _taken_away(text: Text) -> Iterator[Change]:
    folded = fold(text.text, text.language)
    other: Language = "en" if text.language == "zh" else "zh"
    if not any(
        n.force != "idiom" for n in find_negators(fold(text.other, other), other, Span(0, len(text.other)))
    ):
        return  # the other side says it without a negation: taking it away might mend the pair
    plain = [n for n in find_negators(folded, text.language, Span(0, len(folded))) if n.force == "plain"]
    for negator in plain:
        new = _OPPOSITES[text.language].get(negator.word)
        if new:
            yield Change(negator.span, _cased(text.text, negator.span, new), "critical")
    if text.language == "en":
        starts = {n.span.start for n in plain}
        for found in _NOT.finditer(text.text):
            if found.end() - 3 in starts:
                yield Change(Span(found.end(1), found.end()), "", "critical")
        for found in _SHORT.finditer(text.text):
            if found.end() - 3 in starts:
                whole = _WHOLE.get(found[1].lower(), found[1])
                yield Change(Span(*found.span()), _cased(text.text, Span(*found.span()), whole), "critical")


def _put_in(text: Text) -> Iterator[Change]:
    if _negators(text.text, text.language):
        return
    if text.language == "en":
        for found in _TAKES_NOT.finditer(text.text):
            if not _is_noun(text.text, Span(*found.span())):
                yield Change(Span(found.end(), found.end()), " not", "critical")
        return
    for found in _ZH_IS.finditer(text.text):
        yield Change(Span(found.start(), found.start()), "不", "critical")
    for modal in _modals(text.text, "zh"):
        new = _ZH_TAKES.get(modal.word)
        if new and modal.span.of(text.text) == modal.word and not _negated(text, modal.span):
            change = Change(modal.span, new, "critical")
            if _negators(change.of(text.text), "zh"):
                yield change


def _modals(text: str, language: Language) -> tuple[Found, ...]:
    return find_modals(text, fold(text, language), language, Span(0, len(text)))


def _is_noun(text: str, span: Span) -> bool:
    return bool(_NOUN_BEFORE.search(text[: span.start]))


def _negated(text: Text, span: Span) -> bool:
    """Whether a negation stands directly before or after: "may not" and "must not" may say the same."""
    before, after = text.text[max(0, span.start - 2) : span.start], text.text[span.end : span.end + 5]
    if text.language == "zh":
        return bool(set(before[-1:]) & set("不没未无非勿莫") or set(after[:1]) & set("不没未无非勿莫否"))
    begin = max(text.text.rfind(mark, 0, span.start) for mark in ",;:.") + 1
    clause = text.text[begin : span.end + 24]
    return bool(re.match(r"n['’]t|\s*not\b|\s*no\b", after, re.I)) or bool(_negators(clause, "en"))


def _cased(text: str, span: Span, new: str) -> str:
    return new[:1].upper() + new[1:] if text[span.start].isupper() else new
