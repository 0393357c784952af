"""The door of the web server: gunicorn rotherham_hwb.wsgi:application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rotherham_hwb.settings")

application = get_wsgi_application()
