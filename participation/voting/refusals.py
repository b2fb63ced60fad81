"""Why a ballot was not cast, in words."""

from django.utils.translation import gettext as _

from participation.refusals import InWords


class AlreadyVoted(InWords):
    """A secret ballot can't be found again, so it can't be changed."""

    status = 409

    def __init__(self):
        self.words = _(
            "You have voted already. A secret ballot can't be changed, because nobody"
            " knows which one it is."
        )
        super().__init__(self.words)


class PaperChanged(InWords):
    """The options were changed while somebody was voting."""

    status = 409

    def __init__(self):
        self.words = _(
            "What is voted on has changed since you opened the form. Your ballot was"
            " not cast. Please open it again."
        )
        super().__init__(self.words)


class BadBallot(InWords):
    """The marks break a limit. The form says so before; this is the net."""

    status = 400

    def __init__(self, words: str):
        self.words = words
        super().__init__(words)
