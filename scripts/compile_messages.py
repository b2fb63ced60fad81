"""Compile the German catalogue with Babel, so that nobody needs gettext to start."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    for source in (ROOT / "locale").glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as lines:
            catalogue = read_po(lines, ignore_obsolete=True)
        with target.open("wb") as compiled:
            write_mo(compiled, catalogue)
        print(f"{source.relative_to(ROOT)} compiled")


if __name__ == "__main__":
    main()
