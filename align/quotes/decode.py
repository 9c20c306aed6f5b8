"""Head scores → quotes: which tokens make one quote, and where exactly its words begin and end.

The head says of every token how likely a content begins there. From each likely beginning it says which
tokens around are content, cue and source of that quote. Text then corrects what tokens cannot know: a
content keeps to sentences and to quotation marks, and neither marks, stops nor a complementiser belong to it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from align.names.lexicon import word_list
from align.quotes.head import ROLES, Parts, Scores, membership
from align.quotes.marks import MARKS, Marked
from align.records import Side, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_START = 0.12
"""Probability of a beginning under which nothing is tried."""
CONTENT_COST = 3.0
"""What a run of content tokens must earn (sum of logits): a doubtful word does not cut a content in two."""
LEAST_GAP, BROAD_GAP = 0.1, 0.4
"""Mean likelihood of the words between a content and the edge of its sentence, from which on they belong to it:
for quotes, and for attributions in the wider sense."""
LEAST_TAG, LEAST_RUN = 0.5, 4
"""So many tokens together that are content by their own tags make a quote, without a clear beginning too."""
GROW = 0.25
"""Probability over which a neighbouring token joins a source."""
OWN_SHARE, LEAST_CUE, LEAST_OWN = 0.8, -0.4, 0.05
"""A word is of a quote's cue where this share of its logit of being a cue at all and the rest of that of being
this quote's sum up to so much, and the latter's probability is not less than the last."""
NO_SOURCE = 0.005
"""Probability of being source under which a token ends one."""
LONGEST_CUT, LEAST_SOURCE = 3, 0.1
"""Tokens between a source and its cue that join it, where each has this probability of being source."""
TAGGED = 0.22
"""What counts as the probability of such a beginning."""
SAME = 0.5
"""Two quotes whose contents share so much of their union's tokens are one."""
EDGES = frozenset(" \t\r\n\u3000\u00a0,，.。;；:：、!！?？…—–-·*_>")
STOPPING = " .,!?。，！？、；;…"
LEADS = (
    "但是",
    "不过",
    "而且",
    "根据",
    "但",
    "而",
    "据",
    "對此",
    "对此",
    "But ",
    "but ",
    "And ",
    "and ",
    "by ",
    "from ",
)
TRAILS = ("随后", "日前", "当天", "今天", "昨天", "表示", "也", "还", "则", "又", "均", "在")
NOBODY = frozenset(("据", "據", "报", "報", "称", "说", "据悉", "据报道"))
"""What stands where a source would and names none."""
RELAYED = ("援引", "引述", "引用")
LONGEST_SOURCE = 40
NAME = re.compile(r" ([A-Z][\w’'-]*[a-z])(?!\w)")
COMPLEMENTISER = ("that ", "that, ")


@dataclass(frozen=True, slots=True)
class Found:
    """A quote as found, its speaker not named yet."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    confidence: float
    """The head's score, 0 to 1: it ranks, and is no probability (align/quotes/confidence.py)."""


@dataclass(frozen=True, slots=True, eq=False)
class _Draft:
    start: int
    roles: tuple[NDArray[np.int64], ...]
    """Tokens of content, cue and source."""
    confidence: float
    wide: NDArray[np.int64]
    """Tokens of the cue, by what they are to this quote and what they are by themselves."""


def decode_quotes(
    parts: Parts, scores: Scores, side: Side, marked: tuple[Marked, ...], broad: bool = False
) -> tuple[Found, ...]:
    """All quotes that have some likelihood, in the order of the text.

    :param parts: what each head says, of which the mean counts; ``scores``: that of their tags.
    """
    least_gap = BROAD_GAP if broad else LEAST_GAP
    drafts = _apart([d for start in _beginnings(scores) if (d := _draft(parts, scores, start, least_gap))])
    drafts += [d for start in _left_over(scores, drafts) if (d := _draft(parts, scores, start, least_gap, TAGGED))]
    found = []
    walls = _walls(side, scores)
    for draft in _apart(drafts):
        draft = _with_roles(scores, draft, broad)
        pieces = [_pieces(side, tokens) for tokens in draft.roles]
        content = refine_content(side, pieces[0], marked)
        if not content:
            continue
        cue, source = (outside(refine_edges(side.document.text, p), content) for p in pieces[1:])
        source = outside(_whole_source(side, source, cue, content, walls), (*content, *cue))
        found.append(Found(content, cue, source, round(draft.confidence, 4)))
    return tuple(sorted(found, key=lambda f: (f.content[0].start, f.content[-1].end)))


def _beginnings(scores: Scores) -> list[int]:
    """Tokens where a content may begin: those that beat both neighbours."""
    import numpy as np

    p = scores.tags[:, len(ROLES)]
    padded = np.pad(p, 1)
    peak = (p >= LEAST_START) & (p >= padded[:-2]) & (p > padded[2:])
    return [int(i) for i in np.flatnonzero(peak)]


def _left_over(scores: Scores, drafts: Sequence[_Draft]) -> list[int]:
    """First tokens of runs that are content by their own tags, and that no draft has."""
    import numpy as np

    covered = np.zeros(len(scores.tags), bool)
    for draft in drafts:
        covered[draft.roles[0]] = True
    runs = np.flatnonzero(np.diff(np.concatenate([[0], (scores.tags[:, 0] >= LEAST_TAG).astype(np.int8), [0]])))
    return [int(a) for a, b in runs.reshape(-1, 2) if b - a >= LEAST_RUN and covered[a:b].mean() < 0.2]


def _with_roles(scores: Scores, draft: _Draft, broad: bool) -> _Draft:
    """With cue and source grown over tokens tagged so; without any, the nearest run tagged so in its sentences.

    Of a source in several runs the one by the cue is kept: the others name somebody else.
    """
    import numpy as np

    content, cue, source = draft.roles
    near = np.flatnonzero(np.isin(scores.sentence, np.unique(scores.sentence[np.concatenate(draft.roles)])))
    others = [np.intersect1d(draft.wide, near) if broad else cue, source]
    for k in (1, 2):
        free = np.setdiff1d(near, np.concatenate([content, others[2 - k]]))
        likely = free[scores.tags[free, k] >= (LEAST_TAG, GROW)[k - 1]]
        own = others[k - 1]
        if len(own):
            runs = [r for r in _split(np.union1d(own, likely), 1) if np.isin(r, own).any()]
            others[k - 1] = np.concatenate(runs)
        else:
            runs = [r for r in _split(likely, 1) if (scores.tags[r, k] >= LEAST_TAG).any()]
            if runs:
                others[k - 1] = min(runs, key=lambda r: _distance(r, content))
    cue, source = others
    if len(source):
        anchor = cue if len(cue) else content
        source = _up_to(scores, min(_split(source, 3), key=lambda r: _distance(r, anchor)), cue)
    return _Draft(draft.start, (content, cue, source), draft.confidence, draft.wide)


def _up_to(scores: Scores, source: NDArray[np.int64], cue: NDArray[np.int64]) -> NDArray[np.int64]:
    """With the few words that part a source from the cue behind it, where each may belong to it: a cut title."""
    import numpy as np

    behind = cue[cue > source[-1]]
    gap = np.arange(source[-1] + 1, behind[0]) if len(behind) else source[:0]
    if 0 < len(gap) <= LONGEST_CUT and (scores.tags[gap, 2] >= LEAST_SOURCE).all():
        return np.concatenate([source, gap])
    return source


def _split(tokens: NDArray[np.int64], gap: int) -> list[NDArray[np.int64]]:
    """Runs of tokens, those at most ``gap`` apart together."""
    import numpy as np

    return np.split(tokens, np.flatnonzero(np.diff(tokens) > gap) + 1) if len(tokens) else []


def _distance(run: NDArray[np.int64], anchor: NDArray[np.int64]) -> int:
    return int(abs(run[:, None] - anchor[None]).min())


def _draft(parts: Parts, scores: Scores, start: int, least_gap: float, sure_start: float = 0.0) -> _Draft | None:
    import numpy as np

    said = [membership(head, own, start) for head, own in parts]
    low, p = said[0][0], np.asarray(np.stack([q for _, q in said]).mean(0), np.float32)
    logits = _logits(p)
    cue, source = logits[1] > 0, logits[2] > 0
    own = logits[0].copy()
    own[cue | source] = -6.0
    own[start - low] = 6.0  # where it begins is what we ask about
    content = _runs(own, CONTENT_COST)
    if not content.any():
        return None
    likely = np.maximum(p[0], scores.tags[low : low + len(own), 0])
    content = _to_edges(scores, content, likely, cue | source, low, least_gap)
    roles = (content, cue & ~content, source & ~cue & ~content)
    at = [np.flatnonzero(role) + low for role in roles]
    sure = float(np.mean(np.maximum(p[0], 1 - p[0])[content]))
    begins = max(sure_start, float(scores.tags[start, len(ROLES)]))
    by_itself = _logits(scores.tags[low : low + len(own), 1])
    wide = (1 - OWN_SHARE) * logits[1] + OWN_SHARE * by_itself > LEAST_CUE
    wide &= (p[1] > LEAST_OWN) & ~content
    return _Draft(start, (at[0], at[1], at[2]), begins**0.5 * sure, np.flatnonzero(wide) + low)


def _logits(p: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    clipped = np.clip(p, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(clipped / (1 - clipped)), np.float32)


def _to_edges(
    scores: Scores,
    content: NDArray[np.bool_],
    likely: NDArray[np.float32],
    taken: NDArray[np.bool_],
    low: int,
    least_gap: float,
) -> NDArray[np.bool_]:
    """With the rest of a sentence before or behind, where nothing but likely content stands in it.

    What is reported mostly ends with its sentence, and begins with it or with its cue.
    """
    import numpy as np

    high = low + len(content)
    held = taken | (scores.tags[low:high, 1:3] >= LEAST_TAG).any(1)
    grown = content.copy()
    sentence = scores.sentence[low:high]
    for number in np.unique(sentence[content]):
        at = np.flatnonzero(sentence == number)
        first, last = at[content[at]][[0, -1]]
        before, behind = np.arange(at[0], first), np.arange(last + 1, at[-1] + 1)
        if held[before].any():
            before = before[np.flatnonzero(held[before])[-1] + 1 :]
        if held[behind].any():
            behind = behind[:0]
        for gap in (before, behind):
            if len(gap) and likely[gap].mean() >= least_gap:
                grown[gap] = True
    result: NDArray[np.bool_] = grown & ~taken
    return result


def _runs(logits: NDArray[np.float32], cost: float) -> NDArray[np.bool_]:
    """The set of tokens with the greatest sum of logits, each of its runs costing ``cost`` (Viterbi)."""
    import numpy as np

    inside = [False] * len(logits)
    out_score, in_score = 0.0, -inf
    came_in: list[bool] = []
    left: list[bool] = []
    for value in logits.tolist():
        came_in.append(out_score - cost > in_score)
        left.append(in_score > out_score)
        out_score, in_score = max(out_score, in_score), max(in_score, out_score - cost) + value
    state = in_score > out_score
    for t in range(len(inside) - 1, -1, -1):
        inside[t] = state
        state = not came_in[t] if state else left[t]
    return np.array(inside, bool)


def _apart(drafts: list[_Draft]) -> list[_Draft]:
    """Without drafts that say the same as a surer one."""
    import numpy as np

    kept: list[_Draft] = []
    for draft in sorted(drafts, key=lambda d: (-d.confidence, d.start)):
        mine = draft.roles[0]
        for other in kept:
            theirs = other.roles[0]
            if mine[-1] < theirs[0] or theirs[-1] < mine[0]:
                continue
            shared = len(np.intersect1d(mine, theirs))
            if not shared:
                continue
            union = len(np.union1d(mine, theirs))
            nested = len(draft.roles[1]) and not len(np.intersect1d(draft.roles[1], other.roles[1]))
            if shared >= SAME * union or not nested:
                break
        else:
            kept.append(draft)
    return kept


def _pieces(side: Side, tokens: NDArray[np.int64]) -> list[Span]:
    """Runs of tokens as spans, cut at sentence ends."""
    encoding = side.encoding
    assert encoding is not None
    spans: list[Span] = []
    previous = -2
    for t in tokens.tolist():
        a, b = (int(x) for x in encoding.tokens[t])
        if t == previous + 1 and encoding.sentence[t] == encoding.sentence[previous]:
            spans[-1] = Span(spans[-1].start, max(b, spans[-1].end))
        else:
            spans.append(Span(a, b))
        previous = t
    return _whole_words(side, spans)


def _whole_words(side: Side, spans: Sequence[Span]) -> list[Span]:
    """Grown to the ends of Latin words and of numbers, and joined over single spaces."""
    text = side.document.text
    out: list[Span] = []
    for s in spans:
        a, b = s.start, s.end
        while a > 0 and _in_word(text, a):
            a -= 1
        while b < len(text) and _in_word(text, b):
            b += 1
        if out and a <= out[-1].end + 1 and text[out[-1].end : a].strip() == "":
            out[-1] = Span(out[-1].start, max(b, out[-1].end))
        else:
            out.append(Span(a, b))
    return out


def _in_word(text: str, at: int) -> bool:
    """Whether a Latin word or a number goes on over the place before ``at``."""
    pair = text[at - 1 : at + 1]
    return len(pair) == 2 and all(c.isalnum() and c < "\u2e80" for c in pair)


def refine_content(side: Side, spans: Sequence[Span], marked: tuple[Marked, ...]) -> tuple[Span, ...]:
    """Contents grown to the marks that they nearly fill, cut at sentences, trimmed, joined over small gaps."""
    text = side.document.text
    chars = {i for s in spans for i in range(s.start, s.end)}
    if not chars:
        return ()
    least, most = min(s.start for s in spans), max(s.end for s in spans)
    near = [m for m in marked if m.outer.start <= most and least <= m.outer.end]
    for m in near:
        inside = sum(i in chars for i in range(m.inner.start, m.inner.end))
        size = m.inner.end - m.inner.start
        if size and inside / size >= 0.6:
            chars.update(range(m.inner.start, m.inner.end))
    out: list[Span] = []
    reached = min(chars), max(chars)
    begin = sentence_at(side, reached[0])
    for sentence in side.sentences[begin:]:
        if sentence.span.start > reached[1]:
            break
        run = [i for i in range(sentence.span.start, sentence.span.end) if i in chars]
        if not run:
            continue
        pieces = [[run[0], run[0] + 1]]
        for i in run[1:]:
            between = text[pieces[-1][1] : i]
            if all(c in EDGES or c in MARKS for c in between) and len(between) <= 3:
                pieces[-1][1] = i + 1
            else:
                pieces.append([i, i + 1])
        out += [s for a, b in pieces if (s := trim_content(text, Span(a, b), near)).start < s.end]
    return tuple(_without_crumbs(out))


def _without_crumbs(spans: list[Span]) -> list[Span]:
    """Pieces of one or two characters beside longer ones are noise."""
    longest = max((s.end - s.start for s in spans), default=0)
    return [s for s in spans if s.end - s.start > 2 or s.end - s.start == longest]


def trim_content(text: str, span: Span, marked: Sequence[Marked]) -> Span:
    """Without stops, spaces and a complementiser at its ends, nor marks but those of words within it."""
    a, b = span.start, span.end
    changed = True
    while changed and a < b:
        changed = False
        whole = [m for m in marked if m.closed and m.outer.start == a and m.outer.end == b]
        if whole:
            a, b, changed = whole[0].inner.start, whole[0].inner.end, True
        elif text[a] in EDGES or (text[a] in MARKS and not _pair_within(marked, a, Span(a, b))):
            a, changed = a + 1, True
        elif text[b - 1] in EDGES or (text[b - 1] in MARKS and not _pair_within(marked, b - 1, Span(a, b))):
            b, changed = b - 1, True
        else:
            for word in COMPLEMENTISER:
                if text[a:b].lower().startswith(word):
                    a, changed = a + len(word), True
    for m in marked:  # words in marks at either end keep both
        if a < m.inner.start and m.inner.start < b <= m.inner.end and not text[b : m.inner.end].strip(STOPPING):
            b = m.outer.end
        if m.inner.start == a and m.outer.end <= b:
            a = m.outer.start
    return Span(a, max(a, b))


def sentence_at(side: Side, place: int) -> int:
    """Index of the sentence that begins at a place, or last before it."""
    return max(0, bisect_right(side.sentences, place, key=lambda s: s.span.start) - 1)


def cut_at_sentences(side: Side, span: Span, marked: Sequence[Marked]) -> list[Span]:
    """What each sentence holds of the span, trimmed as a content is."""
    begin = sentence_at(side, span.start)
    pieces = []
    for sentence in side.sentences[begin:]:
        if sentence.span.start >= span.end:
            break
        a, b = max(sentence.span.start, span.start), min(sentence.span.end, span.end)
        if a < b and (s := trim_content(side.document.text, Span(a, b), marked)).start < s.end:
            pieces.append(s)
    return pieces


def _pair_within(marked: Sequence[Marked], at: int, span: Span) -> bool:
    """Whether the mark at ``at`` belongs to marked words that lie wholly in the span."""
    return any(
        m.closed
        and at in (m.outer.start, m.outer.end - 1)
        and span.start <= m.outer.start
        and m.outer.end <= span.end
        for m in marked
    )


def with_marks(text: str, content: Sequence[Span], marked: Sequence[Marked]) -> tuple[Span, ...]:
    """With the quotation marks around a content, and the stops within these, as PolNeAR has it."""
    out: list[Span] = []
    for s in content:
        a, b = s.start, s.end
        for m in marked:
            if m.inner.start == a:
                a = m.outer.start
            if b <= m.inner.end and not text[b : m.inner.end].strip(STOPPING) and m.inner.start <= b:
                b = m.outer.end
        if out and not text[out[-1].end : a].strip(STOPPING):
            out[-1] = Span(out[-1].start, b)
        else:
            out.append(Span(a, b))
    return tuple(out)


def refine_edges(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Without spaces, stops and marks at either end; empty ones left out."""
    out = []
    for s in spans:
        a, b = s.start, s.end
        while a < b and (text[a] in EDGES or text[a] in MARKS):
            a += 1
        while a < b and (text[b - 1] in EDGES - {"."} or text[b - 1] in MARKS):
            b -= 1
        if a < b and text[b - 1] == "." and not text[a : b - 1].rpartition(" ")[2][:1].isupper():
            b -= 1
        if a < b:
            out.append(Span(a, b))
    return tuple(out)


def _walls(side: Side, scores: Scores) -> frozenset[int]:
    """Where words end that are surely no source, in Chinese; a mark or a dot within a name is none."""
    import numpy as np

    if side.document.language != "zh":
        return frozenset()
    assert side.encoding is not None
    text = side.document.text
    unlikely = side.encoding.tokens[np.flatnonzero(scores.tags[:, 2] < NO_SOURCE)].tolist()
    return frozenset(b for a, b in unlikely if any(c.isalnum() for c in text[a:b]))


def _whole_source(
    side: Side,
    source: tuple[Span, ...],
    cue: tuple[Span, ...],
    content: tuple[Span, ...],
    walls: frozenset[int] = frozenset(),
) -> tuple[Span, ...]:
    """The piece by the cue, without the small words around it.

    In Chinese a source stands just before its cue: it is grown to where its clause begins.
    """
    text = side.document.text
    anchor = (cue or content)[0].start
    if not source:
        return ()
    nearest = min(source, key=lambda s: (abs(anchor - s.end), s.start))
    a, b = nearest.start, _bracket_end(text, nearest)
    if side.document.language == "zh" and any(
        0 <= c.start - b <= 8 and "，" not in text[b : c.start] for c in cue
    ):
        start = a
        while start > 0 and a - start < LONGEST_SOURCE and not _clause_ends(text, start):
            if start in walls:
                break
            start -= 1
        for word in RELAYED:
            at = text.rfind(word, start, a)
            start = at + len(word) if at >= 0 else start
        if all(o.end <= start or a <= o.start for o in (*content, *cue)) and a - start < LONGEST_SOURCE:
            a = start
    if side.document.language == "en":
        b = _name_end(text, b, (*content, *cue))
    for lead in LEADS:
        a += len(lead) if text[a:b].startswith(lead) else 0
    for trail in TRAILS:
        b -= len(trail) if text[a:b].endswith(trail) and b - a > len(trail) else 0
    return (Span(a, b),) if a < b and text[a:b] not in NOBODY else ()


def _name_end(text: str, end: int, others: Sequence[Span]) -> int:
    """Where the name ends that goes on behind an English source: the old fisherman, then Lars Moe."""
    while found := NAME.match(text, end):
        word = found[1].lower()
        taken = any(s.start < found.end() and end < s.end for s in others)
        if taken or word in word_list("en calendar") or word in word_list("en openers"):
            break
        end = found.end()
    return end


def _bracket_end(text: str, span: Span) -> int:
    """Where the brackets end that the span stops within; its own end where it stops in none."""
    opened = max(text.rfind(c, max(0, span.start - LONGEST_SOURCE), span.end) for c in "（(")
    closed = min(
        (i for c in "）)" if (i := text.find(c, max(opened, 0), span.end + LONGEST_SOURCE)) >= 0), default=-1
    )
    return closed + 1 if opened >= 0 and closed >= span.end else span.end


def _clause_ends(text: str, at: int) -> bool:
    """Whether a clause or a dateline (…日电) ends just before ``at``; marks round a name do not end one."""
    before = text[at - 1]
    if before in "电電讯訊" and text[at - 2 : at - 1] == "日":
        return True
    if before in '”」』’"':
        inside = text[max(0, at - 4) : at].rstrip('”」』’"')
        return inside[-1:] in set("。！？，…")
    return before in "，。；：！？,;:!?\n"


def outside(spans: Sequence[Span], others: Sequence[Span]) -> tuple[Span, ...]:
    """Those that touch none of the others: roles of one quote do not overlap."""
    return tuple(s for s in spans if all(s.end <= o.start or o.end <= s.start for o in others))
