"""What to write about an audit in a paper: how it was made, and a BibTeX entry; all figures from the signature."""

from __future__ import annotations

import re
from collections.abc import Mapping

from align.records import Comparison
from align.report.rows import clean_text, name_language

_TOLD = ("align", "model", "settings", "beads", "original", "glossary", "quotes", "checked", "python")
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_LANGUAGES = {"en": "English", "zh": "Chinese"}


def cite(comparison: Comparison) -> str:
    """A methods text and a BibTeX entry for this comparison, as plain text."""
    signed = {clean_text(key): clean_text(value) for key, value in comparison.signature.items()}
    return f"{_methods(comparison, signed)}\n\n{_bibtex(signed)}\n"


def _methods(comparison: Comparison, signed: Mapping[str, str]) -> str:
    src, tgt = (name_language(side.document) for side in (comparison.src, comparison.tgt))
    version = signed.get("align", "unknown")
    told = [f"The {src} and the {tgt} version were compared with align {version} (align-enzh)."]
    if signed.get("beads") == "given":
        told.append("The alignment of their sentences was given.")
    elif "model" in signed:
        told.append(
            f"Sentences were aligned by coverage of token vectors, encoder {signed['model']}, "
            f"settings: {signed.get('settings', 'not recorded')}."
        )
    if how := signed.get("quotes"):
        found = {"by head": "by a trained head", "by rule": "by rules"}.get(how, how)
        told.append(f"Quotes were found {found} and paired across the versions.")
    if written := signed.get("original"):
        told.append(f"The {_LANGUAGES.get(written, written)} version was taken as the original.")
    if checked := signed.get("checked"):
        told.append(f"Differences of these kinds were looked for: {checked}.")
    if terms := signed.get("glossary"):
        told.append(f"Terms were compared by the {terms} glossary.")
    told += [f"{key}: {value}." for key, value in signed.items() if key not in _TOLD]
    if python := signed.get("python"):
        told.append(f"Python {python}.")
    return " ".join(told)


def _bibtex(signed: Mapping[str, str]) -> str:
    version = _latex(signed.get("align", "unknown"))
    lines = [
        ("title", "{align}: an {English} and a {Chinese} version of one report, compared"),
        ("author", "{The align-enzh authors}"),
        ("version", version),
        ("note", f"Python package align-enzh{_note(signed)}"),
        ("url", "https://pypi.org/project/align-enzh/"),
    ]
    key = re.sub(r"[^0-9A-Za-z.]", "", signed.get("align", "unknown"))
    return "\n".join([f"@software{{align-{key},", *(f"  {name} = {{{value}}}," for name, value in lines), "}"])


def _note(signed: Mapping[str, str]) -> str:
    return f", encoder {_latex(signed['model'])}" if "model" in signed else ""


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in text)
