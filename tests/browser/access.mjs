// access.mjs AXE.js PAGE.html...: what anybody must be able to do with a page, asked in a browser. Every fault is printed.
//
// - axe finds nothing, on a wide screen and on a phone's.
// - By keyboard all that can be used is reached, in the order of the page, can be seen to be reached, and is left again;
//   Enter opens what is folded.
// - Nothing is lost or lies upon something else at 1280, 390 and 320 pixels, and with letters of twice the size.
// - Nothing is asked of the net, and without scripts the page says the same.
// - Of a report the first screen ends within one screen of 1280 x 800, or two of 390 x 844 (a twentieth more where it is not in English).
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { start } from './browser.mjs';

const [axe, ...files] = process.argv.slice(2);
const library = readFileSync(axe, 'utf8');
let faults = 0;

function expect(isSo, ...words) {
  if (isSo) return;
  faults++;
  console.log(...words);
}

// ---- in the page -------------------------------------------------------------------------------

// What can be used by keyboard, in order; numbered, so that it can be recognized.
function number() {
  const all = [...document.querySelectorAll('a[href], summary, button, input, select, textarea, [tabindex="0"]')]
    .filter((e) => e.checkVisibility({ contentVisibilityAuto: true, checkVisibilityCSS: true }));
  all.forEach((e, k) => { e.dataset.stop = k; });
  return all.length;
}

function whereFocusIs() {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const { outlineStyle, outlineWidth } = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    stop: e.dataset.stop === undefined ? -1 : +e.dataset.stop, words: (e.ariaLabel ?? e.textContent).slice(0, 60),
    folded: e.tagName === 'SUMMARY' && !e.parentElement.open,
    shown: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && box.width > 0 && box.height > 0 && box.right > 0
      && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight,
  };
}

// What does not fit: a page that scrolls sideways, words that leave the box that holds them, words upon words, and
// (with `unbroken`) words of the first screen that are broken in the middle.
function misfits(unbroken) {
  const found = [], lines = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + 1) found.push(`the page is ${root.scrollWidth} wide`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || e.closest('svg, .skip') || !e.checkVisibility({ contentVisibilityAuto: true })) continue;
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    const cell = e.closest('th, td')?.getBoundingClientRect();
    const scrolled = e.closest('.scroll')?.getBoundingClientRect() ?? { left: 0, right: innerWidth };
    for (const rect of rects) {
      const words = node.data.trim().slice(0, 40);
      if (cell && (rect.left < cell.left - 1 || rect.right > cell.right + 1)) found.push(`leaves its cell: ${words}`);
      else if (cell && rect.right > cell.right - 2 && e.closest('th, td').nextElementSibling) found.push(`touches the next cell: ${words}`);
      if (!cell && rect.right > innerWidth + 1 && scrolled.right <= innerWidth) found.push(`leaves the screen: ${words}`);
      lines.push({ rect, words, e });
    }
    if (!unbroken || !e.closest('.first, .lead')) continue;
    for (const { index, 0: word } of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
      if (tops.length > 1 && Math.max(...tops) - Math.min(...tops) > 4) found.push(`broken: ${word}`);
    }
  }
  lines.sort((a, b) => a.rect.top - b.rect.top);
  lines.forEach((a, k) => {
    for (let j = k + 1; j < lines.length && lines[j].rect.top < a.rect.bottom - 6; j++) {
      const b = lines[j].rect;
      if (Math.min(a.rect.right, b.right) - Math.max(a.rect.left, b.left) > 3 && b.bottom - a.rect.top > 6 && a.e.closest('.scroll') === lines[j].e.closest('.scroll'))
        found.push(`upon each other: ${a.words} / ${lines[j].words}`);
    }
  });
  return found.slice(0, 10);
}

function endOfFirstScreen() {
  const last = document.querySelector('#answer > nav')?.previousElementSibling;
  return last ? Math.round(last.getBoundingClientRect().bottom + scrollY) : 0;
}

// On a phone a language with longer words than English may have a twentieth more.
const longer = () => (document.documentElement.lang === 'en' ? 1 : 1.05);

const words = () => document.body.innerText;

// ---- what is asked -----------------------------------------------------------------------------

async function askKeyboard(page, name) {
  const reached = new Set();
  await page.evaluate(() => window.scrollTo(0, 0));
  for (let all = await page.evaluate(number), at = -1, k = 0; k < 3 * all + 10; k++) {
    await page.press('Tab');
    const here = await page.evaluate(whereFocusIs);
    if (!here) break;
    if (reached.has(here.stop) && here.stop === 0) break; // round again
    expect(here.stop > at, name, 'by keyboard: out of order, or a trap:', here.words);
    if (here.stop <= at) break;
    expect(here.shown, name, 'by keyboard: it cannot be seen that this is reached:', here.words);
    reached.add((at = here.stop));
    if (!here.folded) continue;
    await page.press('Enter');
    expect(await page.evaluate(() => document.activeElement.parentElement.open), name, 'Enter does not open:', here.words);
    all = await page.evaluate(number); // what was folded comes behind; numbers until here are the same
  }
  const missed = await page.evaluate((seen) => [...document.querySelectorAll('[data-stop]')]
    .filter((e) => !seen.includes(+e.dataset.stop)).map((e) => (e.ariaLabel ?? e.textContent).slice(0, 60)), [...reached]);
  expect(reached.size && !missed.length, name, 'by keyboard: not reached:', missed.slice(0, 10));
}

async function askSize(page, name, width, height) {
  await page.resize(width, height);
  const end = await page.evaluate(endOfFirstScreen);
  if (width >= 390)
    expect(end <= (width > 1000 ? height : 2 * height * (await page.evaluate(longer))), name, width, 'the first screen ends at', end);
  for (const share of width < 390 ? [200] : [100, 200]) {
    await page.evaluate((size) => { document.documentElement.style.fontSize = `${size}%`; }, share);
    for (const what of await page.evaluate(misfits, share === 100))
      expect(false, name, width, `${share} %`, what);
  }
  await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
}

async function askPage(browser, file) {
  const name = basename(file);
  const page = await browser.open(file);
  const said = await page.evaluate(words);
  for (const [width, height] of [[1280, 800], [390, 844], [320, 640]]) await askSize(page, name, width, height);
  await page.evaluate(`${library}\n0`);
  for (const width of [1280, 390]) {
    await page.resize(width, 800);
    for (const what of await page.askAxe())
      expect(false, name, width, 'axe:', what);
  }
  await page.resize(1280, 800);
  await askKeyboard(page, name);
  for (const url of page.requests)
    expect(url.startsWith('data:') || url.endsWith(`/${name}`), name, 'asks for', url);
  await page.close();
  const still = await browser.open(file, { scripts: false });
  expect((await still.evaluate(words)) === said, name, 'without scripts it says something else');
  await still.close();
}

const browser = await start();
try {
  for (const file of files) await askPage(browser, file);
} finally {
  await browser.end();
}
console.log(`${files.length} pages, ${faults} faults`);
process.exit(faults || !files.length ? 1 : 0);
