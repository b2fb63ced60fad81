"""
Measure the pages beside a plain Django view, in the same run.

Builds the demo town with large data in a temporary folder, serves it with gunicorn
(2 workers), asks for each page one request after the other and reads the CPU time of
the workers from the system. ``x`` is that time divided by the time of the plain view:
it hardly moves when other work loads the machine. Bars: design, part 10.

Every request brings a cookie, so that no page comes from the page cache. A POST is
measured until its answer, mostly a redirect, as with the peers. On SQLite the
workers do the work of the database, too; the bars are meant for PostgreSQL, as the
peers were measured: ``DATABASE_URL=postgres://… make bench``, with an empty database.
Words after the name of the script choose what to measure: ``scripts/bench.py thread``.
"""

import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
ROUNDS = 3
SECONDS = 4
MOST_MIB = 150  # of a worker, once all pages were asked for
PLAIN = [("/", "besucht=ja", None)]
PASSWORD = "stadtraum-demo"  # noqa: S105 - of the demo town

FLOOR = """
from django.conf import settings
settings.configure(SECRET_KEY="floor"*12, ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes",
    "django.contrib.sessions", "django.contrib.messages"])
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("", lambda request: HttpResponse("hello"))]
application = get_wsgi_application()
"""


class Server:
    """Two gunicorn workers whose CPU time can be read."""

    def __init__(self, module: str, folder: Path, environment: dict):
        self.port = environment.get("PORT") or free_port()
        command = [sys.executable, "-m", "gunicorn", module, "--workers", "2"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--log-level", "error"]
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, start_new_session=True
        )
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", int(self.port))) == 0:
                    break
            time.sleep(0.1)
        time.sleep(2)

    def cpu_ms(self) -> float:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        total = 0
        for pid in children.read_text().split():
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total * 1000 / TICKS

    def rss_mib(self) -> float:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        sizes = [
            int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096 / 2**20
            for pid in children.read_text().split()
        ]
        return max(sizes)

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(20)


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def measure(server: Server, requests: Iterator[list]) -> tuple[float, float]:
    """CPU milliseconds and the median wall milliseconds of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", int(server.port), timeout=60)
    times = []
    for request in islice(requests, 4):  # both workers know what they may keep
        fetch(connection, *request)
    before, started = server.cpu_ms(), time.monotonic()
    for request in requests:
        began = time.perf_counter()
        fetch(connection, *request)
        times.append((time.perf_counter() - began) * 1000)
        if time.monotonic() - started > SECONDS:
            break
    connection.close()
    return (server.cpu_ms() - before) / len(times), statistics.median(times)


def asked(requests: list, number: int) -> Iterator:
    """What a round asks: a page again and again, but what is sent just once."""
    return cycle(requests) if len(requests) == 1 else iter(requests[number::ROUNDS])


def fetch(connection, path: str, cookie: str, fields: dict | None) -> None:
    headers = {"Host": "localhost", "Accept-Language": "de", "Accept-Encoding": "gzip"}
    headers["Cookie"] = cookie
    if fields is None:
        connection.request("GET", path, headers=headers)
    else:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST", path, urlencode(fields), headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != (200 if fields is None else 302):
        raise SystemExit(f"{path}: {answer.status}")


def environment_of(folder: Path, port: str) -> dict:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(folder),
        "DATABASE_URL": os.environ.get(
            "DATABASE_URL", f"sqlite:///{folder}/db.sqlite3"
        ),
        "CACHE_URL": f"filecache://{folder}/cache",
        "DEMO_TOWN": "true",
        "DEBUG": "false",
        "REQUIRE_SECOND_FACTOR": "false",
        "SECRET_KEY": "bench-only-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF",
        "QUEUE_KEY": "bench-queue-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDE",
        "BASE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "PORT": port,
    }


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = environment_of(folder, free_port())
        for command in (["migrate", "-v", "0"], ["create_demo_town", "-v", "0"]):
            manage = [sys.executable, "manage.py", *command]
            subprocess.run(manage, cwd=ROOT, env=environment, check=True)
        filled = subprocess.run(
            [sys.executable, "scripts/bench_data.py"],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        lines = [line for line in filled.stdout.splitlines() if line.startswith("{")]
        rows = [json.loads(line) for line in lines]
        return report([row for row in rows if is_asked_for(row)], folder, environment)


def is_asked_for(row: dict) -> bool:
    words = sys.argv[1:]
    return not words or any(word in row["label"] for word in words)


def report(rows: list[dict], folder: Path, environment: dict) -> int:
    (folder / "floor.py").write_text(FLOOR)
    bare = {k: v for k, v in environment.items() if k not in {"PORT"}}
    bare.pop("DJANGO_SETTINGS_MODULE")
    floor_server = Server("floor", folder, bare)
    town = Server("config.wsgi", ROOT, environment)
    too_slow = 0
    try:
        print(f"{'page':<34}{'who':<8}{'CPU ms':>8}{'x':>7}{'bar':>6}{'wall ms':>9}")
        for row in rows:
            ratios, cpus, walls = [], [], []
            for number in range(ROUNDS):
                floor, _wall = measure(floor_server, cycle(PLAIN))
                cpu, wall = measure(town, asked(row["requests"], number))
                ratios.append(cpu / floor)
                cpus.append(cpu)
                walls.append(wall)
            ratio = statistics.median(ratios)
            mark = "" if ratio <= row["bar"] else "  too slow"
            too_slow += bool(mark)
            print(
                f"{row['label']:<34}{row['who']:<8}{statistics.median(cpus):>8.1f}"
                f"{ratio:>7.0f}{row['bar']:>6}{statistics.median(walls):>9.1f}{mark}",
                flush=True,
            )
        memory = town.rss_mib()
        too_large = memory > MOST_MIB
        print(f"worker RSS {memory:.0f} MiB{'  too large' if too_large else ''}")
    finally:
        floor_server.stop()
        town.stop()
    return 1 if too_slow or too_large else 0


if __name__ == "__main__":
    sys.exit(main())
