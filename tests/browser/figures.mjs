/* Figures of the page, as a table. usage: node tests/browser/figures.mjs BUILD
 *
 * Time is that of the whole command, reading included: the best of five runs.
 * The first paint is the browser's own figure from a local file, the median of
 * five. Called by bench/page.sh. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { many } from "./many.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const clew = resolve(process.argv[2], "clew");
const folder = mkdtempSync(join(tmpdir(), "clew-figures-"));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

function tell(input, file) {
    const begun = process.hrtime.bigint();
    spawnSync(clew, ["tell", input, "--format", "html", "-o", file], { cwd: root });
    return Number(process.hrtime.bigint() - begun) / 1e6;
}

async function look(file) {
    const page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    await page.waitForFunction(() => performance.getEntriesByType("paint").length > 0);
    const seen = await page.evaluate(() => ({
        nodes: document.querySelectorAll("*").length,
        paint: performance.getEntriesByType("paint")[0].startTime
    }));
    await page.close();
    return seen;
}

const middle = list => list.sort((a, b) => a - b)[list.length >> 1];
const inputs = [["examples/harbour-crane", "examples/harbour-crane/reports", "100 ms"],
    ["examples/veldmark-recount", "examples/veldmark-recount/reports", "100 ms"],
    ["1 000 reports", join(folder, "many.jsonl"), "2 s, 20 MB"]];
writeFileSync(inputs[2][1], many(1000));
console.log("## The page\n\n| story | written | least | bytes | elements | first paint |\n|---|---:|---:|---:|---:|---:|");
for (const [name, input, least] of inputs) {
    const file = join(folder, "page.html");
    const times = [1, 2, 3, 4, 5].map(() => tell(input, file));
    const seen = [];
    for (let i = 0; i < 5; i++)
        seen.push(await look(file));
    console.log(`| ${name} | ${Math.min(...times).toFixed(0)} ms | ${least} | ${statSync(file).size} | ` +
        `${seen[0].nodes} | ${middle(seen.map(one => one.paint)).toFixed(0)} ms |`);
}
await browser.close();
rmSync(folder, { recursive: true });
