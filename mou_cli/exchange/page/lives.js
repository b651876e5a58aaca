// The life of an agreement as a line in time, drawn in parts of a hundred so that it fits any width.

const MEANINGS = {
  signed: "signed",
  "in-force": "in force from",
  notice: "last notice day",
  ends: "ceases on",
  renews: "renewed, or ceases, on",
};

const daysOfLife = ([points, stretches]) => [
  ...points.flatMap(([, first, last = first]) => [first, last]),
  ...stretches.flatMap(([, since, until]) => (until ? [since, until] : [since])),
];

// A scale of whole years that takes in the lives and the day of the register.
const scaleOf = (lives) => {
  const all = [names.today, ...lives.flatMap(daysOfLife)].map((each) => Number(each.slice(0, 4)));
  const first = Math.min(...all);
  const last = Math.max(...all) + 1;
  const from = stamp(`${String(first).padStart(4, "0")}-01-01`);
  const span = stamp(`${String(Math.min(last, 9999)).padStart(4, "0")}-01-01`) - from || DAY;
  return { first, last, at: (iso) => Math.min(100, Math.max(0, ((stamp(iso) - from) / span) * 100)) };
};

const percent = (number) => `${number.toFixed(2)}%`;

const MARKS = {
  signed: () => svg("circle", { r: 3.6, class: "mark signed" }),
  "in-force": () => svg("circle", { r: 4.2, class: "mark entered" }),
  notice: () => svg("path", { d: "M0-5.4 5.4 0 0 5.4-5.4 0Z", class: "mark notice" }),
  ends: () => svg("rect", { x: -3.8, y: -3.8, width: 7.6, height: 7.6, class: "mark ends" }),
  renews: () => svg("path", { d: "M0-5 4.6 3.4H-4.6Z", class: "mark renews" }),
};

const markAt = (kind, left, middle) => svg("svg", { x: percent(left), y: middle, class: "spot" }, MARKS[kind]());

const stretchLine = ([kind, since, until], scale, middle) => {
  const one = scale.at(since);
  const other = until ? scale.at(until) : 100;
  return svg("line", { x1: percent(one), x2: percent(other), y1: middle, y2: middle, class: `stretch ${kind}` });
};

const lifeWords = ([points]) =>
  joined(points.map(([kind, first, last]) => `${MEANINGS[kind]} ${day(last ? `${first}/${last}` : first)}`), "; ");

// The picture of one life; what it shows is said in words as well.
const lifePicture = (life, status, scale, title = "") => {
  const [points, stretches] = life;
  const middle = 11;
  const rough = points.filter(([, , last]) => last);
  const today = percent(scale.at(names.today));
  return svg(
    "svg",
    {
      class: `life ${statuses.has(status) ? status : "unknown"}`, role: "img", height: 22, width: "100%",
      "aria-label": joined([title, lifeWords(life) || "no day is known"], ": "),
    },
    svg("line", { x1: today, x2: today, y1: 0, y2: 22, class: "today" }),
    stretches.map((each) => stretchLine(each, scale, middle)),
    rough.map(([, first, last]) => stretchLine(["rough", first, last], scale, middle)),
    points.map(([kind, first, last = first]) => markAt(kind, (scale.at(first) + scale.at(last)) / 2, middle)),
  );
};

// Years under the lines: as many as can be read.
const yearsShown = (scale, room) => {
  const span = scale.last - scale.first;
  const step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000].find((each) => (span / each) * 46 <= room) || 1000;
  const shown = [];
  for (let year = Math.ceil(scale.first / step) * step; year <= scale.last; year += step) shown.push(year);
  return shown;
};

const axis = (scale, room) => {
  const left = (year) => scale.at(`${String(Math.min(year, 9999)).padStart(4, "0")}-01-01`);
  return svg(
    "svg",
    { class: "axis", height: 20, width: "100%", "aria-hidden": "true" },
    yearsShown(scale, room).map((year) => {
      const place = left(year);
      const anchor = place > 96 ? "end" : place < 4 ? "start" : "middle";
      return [
        svg("line", { x1: percent(place), x2: percent(place), y1: 0, y2: 4, class: "tick" }),
        svg("text", { x: percent(place), y: 16, "text-anchor": anchor }, String(year)),
      ];
    }),
  );
};

const LEGEND = [
  ["signed", "signed"],
  ["in-force", "in force from"],
  ["notice", "last notice day"],
  ["renews", "renewed, or ceases"],
  ["ends", "ceases"],
];

// What the marks in these lives mean.
const legend = (lives) => {
  const kinds = new Set(lives.flatMap(([points]) => points.map(([kind]) => kind)));
  return el(
    "ul",
    { class: "legend", "aria-hidden": "true" },
    LEGEND.filter(([kind]) => kinds.has(kind)).map(([kind, said]) =>
      el("li", {}, svg("svg", { width: 14, height: 14, class: "life in-force" }, markAt(kind, 50, 7)), said),
    ),
    el("li", {}, svg("svg", { width: 14, height: 14 }, svg("line", { x1: 7, x2: 7, y1: 0, y2: 14, class: "today" })), "today"),
  );
};
