"""The table knows which words translate which, and says nothing of others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from align.encoding.embedded import FOLDER
from align.errors import ModelError
from align.fidelity.lexical import NUMBERS, describe_pieces, read_table

TOKENIZER = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


def last_piece(word: str) -> np.ndarray:
    return np.array(TOKENIZER.encode(word, add_special_tokens=False).ids[-1:], np.int32)


@pytest.mark.parametrize(("zh", "en"), [("总统", "president"), ("经济", "economy"), ("重要", "important")])
def test_a_word_and_its_translation_are_likelier_than_others(zh: str, en: str):
    table = read_table()
    right = [float(p[0, 0]) for p in table.compare(last_piece(zh), last_piece(en))]
    wrong = [float(p[0, 0]) for p in table.compare(last_piece(zh), last_piece("banana"))]
    assert min(right) > 0.05 > 0.01 > max(wrong)


@given(st.lists(st.integers(0, 65_000), min_size=1, max_size=9), st.lists(st.integers(0, 65_000), min_size=1))
def test_each_pair_is_looked_up_by_itself(zh: list[int], en: list[int]):
    table = read_table()
    a, b = np.array(zh, np.int32), np.array(en, np.int32)
    both = table.compare(a, b)
    for given_zh, given_en in zip(*both, strict=True):
        assert given_zh.shape == given_en.shape == (len(en),)
    alone = table.compare(a[-1:], b[:1])
    assert all(whole[-1, 0] == one[0, 0] for whole, one in zip(both, alone, strict=True))
    assert all(float(p.min()) >= 0 and float(p.max()) <= 1 for p in both)


def test_keys_are_sorted_and_of_the_vocabulary():
    table = read_table()
    assert (np.diff(table.keys.astype(np.int64)) > 0).all()
    assert table.size == TOKENIZER.get_vocab_size()


def test_a_token_that_nothing_translates_is_told_from_one_that_is_translated():
    given_there = np.array([[0.5, 0.0], [0.0, 0.0]], np.float32)
    numbers = describe_pieces(given_there, given_there, np.ones((2, 2), np.float32), np.ones(2, np.float32))
    assert numbers.shape == (2, NUMBERS) and np.isfinite(numbers).all()
    assert (numbers[0, :4] > numbers[1, :4]).all()


def test_a_broken_table_is_a_clear_error(tmp_path: Path):
    (tmp_path / "table.npz").write_bytes(b"PK\x05\x06" + bytes(18))
    with pytest.raises(ModelError, match="no table of lexical translations"):
        read_table(tmp_path / "table.npz")
