// Elements are made of text alone: nothing on this page reads markup.

const byId = (id) => document.getElementById(id);

const filled = (made, given, children) => {
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== false && each !== ""));
  return made;
};

const el = (name, given = {}, ...children) => filled(document.createElement(name), given, children);

const svg = (name, given = {}, ...children) =>
  filled(document.createElementNS("http://www.w3.org/2000/svg", name), given, children);

// What a reading voice and a font need to know of a text in another script; nobody recorded it.
const languageOf = (text) => {
  if (/[\u0600-\u06ff]/.test(text)) return /[ٹڈڑںےہگچپیک]/.test(text) ? "ur" : "ar";
  if (/[\u0400-\u04ff]/.test(text)) return /[әғқңөұүһі]/i.test(text) ? "kk" : "ru";
  return null;
};

const isLanguage = (code) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(code);

// An element for words from the registry, each in its own direction.
const words = (name, text, given = {}) =>
  el(name, { dir: "auto", lang: languageOf(text), ...given }, text);

// An address is a link only where it leads to the web.
const outward = (address, text = address) =>
  /^https?:\/\/[^\s]/i.test(address)
    ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, text)
    : el("span", { dir: "auto" }, text);

// Pieces one after the other, each in its own direction, so that none turns its neighbour round.
const pieces = (texts, between) =>
  texts.filter(Boolean).flatMap((text, place) => [place ? between : "", typeof text === "string" ? words("span", text) : text]);

const joined = (texts, between = ", ") => texts.filter(Boolean).join(between);

const hidden = (text) => el("span", { class: "unseen" }, text);

const counted = new Intl.NumberFormat("en").format;

const many = (count, one, more = `${one}s`) => `${counted(count)} ${count === 1 ? one : more}`;
