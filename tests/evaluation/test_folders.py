import pytest

from align.errors import InputError
from align.evaluation import FilePairs, pair_files


def make(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("[0]:[0]\n")
    return folder


@pytest.fixture
def folders(tmp_path):
    return tmp_path / "predicted", tmp_path / "gold"


def test_flat_folders(folders):
    predicted, gold = (
        make(folders[0], "b.jsonl", "a.beads", "c.txt", ".DS_Store"),
        make(folders[1], "a", "b.x", "d"),
    )
    assert pair_files(predicted, gold) == FilePairs(
        ((predicted / "a.beads", gold / "a"), (predicted / "b.jsonl", gold / "b.x")),
        (gold / "d",),
        (predicted / "c.txt",),
    )


def test_layout_of_corpora(folders):
    predicted = make(folders[0], "one.jsonl", "two.vecalign")
    gold = make(folders[1], "README.md", "one/gold.beads.jsonl", "one/gold.txt", "two/gold.beads.jsonl")
    pairs = (
        (predicted / f, gold / n / "gold.beads.jsonl") for f, n in (("one.jsonl", "one"), ("two.vecalign", "two"))
    )
    assert pair_files(predicted, gold) == FilePairs(tuple(pairs))


def test_of_several_predictions_the_json_lines_are_taken(folders):
    predicted, gold = make(folders[0], "a.html", "a.jsonl", "a.tmx"), make(folders[1], "a")
    assert pair_files(predicted, gold).pairs == ((predicted / "a.jsonl", gold / "a"),)


@pytest.mark.parametrize(
    ("theirs", "golds", "says"),
    [
        (["a.txt", "a.beads"], ["a"], "several files"),
        (["a.jsonl"], ["a.1", "a.2"], "several files"),
        (["a"], ["b"], "no two files"),
    ],
)
def test_folders_that_do_not_fit(folders, theirs, golds, says):
    with pytest.raises(InputError, match=says):
        pair_files(make(folders[0], *theirs), make(folders[1], *golds))


def test_file_against_a_folder_and_nothing_there(folders):
    predicted, gold = make(folders[0], "a"), folders[1]
    with pytest.raises(InputError, match="not there"):
        pair_files(predicted, gold)
    with pytest.raises(InputError, match="a file and a folder"):
        pair_files(predicted / "a", predicted)
