"""
What the demo accounts find when they sign in: something of their own that was
answered, hidden and objected to, and for the moderators something to look at.

Done through the services, as people do it, so that notices and mails come along.
"""

import uuid
from datetime import timedelta

from django.utils import timezone

from home.demo.people import citizen, person
from participation import blocks, moderation, objections, services
from participation.demo.voices import NAMESPACE, activity_of
from participation.following import follow
from participation.models import Contribution, ModerationAct, ProcedurePage

IDEA = {
    "title": "Ein Stadtplan zum Anfassen am Bahnhof",
    "text": "Meine Mutter sieht fast nichts mehr. Ein Plan aus Metall, auf dem man die "
    "Gassen mit den Fingern findet, wäre ein schöner erster Eindruck von der Stadt.",
    "category": "Schilder und Wege",
    "address": "Bahnhofsvorplatz",
}
ANSWER = (
    "Eine schöne Idee, die zu den neuen Schildern passt. Wir sprechen im Dezember mit "
    "dem Blindenbund über Höhe und Material und berichten hier."
)
PLACE = {
    "title": "Kühl und leer: die alte Kelterhalle",
    "text": "Dicke Mauern, 19 Grad im August, und niemand weiß, dass man hineindarf.",
    "category": "Angenehm kühl",
    "address": "Kellergasse 8",
}
SHARP = "Wer das plant, hat den Marktplatz noch nie zu Fuß gesehen, der Esel."
EXCUSE = "Der Esel steht auf dem Brunnen. Ich meinte ihn, nicht die Planerin."
ADVERT = "Klappstühle, Sonnensegel, Gartenmöbel: diese Woche 30 Prozent bei mir!"


def make_personal() -> None:
    """Once; the second making finds it there."""
    writer = person("buergerin")
    if Contribution.objects.filter(author=writer).exists():
        return
    make_answered_idea(writer)
    make_objection(person("buerger"))
    make_waiting_idea()
    make_blocked_author()


def procedure_of(slug: str) -> ProcedurePage:
    return ProcedurePage.objects.with_timetable().get(slug=slug)


def key_of(name: str) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, f"personal/{name}")


def some(days: int):
    return timezone.now() - timedelta(days=days, hours=3)


def open_activity(slug: str, key: str):
    procedure = procedure_of(slug)
    activity = activity_of(procedure, key)
    activity.procedure = procedure
    return activity


def make_answered_idea(writer) -> None:
    """An idea that somebody comments on and the town answers; more is followed."""
    activity = open_activity("gestaltungslinie", "ideen")
    idea = services.submit_contribution(
        activity, author=writer, key=key_of("idee"), at=some(6), values=IDEA
    ).contribution
    services.cast_support(idea, person=person("buerger"), at=some(5))
    services.add_comment(
        idea,
        author=citizen(9),
        text="Und bitte so tief, dass auch Kinder ihn erreichen.",
        key=key_of("kinder"),
        at=some(4),
    )
    clerk = person("redaktion")
    moderation.answer(idea, text=ANSWER, by=clerk)
    moderation.set_outcome(
        idea, status="in_review", reason="Gespräch im Dezember.", by=clerk
    )
    follow(procedure_of("marktplatz-verweilqualitaet"), person=writer)


def make_objection(writer) -> None:
    """A hidden comment whose author says that it was meant otherwise."""
    idea = first_idea("marktplatz-verweilqualitaet")
    comment = services.add_comment(
        idea, author=writer, text=SHARP, key=key_of("esel"), at=some(3)
    )
    services.report(
        comment, reporter=citizen(12), ground="insult", text="", at=timezone.now()
    )
    moderation.hide(
        comment,
        rule=ModerationAct.Rule.RESPECT,
        reason="„Der Esel“ ist eine Beleidigung.",
        by=person("moderation"),
    )
    comment.refresh_from_db()
    objections.object_to(comment, text=EXCUSE, by=writer)


def first_idea(slug: str) -> Contribution:
    procedure = procedure_of(slug)
    ideas = Contribution.objects.published().filter(activity__procedure=procedure)
    return ideas.select_related("activity__procedure").order_by("pk").first()


def make_waiting_idea() -> None:
    """Guests write here, so it is looked at before everybody reads it."""
    activity = open_activity("klimaanpassung-hitze", "orte")
    services.submit_contribution(
        activity, author=citizen(44), key=key_of("kelter"), at=some(1), values=PLACE
    )


def make_blocked_author() -> None:
    """Somebody who went on advertising can't write for a month."""
    idea, seller = first_idea("marktplatz-verweilqualitaet"), citizen(78)
    comment = services.add_comment(
        idea, author=seller, text=ADVERT, key=key_of("werbung"), at=some(2)
    )
    moderator = person("moderation")
    rule, reason = ModerationAct.Rule.SPAM, "Zum dritten Mal Werbung."
    moderation.hide(comment, rule=rule, reason=reason, by=moderator)
    blocks.block(
        seller,
        rule=rule,
        reason=reason,
        last_day=timezone.localdate() + timedelta(days=30),
        by=moderator,
    )
