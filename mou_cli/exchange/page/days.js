// Dates as they are stored (EDTF: 2026, 2026-02, 2026-02-04, or an interval of two) and as people read them.

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY = 86400000;

const monthLength = (year, month) => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

const two = (number) => String(number).padStart(2, "0");

// The first and the last day that one date can mean, or null where there is no such day.
const boundsOfOne = (text) => {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!found) return null;
  const [, year, month, day] = found;
  if (Number(year) === 0) return null;
  if (!month) return [`${year}-01-01`, `${year}-12-31`];
  if (month < "01" || month > "12") return null;
  const length = monthLength(Number(year), Number(month));
  if (!day) return [`${year}-${month}-01`, `${year}-${month}-${two(length)}`];
  return Number(day) >= 1 && Number(day) <= length ? [text, text] : null;
};

const bounds = (text) => {
  const [start, end] = (text || "").split("/", 2);
  const one = boundsOfOne(start);
  const other = end === undefined ? one : boundsOfOne(end);
  return one && other && one[0] <= other[1] ? [one[0], other[1]] : null;
};

const spelled = (text) => {
  const [year, month, day] = text.split("-");
  if (!month) return year;
  return `${day ? `${Number(day)} ` : ""}${MONTHS[Number(month) - 1]} ${year}`;
};

const interval = (start, end) => {
  const one = spelled(start);
  const other = spelled(end);
  const sameYear = start.slice(0, 4) === end.slice(0, 4);
  if (start.length === 10 && end.length === 10) {
    if (start.slice(0, 7) === end.slice(0, 7)) return `${Number(start.slice(8))}-${other}`;
    return `${sameYear ? one.slice(0, -5) : one} - ${other}`;
  }
  if (start.length === 7 && end.length === 7 && sameYear) return `${one.slice(0, 3)}-${other}`;
  return start.length === 4 && end.length === 4 ? `${one}-${other}` : `${one} - ${other}`;
};

// `4 Feb 2026`, `3-4 Feb 2026`; what is no date stays as it is.
const day = (text) => {
  if (!text || !bounds(text)) return text || "";
  const [start, end] = text.split("/");
  return end === undefined ? spelled(start) : interval(start, end);
};

const stamp = (iso) => Date.parse(`${iso}T00:00:00Z`);

const daysBetween = (one, other) => Math.round((stamp(other) - stamp(one)) / DAY);

// How far a day lies from the day of this register.
const away = (iso) => {
  const days = daysBetween(names.today, iso);
  if (days === 0) return "today";
  const [length, unit] = [[1, "day", 100], [30.44, "month", 700], [365.25, "year", Infinity]].find(
    ([, , most]) => Math.abs(days) < most,
  );
  const said = many(Math.round(Math.abs(days) / length), unit);
  return days < 0 ? `${said} ago` : `in ${said}`;
};

// A date as the page sets it: `time` where it is one that machines can read.
const dated = (text, given = {}) =>
  /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) && bounds(text)
    ? el("time", { datetime: text, ...given }, day(text))
    : el("span", given, day(text));
