"""Pressing the buttons of the administration, as an editor or an approver."""

from django.urls import reverse

from home import roles

EDITORS, APPROVERS = roles.PARTICIPATION_EDITORS, roles.PARTICIPATION_APPROVERS
FORM = {
    "introduction": "",
    "day": "2027-02-03",
    "initial-day": "2027-02-03",  # as the browser sends it back
    "body-count": "0",
    "slug": "meldung",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
}


def act(client, person, page, action, title="Neue Bänke", **data):
    """Open the editor as a person and press one of its buttons."""
    client.force_login(person)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(url, FORM | {"title": title, action: "1"} | data)
    page.refresh_from_db()
    return response


def submit(client, person, page, **kwargs):
    return act(client, person, page, "action-submit", **kwargs)


def approve(client, person, page, **kwargs):
    data = {"workflow-action-name": "approve"} | kwargs
    return act(client, person, page, "action-workflow-action", **data)
