"""Do fluent English, faults of machines and free wording tell which translation people prefer? MQM and DEMETR.

    python scripts/bench_fluency.py ../shared/data

Kendall within segments with its standard error and accuracy on pairs of systems, as ../shared/eval/fidelity.py has them.
The logit is that of the head that ships, which was trained on both sets: no held-out figure.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from math import log
from pathlib import Path

import numpy as np
from build_lexical_table import Pieces, parallel_rows
from scipy.optimize import nnls
from scipy.stats import kendalltau, rankdata
from segments import partial_correlation, read_rows

from align.documents import segment_documents
from align.encoding import load_encoder
from align.fidelity.head import judge_tokens, read_head, read_tokens
from align.models.weights import LAYERS

WORD, BLANK = re.compile(r"\w+(?:['-]\w+)*|[^\w\s]"), re.compile(r"\s[,.;:!?)]|[(]\s|\s[\"”]\s|[\"“]\s")
NAMES = ("fluent", "no faults", "free", "short", "logit")
SUMS = (*NAMES, "fluent+no faults", "fluent+no faults+free+short")
SUMS += ("logit+fluent/2", "logit+fluent/4+no faults/4", "logit+free/2", "logit+free")


def bigrams(texts: list[str]) -> Callable[[str], float]:
    """Interpolated Kneser-Ney (1995): the mean log probability of a word after another, less that of it alone."""
    seen = Counter(w for text in texts for w in words_of(text))

    def pairs_of(text: str) -> list[tuple[str, str]]:
        return list(pairwise(w if seen[w] > 1 else "<unk>" for w in ("<unk>", *words_of(text), "<unk>")))

    counts = Counter(p for text in texts for p in pairs_of(text))
    alone, total = Counter(b for _, b in counts), Counter(a for a, _ in counts.elements())
    kinds, once = Counter(a for a, _ in counts), Counter(counts.values())
    d = once[1] / (once[1] + 2 * once[2])

    def gain(text: str) -> float:
        out = [0.0]
        for a, b in pairs_of(text):
            p = max(alone[b], 0.5) / len(counts)
            joint = (max(counts[a, b] - d, 0) + d * kinds[a] * p) / total[a]
            out.append(log(joint / p))
        return sum(out) / len(out)

    return gain


def words_of(text: str) -> list[str]:
    return WORD.findall(re.sub(r"\d", "0", text.lower()))


def faults(text: str) -> int:
    """Blanks beside marks, words that stand again, marks without a partner."""
    again = sum(a == b and a.isalpha() for a, b in pairwise(words_of(text)))
    return len(BLANK.findall(text)) + again + abs(text.count("(") - text.count(")")) + text.count('"') % 2


def describe(data: Path, pairs: list[tuple[str, str]]) -> np.ndarray:
    """Pairs x NAMES; free: few English pieces that the table of translations knows as one of a Chinese piece."""
    pieces, head, encoder, out = Pieces(data), read_head(), load_encoder(None, layers=LAYERS), []
    gain = bigrams(sorted({en for zh, en in parallel_rows(data) if pieces.pair(zh, en)}))
    for source, target in pairs:
        sides = zip(segment_documents(source, target or ".", "zh"), ("zh", "en"), strict=True)
        zh, en = (read_tokens(head, encoder.encode(*side), language) for side, language in sides)
        likely = np.sqrt(np.prod(head.table.compare(zh.pieces, en.pieces), axis=0)).max(0)
        free, short, logit = -(likely > 0.05).mean(), -len(en.pieces), judge_tokens(head, zh, en, True).logit
        out.append((gain(target), -faults(target), free, short, logit))
    return np.array(out)


def held_out(parts: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Each system and fifth of the segments by weights (none below 0) fitted on the others, within segments."""
    out, fold = np.zeros(y.shape), np.arange(len(y)) % 5
    for k, s in np.ndindex(5, y.shape[1]):
        x, z = (np.delete(v[fold != k], s, 1) for v in (parts, y))
        x, z = x - x.mean(1, keepdims=True), z - z.mean(1, keepdims=True)
        out[fold == k, s] = parts[fold == k, s] @ nnls(x.reshape(-1, parts.shape[2]), z.ravel())[0]
    return out


def figures(x: np.ndarray, y: np.ndarray, length: np.ndarray) -> str:
    """Of segments x systems; the last: partial correlation of ranks given the length."""
    taus = np.nan_to_num([kendalltau(a, b)[0] for a, b in zip(x, y, strict=True) if len(set(b)) > 1])
    above = [m[:, None] > m for m in (x.mean(0), y.mean(0))]
    right = (above[0] == above[1])[np.triu_indices(y.shape[1], 1)].mean()
    given = partial_correlation(*(rankdata(v) for v in (x, y, length)))
    return f"{taus.mean():.3f} ± {taus.std() / len(taus) ** 0.5:.3f} | {right:.3f} | {given:.3f}"


def main() -> None:
    data = Path(sys.argv[1])
    rows = sorted(read_rows(data / "mqm" / "wmt21-zhen.jsonl"), key=lambda r: (r["seg"], r["system"]))
    twins, n = list(read_rows(data / "demetr" / "zh-dev.jsonl")), len(rows)
    pairs = [(r["zh"], r["en"]) for r in rows] + [(r["zh"], r[k]) for k in ("good", "bad") for r in twins]
    found = describe(data, pairs)
    found = (found - found[:n].mean(0)) / found[:n].std(0)
    shape, kinds = (len({r["seg"] for r in rows}), -1), np.array([r["perturbation"] for r in twins])
    y, length = np.array([(r["mqm"], len(r["en"])) for r in rows], float).T.reshape(2, *shape)
    for name in SUMS:
        terms = [(*term.split("/"), "1") for term in name.split("+")]
        weights = np.array([sum(1 / float(t[1]) for t in terms if t[0] == own) for own in NAMES])
        good, bad = np.split(found[n:] @ weights, 2)
        told = {k: (good > bad + 1e-9)[kinds == k].mean() for k in sorted(set(kinds))}
        means = [f"{np.mean([v for k, v in told.items() if k[:2] == s]):.3f}" for s in ("cr", "ma", "mi")]
        print(
            "|", name, "|", figures((found[:n] @ weights).reshape(shape), y, length), "|", *means, "|", flush=True
        )
    parts = found[:n, :4].reshape(*y.shape, 4)
    print("| the first four, weights fitted |", figures(held_out(parts, y), y, length), "| |")
    texts = np.array([re.sub(r"[\W_]+", "", r["en"].lower()) for r in rows]).reshape(shape)
    (one, two), fits = np.triu_indices(y.shape[1], 1), (length >= 80) & (length < 200)
    same, gap, fits = texts[:, one] == texts[:, two], (y[:, one] - y[:, two]) ** 2, fits[:, one] & fits[:, two]
    print(
        f"same wording: {same.sum()} pairs, judged differently {np.mean(gap[same] > 0):.2f}; squared difference,"
    )
    print(
        f"80 to 199 letters: {gap[same & fits].mean():.1f} ({(same & fits).sum()} pairs), all {gap[fits].mean():.1f}"
    )


if __name__ == "__main__":
    main()
