"""Samples for the pattern page: every component, with the longest of words."""

from datetime import date, time

from django import forms
from django.core.paginator import Paginator

LONG = "Wasserschutzgebietsverordnungsänderungsverfahren"


class SampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label="Überschrift", max_length=120)
    email = forms.EmailField(
        label="E-Mail-Adresse",
        help_text="Wir schreiben Ihnen nur, wenn sich etwas ändert.",
        required=False,
    )
    text = forms.CharField(
        label="Ihr Beitrag", max_length=5000, widget=forms.Textarea(attrs={"rows": 5})
    )
    district = forms.ChoiceField(
        label="Ortsteil",
        choices=[("", "Bitte wählen"), ("kern", "Kernstadt"), ("see", "Seebachtal")],
    )
    day = forms.DateField(
        label="Tag", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    channel = forms.ChoiceField(
        label="Wie sollen wir antworten?",
        choices=[("mail", "Per E-Mail"), ("post", f"Per Post zum {LONG}")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="Themen",
        choices=[("gruen", "Grün und Wasser"), ("verkehr", "Verkehr"), ("x", LONG)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    plan = forms.FileField(label="Skizze", required=False, help_text="PDF, bis 10 MB.")
    consent = forms.BooleanField(
        label="Ich habe die Hinweise zum Datenschutz gelesen und stimme ihnen zu."
    )


def samples(request) -> dict:
    """The context of the pattern page."""
    pages = Paginator(range(240), 20)
    return {
        "is_inside": "innen" in request.GET,  # the header of the intranet
        "long": LONG,
        "today": date(2027, 2, 3),
        "start": time(17, 30),
        "end": time(19, 0),
        "page_obj": pages.get_page(request.GET.get("page", 4)),
        "form": SampleForm(),
        "wrong_form": SampleForm({"email": "keine Adresse", "title": ""}, prefix="f"),
        "trail": [("Beteiligung", "/beteiligung/"), ("Salzwiesen", "#"), (LONG, "")],
        "chips": [
            {"label": "Alle", "url": "#", "active": True, "count": 12},
            {"label": "Läuft", "url": "#", "active": False, "count": 3},
            {"label": LONG, "url": "#", "active": False, "count": 0},
            {"label": "Ergebnis liegt vor", "url": "#", "active": False},
        ],
        "tabs": [
            {"label": "Liste", "url": "#", "active": True},
            {"label": "Karte", "url": "#", "active": False},
            {"label": "Auswertung", "url": "#", "active": False},
        ],
        "items": timeline(),
        "facts": [
            ("Beginn", "Mittwoch, 3. Februar, 17:30 Uhr"),
            ("Ort", "Ratssaal, Rathaus, Marktplatz 1"),
            ("Zuständig", f"Sachgebiet {LONG}"),
        ],
        "statuses": [
            ("läuft, noch 12 Tage", "success"),
            ("endet bald: noch 2 Tage", "warning"),
            ("startet am 3. Mai", "info"),
            ("in Auswertung", "neutral"),
            ("Ergebnis liegt vor", "neutral"),
        ],
        "tones": ["neutral", "info", "success", "warning", "danger", "alert"],
    }


def timeline() -> list[dict]:
    return [
        {
            "title": "Ideen sammeln",
            "state": "past",
            "first_day": date(2026, 11, 2),
            "last_day": date(2026, 12, 18),
        },
        {
            "title": f"Über das {LONG} abstimmen",
            "state": "now",
            "first_day": date(2027, 1, 11),
            "last_day": date(2027, 2, 15),
            "text": "Sie haben drei Stimmen.",
        },
        {
            "title": "Ergebnis im Stadtrat",
            "state": "next",
            "first_day": date(2027, 3, 9),
        },
    ]
