"""Names of files inside an archive: readable, and never leading out of it."""

import re
from pathlib import PurePosixPath

from django.utils.text import slugify

LONGEST = 80
SUFFIX = re.compile(r"^\.[a-z0-9]{1,8}$")


def safe_name(name: str) -> str:
    """What somebody called a file, without anything that could be a way."""
    path = PurePosixPath(name.replace("\\", "/").replace("\0", ""))
    suffix = path.suffix.lower()
    if not SUFFIX.match(suffix):
        return slugify(path.name)[:LONGEST] or "datei"
    return (slugify(path.stem)[:LONGEST] or "datei") + suffix
