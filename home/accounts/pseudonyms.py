"""
The name under which people write: freely chosen, but nobody else's.

A public name may not pretend to be the town, may not hide what it is by invisible
characters, and may not mix scripts so that it looks like another name.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.models import User

LONGEST = User._meta.get_field("pseudonym").max_length
# Letters of other scripts that look like these in ours, for the list of reserved names.
LOOKALIKES = str.maketrans(
    "аеорсухівкмнтѕјԁԛԝαεορυικντχ013457@$",  # noqa: RUF001
    "aeopcyxibkmhtsjdqwaeopuikvtxoieastas",
)
# Scripts that people mix in one name, because they are written together.
WRITTEN_TOGETHER = [{"CJK", "HIRAGANA", "KATAKANA"}, {"CJK", "HANGUL"}]
# The badge of the town comes from the role; these words would pretend to it.
RESERVED = {
    "admin",
    "administration",
    "administrator",
    "administratorin",
    "amt",
    "beigeordnete",
    "beigeordneter",
    "burgerburo",
    "burgermeister",
    "burgermeisterin",
    "datenschutz",
    "fachbereich",
    "gemeinde",
    "moderation",
    "moderator",
    "moderatorin",
    "offiziell",
    "personalrat",
    "planungsamt",
    "polizei",
    "rathaus",
    "redaktion",
    "stadt",
    "stadtrat",
    "stadtraum",
    "stadtverwaltung",
    "support",
    "system",
    "verwaltung",
}
# What people without a name of their own are called, so nobody may be called so.
DEFAULT_NAMES = re.compile(r"^(teilnehmende person|geloschte person|gast [\doieast]+$)")


def clean_pseudonym(text: str, person: User | None = None) -> str:
    """Return a public name as it is kept, or say what is wrong with it."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        return ""
    if len(name) > LONGEST:
        raise ValidationError(
            _("Please use at most %(count)s characters."), params={"count": LONGEST}
        )
    refuse_invisible(name)
    refuse_mixed_scripts(name)
    refuse_reserved(name)
    refuse_taken(name, person)
    return name


def refuse_invisible(name: str) -> None:
    """Nothing without a shape of its own, and at least one letter."""
    if any(unicodedata.category(sign)[0] == "C" for sign in name):
        raise ValidationError(
            _("The name contains invisible characters. Please type it anew.")
        )
    marks = re.compile(r"[^\w\s.,'’&+!-]|_{2,}")
    plain = "".join(sign for sign in name if unicodedata.category(sign)[0] != "M")
    if marks.search(plain) or not any(sign.isalpha() for sign in plain):
        raise ValidationError(
            _("Please use letters, digits, spaces and simple punctuation marks.")
        )
    if re.search(r"[\u0300-\u036f]{3}", unicodedata.normalize("NFD", name)):
        raise ValidationError(_("The name carries too many marks on one letter."))


def refuse_mixed_scripts(name: str) -> None:
    scripts = {script_of(sign) for sign in name if sign.isalpha()}
    if len(scripts) > 1 and not any(scripts <= group for group in WRITTEN_TOGETHER):
        raise ValidationError(
            _("The name mixes letters of different scripts. Please use one script.")
        )


def script_of(sign: str) -> str:
    """The first word of a letter's Unicode name: LATIN, CYRILLIC, GREEK …"""
    return unicodedata.name(sign, "UNKNOWN").split()[0].split("-")[0]


def refuse_reserved(name: str) -> None:
    plain = skeleton(name)
    if DEFAULT_NAMES.match(plain) or RESERVED.intersection(re.findall(r"\w+", plain)):
        raise ValidationError(
            _("This name belongs to the town. Please choose another one.")
        )


def skeleton(name: str) -> str:
    """What a name looks like at first glance: no case, no accents, no lookalikes."""
    folded = unicodedata.normalize("NFKD", name.casefold().translate(LOOKALIKES))
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


def refuse_taken(name: str, person: User | None) -> None:
    others = User.objects.filter(pseudonym__iexact=name)
    if person is not None:
        others = others.exclude(pk=person.pk)
    if others.exists():
        raise ValidationError(
            _("Somebody else already uses this name. Please choose another one.")
        )
