// classroom.mjs BROWSER AXE.js|- PAGE.html RAPPORT STUDY: the page of a class, used in a browser (browser.mjs, firefox.mjs) as a
// class uses it. Every fault is printed; PAGE.html.words gets the sentences that the class reads. STUDY is what PAGE.html was
// made of; RAPPORT answers natively what the page must show.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const [driver, axe, page, rapport, study] = process.argv.slice(2), file = resolve(page);
const { start } = await import(`./${driver}`);
const MOST_BYTES = 400000, PATIENCE = 30000, FIRST_STORY = 10000; // milliseconds; 3000 on a machine that has nothing else to do
let faults = 0, asked = 0, longest = 0;

function expect(isSo, ...words) {
  asked++;
  if (isSo) return;
  faults++;
  console.log(...words);
}

const native = (request) => JSON.parse(execFileSync(rapport, ['classroom', study, '--ask', request], { encoding: 'utf8' }));
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

// Until something is so in the page: how long it took, or null.
async function until(page, what, ...given) {
  const begun = Date.now();
  while (Date.now() - begun < PATIENCE) {
    if (await page.evaluate(what, ...given)) return Date.now() - begun;
    await wait(30);
  }
  return null;
}

const there = (page, selector) => until(page, (s) => !!document.querySelector(s), selector);
const text = (page, selector) => page.evaluate((s) => document.querySelector(s).textContent, selector);
const click = (page, selector) => page.evaluate((s) => document.querySelector(s).click(), selector);

// A page without a net, at an address that is its own alone. What it complains of, and what it asks for, are faults.
const open = (browser, { address = file, ...options } = {}) => browser.open(address, { offline: true, ...options });

async function close(page, address = file) {
  page.complaints.forEach((words) => expect(false, 'the browser says:', words));
  expect(page.requests.every((url) => /^(blob|data):/.test(url) || url === `file://${address}`), 'it asks for', page.requests);
  await page.close();
}

// ---- from guess to sheet -----------------------------------------------------------------------

const guess = (page, a, b) => page.evaluate((values) => values.forEach((value, k) =>
  document.querySelector(`input[name=guess${k}][value="${value}"]`).click()), [a, b]);

// The story at its end, and the words that say so.
async function storyAtEnd(page) {
  await there(page, '.clock');
  await page.evaluate(() => [...document.querySelectorAll('.clock button')].pop().click());
  await there(page, '.end');
  return text(page, '.end');
}

async function worldsAtEnd(page) {
  for (let stage = 1; stage < 3; stage++) {
    await there(page, '.below button');
    await click(page, '.below button');
  }
  await there(page, '.middle');
}

async function askFirstStory(browser, width, height) {
  const begun = Date.now(), page = await open(browser, { width, height });
  await there(page, 'form');
  const before = await page.evaluate(() => document.documentElement.outerHTML);
  expect(!/class="(end|picture|panel)/.test(before), 'the answer is in the page before the guess');
  await click(page, 'form button');
  expect((await text(page, '.fault')).length > 0, 'without a guess nothing says that one is wanted');
  await guess(page, 0, 'unsure');
  await click(page, 'form button');
  await there(page, '.panel');
  const took = Date.now() - begun;
  longest = Math.max(longest, took);
  expect(took < FIRST_STORY, `${width}: the first story came after`, took);
  expect(await page.evaluate(() => document.querySelector('.tally').textContent.includes(offer.arms[0].label)), 'a number of the clock has no words');
  await askNames(page);
  const month = () => page.evaluate(() => +document.querySelector('.clock input').value);
  expect((await month()) === 0, 'the story begins by itself');
  await click(page, '.clock button');
  const moved = await until(page, () => +document.querySelector('.clock input').value > 2);
  expect(moved !== null, 'the story does not move');
  await click(page, '.clock button');
  const at = await month();
  await wait(400);
  expect((await month()) === at, 'the story does not stop');
  await close(page);
}

// Groups may be named before the story begins; who has no name bears "no. 7", which is not read as seven groups.
async function askNames(page) {
  const [first, names] = await page.evaluate(() => [
    !!(document.querySelector('.rename').compareDocumentPosition(document.querySelector('.clock')) & Node.DOCUMENT_POSITION_FOLLOWING),
    [...document.querySelectorAll('.groups tbody th')].map((cell) => cell.textContent)]);
  expect(first, 'names are offered after the story only');
  expect(names.some((name) => / no\.\u00a0\d+$/.test(name)) && !names.some((name) => /[^.]\s\d+$/.test(name)), 'names of groups:', names);
}

// How each group stands is what counts: at the end as many work with the team as are counted, and one that has lost touch
// while it still counts says so. `story` is what the program tells.
async function askStandings(page, story) {
  const shown = (month) => page.evaluate((m) => {
    const slider = document.querySelector('.clock input');
    slider.value = m;
    slider.dispatchEvent(new Event('input'));
    return [...document.querySelectorAll('.groups')].map((table) => [...table.querySelectorAll('tbody tr')].map((row) => row.cells[2].textContent));
  }, month);
  const counts = (words) => words === 'Works with the team' || words === 'Lost touch lately';
  let lost = 0;
  for (const month of [12, 30, 60, 66, 90, 120]) {
    const words = await shown(month);
    story.arms.forEach((arm, k) => arm.partners.forEach((group, place) => {
      const touch = arm.events.filter(({ who, month: at, kind }) => who === place && at <= month && /^(contact_|said_yes|partnered|woke)/.test(kind)).pop();
      const out = touch?.kind === 'contact_ended' && group.working[month] === 1;
      lost += out;
      expect(counts(words[k][place]) === (group.working[month] === 1) && (words[k][place] === 'Lost touch lately') === out,
        arm.name, 'month', month, group.label, group.number, words[k][place]);
    }));
  }
  const end = await shown(120);
  story.arms.forEach((arm, k) => expect(end[k].filter(counts).length === arm.end, arm.name, 'groups at the end:', end[k]));
  return lost;
}

// What is said of a middle and of the highest heap is so where many are alike.
async function askTies(page) {
  const [alike, apart, heaps] = await page.evaluate(() => {
    const worlds = (ends) => ends.map((count) => ({ count, path: [count], gave: 0, got: 0, reached: 0 }));
    const said = (ends) => worldStage([worlds(ends), worlds(ends)], null)[0].textContent;
    const stage = state.stage;
    state.stage = 3;
    const all = [said([0, 0, 0, 4]), said([0, 1]), heapWords([0, 0, 3, 3, 1])];
    state.stage = stage;
    return all;
  });
  expect(!/half/.test(alike) && /half way/.test(apart), 'the middle:', alike, '/', apart);
  expect(/heaps .* 0, 3\.$/.test(heaps), 'two heaps as high as each other:', heaps);
}

// For each team the numbers that its dots stand above, in order.
function heapsShown() {
  const middleOfBox = (e) => { const box = e.getBoundingClientRect(); return box.left + box.width / 2; };
  return [...document.querySelectorAll('figure')].map((figure) => {
    const heap = figure.querySelectorAll('svg.picture')[1];
    const ticks = [...heap.querySelectorAll(':scope > text')].filter((e) => /^\d+$/.test(e.textContent));
    return [...heap.querySelectorAll('.dot0, .dot1')].map((dot) => {
      const away = (tick) => Math.abs(middleOfBox(tick) - middleOfBox(dot));
      return +ticks.reduce((best, tick) => away(tick) < away(best) ? tick : best).textContent;
    }).sort((a, b) => a - b);
  });
}

// What is shown is what the program itself says; the sentence depends on the guess; a lever put back gives the old figures.
async function askFigures(browser) {
  const offer = native('offer en'), story = native(`story ${offer.code} en`);
  const worlds = native(`worlds ${offer.code} both 1 ${offer.worlds}`);
  const page = await open(browser);
  await there(page, 'form');
  await guess(page, 1, offer.partners);
  await click(page, 'form button');
  const end = await storyAtEnd(page);
  story.arms.forEach((arm, k) => expect(end.includes(`You said ${k ? offer.partners : 1}. In this story it is ${arm.end}`), 'the end of the story:', end));
  for (const request of ['offer fr', `story ${offer.code} en`, `worlds ${offer.code} both 1 ${offer.worlds}`])
    expect(JSON.stringify(await page.evaluate((words) => engine.ask(words), request)) === JSON.stringify(native(request)),
      'the page answers otherwise than the program:', request);
  const counts = await page.evaluate(() => [0, 30, 60, 120].map((month) => {
    const slider = document.querySelector('.clock input');
    slider.value = month;
    slider.dispatchEvent(new Event('input'));
    return [...document.querySelectorAll('.count')].map((count) => parseInt(count.textContent, 10));
  }));
  expect(`${counts}` === `${[0, 30, 60, 120].map((month) => story.arms.map((arm) => arm.count[month]))}`, 'counts by month:', counts);
  const lost = await askStandings(page, story);
  expect(lost > 0, 'no group loses touch in any month that is looked at');
  await page.evaluate(() => goTo(2));
  await worldsAtEnd(page);
  const named = await until(page, (labels) => labels.every((team) => document.getElementById('said').textContent.includes(`${team}: `)), offer.arms.map((arm) => arm.label));
  expect(named !== null, 'what is said of the worlds does not name both teams');
  await askTies(page);
  const rows = await page.evaluate(() => [...document.querySelectorAll('.numbers tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent)));
  expect(rows.length === offer.worlds + 1, 'rows of worlds:', rows.length);
  const heaps = await page.evaluate(heapsShown);
  const grounds = await page.evaluate(() => [...document.querySelectorAll('figure')].map((figure) =>
    Math.round(figure.querySelectorAll('svg.picture')[1].querySelector('.axis').getBoundingClientRect().top)));
  expect(grounds.length === 2 && grounds[0] === grounds[1], 'heaps side by side stand on', grounds);
  worlds.arms.forEach((arm, k) => {
    expect(`${heaps[k]}` === `${arm.worlds.map((world) => world.count).sort((a, b) => a - b)}`, 'dots of', arm.name, heaps[k]);
    expect(`${rows.slice(0, -1).map((row) => row[k + 1])}` === `${arm.worlds.map((world) => world.count)}`, 'worlds of', arm.name);
    const mean = worlds.middles[k].count.mean;
    expect(Math.abs(+rows.at(-1)[k + 1] - mean) <= 0.005, 'mean of', arm.name, rows.at(-1)[k + 1], mean);
  });
  await askLever(page, offer, worlds);
  await page.evaluate(() => goTo(0));
  await guess(page, story.arms[0].end, 'unsure');
  await click(page, 'form button');
  const other = await storyAtEnd(page);
  expect(other.includes(`You said ${story.arms[0].end}. In this story it is ${story.arms[0].end} too`) && other.includes('You were not sure'),
    'the sentence does not depend on the guess:', other);
  await close(page);
}

async function askLever(page, offer, worlds) {
  const lever = offer.levers[0], place = lever.stands ? 0 : 1;
  await page.evaluate(() => goTo(3));
  await there(page, '.lever');
  const strong = () => page.evaluate(() => [...document.querySelectorAll('main button.main')].map((button) => button.textContent));
  expect(`${await strong()}` === 'Try it', 'before a change the strong buttons are', await strong());
  await page.evaluate((at) => {
    document.querySelectorAll('input[name=lever0]')[at].click();
    document.querySelector('input[name=expect]').click();
    document.querySelector('form button').click();
  }, place);
  await there(page, 'main .lead');
  const code = native(`code ${[0, 1, 2].map((k) => offer.levers[k] ? (k ? offer.levers[k].stands : place) + 1 : '').join('')}-1-1`).code;
  const why = native(`why ${offer.code} ${code} en`), after = native(`worlds ${code} both 1 ${offer.worlds}`);
  const mean = (answer) => answer.middles[lever.arm].count.mean.toFixed(1).replace(/\.0$/, '');
  const ownWhy = await page.evaluate((words) => engine.ask(words), `why ${offer.code} ${code} en`);
  expect(JSON.stringify(ownWhy) === JSON.stringify(why), 'the page answers otherwise why than the program');
  expect((await strong()).includes('Is this us?'), 'after a change the way on is weak');
  const reply = await text(page, 'main .lead');
  expect(reply.includes(`On average it was ${mean(worlds)} groups. Now it is ${mean(after)}.`), 'the reply:', reply);
  expect((await page.evaluate(() => document.querySelector('main').textContent)).includes(why.says_how_sure), 'how sure it is is not said');
  await page.evaluate(() => [...document.querySelectorAll('main button')].find((b) => b.textContent === 'Put it back').click());
  await until(page, () => document.querySelector('main .lead')?.textContent.includes('back as it was'));
  expect((await text(page, 'main .lead')).includes(` ${mean(worlds)} groups`), 'put back it has other figures');
  expect(await page.evaluate((stands) => document.querySelectorAll('input[name=lever0]')[stands].checked, lever.stands), 'the lever is not back');
}

// ---- by keyboard -------------------------------------------------------------------------------

async function tabTo(page, what) {
  for (let k = 0; k < 80; k++) {
    if (await page.evaluate(`((e) => (${what})(e))(document.activeElement)`)) return true;
    await page.press('Tab');
  }
  expect(false, 'Tab does not reach', String(what));
  return false;
}

async function askKeyboard(browser) {
  const page = await open(browser, { width: 390, height: 844, motion: false });
  await there(page, 'form');
  for (const row of [0, 1]) {
    await tabTo(page, `(e) => e.name === 'guess${row}'`);
    await page.press('ArrowRight');
  }
  await page.press('Enter');
  const first = await there(page, '.end');
  expect(first !== null, 'Enter does not tell the story');
  await tabTo(page, '(e) => e.textContent.startsWith("Show me")');
  await page.press('Enter');
  for (const stage of [1, 2, 3]) {
    await there(page, stage < 3 ? '.below button' : '.middle');
    await tabTo(page, '(e) => !!e.closest(".below") && e.tagName === "BUTTON"');
    await page.press('Enter');
    await wait(100);
  }
  await there(page, '.lever');
  await tabTo(page, '(e) => e.name === "lever0"');
  await page.press('ArrowRight');
  await tabTo(page, '(e) => e.name === "expect"');
  await page.press('ArrowRight');
  await page.press('Enter');
  await there(page, 'main .lead');
  await tabTo(page, '(e) => e.textContent === "Is this us?" && !!e.closest("main")');
  await page.press('Enter');
  await there(page, '.sheet');
  expect(await page.evaluate(() => document.querySelectorAll('.sheet tbody tr').length > 10), 'the sheet has no story');
  expect(await page.evaluate(() => document.querySelector('.sheet').textContent.includes(state.tried[0].now.toFixed(1).replace('.0', ''))), 'the sheet has no change');
  await close(page);
}

// ---- on every step -----------------------------------------------------------------------------

function misfit() {
  const root = document.documentElement;
  const wide = [...document.querySelectorAll('main *')].filter((e) => !e.closest('.scroll, svg, .unseen, details:not([open])') &&
    e.getBoundingClientRect().right > innerWidth + 1);
  return root.scrollWidth > root.clientWidth + 1 ? [root.scrollWidth, ...wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 80))] : null;
}

async function askStep(page, name) {
  for (const direction of ['ltr', 'rtl'])
    for (const [width, size] of [[1280, 100], [390, 100], [320, 100], [390, 200], [1280, 200]]) {
      await page.resize(width, 800);
      await page.evaluate((d, s) => { document.documentElement.dir = d; document.documentElement.style.fontSize = `${s}%`; }, direction, size);
      const wide = await page.evaluate(misfit);
      expect(!wide, name, direction, width, `${size} %`, wide);
    }
  await page.evaluate(() => { document.documentElement.dir = 'ltr'; document.documentElement.style.fontSize = ''; });
  for (const width of axe === '-' ? [] : [1280, 390]) {
    await page.resize(width, 800);
    for (const what of await page.askAxe()) expect(false, name, width, 'axe:', what);
  }
  const [pictures, tables] = await page.evaluate(() => [document.querySelectorAll('main svg.picture').length, document.querySelectorAll('main table').length]);
  expect(!pictures || tables, name, 'has a picture and no table');
  const silent = await page.evaluate(() => [...document.querySelectorAll('main svg.picture')].filter((picture) => !/\d/.test(picture.parentElement.querySelector('p')?.textContent)).length);
  expect(!silent, name, 'has pictures without a sentence:', silent);
  const empty = await page.evaluate(() => [...document.querySelectorAll('[role=alert], [role=status], output, [aria-live]:not(#said)')].filter((e) => !e.textContent).length);
  expect(!empty, name, 'has places that are announced and empty:', empty);
  const heads = await page.evaluate(() => [...document.querySelectorAll('nav button')].map((button) => [button.textContent, getComputedStyle(button, '::before').content]));
  expect(heads.every(([words, before], k) => words.startsWith(`${k + 1}. `) && before === 'none'), 'names of steps:', heads);
}

// What a step says, a sentence a line, without what the study calls things.
const sentences = (page) => page.evaluate(() => [...document.querySelectorAll('main p, main li, main legend, main h1, main h2, main label')]
  .filter((e) => !e.closest('.recent, .all, .lever, table, noscript, .rename')).map((e) => e.innerText.replace(/\s+/g, ' ').trim())
  .filter((words) => words.length > 1));

async function askSteps(browser, said) {
  const page = await open(browser, { motion: false });
  if (axe !== '-') await page.evaluate(`${readFileSync(axe, 'utf8')}\n0`);
  await there(page, 'form');
  const step = async (name) => {
    await askStep(page, name);
    said.push(...await sentences(page));
  };
  await step('guess');
  const first = await text(page, 'main');
  expect(first.includes('made up') && first.includes(native('offer en').community.asked), 'the first step does not say what it is made of');
  expect(first.includes('8 groups at a time') && !/partners|dot/.test(first), 'the first step does not say how many groups a team wants:', first);
  await guess(page, 1, 2);
  await click(page, 'form button');
  await there(page, '.clock');
  const { value, max } = await page.evaluate(() => {
    const slider = document.querySelector('.clock input');
    return { value: slider.value, max: slider.max };
  });
  expect(value === max, 'less motion was asked for, and it moves: month', value);
  await there(page, '.end');
  await step('story');
  const kept = await page.evaluate(() => {
    document.getElementById('said').textContent = 'of this step';
    goTo(1);
    return document.getElementById('said').textContent;
  });
  expect(!kept, 'what was said on a step is still said on the next:', kept);
  await page.evaluate(() => goTo(2));
  await worldsAtEnd(page);
  await step('worlds');
  await askRightToLeft(page);
  await page.evaluate(() => goTo(3));
  await there(page, '.lever');
  await page.evaluate(() => {
    document.querySelector('input[name=lever0]:not(:checked)').click();
    document.querySelector('input[name=expect]').click();
    document.querySelector('form button').click();
  });
  await there(page, 'main .lead');
  await step('change');
  await page.evaluate(() => goTo(4));
  await there(page, '.sheet');
  await step('us');
  await askPaper(page);
  await click(page, 'button.link');
  await there(page, '#code');
  await askStep(page, 'teacher');
  await askCodes(page);
  await close(page);
}

// A sheet takes two pages, in each language, with all changes and long answers.
async function askPaper(page) {
  for (const language of await page.evaluate(() => Object.keys(WORDS))) {
    await page.evaluate(async (code) => {
      state.language = code;
      const one = state.tried[0], answer = 'ten signs '.repeat(60).slice(0, 600);
      state.tried = offer.levers.flatMap((lever, k) => lever.choices.map((_, place) => ({ ...one, lever: k, place }))).filter(({ lever, place }) => offer.levers[lever].stands !== place);
      QUESTIONS.forEach((key) => { state.answers[key] = answer; });
      showStep();
    }, language);
    await there(page, '.sheet .written');
    const { sheets } = await page.print();
    expect(sheets <= 2, 'the sheet prints on', sheets, 'pages, in', language);
  }
  await page.evaluate(() => {
    state.language = 'en';
    showStep();
  });
  await there(page, '.sheet');
}

// In a language that is written from right to left time runs to the left.
async function askRightToLeft(page) {
  const turn = (direction) => page.evaluate((d) => {
    own().direction = d;
    showFrame();
    showStep();
  }, direction);
  const starts = () => page.evaluate(() => +document.querySelector('path.axis').getAttribute('d').match(/^M([\d.]+)/)[1]);
  const before = await starts();
  await turn('rtl');
  await there(page, '.middle');
  expect(before < 100 && await starts() > 200, 'from right to left time does not begin at the right');
  const wide = await page.evaluate(misfit);
  expect(!wide, 'worlds from right to left', wide);
  await turn('ltr');
  await there(page, '.middle');
}

// A code brings its story back; a mistyped one is refused with a sentence.
async function askCodes(page) {
  const offer = native('offer en'), second = native(`worlds ${offer.code} both 2 1`).arms[0].worlds[0].code;
  const type = (code) => page.evaluate((words) => {
    document.querySelector('#code').value = words;
    document.querySelector('form button').click();
  }, code);
  await type(`${second.slice(0, -1)}${second.endsWith('A') ? 'B' : 'A'}`);
  await until(page, () => document.querySelector('.fault')?.textContent);
  expect((await text(page, '.fault')).length > 10, 'a mistyped code is not refused');
  await type(second);
  await there(page, '.end');
  const story = native(`story ${second} en`), end = await text(page, '.end');
  story.arms.forEach((arm) => expect(end.includes(`In this story it is ${arm.end}`), 'the story of a code:', end));
}

// ---- where something is missing ----------------------------------------------------------------

// What a page complains of and asks for is seen: of this one both, else nothing of the others would be known.
async function askWatch(browser) {
  const bad = `${file}.bad.html`;
  writeFileSync(bad, '<!doctype html><title>Bad</title><img src="http://example.org/picture.png"><script>setTimeout(() => no_such_thing())</script>');
  const page = await open(browser, { address: bad });
  const asked = () => page.requests.some((url) => url.endsWith('picture.png'));
  const complained = () => page.complaints.some((words) => words.includes('no_such_thing'));
  for (const begun = Date.now(); !(asked() && complained()) && Date.now() - begun < PATIENCE;) await wait(30);
  expect(asked(), 'what a page asks for is not seen', page.requests);
  expect(complained(), 'what a page complains of is not seen', page.complaints);
  await page.close();
}

async function askMissing(browser) {
  const helps = async (before, words, options = {}) => {
    const page = await open(browser, { before, ...options });
    await until(page, (w) => document.body.innerText.includes(w), words);
    const said = await page.evaluate(() => document.body.innerText);
    expect(said.includes(words), 'no sentence that helps:', words, '/', said.slice(0, 200));
    await close(page, options.address);
  };
  await helps('() => { delete window.WebAssembly; }', 'This browser can not run this page.');
  await helps('() => { delete window.DecompressionStream; }', 'too old to open this page');
  await helps(`() => { Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('forbidden'); } }); }`, 'This browser keeps nothing.');
  const broken = `${file}.broken.html`, packed = (words) => gzipSync(words).toString('base64');
  writeFileSync(broken, readFileSync(file, 'utf8').replace(/"text":\s*"[^"]*"/, () => `"text":"${packed('file 9 a.cfg\ntitle = ;\n\n')}"`));
  await helps(null, 'The study in this file does not work.', { address: broken });
  const page = await open(browser, { scripts: false });
  const still = await page.evaluate(() => document.body.innerText);
  expect(still.includes('scripts are off') && still.includes('?'), 'without scripts:', still.slice(0, 200));
  expect(await page.evaluate(() => document.querySelectorAll('svg circle').length > 1), 'without scripts there is no picture');
  await close(page);
}

const browser = await start(), said = [];
try {
  expect(statSync(file).size < MOST_BYTES, 'the file has', statSync(file).size, 'bytes');
  await askWatch(browser);
  await askFirstStory(browser, 390, 844);
  await askFirstStory(browser, 1280, 800);
  await askFigures(browser);
  await askKeyboard(browser);
  await askSteps(browser, said);
  await askMissing(browser);
} finally {
  await browser.end();
}
writeFileSync(`${file}.words`, said.join('\n'));
console.log(`${asked} questions, ${faults} faults; the first story after ${longest} ms, ${statSync(file).size} bytes`);
process.exit(faults || asked < 100 ? 1 : 0);
