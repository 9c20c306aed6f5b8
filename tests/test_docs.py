import doctest
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"


def test_examples_of_python_md_run():
    failed, tried = doctest.testfile(str(DOCS / "python.md"), module_relative=False)
    assert tried > 4 and failed == 0
