// node.mjs PEER DOM < pages: readability or defuddle on jsdom or linkedom.
import { readFileSync } from "node:fs";

const [peer, dom] = process.argv.slice(2);

const open =
  dom === "jsdom"
    ? await import("jsdom").then(({ JSDOM, VirtualConsole }) => {
        return (html, url) =>
          new JSDOM(html, { url, virtualConsole: new VirtualConsole() }).window
            .document;
      })
    : await import("linkedom").then(({ parseHTML }) => {
        return (html) => parseHTML(html).document;
      });

const block =
  /^(address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|ol|p|pre|section|table|td|th|tr|ul)$/i;

// The words of a piece of HTML, with line ends at the edges of blocks.
function textOf(html, url) {
  const walk = (node) => {
    if (node.nodeType === 3) return node.data;
    let text = "";
    for (const child of node.childNodes ?? []) text += walk(child);
    return block.test(node.nodeName) ? `\n${text}\n` : text;
  };
  return walk(open(`<html><body>${html}</body></html>`, url).body);
}

async function extractor() {
  if (peer === "readability") {
    const { Readability } = await import("@mozilla/readability");
    return (html, url) => {
      const found = new Readability(open(html, url)).parse();
      return found === null
        ? {}
        : {
            title: found.title,
            people: found.byline,
            day: found.publishedTime,
            html: found.content,
          };
    };
  }
  const { Defuddle } = await import("defuddle/node");
  return async (html, url) => {
    // else it asks the network where a page holds no text
    const found = await Defuddle(open(html, url), url, { useAsync: false });
    return {
      title: found.title,
      people: found.author,
      day: found.published,
      html: found.content,
    };
  };
}

const extract = await extractor();
let spent = 0; // microseconds of the processor
for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line === "") continue;
  const { path, url } = JSON.parse(line);
  const html = readFileSync(path, "utf8");
  const begun = process.cpuUsage();
  let found = {};
  try {
    found = await extract(html, url);
  } catch (problem) {
    console.error(`${path}: ${problem}`);
  }
  const used = process.cpuUsage(begun);
  spent += used.user + used.system;
  console.log(
    JSON.stringify({
      path,
      title: found.title ?? null,
      byline: found.people ?? [],
      published: found.day ? { value: found.day } : null,
      body: found.html ? textOf(found.html, url) : null,
    }),
  );
}
console.error(`seconds ${spent / 1e6}`);
process.exit(0);
