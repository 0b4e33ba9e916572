"""How django-allauth signs people in: what it may do, and how often somebody may try."""

from datetime import timedelta

from rjhub.settings import sign_on
from rjhub.settings.environment import environment

ACCOUNT_ADAPTER = "rjhub.partnership.signing_in.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = [
    "email*",
    "password1*",
]  # nobody signs up; this also says that a password is asked for
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation arrives at the address, and its link proves it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # whoever asks about an address without an account gets no mail
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=3).total_seconds())
# The same for an address that has no account, so that being slowed down says nothing about who has one.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/300s/key",
    "reset_password": "20/m/ip,3/h/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "invitation": "20/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = environment.trusted_proxies

MFA_ADAPTER = "rjhub.partnership.signing_in.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "RJ Hub"
MFA_TOTP_TOLERANCE = 1  # telephones' clocks are up to half a minute off
MFA_RECOVERY_CODE_DIGITS = 10

SIGN_ON_PROVIDERS = sign_on.read(environment.sign_on_providers)
SOCIALACCOUNT_ADAPTER = "rjhub.partnership.signing_in.adapters.SingleSignOn"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # our own adapter decides whom an agency's sign-on may vouch for
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [provider.as_app() for provider in SIGN_ON_PROVIDERS],
    },
}
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
