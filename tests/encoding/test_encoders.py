import numpy as np
import pytest
from conftest import make_side

from align.encoding import load_encoder
from align.encoding.embedded import FOLDER, EmbeddedEncoder, name_weights
from align.errors import ModelError

ZH = ["外长表示，双方将继续对话。", "会谈持续了两个小时。", "颱風造成三千戶停電。"]
EN = ["The minister said the two sides would keep talking.", "The talks lasted two hours.", "😀 ሰላም"]


@pytest.mark.parametrize(("lines", "language"), [(ZH, "zh"), (EN, "en")])
def test_offsets_lie_inside_their_sentence(encoder, lines, language):
    side = make_side(lines, language, encoder)
    e = side.encoding
    assert len(e.tokens) == len(e.sentence) == len(e.weight) == len(e.vectors[9])
    for (start, end), owner in zip(e.tokens.tolist(), e.sentence.tolist(), strict=True):
        span = side.sentences[owner].span
        assert span.start <= start <= end <= span.end
    assert set(e.sentence.tolist()) == {0, 1, 2}
    assert np.isfinite(e.vectors[9]).all()


def test_same_text_same_vectors(encoder):
    a, b = (make_side(ZH, "zh", encoder).encoding.vectors[9] for _ in range(2))
    assert np.array_equal(a, b)


def test_arrays_are_read_only(encoder):
    with pytest.raises(ValueError, match="read-only"):
        make_side(ZH, "zh", encoder).encoding.vectors[9][0] = 0


def test_embedded_encoder_missing(tmp_path):
    with pytest.raises(ModelError, match="cannot be read"):
        EmbeddedEncoder(tmp_path)
    with pytest.raises(ModelError, match="cannot be read"):
        name_weights(tmp_path)


def test_the_name_is_had_without_loading_the_weights(encoder):
    assert name_weights() == encoder.model


def test_model_that_is_not_there(tmp_path, monkeypatch):
    pytest.importorskip("sentence_transformers")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="not there and cannot be fetched"):
        load_encoder(str(tmp_path / "nothing"))


@pytest.mark.filterwarnings("ignore")
def test_embedded_folder_is_a_sentence_transformers_model(encoder):
    library = pytest.importorskip("sentence_transformers")
    model = library.SentenceTransformer(str(FOLDER), backend="onnx")
    theirs = model.encode([ZH[0]], output_value="token_embeddings")[0].numpy()
    session, tokenizer = encoder._session, encoder._tokenizer
    ids = np.array([tokenizer.encode(ZH[0]).ids], np.int64)
    ours = session.run(["last_hidden_state"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
    np.testing.assert_allclose(theirs, ours, atol=1e-4)


@pytest.mark.filterwarnings("ignore")
def test_any_sentence_transformers_model_aligns():
    pytest.importorskip("sentence_transformers")
    from align.beads import align_beads

    other = load_encoder(str(FOLDER))
    src, tgt = (
        make_side(ZH, "zh", other),
        make_side([*EN[:2], "The typhoon cut power to 3,000 homes."], "en", other),
    )
    assert src.encoding.unit == "token"
    assert [(list(b.src), list(b.tgt)) for b in align_beads(src, tgt).beads] == [([i], [i]) for i in range(3)]


@pytest.mark.filterwarnings("ignore")
def test_progress_counts_tokens_with_any_encoder(encoder):
    pytest.importorskip("sentence_transformers")
    lines = EN[:2] * 20
    reports = {}
    for name, one in (("ours", encoder), ("theirs", load_encoder(str(FOLDER)))):
        side = make_side(lines, "en", one)
        reports[name] = []
        one.encode(side.document, side.sentences, lambda *report, name=name: reports[name].append(report))
    count = len(make_side(lines, "en", encoder).encoding.tokens)
    assert reports["ours"][-1] == reports["theirs"][-1] == (count, count)
    assert len(reports["theirs"]) > 1 and reports["theirs"] == sorted(reports["theirs"])


@pytest.mark.filterwarnings("ignore")
def test_sentences_without_a_token(encoder):
    pytest.importorskip("sentence_transformers")
    for one in (encoder, load_encoder(str(FOLDER))):
        assert len(make_side(["", ""], "en", one).encoding.tokens) == 0
