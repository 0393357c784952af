"""The door of the web server: gunicorn rotherham_hwb.wsgi:application."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rotherham_hwb.settings")

application = get_wsgi_application()
if settings.SECRET_KEY.startswith(settings.UNSET_KEY):
    raise ImproperlyConfigured("Set SECRET_KEY: 50 random characters that only this server knows.")
