// Selecting words of the text fills the passage of the comment being written. Copying by hand does the same.
"use strict";

(() => {
  const form = document.querySelector("form[data-passages]");
  const texts = document.getElementById("textes");
  if (!form || !texts) return;
  const rows = () => [...form.querySelectorAll("[data-comment-row]")];

  const clean = (range) => {
    const copy = range.cloneContents();
    for (const extra of copy.querySelectorAll(".mark-number, .visually-hidden, .diff-mark, del")) extra.remove();
    return copy.textContent;
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !texts.contains(selection.anchorNode)) return;
    const quote = rows().at(-1).querySelector("[data-quote]");
    if (!quote.dataset.typed) quote.value = clean(selection.getRangeAt(0)).trim();
  });
  form.addEventListener("input", (event) => {
    if (event.target.matches("[data-quote]")) event.target.dataset.typed = event.target.value ? "1" : "";
  });

  const more = form.querySelector("[data-add-comment]");
  more.hidden = false;
  more.addEventListener("click", () => {
    const last = rows().at(-1);
    const number = rows().length + 1;
    const copy = last.cloneNode(true);
    copy.querySelector("legend").textContent = last.querySelector("legend").textContent.replace(/\d+$/, String(number));
    for (const field of copy.querySelectorAll("[id]")) {
      const id = field.id.replace(/\d+$/, String(number));
      copy.querySelector(`label[for="${field.id}"]`).htmlFor = id;
      field.id = id;
      if (field.matches("textarea")) field.value = "";
      delete field.dataset.typed;
    }
    last.after(copy);
    copy.querySelector("textarea").focus();
  });
})();
