// The filters: a choice for each field, what is set as buttons that take it back, and the order.

const FIELD_NAMES = { party: "Party", sector: "Sector", status: "Status", type: "Type" };
const ANY = { party: "Any party", sector: "Any sector", status: "Any status", type: "Any type" };
const MORE = { party: "And another party", sector: "Or another sector", status: "Or another status", type: "Or another type" };

// Codes that occur and that nothing names stand for themselves.
const nameless = (codes, known) =>
  [...new Set(codes)].filter((code) => code && !known.has(code)).map((code) => [code, code]);

const byLabel = ([, one], [, other]) => one.localeCompare(other, "en");

const valuesOf = {
  party: () => [...new Set(agreements.flatMap((each) => each.parties))].map((key) => [key, partyLabel(key)]).sort(byLabel),
  sector: () => [
    ...names.sectors.map(([code, label, group]) => [code, group ? `\u2003${label}` : label]),
    ...nameless(agreements.flatMap((each) => each.sectors), sectors),
  ],
  status: () => names.statuses,
  type: () => [
    ...names.types.map(([code, label]) => [code, capital(label)]),
    ...nameless(agreements.map((each) => each.type), types),
  ],
};

const option = (value, label) => el("option", { value }, label);

// A choice adds one value. Arrow keys go through the closed list and choose at every step: until the focus leaves, or a
// pointer opens the list anew, each step replaces the one before it and what was chosen earlier stays.
const choice = (field, { change, counts }) => {
  let before = [];
  const begin = () => {
    before = asked[field];
    updateChoice(field, counts()[field]);
  };
  const chosen = () => {
    const kept = document.activeElement === select ? before : asked[field];
    change({ [field]: select.value ? [...new Set([...kept, select.value])] : kept });
  };
  const select = el(
    "select",
    { id: `by-${field}`, focus: begin, pointerdown: begin, blur: begin, change: chosen },
    option("", ANY[field]),
    valuesOf[field]().map(([value, label]) => el("option", { value, "data-label": label }, label)),
  );
  return el("div", { class: "field" }, el("label", { for: `by-${field}` }, FIELD_NAMES[field]), select);
};

// Every year from the last signature back to the first.
const yearsKnown = () => {
  const found = [...new Set(agreements.flatMap((each) => each.years || []))];
  if (!found.length) return [];
  const last = Math.max(...found);
  return Array.from({ length: last - Math.min(...found) + 1 }, (_, place) => String(last - place));
};

const yearChoice = (change) => {
  const years = yearsKnown();
  const select = (name, label) =>
    el(
      "select",
      { id: `year-${name}`, "aria-label": `Signed, ${label} year`, change: (event) => change({ [name]: event.target.value }) },
      option("", label),
      years.map((year) => option(year, year)),
    );
  return el("fieldset", { class: "field years" }, el("legend", {}, "Signed"), select("from", "from"), select("to", "to"));
};

const buildFilters = (doing) => {
  const { change, clear } = doing;
  byId("fields").replaceChildren(
    ...CHOICES.map((field) => choice(field, doing)),
    yearChoice(change),
    el("button", { type: "button", class: "link", id: "clear", click: clear }, "Clear all"),
  );
  byId("sort").replaceChildren(
    el("label", { for: "order" }, "Sort by"),
    el(
      "select",
      { id: "order", change: (event) => change({ sort: event.target.value }) },
      SORTS.map(([key, label]) => option(key, label)),
    ),
  );
};

// Each value says how many agreements it would show; what would show none is left out.
const updateChoice = (field, counts) => {
  const select = byId(`by-${field}`);
  for (const each of select.options) {
    if (!each.value) {
      each.textContent = (asked[field].length ? MORE : ANY)[field];
      continue;
    }
    const count = counts.get(each.value) || 0;
    const said = `${each.dataset.label} (${counted(count)})`;
    if (each.textContent !== said) each.textContent = said;
    each.hidden = each.disabled = count === 0 || asked[field].includes(each.value);
  }
  select.value = "";
};

const updateSort = () => {
  const order = byId("order");
  if (![...order.options].some((each) => each.value === asked.sort)) {
    const [, heading] = COLUMNS.find(([, , key]) => asked.sort === `-${key}` || asked.sort === key);
    order.append(option(asked.sort, `${heading.toLowerCase()}, backwards`));
  }
  order.value = asked.sort;
};

const updateYear = (name) => {
  const select = byId(`year-${name}`);
  const isThere = [...select.options].some((each) => each.value === asked[name]);
  if (!isThere) select.append(option(asked[name], asked[name]));
  select.value = asked[name];
};

const chip = ({ said, without }, change) =>
  el(
    "li",
    {},
    el(
      "button",
      { type: "button", class: "chip", "aria-label": `Remove filter: ${said}`, click: () => change(without, "chips") },
      words("span", said),
      el("span", { class: "cross", "aria-hidden": "true" }, "×"),
    ),
  );

const updateFilters = (counts, change) => {
  for (const field of CHOICES) if (document.activeElement !== byId(`by-${field}`)) updateChoice(field, counts[field]);
  for (const name of ["from", "to"]) updateYear(name);
  if (byId("text").value.trim() !== asked.text.trim()) byId("text").value = asked.text;
  updateSort();
  byId("clear").hidden = !isAsked();
  byId("chips").replaceChildren(...filtersSet().map((each) => chip(each, change)));
  byId("chips").hidden = !isAsked();
};
