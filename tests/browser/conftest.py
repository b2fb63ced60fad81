"""
A whole town for the browser: its own data, web server and worker, as in real life.

The journeys use the demo town through Chromium. Those of one process run one after
the other against the same house, so each brings its own people and things.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import moulds

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60_000  # milliseconds; a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE)
PASSWORD = "stadtraum-demo"
# The headless shell draws no window around the page: a third of the time less.
SHELL = shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
CHROMIUM = os.environ.get("CHROMIUM", SHELL)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items):
    """The walks take longest: they begin, so that both processors work to the end."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.path.name != "test_pages.py")


class House:
    """The running town: where it is, who was at the door, what mails left it."""

    def __init__(self, data: Path):
        self.data = data
        self.keys = {}
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"

    def environment(self):
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(self.data),
            "DATABASE_URL": f"sqlite:///{self.data}/db.sqlite3",
            "CACHE_URL": f"filecache://{self.data}/cache",
            "DEMO_TOWN": "true",
            "DEBUG": "false",
            "REQUIRE_SECOND_FACTOR": "false",
            "SECRET_KEY": "browser-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABC",
            "QUEUE_KEY": "browser-queue-0123456789-abcdefghijklmnopqrstuvwxyz-AB",
            "BASE_URL": self.url,
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
        }

    def prepare(self):
        moulds.pour_sqlite(self.data / "db.sqlite3")
        command = [sys.executable, "scripts/prepare.py"]
        subprocess.run(command, cwd=ROOT, env=self.environment(), check=True)

    def launch(self, *arguments):
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(),
            start_new_session=True,
        )

    def mails_to(self, address, *, subject="", seconds=60):
        """Wait for mails to an address, newest last; each as (subject, text)."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            found = [m for m in self.mails() if m[0] == address and subject in m[1]]
            if found:
                return [(title, text) for _to, title, text in found]
            time.sleep(0.3)
        raise AssertionError(f"No mail “{subject}” to {address}: {self.mails()}")

    def mails(self):
        folder = self.data / "mail"
        files = sorted(folder.glob("*.log"), key=lambda p: p.stat().st_mtime)
        return [mail for path in files for mail in read_mails(path)]


def read_mails(path):
    separator = b"-" * 79
    for raw in path.read_bytes().split(separator):
        if raw.strip():
            mail = message_from_bytes(raw.strip(), policy=policy.default)
            yield mail["To"], mail["Subject"], mail.get_content()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_ready(house):
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{house.url}/healthz", timeout=2)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("The house does not answer.")


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("house"))
    house.prepare()
    processes = [
        house.launch(
            "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{house.port}",
            "--threads", "4", "--log-level", "warning",
        ),
        house.launch("manage.py", "qcluster"),
    ]  # fmt: skip
    try:
        wait_until_ready(house)
        yield house
    finally:
        for process in processes:
            process.terminate()  # not its children: a worker ends them in order
        for process in processes:
            process.wait(20)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


class Person:
    """Somebody at a browser."""

    def __init__(self, house, page):
        self.house = house
        self.page = page

    def opens(self, path):
        answer = self.page.goto(self.house.url + path)
        assert answer.status < 400, f"{path}: {answer.status}"
        return self

    def signs_in(self, account, password=PASSWORD):
        """At the door the first time; after that they still hold their key."""
        if account in self.house.keys:
            self.page.context.add_cookies(self.house.keys[account])
            return self
        address = account if "@" in account else f"{account}@stadtraum.example"
        self.opens("/konto/anmelden/")
        form = self.page.locator("main form")
        form.locator("input[name=login]").fill(address)
        form.locator("input[name=password]").fill(password)
        form.get_by_role("button", name=re.compile("Anmelden")).click()
        self.page.wait_for_load_state()
        assert "/anmelden" not in self.page.url, self.page.inner_text("main")
        self.house.keys[account] = self.page.context.cookies()
        return self

    def presses(self, name, **options):
        self.page.get_by_role("button", name=name, **options).first.click()
        self.page.wait_for_load_state()
        return self

    def follows(self, name, **options):
        self.page.get_by_role("link", name=name, **options).first.click()
        self.page.wait_for_load_state()
        return self

    def sees(self, text):
        expect(self.page.locator("body")).to_contain_text(text, use_inner_text=True)
        return self

    def does_not_see(self, text):
        content = self.page.locator("body")
        expect(content).not_to_contain_text(text, use_inner_text=True)
        return self


@contextmanager
def front_door(house, chromium):
    """What lets people in, each at a browser of their own; they leave in the end."""
    contexts = []

    def arrives(*, javascript=True, width=1280, height=900, **options):
        context = chromium.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            locale="de-DE",
            timezone_id="Europe/Berlin",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return Person(house, context.new_page())

    yield arrives
    for context in contexts:
        context.close()


@pytest.fixture
def person(house, chromium):
    """Call it for each person: ``person()``, ``person(javascript=False)``."""
    with front_door(house, chromium) as arrives:
        yield arrives


@pytest.fixture(scope="module")
def lasting_person(house, chromium):
    """A person who stays for all tests of a module."""
    with front_door(house, chromium) as arrives:
        yield arrives
