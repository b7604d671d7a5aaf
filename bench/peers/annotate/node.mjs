// node.mjs chrono|compromise JOB < inputs: what the package marks in a text.
// Answers as shared.py says; offsets become code points.
import { readFileSync } from "node:fs";

const [peer, job] = process.argv.slice(2);
const WARM = 3; // inputs of a first pass that is not counted

const pad = (number, size) => String(number).padStart(size, "0");
const points = (text, at) => [...text.slice(0, at)].length;

// One end of what chrono found, as TimeML writes it: as fine as it is sure of.
function valueOf(end) {
  const get = (unit) => end.get(unit);
  const year = pad(get("year"), 4);
  const month = `${year}-${pad(get("month"), 2)}`;
  const day = `${month}-${pad(get("day"), 2)}`;
  if (end.isCertain("hour"))
    return `${day}T${pad(get("hour"), 2)}:${pad(get("minute") ?? 0, 2)}`;
  if (end.isCertain("day") || end.isCertain("weekday")) return day;
  if (end.isCertain("month")) return month;
  return end.isCertain("year") ? year : day;
}

async function chrono() {
  const { casual } = await import("chrono-node");
  const read = ({ text, date }) =>
    // noon of that day: no zone moves it to another
    casual.parse(text, date ? new Date(`${date}T12:00:00`) : new Date(0));
  const tell = ({ text }, found) => ({
    times: found.map(({ index, text: words, start }) => [
      points(text, index),
      points(text, index + words.length),
      valueOf(start),
      start.isCertain("hour") ? "TIME" : "DATE",
    ]),
  });
  return { read, tell };
}

const KINDS = { Person: "PER", Place: "LOC", Organization: "ORG" };

// The words of a sentence of compromise. It keeps punctuation beside the
// words and takes the possessive for a part of them; both stand alone here.
function wordsOf(sentence) {
  const words = [];
  let before = null;
  const signs = (between) => {
    for (const sign of between.replace(/\s/g, "")) words.push([sign, sign, null]);
  };
  for (const { pre, text, post, penn, tags } of sentence) {
    signs(pre);
    const kind = KINDS[Object.keys(KINDS).find((tag) => tags.has(tag))];
    const [, word, own] = /^(.*?)(['’]s)?$/s.exec(text);
    const name = kind && (kind === before ? `I-${kind}` : `B-${kind}`);
    if (word !== "") words.push([word, penn ?? null, name ?? null]);
    if (own) words.push([own, "POS", null]);
    signs(post);
    before = kind;
  }
  return words;
}

async function compromise() {
  const { default: nlp } = await import("compromise");
  const textOf = ({ text, sentences }) =>
    text ?? sentences.map((words) => words.join(" ")).join("\n");
  if (job === "words")
    return {
      read: (row) => nlp.tokenize(textOf(row)),
      tell: (_, found) => ({ sentences: sentencesOf(found) }),
    };
  if (job === "quotes")
    return {
      read: (row) => nlp(row.text).quotations().json({ offset: true }),
      tell: ({ text }, found) => ({
        quotes: found.map(({ offset: { start, length } }) => ({
          // it counts from the first word, the mark stands before it
          content: [[points(text, start - 1), points(text, start + length)]],
        })),
      }),
    };
  return {
    read: (row) => nlp(textOf(row)).compute("penn"),
    tell: (_, found) => ({ sentences: sentencesOf(found) }),
  };
}

function sentencesOf(found) {
  return found.document
    .map((sentence) =>
      wordsOf(
        sentence.map((term) => ({
          ...term,
          tags: term.tags ?? new Set(),
        })),
      ),
    )
    .filter((words) => words.length > 0);
}

const { read, tell } = await { chrono, compromise }[peer]();
const wanted = job === "tags" || job === "names" ? "sentences" : "text";
const rows = readFileSync(0, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line))
  .filter((row) => wanted in row);
for (const row of rows.slice(0, WARM)) read(row);
let spent = 0; // microseconds of the processor
for (const row of rows) {
  const begun = process.cpuUsage();
  const found = read(row);
  const used = process.cpuUsage(begun);
  spent += used.user + used.system;
  console.log(JSON.stringify({ id: row.id, ...tell(row, found) }));
}
console.error(`seconds ${spent / 1e6}`);
