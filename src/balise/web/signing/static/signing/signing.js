// The signature pad: strokes of a finger, a pen or a mouse, in whole numbers of a box of 600 by 200.
"use strict";

(() => {
  const pad = document.getElementById("signature-dessin");
  const field = document.getElementById("id_drawing");
  if (!pad || !field) return;
  const svg = pad.querySelector("svg");
  const path = svg.querySelector("path");
  const said = document.getElementById("signature-etat");
  const drawn = document.querySelector('input[name="how"][value="drawn"]');
  let strokes = field.value;
  let current = null;

  pad.hidden = false;
  path.setAttribute("d", strokes);

  const point = (event) => {
    const box = svg.getBoundingClientRect();
    const at = (value, start, size, most) => Math.max(0, Math.min(most, Math.round(((value - start) / size) * most)));
    return `${at(event.clientX, box.left, box.width, 600)} ${at(event.clientY, box.top, box.height, 200)}`;
  };
  const keep = () => {
    field.value = strokes;
    path.setAttribute("d", strokes);
    said.textContent = strokes ? said.dataset.drawn : said.dataset.empty;
  };

  svg.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    svg.setPointerCapture(event.pointerId);
    current = { id: event.pointerId, last: point(event), points: [] };
    current.start = current.last;
    if (drawn) drawn.checked = true;
  });
  svg.addEventListener("pointermove", (event) => {
    if (!current || event.pointerId !== current.id) return;
    const here = point(event);
    if (here === current.last) return;
    current.last = here;
    current.points.push(here);
    path.setAttribute("d", `${strokes} M${current.start} L${current.points.join(" L")}`.trim());
  });
  const end = (event) => {
    if (!current || event.pointerId !== current.id) return;
    if (current.points.length) strokes = `${strokes} M${current.start} L${current.points.join(" L")}`.trim();
    current = null;
    keep();
  };
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", end);
  document.getElementById("signature-effacer").addEventListener("click", () => {
    strokes = "";
    keep();
  });
})();
