// What is written and not yet saved stays in this browser until the server has it. The page works without this file.
"use strict";

(() => {
  const LIFE = 7 * 24 * 3600 * 1000;
  const skipped = new Set(["csrfmiddlewaretoken", "version", "then"]);

  const values = (form) => {
    const found = {};
    for (const field of form.elements) {
      if (!field.name || skipped.has(field.name) || field.type === "file" || field.type === "hidden") continue;
      if (field.type === "checkbox" || field.type === "radio") {
        found[field.name] ??= [];
        if (field.checked) found[field.name].push(field.value);
      } else {
        found[field.name] = field.value;
      }
    }
    return found;
  };

  const fill = (form, kept) => {
    for (const field of form.elements) {
      if (!(field.name in kept) || skipped.has(field.name) || field.type === "file") continue;
      const value = kept[field.name];
      if (field.type === "checkbox" || field.type === "radio") field.checked = value.includes(field.value);
      else field.value = value;
    }
    for (const details of form.querySelectorAll("details")) {
      if ([...details.querySelectorAll("textarea")].some((area) => area.value)) details.open = true;
    }
  };

  const store = {
    read(key) {
      try {
        const kept = JSON.parse(localStorage.getItem(key));
        return kept && Date.now() - kept.at < LIFE ? kept.values : null;
      } catch {
        return null;
      }
    },
    write(key, kept) {
      try {
        localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: kept }));
      } catch {
        // A full or closed storage only means that there is no second copy.
      }
    },
    drop(key) {
      try {
        localStorage.removeItem(key);
      } catch {
        // Same.
      }
    },
  };

  for (const form of document.querySelectorAll("form[data-unsent]")) {
    const key = `balise:${form.dataset.unsent}`;
    const note = form.querySelector("[data-unsent-note]");
    const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
    const kept = store.read(key);
    let asking = false;
    let sent = null;

    if (kept && !same(kept, values(form))) {
      note.hidden = false;
      asking = true;
    } else {
      store.drop(key);
    }
    note.querySelector("[data-unsent-restore]").addEventListener("click", () => {
      fill(form, kept);
      note.hidden = true;
      asking = false;
      form.dispatchEvent(new Event("change", { bubbles: true }));
      form.querySelector("textarea")?.focus();
    });
    note.querySelector("[data-unsent-discard]").addEventListener("click", () => {
      store.drop(key);
      note.hidden = true;
      asking = false;
    });

    form.addEventListener("input", () => {
      if (!asking) store.write(key, values(form));
    });
    form.addEventListener("submit", () => store.write(key, values(form)));
    form.addEventListener("htmx:beforeRequest", () => {
      sent = values(form);
    });
    document.body.addEventListener("balise:saved", () => {
      if (!asking && sent && same(sent, values(form))) store.drop(key);
    });
  }

  // A new draft that was saved has a page of its own: the copy of the empty page would only bother the next one.
  if (document.querySelector('form[data-unsent^="publication-"]:not([data-unsent="publication-new"])')) {
    if (document.referrer && new URL(document.referrer).pathname.endsWith("/nouvelle/")) store.drop("balise:publication-new");
  }
})();
