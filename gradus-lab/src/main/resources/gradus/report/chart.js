// From a figure's data to an ECharts option.
const LABELLED_MARKS = 6;
const DASHES = { solid: "solid", dashed: [7, 4], dotted: [1.5, 3.5] };

function theme(element) {
  const style = getComputedStyle(element);
  // A font's name in double quotes would end the attribute that ECharts writes it into.
  const font = style.fontFamily.replaceAll('"', "'");
  const value = (name) => style.getPropertyValue(name).trim();
  return {
    colours: Array.from({ length: 8 }, (_, i) => value(`--s${i}`)),
    ink: value("--ink"), soft: value("--soft"), faint: value("--faint"),
    line: value("--line"), grid: value("--grid"), paper: value("--paper"),
    font,
  };
}

/**
 * The place of a value on an axis, in steps between its ticks: the chart knows places only, which
 * are logarithms on a logarithmic axis, and finds its ticks at whole numbers.
 */
const place = (axis, v) => (v === null ? null : (axis.log ? Math.log10(v) : v) / axis.step);
const valueAt = (axis, steps) => (axis.log ? 10 ** (steps * axis.step) : steps * axis.step);

/** Whether a place is a tick and no end of an axis, whose label is hidden but would take its room. */
const isTick = (steps) => Math.abs(steps * 1e3 - Math.round(steps * 1e3)) < 1e-4;

function axis(spec, look, horizontal) {
  return {
    type: "value",
    min: spec.min,
    max: spec.max,
    splitNumber: spec.count,
    axisLine: { show: true, onZero: false, lineStyle: { color: look.faint } },
    axisTick: { show: false },
    // An axis ends anywhere: only what lies between its ends is round.
    splitLine: { show: true, showMinLine: false, showMaxLine: false, lineStyle: { color: look.grid } },
    axisLabel: {
      color: look.soft, fontSize: 12, fontFamily: look.font, hideOverlap: true,
      showMinLabel: false, showMaxLabel: false,
      formatter: (steps) => (isTick(steps) ? (spec.log ? logTick : tick)(steps * spec.step) : ""),
    },
  };
}

const zip = (figure, x, ...ys) => x.map((v, i) => [place(figure.x, v), ...ys.map((y) => place(figure.y, y[i]))]);

function curve(figure, s, look) {
  const colour = look.colours[s.colour % 8];
  const points = s.style === "points";
  return {
    type: points ? "scatter" : "line",
    name: s.name,
    data: zip(figure, s.x, s.y),
    step: s.style === "steps" ? "end" : false,
    showSymbol: points || s.x.length <= 32,
    symbol: "circle",
    symbolSize: points ? 6 : 5,
    lineStyle: { color: colour, width: 2.2, type: DASHES[s.dash], cap: s.dash === "dotted" ? "round" : "butt", join: "round" },
    itemStyle: { color: colour, opacity: points ? 0.75 : 1 },
    emphasis: { focus: "series", lineStyle: { width: 3 } },
    blur: { lineStyle: { opacity: 0.25 }, itemStyle: { opacity: 0.2 } },
    z: 3,
  };
}

/** A strip between two curves: one polygon for each run without a gap. */
function strip(figure, band, look) {
  const data = zip(figure, band.x, band.lower, band.upper);
  const runs = [];
  band.x.forEach((x, i) => {
    if (x === null || band.lower[i] === null) return runs.push([]);
    if (runs.length === 0) runs.push([]);
    runs[runs.length - 1].push(i);
  });
  return {
    type: "custom",
    name: band.name,
    data,
    encode: { x: 0, y: [1, 2] },
    itemStyle: { color: look.colours[band.colour % 8] },
    silent: true,
    clip: true,
    z: 1,
    renderItem: (params, api) => {
      if (params.dataIndexInside !== 0) return null;
      const children = runs.filter((run) => run.length > 1).map((run) => ({
        type: "polygon",
        shape: { points: [
          ...run.map((i) => api.coord([data[i][0], data[i][1]])),
          ...run.toReversed().map((i) => api.coord([data[i][0], data[i][2]])),
        ] },
        style: { fill: look.colours[band.colour % 8], opacity: 0.18 },
      }));
      return { type: "group", children };
    },
  };
}

/** Lines at single values. */
function marks(figure, look) {
  const labelled = figure.marks.length <= LABELLED_MARKS;
  return {
    type: "scatter",
    data: [],
    z: 2,
    markLine: {
      symbol: "none",
      animation: false,
      lineStyle: { color: look.soft, width: 1, type: [4, 4], opacity: labelled ? 0.9 : 0.45 },
      emphasis: { lineStyle: { width: 2, opacity: 1 } },
      label: { show: labelled, color: look.soft, fontSize: 11, fontFamily: look.font, textBorderColor: look.paper, textBorderWidth: 3 },
      data: figure.marks.map((m) => ({
        [m.axis === "x" ? "xAxis" : "yAxis"]: place(figure[m.axis], m.at),
        name: m.label,
        label: { formatter: () => m.label, position: m.axis === "x" ? "insideStartTop" : "insideEndTop" },
        tooltip: { formatter: () => markTip(figure, m) },
      })),
    },
  };
}

const ascending = (x) => x.every((v, i) => i === 0 || v === null || x[i - 1] === null || v >= x[i - 1]);

function option(figure, look, shown) {
  const byAxis = figure.series.some((s) => s.style !== "points") && figure.series.every((s) => ascending(s.x));
  const series = [...figure.series.map((s) => curve(figure, s, look)), ...figure.bands.map((b) => strip(figure, b, look))];
  if (figure.marks.length) series.push(marks(figure, look));
  return {
    animation: false,
    textStyle: { fontFamily: look.font },
    grid: { left: 2, right: 26, top: 10, bottom: 4, containLabel: true },
    legend: { show: false, selected: shown },
    xAxis: axis(figure.x, look, true),
    yAxis: axis(figure.y, look, false),
    tooltip: {
      trigger: byAxis ? "axis" : "item",
      confine: true,
      transitionDuration: 0,
      backgroundColor: look.paper,
      borderColor: look.line,
      padding: [8, 12],
      axisPointer: { type: "line", lineStyle: { color: look.faint, type: "solid" }, snap: false },
      formatter: byAxis
        ? (items) => valuesAt(figure, valueAt(figure.x, items[0].axisValue), shown)
        : (item) => valueOf(figure, figure.series[item.seriesIndex], item.dataIndex),
    },
    toolbox: {
      left: -100,
      itemSize: 1,
      feature: { dataZoom: { xAxisIndex: 0, yAxisIndex: 0, filterMode: "none", brushStyle: { color: look.soft, opacity: 0.15 } } },
    },
    dataZoom: [
      { type: "inside", xAxisIndex: 0, filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseMove: false, preventDefaultMouseMove: false },
      { type: "inside", yAxisIndex: 0, filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseMove: false, preventDefaultMouseMove: false },
    ],
    series,
  };
}

/** The same for a picture that leaves the page: with title, legend and labels of its own. */
function printed(figure, look, shown) {
  const base = option(figure, look, shown);
  const label = { color: look.soft, fontSize: 13, fontFamily: look.font };
  return {
    ...base,
    backgroundColor: look.paper,
    title: { text: figure.title, left: 24, top: 18, textStyle: { color: look.ink, fontSize: 18, fontWeight: 600 } },
    legend: { show: true, type: "plain", left: 20, right: 20, top: 50, itemGap: 18, selected: shown, textStyle: label, data: entries(figure).map((e) => e.name) },
    grid: { left: 28, right: 32, top: 118, bottom: 48, containLabel: true },
    xAxis: { ...base.xAxis, name: figure.x.label, nameLocation: "middle", nameGap: 32, nameTextStyle: label },
    yAxis: { ...base.yAxis, name: figure.y.label, nameLocation: "end", nameGap: 12, nameTextStyle: { ...label, align: "left" } },
    toolbox: undefined,
    dataZoom: undefined,
  };
}
