"""Fails when a model has changes without a migration."""

from __future__ import annotations

import os
import sys

import django
from django.core.management import call_command


def main() -> int:
    """Exit code 1 when `makemigrations` would write something."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jingjin.site.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql:///unused")  # only the files are compared
    os.environ.setdefault("JINGJIN_SECRET_KEY", "not used")
    django.setup()
    areas = [
        config.label for config in django.apps.apps.get_app_configs() if config.name.startswith("jingjin.")
    ]
    try:
        call_command("makemigrations", *areas, check=True, dry_run=True, verbosity=1)
    except SystemExit:
        return 1
    return 0


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120
    sys.exit(main())
