// The agreements of this page. Two lines each: what lists and filters need, and the details, read when a card asks.

const names = JSON.parse(byId("names").textContent);

const agreementOf = (line, more) => {
  const [number, ref, title, type, parties, sectors, signed, status, through, notice, occasion, due, links, former] =
    JSON.parse(line);
  const span = bounds(signed);
  return {
    number, ref, title, type, parties, sectors, signed, status, through, notice, occasion, due, links, former, more,
    years: span ? [Number(span[0].slice(0, 4)), Number(span[1].slice(0, 4))] : null,
    words: null,
  };
};

const agreements = (() => {
  const lines = byId("agreements").textContent.split("\n");
  const made = [];
  for (let at = 0; at + 1 < lines.length; at += 2) made.push(agreementOf(lines[at], lines[at + 1]));
  byId("agreements").remove();
  return made;
})();

// What the row holds is not written twice.
const details = (agreement) => {
  const { ref, title, type, sectors, signed, occasion } = agreement;
  const read = JSON.parse(agreement.more);
  return { ...read, fields: { ref, title, type, sectors, signed, occasion, ...read.fields } };
};

const hrefOf = (key) => `#${encodeURIComponent(key)}`;

const keyOf = (agreement) => agreement.ref || `no-${agreement.number}`;

const occasions = names.occasions;
const occasionOf = new Map(occasions.map((each) => [each.fields.ref || `occasion-${each.number}`, each]));
const occasionKey = (occasion) => occasion.fields.ref || `occasion-${occasion.number}`;

const isWritten = (text) => text !== undefined && text !== null && text !== "";

// The texts that free words are looked for in, as mou_cli/agreement/query/free_text.py has them, and the occasion's name.
const linesOf = (fields) => {
  const lines = [fields.title, ...Object.values(fields.titles || {}), fields.ref, ...(fields.former_refs || [])];
  for (const party of fields.parties || []) {
    lines.push(party.code, party.name, party.agency);
    if (party.signatory) lines.push(party.signatory.name, party.signatory.title);
  }
  lines.push(fields.occasion, fields.place, ...(fields.tags || []), fields.notes);
  const occasion = occasionOf.get(fields.occasion);
  if (occasion) lines.push(occasion.fields.name);
  return lines.filter(isWritten);
};

const wordsOf = (agreement) => {
  if (agreement.words === null) agreement.words = fold(linesOf(details(agreement).fields).join("\n"));
  return agreement.words;
};

// The words are folded a few at a time while nobody waits, so that the first search finds them ready.
const prepare = (from = 0) => {
  const until = performance.now() + 8;
  let at = from;
  while (at < agreements.length && performance.now() < until) wordsOf(agreements[at++]);
  if (at < agreements.length) setTimeout(prepare, 4, at);
};

const byKey = new Map();
for (const each of agreements) for (const old of each.former) byKey.set(fold(old), each);
for (const each of agreements) byKey.set(fold(keyOf(each)), each);

// What refers to an agreement from elsewhere in this register: its key to [relation, agreement].
const linksTo = (() => {
  let found = null;
  return (agreement) => {
    if (found === null) {
      found = new Map();
      for (const each of agreements) {
        for (const [rel, ref] of each.links) {
          const other = byKey.get(fold(ref));
          if (other) found.set(other, [...(found.get(other) || []), [rel, each]]);
        }
      }
    }
    return found.get(agreement) || [];
  };
})();
