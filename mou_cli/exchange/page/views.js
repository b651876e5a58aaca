// The three ways to look at what was found, a page at a time; on paper all of it.

const PAGE = 50;
const MOST_ON_PAPER = 2000;
const VIEW_NAMES = { list: "List", timeline: "Timeline", due: "What is due" };

const buildTabs = (show) => {
  const tab = (view) =>
    el("button", { type: "button", role: "tab", id: `tab-${view}`, "aria-controls": "view", click: () => show(view) },
      VIEW_NAMES[view], el("span", { class: "number", id: `number-${view}` }));
  byId("tabs").replaceChildren(...VIEWS.map(tab));
  byId("tabs").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -VIEWS.length, End: VIEWS.length }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = VIEWS.indexOf(asked.view) + step;
    const next = Math.abs(step) > 1 ? Math.max(0, Math.min(at, VIEWS.length - 1)) : (at + VIEWS.length) % VIEWS.length;
    show(VIEWS[next]);
    byId(`tab-${VIEWS[next]}`).focus();
  });
};

const updateTabs = (due) => {
  for (const view of VIEWS) {
    const tab = byId(`tab-${view}`);
    tab.setAttribute("aria-selected", String(asked.view === view));
    tab.tabIndex = asked.view === view ? 0 : -1;
  }
  byId("sort").hidden = asked.view === "due";
  byId("number-due").textContent = due.length ? counted(due.length) : "";
  byId("view").setAttribute("aria-labelledby", `tab-${asked.view}`);
};

const emptyView = (clear) =>
  el("div", { class: "empty" }, el("p", {}, agreements.length ? "No agreement fits." : "This register is empty."),
    isAsked() ? el("button", { type: "button", class: "quiet", click: clear }, "Clear all filters") : null);

const viewOf = (shown, { change, clear }) => {
  if (asked.view === "due" && !shown.length) return el("p", { class: "empty" }, "Nothing is due within a year.");
  if (!shown.length) return emptyView(clear);
  if (asked.view === "due") return dueView(shown);
  if (asked.view === "timeline") return timelineView(shown);
  return listView(shown, (sort) => change({ sort }, `[data-sort="${sort.replace("-", "")}"]`));
};

const turnPage = (label, page, pages, change) =>
  el(
    "button",
    { type: "button", class: "quiet", disabled: page < 0 || page >= pages, click: () => change({ page }, "#view") },
    label,
  );

const updatePages = (total, change) => {
  const pages = Math.ceil(total / PAGE);
  byId("pages").hidden = pages < 2;
  if (pages < 2) return;
  const [first, last] = [asked.page * PAGE + 1, Math.min((asked.page + 1) * PAGE, total)];
  byId("pages").replaceChildren(
    turnPage("Previous", asked.page - 1, pages, change),
    el(
      "p",
      {},
      `Page ${counted(asked.page + 1)} of ${counted(pages)}`,
      el("span", { class: "of" }, ` · ${counted(first)} to ${counted(last)}`),
    ),
    turnPage("Next", asked.page + 1, pages, change),
  );
};

const itemsOf = (found) => (asked.view === "due" ? found.due : found.rows);

const showView = (found, doing) => {
  const items = itemsOf(found);
  asked.page = Math.max(0, Math.min(asked.page, Math.ceil(items.length / PAGE) - 1));
  const shown = items.slice(asked.page * PAGE, (asked.page + 1) * PAGE);
  byId("view").replaceChildren(viewOf(shown, doing));
  updatePages(items.length, doing.change);
};

const showAll = (found, doing) => {
  const items = itemsOf(found);
  const left = items.length - MOST_ON_PAPER;
  byId("view").replaceChildren(
    viewOf(items.slice(0, MOST_ON_PAPER), doing),
    ...(left > 0 ? [el("p", { class: "rest" }, `${counted(left)} more are on the page and not on paper.`)] : []),
  );
};
