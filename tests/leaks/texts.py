"""Remarks on texts that not everybody may read."""

from tests.factories.participation import ContributionFactory, text_of
from tests.house import EVERYBODY
from tests.leaks import HiddenThing
from tests.leaks.participation import HIDDEN_STATUS, STAFF_OF_THE_ROOM, WAITING_STATUS


def path(house):
    return house.once("path", lambda: text_of("Schatten auf jedem Weg."))


def remark(**fields):
    def make(house, secret):
        return ContributionFactory(
            activity=path(house),
            paragraph_key="absatz-1",
            title=secret,
            text=secret,
            **fields,
        )

    return make


HIDDEN = [
    HiddenThing("public remark", remark(), EVERYBODY),
    HiddenThing("hidden remark", remark(**HIDDEN_STATUS), STAFF_OF_THE_ROOM),
    HiddenThing("waiting remark", remark(**WAITING_STATUS), STAFF_OF_THE_ROOM),
]
