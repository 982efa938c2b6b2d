"""What the pages of accounts call a thing that is named otherwise, or twice, where they were translated."""

from typing import Final

from django.utils.translation import gettext_noop

RENAMED: Final = (
    gettext_noop("Security Keys"),
    gettext_noop("Add Security Key"),
    gettext_noop("Security key added."),
    gettext_noop("Security key removed."),
    gettext_noop("No security keys have been added."),
    gettext_noop("Are you sure you want to remove this security key?"),
    gettext_noop("Passkey"),
    gettext_noop("Security key"),
    gettext_noop("This key does not indicate whether it is a passkey."),
    gettext_noop("Create Passkey"),
    gettext_noop("Use a security key"),
    gettext_noop("Password Reset"),
)
"""A key to sign in with has one name, a passkey; a key that a program has is another thing."""
