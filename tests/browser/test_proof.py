"""A guest's browser computes the proof of work while the guest writes."""

GUESTS = "/beteiligung/klimaanpassung-hitze/mitmachen/orte/neu/"


def test_proof_is_there_before_the_form_is_filled_in(person):
    page = person(javascript=True).opens(GUESTS).page
    assert page.input_value("[name=proof]") == ""

    page.fill("[name=title]", "Bank am Brunnen")

    page.wait_for_function("document.querySelector('[name=proof]').value")
