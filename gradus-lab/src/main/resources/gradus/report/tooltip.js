// What a figure says about the place under the pointer. Built from nodes, never from markup.
function line(parent, entry, name, value) {
  const row = document.createElement("span");
  const text = document.createElement("em");
  text.textContent = value;
  row.append(swatch(entry), document.createTextNode(name), text);
  parent.append(row);
}

function tip(heading) {
  const box = document.createElement("div");
  box.className = "tip";
  const head = document.createElement("b");
  head.textContent = heading;
  box.append(head);
  return box;
}

/** The place in ascending abscissas nearest to x as the axis shows it, or -1 beyond their ends. */
function nearest(xs, x, axis) {
  let low = 0;
  let high = xs.length - 1;
  if (high < 0 || xs[0] === null) return -1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs[middle] !== null && xs[middle] < x) low = middle + 1;
    else high = middle;
  }
  const last = xs.length - 1;
  const distance = (a, b) => Math.abs(place(axis, a) - place(axis, b));
  if (low > 0 && distance(xs[low - 1], x) <= distance(xs[low], x)) low -= 1;
  const outside = x < xs[0] || x > xs[last];
  return outside && distance(xs[low], x) > 0.02 * (axis.max - axis.min) ? -1 : low;
}

/** The values of all shown series at x. */
function valuesAt(figure, x, shown) {
  const box = tip(`${figure.x.label} = ${number(x)}`);
  for (const s of figure.series) {
    if (shown[s.name] === false) continue;
    const at = nearest(s.x, x, figure.x);
    if (at >= 0 && s.y[at] !== null) line(box, s, s.name, number(s.y[at]));
  }
  for (const b of figure.bands) {
    if (shown[b.name] === false) continue;
    const at = nearest(b.x, x, figure.x);
    if (at >= 0 && b.lower[at] !== null) line(box, { ...b, style: "band" }, b.name, `${number(b.lower[at])} \u2026 ${number(b.upper[at])}`);
  }
  return box;
}

/** One point of a figure whose abscissas do not ascend. */
function valueOf(figure, series, i) {
  const box = tip(series.name);
  line(box, series, figure.x.label, number(series.x[i]));
  line(box, series, figure.y.label, number(series.y[i]));
  return box;
}

function markTip(figure, mark) {
  return tip(`${mark.label}: ${mark.axis === "x" ? figure.x.label : figure.y.label} = ${number(mark.at)}`);
}
