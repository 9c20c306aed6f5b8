"""A value in the short form of the case tables: "over money 5000000 USD", "date 2020-11-* ago year -1"."""

from align.records import Amount


def spell(value):
    how = "" if value.approximate == "exact" else value.approximate + " "
    return how + value.kind + " " + _body(value) + ("?" if value.weak else "")


def _body(value):
    v = value.value
    if isinstance(v, Amount):
        low, high = (
            str(x) if x.denominator in (1, 3, 7, 9) or len(str(float(x))) > 9 else f"{float(x):.12g}"
            for x in (v.low, v.high)
        )
        return (low if low == high else f"{low}..{high}") + (" " + value.unit if value.unit else "")
    words = []
    if v.hour is not None:
        words.append(f"{v.hour}:{v.minute or 0:02d}{'' if v.half else ' or +12'}")
    if (v.year, v.month, v.day) != (None, None, None):
        words.append("-".join("*" if x is None else str(x) for x in (v.year, v.month, v.day)))
    if v.weekday is not None:
        words.append(f"weekday {v.weekday}")
    if v.part:
        words.append(v.part)
    if v.ago is not None:
        words.append(f"ago {v.ago[0]} {v.ago[1]:+d}")
    return " ".join(words)
