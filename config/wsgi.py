import os

from django.core.wsgi import get_wsgi_application

from config.stack import on_one_stack

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = on_one_stack(get_wsgi_application())
