"""``align corpus train-check``: what has a pattern is learnt, what has none is not."""

import json
import random
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

pytest.importorskip("sentence_transformers")

WHO = {
    "heron": "苍鹭",
    "otter": "水獭",
    "badger": "獾",
    "hare": "野兔",
    "crane": "仙鹤",
    "carp": "鲤鱼",
    "wolf": "狼",
    "toad": "蟾蜍",
}
DOES = {"watches": "看着", "follows": "跟着", "greets": "迎接", "draws": "画", "feeds": "喂", "fears": "害怕"}
WHOM = {
    "miller": "磨坊主",
    "tailor": "裁缝",
    "sailor": "水手",
    "piper": "吹笛人",
    "potter": "陶工",
    "nurse": "护士",
}
WHERE = {
    "in the garden": "在花园里",
    "on the bridge": "在桥上",
    "by the well": "在井边",
    "at the market": "在集市上",
}


def pairs():
    """Eleven hundred sentences, of which each word has its own counterpart."""
    made = [
        (f"The {a} {b} the {c} {d}.", f"{WHO[a]}{WHERE[d]}{DOES[b]}{WHOM[c]}。")
        for a, b, c, d in product(WHO, DOES, WHOM, WHERE)
    ]
    random.Random(1).shuffle(made)
    return made


def write(folder, listed, valid=200):
    folder.mkdir()
    for name, part in (("train", listed[valid:]), ("valid", listed[:valid]), ("test", [])):
        lines = [json.dumps({"en": en, "zh": zh, "document": f"d{k // 20}"}) for k, (en, zh) in enumerate(part)]
        (folder / f"{name}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def check(folder, *options):
    command = [Path(sys.executable).with_name("align"), "corpus", "train-check", folder, *options]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
def test_a_corpus_with_a_pattern_is_learnt(tmp_path):
    code, said, _ = check(write(tmp_path / "good", pairs()), "--steps", 60)
    told = {line.split()[0]: line for line in said.splitlines()}
    assert code == 0 and told["verdict"].endswith(" learnt") and "200 held-out pairs (valid)" in told["retrieval"]
    before, after = (float(word.rstrip("%")) for word in told["retrieval"].split() if word.endswith("%"))
    assert before < 5 and after > 80
    first, last = (float(told["loss"].split()[at]) for at in (1, 4))
    assert last < first


@pytest.mark.slow
def test_pairs_that_belong_to_nothing_teach_nothing(tmp_path):
    good, rng = pairs(), random.Random(2)
    chinese = ["".join(rng.sample("山川日月草木云雨风雪花鸟虫鱼", 6)) + "。" for _ in good]
    mixed = [(en, zh) for (en, _), zh in zip(good, chinese, strict=True)]
    code, said, _ = check(write(tmp_path / "mixed", mixed), "--steps", 20)
    before, after = (float(word.rstrip("%")) for word in said.split("retrieval")[1].split() if word.endswith("%"))
    assert after < 3
    assert code == (0 if after > before else 1) and ("nothing learnt" in said) == (code == 1)


def test_documents_of_train_are_held_out_where_valid_is_small(tmp_path):
    from align.corpus.training import check_training

    folder = str(write(tmp_path / "small", pairs(), valid=10))
    found = check_training(folder, sample=400, steps=10)
    assert found.held_out_from == "train" and found.pairs + found.held_out == 400
    assert found == check_training(folder, sample=400, steps=10)


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        (None, 3, "is not there"),
        (['{"en": "A cup.", "zh": "一只杯子。", "document": "d"}'] * 20, 3, "too few pairs"),
        (["{"], 3, "is no line of a corpus"),
        (['{"en": "A cup.", "zh": null, "document": "d"}'], 3, "is no line of a corpus"),
        (["[1]"], 3, "is no line of a corpus"),
    ],
)
def test_what_is_no_corpus_is_one_line(tmp_path, lines, code, said):
    folder = tmp_path / "given"
    folder.mkdir()
    if lines is not None:
        for part in ("train", "valid"):
            (folder / f"{part}.jsonl").write_text("\n".join(lines) if part == "train" else "", encoding="utf-8")
    got, _, errors = check(folder)
    assert got == code and said in errors and len(errors.splitlines()) == 1
