"""
Reading a list of authorities from a file: CSV or XLSX, all or nothing.

Every error names its row and column. The columns are those of the export; a body that
is known by name and department is changed, any other is added.
"""

from collections.abc import Iterator
from itertools import islice

from django.core.exceptions import NON_FIELD_ERRORS
from django.core.files.base import File
from django.utils.translation import gettext as _

from participation import exports, spreadsheets
from participation.imports import ImportRefused
from participation.planning.authorities import COLUMNS, NO, YES
from participation.planning.desk.authority_forms import AuthorityForm
from participation.planning.models import Authority

MOST_ROWS = 5000
MOST_ERRORS = 50
WORDS = {YES: True, NO: False, "": True, "yes": True, "no": False}


def read(file: File) -> list[Authority]:
    """The authorities in a file, checked and not saved; or what is wrong with it."""
    try:
        lines = list(lines_of(file))
    except spreadsheets.Unreadable as error:
        raise ImportRefused([str(error)]) from error
    if len(lines) > MOST_ROWS:
        words = _("The file has more than %(n)d rows. Please divide it.")
        raise ImportRefused([words % {"n": MOST_ROWS}])
    return checked(lines)


def lines_of(file: File) -> Iterator[list[str]]:
    """Each line as texts; not one more than may come."""
    lines = spreadsheets.lines_of(file, file.name, computed=True)
    for line in islice(lines, MOST_ROWS + 2):
        yield [exports.original("" if v is None else str(v)).strip() for v in line]


def checked(lines: list[list[str]]) -> list[Authority]:
    head, *rest = lines or [[]]
    columns = names_in(head)
    listed = Authority.objects.all()
    known = {key_of(each.name, each.department): each for each in listed}
    errors, rows, seen = [], [], {}
    for number, line in enumerate(rest, 2):
        if any(line):
            values = dict(zip(columns, line, strict=False))
            rows += [row(values, number, known=known, seen=seen, errors=errors)]
    if not rows:
        errors.append(_("There is no row below the names of the columns."))
    if errors:
        raise ImportRefused(errors[:MOST_ERRORS])
    return rows


def names_in(head: list[str]) -> list[str]:
    """Which field each column is; a file with a column nobody knows is refused."""
    known = {str(label).lower(): name for name, label in COLUMNS.items()}
    known |= {name: name for name in COLUMNS}
    words = _("Row 1, column “%(column)s”: this column isn't known.")
    errors = [words % {"column": name} for name in head if name.lower() not in known]
    names = [known.get(name.lower(), "") for name in head]
    if "name" not in names:
        errors.append(_("The column “%(column)s” is missing.") % named("name"))
    if len(set(names)) < len(names) and not errors:
        errors.append(_("Row 1: a column is there twice."))
    if errors:
        raise ImportRefused(errors)
    return names


def named(column: str) -> dict[str, str]:
    return {"column": str(COLUMNS[column])}


def row(values: dict, number: int, *, known: dict, seen: dict, errors: list):
    """One authority as its row says, or errors with the number of the row."""
    key = key_of(values.get("name", ""), values.get("department", ""))
    if key in seen:
        words = _("Row %(n)d, column “%(column)s”: the same body is in row %(other)d.")
        errors.append(words % ({"n": number, "other": seen[key]} | named("name")))
    seen[key] = number
    form = form_for(values, known.get(key))
    if form.is_valid():
        form.instance.is_active = active_in(values, number, errors)
    words = _("Row %(n)d, column “%(column)s”: %(error)s")
    for field, messages in form.errors.items():
        column = "name" if field == NON_FIELD_ERRORS else field
        errors += [
            words % ({"n": number, "error": error} | named(column))
            for error in messages
        ]
    return form.instance


def form_for(values: dict, authority: Authority | None) -> AuthorityForm:
    """What the file doesn't speak about stays as it was."""
    kept = AuthorityForm(instance=authority).initial if authority else {}
    kept["tags"] = "\n".join(kept.get("tags") or [])
    form = AuthorityForm(kept | values, instance=authority)
    form.fields.pop("is_active")
    return form


def active_in(values: dict, number: int, errors: list) -> bool:
    word = values.get("is_active", "").lower()
    if word not in WORDS:
        words = _("Row %(n)d, column “%(column)s”: please write “ja” or “nein”.")
        errors.append(words % ({"n": number} | named("is_active")))
    return WORDS.get(word, True)


def key_of(name: str, department: str) -> tuple[str, str]:
    return " ".join(name.split()).lower(), " ".join(department.split()).lower()
