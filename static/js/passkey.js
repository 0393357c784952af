// Binds the button of a passkey form to django-allauth's script, and says on the page in words
// when no passkey was used: the library only tells the console.
const form = document.querySelector("form[data-passkey]");
const doing = form.dataset.passkey; // "add" or "authenticate"
window.allauth.webauthn.forms[`${doing}Form`]({
  ids: {
    [doing]: form.querySelector("button").id,
    credential: form.elements.credential.id,
    data: "passkey_data",
  },
});
// The library also looks for a passkey by itself as the page opens: that it finds none is no news.
let asked = false;
const remember = (event) => {
  asked ||= form.contains(event.target);
};
document.addEventListener("click", remember, { capture: true });
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  if (!asked) return;
  const message = document.getElementById("passkey_failed");
  message.hidden = false;
  message.scrollIntoView({ block: "nearest" });
});
