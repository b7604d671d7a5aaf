/* The page's one script. The page is complete without it; it adds filters,
 * search, copying of a line with its citation, and the way back from a source
 * to the very citation one came from. It builds no markup from text: words go
 * into text nodes only. It sends nothing and keeps nothing.
 *
 *   line     data-k kind, data-r letters, data-p people, data-d days
 *   source   data-letter, data-outlet, data-d day of publication
 */
(function () {
"use strict";
const form = document.getElementById("tools");
const found = document.getElementById("found");
const main = document.getElementById("main");
const lines = Array.from(main.querySelectorAll(".line"));
const sources = Array.from(main.querySelectorAll(".source"));
const day_of = new Map(sources.map(s => [s.dataset.letter, s.dataset.d]));
const words = text => text ? text.split(" ") : [];
const say = text => { found.textContent = text; };

/* ---- filters ---- */

function is_of_day(line, day) {
    const days = words(line.dataset.d);
    if (days.length > 0)
        return days[0] <= day && day <= days[days.length - 1];
    return words(line.dataset.r).some(letter => day_of.get(letter) === day);
}

function is_wanted(line, want) {
    return (!want.r || words(line.dataset.r).includes(want.r)) &&
        (!want.p || line.id === want.p || words(line.dataset.p).includes(want.p)) &&
        (!want.d || is_of_day(line, want.d)) &&
        (!want.k || line.dataset.k === want.k);
}

/* What holds lines and shows none of them goes with them. */
function hide_empty(selector) {
    for (const holder of main.querySelectorAll(selector)) {
        const held = holder.querySelectorAll(".line");
        if (held.length > 0)
            holder.hidden = !Array.from(held).some(line => !line.hidden);
    }
}

function filter() {
    const want = { r: form.r.value, p: form.p.value, d: form.d.value, k: form.k.value };
    const is_on = Boolean(want.r || want.p || want.d || want.k);
    let n = 0;
    for (const line of lines) {
        line.hidden = is_on && !is_wanted(line, want);
        n += line.hidden ? 0 : 1;
    }
    for (const source of sources)
        source.hidden = Boolean(want.r) && source.dataset.letter !== want.r;
    for (const group of main.querySelectorAll(".group"))
        group.hidden = is_on;
    hide_empty(".speaker, table, .names-of, .brief, .part");
    for (const dot of main.querySelectorAll("a.dot")) {
        const line = document.getElementById(dot.getAttribute("href").slice(1));
        dot.classList.toggle("off", Boolean(line && line.hidden));
    }
    say(is_on ? n + " of " + lines.length + " lines" : "");
}

/* ---- find ---- */

const can_mark = typeof Highlight === "function" && CSS.highlights;
let ranges = [];
let now = -1;

/* Text nodes of the page one after the other, and where each begins: a match
 * may reach over several. */
function gather() {
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, {
        acceptNode(node) {
            const holder = node.parentElement;
            const is_out = holder.closest("form, svg, [hidden], .copy-line");
            return is_out ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
        }
    });
    const nodes = [], starts = [], parts = [];
    let at = 0;
    while (walker.nextNode()) {
        const text = walker.currentNode.data;
        const lower = text.toLowerCase();
        nodes.push(walker.currentNode);
        starts.push(at);
        parts.push(lower.length === text.length ? lower : text);
        at += text.length;
    }
    return { nodes, starts, text: parts.join("") };
}

function place(all, at) {
    let low = 0, high = all.starts.length;
    while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (all.starts[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return [all.nodes[low], at - all.starts[low]];
}

function find_all(query) {
    const most = 2000;
    const all = gather();
    const list = [];
    for (let at = all.text.indexOf(query); at >= 0 && list.length < most;
        at = all.text.indexOf(query, at + query.length)) {
        const range = document.createRange();
        range.setStart(...place(all, at));
        const [node, offset] = place(all, at + query.length - 1);
        range.setEnd(node, offset + 1);
        list.push(range);
    }
    return list;
}

function show(i) {
    now = i;
    if (can_mark)
        CSS.highlights.set("now", new Highlight(ranges[i]));
    const holder = ranges[i].startContainer.parentElement;
    const folded = holder.closest("details");
    if (folded)
        folded.open = true;
    holder.scrollIntoView({ block: "center" });
    say((i + 1) + " of " + ranges.length);
}

function find() {
    const query = form.q.value.trim().toLowerCase();
    ranges = query.length > 1 ? find_all(query) : [];
    now = -1;
    if (can_mark) {
        CSS.highlights.delete("now");
        CSS.highlights.set("found", new Highlight(...ranges));
    }
    if (query.length < 2)
        say("");
    else
        say(ranges.length === 0 ? "not found" : ranges.length + " places; Enter goes on");
}

/* ---- copy ---- */

const button = document.createElement("button");
button.type = "button";
button.className = "copy-line";
button.textContent = "copy";
button.setAttribute("aria-label", "Copy this line with its citations");

function cited(cite) {
    const id = cite.getAttribute("href").slice(1);
    const parts = id.split("-");
    const to = parts.pop(), from = parts.pop();
    const source = document.getElementById(parts.join("-"));
    if (!source)
        return cite.textContent;
    const time = source.querySelector("time");
    const link = source.querySelector("dd.path");
    return cite.textContent + " " + source.dataset.outlet +
        (time ? ", " + time.textContent : "") +
        (link ? ", " + link.textContent : "") + ", bytes " + from + "-" + to;
}

function citation(line) {
    const said = line.querySelector(".said");
    const file = location.pathname.split("/").pop();
    const list = Array.from(line.querySelectorAll("a.cite")).map(cited);
    return (said ? said.textContent : line.textContent).trim() + "\n" +
        list.map(text => "[" + text + "]\n").join("") + file + "#" + line.id + "\n";
}

function copy_old(text) {
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    const went_well = document.execCommand("copy");
    box.remove();
    return went_well;
}

function copy(text) {
    const done = () => say("copied, with its citations");
    const failed = () => say("this browser does not let a page copy");
    if (navigator.clipboard && window.isSecureContext)
        navigator.clipboard.writeText(text).then(done, () => {
            if (copy_old(text)) done(); else failed();
        });
    else if (copy_old(text))
        done();
    else
        failed();
}

/* One button, which goes to the line under the pointer or with the focus. */
function offer(event) {
    const line = event.target.closest ? event.target.closest(".line") : null;
    if (!line || line.contains(button))
        return;
    (line.querySelector("th, .what") || line).append(button);
}

/* ---- the way back ---- */

const came = new Map();

function follow(event) {
    const link = event.target.closest ? event.target.closest("a") : null;
    if (!link)
        return;
    if (link.classList.contains("cite")) {
        came.set(link.getAttribute("href").slice(1), link);
        return;
    }
    const mark = link.classList.contains("back") ? link.previousElementSibling : null;
    const from = mark && came.get(mark.id);
    if (!from || from.closest("[hidden]"))
        return;
    event.preventDefault();
    const line = from.closest("[id]");
    if (line)
        history.pushState(null, "", "#" + line.id);
    from.scrollIntoView({ block: "center" });
    from.focus({ preventScroll: true });
}

/* A link into what a filter hides shows it again. */
function arrive() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target && target.closest("[hidden]")) {
        form.reset();
        filter();
        target.scrollIntoView();
    }
}

/* ---- paper ---- */

let folded = [];
addEventListener("beforeprint", () => {
    folded = Array.from(document.querySelectorAll("details:not([open])"));
    for (const part of folded)
        part.open = true;
});
addEventListener("afterprint", () => {
    for (const part of folded)
        part.open = false;
});

/* ---- begin ---- */

let wait = 0;
form.hidden = false;
form.addEventListener("change", event => {
    if (event.target !== form.q)
        filter();
});
form.q.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(find, 150);
});
const more = document.getElementById("more");
more.addEventListener("click", () => {
    more.setAttribute("aria-expanded", String(form.classList.toggle("open")));
});
form.addEventListener("submit", event => event.preventDefault());
form.addEventListener("keydown", event => {
    if (event.target !== form.q || event.key !== "Enter")
        return;
    event.preventDefault();
    clearTimeout(wait);
    if (now < 0)
        find();
    if (ranges.length > 0)
        show((now + (event.shiftKey ? ranges.length - 1 : 1) + (now < 0 && event.shiftKey ? 1 : 0)) % ranges.length);
});
form.addEventListener("reset", () => setTimeout(() => { filter(); find(); }, 0));
button.addEventListener("click", () => copy(citation(button.closest(".line"))));
main.addEventListener("pointerover", offer);
main.addEventListener("focusin", offer);
document.addEventListener("click", follow);
addEventListener("hashchange", arrive);
}());
