"""Training rows for the quote head out of Chinese dialogue with named speakers (parallel/quotes_wp2021).

Passages of a novel: speech in marks, with the cue and the speaker's name where they stand beside it. What stands in
marks and has no known speaker is left open, and so is a sentence that introduces a speech in a way not
understood. scripts/project_quotes.py writes them.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from train_quotes import SHARED, Spans

PARALLEL = SHARED / "parallel"
NOVEL = "quotes_wp2021"
SAID = re.compile("回答说|对.{1,4}说|说道|问道|喊道|叫道|笑道|回答|告诉|解释|吩咐|补充|[说問问喊叫骂嚷道]")
PRONOUN = re.compile("他们|她们|[他她]")
LEAST_SPEECHES, LEAST_CUES = 4, 2
"""Of a passage, known ones, under which it is left out."""
LONGEST_SUBJECT = 16
"""Characters of a clause behind a speech in which its speaker must stand."""


def novel_rows(count: Counter[str]) -> Iterator[dict[str, Any]]:
    """Passages of 21 sentences rich in speech, none twice, every speech of a known speaker labelled."""
    with gzip.open(PARALLEL / f"{NOVEL}.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    speakers = {tuple(r["sents"][9:12]): r["aliases"] for r in rows}
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        sents = row["sents"]
        if tuple(sents[9:12]) in seen:
            continue
        keys = [tuple(sents[j - 1 : j + 2]) for j in range(1, len(sents) - 1)]
        seen.update(keys)
        text, places = passage(sents)
        quotes, unsure = [], []
        for j, key in enumerate(keys, 1):
            if not is_speech(sents[j]):
                continue
            if key in speakers:
                quote, opened = speech(text, places, sents, j, speakers[key])
                quotes.append(quote)
                unsure += opened
            else:
                unsure.append(list(places[j]))
        unsure += [list(places[j]) for j in (0, len(sents) - 1) if "“" in sents[j]]
        if len(quotes) < LEAST_SPEECHES or sum(bool(q["cue"]) for q in quotes) < LEAST_CUES:
            continue
        count[f"{NOVEL} zh labelled"] += len(quotes)
        yield {"set": NOVEL, "id": row["id"], "language": "zh", "text": text, "quotes": quotes, "unsure": unsure}


def is_speech(sentence: str) -> bool:
    return sentence[:1] == "“" and sentence[-1:] == "”" and len(sentence) > 2


def passage(sents: Sequence[str]) -> tuple[str, Spans]:
    """The sentences as a novel prints them: a new paragraph for each speech that no colon introduces."""
    text, places = "", []
    for k, sentence in enumerate(sents):
        changes = k and is_speech(sentence) != is_speech(sents[k - 1])
        both = k and is_speech(sentence) and is_speech(sents[k - 1])
        behind = k and not is_speech(sentence) and SAID.search(sentence[:LONGEST_SUBJECT])
        if (changes or both) and not sents[k - 1].endswith(("：", ":")) and not behind:
            text += "\n\n"
        text += sentence
        places.append((len(text) - len(sentence), len(text)))
    return text, places


def speech(
    text: str, places: Spans, sents: Sequence[str], j: int, aliases: Sequence[str]
) -> tuple[dict[str, Any], list[list[int]]]:
    """The speech of sentence ``j`` with its cue and source, before or behind it; (quote, spans left open)."""
    a, b = places[j]
    quote: dict[str, Any] = {"content": [[a + 1, b - 1]], "cue": [], "source": []}
    names = re.compile("|".join(map(re.escape, sorted(aliases, key=len, reverse=True))))
    before, behind = sents[j - 1], sents[j + 1]
    if before.endswith(("：", ":")) and not is_speech(before):
        start, cues = places[j - 1][0], list(SAID.finditer(before))
        cue, opened = cues[-1] if cues else None, [list(places[j - 1])]
        subject = before[: cue.start()] if cue else ""
    else:
        start = places[j + 1][0]
        cue = None if is_speech(behind) or behind.endswith(("：", ":")) else SAID.search(behind[:LONGEST_SUBJECT])
        subject = behind[: cue.start()] if cue else ""
        opened = [list(places[j + 1])] if cue else []
    if not cue:
        return quote, opened
    found = list(names.finditer(subject)) or list(PRONOUN.finditer(subject))
    if not found:
        return quote, opened
    quote["cue"] = [[start + cue.start(), start + cue.end()]]
    quote["source"] = [[start + found[-1].start(), start + found[-1].end()]]
    return quote, []
