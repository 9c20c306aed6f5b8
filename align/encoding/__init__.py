"""Document, sentences → Encoding: each text goes through the encoder once."""

from align.encoding.encoder import Encoder, Progress, load_encoder

__all__ = ["Encoder", "Progress", "load_encoder"]
