// Starts govuk-frontend's behaviours: menu, error summary, show password, file upload.
import { initAll } from "../built/govuk-frontend.min.js";

initAll();

// What is long and beside the matter begins folded on a phone.
if (!window.matchMedia("(min-width: 48.0625em)").matches) {
  document.querySelectorAll("[data-phone-closed]").forEach((part) => part.removeAttribute("open"));
}
