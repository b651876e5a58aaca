// Which agreements fit what is asked, and how many each further choice would leave: one pass over all of them.

const testsOf = () => {
  const tests = [];
  if (asked.party.length) tests.push(["party", (each) => asked.party.every((key) => each.parties.includes(key))]);
  if (asked.sector.length) {
    const wanted = new Set(asked.sector.flatMap((code) => [...under(code)]));
    tests.push(["sector", (each) => each.sectors.some((code) => wanted.has(code))]);
  }
  if (asked.status.length) {
    const wanted = new Set(asked.status);
    if (wanted.has("in-force")) wanted.add("ending"); // what is ending is still in force
    tests.push(["status", (each) => wanted.has(each.status)]);
  }
  if (asked.type.length) tests.push(["type", (each) => asked.type.includes(each.type)]);
  if (asked.from || asked.to) {
    const from = Number(asked.from) || 0;
    const to = Number(asked.to) || 9999;
    tests.push(["year", (each) => each.years !== null && each.years[0] <= to && each.years[1] >= from]);
  }
  const wanted = wantedWords(asked.text);
  if (wanted.length) tests.push(["text", (each) => wanted.every((word) => wordsOf(each).includes(word))]);
  return tests;
};

// The values under which an agreement is counted; of a year that is not certain it counts under none.
const NONE = [""];
const VALUES = {
  party: (each) => each.parties,
  sector: (each) => (each.sectors.length ? withGroups(each.sectors) : NONE),
  status: (each) => [each.status],
  type: (each) => [each.type],
  year: (each) => [each.years !== null && each.years[0] === each.years[1] ? each.years[0] : ""],
};
const COUNTED = Object.keys(VALUES);

const countIn = (counts, field, agreement) => {
  const counter = counts[field];
  for (const value of VALUES[field](agreement)) counter.set(value, (counter.get(value) || 0) + 1);
};

const find = () => {
  const tests = testsOf();
  const counts = Object.fromEntries(COUNTED.map((field) => [field, new Map()]));
  const rows = [];
  for (const each of agreements) {
    let missed = null;
    let more = false;
    for (const [field, test] of tests) {
      if (test(each)) continue;
      if (missed !== null) more = true;
      if (more) break;
      missed = field;
    }
    if (more) continue;
    if (missed === null) {
      rows.push(each);
      for (const field of COUNTED) countIn(counts, field, each);
    } else if (missed !== "text" && missed !== "party") {
      // It fits but for this one field: another choice there would show it.
      countIn(counts, missed, each);
    }
  }
  return { rows: inOrder(rows), counts };
};

// 2026 stands before 2026-01, and that before 2026-01-01; what is absent comes last either way.
const dayKey = (text) => (bounds(text) ? text.split("/")[0].replaceAll("-", "").padEnd(8, "0") : "");

const KEYS = {
  no: (each) => each.number,
  title: (each) => fold(each.title),
  signed: (each) => dayKey(each.signed),
  status: (each) => courseOf.get(each.status) ?? 99,
  expires: (each) => dayKey(each.through),
  notice: (each) => dayKey(each.notice),
};

const inOrder = (rows) => {
  const backwards = asked.sort.startsWith("-");
  const key = KEYS[asked.sort.replace("-", "")] || KEYS.no;
  if (asked.sort === "no") return rows;
  const keyed = rows.map((each) => [key(each), each]);
  const compare = ([one, a], [other, b]) => {
    if (one === other) return a.number - b.number;
    if (one === "" || other === "") return one === "" ? 1 : -1;
    return one < other === backwards ? 1 : -1;
  };
  return keyed.sort(compare).map(([, each]) => each);
};
