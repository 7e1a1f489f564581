"""The ASGI application that the web server runs."""

import os

from django.core.asgi import get_asgi_application

from jingjin.site.serving import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingjin.site.settings")
application = get_asgi_application()
settle()
