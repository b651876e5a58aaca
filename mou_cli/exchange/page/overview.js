// At a glance: what comes next, and how many there are by status, sector and year; a bar sets its filter.

const MOST_BARS = 7;
const MOST_NEXT = 3;

const panel = (title, kind, ...children) =>
  el("section", { class: `panel ${kind}` }, el("h3", {}, title), children);

const small = (text) => (text ? el("p", { class: "rest" }, text) : null);

const statusPanel = (counts, choose) => {
  const rows = names.statuses.map(([code, label]) => ({
    label,
    kind: code,
    count: counts.get(code) || 0,
    pressed: asked.status.includes(code),
    press: () => choose("status", code),
  }));
  return panel("By status", "statuses", barList(rows.filter((row) => row.count || row.pressed)));
};

// Groups, the largest first; below a group that is asked for, its leaves.
const sectorsShown = (counts) => {
  const count = (sector) => counts.get(sector.code) || 0;
  const larger = (one, other) => count(other) - count(one) || (one.label < other.label ? -1 : 1);
  const all = [...sectors.values()].sort(larger);
  const open = new Set(asked.sector.flatMap((code) => [code, groupOf(code)]));
  const leaves = (group) => (open.has(group.code) ? all.filter((leaf) => leaf.group === group.code && count(leaf)) : []);
  const tops = all.filter((each) => !each.group && (count(each) || open.has(each.code)));
  const shown = tops.filter((each, place) => place < MOST_BARS || open.has(each.code));
  return { shown: shown.flatMap((each) => [each, ...leaves(each)]), more: tops.length - shown.length };
};

const sectorPanel = (counts, choose) => {
  const { shown, more } = sectorsShown(counts);
  const rows = shown.map(({ code, label, group }) => ({
    label,
    inner: Boolean(group),
    count: counts.get(code) || 0,
    pressed: asked.sector.includes(code),
    press: () => choose("sector", code),
  }));
  const without = counts.get("") || 0;
  const rest = [more > 0 && `${many(more, "more sector")} under Filters`, without && `${counted(without)} without a sector`];
  return panel("By sector", "sectors", barList(rows), small(joined(rest, "; ")));
};

const yearPanel = (counts) => {
  const known = new Map([...counts].filter(([year]) => year !== ""));
  if (!known.size) return panel("Signed by year", "years", small("No date of signature is known."));
  const [first, last] = [Math.min(...known.keys()), Math.max(...known.keys())];
  const [top, most] = [...known].reduce((best, each) => (each[1] > best[1] ? each : best));
  const without = counts.get("") ? `; ${counted(counts.get(""))} without a certain year` : "";
  return panel(
    "Signed by year",
    "years",
    yearColumns(known, first, last, `From ${first} to ${last}, most in ${top}: ${counted(most)}`),
    el("p", { class: "ends", "aria-hidden": "true" }, el("span", {}, first), last > first ? el("span", {}, last) : null),
    small(`Most in ${top}: ${counted(most)}${without}.`),
  );
};

const nextItem = (due) =>
  el(
    "li",
    {},
    el("span", { class: due.overdue ? "when overdue" : "when" }, dated(due.when), " ", el("small", {}, away(due.iso))),
    el("span", { class: "act" }, `${DUE_KINDS[due.kind] || due.kind}: `, words("a", due.title, { href: hrefOf(due.key) })),
  );

const nextPanel = (due, showAll) => {
  const coming = due.filter((each) => !isWaiting(each));
  const waiting = due.length - coming.length;
  const all = { type: "button", class: "link", click: showAll };
  return panel(
    "Due next",
    "next",
    coming.length
      ? el("ul", { class: "nexts" }, coming.slice(0, MOST_NEXT).map(nextItem))
      : small("Nothing is due within a year."),
    waiting ? small(`${many(waiting, "agreement")} signed more than a year ago and not in force.`) : null,
    due.length ? el("button", all, `All that is due (${counted(due.length)})`) : null,
  );
};
