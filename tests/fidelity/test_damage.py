"""The damage is of the kind that it says, at the place that it says."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from damage import CHINESE, ENGLISH, SEVERITY, Damaged, Sources, _Text

ZH = "她没有表示，代表团将在2019年5月12日前往霍恩贝格，与当地的农民讨论灌溉用水的问题；会谈预计持续三天。"
EN = "She did not say that the delegation will travel to Hornberg on 12 May 2019, and would discuss water for farms with us."


class Words:
    """As much of WordNet as the sentence needs."""

    known = {"begin": "v", "travel": "v", "discuss": "v", "water": "n", "farm": "n", "say": "v", "delegation": "n"}  # noqa: RUF012

    def base(self, word: str) -> tuple[str, str, str] | None:
        lower = word.lower()
        for ending in ("", "s"):
            if lower.endswith(ending) and (lemma := lower.removesuffix(ending)) in self.known:
                return lemma, self.known[lemma], ending
        return None

    def related(self, lemma: str, pos: str, pointer: str) -> list[str]:
        return {"!": {"travel": ["stay"]}, "@": {"water": ["liquid"]}}[pointer].get(lemma, [])


@pytest.fixture
def sources() -> Sources:
    words = {"n": ["harbour"], "v": ["paint"], "a": ["green"], "r": ["slowly"], "zh": {"代表团", "农民", "讨论"}}
    others = {"zh": ["天气预报说明天有雨。"], "en": ["Rain is forecast for tomorrow."]}
    return Sources(Words(), words, ["Lindau"], ["港口", "油漆"], others)  # type: ignore[arg-type]


@pytest.mark.parametrize(("language", "kind"), [*(("en", k) for k in ENGLISH), *(("zh", k) for k in CHINESE)])
def test_every_kind_can_be_done_and_marks_its_place(language: str, kind: str, sources: Sources):
    text, other = (EN, ZH) if language == "en" else (ZH, EN)
    if kind == "question":
        text = "The delegation will travel to Hornberg."
    if kind == "aspect":
        text = "Water is on the farms."
    if kind == "case":
        text = "We will travel, and they will discuss water."
    ways = ENGLISH if language == "en" else CHINESE
    done = [d for seed in range(30) if (d := ways[kind](_Text(text, other, sources, random.Random(seed))))]
    assert done
    for d in done:
        assert d.kind == kind
        assert d.text != text or kind == "shuffled"
        assert all(0 <= a < b <= len(d.text) for a, b in d.spans)
        assert all(0 <= a < b <= len(text) for a, b in d.removed)
        assert d.severity == SEVERITY[kind]


def test_what_lies_outside_the_marked_places_is_unchanged(sources: Sources):
    changed = [d for seed in range(40) if (d := ENGLISH["exchanged"](_Text(EN, ZH, sources, random.Random(seed))))]
    for d in changed:
        ((a, b),), ((c, e),) = d.spans, d.removed
        assert d.text[:a] == EN[:c]
        assert d.text[b:] == EN[e:]


def test_a_negation_is_taken_out_or_put_in(sources: Sources):
    def negated(text: str) -> Damaged:
        done = ENGLISH["negated"](_Text(text, ZH, sources, random.Random(1)))
        assert done is not None
        return done

    assert "did not say" not in negated(EN).text
    assert negated("They will travel.").text == "They will not travel."
    assert negated("They discuss water.").text == "They do not discuss water."


@pytest.mark.parametrize(
    ("kind", "text", "wanted"),
    [
        ("tense", "The talks began on Monday.", {"The talks begin on Monday.", "The talks will begin on Monday."}),
        (
            "tense",
            "The delegation will travel home.",
            {"The delegation travels home.", "The delegation traveled home."},
        ),
        ("tense", "The farms are small.", {"The farms were small.", "The farms will be small."}),
        ("tense", "The farms to discuss.", set()),
        ("aspect", "The talks have begun.", {"The talks are beginning.", "The talks have been beginning."}),
        ("aspect", "They may travel.", {"They may be traveling.", "They may have traveled."}),
        ("hypernym", "The water rose.", {"The liquid rose."}),
    ],
)
def test_verbs_in_other_forms_and_words_for_their_genus(kind: str, text: str, wanted: set[str], sources: Sources):
    done = {d.text for seed in range(40) if (d := ENGLISH[kind](_Text(text, ZH, sources, random.Random(seed))))}
    assert done == wanted


def test_wordnet_is_read_from_its_files(tmp_path: Path):
    from damage import WordNet

    (tmp_path / "index.adj").write_text("  1 licence\nhot a 1 1 ! 1 1 00000010\ncold a 1 1 ! 1 1 00000020\n")
    data = "00000010 00 a 01 hot 0 001 ! 00000020 a 0101 | warm\n00000020 00 a 01 cold 0 001 ! 00000010 a 0101 | cool\n"
    (tmp_path / "data.adj").write_text("  1 licence\n" + data)
    for name in ("noun", "verb", "adv"):
        (tmp_path / f"index.{name}").write_text("")
        (tmp_path / f"data.{name}").write_text("")
    wordnet = WordNet(tmp_path)
    assert wordnet.base("hot") == ("hot", "a", "")
    assert wordnet.related("hot", "a", "!") == ["cold"]
