"""The methods text and the BibTeX entry: every figure is the signature's, nothing else's."""

import re
from dataclasses import replace

import pytest
from report.audits import SIGNATURE, build_audit
from report.hostile import build_hostile

from align.report import cite


def test_all_of_the_signature_is_told_once():
    methods, entry = cite(build_audit()).split("\n\n", 1)
    for value in set(SIGNATURE.values()) - {"zh", "by head"}:
        assert value in methods
    assert "The Chinese version was taken as the original." in methods and "by a trained head" in methods
    assert "version = {0.1.0}" in entry and SIGNATURE["model"] in entry


def test_nothing_is_claimed_that_is_not_recorded():
    methods, entry = cite(replace(build_audit(), signature={})).split("\n\n", 1)
    assert (
        methods
        == "The Chinese (Simplified) and the English version were compared with align unknown (align-enzh)."
    )
    assert "encoder" not in entry


def test_a_given_alignment_is_not_called_ours():
    told = cite(replace(build_audit(), signature={**SIGNATURE, "beads": "given"}))
    assert "was given" in told and "token vectors" not in told


@pytest.mark.parametrize("build", [build_audit, build_hostile])
def test_entry_is_balanced_and_ends_where_it_should(build):
    methods, entry = cite(build()).split("\n\n", 1)
    assert "\n" not in methods and entry.count("@software{") == 1
    assert re.match(r"@software\{align-[0-9A-Za-z.]*,\n", entry)
    depth, plain = 0, entry.rstrip("\n")
    for at, char in enumerate(re.sub(r"\\[{}]", "..", plain)):
        depth += (char == "{") - (char == "}")
        assert depth > 0 or at < plain.index("{") or at == len(plain) - 1
    assert depth == 0
