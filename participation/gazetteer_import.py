"""The gazetteer from a table: a name and where it is, one place a line."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from participation.models import GazetteerEntry
from participation.models.gazetteer import normal

# The columns, by any of their names.
COLUMNS = {
    "name": {"name", "ort", "adresse"},
    "lat": {"lat", "breite", "geografische breite"},
    "lon": {"lon", "lng", "länge", "geografische länge"},
}
BATCH = 1000


class TableError(ValueError):
    """What is wrong with a table: each error names its line."""

    def __init__(self, errors: list[str]):
        super().__init__("\n".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class Imported:
    created: int
    total: int


def import_places(lines: Iterable[str]) -> Imported:
    """Bring all places of a table, or none. A name that is there already moves."""
    entries = {entry.name: entry for entry in read(lines)}
    before = GazetteerEntry.objects.count()
    GazetteerEntry.objects.bulk_create(
        entries.values(),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["words", "lat", "lon"],
    )
    return Imported(GazetteerEntry.objects.count() - before, len(entries))


def read(lines: Iterable[str]) -> list[GazetteerEntry]:
    rows = iter(lines)
    head = next(rows, "").lstrip("\ufeff")
    delimiter = max(";,\t", key=head.count)
    names = next(csv.reader([head], delimiter=delimiter), [])
    places = positions([name.strip().lower() for name in names])
    found, errors = [], []
    for number, row in enumerate(csv.reader(rows, delimiter=delimiter), start=2):
        try:
            found.append(entry(row, places))
        except (ValueError, IndexError):
            errors.append(_("Line %(n)d: name, latitude, longitude?") % {"n": number})
    if errors:
        raise TableError(errors)
    return found


def positions(names: list[str]) -> dict[str, int]:
    """Where each column is."""
    found = {
        column: next((i for i, name in enumerate(names) if name in known), None)
        for column, known in COLUMNS.items()
    }
    if None in found.values():
        raise TableError([_("The first line must name the columns: name;lat;lon")])
    return found


def entry(row: list[str], places: dict[str, int]) -> GazetteerEntry:
    name = " ".join(row[places["name"]].split())
    lat, lon = (float(row[places[c]].replace(",", ".")) for c in ("lat", "lon"))
    if not (0 < len(name) <= 160 and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(name)
    return GazetteerEntry(name=name, words=normal(name), lat=lat, lon=lon)
