// The list: a table, which on a narrow screen reads as cards.

// Column, heading, what it sorts by, and its class.
const COLUMNS = [
  ["no", "No", "no"],
  ["title", "Title", "title"],
  ["parties", "Parties", ""],
  ["sectors", "Sectors", ""],
  ["signed", "Signed", "signed"],
  ["status", "Status", "status"],
  ["through", "In force through", "expires"],
  ["notice", "Notice by", "notice"],
];

const isBackwards = (key) => asked.sort === `-${key}`;
const isSortedBy = (key) => asked.sort === key || isBackwards(key);

const headCell = ([name, heading, key], sortBy) => {
  if (!key) return el("th", { scope: "col", role: "columnheader", class: name }, heading);
  const way = !isSortedBy(key) ? "none" : isBackwards(key) ? "descending" : "ascending";
  const next = way === "ascending" ? `-${key}` : key;
  return el(
    "th",
    { scope: "col", role: "columnheader", class: name, "aria-sort": way },
    el(
      "button",
      { type: "button", "data-sort": key, click: () => sortBy(next) },
      heading,
      el("span", { class: "arrow", "aria-hidden": "true" }, { none: "", descending: "▾", ascending: "▴" }[way]),
    ),
  );
};

// Where the words were found, if not in the title.
const foundElsewhere = (agreement, wanted) => {
  const missing = wanted.filter((word) => !fold(agreement.title).includes(word));
  if (!missing.length) return null;
  const shown = [agreement.title, agreement.ref];
  const line = linesOf(details(agreement).fields)
    .flatMap((text) => text.split("\n"))
    .find((text) => !shown.includes(text) && missing.some((word) => fold(text).includes(word)));
  return line ? el("span", { class: "found", dir: "auto", lang: languageOf(line) }, marked(around(line, missing), missing)) : null;
};

const around = (text, wanted) => {
  if (text.length <= 160) return text;
  const at = Math.max(0, Math.min(...wanted.map((word) => fold(text).indexOf(word)).filter((place) => place >= 0)) - 60);
  return `${at ? "…" : ""}${text.slice(at, at + 150)}…`;
};

const titleCell = (agreement, wanted) =>
  cell(
    "title",
    linkTo(agreement, marked(agreement.title, wanted)),
    el("span", { class: "under" }, joined([agreement.ref, agreement.type && typeLabel(agreement.type)], " · ")),
    foundElsewhere(agreement, wanted),
  );

const cell = (name, ...children) => {
  const heading = COLUMNS.find(([each]) => each === name)[1];
  return el("td", { role: "cell", class: name, "data-heading": heading }, children);
};

const emptied = (text) => text || el("span", { class: "none", "aria-label": "none" }, "–");

const agreementRow = (agreement, wanted) =>
  el(
    "tr",
    { role: "row" },
    cell("no", String(agreement.number)),
    titleCell(agreement, wanted),
    cell("parties", partyList(agreement).length ? words("span", partyList(agreement).join(" · ")) : emptied("")),
    cell("sectors", emptied(agreement.sectors.map(sectorLabel).join(", "))),
    cell("signed", agreement.signed ? dated(agreement.signed) : emptied("")),
    cell("status", badge(agreement.status)),
    cell("through", agreement.through ? dated(agreement.through) : emptied("")),
    cell("notice", agreement.notice ? dated(agreement.notice, { class: noticeClass(agreement) }) : emptied("")),
  );

// Half a year is what it takes a ministry to decide on a notice.
const noticeClass = (agreement) => {
  const days = daysBetween(names.today, (bounds(agreement.notice) || ["", names.today])[1]);
  return days < 0 ? "gone" : days <= 183 ? "near" : null;
};

const listView = (rows, sortBy) => {
  const wanted = wantedWords(asked.text);
  return el(
    "table",
    { role: "table", class: "list" },
    el("caption", { class: "unseen" }, "Agreements"),
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, COLUMNS.map((column) => headCell(column, sortBy)))),
    el("tbody", { role: "rowgroup" }, rows.map((each) => agreementRow(each, wanted))),
  );
};
