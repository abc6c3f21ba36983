/* The directory refines its list while boxes are ticked (htmx). What was opened stays open, and the focus stays. */
"use strict";

let open = [];
let focused = "";

document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("#directory-parts details[open]")].map((part) => part.id);
  focused = document.activeElement.id;
});
document.addEventListener("htmx:afterSettle", () => {
  for (const id of open) {
    const part = document.getElementById(id);
    if (part) {
      part.open = true;
    }
  }
  document.getElementById(focused)?.focus({ preventScroll: true });
});
