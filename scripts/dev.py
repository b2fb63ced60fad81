"""
Set up and start Stadtraum on a machine that has Python, pip, make, Node and npm.

Runs before anything is installed, so it uses the standard library alone and no
syntax that an old Python could not read. Called by the Makefile.
"""

import hashlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = ROOT / "var" / "stamps"
ENV_FILE = ROOT / ".env"
DEMO_PASSWORD = "stadtraum-demo"  # noqa: S105 - printed on purpose, demo town only
DEMO_ACCOUNTS = (
    "buergerin buerger mitarbeiterin redaktion freigabe moderation planung "
    "intranet-redaktion intranet-freigabe wissen-redaktion wissen-freigabe "
    "schulung trainerin personalrat datenschutz admin"
).split()


class Refusal(Exception):  # noqa: N818
    """Something is missing on this machine; the message says what to do."""


# --- What this machine must have ---------------------------------------------


def needed(tool):
    """The version of a tool that ``pyproject.toml`` asks for, as (major, minor)."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found = re.search(r'^requires-{} = ">=(\d+)(?:\.(\d+))?"'.format(tool), text, re.M)
    return int(found.group(1)), int(found.group(2) or 0)


def check_tools():
    if sys.version_info[:2] < needed("python"):
        wanted = "{}.{}".format(*needed("python"))
        raise Refusal(
            "Python {} oder neuer fehlt. Unter Debian: apt install python{} "
            "python{}-venv".format(wanted, wanted, wanted)
        )
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise Refusal("Node.js und npm fehlen. Unter Debian: apt install nodejs npm")
    version = subprocess.check_output(["node", "--version"], text=True)
    major = int(version.strip().lstrip("v").split(".")[0])
    if major < needed("node")[0]:
        raise Refusal(
            "Node.js {} oder neuer fehlt (gefunden: {}). Unter Debian: "
            "apt install nodejs".format(needed("node")[0], version.strip())
        )
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        raise Refusal(
            "Das Modul venv fehlt. Unter Debian: apt install python3-venv"
        ) from None


# --- Installing what the locks name ------------------------------------------


def fingerprint(*paths):
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def once(name, mark, work):
    """Do the work unless it was done for the same mark before."""
    stamp = STAMPS / name
    if stamp.exists() and stamp.read_text() == mark:
        return
    work()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)


def run(*command, **options):
    subprocess.run([str(part) for part in command], cwd=ROOT, check=True, **options)


def setup(dev=False):
    check_tools()
    install_python("requirements-dev.txt" if dev else "requirements.txt")
    install_node()
    build_assets()
    run(PYTHON, "scripts/compile_messages.py")
    write_env()


def install_python(requirements):
    lock = ROOT / requirements
    dev_mark = fingerprint(ROOT / "requirements-dev.txt")
    dev_stamp = STAMPS / "requirements-dev.txt"
    if PYTHON.exists() and dev_stamp.exists() and dev_stamp.read_text() == dev_mark:
        return  # the development lock holds all that running needs

    def install():
        say("Python-Pakete werden installiert (einmalig, etwa eine Minute) …")
        if not PYTHON.exists():
            run(sys.executable, "-m", "venv", VENV)
        command = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes"]
        run(*command, "--disable-pip-version-check", "-r", lock)

    if not PYTHON.exists():
        (STAMPS / requirements).unlink(missing_ok=True)
    once(requirements, fingerprint(lock), install)


def install_node():
    def install():
        say("Oberflächen-Pakete werden installiert …")
        run("npm", "ci", "--silent", "--no-audit", "--no-fund")

    if not (ROOT / "node_modules").exists():
        (STAMPS / "node").unlink(missing_ok=True)
    once("node", fingerprint(ROOT / "package-lock.json"), install)


def build_assets():
    sources = [ROOT / "package-lock.json"]
    sources += [ROOT / "scripts" / name for name in ("assets.py", "css.py")]
    for app in ("home", "participation", "intranet", "knowledge", "training"):
        folder = ROOT / app / "static"
        sources += [path for path in folder.rglob("*") if path.is_file()]

    def build():
        run(PYTHON, "scripts/assets.py")
        command = [PYTHON, "manage.py", "collectstatic", "--noinput", "-v", "0"]
        run(*command, env=environment())

    if not (ROOT / "var" / "static").exists():
        (STAMPS / "assets").unlink(missing_ok=True)
    write_env()
    once("assets", fingerprint(*sources), build)


def write_env():
    """Settings of a demo town with keys of its own, if there are none yet."""
    if ENV_FILE.exists():
        return
    ENV_FILE.write_text(
        "# Demo-Stadt auf diesem Rechner. Für den Betrieb: docs/operations.md\n"
        "DEMO_TOWN=true\n"
        "REQUIRE_SECOND_FACTOR=false\n"
        f"SECRET_KEY={secrets.token_urlsafe(50)}\n"
        f"QUEUE_KEY={secrets.token_urlsafe(50)}\n"
        "BASE_URL=http://localhost:8000\n"
        "ALLOWED_HOSTS=localhost,127.0.0.1\n",
        encoding="utf-8",
    )
    ENV_FILE.chmod(0o600)


# --- Starting -----------------------------------------------------------------


def port():
    text = os.environ.get("PORT", "8000")
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Refusal(f"PORT muss eine Zahl von 1 bis 65535 sein, nicht „{text}“.")
    return int(text)


def check_port_is_free(number):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except OSError:
            raise Refusal(
                f"Port {number} ist belegt. Nehmen Sie einen anderen: "
                f"PORT={number + 1} make run"
            ) from None


def environment():
    base_url = f"http://localhost:{port()}"
    defaults = {"BASE_URL": base_url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    return {**os.environ, **defaults} if is_demo() else dict(os.environ)


def is_demo():
    return "DEMO_TOWN=true" in ENV_FILE.read_text(encoding="utf-8")


def start():
    number = port()
    check_port_is_free(number)
    setup()
    run(PYTHON, "scripts/prepare.py", env=environment())
    processes = [
        launch(
            PYTHON, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{number}",
            "--workers", "2", "--threads", "4", "--log-level", "warning",
        ),
        launch(PYTHON, "manage.py", "qcluster"),
    ]  # fmt: skip
    try:
        wait_until_ready(number, processes)
        welcome(number)
        return wait_for_end(processes)
    finally:
        stop(processes)


def launch(*command):
    # A session of its own: Ctrl-C reaches this script alone, which ends them all.
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment(),
        start_new_session=True,
    )


def wait_until_ready(number, processes):
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", number)) == 0:
                return
        if any(process.poll() is not None for process in processes):
            raise Refusal("Der Start ist fehlgeschlagen; der Grund steht oben.")
        time.sleep(0.1)
    raise Refusal("Die Seite antwortet nach 30 Sekunden noch nicht.")


def welcome(number):
    say(f"\nStadtraum läuft: http://localhost:{number}\n")
    if is_demo():
        say(f"Demo-Zugänge (alle @stadtraum.example, Passwort {DEMO_PASSWORD}):")
        for first in range(0, len(DEMO_ACCOUNTS), 4):
            say("  " + ", ".join(DEMO_ACCOUNTS[first : first + 4]))
        say(f"Verwaltung: http://localhost:{number}/verwaltung/")
        say(f"Mails der Demo (als admin): http://localhost:{number}/demo/post/")
    say("\nBeenden mit Strg+C.")


def wait_for_end(processes):
    ending = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: ending.append(True))
    while not ending:
        if any(process.poll() is not None for process in processes):
            say("Ein Teil hat sich beendet; alles wird angehalten.")
            return 1
        time.sleep(0.2)
    say("\nWird beendet …")
    return 0


def stop(processes):
    """End web and worker, which end their children in order; leave nothing behind."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + 15
    for process in processes:
        try:
            process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
        process.wait()


def say(text):
    print(text, flush=True)


def main():
    commands = {
        "setup": setup,
        "setup-dev": lambda: setup(dev=True),
        "run": start,
    }
    name = sys.argv[1] if len(sys.argv) == 2 else ""
    if name not in commands:
        say("Aufruf: python3 scripts/dev.py " + "|".join(commands))
        return 2
    try:
        return commands[name]() or 0
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"Fehlgeschlagen: {' '.join(error.cmd[:4])}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
