"""The fidelity of a build's pairs is that of ``align.pipeline.judge`` without findings, from one pass of the encoder."""

import json

import pytest
from corpus.reports import HARBOUR_EN, HARBOUR_ZH

from align.corpus.document import align_entry
from align.corpus.judging import judge_fidelity
from align.corpus.records import Entry
from align.corpus.rules import read_rules
from align.corpus.settings import CorpusSettings
from align.encoding import load_encoder
from align.models.weights import LAYERS

ON = CorpusSettings(rules=read_rules({"fidelity": {"enabled": True, "least": 0.0}}))
WRONG_ZH = (*HARBOUR_ZH[:4], "歌唱家昨晚在剧院演出了三首歌曲。")


@pytest.fixture(scope="module")
def encoder():
    return load_encoder(layers=LAYERS)


def entry(zh):
    return Entry("harbour", "".join(zh), " ".join(HARBOUR_EN), inline=True)


class CountingEncoder:
    def __init__(self, encoder):
        self._encoder, self.calls, self.model = encoder, 0, encoder.model

    def encode(self, document, sentences, progress=None):
        self.calls += 1
        return self._encoder.encode(document, sentences, progress)


def test_each_pair_has_its_fidelity_and_each_text_is_encoded_once(encoder):
    counting = CountingEncoder(encoder)
    found = align_entry(entry(HARBOUR_ZH), ON, counting)
    assert found.refusal is None and len(found.pairs) == 5 and counting.calls == 2
    assert all(0 < judged.pair.fidelity <= 1 for judged in found.pairs)
    without = align_entry(entry(HARBOUR_ZH), CorpusSettings(), encoder)
    assert {judged.pair.fidelity for judged in without.pairs} == {None}
    alike = [(j.pair.en, j.pair.zh, j.pair.score, j.pair.confidence) for j in found.pairs]
    assert alike == [(j.pair.en, j.pair.zh, j.pair.score, j.pair.confidence) for j in without.pairs]


def test_a_sentence_in_the_place_of_another_is_less_faithful(encoder):
    sound, wrong = (
        {j.pair.en: j.pair.fidelity for j in align_entry(entry(zh), ON, encoder).pairs}
        for zh in (HARBOUR_ZH, WRONG_ZH)
    )
    assert wrong.get(HARBOUR_EN[4], 0.0) < sound[HARBOUR_EN[4]]
    assert all(abs(wrong[en] - sound[en]) < 0.35 for en in HARBOUR_EN[:3])


def test_vectors_that_the_head_cannot_read_are_left_alone(fake_encoder):
    from align.documents import read_bytes
    from align.pipeline import compare

    zh = read_bytes("".join(HARBOUR_ZH).encode(), "a.zh.txt")
    en = read_bytes(" ".join(HARBOUR_EN).encode(), "a.en.txt")
    assert judge_fidelity(compare(zh, en, encoder=fake_encoder)) == {}


def test_settings_say_it_in_toml(tmp_path):
    from align.corpus import build_corpus, read_corpus_settings

    source = tmp_path / "in"
    source.mkdir()
    (source / "a.zh.txt").write_text("".join(HARBOUR_ZH), encoding="utf-8")
    (source / "a.en.txt").write_text(" ".join(HARBOUR_EN), encoding="utf-8")
    (tmp_path / "c.toml").write_text("[corpus.rules.fidelity]\nenabled = true\nleast = 1\n", encoding="utf-8")
    built = build_corpus(str(source), str(tmp_path / "out"), read_corpus_settings(tmp_path / "c.toml"))
    dropped = [json.loads(x) for x in (tmp_path / "out" / "rejected.jsonl").read_text("utf-8").splitlines()]
    assert built.report["pairs"]["kept"] + len(dropped) == 5
    assert dropped and all(row["rule"] == "fidelity" and row["value"] < 1 for row in dropped)
    lock = json.loads((tmp_path / "out" / "lock.json").read_text(encoding="utf-8"))
    assert "@" in lock["fidelity_head"] and lock["rules"]["fidelity"] == {"least": 1}
