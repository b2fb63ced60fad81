"""What people do in a procedure by law; each act is clicked and typed."""

import html
import io
import re
import subprocess
import sys
import zipfile
from datetime import timedelta

from django.utils import timezone

from participation.demo.planning.papers import document as paper
from tests.browser.administration import approves, submits
from tests.browser.conftest import ROOT

PAPERS = [
    ("Planzeichnung", "Planzeichnung und Textfestsetzungen", "", ""),
    ("Begründung", "Begründung", "", ""),
    ("Umweltbericht", "Umweltbericht", "Boden", "Versiegelung"),
    ("Schreiben der Behörde", "umweltbezogene Stellungnahme", "Wasser", "Starkregen"),
]

# The house runs by the real clock, so what has happened moves into the past.
DAYS_PASS = """
from datetime import datetime, timedelta
from home.pagecache import drop_all
from participation.clock import BERLIN
from participation.planning.models import Appearance, Plan, PublishedVersion

def earlier(value):
    is_moment = isinstance(value, datetime)
    return value and (value.astimezone(BERLIN) if is_moment else value) - days

plan, days = Plan.objects.get(number="{number}"), timedelta({days})
shown = PublishedVersion.objects.filter(round__plan=plan)
for rows, names in [
    (plan.rounds, ["first_day", "last_day", "submitted_at", "approved_at"]),
    (plan.notices, ["approved_at"]),
    (Appearance.objects.filter(notice__plan=plan), ["appeared_on"]),
    (shown, ["first_minute", "last_minute"]),
]:
    for row in rows.all():
        for name in names:
            setattr(row, name, earlier(getattr(row, name)))
        row.save(update_fields=names)
drop_all()
"""


def days_pass(house, number, days):
    code = DAYS_PASS.format(number=number, days=days)
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    subprocess.run(command, cwd=ROOT, env=house.environment(), check=True)


def today(days=0):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def pdf(title):
    content = paper(title, ["Nur zum Ausprobieren."])
    name = title.lower().replace(" ", "-")
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": content}


def fills(person, **values):
    for name, value in values.items():
        person.page.fill(f"main [name={name}]", value)
    return person


def chooses(person, **labels):
    for name, label in labels.items():
        person.page.select_option(f"main [name={name}]", label=label)
    return person


def begins_page(planner, approver, title):
    """The public page of the plan, as editors write it."""
    page = planner.opens("/verwaltung/pages/").page
    page.locator("a[href*='/add_subpage/']").first.click()
    page.fill("#id_title", title)
    page.fill("#id_introduction", "Wohnungen am Gradierwerk.")
    page.get_by_role("tab", name="Phasen und Angebote").click()
    page.select_option("#id_kind", "formal")
    submits(page)
    approves(approver.opens("/verwaltung/").follows(title).page)


def begins_plan(planner, title, number):
    planner.opens("/verwaltung/planung/").follows("Plan beginnen")
    chooses(planner, procedure=title, office_people="Clara Brendel")
    fills(planner, name="Am Gradierwerk", number=number, office_name="Büro Rebland")
    fills(planner, spatial_description="Zwischen Gradierwerk und Rebenbach.")
    fills(planner, drawn_up_on=today(-90))
    planner.presses("Speichern").sees("Ohne Auftragsverarbeitungsvertrag")
    fills(planner, office_agreement_on=today(-60)).presses("Speichern")
    return planner.page.url.removeprefix(planner.house.url)


def uploads(planner, desk, title, role, topic="", keywords=""):
    planner.opens(f"{desk}unterlagen/").follows("Unterlage hinzufügen")
    chooses(fills(planner, title=title), role=role)
    if role == "umweltbezogene Stellungnahme":
        planner.page.select_option("[name=written_by]", "body")
    if topic:
        planner.page.get_by_label(topic).check()
        fills(planner, keywords=keywords)
    planner.presses("Speichern")
    planner.page.set_input_files("[name=file]", pdf(title))
    planner.presses("Datei hochladen").sees("mit ihren Prüfsummen")


def begins_round(planner, desk, rule, **typed):
    """A round by its rule, with all documents as they are now."""
    planner.opens(f"{desk}runden/").follows(rule)
    fills(planner, start=today(10), **typed).presses("Speichern").sees("Gespeichert")
    address = planner.page.url.removeprefix(planner.house.url)
    return chooses_documents(planner, address)


def prepares_round(planner, desk, rule):
    """The days are proposed and explained; then all documents go with it."""
    planner.opens(f"{desk}runden/").follows(rule)
    fills(planner, start=today(10)).presses("Nur die Frist berechnen")
    planner.sees("§ 188 Abs. 2 BGB")
    assert planner.page.input_value("[name=last_day]") >= today(39)
    planner.page.get_by_label("Nein", exact=True).check()
    fills(planner, important_reason_text="Der Entwurf ist kurz.")
    planner.presses("Speichern").sees("Verhindert die Freigabe")
    address = planner.page.url.removeprefix(planner.house.url)
    return chooses_documents(planner, address)


def chooses_documents(planner, address):
    planner.follows("Unterlagen auswählen")
    for chosen in planner.page.locator("main select").all():
        chosen.select_option(index=1)
    planner.presses("Speichern")
    assert planner.page.url.endswith(address)
    return address


def adds_access(planner):
    planner.page.get_by_text("Zugangsmöglichkeit hinzufügen").click()
    form = planner.page.locator("form[action$='/zugang/']")
    form.locator("[name=zugang-kind]").select_option(label="auf Papier einsehbar")
    for name, words in [
        ("building", "Rathaus, Marktplatz 1"),
        ("room", "Zimmer 12"),
        ("hours", "Mo bis Fr, 8 bis 12 Uhr"),
        ("contact", "Frau Kern"),
    ]:
        form.locator(f"[name=zugang-{name}]").fill(words)
    form.locator("button").click()
    planner.page.wait_for_load_state()


def writes_notice(planner, **typed):
    """The gaps of the prepared wording; ``typed`` are those of an early round."""
    planner.follows("Bekanntmachung schreiben")
    fills(planner, **typed)
    fills(planner, email="bauleitplanung@example.org", signed_by="Stadtverwaltung")
    fills(planner, post="Marktplatz 1, 67098 Bad Rebenheim", place="Bad Rebenheim")
    fills(planner, record="Rathaus, Zimmer 12").presses("Speichern")
    planner.sees("Wortlaut").does_not_see("Fehlt:")


def is_approved(planner, approver, address):
    planner.opens(address).presses("Zur Freigabe einreichen")
    planner.sees("Jemand anderes muss freigeben")
    assert planner.page.get_by_role("button", name="freigeben").count() == 0
    approver.opens(address).presses("Runde und Bekanntmachung freigeben")
    approver.sees("steht jetzt fest")


def records_appearance(planner, issue):
    chooses(planner, medium="Amtsblatt")
    fills(planner, name="Amtsblatt der Stadt", issue=issue, appeared_on=today())
    planner.page.locator("main form button[type=submit]").last.click()
    planner.page.wait_for_load_state()


def asks_body(planner, round, name, email):
    """An authority is put on the list and asked by mail; returns its link."""
    planner.opens("/verwaltung/planung/traeger/neu/")
    fills(planner, name=name, email=email).presses("Speichern")
    planner.opens(round).follows("Träger beteiligen").follows("Träger beteiligen")
    planner.page.get_by_label(name).check()
    planner.presses("Nachricht ansehen").sees("§ 4 Abs.").presses("Jetzt senden")
    return link_in(planner.house, email)


def answers_as_body(body, text):
    fills(body, text=text)
    body.presses("Vor dem Absenden prüfen").presses("Stellungnahme absenden")
    return body.sees("Ihre Stellungnahme ist eingegangen")


def states_view(citizen, round_page, text, file="", **values):
    """Write, check, send; the code of the receipt is all one has afterwards."""
    citizen.opens(round_page).follows("Stellungnahme online abgeben")
    fills(citizen, text=text, **values)
    if file:
        citizen.page.set_input_files("[name=files]", pdf(file))
    citizen.presses("Vor dem Absenden prüfen").sees("noch nicht abgesendet").sees(text)
    citizen.presses("Stellungnahme absenden").sees("Stellungnahme ist eingegangen")
    return citizen.page.inner_text(".receipt__code")


def looks_up(citizen, code):
    citizen.opens("/beteiligung/quittung/")
    return fills(citizen, code=code).presses("Nachsehen")


def link_in(house, address):
    _subject, text = house.mails_to(address)[-1]
    return re.search(r"/beteiligung/traeger/\S+", text).group()


def records_letter(planner, desk, round, origin, text, **values):
    planner.opens(f"{desk}stellungnahmen/").follows("Stellungnahme erfassen")
    planner.page.select_option("[name=round]", index=round)
    chooses(fills(planner, text=text, **values), origin=origin)
    planner.page.set_input_files("[name=scan]", pdf("Schreiben"))
    planner.presses("Speichern").sees("Code der Quittung")


def answers_point(person, desk, point, proposal, result):
    person.opens(f"{desk}abwaegung/").follows(point)
    chooses(fills(person, proposal=proposal), proposed_result=result)
    person.presses("Speichern", exact=True).sees("Gespeichert")


def has_made(planner, desk, kind):
    planner.opens(f"{desk}rat/papiere/")
    chooses(planner, kind=kind).presses("Erstellen").sees("Es ist fertig")
    with planner.page.expect_download() as download:
        planner.page.locator("main td a").first.click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def words_in(content):
    """Everything that stands in a DOCX or XLSX."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        texts = [parts.read(n).decode() for n in parts.namelist() if n.endswith("xml")]
    return html.unescape(re.sub(r"<[^>]+>", " ", " ".join(texts)))


def records_resolution(planner, desk, kind, item):
    planner.opens(f"{desk}rat/").follows("Beschluss erfassen")
    fills(chooses(planner, kind=kind), day=today(), item=item).presses("Speichern")
