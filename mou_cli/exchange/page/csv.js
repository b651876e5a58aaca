// The shown agreements as CSV: the columns, values and forms of `mou export --format csv --columns ...`.

// What a spreadsheet takes for a formula, or takes away, at the beginning of a cell.
const disarm = (text) => (/^[=+\-@\t\r']/.test(text) ? `'${text}` : text);

const quoted = (text) => (/[",;\r\n\t]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const several = (values) => [...new Set(values.filter(Boolean))].join("; ");

const partyCode = (party) => party.code || party.name || party.agency || "";

const signatory = (party) => `${partyCode(party)}: ${joined([party.signatory.name, party.signatory.title])}`;

const CSV_COLUMNS = {
  no: (each) => String(each.number),
  ref: (_, fields) => fields.ref,
  title: (_, fields) => fields.title,
  titles: (_, fields) => several(Object.entries(fields.titles || {}).map(([code, text]) => `${code}: ${text}`)),
  type: (_, fields) => fields.type,
  parties: (_, fields) => several(fields.parties.map(partyCode)),
  agencies: (_, fields) => several(fields.parties.map((party) => party.agency)),
  signatories: (_, fields) => several(fields.parties.filter((party) => party.signatory).map(signatory)),
  sectors: (_, fields) => several(fields.sectors),
  signed: (_, fields) => fields.signed,
  place: (_, fields) => fields.place,
  occasion: (_, fields) => fields.occasion,
  status: (_, { computed }) => computed.status,
  "in-force": (_, { computed }) => computed.in_force_from,
  expires: (_, { computed }) => computed.in_force_through,
  ceases: (_, { computed }) => computed.ceases_on,
  notice: (_, { computed }) => computed.last_notice_day,
  deadline: (_, { computed }) => (computed.next_deadline ? `${computed.next_deadline.date} ${computed.next_deadline.kind}` : ""),
  missing: (_, { computed }) => computed.missing.join("; "),
  notes: (_, fields) => fields.notes,
};

const csvRow = (agreement) => {
  const { fields } = details(agreement);
  return Object.values(CSV_COLUMNS).map((value) => quoted(disarm(value(agreement, fields) || ""))).join(",");
};

const csvOf = (rows) => `${[Object.keys(CSV_COLUMNS).join(","), ...rows.map(csvRow)].join("\r\n")}\r\n`;

// The mark at the beginning tells a spreadsheet that it is UTF-8.
const download = (rows) => {
  const address = URL.createObjectURL(new Blob(["\ufeff", csvOf(rows)], { type: "text/csv;charset=utf-8" }));
  const link = el("a", { href: address, download: `agreements-${names.today}.csv` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
};
