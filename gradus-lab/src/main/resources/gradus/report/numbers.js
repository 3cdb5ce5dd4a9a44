// Numbers as they are set in print.
const RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";
const minus = (text) => text.replace(/-/g, "\u2212");
const raised = (n) => (n < 0 ? "\u207b" : "") + [...String(Math.abs(n))].map((d) => RAISED[d]).join("");
const grouped = (text) => {
  const [whole, part] = text.split(".");
  const set = whole.replace(/^-?/, "").length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole;
  return minus(part ? set + "." + part : set);
};

/** A number with some significant digits; with a power of ten when it is very large or small. */
function number(v, digits = 5) {
  if (v === null || v === undefined || Number.isNaN(v)) return "\u2013";
  if (v === 0) return "0";
  const rounded = Number(v.toPrecision(digits));
  const exponent = Math.floor(Math.log10(Math.abs(rounded)) + 1e-12);
  if (exponent >= -4 && exponent < 6) return grouped(String(rounded).includes("e") ? rounded.toFixed(8) : String(rounded));
  const mantissa = Number((rounded / 10 ** exponent).toPrecision(digits));
  const power = "10" + raised(exponent);
  if (Math.abs(mantissa) === 1) return (mantissa < 0 ? "\u2212" : "") + power;
  return minus(String(mantissa)) + "\u00b7" + power;
}

/** A tick: all its digits, and none of the round-off behind them. */
const tick = (v) => number(v, 12);

/** A tick of a logarithmic axis, given by its logarithm: powers of ten as such, others as numbers. */
function logTick(exponent) {
  const whole = Math.round(exponent);
  if (Math.abs(exponent - whole) > 1e-9) return number(10 ** exponent, 4);
  return whole >= -2 && whole <= 3 ? String(Number((10 ** whole).toPrecision(1))) : "10" + raised(whole);
}
