from django import forms
from django.utils.safestring import SafeString

from home.kern import kind, limit


class IdeaForm(forms.Form):
    title = forms.CharField(label="Überschrift", max_length=120, help_text="Kurz.")
    text = forms.CharField(label="Ihr Beitrag", max_length=5000, widget=forms.Textarea)
    district = forms.ChoiceField(label="Ortsteil", choices=[("k", "Kernstadt")])
    topics = forms.MultipleChoiceField(
        label="Themen",
        choices=[("g", "Grün"), ("w", "Wasser")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    answer = forms.ChoiceField(
        label="Antwort", choices=[("m", "Mail")], widget=forms.RadioSelect
    )
    consent = forms.BooleanField(label="Ich stimme zu.")


def field_html(name: str, data=None) -> SafeString:
    return IdeaForm(data)[name].as_field_group()


def test_kinds():
    kinds = [kind(field) for field in IdeaForm()]

    assert kinds == ["text", "text", "select", "choices", "choices", "check"]


def test_help_is_tied_to_its_field():
    html = field_html("title")

    assert 'id="id_title_helptext"' in html
    assert 'aria-describedby="id_title_helptext"' in html


def test_error_is_tied_to_its_field():
    html = field_html("title", {"title": ""})

    assert 'id="id_title_error"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert "kern-form-input__input--error" in html


def test_limit_of_a_long_text_is_said_before_it_is_hit():
    html = field_html("text")

    assert limit(IdeaForm()["text"]) == 5000
    assert limit(IdeaForm()["title"]) is None
    assert "Höchstens 5.000 Zeichen." in html
    assert 'aria-describedby="id_text_limit"' in html


def test_several_boxes_stand_in_a_fieldset():
    html = field_html("topics")

    assert html.count("kern-form-check__checkbox") == 2
    assert html.count("<legend") == 1
    assert "(freiwillig)" in html


def test_radio_buttons_are_round():
    assert field_html("answer").count("kern-form-check__radio") == 1


def test_summary_takes_the_focus_and_leads_to_the_fields():
    html = str(IdeaForm({"title": "", "answer": "m"}))

    assert "Bitte prüfen Sie 4 Punkte:" in html
    assert 'tabindex="-1"' in html
    assert "autofocus" in html
    assert 'href="#id_title"' in html


def test_a_form_without_errors_has_no_summary():
    assert "form-summary" not in str(IdeaForm())
