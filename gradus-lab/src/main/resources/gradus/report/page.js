// The page: sets formulas, draws figures when they come near, and answers to its buttons.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const coarse = matchMedia("(pointer: coarse)");
const charts = [];

for (const node of document.querySelectorAll(".tex")) {
  const display = node.hasAttribute("data-display");
  katex.render(node.textContent, node, { displayMode: display, throwOnError: false, strict: "ignore", maxSize: 50 });
}

function heavy(figure) {
  return figure.series.filter((s) => s.style === "points").reduce((n, s) => n + s.x.length, 0) > 1500;
}

class Card {
  constructor(element) {
    this.element = element;
    this.plot = element.querySelector(".plot");
    this.figure = JSON.parse(element.querySelector(".data").textContent);
    this.shown = {};
    this.chart = null;
    legend(this.figure, element.querySelector(".legend"), (name, shown) => this.toggle(name, shown), (name, on) => this.highlight(name, on));
    this.tools();
  }

  draw() {
    if (this.chart === null) {
      this.chart = echarts.init(this.plot, null, { renderer: heavy(this.figure) ? "canvas" : "svg" });
      this.plot.addEventListener("dblclick", () => this.draw());
      new ResizeObserver(() => {
        if (this.plot.clientWidth > 0) this.chart.resize();
      }).observe(this.plot);
    }
    this.chart.setOption(option(this.figure, theme(document.body), this.shown), true);
    if (!coarse.matches) {
      this.chart.dispatchAction({ type: "takeGlobalCursor", key: "dataZoomSelect", dataZoomSelectActive: true });
    }
  }

  toggle(name, shown) {
    this.shown[name] = shown;
    if (this.chart) this.chart.dispatchAction({ type: shown ? "legendSelect" : "legendUnSelect", name });
  }

  highlight(name, on) {
    if (this.chart) this.chart.dispatchAction({ type: on ? "highlight" : "downplay", seriesName: name });
  }

  tools() {
    const box = document.createElement("div");
    box.className = "tools";
    const add = (text, hint, action, style) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.title = hint;
      if (style) button.className = style;
      button.addEventListener("click", action);
      box.append(button);
    };
    add("Reset", "Show everything again (or double-click; drag to zoom)", () => this.draw());
    if (!this.element.closest(".single")) {
      add("Widen", "Over the full width, and back", () => this.element.classList.toggle("wide"), "expand");
    }
    add("PNG", "Save as a picture", () => this.save("canvas"));
    add("SVG", "Save as vector graphics", () => this.save("svg"));
    this.element.querySelector(".head").append(box);
  }

  save(renderer) {
    const stage = document.createElement("div");
    const copy = echarts.init(stage, null, { renderer, width: 1000, height: 620, devicePixelRatio: 2 });
    copy.setOption(printed(this.figure, theme(document.body), this.shown));
    const link = document.createElement("a");
    link.href = renderer === "svg" ? copy.getDataURL({ type: "svg" }) : copy.getDataURL({ type: "png", pixelRatio: 2 });
    link.download = `${this.figure.id}.${renderer === "svg" ? "svg" : "png"}`;
    link.click();
    copy.dispose();
  }
}

for (const element of document.querySelectorAll(".card")) charts.push(new Card(element));

const near = new IntersectionObserver((seen) => {
  for (const entry of seen) {
    if (!entry.isIntersecting) continue;
    near.unobserve(entry.target);
    charts.find((card) => card.element === entry.target).draw();
  }
}, { rootMargin: "600px" });
for (const card of charts) near.observe(card.element);

const redraw = () => charts.filter((card) => card.chart).forEach((card) => card.draw());
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
const button = document.getElementById("theme");
const label = () => {
  button.textContent = isDark() ? "\u2600" : "\u263e";
  button.title = isDark() ? "Light page" : "Dark page";
  button.setAttribute("aria-label", button.title);
};
button.hidden = false;
label();
button.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  label();
  redraw();
});
dark.addEventListener("change", () => { label(); redraw(); });
// Paper has another width than the screen: what is drawn is scaled to it as a whole.
let before;
addEventListener("beforeprint", () => {
  before = root.dataset.theme;
  root.dataset.theme = "light";
  for (const card of charts) {
    card.draw();
    const svg = card.plot.querySelector("svg");
    if (svg) svg.setAttribute("viewBox", `0 0 ${card.chart.getWidth()} ${card.chart.getHeight()}`);
  }
});
addEventListener("afterprint", () => {
  if (before === undefined) delete root.dataset.theme;
  else root.dataset.theme = before;
  redraw();
});

const links = new Map([...document.querySelectorAll(".bar nav a")].map((a) => [a.hash.slice(1), a]));
const reading = new IntersectionObserver((seen) => {
  for (const entry of seen) {
    if (!entry.isIntersecting) continue;
    for (const [id, a] of links) a.classList.toggle("here", id === entry.target.id);
  }
}, { rootMargin: "-20% 0px -70% 0px" });
for (const section of document.querySelectorAll("section")) reading.observe(section);

function key(row, column) {
  const cell = row.cells[column];
  return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
}

/** Numbers by their value and words by the alphabet, up or down; what is no number comes last. */
function order(a, b, down) {
  const sign = down ? -1 : 1;
  if (typeof a !== "number" || typeof b !== "number") return sign * String(a).localeCompare(String(b), undefined, { numeric: true });
  return Number.isNaN(a) - Number.isNaN(b) || sign * (a - b);
}

for (const head of document.querySelectorAll("th")) {
  head.firstElementChild.addEventListener("click", () => {
    const down = head.getAttribute("aria-sort") === "ascending";
    const body = head.closest("table").tBodies[0];
    const column = head.cellIndex;
    const rows = [...body.rows].sort((a, b) => order(key(a, column), key(b, column), down));
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    body.append(...rows);
  });
}
