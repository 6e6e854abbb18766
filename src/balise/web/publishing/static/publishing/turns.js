// Saving in the background and saving by a button take turns. Both carry the version that the page was made from, and
// the answer to one renews it: a button pressed while the other is on its way would come back as somebody else's change.
"use strict";

(() => {
  for (const form of document.querySelectorAll("form[data-unsent][hx-post]")) {
    let flying = false; // a save in the background has not been answered
    let leaving = false; // a button was pressed: nothing more is saved in the background
    let waiting = null; // the button that waits its turn

    form.addEventListener("htmx:beforeRequest", (event) => {
      if (leaving) event.preventDefault();
      else flying = true;
    });
    form.addEventListener("htmx:afterRequest", () => {
      flying = false;
      if (!waiting) return;
      const button = waiting;
      waiting = null;
      form.removeAttribute("aria-busy");
      // After what the answer renews has taken its place in the page.
      setTimeout(() => form.requestSubmit(button));
    });
    form.addEventListener("submit", (event) => {
      leaving = true;
      if (!flying) return;
      event.preventDefault();
      waiting = event.submitter;
      form.setAttribute("aria-busy", "true");
    });
    // Coming back by the browser's own arrow finds the page as it was left.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) leaving = false;
    });
  }
})();
