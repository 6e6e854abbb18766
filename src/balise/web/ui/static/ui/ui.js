// Small comforts. Every page works without this file; nothing here evaluates text as code.
"use strict";

(() => {
  const typing = (element) => element.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null;
  const dialog = () => document.getElementById("raccourcis");
  const shortcutsOn = () => dialog()?.dataset.shortcuts === "on";

  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (menu !== except) menu.open = false;
    }
  };

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details[data-menu]"));
    const opener = event.target.closest("[data-open]");
    const opened = opener && document.getElementById(opener.dataset.open);
    if (opened?.showModal) {
      event.preventDefault();
      opened.showModal();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.querySelector("details[data-menu][open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target) || !shortcutsOn()) return;
    if (event.key === "?") {
      event.preventDefault();
      if (dialog().open) dialog().close();
      else dialog().showModal();
      return;
    }
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "/") {
      const fields = document.querySelectorAll("[data-search], [role=search] input:not([type=hidden]), [role=search] select");
      const shown = (element) => element.getClientRects().length > 0;
      const field = [...fields].find(shown);
      const link = document.querySelector("[data-search-link]");
      if (field || (link && shown(link))) event.preventDefault();
      if (field) field.focus();
      else if (link && shown(link)) link.click();
      return;
    }
    const target = [...document.querySelectorAll("[data-shortcut]")].find(
      (element) => element.dataset.shortcut === event.key && element.getClientRects().length > 0,
    );
    if (!target) return;
    event.preventDefault();
    // One key goes to a button that sends something; it does not press it.
    if (typing(target) || target.type === "submit") target.focus();
    else target.click();
  });

  const length = (text, linkLength) => {
    const measured = linkLength ? text.replace(/https?:\/\/\S+/g, "x".repeat(linkLength)) : text;
    return [...measured.normalize("NFC")].length;
  };

  const count = (list) => {
    const field = document.getElementById(list.dataset.counter);
    const status = document.querySelector(`[data-counter-status="${CSS.escape(list.dataset.counter)}"]`);
    if (!field) return;
    const over = [];
    for (const item of list.querySelectorAll("[data-limit]")) {
      const used = length(field.value, Number(item.dataset.linkLength || 0));
      const long = used > Number(item.dataset.limit);
      const shown = item.querySelector("[data-length]");
      shown.hidden = false;
      shown.textContent = `${used.toLocaleString(document.documentElement.lang)} / `;
      item.classList.toggle("over", long);
      item.querySelector("[data-over]").hidden = !long;
      if (long) over.push(item.querySelector(".counter-name").textContent);
    }
    const said = over.length ? `${status.dataset.text} ${over.join(", ")}` : "";
    if (status.textContent !== said) status.textContent = said;
  };

  const begin = (root) => {
    for (const list of root.querySelectorAll("[data-counter]")) count(list);
    root.querySelector("[data-focus]")?.focus();
  };

  document.addEventListener("input", (event) => {
    if (!event.target.id) return;
    const list = document.querySelector(`[data-counter="${CSS.escape(event.target.id)}"]`);
    if (list) count(list);
  });

  let lost = navigator.onLine === false;
  const say = (name) => {
    const place = document.getElementById("connexion");
    place.textContent = name ? place.dataset[name] : "";
    lost = name === "lost";
  };
  window.addEventListener("offline", () => say("lost"));
  window.addEventListener("online", () => say(""));
  // Sent without a connection, a form would give way to the browser's own error page, and a file or a comment with it.
  // Whether there is one is asked of the server: Balise may run on this very machine, which needs none.
  document.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event;
      if (!lost || form.method === "dialog") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      fetch(location.href, { method: "HEAD", cache: "no-store" }).then(
        () => {
          say("");
          form.requestSubmit(submitter);
        },
        () => {
          say("lost");
          form.dispatchEvent(new Event("balise:stayed"));
        },
      );
    },
    true,
  );
  document.addEventListener("htmx:sendError", () => say("lost"));
  document.addEventListener("htmx:timeout", () => say("lost"));
  document.addEventListener("htmx:responseError", (event) => event.detail.xhr.status >= 500 && say("failed"));
  document.addEventListener("htmx:afterOnLoad", () => say(""));
  document.addEventListener("htmx:load", (event) => event.detail.elt !== document.body && begin(event.detail.elt));

  begin(document);
})();
