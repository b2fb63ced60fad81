"""Why something was not done, as exceptions that carry the words."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.permissions import Answer


class InWords(PermissionDenied):
    """A refusal that people read, with the status of the answer."""

    status = 403
    words = ""


class Refused(InWords):
    """The phase, the role or the thing itself doesn't allow it."""

    def __init__(self, answer: Answer):
        super().__init__(answer.words)
        self.answer = answer
        self.words = answer.words


class TooOften(InWords):
    """Somebody did the same thing too often in a short time."""

    status = 429

    def __init__(self, wait: timedelta):
        self.seconds = max(1, round(wait.total_seconds()))
        minutes = -(-self.seconds // 60)
        self.words = ngettext(
            "You have written a lot lately. Please try again in %(n)d minute.",
            "You have written a lot lately. Please try again in %(n)d minutes.",
            minutes,
        ) % {"n": minutes}
        super().__init__(self.words)


class TooManyGuesses(TooOften):
    """Too many codes came from one address: somebody may be guessing."""

    def __init__(self, wait: timedelta):
        super().__init__(wait)
        minutes = -(-self.seconds // 60)
        self.words = ngettext(
            "Too many codes came from your connection. Please try again in %(n)d"
            " minute.",
            "Too many codes came from your connection. Please try again in %(n)d"
            " minutes.",
            minutes,
        ) % {"n": minutes}


class TooManyUnproven(TooOften):
    """Too many forms came from one address without a proof of work."""

    def __init__(self, wait: timedelta):
        super().__init__(wait)
        minutes = -(-self.seconds // 60)
        self.words = ngettext(
            "A lot was sent from your connection by browsers without JavaScript. Switch"
            " it on, sign in, or try again in %(n)d minute.",
            "A lot was sent from your connection by browsers without JavaScript. Switch"
            " it on, sign in, or try again in %(n)d minutes.",
            minutes,
        ) % {"n": minutes}


class KeyTaken(InWords):
    """A form came with the key of somebody else's: nobody made both."""

    status = 409

    def __init__(self):
        self.words = _("This form has been used before. Please open it again.")
        super().__init__(self.words)


def ensure(answer: Answer) -> None:
    """Go on if the answer is yes."""
    if not answer:
        raise Refused(answer)
