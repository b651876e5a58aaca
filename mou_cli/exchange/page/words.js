// What codes are called.

const sectors = new Map(names.sectors.map(([code, label, group]) => [code, { code, label, group }]));
const types = new Map(names.types);
const statuses = new Map(names.statuses);
const courseOf = new Map(names.statuses.map(([code], place) => [code, place]));

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const sectorLabel = (code) => (sectors.has(code) ? sectors.get(code).label : code);
const groupOf = (code) => (sectors.has(code) && sectors.get(code).group) || "";
const partyLabel = (key) => (Object.hasOwn(names.parties, key) ? names.parties[key] : key);
const typeLabel = (code) => types.get(code) || code;
const statusLabel = (code) => statuses.get(code) || code;

// Sectors with the groups that they belong to, each once; few sets of sectors differ.
const withGroups = (() => {
  const known = new Map();
  return (codes) => {
    const key = codes.join();
    if (!known.has(key)) known.set(key, [...new Set(codes.flatMap((code) => [code, groupOf(code)]).filter(Boolean))]);
    return known.get(key);
  };
})();

// A sector with all that lies under it.
const under = (code) => {
  const found = new Set([code]);
  for (const each of sectors.values()) if (found.has(each.group)) found.add(each.code);
  return found;
};

const badge = (status) =>
  el("span", { class: `badge ${statuses.has(status) ? status : "unknown"}` }, statusLabel(status));

const partyList = (agreement) => agreement.parties.map(partyLabel);

const linkTo = (agreement, shown = agreement.title, given = {}) =>
  el("a", { href: hrefOf(keyOf(agreement)), dir: "auto", lang: languageOf(agreement.title), ...given }, shown);

const linkToOccasion = (occasion) =>
  words("a", occasion.fields.name || occasionKey(occasion), { href: hrefOf(occasionKey(occasion)) });
