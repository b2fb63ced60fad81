"""What people can do in an activity; openings and formats speak in these words."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Verb(models.TextChoices):
    """One act, always under the same name: in openings, in ``can()``, in buttons."""

    SUBMIT = "submit", pgettext_lazy("verb", "contribute")
    COMMENT = "comment", pgettext_lazy("verb", "comment")
    SUPPORT = "support", pgettext_lazy("verb", "support")
    RATE = "rate", pgettext_lazy("verb", "rate")
    VOTE = "vote", pgettext_lazy("verb", "vote")
    MODERATE = "moderate", pgettext_lazy("verb", "moderate")
    ANSWER = "answer", pgettext_lazy("verb", "answer officially")


# What the phases of a procedure open and close. Staff acts are open at any time.
OPENED_BY_PHASES = (Verb.SUBMIT, Verb.COMMENT, Verb.SUPPORT, Verb.RATE, Verb.VOTE)

# What guests without an account can do where an activity is open to them. Nobody can
# promise that a guest is counted once, so what is counted stays with accounts.
OPEN_TO_GUESTS = frozenset({Verb.SUBMIT, Verb.COMMENT})

# Where arguments count, nobody counts heads.
NEVER_IN_FORMAL = frozenset({Verb.SUPPORT, Verb.RATE, Verb.VOTE})
