// The part of the address after `#`: one agreement (`#MOU-2026-0014`), or what is asked (`#?party=KZ&status=in-force`).

const addressOfAsked = () => {
  const given = new URLSearchParams();
  if (asked.text.trim()) given.append("q", asked.text.trim());
  for (const field of CHOICES) for (const value of asked[field]) given.append(field, value);
  for (const field of ["from", "to"]) if (asked[field]) given.append(field, asked[field]);
  if (asked.sort !== "no") given.append("sort", asked.sort);
  if (asked.view !== "list") given.append("view", asked.view);
  if (asked.page) given.append("page", asked.page + 1);
  const said = given.toString();
  return said ? `#?${said}` : "#";
};

const yearIn = (text) => (/^\d{4}$/.test(text || "") ? text : "");

const readAsked = (hash) => {
  const given = new URLSearchParams(hash.slice(2));
  const read = nothingAsked();
  read.text = given.get("q") || "";
  for (const field of CHOICES) read[field] = [...new Set(given.getAll(field))];
  for (const field of ["from", "to"]) read[field] = yearIn(given.get(field));
  const [sort, view] = [given.get("sort"), given.get("view")];
  if (sort && Object.hasOwn(KEYS, sort.replace("-", ""))) read.sort = sort;
  if (VIEWS.includes(view)) read.view = view;
  read.page = Math.max(0, (Number.parseInt(given.get("page"), 10) || 1) - 1);
  return read;
};

const decoded = (hash) => {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1); // It is taken as it stands.
  }
};

// The agreement or the occasion that an address names, or null.
const namedBy = (hash) => {
  const ref = decoded(hash);
  return byKey.get(fold(ref)) || occasionOf.get(ref) || occasionOf.get(ref.toUpperCase()) || null;
};

// Some browsers let a page from disk have no history: what is shown does not depend on it.
const writeAddress = (hash, { push = false } = {}) => {
  try {
    history[push ? "pushState" : "replaceState"](null, "", hash);
  } catch {
    // It goes without.
  }
};
