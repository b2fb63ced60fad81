"""Who wrote what, without saying who: a name that holds in one procedure only."""

from django.utils.crypto import salted_hmac

LENGTH = 12


def pseudonym(author_id: int | None, procedure_id: int) -> str | None:
    """
    The same person has one pseudonym in a procedure and another in the next.

    Made with the town's key, so nobody else can find out whose it is.
    """
    if author_id is None:
        return None
    value = f"{procedure_id}:{author_id}"
    return salted_hmac("participation.opendata", value, algorithm="sha256").hexdigest()[
        :LENGTH
    ]
