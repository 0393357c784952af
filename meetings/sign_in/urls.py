"""The addresses of signing in. The names are django-allauth's; a test compares them with its map.

What a viewer does without an account is `public`; the library itself asks for the right step of
signing in. What is nobody's here (signing up, a second address, codes by e-mail) is closed.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as directory
from allauth.socialaccount.providers.openid_connect import views as openid
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from meetings.doors import public, signed_in
from meetings.sign_in import views


class UserConverter(StringConverter):
    """A user's id in base 36, as the library writes it before the hyphen of a key."""

    regex = "[0-9A-Za-z]+"


register_converter(UserConverter, "user")
closed = public(views.closed)
sign_in = public(account.LoginView.as_view())

entrance = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/code/", public(views.SecondStepView.as_view()), name="mfa_authenticate"),
    path("sign-in/closed/", public(account.account_inactive), name="account_inactive"),
    path("sign-out/", public(account.logout), name="account_logout"),
    path("password/", public(account.password_reset), name="account_reset_password"),
    path("password/sent/", public(account.password_reset_done), name="account_reset_password_done"),
    path(
        "password/changed/",
        public(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path(
        "password/<user:uidb36>-<str:key>/",
        public(views.NewPasswordView.as_view()),
        name="account_reset_password_from_key",
    ),
]

again = [
    path("sign-in/again/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "sign-in/again/passkey/",
        signed_in(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
]

own_account = [
    path(
        "account/",
        signed_in(views.AccountView.as_view()),
        name="mfa_index",
    ),
    path(
        "account/password/",
        signed_in(views.ChangePasswordView.as_view()),
        name="account_change_password",
    ),
    path(
        "account/first-password/",
        signed_in(views.FirstPasswordView.as_view()),
        name="account_set_password",
    ),
    path("account/app/", signed_in(views.SetUpAppView.as_view()), name="mfa_activate_totp"),
    path(
        "account/app/remove/", signed_in(views.RemoveAppView.as_view()), name="mfa_deactivate_totp"
    ),
    path(
        "account/codes/",
        signed_in(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/codes/new/",
        signed_in(views.NewRecoveryCodesView.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/codes/recovery-codes.txt",
        signed_in(recovery_codes.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("account/passkeys/", signed_in(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path(
        "account/passkeys/add/", signed_in(views.AddPasskeyView.as_view()), name="mfa_add_webauthn"
    ),
    path(
        "account/passkeys/<int:pk>/rename/",
        signed_in(webauthn.edit_webauthn),
        name="mfa_edit_webauthn",
    ),
    path(
        "account/passkeys/<int:pk>/remove/",
        signed_in(views.RemovePasskeyView.as_view()),
        name="mfa_remove_webauthn",
    ),
]


council_directory = [
    path(
        "sign-in/with/<str:provider_id>/",
        public(views.with_directory(openid.login)),
        name="openid_connect_login",
    ),
    path(
        "sign-in/with/<str:provider_id>/back/",
        public(views.with_directory(openid.callback)),
        name="openid_connect_callback",
    ),
    path(
        "sign-in/cancelled/",
        public(views.with_directory(directory.login_cancelled)),
        name="socialaccount_login_cancelled",
    ),
    path(
        "sign-in/failed/",
        public(views.with_directory(directory.login_error)),
        name="socialaccount_login_error",
    ),
]

CLOSED = (
    "account_signup",
    "account_email",
    "account_email_verification_sent",
    "account_confirm_login_code",
    "socialaccount_signup",
    "socialaccount_connections",
)
nobodys = [path(f"account/closed/{name}/", closed, name=name) for name in CLOSED]
nobodys += [path("account/closed/<str:key>/", closed, name="account_confirm_email")]

urlpatterns = entrance + again + own_account + council_directory + nobodys
