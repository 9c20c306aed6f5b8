"""The lists, romanisation and sounds."""

import runpy
import time
from pathlib import Path

import pytest

from align.names import lexicon
from align.names.romanise import is_chinese_name, spellings, surname_spellings, wade_giles
from align.names.sounds import sound_likeness
from align.simplified import to_simplified


def test_lists_hold_what_they_say():
    held = lexicon.names()
    assert "波兰" in held.places
    assert "普京" in held.people
    assert not held.people & held.places
    assert lexicon.words()["律师"] == "lawyer"


def test_roles_are_rows_of_three():
    kinds = lexicon.roles()
    assert set(kinds) == {"title", "body", "group", "document", "country", "modifier"}
    assert all(en and all(en) for held in kinds.values() for en in held.values())


def test_fold_to_simplified():
    assert lexicon.fold("外交部發言人毛寧：ＡＢＣ") == "外交部发言人毛宁:ABC"
    assert to_simplified("記者") == "记者"
    assert lexicon.fold("部长后") == "部长后"


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("王毅", "wangyi"),
        ("王毅", "yiwang"),
        ("毛泽东", "maotsetung"),
        ("曾国强", "zengguoqiang"),
        ("吕玉兰", "luyulan"),
        ("欧阳修", "ouyangxiu"),
    ],
)
def test_spellings(name, latin):
    assert latin in spellings(name)


@pytest.mark.parametrize(
    ("name", "latin"), [("陈", "chan"), ("李", "lee"), ("张", "chang"), ("周", "chou"), ("单", "shan")]
)
def test_surnames(name, latin):
    assert latin in surname_spellings(name)


@pytest.mark.parametrize(
    ("pinyin", "old"),
    [("zhou", "chou"), ("xi", "hsi"), ("dong", "tung"), ("qian", "chien"), ("guo", "kuo"), ("zhi", "chih")],
)
def test_wade_giles(pinyin, old):
    assert wade_giles(pinyin) == old


@pytest.mark.parametrize(
    ("text", "expected"), [("王毅", True), ("欧阳修", True), ("默克尔", False), ("王", False), ("普京", False)]
)
def test_chinese_names(text, expected):
    assert is_chinese_name(text) is expected


@pytest.mark.parametrize(
    ("zh", "near", "far"),
    [
        ("克里", "Kerry", "Smith"),
        ("默克尔", "Merkel", "Macron"),
        ("马克龙", "Macron", "Merkel"),
        ("莱希", "Raisi", "Putin"),
    ],
)
def test_sounds(zh, near, far):
    assert sound_likeness(zh, near) > 0.7
    assert sound_likeness(zh, near) > sound_likeness(zh, far) + 0.05


def test_lists_are_read_fast():
    lexicon.names.cache_clear()
    began = time.process_time()
    lexicon.names()
    assert time.process_time() - began < 0.3  # 0.05 on an idle core


@pytest.mark.slow
def test_same_lists_give_the_same_bytes(tmp_path, monkeypatch):
    root = Path(__file__).resolve().parents[2]
    lists = root.parent / "shared/data/lexicon/ship"
    if not lists.exists():
        pytest.skip("no lists beside the repository")
    monkeypatch.setattr("sys.argv", ["build_lexicon.py", str(lists), str(tmp_path)])
    runpy.run_path(str(root / "scripts/build_lexicon.py"), run_name="__main__")
    for made in tmp_path.iterdir():
        assert made.read_bytes() == (root / "align/resources" / made.name).read_bytes()
