"""The one app with models: people, their seats, and what they have not yet tabled."""

from django.apps import AppConfig


class Accounts(AppConfig):
    name = "travaux.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
