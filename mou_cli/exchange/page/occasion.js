// The card of an occasion: what was announced, by whom, what was signed and what was promised there.

const KNOWN_OF_OCCASION = [
  "ref", "uid", "name", "place", "date", "parties", "announced", "commitments", "targets", "sources", "tags", "notes",
];

const announcedItem = (each) =>
  el(
    "div",
    {},
    el("dt", {}, isWritten(each.count) ? counted(each.count) : "?"),
    el("dd", {}, words("span", each.text || "documents"), aside(saidBy(each.source))),
  );

const announcedSection = (announced, recorded) => {
  if (!announced || !announced.length) return null;
  const counts = new Set(announced.map((each) => each.count).filter(isWritten));
  return section(
    "Announced",
    el("dl", { class: "facts counts" }, announced.map(announcedItem), el(
      "div",
      { class: "own" },
      el("dt", {}, String(recorded)),
      el("dd", {}, "on this page"),
    )),
    counts.size > 1 ? el("p", { class: "warn" }, "The sources disagree.") : null,
  );
};

const occasionCard = (occasion) => {
  const { fields, due, words: told } = occasion;
  const signed = agreements.filter((each) => fields.ref && each.occasion === fields.ref);
  const parties = (fields.parties || []).map((party) => party.name || partyLabel(party.code) || party.agency);
  return [
    el(
      "header",
      {},
      el("p", { class: "kicker" }, joined([fields.ref, "occasion"], " · ")),
      words("h2", fields.name || "", { id: "sheet-title", tabindex: "-1" }),
      words("p", joined([joined([day(fields.date), fields.place]), parties.join(" · ")], " · "), { class: "standing" }),
    ),
    announcedSection(fields.announced, signed.length),
    dueSection(due),
    commitmentsSection(fields.commitments, told.repeats),
    targetsSection(fields.targets, told.targets),
    section("Agreements", signed.length
      ? el("ul", { class: "plain" }, signed.map((each) => el("li", {}, linkTo(each), " ", badge(each.status))))
      : null),
    noteSection(fields.notes),
    sourcesSection(fields.sources),
    othersSection(fields, KNOWN_OF_OCCASION),
  ];
};
