"""An editor writes, somebody else approves, and only then the town reads it."""

import secrets
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.administration import adds_phase, approves, submits


def test_editor_drafts_and_another_approves(house, person):
    title = f"Bänke für den Kurpark {secrets.token_hex(3)}"
    address = f"/beteiligung/{title.lower().replace('ä', 'ae').replace('ü', 'ue')}/"
    address = address.replace(" ", "-")
    editor = person().signs_in("redaktion").opens("/verwaltung/pages/")
    editor.page.locator("a[href*='/add_subpage/']").first.click()

    drafts(editor.page, title)
    sees_preview(editor.page, title)
    submits(editor.page)

    nobody_reads(person(), address)
    editor.opens("/verwaltung/").follows(title)
    expect(editor.page.locator("[data-workflow-action-name=approve]")).to_have_count(0)

    approver = person().signs_in("freigabe").opens("/verwaltung/").follows(title)
    approves(approver.page)

    reader = person(javascript=False, width=390, height=800)
    reader.opens(address).sees(title).sees("läuft")

    # A change to what is public is compared before it is approved.
    editor.page.reload()
    editor.page.fill("#id_introduction", "Wo fehlen Bänke, und für wen?")
    submits(editor.page)
    approver.opens("/verwaltung/").follows(title).sees("und für wen?")
    reader.opens(address).does_not_see("und für wen?")
    approver.follows("Bearbeiten")
    approves(approver.page)
    house.mails_to("redaktion@stadtraum.example", subject=title)


def drafts(page, title):
    page.fill("#id_title", title)
    page.fill("#id_introduction", "Wo fehlen Bänke?")
    page.get_by_role("tab", name="Phasen und Angebote").click()
    today = timezone.localdate()
    adds_phase(page, "Bänke sammeln", today, today + timedelta(days=20))
    page.locator("#id_activities-ADD").click()
    page.fill("[name=activities-0-title]", "Ihre Bänke")


def sees_preview(page, title):
    page.locator("[data-side-panel-toggle=preview]").click()
    preview = page.frame_locator("iframe[title*=Vorschau], #w-preview-iframe").first
    expect(preview.get_by_role("heading", name=title)).to_be_visible()
    page.locator("[data-side-panel-toggle=preview]").click()


def nobody_reads(visitor, address):
    assert visitor.page.goto(visitor.house.url + address).status == 404
