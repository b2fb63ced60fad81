"""
Settings for every deployment, read top to bottom.

What differs between towns comes from the environment or from ``.env``. Every
default is the safe one for production; the demo town opts out of safety by
``DEMO_TOWN=true``, never the other way round. Tests use ``config.settings_test``.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.utils.translation import gettext_lazy as _

from config.safety import refuse_unsafe_start

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"  # what is built; may be thrown away

env = environ.Env()
env.read_env(BASE_DIR / ".env")
DATA_DIR = Path(env("DATA_DIR", default=str(VAR_DIR)))  # what is kept

# --- Deployment -------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
DEMO_TOWN = env.bool("DEMO_TOWN", default=False)
SECRET_KEY = env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # older ones
QUEUE_KEY = env("QUEUE_KEY")  # signs background tasks; see home.apps
BASE_URL = env("BASE_URL").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

refuse_unsafe_start(
    debug=DEBUG,
    demo=DEMO_TOWN,
    secret_key=SECRET_KEY,
    queue_key=QUEUE_KEY,
    allowed_hosts=ALLOWED_HOSTS,
    base_url=BASE_URL,
)

# --- Applications -----------------------------------------------------------

INSTALLED_APPS = [
    "home",
    "participation",
    "intranet",
    "knowledge",
    "training",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "home.users_app.TownUsersConfig",  # wagtail.users with our screens
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "django_q",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "home.middleware.security_headers",
    "home.middleware.refuse_null",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "home.pagecache.PageCacheMiddleware",
    "home.compression.TextCompressionMiddleware",
    "home.middleware.one_look_per_request",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "home.middleware.private_responses",
    "home.guests.guest_cookie",
    "home.middleware.intranet_door",
    "home.accounts.middleware.second_factor",
    "home.middleware.visible_redirects",
    "home.middleware.forms_alone",
    "participation.preview.middleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["home.templatetags.components"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context.house",
            ],
        },
    }
]

# --- Database, cache, background work ---------------------------------------

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/db.sqlite3")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Without IMMEDIATE, a read that turns into a write fails at once when two
    # people act together; the timeout would not apply.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            "PRAGMA foreign_keys=ON; PRAGMA mmap_size=134217728;"
        ),
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

CACHES = {
    "default": {
        "BACKEND": "home.cache.SteadyCache",  # goes on when the cache is away
        "OPTIONS": {
            "main": env.cache("CACHE_URL", default=f"filecache://{DATA_DIR}/cache")
        },
    }
}

Q_CLUSTER = {
    "name": "stadtraum",
    "orm": "default",  # the database is the broker: a task commits with its cause
    "workers": env.int("QUEUE_WORKERS", default=2),
    "timeout": 120,  # a task is ended after this many seconds ...
    "retry": 180,  # ... and tried again after this many: must be the larger one
    "max_attempts": 3,
    "catch_up": False,  # after an outage, a missed reminder is not sent thrice
    "save_limit": 500,
    "poll": 1,
    "label": "Hintergrundaufgaben",
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People and doors -------------------------------------------------------

AUTH_USER_MODEL = "home.User"
# allauth's alone: it knows permissions like Django's own, and two would hash twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"  # noqa: E501
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Required of every role that edits, moderates, plans or sees personal data.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=True)
if not (REQUIRE_SECOND_FACTOR or DEMO_TOWN):
    raise environ.ImproperlyConfigured("Only the demo town may do without it.")

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:my_page"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "home.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "home.accounts.forms.SignInForm",
    "signup": "home.accounts.forms.SignUpForm",
    "add_email": "home.accounts.forms.AddEmailForm",
    "change_password": "home.accounts.forms.ChangePasswordForm",
    "set_password": "home.accounts.forms.SetPasswordForm",
    "reset_password": "home.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "home.accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "home.accounts.forms.CurrentPasswordForm",
    "confirm_email_verification_code": "home.accounts.forms.EmailCodeForm",
    "confirm_password_reset_code": "home.accounts.forms.ResetCodeForm",
    "confirm_login_code": "home.accounts.forms.SignInCodeForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_CHANGE_EMAIL = True  # one address; a new one counts once it is confirmed
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True  # a code, so that mails need no links
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = False  # home.accounts.limits counts, in the database
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # all other sessions end by themselves
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(BASE_URL).scheme
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": True, "length": 8}
SOCIALACCOUNT_ADAPTER = "home.accounts.adapters.SocialAccountAdapter"
SOCIALACCOUNT_FORMS = {"signup": "home.accounts.forms.ProviderSignUpForm"}
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_PROVIDERS = {}
if env("OIDC_SERVER_URL", default=""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "stadt",
                "name": env("OIDC_NAME", default="Stadtverwaltung"),
                "client_id": env("OIDC_CLIENT_ID"),
                "secret": env("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": env("OIDC_SERVER_URL"), "uid_field": "sub"},
            }
        ],
    }
MFA_ADAPTER = "home.accounts.adapters.MFAAdapter"
MFA_FORMS = {
    "authenticate": "home.accounts.second_factor_forms.AuthenticateForm",
    "reauthenticate": "home.accounts.second_factor_forms.ReauthenticateForm",
    "activate_totp": "home.accounts.second_factor_forms.ActivateTOTPForm",
    "add_webauthn": "home.accounts.second_factor_forms.AddWebAuthnForm",
    "edit_webauthn": "home.accounts.second_factor_forms.EditWebAuthnForm",
}
MFA_RATE_LIMITS = False
MFA_TOTP_TOLERANCE = 1  # a clock may be half a minute off
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO_TOWN

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_NAME = "sitzung"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_NAME = "formular"
CSRF_FAILURE_VIEW = "home.views.errors.csrf_failure"

# --- Transport --------------------------------------------------------------

_https = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = _https
CSRF_COOKIE_SECURE = _https
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000  # the page editor sends many

# --- Language and time ------------------------------------------------------

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

# --- Files ------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [("vendor", VAR_DIR / "vendor")]  # filled by scripts/assets.py
MEDIA_URL = "/medien/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(DATA_DIR / "media")))
PRIVATE_MEDIA_ROOT = Path(env("PRIVATE_MEDIA_ROOT", default=str(DATA_DIR / "private")))
STORAGES = {
    "default": {"BACKEND": "home.storage.TownStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # each process lists them: half the memory
FILE_UPLOAD_PERMISSIONS = 0o640
# A proxy serves /medien/ in production; the demo town does it by itself.
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=DEMO_TOWN)

# --- Retention --------------------------------------------------------------

# How long personal data of an informal participation are kept after its end.
PARTICIPATION_RETENTION_MONTHS = env.int("PARTICIPATION_RETENTION_MONTHS", default=24)

# --- Open data --------------------------------------------------------------

OPEN_DATA_LICENCE_NAME = env(
    "OPEN_DATA_LICENCE_NAME",
    default="Datenlizenz Deutschland – Namensnennung – Version 2.0",
)
OPEN_DATA_LICENCE_URL = env(
    "OPEN_DATA_LICENCE_URL", default="https://www.govdata.de/dl-de/by-2-0"
)
# The official key of the municipality (AGS), for plans in the standards' shape.
MUNICIPALITY_KEY = env("MUNICIPALITY_KEY", default="")

# Other sites of the town that may show the list of procedures in a frame.
EMBEDDING_SITES = env.list("EMBEDDING_SITES", default=[])

# --- Maps -------------------------------------------------------------------

# Where map tiles come from, such as https://karte.example/{z}/{x}/{y}.png. We fetch
# them ourselves, so that no visitor asks a foreign server. Empty: no map.
MAP_TILES_URL = env("MAP_TILES_URL", default="")
MAP_ATTRIBUTION = env("MAP_ATTRIBUTION", default="")  # whose map it is, in words

# --- Mail -------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="beteiligung@stadtraum.example")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
DEMO_MAIL_DIR = DATA_DIR / "mail"
if DEMO_TOWN and not env("EMAIL_URL", default=""):
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DEMO_MAIL_DIR
else:
    vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))
EMAIL_TIMEOUT = 20

# --- Wagtail ----------------------------------------------------------------

INTRANET_PATH = "/intranet/"
WAGTAIL_SITE_NAME = "Stadtraum"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/konto/anmelden/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # our addresses are ASCII: ae for ä
WAGTAIL_I18N_ENABLED = False
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "home.publication.publish_approved"
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILIMAGES_IMAGE_MODEL = "home.TownImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.upload_forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"webp": "webp", "png": "webp", "jpeg": "webp"}
WAGTAILDOCS_DOCUMENT_MODEL = "home.TownDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.upload_forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "wagtail.search.backends.database",
        "SEARCH_CONFIG": "german",
    }
}
TAGGIT_CASE_INSENSITIVE = True

# --- Logs -------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "filters": {"without_keys": {"()": "home.logs.WithoutKeys"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_keys"],
        }
    },
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django-q": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
