"""The addresses of signing in. Their names are allauth's, which looks them up."""

from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path, re_path
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView

from rjhub.partnership.admission import half_way, open_to_all, signed_in
from rjhub.partnership.signing_in.views import confirming, entering, factors, sessions
from rjhub.partnership.signing_in.views.adopting import adopt

to_sign_in = open_to_all(RedirectView.as_view(pattern_name="account_login"))

urlpatterns = [
    path("sign-in", adopt(entering.SignIn, open_to_all), name="account_login"),
    path("sign-in/confirm", adopt(entering.SecondFactor, open_to_all), name="mfa_authenticate"),
    path("sign-in/passkey", adopt(LoginWebAuthnView, open_to_all), name="mfa_login_webauthn"),
    path("sign-in/stopped", to_sign_in, name="socialaccount_login_cancelled"),
    path("sign-in/failed", to_sign_in, name="socialaccount_login_error"),
    path("sign-in/<slug:provider_id>", open_to_all(require_POST(openid.login)), name="openid_connect_login"),
    path("sign-in/<slug:provider_id>/answer", open_to_all(openid.callback), name="openid_connect_callback"),
    path("sign-out", adopt(entering.SignOut, open_to_all), name="account_logout"),
    path("password/reset", adopt(entering.Reset, open_to_all), name="account_reset_password"),
    path("password/reset/sent", adopt(entering.ResetSent, open_to_all), name="account_reset_password_done"),
    path(
        "password/reset/done",
        adopt(entering.ResetDone, open_to_all),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)$",
        adopt(entering.ResetFromKey, open_to_all),
        name="account_reset_password_from_key",
    ),
    path("password", adopt(factors.Change, signed_in), name="account_change_password"),
    path("confirm/password", adopt(confirming.ByPassword, half_way), name="account_reauthenticate"),
    path("confirm/code", adopt(confirming.ByCode, half_way), name="mfa_reauthenticate"),
    path("confirm/passkey", adopt(confirming.ByPasskey, half_way), name="mfa_reauthenticate_webauthn"),
    path("factors", adopt(factors.Factors, half_way), name="mfa_index"),
    path("factors/app", adopt(factors.AddApp, half_way), name="mfa_activate_totp"),
    path("factors/app/removal", adopt(factors.RemoveApp, signed_in), name="mfa_deactivate_totp"),
    path("factors/passkeys/new", adopt(factors.AddPasskey, half_way), name="mfa_add_webauthn"),
    path("factors/passkeys/<int:pk>/name", adopt(factors.RenamePasskey, signed_in), name="mfa_edit_webauthn"),
    path(
        "factors/passkeys/<int:pk>/removal",
        adopt(factors.RemovePasskey, signed_in),
        name="mfa_remove_webauthn",
    ),
    path("factors/codes", adopt(factors.Codes, signed_in), name="mfa_view_recovery_codes"),
    path("factors/codes/new", adopt(factors.NewCodes, signed_in), name="mfa_generate_recovery_codes"),
    path("sessions", sessions.sessions, name="my_sessions"),
    path("sessions/ending", sessions.end_all, name="end_all_sessions"),
    path("sessions/<int:number>/ending", sessions.end_one, name="end_session"),
]
