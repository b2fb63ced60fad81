"""
Proof of work: a form that its sender's browser has computed a little for.

It costs a person nothing and a program that sends thousands of forms a lot. The task is
the form's own key, so nothing is asked of anybody and nothing is stored. Who sends a
form without (no JavaScript, an old device) is let in too, only less often.
"""

import hashlib
from uuid import UUID

BITS = 15  # 32,768 tries on average: half a second, while somebody writes
LONGEST = 12


def is_worked(key: UUID, proof: str) -> bool:
    """Whether SHA-256 of ``key:proof`` begins with enough zero bits."""
    if not (proof.isascii() and proof.isdecimal() and len(proof) <= LONGEST):
        return False
    digest = hashlib.sha256(f"{key}:{proof}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - BITS) == 0


def work(key: UUID) -> str:
    """What a browser computes for a form, for whoever sends one without a browser."""
    tries = map(str, range(10**LONGEST))
    return next(proof for proof in tries if is_worked(key, proof))
