"""A course from the first idea to the colleague who moves up from the waiting list."""

import re
import secrets
from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

DESK = "/intranet/schulungen/leitung/"
PROGRAMME = "/intranet/schulungen/"
SEATS = 2
DAYS_AHEAD = count(200, 20)  # each journey has days of its own


@pytest.mark.parametrize(
    "javascript", [True, False], ids=["with JavaScript", "without JavaScript"]
)
def test_a_cancelled_seat_goes_to_whoever_waits(house, person, javascript):
    title = f"Protokolle, die gelesen werden {secrets.token_hex(3)}"
    first, second, waiting = (
        person(javascript=javascript, width=390, height=800).signs_in(account)
        for account in ("mitarbeiterin", "wissen-redaktion", "intranet-redaktion")
    )
    writes_course(person().signs_in("schulung"), title, trainer="Aylin Yıldırım")
    trainer = person(javascript=javascript).signs_in("trainerin")
    first_day = plans_two_dates(trainer, title)
    trainer.sees(f"Angemeldet: 0 von {SEATS}")

    registers(finds(first, title, first_day)).sees("Sie haben einen Platz")
    registers(finds(second, title, first_day).sees("noch 1 Platz"))
    second.sees("Sie haben einen Platz").sees("ausgebucht")
    queues(finds(waiting, title, first_day).sees("ausgebucht"))
    waiting.sees("Sie stehen auf Platz 1 der Warteliste")
    mailed(house, "mitarbeiterin", f"Angemeldet: {title}")
    mailed(house, "intranet-redaktion", f"Auf der Warteliste: {title}")
    trainer.page.reload()
    trainer.sees(f"Angemeldet: {SEATS} von {SEATS}").sees("Warteliste")

    first.follows("Anmeldung absagen").presses("Ja, absagen")
    first.sees("Sie sind nicht mehr angemeldet")

    mailed(house, "mitarbeiterin", f"Abgesagt: {title}")
    text = mailed(house, "intranet-redaktion", f"Sie haben einen Platz: {title}")
    assert f"{first_day:%-d}. " in text
    waiting.page.reload()
    waiting.sees("Sie haben einen Platz").does_not_see("Warteliste")
    trainer.page.reload()
    trainer.sees(f"Angemeldet: {SEATS} von {SEATS}").does_not_see("Warteliste")
    assert coming(trainer) == ["intranet-redaktion", "wissen-redaktion"]


def writes_course(lead, title, *, trainer):
    """A lead puts a new course into the programme and says who holds it."""
    page = lead.opens(DESK).follows("Neues Angebot für Beschäftigte").page
    page.fill("#id_title", title)
    page.fill("#id_introduction", "Kurz, klar und am selben Tag fertig.")
    page.get_by_role("checkbox", name=trainer).check()
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name="Veröffentlichen").click()
    page.locator(".messages", has_text="veröffentlicht").wait_for()


def plans_two_dates(trainer, title):
    """Both far ahead, on days of their own: nobody else wants this hour."""
    first_day = timezone.localdate() + timedelta(days=next(DAYS_AHEAD))
    page = trainer.opens(DESK).follows(title).page
    for number, day in enumerate([first_day, first_day + timedelta(days=7)]):
        page.fill(f"[name=dates-{number}-day]", f"{day:%Y-%m-%d}")
        page.fill(f"[name=dates-{number}-start]", "07:15")
        page.fill(f"[name=dates-{number}-end]", "08:45")
    page.get_by_label("Plätze").fill(str(SEATS))
    trainer.presses("Speichern und ankündigen")
    return first_day


def finds(colleague, title, first_day):
    colleague.opens(f"{PROGRAMME}?monat={first_day:%Y-%m}")
    return colleague.follows(re.compile(re.escape(title)))


def registers(colleague):
    session = colleague.page.locator("article.session")
    session.get_by_role("link", name="Anmelden").click()
    return colleague.presses("Verbindlich anmelden")


def queues(colleague):
    colleague.follows("Auf die Warteliste")
    return colleague.presses("Auf die Warteliste setzen")


def mailed(house, account, subject):
    mails = house.mails_to(f"{account}@stadtraum.example", subject=subject)
    assert len(mails) == 1
    return mails[0][1]


def coming(trainer):
    """Who stands on the list of participants, by their addresses."""
    addresses = trainer.page.locator(".participants__mail").all_inner_texts()
    return sorted(address.split("@")[0] for address in addresses)
