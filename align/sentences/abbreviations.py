"""English words that decide whether a point ends a sentence, in lower case without their last point."""

from __future__ import annotations


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


TITLES = _words("""
    mr mrs ms messrs dr drs prof gen sen sens rep reps gov govs lt col sgt capt cpl pvt rev hon adm maj cmdr
    brig pres supt insp det amb atty dist st mt ft sr sra mme mlle vs v cf viz e.g i.e eg ie al approx ca
""")
"""Abbreviations that need what follows them, so never end a sentence before a capital letter."""

NUMBERED = _words("no nos p pp fig figs art arts sec secs vol vols ch chap para par col ref eq pt")
"""Abbreviations that stand before a number; before anything else ``No.`` is a word."""

CLOSED = _words("""
    inc ltd corp co cos bros plc llc jr esq etc est dept univ assn natl intl ave blvd rd hwy apt
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur thurs fri sat sun
    calif conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt
    wash wis wyo ariz ark colo ala avg ed eds tel ext ph.d
""")
"""Abbreviations that may end a sentence: the next word decides."""

COMMON = _words("""
    no art arts col fig par mar jun jul sat sun wed mon miss mass ill ind la pa ga co mo est ore wash mont
    ref sec det rep
""")
"""Abbreviations that are words too, and taken as such where they have no capital."""

STARTERS = _words("""
    the a an this that these those he she it they we you i his her its their our my your there here who what
    when where why how which if in on at by for from with without after before since while although though
    as but and or so yet nor however meanwhile moreover still then now also according both each all some many
    most no not one two three another other such despite during under over between among is are was were
    will would can could should may do does did has have had let even just only once earlier last late later
    next today yesterday tomorrow nearly about more instead asked please perhaps because until unlike amid
    against nobody everyone nothing
""")
"""Words that begin sentences and, with a capital, hardly anything else."""
