"""django-allauth's forms in our words; the names of their fields are the library's."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from meetings.models.name_field import NameBox

APP_CODE = "The 6 digits your authenticator app shows now."
HOW_LONG = "At least 12 characters; three words that have nothing to do with each other do well."
Words = dict[str, tuple[str, str]]  # the name of a field: its label and its hint
WORDS: Words = {
    "login": ("E-mail address", ""),
    "email": ("E-mail address", ""),
    "password": ("Password", ""),
    "remember": ("Stay signed in on this device for two weeks", ""),
    "oldpassword": ("Your present password", ""),
    "password1": ("New password", HOW_LONG),
    "password2": ("The new password again", ""),
    "name": ("A name for this passkey", "So that you know it again, such as “Work phone”."),
}


class InOurWords(forms.Form):
    """Labels and hints for the library's fields, and no words inside the boxes."""

    words: ClassVar[Words] = WORDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.words.get(name, (field.label, ""))
            if field.widget.attrs.get("type") == "email":
                field.widget = forms.EmailInput()


class Code(InOurWords):
    """One box for a code, wide enough for it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {
            "inputmode": "numeric",
            "class": "govuk-input--width-10",
        }


class SignIn(InOurWords, account.LoginForm): ...


class ForgottenPassword(InOurWords, account.ResetPasswordForm): ...


class NewPassword(InOurWords, account.ResetPasswordKeyForm): ...


class ChangePassword(InOurWords, account.ChangePasswordForm): ...


class FirstPassword(InOurWords, account.SetPasswordForm): ...


class SignInAgain(InOurWords, account.ReauthenticateForm): ...


class SecondStep(Code, mfa.AuthenticateForm):
    words: ClassVar[Words] = {"code": ("Code", f"{APP_CODE} A recovery code does too, once.")}


class SecondStepAgain(Code, mfa.ReauthenticateForm):
    words: ClassVar[Words] = SecondStep.words


class SetUpApp(Code, totp.ActivateTOTPForm):
    words: ClassVar[Words] = {"code": ("Code from the app", APP_CODE)}


class AddPasskey(InOurWords, webauthn.AddWebAuthnForm): ...


class RenamePasskey(InOurWords, webauthn.EditWebAuthnForm): ...


class OwnName(forms.Form):
    """Another name for one's own account."""

    name = NameBox(
        label="Your name",
        max_length=200,
        help_text="As colleagues write it. It stands on what you write, and across your copies.",
    )


class NewAccount(forms.Form):
    """The name and the password of somebody who was invited."""

    name = NameBox(label="Your name", max_length=200)
    password1 = forms.CharField(
        label="A password",
        help_text=HOW_LONG,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="The same password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password2(self) -> str:
        again: str = self.cleaned_data["password2"]
        if again != self.cleaned_data.get("password1", again):
            raise forms.ValidationError("The two passwords differ. Type the same one twice.")
        return again
