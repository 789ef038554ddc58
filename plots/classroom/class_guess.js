/* class_guess.js: the first step. Two rows of dots; nothing of the answer is anywhere in the page yet. */

const UNSURE = 'unsure';

/* A row of dots from none to all for one team. The dots up to the one that was pressed are full. */
function guessRow(k) {
  const arm = offer.arms[k].name, labels = [];
  const show = () => labels.forEach((label, n) =>
    label.classList.toggle('on', typeof state.guess[arm] === 'number' && (n ? n <= state.guess[arm] : !state.guess[arm])));
  const chose = value => {
    state.guess[arm] = value;
    keep();
    show();
  };
  const option = (value, face) => h('label', { class: 'dot' },
    h('input', { type: 'radio', name: 'guess' + k, value: value, checked: state.guess[arm] === value,
      onchange: () => chose(value) }), face);
  for (let n = 0; n <= offer.partners; n++)
    labels.push(option(n, h('span', { class: n ? 'face' : 'face none' }, n ? String(n) : w('guess_none'))));
  show();
  return h('fieldset', { class: 'guess way' + k },
    h('legend', {}, teamHead('span', k)),
    offer.arms[k].note ? h('p', {}, offer.arms[k].note) : null,
    h('div', { class: 'dots' }, labels),
    h('div', {}, h('label', { class: 'unsure' }, h('input', { type: 'radio', name: 'guess' + k, value: UNSURE,
      checked: state.guess[arm] === UNSURE, onchange: () => chose(UNSURE) }), ' ', w('unsure'))));
}

/* The study's own question, in the language that the study was made for; in others, and where it has none, the page's. */
const ownQuestion = () => offer.question && state.language === STUDY.language;

function guessQuestion() {
  return ownQuestion() ? offer.question.replace(/@/g, number(offer.partners)) :
    w('guess_ask', { time: duration(offer.months) });
}

/* How many groups a team means to work with, and why it may meet more: each in turn where the two differ. */
function soughtWords() {
  const sought = offer.arms.map(arm => arm.sought), same = sought[0] === sought[1];
  const each = same ? [w('both_seek', { n: sought[0] })] :
    offer.arms.map((arm, k) => w('list_joint', { a: teamName(k), b: w('sought', { n: arm.sought }) }));
  return sought.every(n => n > 0) ? h('p', {}, each.join(' '), ' ', w('sought_more')) : null;
}

/* What is made up, like whose groups, and whether anybody of them was asked. */
function madeUpWords() {
  const of = offer.community;
  return h('p', { class: 'small' }, w('made_up'), ' ', of.label ? w('community', { community: of.label }) + ' ' : '', of.asked);
}

function stepGuess(main) {
  const missing = h('div', {});
  const go = event => {
    event.preventDefault();
    const open = offer.arms.findIndex(arm => state.guess[arm.name] === undefined);
    if (open < 0)
      return goTo(1);
    sayFault(missing, w('guess_missing'));
    main.querySelectorAll('fieldset')[open].querySelector('input').focus();
  };
  fill(main, {}, [
    h('h1', { tabindex: '-1' }, guessQuestion()),
    ownQuestion() ? null : h('p', { class: 'lead' }, w('guess_money')),
    madeUpWords(),
    soughtWords(),
    h('form', { onsubmit: go },
      h('p', {}, w('guess_how'), ' ', w('guess_alone')),
      h('div', { class: 'two' }, offer.arms.map((arm, k) => guessRow(k))),
      missing,
      h('p', { class: 'go' }, h('button', { class: 'main' }, w('guess_go')))),
  ]);
}

/* "You said 6. In this story it is 5.": what was guessed for a team beside what came, in a story or in the middle of worlds. */
const REPLIES = { story: ['said', 'said_same', 'said_unsure'], worlds: ['middle_said', 'middle_same', 'middle_unsure'] };

function saidOf(where, k, n) {
  const guess = state.guess[offer.arms[k].name], [other, same, unsure] = REPLIES[where];
  if (typeof guess !== 'number')
    return w(unsure, { n: n });
  return guess === n ? w(same, { n: n }) : w(other, { guess: guess, n: n });
}
