"""The gazetteer of the demo town: the places that its people name, and its streets."""

from pathlib import Path

from participation.gazetteer_import import import_places

FILE = Path(__file__).with_name("gazetteer.csv")


def make_gazetteer() -> None:
    with FILE.open(encoding="utf-8") as lines:
        import_places(lines)
