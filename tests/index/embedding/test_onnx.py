"""An embedding from a tiny ONNX model: pooling, prefixes, identity, and a sentence for each thing that is wrong."""

import numpy as np
import pytest

from errors import AssistantError, BadFile, BadSetting
from index.embedding import embed_question, load, onnx
from index.embedding.onnx import read_onnx
from settings import Settings
from tests.index.embedding.tiny_onnx import TABLE, WORDS, write


def unit(*words: str, first: bool = False) -> np.ndarray:
    rows = TABLE[[WORDS.index(word) for word in words]]
    vector = rows[0] if first else rows.mean(axis=0)
    return vector / np.linalg.norm(vector)


def test_a_text_is_the_mean_of_its_tokens_whatever_stands_beside_it(tmp_path):
    embedding = read_onnx(str(write(tmp_path)))
    texts = ["lamp", "lamp boat count lamp", "", "boat lamp"]
    vectors = embedding.embed(texts)
    assert vectors.dtype == np.float32 and vectors.shape == (4, 4) == (4, embedding.dimensions)
    for row, text in enumerate(texts):
        assert np.allclose(vectors[row], unit(*text.split()) if text else 0, atol=1e-6), text
    assert np.allclose(vectors[1], embedding.embed(texts[1:2])[0], atol=1e-6)


def test_what_the_models_own_files_say_is_kept_to(tmp_path):
    prompts = {"prompts": {"query": "query: ", "passage": "passage: "}}
    folder = write(tmp_path, config_sentence_transformers=prompts, **{"1_Pooling__config": {"pooling_mode_cls_token": True}},
                   sentence_bert_config={"max_seq_length": 3})  # fmt: skip
    embedding = read_onnx(str(folder))
    assert np.allclose(embedding.embed(["lamp"])[0], unit("passage", first=True), atol=1e-6)
    assert np.allclose(embed_question(embedding, "lamp"), unit("query", first=True), atol=1e-6)
    mean = read_onnx(str(write(tmp_path / "b", sentence_bert_config={"max_seq_length": 2})))
    assert np.allclose(mean.embed(["lamp boat count"])[0], unit("lamp", "boat"), atol=1e-6)


def test_e5_gets_its_prefixes_by_name_and_settings_go_before_all(tmp_path):
    folder = str(write(tmp_path / "multilingual-e5-small"))
    assert np.allclose(embed_question(read_onnx(folder), "lamp"), unit("query", ":", "lamp"), atol=1e-6)
    plain = read_onnx(folder, question="", passage="")
    assert np.allclose(embed_question(plain, "lamp"), unit("lamp"), atol=1e-6)
    assert plain.id != read_onnx(folder).id


def test_the_id_tells_the_weights(tmp_path):
    same, again = read_onnx(str(write(tmp_path / "a" / "m"))).id, read_onnx(str(write(tmp_path / "b" / "m"))).id
    assert same == again
    other = write(tmp_path / "c" / "m")
    weights = bytearray((other / "model.onnx").read_bytes())
    at = weights.index(TABLE.tobytes())
    weights[at : at + 4] = np.float32(9).tobytes()
    (other / "model.onnx").write_bytes(weights)
    assert read_onnx(str(other)).id != same


def test_the_words_are_those_of_the_builtin_embedding(tmp_path):
    embedding = read_onnx(str(write(tmp_path)))
    assert np.array_equal(embedding.tokens(["lamps"])[0].spans, load().tokens(["lamps"])[0].spans)


def test_a_hub_name_is_fetched_and_a_failure_is_one_line(tmp_path, monkeypatch):
    import huggingface_hub

    folder = write(tmp_path)
    asked = []
    monkeypatch.setattr(huggingface_hub, "snapshot_download", lambda name, **_: asked.append(name) or str(folder))
    assert read_onnx("someone/some-model").id.startswith("onnx-some-model-") and asked == ["someone/some-model"]

    def fail(name, **_):
        raise ConnectionError("no network\nand more")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", fail)
    with pytest.raises(BadSetting, match=r"cannot be fetched from the hub \(no network\)"):
        read_onnx("someone/some-model")


def broken(what):
    def make(folder):
        write(folder)
        if what == "model":
            (folder / "model.onnx").write_bytes(b"no model")
        elif what == "tokenizer":
            (folder / "tokenizer.json").write_text("{")
        elif what == "nothing":
            (folder / "model.onnx").unlink()
        elif what == "inputs":
            write(folder, inputs=("input_ids", "pixel_values"))
        elif what == "config":
            (folder / "sentence_bert_config.json").write_text("[")
        return str(folder)

    return make


@pytest.mark.parametrize(("what", "says"), [
    ("model", "the model cannot be read"), ("tokenizer", "the tokenizer cannot be read"), ("nothing", "there is no model.onnx"),
    ("inputs", "no text embedding .its inputs are input_ids, pixel_values"), ("config", "it cannot be read")])  # fmt: skip
def test_each_thing_that_is_wrong_has_its_sentence(tmp_path, what, says):
    with pytest.raises(BadFile, match=says) as error:
        read_onnx(broken(what)(tmp_path / "m"))
    assert "\n" not in str(error.value)


def test_a_name_that_is_nothing(tmp_path):
    with pytest.raises(BadSetting, match="is no folder and no name on the hub"):
        read_onnx(str(tmp_path / "absent"))


def test_an_index_built_with_it_answers_and_no_other_embedding_reads_it(tmp_path, corpus):
    """The shipped text, by one setting, from files to hits."""
    from index import open_index
    from index.retriever import Query, search
    from ingest.pipeline import ingest

    folder = write(tmp_path / "multilingual-e5-small")
    settings = Settings(corpus=corpus, data=tmp_path / "data", embedding=f"onnx:{folder}")
    ingest([settings.corpus], settings)
    index = open_index(settings)
    assert index.manifest.dimensions == 4 and index.embedding.id.startswith("onnx-multilingual-e5-small-")
    assert search(index, Query("Quels groupes consultatifs sont invités ?", "fr"), settings)
    index.close()
    with pytest.raises(AssistantError, match="the index was built with the embedding onnx-multilingual-e5-small"):
        open_index(Settings(corpus=corpus, data=tmp_path / "data"))


def test_long_lists_are_run_in_batches(tmp_path, monkeypatch):
    monkeypatch.setattr(onnx, "BATCH", 2)
    texts = ["lamp", "boat boat", "count", "lamp count boat", "boat"]
    vectors = read_onnx(str(write(tmp_path))).embed(texts)
    assert all(np.allclose(vectors[i], unit(*text.split()), atol=1e-6) for i, text in enumerate(texts))
