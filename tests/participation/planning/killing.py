"""A web server and a database to be killed, and people who state things meanwhile."""

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from types import SimpleNamespace
from urllib.parse import urlencode

import psycopg

from participation import receipts

ROOT = Path(__file__).resolve().parents[3]
BINARIES = Path("/usr/lib/postgresql")
PATIENCE = 60  # seconds that somebody keeps trying


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Web:
    """Gunicorn with two workers on a database of ours."""

    def __init__(self, database, data):
        self.port, self.database, self.data = free_port(), database, data
        self.killed = 0

    def environment(self):
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATA_DIR": str(self.data),
            "DATABASE_URL": self.database,
            "CACHE_URL": f"filecache://{self.data}/cache",
            "DEMO_TOWN": "true",
            "DEBUG": "false",
            "REQUIRE_SECOND_FACTOR": "false",
            "SECRET_KEY": "killing-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABC",
            "QUEUE_KEY": "killing-queue-0123456789-abcdefghijklmnopqrstuvwxyz-AB",
            "BASE_URL": f"http://127.0.0.1:{self.port}",
            "ALLOWED_HOSTS": "127.0.0.1",
            "TRUSTED_PROXY_COUNT": "1",
        }

    @contextmanager
    def running(self):
        collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
        subprocess.run(collect, cwd=ROOT, env=self.environment(), check=True)
        # Preloaded by gunicorn.conf.py: a new worker is there at once.
        where = ["--bind", f"127.0.0.1:{self.port}", "--workers", "2"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "config.wsgi", *where],
            cwd=ROOT,
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            self.await_answer()
            yield self
        finally:
            self.process.terminate()
            self.process.wait(timeout=30)

    def await_answer(self):
        for _attempt in range(PATIENCE * 2):
            try:
                self.fetch("GET", "/healthz")
            except OSError:
                time.sleep(0.5)
            else:
                return
        raise AssertionError("The web server does not start.")

    def fetch(self, method, path, data=None, *, sender="198.51.100.1"):
        """One request on a connection of its own; returns status, address, text."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"X-Forwarded-For": sender, "Host": f"127.0.0.1:{self.port}"}
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            body = urlencode(data) if data is not None else None
            line.request(method, path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode()
            return answer.status, answer.headers.get("Location", ""), text
        finally:
            line.close()

    def kill_a_worker(self):
        """As the out-of-memory killer does it, without any chance to finish."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        workers = [int(pid) for pid in children.read_text().split()]
        if workers:
            os.kill(workers[0], signal.SIGKILL)
            self.killed += 1


class Database:
    """A PostgreSQL of our own on a free port, filled with a copy of another."""

    def __init__(self):
        self.bin = max(BINARIES.glob("*/bin"))
        self.home = Path(tempfile.mkdtemp(prefix="pg-"))
        shutil.chown(self.home, "postgres")
        self.port, self.killed = free_port(), 0
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def run(self, name, *arguments, **options):
        command = [str(self.bin / name), *arguments]
        return subprocess.run(
            command,
            user="postgres",
            cwd="/",
            check=True,
            capture_output=True,
            **options,
        )

    def control(self, *arguments):
        # Not captured: the server would keep the pipe open.
        command = [str(self.bin / "pg_ctl"), "-D", str(self.home / "data"), *arguments]
        subprocess.run(
            command,
            user="postgres",
            cwd="/",
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def start(self):
        # Without fsync it comes back within a second. What a killed process had
        # written stays with the system; only a power cut would tell the difference.
        options = (
            f"-p {self.port} -k {self.home} -c listen_addresses=127.0.0.1 -c fsync=off"
        )
        self.control("-w", "-l", str(self.home / "log"), "-o", options, "start")

    def kill(self):
        """Everything stops at once; what was committed must be there afterwards."""
        self.control("-m", "immediate", "stop")
        self.killed += 1
        self.start()

    @contextmanager
    def copy_of(self, url):
        data = str(self.home / "data")
        self.run("initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--no-locale")
        self.start()
        try:
            dump = self.run("pg_dump", "--no-owner", url).stdout
            self.run("psql", "-q", self.url, input=dump)
            yield self
        finally:
            self.control("-m", "immediate", "stop")
            shutil.rmtree(self.home)


class Sender:
    """Somebody who gives one statement and doesn't give up."""

    def __init__(self, web, form, number):
        self.web, self.number, self.key = web, number, uuid.uuid4()
        self.address = f"{form}{self.key}/"
        self.text = f"Stellungnahme {number}: Die Straße ist zu schmal."
        self.tries = 0
        self.shown = None

    def give(self):
        """Write, check, send, read the receipt; any step again when it failed."""
        end = time.monotonic() + PATIENCE
        while self.shown is None and time.monotonic() < end:
            self.tries += 1
            with suppress(OSError, http.client.HTTPException):
                self.shown = self.attempt()
            if self.shown is None:
                time.sleep(1)
        return self

    def attempt(self):
        if self.fetch("POST", "", {"text": self.text, "schritt": "pruefen"})[0] >= 400:
            return None
        status, _where, page = self.fetch("GET", "pruefen/")
        if status == 200:
            [seen] = re.findall(r'name="gelesen" value="(\w+)"', page)
            self.fetch("POST", "pruefen/", {"gelesen": seen})
        return self.receipt()

    def receipt(self):
        """The code and the number on the receipt, if there is one."""
        status, _where, page = self.fetch("GET", "eingang/")
        codes = re.findall(r'receipt__code">([\w-]+)<', page)
        numbers = re.findall(r"BP-[\w-]+-(\d{4,})", page)
        return (codes[0], int(numbers[0])) if status == 200 and codes else None

    def fetch(self, method, step, data=None):
        sender = f"198.51.100.{self.number % 250}"
        return self.web.fetch(method, f"{self.address}{step}", data, sender=sender)


def send_many(web, form, *, number, each_second, every_five_seconds):
    """Statements at a steady rate, while something is killed every five seconds."""
    senders = [Sender(web, form, n) for n in range(number)]
    over = Event()

    def kill():
        while not over.wait(5):
            every_five_seconds()

    killer = Thread(target=kill)
    killer.start()
    try:
        with ThreadPoolExecutor(40) as pool:
            for sender in senders:
                pool.submit(sender.give)
                time.sleep(1 / each_second)
    finally:
        over.set()
        killer.join()
    for sender in senders:  # it is quiet again: who has no receipt yet gets one
        sender.give()
    return senders


def stored_in(url):
    """What the database holds in the end: number and sealed code by key."""
    query = (
        "select s.idempotency_key, s.number, receipt_digest, v.text from"
        " participation_statement s join participation_statementversion v"
        " on v.statement_id = s.id"
    )
    with psycopg.connect(url) as line:
        return {
            key: SimpleNamespace(number=number, receipt_digest=digest, text=text)
            for key, number, digest, text in line.execute(query)
        }


def is_found(sender, rows):
    """Whether the receipt that was shown is for this very text."""
    code, number = sender.shown
    row = rows.get(sender.key)
    return (
        row is not None
        and (row.number, row.text) == (number, sender.text)
        and receipts.opened_by(receipts.normal(code), [row]) is row
    )
