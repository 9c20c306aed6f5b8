"""Many reports → sentence pairs to train on, and why others were left out."""

from align.corpus.build import Built, build_corpus
from align.corpus.cluster import SlurmSettings, read_slurm_settings
from align.corpus.listing import Parallel, Source
from align.corpus.settings import CorpusSettings, read_corpus_settings

__all__ = [
    "Built",
    "CorpusSettings",
    "Parallel",
    "SlurmSettings",
    "Source",
    "build_corpus",
    "read_corpus_settings",
    "read_slurm_settings",
]
