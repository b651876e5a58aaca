// Bars and columns: how many there are of each.

// One bar with its label and its number, pressed to set its filter or to take it back.
const barRow = ({ label, count, most, pressed, press, kind = "", inner = false }) =>
  el(
    "li",
    { class: inner ? "inner" : null },
    el(
      "button",
      { type: "button", class: "bar-row", "aria-pressed": String(pressed), click: press, dir: "auto" },
      el("span", { class: "bar-label" }, label),
      svg(
        "svg",
        { class: `bar-line ${kind}`, height: 10, width: "100%", "aria-hidden": "true" },
        svg("rect", { class: "rest", x: 0, y: 4, width: "100%", height: 2 }),
        svg("rect", { class: "part", x: 0, y: 1, width: percent(count && Math.max((count / most) * 100, 1)), height: 8, rx: 1 }),
      ),
      el("span", { class: "bar-count" }, counted(count)),
    ),
  );

const barList = (rows) => {
  if (!rows.length) return null;
  const most = Math.max(1, ...rows.map((row) => row.count));
  const list = el("ul", { class: "bars" }, rows.map((row) => barRow({ ...row, most })));
  list.style.setProperty("--digits", String(counted(most).length)); // so that all bars begin in one line
  return list;
};

const COLUMN_HEIGHT = 60;

const yearColumn = (year, count, most, left, wide) => {
  const height = (count / most) * (COLUMN_HEIGHT - 4);
  return svg(
    "rect",
    { class: "year", x: percent(left + wide * 0.12), width: percent(wide * 0.76), y: COLUMN_HEIGHT - height, height },
    svg("title", {}, `${year}: ${counted(count)}`),
  );
};

// Columns for the years from the first to the last of `counts`, a map with a number for each year that has any.
const yearColumns = (counts, first, last, said) => {
  const wide = 100 / (last - first + 1);
  const most = Math.max(...counts.values());
  const base = COLUMN_HEIGHT + 0.5;
  return svg(
    "svg",
    { class: "columns", role: "img", width: "100%", height: COLUMN_HEIGHT + 2, "aria-label": said },
    svg("line", { x1: 0, x2: "100%", y1: base, y2: base, class: "base" }),
    [...counts].map(([year, count]) => yearColumn(year, count, most, (year - first) * wide, wide)),
  );
};
