"""
Places where long German words may break.

Browsers hyphenate German only where they have brought a dictionary along. So that a
"Wasserschutzgebietsverordnungsänderungsverfahren" fits on every phone, its joints get
soft hyphens: invisible, and used only at the end of a line.
"""

import re

SOFT_HYPHEN = "\u00ad"
LONG_WORD = re.compile(r"[^\W\d_]{16,}")
# Endings that always join one German word to the next: behind them, it may break.
JOINT = re.compile(
    r"(?<=[^\W\d_]{3})"
    r"(ungs|heits|keits|schafts|tions|itäts|gebiets|betriebs|verkehrs)"
    r"(?=[^\W\d_]{4})"
)


def softened(text: str) -> str:
    """The text with soft hyphens at the joints of its long words."""
    return LONG_WORD.sub(lambda word: JOINT.sub(r"\1" + SOFT_HYPHEN, word[0]), text)
