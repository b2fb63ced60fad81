"""What the door of the demo town tells newcomers: who they can be, where mails lie."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from home.roles import ADMINISTRATION, has_role

DOMAIN = "stadtraum.example"
PASSWORD = "stadtraum-demo"  # noqa: S105 - printed on purpose, demo town only
ACCOUNTS = [
    ("buergerin", _("takes part")),
    ("buerger", _("takes part")),
    ("mitarbeiterin", _("reads the intranet and books courses")),
    ("redaktion", _("writes procedures")),
    ("freigabe", _("approves procedures")),
    ("moderation", _("moderates and answers")),
    ("planung", _("runs formal procedures")),
    ("planungsbuero", _("prepares the weighing of a plan, from outside")),
    ("intranet-redaktion", _("writes news for staff")),
    ("intranet-freigabe", _("approves news for staff")),
    ("wissen-redaktion", _("writes articles")),
    ("wissen-freigabe", _("approves articles")),
    ("schulung", _("plans courses and events")),
    ("trainerin", _("holds courses")),
    ("personalrat", _("writes for the staff council")),
    ("datenschutz", _("exports, erases and reads the audit trail")),
    ("admin", _("manages people, settings and everything else")),
]
SEPARATOR = b"-" * 79
PER_PAGE = 20


@dataclass(frozen=True)
class Mail:
    """One mail that the demo town wrote into its folder instead of sending it."""

    file: str
    sender: str
    to: str
    subject: str
    sent: datetime | None
    body: str


def accounts_note() -> dict:
    """The demo accounts for the sign-in page; nothing in a real town."""
    if not settings.DEMO_TOWN:
        return {}
    accounts = [(f"{name}@{DOMAIN}", what) for name, what in ACCOUNTS]
    return {"demo_accounts": accounts, "demo_password": PASSWORD}


def mail_hint(address: str) -> dict:
    """Where a newcomer finds the mail just sent; nothing in a real town."""
    if not settings.DEMO_TOWN:
        return {}
    return {"demo_mail_file": newest_file_to(address), "demo_town": True}


def newest_file_to(address: str) -> str:
    """The newest file with a mail to this address, relative to where one works."""
    for path in mail_files()[:50]:
        if any(mail.to == address for mail in mails_in(path)):
            return str(short(path))
    return ""


def short(path: Path) -> Path:
    inside = path.is_relative_to(settings.BASE_DIR)
    return path.relative_to(settings.BASE_DIR) if inside else path


def mail_files() -> list[Path]:
    """The files in the folder, newest first."""
    folder = Path(settings.DEMO_MAIL_DIR)
    files = folder.glob("*.log") if folder.is_dir() else []
    return sorted(files, key=lambda path: (path.stat().st_mtime_ns, path.name))[::-1]


def mails_in(path: Path) -> list[Mail]:
    parts = path.read_bytes().split(SEPARATOR)
    return [read(path, part.strip()) for part in parts if part.strip()][::-1]


def read(path: Path, raw: bytes) -> Mail:
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain",))
    return Mail(
        file=str(short(path)),
        sender=message["From"] or "",
        to=message["To"] or "",
        subject=message["Subject"] or "",
        sent=moment(message["Date"]),
        body=body.get_content() if body else "",
    )


def moment(header) -> datetime | None:
    """When a mail was sent; mails without a zone mean UTC."""
    if header is None or header.datetime is None:
        return None
    return header.datetime.replace(tzinfo=header.datetime.tzinfo or UTC)


@require_GET
@login_required
def mails(request):
    """Every mail of the demo town, for its administrators."""
    is_administrator = request.user.is_superuser or has_role(
        request.user, ADMINISTRATION
    )
    if not (settings.DEMO_TOWN and is_administrator):
        raise Http404
    page = Paginator(mail_files(), PER_PAGE).get_page(request.GET.get("seite"))
    found = [mail for path in page.object_list for mail in mails_in(path)]
    context = {"mails": found, "page_obj": page}
    return render(request, "home/demo_mail.html", context)
