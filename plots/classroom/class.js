/* class.js: five steps and a page for the teacher, one at a time; a step opens once the one before was passed. */

const STEPS = [
  { key: 'guess', build: stepGuess },
  { key: 'story', build: stepStory },
  { key: 'worlds', build: stepWorlds },
  { key: 'change', build: stepChange },
  { key: 'us', build: stepUs },
];
const TEACHER = 'teacher';

const page = document.getElementById('page');
const steps = h('ol', {}), tools = h('p', { class: 'tools' });
const nav = h('nav', {}, steps);
const header = h('header', {}, h('p', { class: 'title' }), nav, tools);
let teaching = false;

const stepName = step => w('step_' + step.key, { n: offer.worlds });

function languageChoice() {
  const codes = Object.keys(WORDS);
  return codes.length < 2 ? null : h('label', {}, w('language'), ' ', h('select', { onchange: event => {
    state.language = event.target.value;
    keep();
    showFrame();
    showStep();
    tools.querySelector('select').focus();
  } }, codes.map(code => h('option', { value: code, lang: code, selected: code === state.language }, WORDS[code].name))));
}

/* The way through the steps, and the language. */
function showFrame() {
  document.documentElement.lang = state.language;
  document.documentElement.dir = own().direction;
  header.firstChild.textContent = offer.title;
  nav.setAttribute('aria-label', w('steps'));
  refill(steps, STEPS.map((step, k) => h('li', {}, h('button', { type: 'button',
    disabled: k > state.reached, 'aria-current': k === state.step && !teaching ? 'step' : null, onclick: () => goTo(k) },
  w('step_named', { n: k + 1, step: stepName(step) })))));
  refill(tools, languageChoice(), ' ', h('button', { type: 'button', class: 'link',
    'aria-current': teaching ? 'page' : null, onclick: () => {
      teaching = true;
      showFrame();
      showStep();
    } }, w(TEACHER)));
}

/* A new main part, built by the step; its head gets the focus, so that who listens hears where they are. */
function showStep() {
  const old = page.querySelector('main'), main = h('main', { class: 'step-' + (teaching ? TEACHER : STEPS[state.step].key) });
  hush();
  old.replaceWith(main);
  const built = (teaching ? stepTeacher : STEPS[state.step].build)(main);
  if (!storeWorks && !teaching && state.step === 0)
    main.append(h('p', { class: 'small' }, w('no_store')));
  Promise.resolve(built).then(() => {
    const head = main.querySelector('h1');
    if (head && main.isConnected && document.activeElement === document.body)
      head.focus({ preventScroll: true });
  }).catch(fault => showFault(main, fault));
}

function goTo(step) {
  teaching = false;
  state.step = step;
  state.reached = Math.max(state.reached, step);
  keep();
  showFrame();
  showStep();
  scrollTo(0, 0);
}

/* A sentence that helps, in place of what can not be shown. */
function showFault(main, fault) {
  const before = fault instanceof Unfit ? null : w(fault instanceof Broken ? 'broken' : 'stopped');
  sayFault(main, before ? [before, ' ', h('code', {}, fault.message)] : fault.message);
}

/* What a promise brings, or null where the step was left or a fault is shown instead. */
async function waitFor(main, promise) {
  const wait = h('p', {}, w('working'));
  main.append(wait);
  try {
    const answer = await promise;
    return main.isConnected ? answer : null;
  } catch (fault) {
    showFault(main, fault);
    return null;
  } finally {
    wait.remove();
  }
}

async function begin() {
  const main = h('main', {}, h('p', {}, w('starting')));
  refill(page, main);
  document.documentElement.lang = state.language;
  document.documentElement.dir = own().direction;
  try {
    await startEngine();
    offer = await engine.ask('offer ' + state.language);
  } catch (fault) {
    return showFault(main, fault);
  }
  page.prepend(header);
  document.title = offer.title;
  showFrame();
  return showStep();
}

begin();
