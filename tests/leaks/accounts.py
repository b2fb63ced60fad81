"""The door shows people what they wrote themselves, and nothing of others."""

ABOUT_ONESELF = "shows a person's own account to this person"
NOTHING_YET = "is for people who are not signed in yet"
LEADS_ON = "answers a POST by redirect"

HIDDEN = []

NO_CONTENT = [
    ("account_overview", ABOUT_ONESELF),
    ("account_pseudonym", ABOUT_ONESELF),
    ("account_email", ABOUT_ONESELF),
    ("usersessions_list", ABOUT_ONESELF),
    ("mfa_remove_webauthn", ABOUT_ONESELF),
    ("account_login", NOTHING_YET),
    ("account_signup", NOTHING_YET),
    ("account_inactive", NOTHING_YET),
    ("account_email_verification_sent", NOTHING_YET),
    ("account_reset_password", NOTHING_YET),
    ("account_confirm_password_reset_code", NOTHING_YET),
    ("account_end_session", LEADS_ON),
    ("account_end_everywhere", LEADS_ON),
    ("home:demo_mail", "exists in the demo town alone, for its administrators"),
]
