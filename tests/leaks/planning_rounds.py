"""Notices that nobody has approved, and why a round was decided as it was."""

from participation.planning.models import PublicNotice
from tests.factories.planning import PublicNoticeFactory, RoundFactory
from tests.leaks import HiddenThing
from tests.leaks.planning_documents import THE_TWO, zone


def draft_notice(house, secret):
    plan = zone(house)
    return PublicNoticeFactory(
        round=RoundFactory(plan=plan, draft=True, number=31),
        text=f"Bekanntmachung\n\n{secret}",
        fields={"extra": secret},
        approved_by=None,
        approved_at=None,
    )


def draft_of_the_decision(house, secret):
    return PublicNotice.objects.create(
        plan=zone(house), kind=PublicNotice.Kind.DRAWING_UP, text=f"Titel\n\n{secret}"
    )


def reasons(house, secret):
    """Why the period isn't longer is for the file, not for the page."""
    return RoundFactory(
        plan=zone(house),
        number=32,
        important_reason_text=secret,
    )


HIDDEN = [
    HiddenThing("notice that nobody approved", draft_notice, THE_TWO),
    HiddenThing("notice of the decision", draft_of_the_decision, THE_TWO),
    HiddenThing("reasons of a round", reasons, THE_TWO),
]
