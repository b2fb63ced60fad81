"""A colleague's card for the telephone's address book (vCard 4.0, RFC 6350)."""

from home.models import StaffProfile

ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


def vcard(profile: StaffProfile) -> str:
    """The card of one person, with the first of their posts."""
    person = profile.person
    post = person.posts.select_related("unit").first()
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"FN:{escaped(person.get_full_name())}",
        f"N:{escaped(person.last_name)};{escaped(person.first_name)};;;",
        f"EMAIL;TYPE=work:{escaped(person.email)}",
    ]
    if profile.phone:
        lines.append(f"TEL;TYPE=work:{escaped(profile.phone)}")
    if post:
        lines += [f"TITLE:{escaped(post.title)}", f"ORG:{escaped(post.unit.name)}"]
    return "\r\n".join([*lines, "END:VCARD", ""])


def escaped(text: str) -> str:
    return str(text).translate(ESCAPES)
