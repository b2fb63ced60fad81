"""
Making papers: at once if they are short, in the background if they are long.

Whoever asked for a long one may leave; the progress stands beside it, and a notice
tells when it is done. Papers with names go after a week, and who fetched them stays on
record.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from tempfile import TemporaryFile
from typing import BinaryIO

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from home import audit, pagecache
from home.models import User
from home.notices import tell
from participation.planning import archive, letters, not_followed, table, table_files
from participation.planning.anonymity import NamesLeft
from participation.planning.council import ensure_plans, subject_of
from participation.planning.models import Plan, Point, PreparedFile
from participation.planning.models.documents import checksums
from participation.planning.permissions import can_approve

logger = logging.getLogger(__name__)
Kind, State = PreparedFile.Kind, PreparedFile.State
Progress = Callable[[int], None]

SHORT = 300  # statements and points, made while somebody waits
KEPT = timedelta(days=7)
LONGEST = 900  # seconds that a task may take
EVERY = 500  # rows between two looks at the progress


class NothingToWrite(Exception):  # noqa: N818 - it is a finding, not a fault
    """A paper would be an empty file that no program opens."""


@dataclass(frozen=True)
class Recipe:
    """How a kind of paper is written, and what its file is called."""

    stem: str
    suffix: str
    write: Callable[[Plan, BinaryIO, Progress], str | None]


def tabular(
    write: Callable, rows: Callable[[Plan], Iterable[table.Row]]
) -> Callable[[Plan, BinaryIO, Progress], str | None]:
    """A weighing table of these rows as this kind of file."""

    def inner(plan: Plan, target: BinaryIO, progress: Progress) -> str | None:
        counted = told(rows(plan), size_of(plan), progress)
        title = f"Abwägung: {plan.get_kind_display()} „{plan.name}“"
        subtitle = f"{plan.number}, Stand {timezone.localdate():%d.%m.%Y}"
        return write(title, subtitle, counted, target)

    return inner


def told(rows: Iterable, total: int, progress: Progress) -> Iterator:
    """The same rows; meanwhile it is told how far we are."""
    for number, row in enumerate(rows):
        if number % EVERY == 0:
            progress(min(99, 100 * number // max(total, 1)))
        yield row


def plainly(write: Callable) -> Callable[[Plan, BinaryIO, Progress], None]:
    return lambda plan, target, progress: write(plan, target) and None


def for_the_post(plan: Plan, target: BinaryIO, progress: Progress) -> None:
    if not letters.write(plan, target):
        raise NothingToWrite(_("There are no letters about results yet."))


def whole_file(plan: Plan, target: BinaryIO, progress: Progress) -> None:
    """The archive tells how many entries it has, which is no suffix."""
    archive.write(plan, target, progress)


FILE, PUBLIC = table.for_file, table.for_everybody
RECIPES = {
    Kind.TABLE_DOCX: Recipe("abwaegung", "docx", tabular(table_files.docx, FILE)),
    Kind.TABLE_PDF: Recipe("abwaegung", "pdf", tabular(table_files.pdf, FILE)),
    Kind.TABLE_XLSX: Recipe("abwaegung", "xlsx", tabular(table_files.xlsx, FILE)),
    Kind.PUBLIC_DOCX: Recipe(
        "abwaegung-anonym", "docx", tabular(table_files.docx, PUBLIC)
    ),
    Kind.PUBLIC_PDF: Recipe(
        "abwaegung-anonym", "pdf", tabular(table_files.pdf, PUBLIC)
    ),
    Kind.PUBLIC_XLSX: Recipe(
        "abwaegung-anonym", "xlsx", tabular(table_files.xlsx, PUBLIC)
    ),
    Kind.LETTERS: Recipe("briefe", "pdf", for_the_post),
    Kind.NOT_FOLLOWED: Recipe("nicht-gefolgt", "zip", plainly(not_followed.write)),
    Kind.FILE: Recipe("akte", "zip", whole_file),
}


def size_of(plan: Plan) -> int:
    """How many rows a table of this plan has at most."""
    points = Point.objects.filter(statement__plan=plan)
    return plan.statements.count() + points.count()


def ask(plan: Plan, kind: str, *, by: User) -> PreparedFile:
    """Have a paper made; a short one is ready when this returns."""
    ensure_plans(by)
    with transaction.atomic():
        made = PreparedFile.objects.create(plan=plan, kind=kind, made_by=by)
        data = {"kind": kind}
        audit.record("planning.paper", subject_of(plan), actor=by, data=data)
        if size_of(plan) > SHORT:
            path = "participation.tasks.make_paper"
            transaction.on_commit(partial(async_task, path, made.pk, timeout=LONGEST))
            return made
    make(made.pk)
    made.refresh_from_db()
    return made


def make(pk: int) -> bool:
    """Write a paper that was asked for; whoever comes second leaves it alone."""
    if not begin(pk):
        return False
    paper = PreparedFile.objects.select_related("plan__procedure", "made_by").get(pk=pk)
    try:
        write(paper)
    except (NamesLeft, NothingToWrite) as found:
        fail(paper, str(found))
    except Exception:
        logger.exception("Paper %s could not be made", pk)
        fail(paper, _("It could not be made. Please tell whoever runs this house."))
    tell_if_long(paper)
    return paper.is_ready


def begin(pk: int) -> bool:
    """Take a paper that waits, or that a worker left behind."""
    now = timezone.now()
    left = Q(state=State.WORKING, begun_at__lt=now - PreparedFile.GIVEN_UP)
    rows = PreparedFile.objects.filter(Q(state=State.WAITING) | left, pk=pk)
    return bool(rows.update(state=State.WORKING, begun_at=now))


def write(paper: PreparedFile) -> None:
    recipe = RECIPES[paper.kind]
    row = PreparedFile.objects.filter(pk=paper.pk)
    with TemporaryFile() as target:
        suffix = recipe.write(paper.plan, target, lambda n: row.update(percent=n))
        paper.filename = name_of(paper.plan, recipe, suffix)
        file = File(target, paper.filename)
        paper.size, paper.sha256 = measured(file)
        paper.file.save(paper.filename, file, save=False)
    paper.state, paper.percent, paper.ready_at = State.READY, 100, timezone.now()
    paper.save()


def measured(file: File) -> tuple[int, str]:
    found = checksums(file)
    file.seek(0)
    return found["size"], found["sha256"]


def name_of(plan: Plan, recipe: Recipe, suffix: str | None) -> str:
    return f"{recipe.stem}-{slugify(plan.number)}.{suffix or recipe.suffix}"


def fail(paper: PreparedFile, why: str) -> None:
    paper.state, paper.error = State.FAILED, why
    paper.save(update_fields=["state", "error"])


def tell_if_long(paper: PreparedFile) -> None:
    """Whoever waited in front of the screen sees it anyway."""
    if paper.made_by is None or size_of(paper.plan) <= SHORT:
        return
    words = _("Ready: %s") if paper.is_ready else _("Could not be made: %s")
    address = reverse("planning:papers", args=[paper.plan_id])
    tell(paper.made_by, words % paper, text=paper.error, url=address, by_mail=False)


def papers_of(plan: Plan) -> QuerySet:
    return plan.prepared.select_related("made_by", "let_out_by")


def fetched(paper: PreparedFile, *, by: User) -> None:
    """Who reads names leaves a trace."""
    data = {"kind": paper.kind, "sha256": paper.sha256}
    audit.record("planning.fetch", subject_of(paper.plan), actor=by, data=data)


@transaction.atomic
def let_out(paper: PreparedFile, *, by: User) -> None:
    """A second person has read the anonymous table: everybody may have it (BP-30)."""
    found = PreparedFile.objects.select_for_update().get(pk=paper.pk)
    if not can_approve(by) or by.pk == found.made_by_id:
        raise PermissionDenied("A second person lets it out.")
    if not (found.is_for_public and found.is_ready):
        raise ValidationError(_("Only an anonymous table that is ready is let out."))
    earlier = found.plan.prepared.filter(kind=found.kind, let_out_at__isnull=False)
    earlier.update(let_out_at=None)
    found.let_out_by, found.let_out_at = by, timezone.now()
    found.save(update_fields=["let_out_by", "let_out_at"])
    data = {"kind": found.kind, "sha256": found.sha256}
    audit.record("planning.let_out", subject_of(found.plan), actor=by, data=data)
    transaction.on_commit(pagecache.drop_all)


def public_papers(plan: Plan) -> QuerySet:
    """What everybody finds with the plan."""
    ready = plan.prepared.filter(state=State.READY, kind__in=PreparedFile.PUBLIC_KINDS)
    return ready.filter(let_out_at__isnull=False).order_by("kind")


def drop_old(now: datetime) -> int:
    """Forget papers that nobody let out and that are older than a week."""
    old = PreparedFile.objects.filter(asked_at__lt=now - KEPT, let_out_at=None)
    for paper in old:
        if paper.file:
            paper.file.delete(save=False)
        paper.delete()
    return len(old)
