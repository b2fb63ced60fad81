"""Votes on alternatives: the paper, casting, counting, codes."""
