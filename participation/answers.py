"""Yes, or why not: what ``can()`` answers, and how people read it."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Reason(Enum):
    """Why something is not possible."""

    NOT_OFFERED = "not offered"
    NOT_PUBLIC = "not public"
    NOT_YET = "not yet"
    BETWEEN = "between"
    OVER = "over"
    SIGN_IN = "sign in"
    MEMBERS = "members"
    CODE = "code"
    ROLE = "role"
    OWN = "own"
    HIDDEN = "hidden"
    MERGED = "merged"
    REACTED = "reacted"
    BLOCKED = "blocked"
    LOCKED = "locked"
    STAFF = "staff"
    OBJECTED = "objected"
    OWN_DECISION = "own decision"


@dataclass(frozen=True)
class Answer:
    """
    Yes, or a reason; ``day`` is when it opens or when it closed, ``note`` is what
    somebody wrote about it.
    """

    reason: Reason | None = None
    day: date | None = None
    note: str = ""

    def __bool__(self) -> bool:
        return self.reason is None

    @property
    def asks_for_sign_in(self) -> bool:
        return self.reason is Reason.SIGN_IN

    @property
    def asks_for_code(self) -> bool:
        return self.reason is Reason.CODE

    @property
    def words(self) -> str:
        return in_words(self)


YES = Answer()


def in_words(answer: Answer) -> str:
    """An answer as a sentence to be read beside the button."""
    day = date_format(answer.day, "j. F Y") if answer.day else ""
    match answer.reason:
        case None:
            return ""
        case Reason.NOT_YET:
            return _("Opens on %(day)s.") % {"day": day}
        case Reason.BETWEEN:
            return _("Closed at the moment. Opens again on %(day)s.") % {"day": day}
        case Reason.OVER:
            return _("This was possible until %(day)s.") % {"day": day}
        case Reason.BLOCKED:
            return _(
                "You can't write anything until %(day)s. Why, you read on your page."
            ) % {"day": day}
        case Reason.LOCKED:
            return _("Closed for comments: %(note)s") % {"note": answer.note}
        case _:
            return str(_OTHER_WORDS[answer.reason])


_OTHER_WORDS = {
    Reason.NOT_OFFERED: gettext_lazy("This is not part of this participation."),
    Reason.NOT_PUBLIC: gettext_lazy("This participation is not online."),
    Reason.SIGN_IN: gettext_lazy("Please sign in first."),
    Reason.MEMBERS: gettext_lazy(
        "Only invited members take part here. If you were invited, open the link in"
        " your invitation, or sign in."
    ),
    Reason.CODE: gettext_lazy("This takes the code from your letter."),
    Reason.ROLE: gettext_lazy("You are not allowed to do this."),
    Reason.OWN: gettext_lazy("You can't support your own contribution."),
    Reason.HIDDEN: gettext_lazy("This contribution is not public."),
    Reason.MERGED: gettext_lazy(
        "It goes on at the contribution with which it was merged."
    ),
    Reason.STAFF: gettext_lazy("Whoever writes for the town can't be blocked."),
    Reason.OBJECTED: gettext_lazy("You can object once, as long as it is hidden."),
    Reason.OWN_DECISION: gettext_lazy(
        "You have hidden this yourself. Somebody else decides on the objection."
    ),
    Reason.REACTED: gettext_lazy(
        "Others have reacted to your words, so they stay. Write a comment instead."
    ),
}
