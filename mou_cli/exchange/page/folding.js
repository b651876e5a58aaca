// One folding for every comparison of words, the same as mou_cli/vocabulary/folding.py; a test holds them equal.

const ALIKE = new Map([
  ["ı", "i"], ["ø", "o"], ["ł", "l"], ["đ", "d"],
  ["ي", "ی"], ["ى", "ی"], ["ك", "ک"], ["ه", "ہ"], ["ھ", "ہ"], ["ة", "ہ"],
  ["ـ", ""], ["\u200c", ""], ["\u200d", ""],
  ["’", "'"], ["‘", "'"], ["ʼ", "'"],
  ["–", "-"], ["—", "-"], ["\u2010", "-"], ["−", "-"],
]);

// Whether Unicode gives it a combining class: then, and only then, it changes places with a mark of another class.
const isMark = (letter) =>
  (letter + "\u0334").normalize("NFD").startsWith("\u0334") || !("\u0301" + letter).normalize("NFD").startsWith("\u0301");

const withoutMarks = (text) => [...text].filter((letter) => !isMark(letter)).join("");

// Cherokee is folded to its capitals, which came first.
const isCherokee = (letter) => /[\u13a0-\u13f5]/.test(letter);

const caseFolded = (letter) => {
  const upper = letter.toLowerCase().toUpperCase(); // the capital sharp s has two capitals only when it is small
  return isCherokee(upper) ? upper : upper.toLowerCase();
};

const folded = (letter) => {
  const bare = [...withoutMarks(letter.normalize("NFKD"))].map(caseFolded).join("").normalize("NFKD");
  return withoutMarks([...bare].map((each) => (ALIKE.has(each) ? ALIKE.get(each) : each)).join(""));
};

const foldedLetters = new Map();

const foldLetter = (letter) => {
  let found = foldedLetters.get(letter);
  if (found === undefined) {
    found = letter < "\x80" ? letter.toLowerCase() : folded(letter);
    foldedLetters.set(letter, found);
  }
  return found;
};

const fold = (text) =>
  /^[\x00-\x7f]*$/.test(text) ? text.toLowerCase() : text.replace(/[^a-z0-9 \n]/gu, foldLetter);

// A text in pieces, those that hold one of the folded words marked.
const marked = (text, wanted) => {
  if (!wanted.length) return [text];
  const letters = [...text];
  const starts = [];
  let whole = "";
  for (const letter of letters) {
    starts.push(whole.length);
    whole += foldLetter(letter);
  }
  const lit = new Array(letters.length).fill(false);
  for (const word of wanted) {
    for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + word.length)) {
      starts.forEach((start, place) => {
        const end = place + 1 < starts.length ? starts[place + 1] : whole.length;
        if (start < at + word.length && end > at) lit[place] = true;
      });
    }
  }
  const parts = [];
  letters.forEach((letter, place) => {
    const last = parts[parts.length - 1];
    if (last && last.lit === lit[place]) last.text += letter;
    else parts.push({ text: letter, lit: lit[place] });
  });
  return parts.map((part) => (part.lit ? el("mark", {}, part.text) : part.text));
};
