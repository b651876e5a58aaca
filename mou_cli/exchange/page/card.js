// The card of one agreement: all that is recorded and computed of it.

const RECKONED = {
  in_force_from: "In force from",
  in_force_through: "In force through",
  ceases_on: "Ceases on",
  notice_opens: "Notice opens",
  last_notice_day: "Last notice day",
  survival_through: "Survives through",
};
const BINDING = { yes: "binding", no: "not binding", disputed: "binding: disputed" };
const RELATIONS = {
  amends: ["amends", "amended by"],
  supersedes: ["supersedes", "superseded by"],
  implements: ["implements", "implemented by"],
  under: ["made under", "ground of"],
  "converted-from": ["converted from", "converted into"],
  extends: ["extends", "extended by"],
};

const kicker = (agreement, fields) =>
  joined(
    [
      fields.ref,
      `No ${agreement.number}`,
      fields.type && typeLabel(fields.type),
      BINDING[fields.binding],
      fields.untitled && "title not known yet",
    ],
    " · ",
  );

const standingWords = (computed) => {
  const since = computed.in_force_from ? `from ${day(computed.in_force_from)}` : "";
  const through = computed.in_force_through ? `through ${day(computed.in_force_through)}` : "";
  const renewed = computed.renewals ? `renewed ${computed.renewals === 1 ? "once" : `${computed.renewals} times`}` : "";
  return joined([joined([since, through], " "), renewed]);
};

const titlesOf = (fields) =>
  Object.entries(fields.titles || {}).map(([code, title]) =>
    words("p", title, { class: "other-title", lang: isLanguage(code) ? code : languageOf(title) }),
  );

// Each date with its sum, as one would write it in a memo, and the clause that it rests on.
const reckoning = (explained, missing) => {
  const rows = explained.map(([name, date, sum, clause]) =>
    el(
      "div",
      {},
      el("dt", {}, RECKONED[name] || name),
      el(
        "dd",
        {},
        date ? el("span", { class: "result" }, dated(date)) : null,
        sum ? el("span", { class: "sum" }, date ? `= ${sum}` : sum) : null,
        clause ? words("q", clause, { class: "clause" }) : null,
      ),
    ),
  );
  const sums = new Set(explained.map(([, , sum]) => sum));
  const unsaid = missing.filter((each) => !sums.has(each));
  return section(
    "Dates and how they follow",
    rows.length ? el("dl", { class: "reckoning" }, rows) : null,
    unsaid.length ? el("ul", { class: "missing" }, unsaid.map((each) => words("li", each))) : null,
  );
};

const partyItem = (party) => {
  const name = party.name || (party.code && partyLabel(party.code)) || party.agency;
  const signer = party.signatory ? pieces([party.signatory.name, party.signatory.title], ", ") : [];
  return el(
    "li",
    {},
    words("span", name, { class: "party" }),
    aside(party.code && party.code !== name && party.code, party.lead && "lead"),
    party.agency && party.agency !== name ? words("span", party.agency, { class: "line" }) : null,
    signer.length ? el("span", { class: "line aside" }, "signed by ", signer) : null,
  );
};

const placeName = (code) => (code ? partyLabel(code) : "");

const languageWords = (language) =>
  joined([language.code, language.prevails ? "(prevails)" : language.authentic && "(authentic)"], " ");

const occasionWords = (ref) => {
  if (!ref) return null;
  const occasion = occasionOf.get(ref);
  return occasion ? linkToOccasion(occasion) : words("span", ref);
};

const particulars = (fields, told) =>
  section(
    "Particulars",
    facts([
      ["Sectors", (fields.sectors || []).map(sectorLabel).join(" · ")],
      ["Signed", pieces([fields.signed && dated(fields.signed), fields.place], ", ")],
      ["Occasion", occasionWords(fields.occasion)],
      ["Enters into force", told.entry],
      ["Term", told.term],
      ["Languages", (fields.languages || []).map(languageWords).join(" · ")],
      ["Depositary", placeName(fields.depositary)],
      ["Responsible", fields.responsible && words("span", placeName(fields.responsible))],
      ["Original", fields.original && pieces([fields.original.place, fields.original.file], ", ")],
      ...Object.entries(fields.identifiers || {}).map(([name, number]) => [name, words("span", number)]),
      ["Formerly", (fields.former_refs || []).join(" · ")],
      ["Tags", pieces(fields.tags || [], " · ")],
      ["Files", pieces((fields.attachments || []).map((file) => file.name || file.sha256), " · ")],
    ]),
  );

const eventItem = (event) =>
  el(
    "div",
    {},
    el("dt", {}, event.date ? dated(event.date) : "day unknown"),
    el(
      "dd",
      {},
      words("span", joined([String(event.kind).replaceAll("-", " "), placeName(event.party)], ", ")),
      aside(
        event.until && `until ${day(event.until)}`,
        event.adds && `adds ${event.adds}`,
        event.known && `known since ${day(event.known)}`,
        event.by && `by ${event.by}`,
        event.note,
      ),
    ),
  );

const eventsSection = (events) => {
  const sorted = [...(events || [])].sort((a, b) => ((a.date || "~") < (b.date || "~") ? -1 : 1));
  return sorted.length ? section("Events", el("dl", { class: "facts events" }, sorted.map(eventItem))) : null;
};

const relatedItem = (said, agreement, ref) =>
  el("li", {}, el("span", { class: "relation" }, `${said} `), agreement ? linkTo(agreement) : words("span", ref), aside(ref));

const relationWords = (rel, place) => (RELATIONS[rel] ? RELATIONS[rel][place] : rel.replaceAll("-", " "));

const relatedSection = (agreement) => {
  const own = agreement.links.map(([rel, ref]) => relatedItem(relationWords(rel, 0), byKey.get(fold(ref)), ref));
  const others = linksTo(agreement).map(([rel, other]) => relatedItem(relationWords(rel, 1), other, other.ref));
  return own.length + others.length ? section("Related agreements", el("ul", { class: "plain" }, own, others)) : null;
};

const lifeSection = (life, status) => {
  if (!life[0].length && !life[1].length) return null;
  const scale = scaleOf([life]);
  return el("figure", { class: "lifeline" }, lifePicture(life, status, scale), axis(scale, 640), legend([life]));
};

const agreementCard = (agreement) => {
  const { fields, explain, life, words: told } = details(agreement);
  const { computed } = fields;
  return [
    el(
      "header",
      {},
      words("p", kicker(agreement, fields), { class: "kicker" }),
      words("h2", agreement.title, { id: "sheet-title", tabindex: "-1" }),
      titlesOf(fields),
      el("p", { class: "standing" }, badge(computed.status), " ", standingWords(computed)),
    ),
    lifeSection(life, computed.status),
    reckoning(explain, computed.missing),
    dueSection(agreement.due),
    section("Parties", (fields.parties || []).length ? el("ul", { class: "sides" }, fields.parties.map(partyItem)) : null),
    particulars(fields, told),
    eventsSection(fields.events),
    commitmentsSection(fields.commitments, told.repeats),
    targetsSection(fields.targets, told.targets),
    relatedSection(agreement),
    noteSection(fields.notes),
    sourcesSection(fields.sources),
    othersSection(fields, [...names.fields, "computed"]),
  ];
};
