"""The network in numpy is the one that was trained in torch, and judges pairs as it should."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from align.errors import ModelError
from align.fidelity.head import FidelityHead, judge_tokens, read_head, read_tokens
from align.records import Encoding, ModelName


def encoding(rows: int, seed: int, name: str = "align-e5-small") -> Encoding:
    rng = np.random.default_rng(seed)
    vectors = {layer: rng.normal(size=(rows, 384)).astype(np.float32) for layer in (5, 9)}
    places = np.arange(rows, dtype=np.int32)
    tokens = np.stack([places, places + 1], 1)
    pieces = rng.integers(0, 60_000, rows, np.int32)
    return Encoding(
        tokens, places * 0, places + np.float32(1), vectors, "token", ModelName(name, "0" * 12), pieces
    )


@pytest.mark.parametrize(("zh", "en", "zh_first"), [(7, 11, True), (1, 4, False), (30, 2, True)])
def test_numpy_computes_what_torch_computed(zh: int, en: int, zh_first: bool):
    torch = pytest.importorskip("torch")
    from train_fidelity import Net

    head = read_head()
    sides = encoding(zh, 1), encoding(en, 2)
    rows = [
        np.concatenate([v / np.linalg.norm(v, axis=1, keepdims=True) * 384**0.5 for v in s.vectors.values()], 1)
        for s in sides
    ]
    said = []
    for network in head.networks:
        net = Net(network["mean"]).eval()
        net.load_state_dict({k: torch.from_numpy(np.array(network[k])) for k in net.state_dict()})
        masks = [torch.ones(1, len(r), dtype=torch.bool) for r in rows]
        likely = [
            torch.from_numpy(np.array(x, np.float32))[None]
            for x in (*head.table.compare(sides[0].pieces, sides[1].pieces), sides[0].weight, sides[1].weight)
        ]
        with torch.no_grad():
            score, a, b = net(*(torch.from_numpy(r)[None] for r in rows), *masks, likely, torch.tensor([zh_first]))
        words = 0.0
        for weights, side in zip(network["words"], sides, strict=True):
            words += sum(weights[p] for p in set(side.pieces.tolist())) / len(set(side.pieces.tolist())) ** 0.5
        said.append((float(score) + (0 if zh_first else words), torch.sigmoid(a[0]), torch.sigmoid(b[0])))
    logit, tags_zh, tags_en = (sum(part) / len(said) for part in zip(*said, strict=True))
    verdict = judge_tokens(head, read_tokens(head, sides[0], "zh"), read_tokens(head, sides[1], "en"), zh_first)
    assert verdict.logit == pytest.approx(logit, abs=2e-3)
    assert verdict.zh == pytest.approx(tags_zh.numpy(), abs=1e-3)
    assert verdict.en == pytest.approx(tags_en.numpy(), abs=1e-3)


def test_head_reads_only_the_encoder_that_it_was_trained_on():
    head = read_head()
    assert head.weights.fit(encoding(3, 1))
    assert not head.weights.fit(encoding(3, 1, "another"))
    assert not head.weights.fit(None)


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_head_is_a_clear_error(tmp_path: Path, data: bytes):
    path = tmp_path / "head.npz"
    path.write_bytes(data)
    with pytest.raises(ModelError, match="no fidelity head"):
        read_head(path)


def test_weights_are_small_and_sixteen_bits():
    from align.fidelity.head import PATH

    head: FidelityHead = read_head()
    assert PATH.stat().st_size < 3_000_000
    assert sum(v.size for v in head.weights.arrays.values()) > 100_000
