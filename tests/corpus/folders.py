"""Corpora made without an encoder: what the shards would have found is written by hand, all else is align's."""

from align.corpus.build import bring_together
from align.corpus.nearness import sign_pair
from align.corpus.opened import open_corpus
from align.corpus.output import claim, finish
from align.corpus.records import DocumentResult, Entry, JudgedPair, Refusal, SegmentPair
from align.corpus.settings import CorpusSettings
from align.corpus.shards import Plan, write_results
from align.corpus.store import Folder
from align.records import Span

KEYS = {"test": "0", "valid": "3", "train": "f"}
"""First digit of a document's hash -> its part, where valid is .2 and test .1."""
SETTINGS = CorpusSettings(valid=0.2, test=0.1)


def pair(document, en, zh, confidence=0.9, score=0.6, fidelity=None):
    spans = Span(0, len(en)), Span(0, len(zh))
    return SegmentPair(en, zh, document, *spans, confidence, score, fidelity)


def document(name, pairs=(), split="train", refusal=None, source="", licence="", settings=SETTINGS, sha="a"):
    """One document: ``pairs`` are English, Chinese and what else :func:`pair` takes; ``refusal`` a rule's name."""
    judged = []
    for texts in pairs:
        made = pair(name, *texts)
        judged.append(JudgedPair(made, settings.rules.judge(made), sign_pair(made.en, made.zh)))
    entry = Entry(name, "", "", True, "2024-05-01", source, licence)
    told = Refusal(*refusal) if refusal else None
    return DocumentResult(entry, told, tuple(judged), (1, 0), (sha * 64,), KEYS[split] * 64)


def make_corpus(folder, documents, settings=SETTINGS, lock=None):
    """Write them as a build would, and open the corpus."""
    output = Folder(str(folder))
    work = claim(output, "made by hand", overwrite=False)
    ordered = sorted(documents, key=lambda result: result.entry.id)
    write_results(work, 0, ordered)
    plan = Plan(len(ordered), 1, max(1, len(ordered)), "0")
    made = {"align": "0.1.0", "model": "fake@0", "rules": settings.rules.describe(), **(lock or {})}
    bring_together(work, plan, output, settings, made)
    finish(output, work, "made by hand")
    return open_corpus(str(folder))
