"""Names in both languages: the lists behind them, how they are spelt and heard, whether two mean the same."""
