/* class_change.js: one thing is changed, after a guess; luck stays the same, so that what differs is the change. */

const ANSWERS = ['more', 'fewer', 'same'];

const leverLabel = lever => w('list_joint', { a: lever.arm_label, b: lever.label });
const changeWords = (key, lever, place) => w(key, { team: lever.arm_label, lever: lever.label, choice: lever.choices[place] });
const changeLabel = (lever, place) => changeWords('change_row', lever, place);

/* The first code with one lever elsewhere: places of levers from 1, then what stays the same. */
async function changedCode(lever, place) {
  const parts = offer.code.split('-'), at = offer.levers.indexOf(lever);
  const places = parts[0].slice(0, at) + (place + 1) + parts[0].slice(at + 1);
  return (await engine.ask('code ' + [places, parts[1], parts[2]].join('-'))).code;
}

const worldsNow = code => askWorlds(code, offer.guesses ? 'both' : 'luck', null, () => true);

/* What came, as the guesses name it; null where the worlds do not tell. */
function outcomeOf(why) {
  if (why.sure === 'small')
    return 'same';
  return why.sure !== 'clear' ? null : why.change > 0 ? 'more' : 'fewer';
}

/* How the guess was. */
function guessReply(guess, why) {
  const order = ['fewer', 'same', 'more'], came = outcomeOf(why);
  if (guess === UNSURE)
    return w('was_unsure');
  if (came === null)
    return w('was_unclear');
  const off = order.indexOf(came) - order.indexOf(guess);
  return w(off === 0 ? 'was_right' : off > 0 ? 'was_more' : 'was_fewer');
}

/* Three levers and a guess; `tell` gets what was chosen. Only one lever may stand elsewhere than it stood. */
function tryForm(tell) {
  const picked = { lever: null, place: 0, guess: null };
  let form;
  const pick = (lever, place) => {
    let moved = false;
    offer.levers.forEach((other, i) => other !== lever && form.querySelectorAll('input[name=lever' + i + ']').forEach((radio, at) => {
      moved = moved || radio.checked && at !== other.stands;
      radio.checked = at === other.stands;
    }));
    picked.lever = place === lever.stands ? null : lever;
    picked.place = place;
    if (moved)
      say(w('one_at_a_time'));
  };
  const levers = offer.levers.map((lever, i) => h('div', { class: 'lever way' + lever.arm }, choices('lever' + i,
    [mark(lever.arm), ' ', leverLabel(lever)], lever.choices.map((choice, place) => ({ value: place,
      label: place === lever.stands ? w('as_it_is', { choice: choice }) : choice })), lever.stands, place => pick(lever, place))));
  const guess = choices('expect', w('change_ask'), ANSWERS.concat(UNSURE).map(key =>
    ({ value: key, label: w(key) })), null, key => { picked.guess = key; });
  form = h('form', { onsubmit: event => {
    event.preventDefault();
    tell(picked);
  } }, h('div', { class: 'three' }, levers), guess, h('p', { class: 'go' }, h('button', { class: 'main' }, w('try'))));
  return form;
}

function triedTable(caption) {
  return state.tried.length ? [table(caption, [w('change'), w('before'), w('after'), w('code_label')], state.tried.map(change =>
    [changeLabel(offer.levers[change.lever], change.place), number(change.before, 1), number(change.now, 1),
      h('code', {}, change.code)])),
  h('p', { class: 'small' }, w('means_note'))] : [];
}

/* The ends of all worlds before and after, one heap below the other. */
function beforeAndAfter(k, before, after) {
  const top = Math.max(topOf(before), topOf(after)), most = highestOf([before[k], after[k]]);
  const heap = (key, teams) => h('figure', { class: 'way' + k }, h('figcaption', { class: 'team' }, mark(k), ' ',
    w('list_joint', { a: teamName(k), b: w(key) })),
  heapPicture(endsOf(teams[k]), k, top, most, null, null), h('p', {}, heapWords(endsOf(teams[k]))));
  return [h('div', { class: 'two' }, heap('before', before), heap('after', after)),
    numbersOf(w('groups_axis'), [w('world'), w('before'), w('after')], before[k].map((world, i) =>
      [number(i + 1), number(world.count), number(after[k][i].count)]))];
}

/* Runs a change, and gives what there is to show: one line, why with how sure it is, and the heaps. */
async function tryChange(picked) {
  const lever = picked.lever, k = lever.arm, code = await changedCode(lever, picked.place);
  const before = await worldsNow(offer.code), after = await worldsNow(code);
  const why = await engine.ask('why ' + [offer.code, code, state.language].join(' '));
  const change = { lever: offer.levers.indexOf(lever), place: picked.place, guess: picked.guess, code: code,
    before: meanOf(endsOf(before[k])), now: meanOf(endsOf(after[k])) };
  if (!state.tried.some(tried => tried.code === code))
    state.tried.push(change);
  keep();
  return [h('p', { class: 'lead' }, h('strong', {}, changeWords('changed', lever, picked.place)), ' ',
    w('reply', { before: number(change.before, 1), now: number(change.now, 1) }), ' ', guessReply(picked.guess, why)),
  h('p', {}, [why.says_how_sure, why.says_why].filter(words => words).join(' ')), beforeAndAfter(k, before, after)];
}

function stepChange(main) {
  const place = h('div', {}), reply = h('div', {}), tried = h('div', {});
  const onward = h('button', { type: 'button', onclick: () => goTo(4) }, w('change_go'));
  const showReply = parts => refill(reply, parts);
  const fault = words => sayFault(reply, words);
  const reset = () => refill(place, tryForm(tell));
  const back = async k => {
    reset();
    const words = w('is_back', { before: number(meanOf(endsOf((await worldsNow(offer.code))[k])), 1) });
    showReply([h('p', { class: 'lead' }, words)]);
    say(words);
    place.querySelector('input').focus();
  };
  async function tell(picked) {
    if (!picked.lever || !picked.guess)
      return fault(w(picked.lever ? 'change_guess' : 'change_pick'));
    const k = picked.lever.arm;
    showReply([h('p', {}, w('working'))]);
    try {
      const parts = await tryChange(picked);
      showReply(parts.concat(h('p', {}, h('button', { type: 'button', onclick: () => back(k) }, w('put_back')))));
      showTried();
      return say(parts[0].textContent + ' ' + parts[1].textContent);
    } catch (wrong) {
      return fault(wrong.message);
    }
  }
  const showTried = () => {
    refill(tried, triedTable(w('tried')));
    onward.classList.toggle('main', state.tried.length > 0);
  };
  reset();
  showTried();
  fill(main, {}, [h('h1', { tabindex: '-1' }, w('step_change')), h('p', {}, w('change_intro', { n: offer.levers.length }), ' ', w('change_one')), place, reply, tried,
    h('p', { class: 'go' }, onward)]);
}
