// What is asked of the register at this moment, and how that reads.

const SORTS = [
  ["no", "number"],
  ["title", "title"],
  ["-signed", "signed, latest first"],
  ["signed", "signed, earliest first"],
  ["status", "status"],
  ["expires", "end, soonest first"],
  ["notice", "notice day, soonest first"],
];
const VIEWS = ["list", "timeline", "due"];
// Several parties must all be there; of the others any will do.
const CHOICES = ["party", "sector", "status", "type"];

const nothingAsked = () => ({
  text: "", party: [], sector: [], status: [], type: [], from: "", to: "", sort: "no", view: "list", page: 0,
});

let asked = nothingAsked();

const labelOf = {
  party: partyLabel,
  sector: sectorLabel,
  status: statusLabel,
  type: typeLabel,
};

const isAsked = () => Boolean(asked.text.trim() || asked.from || asked.to || CHOICES.some((field) => asked[field].length));

// Words and phrases as they are looked for: folded, any run of blanks made one.
const wantedWords = (text) => {
  const found = [];
  for (const [, phrase, word] of text.matchAll(/["“”«»„]([^"“”«»„]*)["“”«»„]?|([^\s"“”«»„]+)/g)) {
    const wanted = fold(phrase ?? word).split(/\s+/).filter(Boolean).join(" ");
    if (wanted) found.push(wanted);
  }
  return found;
};

const years = () => (asked.from === asked.to ? `signed ${asked.from}` : `signed ${asked.from || "…"} to ${asked.to || "…"}`);

const statusAsked = (code) =>
  code === "in-force" && agreements.some((each) => each.status === "ending")
    ? `${statusLabel(code)}, also where notice is given`
    : statusLabel(code);

// The filters that are set, each with its words and what is left without it.
const filtersSet = () => {
  const found = [];
  for (const field of CHOICES) {
    for (const value of asked[field]) {
      const said = field === "status" ? statusAsked(value) : labelOf[field](value);
      found.push({ said, without: { [field]: asked[field].filter((each) => each !== value) } });
    }
  }
  if (asked.from || asked.to) found.push({ said: years(), without: { from: "", to: "" } });
  if (asked.text.trim()) found.push({ said: `“${asked.text.trim()}”`, without: { text: "" } });
  return found;
};
