/* class_change.js: one thing is changed, after a guess; luck stays the same, so that what differs is the change. */

/* Fewer groups apart than this is about the same: half a group, as the page says. */
const ABOUT_SAME = 0.5;
const ANSWERS = ['more', 'fewer', 'same'];

const armOf = lever => Math.max(0, offer.arms.findIndex(arm => arm.name === lever.arm));
const leverLabel = lever => w('list_joint', { a: teamName(armOf(lever)), b: lever.label });

/* The mean number of groups left for a team in all worlds of a code. */
async function meanLeft(code, k) {
  const worlds = await askWorlds(code, 'both', null, () => true);
  return meanOf(ofArm(worlds, k, 'count'));
}

const outcomeOf = change =>
  Math.abs(change.now - change.before) < ABOUT_SAME ? 'same' : change.now > change.before ? 'more' : 'fewer';

/* How the guess was: what came lies above it, on it or below it. */
function guessReply(change) {
  const order = ['fewer', 'same', 'more'], came = order.indexOf(outcomeOf(change)), said = order.indexOf(change.guess);
  if (change.guess === UNSURE)
    return w('was_unsure');
  return w(came === said ? 'was_right' : came > said ? 'was_more' : 'was_fewer');
}

function tryForm(pick, tell) {
  const picked = { lever: null, choice: null, guess: null };
  const levers = offer.levers.map((lever, i) => h('fieldset', { class: 'choices lever' },
    h('legend', {}, leverLabel(lever)), lever.choices.map(choice => h('label', {}, h('input', { type: 'radio',
      name: 'lever' + i, value: choice.value, checked: choice.value === lever.at,
      onchange: event => pick(picked, lever, choice, event.target) }), ' ',
    choice.value === lever.at ? w('as_it_is', { choice: choice.label }) : choice.label))));
  const guess = choices('expect', w('change_ask'), ANSWERS.concat(UNSURE).map(key =>
    ({ value: key, label: w(key) })), null, key => { picked.guess = key; });
  return h('form', { onsubmit: event => {
    event.preventDefault();
    tell(picked);
  } }, h('div', { class: 'three' }, levers), guess, h('p', { class: 'small' }, w('same_hint')),
  h('p', { class: 'go' }, h('button', { class: 'main' }, w('try'))));
}

/* All levers but the one that was touched go back: one thing at a time. */
function pickLever(picked, lever, choice, input) {
  let others = false;
  offer.levers.forEach((other, i) => {
    if (other === lever)
      return;
    for (const radio of input.form.querySelectorAll('input[name=lever' + i + ']')) {
      others = others || (radio.checked && radio.value !== String(other.at));
      radio.checked = radio.value === String(other.at);
    }
  });
  picked.lever = choice.value === lever.at ? null : lever;
  picked.choice = choice;
  if (others)
    say(w('one_at_a_time'));
}

function triedTable() {
  return state.tried.length ? [table(w('tried'), [w('change'), w('before'), w('after')], state.tried.map(change =>
    [change.label, number(change.before, 1), number(change.now, 1)])), h('p', { class: 'small' }, w('means_note'))] : [];
}

/* What came of a change: one line, why, and a way back. */
function changeReply(change, why, back) {
  return [h('p', { class: 'lead' }, h('strong', {}, change.label), ' ',
    w('reply', { before: number(change.before, 1), of: offer.of, now: number(change.now, 1) }), ' ', guessReply(change)),
  h('p', {}, why), h('p', {}, h('button', { type: 'button', onclick: back }, w('put_back')))];
}

async function tryChange(picked, reply, back) {
  const lever = picked.lever, code = picked.choice.code, k = armOf(lever);
  reply.replaceChildren(h('p', {}, w('working')));
  const change = { label: leverLabel(lever) + ' \u2192 ' + picked.choice.label, guess: picked.guess,
    code: code, team: k, before: await meanLeft(offer.start_code, k), now: await meanLeft(code, k) };
  const why = await engine.ask('why ' + [offer.start_code, code, state.language].join(' '));
  if (!state.tried.some(tried => tried.code === code))
    state.tried.push(change);
  keep();
  reply.replaceChildren.apply(reply, changeReply(change, why.words, () => back(change)));
  say(reply.textContent);
}

function stepChange(main) {
  const reply = h('div', {}), tried = h('div', {});
  const showTried = () => tried.replaceChildren.apply(tried, triedTable());
  let form;
  const fault = words => reply.replaceChildren(h('p', { class: 'fault', role: 'alert' }, words));
  const reset = () => {
    const fresh = newForm();
    form.replaceWith(fresh);
    form = fresh;
  };
  const back = async change => {
    reset();
    const before = await meanLeft(offer.start_code, change.team);
    const words = w('is_back', { before: number(before, 1), of: offer.of });
    reply.replaceChildren(h('p', { class: 'lead' }, words));
    say(words);
    form.querySelector('input').focus();
  };
  const tell = picked => {
    if (!picked.lever)
      return fault(w('change_pick'));
    if (!picked.guess)
      return fault(w('change_guess'));
    return tryChange(picked, reply, back).then(showTried).catch(broken => fault(broken.message));
  };
  const newForm = () => tryForm(pickLever, tell);
  form = newForm();
  fill(main, {}, [h('h1', { tabindex: '-1' }, w('step_change')), h('p', {}, w('change_intro')), form, reply, tried,
    h('p', { class: 'go' }, h('button', { type: 'button', class: 'main', onclick: () => goTo(4) }, w('change_go')))]);
  showTried();
}
