/* class_page.js: words in the reader's language, what is kept on the device, and small makers of elements.
 *
 * Texts of a study and of readers come in as text, never as markup. */

const readJson = id => JSON.parse(document.getElementById(id).textContent);
const WORDS = readJson('words');
const STUDY = readJson('study');

/* ---- elements ---------------------------------------------------------------------------------- */

const SVG = 'http://www.w3.org/2000/svg';

/* Fills an element: attributes by name, `onclick` and the like as listeners; children are elements, texts, or lists of them. */
function fill(element, attributes, children) {
  for (const name of Object.keys(attributes || {})) {
    const value = attributes[name];
    if (name.startsWith('on'))
      element.addEventListener(name.slice(2), value);
    else if (value === true)
      element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, value);
  }
  for (const child of children)
    if (Array.isArray(child))
      fill(element, null, child);
    else if (child !== null && child !== undefined && child !== false)
      element.append(child);
  return element;
}

/* Puts children, as above, in place of what an element holds. */
function refill(element, ...children) {
  element.replaceChildren();
  return fill(element, null, children);
}

const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

/* ---- what is kept ------------------------------------------------------------------------------ */

const KEPT = 'rapport-class ' + STUDY.name;
let storeWorks = true;

function emptyState() {
  return { language: STUDY.language, step: 0, reached: 0, guess: {}, names: {}, kind: 'both', stage: 1,
    code: '', story: 1, seen: {}, tried: [], answers: {} };
}

/* Until the window is closed, so that a reload loses nothing and the next class on the device finds nothing. */
function recall() {
  try {
    return Object.assign(emptyState(), JSON.parse(sessionStorage.getItem(KEPT)) || {});
  } catch (forbidden) {
    storeWorks = false;
    return emptyState();
  }
}

function keep() {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(state));
  } catch (forbidden) {
    storeWorks = false;
  }
}

let state = recall();
if (!WORDS[state.language])
  state.language = 'en';

/* ---- words ------------------------------------------------------------------------------------- */

const own = () => WORDS[state.language];

/* 1,204.5: with so many decimals at most; what is whole has none. */
function number(x, places) {
  const parts = Math.abs(x).toFixed(places || 0).split('.');
  const whole = parts[0].replace(/\B(?=(\d{3})+$)/g, own().thousands);
  const rest = (parts[1] || '').replace(/0+$/, '');
  const none = !/[1-9]/.test(parts.join(''));
  return (x < 0 && !none ? '\u2212' : '') + whole + (rest ? own().decimal + rest : '');
}

/* Which form of a sentence goes with a number: one of a table, which goes on as its second half does. What is not whole is
 * said as many. */
function formOf(n) {
  const forms = own().forms, large = forms.length / 2, whole = Math.abs(n);
  if (whole !== Math.floor(whole))
    return Math.max.apply(null, forms);
  return forms[whole < forms.length ? whole : large + whole % large];
}

/* The sentence of a key with what stands in braces put in: numbers by `n` decide its form, others are texts. */
function w(key, values) {
  const v = values || {}, forms = own().words[key];
  if (!forms)
    throw new Error('no words: ' + key);
  const form = forms.length > 1 ? forms[formOf(v.n)] : forms[0];
  return form.replace(/\{(\w+)\}/g, (all, name) => {
    if (!(name in v))
      throw new Error('nothing to put in: ' + key + ' ' + name);
    return typeof v[name] === 'number' ? number(v[name], 1) : v[name];
  });
}

const duration = months =>
  months % 12 ? w('months', { n: months }) : w('years', { n: months / 12 });

/* Said to who hears the page; the same words twice are said twice. They do not stay: who reads on would hear them again. */
const SAID_FOR = 5000; /* milliseconds */
let saying = 0;

function hush() {
  clearTimeout(saying);
  document.getElementById('said').textContent = '';
}

function say(words) {
  hush();
  saying = setTimeout(() => {
    document.getElementById('said').textContent = words;
    saying = setTimeout(hush, SAID_FOR);
  }, 50);
}

/* A place for what is wrong, which is empty until something is: an alert that is there with no words says nothing. */
const sayFault = (place, words) => refill(place, h('p', { class: 'fault', role: 'alert' }, words));

const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;
const rightToLeft = () => own().direction === 'rtl';

/* ---- parts of every step ----------------------------------------------------------------------- */

/* A team's mark: its shape differs as its colour does. */
const mark = k => h('span', { class: 'mark mark' + k, 'aria-hidden': 'true' });
const teamName = k => offer.arms[k].label;
const teamHead = (tag, k) => h(tag, { class: 'team' }, mark(k), ' ', teamName(k));

/* A row of choices, one of which may be chosen; calls back with its value. */
function choices(name, legend, rows, chosen, chose) {
  return h('fieldset', { class: 'choices' }, h('legend', {}, legend), rows.map(row =>
    h('label', {}, h('input', { type: 'radio', name: name, value: row.value, checked: row.value === chosen,
      onchange: () => chose(row.value) }), ' ', row.label)));
}

/* A table with heads of columns, and of rows in its first cells. */
function table(caption, heads, rows) {
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, h('table', {},
    h('caption', {}, caption),
    h('thead', {}, h('tr', {}, heads.map(head => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, rows.map(row => h('tr', {}, row.map((cell, k) =>
      k ? h('td', {}, cell) : h('th', { scope: 'row' }, cell)))))));
}

/* A table behind a line to press, below the picture of the same figures. */
const numbersOf = (caption, heads, rows) =>
  h('details', { class: 'numbers' }, h('summary', {}, w('numbers')), table(caption, heads, rows));

/* The name that somebody here gave a group, or the study's own; short names are easier to read in a row. */
const ownName = partner => partner.number ? w('group_named', { group: partner.label, n: partner.number }) : partner.label;
const groupName = partner => state.names[partner.key] || ownName(partner);
