// What happens when: the page is opened, something is asked, an agreement is opened, the page is printed.

let found = null;
let opened = null; // what the sheet shows
let back = null; // where the focus returns to
let waiting = 0;

const sheet = byId("sheet");
const doing = {
  change: (what, focus) => change(what, focus),
  counts: () => found.counts,
  choose: (field, value) => change({ [field]: toggled(asked[field], value) }),
  clear: () => change({ ...nothingAsked(), sort: asked.sort, view: asked.view }, "#text"),
};

const toggled = (values, value) => (values.includes(value) ? values.filter((each) => each !== value) : [...values, value]);

const countWords = () => {
  const all = agreements.length;
  if (asked.view === "due") return found.due.length ? `${many(found.due.length, "thing")} due` : "nothing due";
  return isAsked() ? `${counted(found.rows.length)} of ${many(all, "agreement")}` : many(all, "agreement");
};

// Where a bar or a heading was pressed, the new one that stands in its place takes the focus.
const placeOfFocus = () => {
  const active = document.activeElement;
  const row = active && active.closest(".bars li");
  if (!row) return null;
  const kind = row.closest(".panel").classList[1];
  const labelIn = (each) => each.querySelector(".bar-label").textContent;
  const label = labelIn(row);
  return () => [...document.querySelectorAll(`.panel.${kind} .bar-row`)].find((each) => labelIn(each) === label);
};

const showGlance = () => {
  const again = placeOfFocus();
  byId("panels").replaceChildren(
    nextPanel(found.due, () => change({ view: "due" }, "#view")),
    statusPanel(found.counts.status, doing.choose),
    sectorPanel(found.counts.sector, doing.choose),
    yearPanel(found.counts.year),
  );
  const next = again && again();
  if (next) next.focus();
};

const show = () => {
  found = find();
  found.due = dueAmong(found.rows);
  showGlance();
  updateFilters(found.counts, doing.change);
  updateTabs(found.due);
  showView(found, doing);
  byId("count").textContent = countWords();
};

// `focus` names what takes the focus where the element that had it is gone.
const change = (what, focus = null) => {
  Object.assign(asked, { page: 0 }, what);
  show();
  writeAddress(addressOfAsked());
  if (!focus) return;
  const chosen = focus === "chips" ? document.querySelector("#chips button") || byId("text") : document.querySelector(focus);
  if (chosen) chosen.focus({ preventScroll: focus !== "#view" });
  if (focus === "#view") byId("view").scrollIntoView({ block: "nearest" });
};

const neighbour = (step) => {
  const at = found.rows.indexOf(opened);
  return at < 0 ? null : found.rows[at + step] || null;
};

const turn = (label, step) => {
  const other = neighbour(step);
  return el("button", { type: "button", class: "quiet", disabled: !other, click: () => open(other) }, label);
};

const open = (what, { written = false } = {}) => {
  if (!sheet.open) back = document.activeElement;
  opened = what;
  const isOccasion = occasions.includes(what);
  sheet.replaceChildren(
    el("div", { class: "sheet-bar" },
      isOccasion ? null : [turn("Previous", -1), turn("Next", 1)],
      el("span", { class: "space" }),
      el("button", { type: "button", class: "quiet", click: () => window.print() }, "Print"),
      el("button", { type: "button", class: "quiet", click: () => sheet.close() }, "Close")),
    el("article", { class: "card" }, isOccasion ? occasionCard(what) : agreementCard(what)),
  );
  if (!sheet.open) sheet.showModal();
  sheet.scrollTop = 0;
  byId("sheet-title").focus({ preventScroll: true });
  document.title = `${isOccasion ? what.fields.name : what.title} · ${names.title}`;
  if (!written) writeAddress(`#${encodeURIComponent(isOccasion ? occasionKey(what) : keyOf(what))}`, { push: true });
};

const closed = () => {
  const key = opened && !occasions.includes(opened) ? keyOf(opened) : null;
  opened = null;
  document.title = names.title;
  if (namedBy(location.hash)) writeAddress(addressOfAsked(), { push: true });
  const link = key && document.querySelector(`#view a[href="#${CSS.escape(encodeURIComponent(key))}"]`);
  const target = back && back.isConnected && back !== document.body ? back : link || byId("view");
  target.focus();
};

const route = () => {
  const { hash } = location;
  const named = hash.length > 1 ? namedBy(hash) : null;
  if (named) {
    if (found === null) show();
    open(named, { written: true });
    return;
  }
  if (sheet.open) sheet.close();
  asked = readAsked(hash.startsWith("#?") ? hash : "#?");
  show();
  if (hash.length > 1 && !hash.startsWith("#?")) byId("count").textContent += `; none is called ${decoded(hash)}`;
};

const standing = () => {
  const today = new Date();
  const local = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
  const days = daysBetween(names.today, local);
  byId("standing").replaceChildren(
    `As of ${day(names.today)}`,
    names.knownAt ? `, as known on ${day(names.knownAt)}` : "",
    days > 0 ? el("span", { class: "age" }, `, ${many(days, "day")} ago`) : "",
    names.asked ? el("span", { dir: "auto" }, ` · only ${names.asked}`) : "",
  );
  byId("colophon").replaceChildren(
    el("p", {}, `Made by mou ${names.version}. All of it is in this one file; nothing is loaded from a network.`),
    names.head ? el("p", {}, `History up to ${names.head.slice(0, 16)}`) : "",
  );
};

const THEMES = ["auto", "light", "dark"];

const kept = (name, value) => {
  try {
    if (value !== undefined) localStorage.setItem(name, value);
    return localStorage.getItem(name);
  } catch {
    return null; // A page from disk may have no memory.
  }
};

const wear = (theme) => {
  document.documentElement.dataset.theme = theme;
  byId("theme").textContent = `Theme: ${theme}`;
  byId("theme").onclick = () => {
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    kept("mou-theme", next);
    wear(next);
  };
};

const listen = () => {
  byId("text").addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => change({ text: byId("text").value }));
  });
  byId("ask").addEventListener("submit", (event) => event.preventDefault());
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("results").focus();
    byId("view").scrollIntoView({ block: "start" });
  });
  byId("download").addEventListener("click", () => download(found.rows));
  byId("print").addEventListener("click", () => window.print());
  sheet.addEventListener("close", closed);
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  window.addEventListener("hashchange", route);
  window.addEventListener("beforeprint", () => sheet.open || showAll(found, doing));
  window.addEventListener("afterprint", () => showView(found, doing));
};

const fitted = () => {
  for (const [name, width] of [["filters", 72], ["glance", 54]]) {
    const wide = matchMedia(`(min-width: ${width}.01rem)`);
    const fit = () => {
      byId(name).open = wide.matches;
    };
    wide.addEventListener("change", fit);
    fit();
  }
};

wear(THEMES.includes(kept("mou-theme")) ? kept("mou-theme") : "auto");
fitted();
standing();
buildFilters(doing);
buildTabs((view) => change({ view }));
listen();
route();
setTimeout(prepare, 30);
