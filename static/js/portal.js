// Starts govuk-frontend's behaviours: menu, error summary, show password, file upload.
import { initAll } from "../built/govuk-frontend.min.js";

initAll();
