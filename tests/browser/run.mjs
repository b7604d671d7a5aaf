/* The page in a browser. usage: node tests/browser/run.mjs BUILD
 *
 * Prints what failed and ends with the line that tests/run adds up. Needs
 * Debian's chromium and the packages of package.json, which it installs when
 * they are not there; without them it skips with a word, or fails when
 * CLEW_BROWSER_REQUIRED=1. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { many } from "./many.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const clew = resolve(process.argv[2] ?? join(root, "build"), "clew");
const folder = mkdtempSync(join(tmpdir(), "clew-browser-"));
let passed = 0;
let failed = 0;

function end(skipped) {
    rmSync(folder, { recursive: true, force: true });
    console.log(`# cases: ${passed} passed, ${failed} failed, ${skipped} skipped`);
    process.exit(failed > 0 ? 1 : 0);
}

function skip(why) {
    console.log(`browser: skipped, ${why}`);
    failed += process.env.CLEW_BROWSER_REQUIRED === "1" ? 1 : 0;
    end(failed > 0 ? 0 : 1);
}

function check(name, is_well, told = "") {
    if (is_well) {
        passed++;
    } else {
        failed++;
        console.log(`FAILED browser: ${name} ${told}`);
    }
}

/* ---- set-up ---- */

const program = ["/usr/bin/chromium", process.env.CLEW_CHROMIUM ?? ""].find(existsSync);
if (!program)
    skip("chromium is not installed");
if (!existsSync(join(here, "node_modules/playwright-core")) ||
    !existsSync(join(here, "node_modules/axe-core"))) {
    const got = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
        cwd: here, env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" } });
    if (got.status !== 0)
        skip("npm could not install playwright-core and axe-core");
}
const { chromium } = await import("playwright-core");
const axe = readFileSync(join(here, "node_modules/axe-core/axe.min.js"), "utf8");

function tell(name, inputs, format = "html") {
    const file = join(folder, `${name}.${format}`);
    const told = spawnSync(clew, ["tell", ...inputs, "--format", format, "-o", file], { cwd: root });
    if (told.status !== 0)
        console.log(told.stderr.toString());
    return { file, status: told.status };
}

const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-gpu"] });

/* A page, and all that it should never do. */
async function open(file, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const noise = [];
    page.on("console", message => noise.push(`console: ${message.text()}`));
    page.on("pageerror", error => noise.push(`error: ${error.message}`));
    page.on("dialog", dialog => { noise.push("dialog"); dialog.dismiss(); });
    page.on("request", request => {
        if (request.url().split("#")[0] !== pathToFileURL(file).href)
            noise.push(`request: ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    return { page, context, noise };
}

async function is_quiet(name, opened) {
    check(`${name}: nothing on the console, no request`, opened.noise.length === 0, opened.noise.join("; "));
    await opened.context.close();
}

/* ---- what every page must be ---- */

const sources = ["examples/harbour-crane/reports"];
const crane = tell("crane", sources);
const dossier = JSON.parse(readFileSync(tell("crane", sources, "json").file, "utf8"));
check("the page is written", crane.status === 0);

async function looks() {
    for (const width of [1280, 390])
        for (const colorScheme of ["light", "dark"]) {
            const name = `${width} ${colorScheme}`;
            const opened = await open(crane.file, { viewport: { width, height: 844 }, colorScheme });
            const { page } = opened;
            const wide = await page.evaluate(() => document.documentElement.scrollWidth);
            check(`${name}: no sideways scroll`, wide <= width, `${wide} wide`);
            /* The policy forbids scripts of others, so axe comes in through
             * the debugger, which stands above the page. */
            await page.evaluate(axe);
            const { violations } = await page.evaluate(() => window.axe.run());
            const serious = violations.filter(one => ["serious", "critical"].includes(one.impact));
            check(`${name}: axe finds nothing serious`, serious.length === 0,
                serious.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`).join("; "));
            const cut = await page.evaluate(() => Array.from(document.querySelectorAll("svg.drawing"))
                .filter(svg => getComputedStyle(svg).display !== "none")
                .flatMap(svg => Array.from(svg.querySelectorAll(".day")))
                .map(text => text.getBoundingClientRect())
                .filter((box, i, all) => box.left < 0 || box.right > innerWidth ||
                    (i > 0 && box.left < all[i - 1].right)).length);
            check(`${name}: labels of the timeline keep apart`, cut === 0, `${cut} touch`);
            await is_quiet(name, opened);
        }
}

async function structure() {
    const opened = await open(crane.file);
    const { page } = opened;
    const facts = await page.evaluate(() => {
        const ids = Array.from(document.querySelectorAll("[id]"), one => one.id);
        const links = Array.from(document.querySelectorAll("a[href]"), one => one.getAttribute("href"));
        const levels = Array.from(document.querySelectorAll("h1,h2,h3,h4"), one => Number(one.tagName[1]));
        return {
            twice: ids.filter((id, i) => ids.indexOf(id) !== i),
            lost: links.filter(href => href[0] === "#" && !document.getElementById(href.slice(1))),
            odd: links.filter(href => !/^(#|https?:\/\/)/.test(href)),
            h1: levels.filter(level => level === 1).length,
            jump: levels.some((level, i) => i > 0 && level > levels[i - 1] + 1),
            main: document.querySelectorAll("main").length,
            nav: document.querySelectorAll("nav[aria-label]").length,
            heads: document.querySelectorAll("table th[scope]").length,
            policy: document.querySelector("meta[http-equiv]").content,
            styled: document.querySelectorAll("[style]").length
        };
    });
    check("every id once", facts.twice.length === 0, facts.twice.join(" "));
    check("every link leads somewhere", facts.lost.length === 0, facts.lost.join(" "));
    check("links are places of the page or web addresses", facts.odd.length === 0, facts.odd.join(" "));
    check("one title", facts.h1 === 1);
    check("no level of headings is left out", !facts.jump);
    check("landmarks", facts.main === 1 && facts.nav === 1);
    check("tables have heads", facts.heads > 0);
    check("no style in attributes", facts.styled === 0);
    check("the policy loads nothing", facts.policy.startsWith("default-src 'none'; style-src 'sha256-") &&
        !facts.policy.includes("unsafe"));
    await is_quiet("structure", opened);
}

async function sections() {
    const opened = await open(crane.file);
    const { page } = opened;
    for (const href of await page.$$eval("nav a", all => all.map(one => one.getAttribute("href")))) {
        await page.click(`nav a[href="${href}"]`);
        await page.waitForTimeout(50);
        const box = await page.locator(href).boundingBox();
        check(`the contents lead to ${href}`, page.url().endsWith(href) && box !== null && box.height > 0);
    }
    await is_quiet("sections", opened);
}

/* ---- citations ---- */

function cites_of(value, list = []) {
    if (Array.isArray(value)) {
        for (const one of value)
            cites_of(one, list);
    } else if (value && typeof value === "object") {
        if (value.report && value.span && typeof value.text === "string")
            list.push(value);
        for (const one of Object.values(value))
            cites_of(one, list);
    }
    return list;
}

async function citations() {
    const opened = await open(crane.file, { reducedMotion: "reduce" });
    const { page } = opened;
    const wanted = cites_of(dossier.stories).map(cite =>
        ({ id: `r${cite.report}-${cite.span[0]}-${cite.span[1]}`, text: cite.text }));
    const found = await page.evaluate(all => all.map(({ id, text }) => {
        const mark = document.getElementById(id);
        if (!mark)
            return null;
        const copy = mark.cloneNode(true);
        copy.querySelectorAll(".back").forEach(back => back.remove());
        const marked = copy.textContent.replace(/\s+/g, " ").trim();
        /* A copied passage may go on in the next paragraph, a mark may not. */
        const all = text.replace(/\s+/g, " ").trim();
        return text.includes("\n") ? marked.length > 0 && all.startsWith(marked) : marked === all;
    }), wanted);
    check("cited words stand in the sources", found.filter(one => one === true).length > 50);
    check("a cited place holds the words that are cited", !found.includes(false),
        wanted[found.indexOf(false)]?.text);
    check("nothing moves by itself",
        await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior) === "auto");
    const cite = page.locator(".timeline a.cite").first();
    const target = (await cite.getAttribute("href")).slice(1);
    await cite.click();
    check("a citation opens its words", await page.evaluate(() => document.querySelector(":target").id) === target);
    check("the words are in sight", await page.locator(`[id="${target}"]`).evaluate(mark => {
        const box = mark.getBoundingClientRect();
        return box.top >= 0 && box.bottom <= innerHeight;
    }));
    await page.locator(`[id="${target}"] + a.back`).click();
    check("and the words lead back to it", await page.evaluate(() =>
        document.activeElement.classList.contains("cite") ? document.activeElement.hash.slice(1) : "") === target);
    await is_quiet("citations", opened);
}

/* ---- the script ---- */

const visible = page => page.$$eval(".line", all => all.filter(one => one.offsetParent !== null || one.closest("details")).length);

async function filters() {
    const opened = await open(crane.file);
    const { page } = opened;
    const all = await page.locator(".line:not([hidden])").count();
    await page.selectOption("select[name=r]", "B");
    check("by outlet", await page.$$eval(".line:not([hidden])", lines =>
        lines.length > 0 && lines.every(line => line.dataset.r.split(" ").includes("B"))));
    check("by outlet, its source stays", await page.locator(".source:not([hidden])").count() === 1);
    await page.click("button[type=reset]");
    await page.waitForTimeout(50);
    check("all again", await page.locator(".line:not([hidden])").count() === all && await visible(page) > 0);
    const person = await page.$eval("select[name=p] option:nth-child(2)", one => one.value);
    await page.selectOption("select[name=p]", person);
    check("by person", await page.$$eval(".line:not([hidden])", (lines, id) => lines.length > 0 &&
        lines.every(line => line.id === id || (line.dataset.p ?? "").split(" ").includes(id)), person));
    await page.click("button[type=reset]");
    await page.selectOption("select[name=k]", "quote");
    check("by kind", await page.$$eval(".line:not([hidden])", lines =>
        lines.length > 0 && lines.every(line => line.dataset.k === "quote")));
    check("empty sections go", await page.locator("#claims").isHidden() && await page.locator("#quotes").isVisible());
    await page.evaluate(() => { location.hash = "claims"; });
    await page.waitForTimeout(50);
    check("a link into what is hidden shows it", await page.locator("#claims").isVisible());
    const day = await page.$eval(".timeline .line[data-d]", line => line.dataset.d.split(" ")[0]);
    await page.fill("input[name=d]", day);
    await page.locator("input[name=d]").dispatchEvent("change");
    const n = await page.locator(".timeline .line:not([hidden])").count();
    check("by day", n > 0 && n < all, `${n} lines`);
    await is_quiet("filters", opened);
}

async function finding() {
    const opened = await open(crane.file);
    const { page } = opened;
    await page.fill("input[name=q]", "crane");
    await page.waitForFunction(() => /^\d+ places/.test(document.getElementById("found").textContent));
    await page.press("input[name=q]", "Enter");
    check("found, one after the other", /^1 of \d+$/.test(await page.textContent("#found")));
    await page.press("input[name=q]", "Enter");
    check("the next", (await page.textContent("#found")).startsWith("2 of"));
    await page.press("input[name=q]", "Shift+Enter");
    check("and back", (await page.textContent("#found")).startsWith("1 of"));
    await page.fill("input[name=q]", "qqqq");
    await page.waitForFunction(() => document.getElementById("found").textContent === "not found");
    check("what is not there is said", true);
    await is_quiet("finding", opened);
}

async function copying() {
    const opened = await open(crane.file, { permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = opened;
    const line = page.locator(".timeline .line").first();
    await line.hover();
    await line.locator(".copy-line").click();
    await page.waitForFunction(() => document.getElementById("found").textContent.startsWith("copied"));
    const text = await page.evaluate(() => navigator.clipboard.readText());
    check("a line is copied with its citation", /\n\[[A-Z]+\d+ .*bytes \d+-\d+\]\n/.test(text) &&
        text.includes(`#${await line.getAttribute("id")}`), text);
    await page.keyboard.press("Tab");
    check("the keyboard goes on from there", await page.evaluate(() => document.activeElement !== document.body));
    await is_quiet("copying", opened);
}

async function paper() {
    const opened = await open(crane.file);
    const pdf = await opened.page.pdf({ format: "A4" });
    check("prints to PDF", pdf.subarray(0, 5).toString() === "%PDF-" && pdf.length > 20000);
    await opened.page.emulateMedia({ media: "print" });
    check("tools stay off the paper", await opened.page.locator("#tools").isHidden());
    await is_quiet("paper", opened);
}

async function without_script() {
    const opened = await open(crane.file, { javaScriptEnabled: false });
    const { page } = opened;
    check("without script: no tools that would not work", await page.locator("#tools").isHidden());
    for (const id of ["timeline", "claims", "figures", "quotes", "names", "copies", "sources"])
        check(`without script: ${id}`, await page.locator(`#${id}`).isVisible());
    const cite = page.locator(".timeline a.cite").first();
    await cite.click();
    check("without script: a citation opens its words",
        page.url().endsWith(await cite.getAttribute("href")));
    await is_quiet("without script", opened);
}

/* ---- hostile words ---- */

/* A story in which every field and every kind of line holds the string. */
function hostile(text, i) {
    const day = String(1 + i % 28).padStart(2, "0");
    return JSON.stringify({
        id: `${i} ${text}`, url: i % 2 ? text : `https://paper.example/${text}`,
        outlet: `Paper ${i} ${text}`, title: `Ferry ${text} sinks off Marrow Point`, byline: [`Ana ${text} Ruiz`],
        published: `2024-03-${day}`,
        text: `MARROW POINT, ${text} - The ferry ${text} sank off Marrow Point on 1 March 2024, and ${i + 3} people died.\n\n` +
            `"We heard ${text} and then nothing," said harbour master Ana ${text} Ruiz on Monday.\n\n` +
            `The company ${text} said it would raise the ferry on 9 April 2024. ${text}\n\nRead also: ${text}\n`
    });
}

/* What a reader sees: unsafe characters are named, white space is one blank. */
function shown(text) {
    return Array.from(text, c => {
        const code = c.codePointAt(0);
        const is_unsafe = code < 32 || (code >= 127 && code < 160) || (code >= 0x200b && code <= 0x200f) ||
            (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code === 0xfeff;
        return is_unsafe ? `\u2039U+${code.toString(16).toUpperCase().padStart(4, "0")}\u203a` : c;
    }).join("").replace(/\s+/g, " ");
}

async function injections() {
    const strings = JSON.parse(readFileSync(join(here, "injections.json"), "utf8"));
    const input = join(folder, "hostile.jsonl");
    writeFileSync(input, strings.map(hostile).join("\n") + "\n");
    const told = tell("hostile", [input]);
    const opened = await open(told.file);
    const { page } = opened;
    const facts = await page.evaluate(() => ({
        hit: window.hit,
        text: document.body.textContent.replace(/\s+/g, " "),
        scripts: document.querySelectorAll("script").length,
        foreign: document.querySelectorAll("img,iframe,object,embed,link,base,audio,video,math,template,textarea,meta[http-equiv=refresh],style ~ style,svg script,foreignObject").length,
        handlers: Array.from(document.querySelectorAll("*")).flatMap(one => Array.from(one.attributes))
            .filter(one => one.name.startsWith("on") || one.name === "style").length,
        forms: document.querySelectorAll("form").length,
        odd: Array.from(document.querySelectorAll("a[href]"), one => one.getAttribute("href"))
            .filter(href => !/^(#|https?:\/\/)/.test(href)).length,
        unsafe: /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/.test(document.documentElement.outerHTML)
    }));
    check("hostile: the page is written", told.status === 0);
    check("hostile: nothing ran", facts.hit === undefined);
    check("hostile: one script, ours", facts.scripts === 1, `${facts.scripts}`);
    check("hostile: no foreign element", facts.foreign === 0, `${facts.foreign}`);
    check("hostile: no handler, no style in attributes", facts.handlers === 0, `${facts.handlers}`);
    check("hostile: one form, ours", facts.forms === 1);
    check("hostile: no link but places and web addresses", facts.odd === 0);
    check("hostile: no character that disguises", !facts.unsafe);
    for (const text of strings)
        check(`hostile: ${JSON.stringify(text)} is only words`, facts.text.includes(shown(text)));
    for (const name of ["r", "p", "k"])
        for (const value of (await page.$$eval(`select[name=${name}] option`, all => all.map(one => one.value))).slice(0, 6))
            await page.selectOption(`select[name=${name}]`, value);
    await page.fill("input[name=q]", "<script>");
    await page.waitForTimeout(300);
    check("hostile: still nothing ran", await page.evaluate(() => window.hit) === undefined);
    await is_quiet("hostile", opened);
}

/* ---- many reports ---- */

async function thousand() {
    const input = join(folder, "many.jsonl");
    writeFileSync(input, many(1000));
    const told = tell("many", [input]);
    const bytes = statSync(told.file).size;
    check("1 000 reports: at most 20 MB", told.status === 0 && bytes <= 20e6, `${bytes} bytes`);
    const opened = await open(told.file);
    check("1 000 reports: says that only cited paragraphs are here",
        (await opened.page.textContent("#sources")).includes("Only the cited paragraphs"));
    check("1 000 reports: every link leads somewhere", await opened.page.evaluate(() =>
        Array.from(document.querySelectorAll("a[href^='#']"))
            .every(one => document.getElementById(one.getAttribute("href").slice(1)))));
    await is_quiet("1 000 reports", opened);
}

for (const part of [looks, structure, sections, citations, filters, finding, copying, paper, without_script, injections, thousand]) {
    try {
        await part();
    } catch (error) {
        check(part.name, false, error.message.split("\n").slice(0, 3).join(" "));
    }
}
await browser.close();
end(0);
