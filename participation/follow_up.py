"""What is built later on: reports that those who follow the procedure are told of."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Collection

from home import audit, pagecache
from home.images import CleanImage
from home.models import TownImage, User
from home.rights import PUBLIC_COLLECTION
from participation import told
from participation.models import ImplementationReport, ProcedurePage
from participation.permissions import YES, Answer, Reason, actor_of
from participation.refusals import ensure


@transaction.atomic
def report(
    procedure: ProcedurePage,
    *,
    by: User,
    key: UUID,
    values: dict,
    upload: CleanImage | None = None,
    description: str = "",
) -> ImplementationReport:
    """Say what was done; the same form sent twice makes one report."""
    ensure(YES if actor_of(by).answers else Answer(Reason.ROLE))
    if existing := ImplementationReport.objects.filter(idempotency_key=key).first():
        return existing
    picture = keep(upload, values["title"], by) if upload else None
    written = ImplementationReport.objects.create(
        procedure=procedure,
        idempotency_key=key,
        written_by=by,
        picture=picture,
        description=description if picture else "",
        **values,
    )
    audit.record("participation.report", procedure, actor=by, reason=written.title)
    title = _("What was built: %(title)s") % {"title": written.title}
    told.followers_of(procedure, title, written.text, url=written.get_absolute_url())
    transaction.on_commit(pagecache.drop_all)
    return written


def keep(upload: CleanImage, title: str, by: User) -> TownImage:
    """Put a picture where the public ones are."""
    collection = Collection.objects.filter(name=PUBLIC_COLLECTION).first()
    collection = collection or Collection.get_first_root_node()
    return TownImage.objects.create(
        title=title, file=upload, collection=collection, uploaded_by_user=by
    )
