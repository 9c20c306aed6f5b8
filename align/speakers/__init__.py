"""Who speaks: a speaker's name for each quote, and whether two names mean the same one in both languages."""

from align.speakers.across import likeness, share_speakers
from align.speakers.joined import join_speakers
from align.speakers.naming import name_speakers
from align.speakers.same import same_speaker

__all__ = ["join_speakers", "likeness", "name_speakers", "same_speaker", "share_speakers"]
