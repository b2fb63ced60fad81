"""What editors and approvers do in the administration, which needs JavaScript."""

from playwright.sync_api import expect


def writes_day(page, name, day):
    """The calendar opens a moment later and would lie over what comes next."""
    field = page.locator(f"[name={name}]")
    field.fill(f"{day:%d.%m.%Y}")
    calendar = page.locator(".xdsoft_datetimepicker").filter(visible=True)
    calendar.wait_for()
    field.blur()
    calendar.wait_for(state="hidden")


def adds_phase(page, title, first_day, last_day):
    page.locator("#id_phases-ADD").click()
    page.fill("[name=phases-0-title]", title)
    writes_day(page, "phases-0-first_day", first_day)
    writes_day(page, "phases-0-last_day", last_day)


def submits(page):
    page.get_by_role("button", name="Mehr Aktionen").click()
    page.get_by_role("button", name="einreichen").click()
    expect(page.locator(".messages")).to_contain_text("eingereicht")


def approves(page):
    page.get_by_role("button", name="Mehr Aktionen").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Freigeben", exact=True).click()
