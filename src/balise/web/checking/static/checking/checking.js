// The live check: what the server says about a refusal is shown beside the text, which never leaves its field.
"use strict";

(() => {
  const place = () => document.getElementById("constats");

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== place()) return;
    const { status, responseURL } = event.detail.xhr;
    const asked = event.detail.requestConfig.path;
    if (status === 413 || status === 429) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    } else if (status === 403 || (responseURL && new URL(responseURL).pathname !== asked)) {
      event.detail.shouldSwap = false; // signed out: the sign-in page must not land among the findings
      event.detail.isError = false;
      place().textContent = place().dataset.expired;
    }
  });
})();
