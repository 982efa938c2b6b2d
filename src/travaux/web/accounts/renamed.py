"""What the pages of accounts call a thing that allauth names otherwise, or twice, in each language."""

from typing import Final

from django.utils.translation import gettext_noop, ngettext_lazy

RENAMED: Final = (
    gettext_noop("Security Keys"),
    gettext_noop("Add Security Key"),
    gettext_noop("Edit Security Key"),
    gettext_noop("Remove Security Key"),
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
    gettext_noop("Two-Factor Authentication"),
    gettext_noop(
        "Your account is protected by two-factor authentication. Please enter an authenticator code:"
    ),
)
"""A key to sign in with has one name, a passkey; a key that a program has is another thing. A page is named
as the link to it is.

In English they are in a catalogue too, written by hand: it has these and nothing else.
"""
HAVING: Final = ngettext_lazy(
    "You have added %(count)s security key.", "You have added %(count)s security keys.", "count"
)
"""How many of them somebody has."""
LEFT: Final = ngettext_lazy(
    "There is %(unused_count)s out of %(total_count)s recovery codes available.",
    "There are %(unused_count)s out of %(total_count)s recovery codes available.",
    "unused_count",
)
"""How many recovery codes were not used."""
