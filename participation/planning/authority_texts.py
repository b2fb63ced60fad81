"""
What the town writes to authorities: the subject and the text of each message.

These are letters in the town's name, in German and with the words of the law (BauGB).
The personal link stands in what goes out; what is kept for the file has ``NO_LINK``.
"""

from datetime import date

from django.template.loader import render_to_string

from home.notices import town
from participation.planning.models import (
    AuthorityInvitation,
    AuthorityMessage,
    Round,
)

NO_LINK = "(persönlicher Link, nur in der Nachricht selbst)"
LETTERS = "participation/planning/letters"

ASKED = {
    "4-1": (
        "Nach § 4 Abs. 1 BauGB unterrichten wir Sie über die Planung und bitten Sie,"
        " sich zu äußern, auch zum erforderlichen Umfang und Detaillierungsgrad der"
        " Umweltprüfung nach § 2 Abs. 4 BauGB."
    ),
    "4-2": (
        "Nach § 4 Abs. 2 BauGB holen wir Ihre Stellungnahme zum Planentwurf und zur"
        " Begründung ein."
    ),
    "4a-3": (
        "Der Entwurf wurde geändert oder ergänzt. Nach § 4a Abs. 3 BauGB holen wir Ihre"
        " Stellungnahme erneut ein."
    ),
}
ASKED["4a-3-limited"] = (
    f"{ASKED['4a-3']} Stellungnahmen können nur zu den geänderten oder ergänzten Teilen"
    " und ihren möglichen Auswirkungen abgegeben werden."
)
ASKED_OTHERWISE = "Wir bitten Sie um Ihre Stellungnahme zu dieser Planung."
# § 4 (2) S. 2 and 4, § 4a (5): not in the early round.
DUTIES = (
    "Die Stellungnahmen sollen elektronisch übermittelt werden (§ 4 Abs. 2 Satz 2"
    " BauGB). In den Stellungnahmen sollen sich die Behörden und sonstigen Träger"
    " öffentlicher Belange auf ihren Aufgabenbereich beschränken; sie haben auch"
    " Aufschluss über von ihnen beabsichtigte oder bereits eingeleitete Planungen und"
    " sonstige Maßnahmen sowie deren zeitliche Abwicklung zu geben, die für die"
    " städtebauliche Entwicklung und Ordnung des Gebiets bedeutsam sein können (§ 4"
    " Abs. 2 Satz 4 BauGB)."
)
LATENESS = (
    "Stellungnahmen, die im Verfahren der Öffentlichkeits- und Behördenbeteiligung"
    " nicht rechtzeitig abgegeben worden sind, können bei der Beschlussfassung über den"
    " Bauleitplan unberücksichtigt bleiben, sofern die Gemeinde deren Inhalt nicht"
    " kannte und nicht hätte kennen müssen und deren Inhalt für die Rechtmäßigkeit des"
    " Bauleitplans nicht von Bedeutung ist (§ 4a Abs. 5 Satz 1 BauGB)."
)
HAVE_DUTIES = {"4-2", "4a-3", "4a-3-limited", "13", "13a"}


SUBJECTS = {
    AuthorityMessage.Kind.REMINDER: "Erinnerung: ",
    AuthorityMessage.Kind.EXTENSION: "Frist verlängert: ",
    AuthorityMessage.Kind.REFUSAL: "Frist nicht verlängert: ",
}


def subject_of(round: Round, kind: str = AuthorityMessage.Kind.INVITATION) -> str:
    """What the mail is about, so that nobody takes it for the one before."""
    return f"{SUBJECTS.get(kind, '')}Beteiligung der Behörden: {named(round)}"


def named(round: Round) -> str:
    """The plan with its kind: Bebauungsplan BP-7 „Am Gradierwerk“."""
    plan = round.plan
    kind = "" if plan.kind == plan.Kind.OTHER else f"{plan.get_kind_display()} "
    return f"{kind}{plan.number} „{plan.name}“"


def invitation_text(invitation: AuthorityInvitation, *, url: str) -> str:
    """The first message: what is asked of whom, until when and why, and the link."""
    rule = invitation.round.rule
    has_duties = rule in HAVE_DUTIES
    return written(
        "authority_invitation.txt",
        invitation,
        asked=ASKED.get(rule, ASKED_OTHERWISE),
        paragraphs=[DUTIES, LATENESS] if has_duties else [],
        url=url,
    )


def reminder_text(invitation: AuthorityInvitation, day: date) -> str:
    return written(
        "authority_reminder.txt",
        invitation,
        is_last_day=day == invitation.last_day,
        subject=subject_of(invitation.round),
    )


def extension_text(invitation: AuthorityInvitation) -> str:
    return written("authority_extension.txt", invitation)


def refusal_text(invitation: AuthorityInvitation) -> str:
    return written("authority_refusal.txt", invitation)


def written(template: str, invitation: AuthorityInvitation, **values) -> str:
    context = {
        "invitation": invitation,
        "round": invitation.round,
        "named": named(invitation.round),
        "town": town(),
        "deadline": deadline_in_words(invitation),
    }
    return render_to_string(f"{LETTERS}/{template}", context | values).strip() + "\n"


def deadline_in_words(invitation: AuthorityInvitation) -> str:
    """Until when, and by which reckoning: one or two German sentences."""
    kept = invitation.deadline
    sentence = (kept.get("extension") or kept).get("sentence", "")
    end = invitation.last_day
    if end and kept.get("announced") and not kept.get("extension"):
        return (
            f"{sentence} Die Beteiligung ist länger angekündigt: Wir nehmen Ihre"
            f" Stellungnahme bis zum Ablauf des {end:%d.%m.%Y} entgegen."
        )
    return sentence
