// Opens HTML reports of comparisons in headless Chromium, in light and dark, and fails where axe finds a violation of WCAG
// 2.2 AA or of its best practices, where the page asks for anything beyond itself, where it takes two seconds to open, or
// where the links between the places of what moved cannot be followed by the keyboard.
//
// node page.mjs [--screenshots FOLDER] REPORT.html…
//
// It is run in a folder into which `npm install` has put what package.json names; CHROMIUM is the browser.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const MOST_SECONDS = 2;
/// Times that a page is opened: the fastest counts, for what else the machine does is no fault of the page.
const OPENINGS = 3;
/// Elements up to which axe looks at a page in light and dark, folded and unfolded: on a longer one it takes minutes, and looks
/// at it once, in light and folded.
const SHORT = 5_000;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/// Opens a page; tells how long that took, and what it asked for besides itself.
async function open(context, url) {
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url) asked.push(request.url());
  });
  const start = performance.now();
  await page.goto(url, { waitUntil: "load", timeout: 60_000 });
  // Until something was painted the reader sees nothing.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return { page, asked, seconds: (performance.now() - start) / 1000 };
}

async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
  return found.violations.map((own) => `${own.id}: ${own.help} (${own.nodes.length}×, first ${own.nodes[0].html.slice(0, 160)})`);
}

/// Follows the links of what moved by the keyboard: from the item to the old place, to the new one, and back.
async function followed(page) {
  const item = page.locator(".items a[href$='-old']").first();
  if ((await item.count()) === 0) return "nothing moved";
  const hash = () => page.evaluate(() => decodeURIComponent(location.hash.slice(1)));
  const enter = async (link) => {
    const wanted = (await link.getAttribute("href")).slice(1);
    await link.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((id) => location.hash.slice(1) === id, wanted, { timeout: 5_000 });
    const target = page.locator(`[id="${wanted}"]`);
    if (!(await target.isVisible())) throw new Error(`${wanted} is not shown`);
    return target;
  };
  const old = await enter(item);
  const now = await enter(old);
  const back = await enter(now);
  if ((await back.getAttribute("id")) !== (await old.getAttribute("id"))) throw new Error(`no way back from ${await hash()}`);
  return "what moved is linked";
}

/// Opens a page some times; the last one, and the time of the fastest.
async function opened(context, url) {
  let [best, seconds] = [null, Infinity];
  for (let n = 0; n < OPENINGS; n++) {
    await best?.page.close();
    best = await open(context, url);
    seconds = Math.min(seconds, best.seconds);
  }
  return { ...best, seconds };
}

async function check(context, file, scheme, screenshots) {
  const { page, asked, seconds } = await opened(context, pathToFileURL(resolve(file)).href);
  const picture = (name) => screenshots && page.screenshot({ path: join(screenshots, `${basename(file, ".html")}-${name}.png`) });
  const wrong = asked.map((url) => `asks for ${url}`);
  if (seconds >= MOST_SECONDS) wrong.push(`takes ${seconds.toFixed(2)} s to open`);
  await picture(scheme);
  const isShort = (await page.locator("*").count()) <= SHORT;
  if (isShort || scheme === "light") wrong.push(...(await violations(page)).map((own) => `folded: ${own}`));
  const links = await followed(page).catch((error) => {
    wrong.push(`links: ${error.message}`);
    return "not all links lead on";
  });
  if (isShort) {
    await page.evaluate(() => document.querySelectorAll("details").forEach((own) => (own.open = true)));
    wrong.push(...(await violations(page)).map((own) => `unfolded: ${own}`));
    await picture(`${scheme}-sides`);
  }
  await page.close();
  console.log(`${basename(file)}, ${scheme}: opened in ${seconds.toFixed(2)} s, ${links}, ${wrong.length} faults`);
  wrong.forEach((own) => console.log(`  ${own}`));
  return wrong.length;
}

const given = process.argv.slice(2);
const screenshots = given[0] === "--screenshots" ? given.splice(0, 2)[1] : null;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
let faults = given.length === 0 ? 1 : 0;
for (const file of given) {
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme });
    faults += await check(context, file, colorScheme, screenshots);
    await context.close();
  }
}
await browser.close();
process.exit(faults === 0 ? 0 : 1);
