// Drags an item of the agenda before another of its own level. The arrows do the same without it.
const TARGET = "portal-builder__item--target";
const DRAGGED = "portal-builder__item--dragged";
let dragged = null;

const itemAt = (event) => event.target.closest?.("[data-builder] [data-item]");
const fits = (item) => item && dragged && item !== dragged && item.dataset.below === dragged.dataset.below;
const unmark = () => document.querySelectorAll(`.${TARGET}`).forEach((each) => each.classList.remove(TARGET));

function makeDraggable() {
  document.querySelectorAll("[data-builder] [data-item]").forEach((item) => {
    item.draggable = true;
  });
}

document.addEventListener("dragstart", (event) => {
  dragged = itemAt(event);
  dragged?.classList.add(DRAGGED);
});

document.addEventListener("dragover", (event) => {
  if (!dragged) return;
  unmark();
  const item = itemAt(event);
  if (!fits(item)) return;
  event.preventDefault();
  item.classList.add(TARGET);
});

document.addEventListener("drop", (event) => {
  const item = itemAt(event);
  if (!fits(item)) return;
  event.preventDefault();
  const form = dragged.querySelector("form");
  const before = Object.assign(document.createElement("input"), {
    type: "hidden",
    name: "before",
    value: item.dataset.item,
  });
  form.append(before);
  form.requestSubmit();
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove(DRAGGED);
  unmark();
  dragged = null;
});

// The list comes anew after each move, and the front sheet with it.
new MutationObserver((changes) => {
  if (changes.some((change) => [...change.addedNodes].some((node) => node.id === "agenda"))) {
    makeDraggable();
    document.body.dispatchEvent(new CustomEvent("agenda-moved"));
  }
}).observe(document.body, { childList: true, subtree: true });

makeDraggable();

// “Title, Enter”: one title is added where it stands, and the box is ready for the next. A list,
// or what the server does not take, goes the way of every form, to a page of its own.
const box = document.querySelector("[data-quick-add] textarea");

box?.addEventListener("keydown", async (event) => {
  const title = box.value.trim();
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || /\n/.test(title) || !title) return;
  event.preventDefault();
  const sent = new FormData(box.form);
  box.value = "";
  const answer = await fetch(box.form.action, { method: "POST", body: sent, headers: { "HX-Request": "true" } });
  if (answer.ok) {
    document.querySelector("#agenda").outerHTML = await answer.text();
    window.htmx.process(document.querySelector("#agenda"));
    return;
  }
  box.value = title;
  box.form.submit();
});
