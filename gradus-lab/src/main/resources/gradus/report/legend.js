// A figure's legend: one button for each name, which hides and shows all that carries it.
const SVG = "http://www.w3.org/2000/svg";
const colourOf = (place) => `var(--s${place % 8})`;

function entries(figure) {
  const names = new Map();
  for (const s of figure.series) if (!names.has(s.name)) names.set(s.name, s);
  for (const b of figure.bands) if (!names.has(b.name)) names.set(b.name, { ...b, style: "band" });
  return [...names.values()];
}

function swatch(entry) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("width", "22");
  svg.setAttribute("height", "10");
  svg.setAttribute("aria-hidden", "true");
  const points = entry.style === "points";
  const shape = document.createElementNS(SVG, points ? "circle" : "path");
  if (points) {
    for (const [key, value] of Object.entries({ cx: 11, cy: 5, r: 4 })) shape.setAttribute(key, value);
    shape.style.fill = colourOf(entry.colour);
  } else {
    shape.setAttribute("d", "M1 5H21");
    shape.setAttribute("stroke-width", entry.style === "band" ? "8" : "2.5");
    shape.setAttribute("stroke-linecap", entry.dash === "dashed" ? "butt" : "round");
    if (entry.dash === "dashed") shape.setAttribute("stroke-dasharray", "6 3");
    if (entry.dash === "dotted") shape.setAttribute("stroke-dasharray", "0.1 4");
    if (entry.style === "band") shape.setAttribute("opacity", "0.35");
    shape.style.stroke = colourOf(entry.colour);
  }
  svg.append(shape);
  return svg;
}

function legend(figure, box, toggle, hover) {
  const all = entries(figure);
  if (all.length === 1 && figure.bands.length === 0) return;
  for (const entry of all) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-pressed", "true");
    button.append(swatch(entry), document.createTextNode(entry.name));
    button.addEventListener("click", () => {
      const shown = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(shown));
      toggle(entry.name, shown);
    });
    button.addEventListener("pointerenter", () => hover(entry.name, true));
    button.addEventListener("pointerleave", () => hover(entry.name, false));
    box.append(button);
  }
}
