"""The reasons with which a town begins; moderators change them as they like."""

from django.utils.translation import gettext_noop as _

from participation.models import ModerationAct, StandardReason

Rule = ModerationAct.Rule
FIRST = [
    (Rule.RESPECT, _("Your text insults somebody. Please say the same without it.")),
    (Rule.DIGNITY, _("Your text puts people down for what they are.")),
    (
        Rule.PRIVACY,
        _("Your text tells private things about somebody."),
    ),
    (Rule.SPAM, _("Your text advertises something.")),
    (Rule.SPAM, _("You have written the same before; one time is enough.")),
    (
        Rule.MATTER,
        _("Your text is about something else than this participation."),
    ),
    (Rule.LAW, _("Your text could break the law, so nobody may read it here.")),
]


def lay(translate) -> None:
    """Write the first reasons, if there are none."""
    if not StandardReason.objects.exists():
        StandardReason.objects.bulk_create(
            StandardReason(rule=rule, text=translate(text), position=position)
            for position, (rule, text) in enumerate(FIRST)
        )
