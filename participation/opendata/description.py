"""The open data described by OpenAPI 3.1, made from short words for its fields."""

from django.conf import settings

from participation import formats
from participation.clock import State
from participation.models import Contribution, Milestone, Outcome, ProcedurePage

ANYWHERE = "/beteiligung/api/v1"


def text(description, *, maybe=False, **more) -> dict:
    return {
        "type": ["string", "null"] if maybe else "string",
        "description": description,
    } | more


def on_day(description, *, maybe=False) -> dict:
    return text(description, maybe=maybe, format="date")


def number(description, *, maybe=False) -> dict:
    kinds = ["integer", "null"] if maybe else "integer"
    return {"type": kinds, "description": description}


def one_of(description, values, *, maybe=False) -> dict:
    found = [str(value) for value in values]
    return text(description, maybe=maybe, enum=[*found, None] if maybe else found)


def many(reference) -> dict:
    return {"type": "array", "items": ref(reference)}


def ref(name) -> dict:
    return {"$ref": f"#/components/schemas/{name}"}


def record(description, **fields) -> dict:
    """An object with exactly these fields; none is left out when it is empty."""
    return {
        "type": "object",
        "description": description,
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


PLACE = {
    "description": "Ort in WGS 84, falls angegeben",
    "anyOf": [{"$ref": "#/components/schemas/Location"}, {"type": "null"}],
}


def schemas() -> dict:
    return {
        "Location": record(
            "Ein Punkt in WGS 84", lat={"type": "number"}, lon={"type": "number"}
        ),
        "Phase": record(
            "Ein Abschnitt eines Verfahrens, beide Tage einschließlich",
            title=text("Name"),
            text=text("Was geschieht"),
            first_day=on_day("Erster Tag"),
            last_day=on_day("Letzter Tag"),
        ),
        "Activity": record(
            "Ein Mitmach-Angebot",
            key=text("Kurzname im Verfahren"),
            title=text("Name"),
            format=one_of("Format", dict(formats.registered())),
            question=text("Frage an die Menschen"),
        ),
        "Meeting": record(
            "Ein Termin vor Ort",
            title=text("Name"),
            day=on_day("Tag"),
            place=text("Ort"),
        ),
        "Procedure": record(
            "Ein Beteiligungsverfahren",
            id=text("Kennung, zugleich letzter Teil der Adresse"),
            title=text("Titel"),
            introduction=text("Worum es geht"),
            url=text("Seite des Verfahrens", format="uri"),
            kind=one_of("Informell oder förmlich", ProcedurePage.Kind.values),
            rule=text("Rechtsgrundlage", maybe=True),
            state=one_of("Stand am heutigen Tag", State.values),
            topic=text("Thema", maybe=True),
            district=text("Ortsteil", maybe=True),
            location=PLACE,
            binding=text("Was die Beteiligung bindet"),
            phases=many("Phase"),
            activities=many("Activity"),
            dates=many("Meeting"),
            published_on=on_day("Veröffentlicht am", maybe=True),
            archived_on=on_day("Archiviert am", maybe=True),
        ),
        "Answer": record(
            "Eine Antwort der Stadt", day=on_day("Tag"), text=text("Wortlaut")
        ),
        "Contribution": record(
            "Ein öffentlicher Beitrag",
            id=number("Nummer"),
            activity=text("Kurzname des Mitmach-Angebots"),
            day=on_day("Eingang"),
            origin=one_of("Weg", Contribution.Origin.values),
            author=text("Pseudonym, gilt nur in diesem Verfahren", maybe=True),
            category=text("Kategorie", maybe=True),
            title=text("Titel"),
            text=text("Text"),
            address=text("Ort in Worten", maybe=True),
            location=PLACE,
            supports=number("Unterstützungen; leer, solange sie ruhen", maybe=True),
            comments=number("Öffentliche Kommentare"),
            outcome=one_of("Ergebnis", Outcome.Status.values, maybe=True),
            answers=many("Answer"),
        ),
        "Comment": record(
            "Ein öffentlicher Kommentar",
            id=number("Nummer"),
            contribution=number("Nummer des Beitrags"),
            reply_to=number("Nummer des Kommentars davor", maybe=True),
            day=on_day("Tag"),
            author=text("Pseudonym, gilt nur in diesem Verfahren", maybe=True),
            official={"type": "boolean", "description": "Spricht für die Stadt"},
            text=text("Text"),
        ),
        "Milestone": record(
            "Ein Schritt nach der Beteiligung",
            title=text("Name"),
            text=text("Beschreibung"),
            day=on_day("Tag"),
            status=one_of("Stand", Milestone.Status.values),
        ),
        "Decision": record(
            "Ein Beschluss",
            title=text("Titel"),
            body=text("Gremium"),
            day=on_day("Tag"),
            item=text("Nummer der Vorlage", maybe=True),
            text=text("Wortlaut"),
            in_favour=number("Dafür", maybe=True),
            against=number("Dagegen", maybe=True),
            abstained=number("Enthaltungen", maybe=True),
        ),
        "Error": record(
            "Warum es keine Antwort gibt", error=one_of("Grund", ["not_found"])
        ),
        "Result": record(
            "Was aus einem Verfahren wurde",
            id=text("Kennung des Verfahrens"),
            text=text("Zusammenfassung"),
            contributions=number("Öffentliche Beiträge"),
            outcomes={
                "type": "object",
                "description": "Beiträge nach Ergebnis",
                "additionalProperties": {"type": "integer"},
            },
            without_outcome=number("Beiträge ohne Ergebnis"),
            milestones=many("Milestone"),
            decisions=many("Decision"),
        ),
    }


def page_of(name) -> dict:
    return record(
        "Eine Seite einer Liste",
        count=number("Einträge insgesamt"),
        next=text("Adresse der nächsten Seite", maybe=True),
        previous=text("Adresse der vorigen Seite", maybe=True),
        results=many(name),
    )


PAGE = {
    "name": "page",
    "in": "query",
    "description": "Seite, ab 1",
    "schema": {"type": "integer", "minimum": 1, "default": 1},
}
SLUG = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "Kennung des Verfahrens",
    "schema": {"type": "string"},
}


MISSING = {
    "description": "Nicht gefunden",
    "content": {"application/json": {"schema": ref("Error")}},
}


def get(summary, schema, *parameters) -> dict:
    ok = {
        "description": "Gefunden",
        "content": {"application/json": {"schema": schema}},
    }
    return {
        "get": {
            "summary": summary,
            "parameters": list(parameters),
            "responses": {"200": ok, "404": MISSING},
        }
    }


def paths() -> dict:
    one = "/procedures/{id}"
    return {
        "/procedures": get("Alle Verfahren", page_of("Procedure"), PAGE),
        one: get("Ein Verfahren", ref("Procedure"), SLUG),
        f"{one}/contributions": get(
            "Beiträge eines Verfahrens", page_of("Contribution"), SLUG, PAGE
        ),
        f"{one}/comments": get(
            "Kommentare eines Verfahrens", page_of("Comment"), SLUG, PAGE
        ),
        f"{one}/result": get("Was daraus wurde", ref("Result"), SLUG),
    }


def openapi(town) -> dict:
    """The description of everything, for the town whose data it is."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Beteiligung: {town}",
            "version": "1",
            "description": (
                "Öffentliche Daten der Beteiligung. Tage statt Uhrzeiten, Pseudonyme "
                "statt Namen: Sie gelten nur innerhalb eines Verfahrens."
            ),
            "license": {
                "name": settings.OPEN_DATA_LICENCE_NAME,
                "url": settings.OPEN_DATA_LICENCE_URL,
            },
        },
        "servers": [{"url": f"{settings.BASE_URL}{ANYWHERE}"}],
        "paths": paths(),
        "components": {"schemas": schemas()},
    }
