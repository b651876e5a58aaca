// What is due, soonest first: notices, renewals, ends, promises, and what still waits to enter into force.

const dueAgreement = (due, agreement) => ({
  ...due, title: agreement.title, parties: partyList(agreement), key: keyOf(agreement), number: agreement.number,
});

const dueOccasion = (due, occasion) => ({
  ...due,
  title: occasion.fields.name || "",
  parties: (occasion.fields.parties || []).map((party) => party.name || partyLabel(party.code)),
  key: occasionKey(occasion),
  number: 0,
});

// All that is due, each with whose it is.
const everythingDue = (() => {
  const found = [
    ...agreements.flatMap((each) => each.due.map((row) => ({ ...dueAgreement(dueOf(row), each), of: each }))),
    ...occasions.flatMap((each) => each.due.map((row) => ({ ...dueOccasion(dueOf(row), each), of: each.fields.ref }))),
  ];
  return found.sort((a, b) => a.order - b.order || a.number - b.number);
})();

// What was promised at an occasion goes with the agreements of that occasion.
const dueAmong = (rows) => {
  if (!isAsked()) return everythingDue;
  const met = new Set(rows);
  for (const each of rows) if (each.occasion) met.add(each.occasion);
  return everythingDue.filter((due) => met.has(due.of));
};

const GROUPS = [
  ["Overdue", (due) => due.overdue],
  ["Within 30 days", (due, days) => days <= 30],
  ["Within 90 days", (due, days) => days <= 90],
  ["Within a year", () => true],
];

const groupOfDue = (due) =>
  isWaiting(due)
    ? "Signed more than a year ago and not in force"
    : GROUPS.find(([, fits]) => fits(due, daysBetween(names.today, due.iso)))[0];

const dueItem = (due) =>
  el(
    "li",
    { class: due.overdue ? "overdue" : null },
    el(
      "p",
      { class: "when" },
      isWaiting(due) ? hidden("waiting") : [dated(due.when), el("span", { class: "away" }, away(due.iso))],
    ),
    el(
      "div",
      { class: "what" },
      el("p", { class: "kind" }, DUE_KINDS[due.kind] || due.kind, due.who ? [" · ", words("span", due.who)] : ""),
      words("p", capital(due.act), { class: "act" }),
      el("p", { class: "whose" }, words("a", due.title, { href: hrefOf(due.key) }), aside(...due.parties)),
    ),
  );

const dueView = (items) => {
  const parts = [];
  for (const due of items) {
    const group = groupOfDue(due);
    if (!parts.length || parts[parts.length - 1].group !== group) parts.push({ group, items: [] });
    parts[parts.length - 1].items.push(due);
  }
  return el(
    "div",
    { class: "due" },
    parts.map((part) => [el("h3", {}, part.group), el("ul", {}, part.items.map(dueItem))]),
  );
};
