// Parts that the card of an agreement and that of an occasion share.

const section = (title, ...children) => {
  const inside = children.flat(Infinity).filter(Boolean);
  return inside.length ? el("section", {}, el("h3", {}, title), inside) : null;
};

// Names and what they stand for; a name without anything is left out.
const facts = (pairs) => {
  const rows = pairs
    .map(([name, ...values]) => [name, values.flat(Infinity).filter(Boolean)])
    .filter(([, values]) => values.length)
    .map(([name, values]) => el("div", {}, el("dt", {}, name), el("dd", {}, values)));
  return rows.length ? el("dl", { class: "facts" }, rows) : null;
};

const aside = (...texts) => {
  const said = pieces(texts, " · ");
  return said.length ? el("span", { class: "aside" }, said) : null;
};

const CERTAINTIES = { exact: "exact", reported: "as reported", unclear: "unclear" };

const saidBy = (source) => {
  if (!source) return "";
  const who = joined([source.publisher || source.title || source.url, day(source.date)]);
  return joined([who, CERTAINTIES[source.certainty]], ", ");
};

const sourceItem = (source) => {
  const named = pieces([source.title, source.publisher, day(source.date)], ", ");
  const certainty = CERTAINTIES[source.certainty] || source.certainty;
  const fields = source.fields && source.fields.length ? `for ${source.fields.join(", ")}` : "";
  return el(
    "li",
    {},
    named.length ? el("span", { class: "source" }, named) : null,
    aside(certainty, fields),
    source.quote ? words("blockquote", source.quote) : null,
    source.url ? el("span", { class: "address" }, outward(source.url)) : null,
  );
};

const sourcesSection = (given) =>
  given && given.length ? section("Sources", el("ol", { class: "sources" }, given.map(sourceItem))) : null;

const COMMITMENTS = { open: "open", started: "started", done: "done", dropped: "dropped" };

const commitmentItem = (each, place, repeats) =>
  el(
    "li",
    { class: each.status === "dropped" ? "dropped" : null },
    words("span", each.text || "", { class: "promise" }),
    aside(
      COMMITMENTS[each.status] || each.status || "open",
      each.done ? `done ${day(each.done)}` : each.due ? `due ${day(each.due)}` : "no date",
      repeats && repeats[place],
      each.area,
    ),
    aside(joined([each.lead, each.counterpart], " and ")),
    aside(each.progress),
    aside(each.note),
    (each.sources || []).map((source) => aside(saidBy(source))),
  );

const commitmentsSection = (given, repeats) =>
  given && given.length
    ? section("Commitments", el("ol", { class: "plain" }, given.map((each, place) => commitmentItem(each, place, repeats))))
    : null;

const deadlinesOf = (target) => (target.by || []).map((each) => (typeof each === "string" ? { date: each } : each));

const targetItem = (target, [aim, base, seen]) => {
  const by = deadlinesOf(target);
  const differ = new Set(by.map((each) => each.date)).size > 1;
  return el(
    "li",
    {},
    words("span", joined([target.metric, aim], ": "), { class: "promise" }),
    by.map((each) => aside(`by ${day(each.date)}`, saidBy(each.source))),
    differ ? el("span", { class: "aside warn" }, "the deadlines contradict each other") : null,
    base ? aside(`from ${base}`, target.baseline.date && day(target.baseline.date), saidBy(target.baseline.source)) : null,
    (target.observed || []).map((each, place) => aside(`observed ${seen[place]}`, day(each.date), saidBy(each.source))),
    aside(target.note),
    (target.sources || []).map((source) => aside(saidBy(source))),
  );
};

const targetsSection = (given, told) =>
  given && given.length
    ? section("Targets", el("ol", { class: "plain" }, given.map((each, place) => targetItem(each, told[place]))))
    : null;

const noteSection = (text) => (text ? section("Notes", words("p", text, { class: "notes" })) : null);

const asText = (value) => (typeof value === "string" ? value : JSON.stringify(value));

// What this mou has no field for is shown as it is.
const othersSection = (fields, known) =>
  section(
    "Other fields",
    facts(
      Object.entries(fields)
        .filter(([name]) => !known.includes(name))
        .map(([name, value]) => [name, words("span", asText(value))]),
    ),
  );

const DUE_KINDS = {
  "last-notice-day": "Last notice day",
  "notice-opens": "Notice opens",
  renewal: "Renewal",
  ends: "Ends",
  leaves: "Leaves",
  commitment: "Commitment",
  target: "Target",
  "not-in-force": "Not in force",
};

const dueOf = ([when, iso, kind, act, overdue, id, who, order]) => ({ when, iso, kind, act, overdue, id, who, order });

const isWaiting = (due) => due.kind === "not-in-force";

const dueDay = (due) =>
  isWaiting(due) ? null : [" ", dated(due.when), el("span", { class: due.overdue ? "overdue" : "away" }, ` ${away(due.iso)}`)];

const dueLine = (due) =>
  el(
    "li",
    {},
    el("strong", {}, DUE_KINDS[due.kind] || due.kind),
    dueDay(due),
    el("span", { class: "aside" }, pieces([due.who, due.act], ": ")),
  );

const dueSection = (rows) =>
  rows.length ? section("What is due", el("ul", { class: "plain" }, rows.map(dueOf).map(dueLine))) : null;
