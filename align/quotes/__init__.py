"""[Sentence], Encoding → [Quote]; two sides and their beads → [QuotePair]."""

from align.quotes.find import find_quotes as find_quotes
from align.quotes.pairing import pair_quotes as pair_quotes
from align.quotes.select import select_pairs as select_pairs
