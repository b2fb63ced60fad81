"""What staff do in the intranet."""

from django.core.exceptions import PermissionDenied

from home.models import User
from home.visibility import can_see
from intranet.models import NewsPage, ReadConfirmation, ReadingDuty


def confirm_reading(page: NewsPage, person: User) -> ReadConfirmation | None:
    """Note that a person has read the version that is asked for; twice counts once."""
    if not can_see(person, page):
        raise PermissionDenied
    duty = ReadingDuty.objects.of(page).first()
    if duty is None:
        return None
    confirmation, _is_new = ReadConfirmation.objects.get_or_create(
        page=page, revision_id=duty.revision_id, person=person
    )
    return confirmation
