"""Settings, all of them from typed environment values; nonsense is refused at start.

DATABASE_URL   postgresql://…  (unset: the PG* variables of the demo and the tests)
DATABASE_ROLE  a role to take on after signing in to the database (unset: none)
SECRET_KEY     required unless DEMO or DEBUG is on
ALLOWED_HOSTS  comma-separated;  PUBLIC_URL  the address residents use
MEDIA_ROOT     folder of papers and packs; never served by the web server directly
EMAIL_URL      smtp+tls://user:password@host:587, or filemail:////folder
EMAIL_FROM     the sender's address
COUNCIL_NAME   printed in the header;  DEMO, DEBUG  on or off
STRICT_COMPONENTS  a mistake in a page stops it (unset: as DEMO or DEBUG), or is only logged
SECRET_KEY_FALLBACKS  former keys, comma-separated: sessions and second steps made with them hold
REQUIRE_SECOND_STEP   on unless off: officers and approvers sign in with a code or a passkey too
TRUSTED_PROXIES       how many proxies of yours stand before us; 1 where PUBLIC_URL is https
OIDC_SERVER_URL, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET  sign-in by the council's own directory
OIDC_EMAIL_DOMAINS    comma-separated: whose addresses it proves, such as example.gov.uk
OIDC_NAME             what its button says
LOG_LEVEL             how much is written to the log: WARNING unless told otherwise
"""

from pathlib import Path
from secrets import token_urlsafe
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from environ import Env

from rotherham_hwb import directory_settings, environment

BASE_DIR = Path(__file__).resolve().parent.parent
UNSET_KEY = "unset-"

DEMO = environment.switch("DEMO", default=False)
DEBUG = environment.switch("DEBUG", default=False)
STRICT_COMPONENTS = environment.switch("STRICT_COMPONENTS", default=DEMO or DEBUG)
# Without one, a key made for this process alone: good for commands and tests. A server needs
# one that lasts, and wsgi.py refuses to start without it.
SECRET_KEY = environment.text("SECRET_KEY") or UNSET_KEY + token_urlsafe(50)

SECRET_KEY_FALLBACKS = environment.comma_list("SECRET_KEY_FALLBACKS")

PUBLIC_URL = environment.web_address("PUBLIC_URL", default="http://127.0.0.1:8000")
SECURE = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
COUNCIL_NAME = environment.text("COUNCIL_NAME", default="Rotherham Council")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "pgtrigger",
    "csp",
    "django_prose_editor",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "meetings",
    "reports",
    "minutes",
    "rotherham_hwb",
    "rotherham_hwb.packs",
    "rotherham_hwb.checks",
    "rotherham_hwb.outbox",
    "rotherham_hwb.reader",
    "rotherham_hwb.legacy",
    "rotherham_hwb.redactions",
    "rotherham_hwb.search_index",
    "rotherham_hwb.sample",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "meetings.doors.DoorMiddleware",
    "rotherham_hwb.files.only_declared_bytes",
]

ROOT_URLCONF = "rotherham_hwb.urls"
WSGI_APPLICATION = "rotherham_hwb.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ]
            if not DEBUG
            else [
                "django.template.loaders.filesystem.Loader",
                "django.template.loaders.app_directories.Loader",
            ],
            "builtins": ["rotherham_hwb.templatetags.portal", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "rotherham_hwb.context.portal",
            ],
        },
    }
]
FORM_RENDERER = "rotherham_hwb.forms.GovukFormRenderer"

if DATABASE_URL := environment.url_of("DATABASE_URL", ("postgresql", "postgres")):
    DATABASES = {"default": Env.db_url_config(DATABASE_URL)}
else:
    # The PG* variables that libpq reads; `make demo` and the tests set them.
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": environment.text("PGDATABASE", default="portal"),
        }
    }
if DATABASE_ROLE := environment.text("DATABASE_ROLE"):
    DATABASES["default"].setdefault("OPTIONS", {})["assume_role"] = DATABASE_ROLE
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# What signing in counts and remembers must be the same for every process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "meetings.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after_sign_in"
LOGOUT_REDIRECT_URL = "home"

# django-allauth: ADR 0010 says what of it is used.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole_number(
    "TRUSTED_PROXIES", default=int(SECURE), most=10
)
ACCOUNT_ADAPTER = "rotherham_hwb.notifications.accounts.PostingAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up: this asks for passwords
ACCOUNT_EMAIL_VERIFICATION = "none"  # whoever answers an invitation has read that mailbox
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# What the keys are, meetings/sign_in/devices.py says: address and network, device, address.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "login_failed_on_device": "10/5m/key",
    "login_failed_anywhere": "300/h/key",
}
ACCOUNT_FORMS = {
    "login": "meetings.sign_in.forms.SignIn",
    "reset_password": "meetings.sign_in.forms.ForgottenPassword",
    "reset_password_from_key": "meetings.sign_in.forms.NewPassword",
    "change_password": "meetings.sign_in.forms.ChangePassword",
    "set_password": "meetings.sign_in.forms.FirstPassword",
    "reauthenticate": "meetings.sign_in.forms.SignInAgain",
}
REQUIRE_SECOND_STEP = environment.switch("REQUIRE_SECOND_STEP", default=True)
# The sample officer's authenticator app, known to everybody who reads this: for the demo alone.
DEMO_SECOND_STEP = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" if DEMO else ""
MFA_ADAPTER = "meetings.sign_in.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE  # browsers do so for localhost alone
MFA_FORMS = {
    "authenticate": "meetings.sign_in.forms.SecondStep",
    "reauthenticate": "meetings.sign_in.forms.SecondStepAgain",
    "activate_totp": "meetings.sign_in.forms.SetUpApp",
    "add_webauthn": "meetings.sign_in.forms.AddPasskey",
    "edit_webauthn": "meetings.sign_in.forms.RenamePasskey",
}

OIDC_SERVER_URL = directory_settings.server_url()
OIDC_EMAIL_DOMAINS = directory_settings.email_domains()
SOCIALACCOUNT_ADAPTER = "meetings.sign_in.adapters.DirectoryAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not be sent on to another site (form-action)
# The adapter asks at each sign-in whether the directory has proven the address, by any of the
# names that directories have for it; the library, which knows one of them, need not.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_SERVER_URL:
    directory = {
        "provider_id": "directory",
        "name": environment.text("OIDC_NAME", default="your council account"),
        "client_id": environment.text("OIDC_CLIENT_ID"),
        "secret": environment.text("OIDC_CLIENT_SECRET"),
        "settings": {"server_url": OIDC_SERVER_URL, "verified_email": True},
    }
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [directory]}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = environment.text("STATIC_ROOT") or None  # for collectstatic
WHITENOISE_USE_FINDERS = True
WHITENOISE_MIMETYPES = {".mjs": "text/javascript"}
# No address gives out the folder itself; Django's test server would give it out at "/".
MEDIA_URL = "/stored-files/"
MEDIA_ROOT = environment.text("MEDIA_ROOT", default=str(BASE_DIR / ".demo" / "media"))
FILE_UPLOAD_HANDLERS = ["reports.files.receiving.LimitedUpload"]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

TASKS = {
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "reading"]},
}

EMAIL_URL = environment.url_of("EMAIL_URL", Env.EMAIL_SCHEMES) or "consolemail://"
vars().update(Env.email_url_config(EMAIL_URL))
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = environment.sender(
    "EMAIL_FROM", default=f"no-reply@{urlsplit(PUBLIC_URL).hostname}"
)

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
if SECURE:  # behind a proxy that speaks TLS and sets this header itself (README)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "rotherham_hwb.public.pages.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LOG_LEVEL = environment.one_of(
    "LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), default="WARNING"
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # Django's own would also mail errors to ADMINS, past the outbox.
    "loggers": {"django": {"handlers": []}},
}
