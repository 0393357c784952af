// Looking through facts without leaving the page: forms of a fact answer in place, and while a
// fact has the focus single keys decide. Without this script every form and link works as it is.
const TYPING = "input, textarea, select, [contenteditable]";

const factOf = (element) => element.closest("[data-fact]");
const facts = () => [...document.querySelectorAll("[data-fact]")];

function step(from, by) {
  const list = facts();
  const next = list[list.indexOf(from) + by];
  if (next) {
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }
  return next;
}

async function ask(address, options, fact, { goOn }) {
  const answer = await fetch(address, { ...options, headers: { "HX-Request": "true" } });
  if (!answer.ok) {
    return false;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const card = page.querySelector("[data-fact]");
  if (!card) {
    return false;
  }
  fact.replaceWith(card);
  const counts = page.querySelector("#review-counts");
  if (counts) {
    document.querySelector("#review-counts").replaceWith(counts);
  }
  const said = card.querySelector("[role=alert], .govuk-error-message");
  const field = card.querySelector("form:not(.portal-fact__actions) :is(input:not([type=hidden]), textarea)");
  if (field) {
    field.focus();
  } else if (!goOn || said || !step(card, 1)) {
    card.focus({ preventScroll: true });
  }
  return true;
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-fact-form]");
  const fact = form && factOf(form);
  if (!fact || !document.querySelector("#review-counts")) {
    return;
  }
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const goOn = event.submitter?.value !== "undo";
  try {
    if (await ask(form.action, { method: "POST", body }, fact, { goOn })) {
      return;
    }
  } catch {
    // The browser sends it by itself then.
  }
  if (event.submitter?.name) {
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name: event.submitter.name, value: event.submitter.value });
    form.append(kept);
  }
  form.submit();
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-fact-link]");
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    try {
      if (await ask(link.href, {}, factOf(link), { goOn: false })) {
        return;
      }
    } catch {
      // Followed as a link then.
    }
    window.location.assign(link.href);
  }
});

document.addEventListener("keydown", (event) => {
  const fact = factOf(event.target);
  if (!fact || event.altKey || event.ctrlKey || event.metaKey || event.target.matches(TYPING)) {
    return;
  }
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    step(fact, event.key === "j" ? 1 : -1);
    return;
  }
  const chosen = fact.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (chosen) {
    event.preventDefault();
    chosen.click();
  }
});
