/* class_worlds.js: the same ten years many times: thin lines, then a heap of dots, then the middle. */

const KINDS = ['luck', 'guesses', 'both'];
const ofArm = (worlds, k, what) => worlds.map(world => world.arms[offer.arms[k].name][what]);

/* The highest number of groups in any picture: of those asked for, or more where a world has more. */
const topOf = worlds => Math.max.apply(null, [offer.of].concat(ofArm(worlds, 0, 'count'), ofArm(worlds, 1, 'count'),
  [0, 1].map(k => Math.max.apply(null, [0].concat(ofArm(worlds, k, 'line').map(line => Math.max.apply(null, line)))))));

const guessOf = k => {
  const guess = state.guess[offer.arms[k].name];
  return typeof guess === 'number' ? guess : null;
};

function worldPictures(worlds, all) {
  const top = topOf(worlds), stage = all ? state.stage : 1;
  return h('div', { class: 'two' }, offer.arms.map((arm, k) => {
    const ends = ofArm(worlds, k, 'count'), middle = stage > 2 ? middleOf(ends) : null;
    return h('figure', { class: 'way' + k }, h('figcaption', {}, teamHead('h2', k)),
      linesPicture(worlds, k, top),
      stage > 1 ? heapPicture(ends, k, top, middle, guessOf(k)) : null,
      middle === null ? null : h('p', {}, w('middle_is', { team: teamName(k), n: middle, of: offer.of }), ' ',
        guessOf(k) === null ? '' : w('said', { guess: guessOf(k), n: middle })));
  }));
}

function worldTable(worlds) {
  const names = offer.arms.map((arm, k) => teamName(k));
  const rows = worlds.map((world, i) => [number(i + 1)].concat(offer.arms.map((arm, k) =>
    number(world.arms[arm.name].count))));
  rows.push([w('mean')].concat(offer.arms.map((arm, k) => number(meanOf(ofArm(worlds, k, 'count')), 2))));
  return numbersOf(w('groups_axis'), [w('world')].concat(names), rows);
}

/* In how many worlds the team with more in the middle is ahead, said for that team. */
function oddsWords(worlds) {
  const ends = [0, 1].map(k => ofArm(worlds, k, 'count'));
  const ahead = middleOf(ends[0]) > middleOf(ends[1]) ? 0 : 1;
  const times = worlds.filter((world, i) => ends[ahead][i] > ends[1 - ahead][i]).length;
  return w('odds', { times: times, n: worlds.length, a: teamName(1 - ahead), b: teamName(ahead) });
}

const MEASURES = ['given', 'back', 'people'];

function hoursTable(worlds) {
  return [table(w('hours'), [''].concat(offer.arms.map((arm, k) => teamName(k))), MEASURES.map(key =>
    [w(key)].concat(offer.arms.map((arm, k) => number(middleOf(ofArm(worlds, k, key))))))),
  h('p', { class: 'small' }, w('hours_note'))];
}

/* What the team that keeps fewer groups does better, from the same worlds; said plainly where nothing was found. */
function betterWords(worlds) {
  const middle = (k, what) => Math.round(middleOf(ofArm(worlds, k, what)));
  const k = middleOf(ofArm(worlds, 0, 'count')) > middleOf(ofArm(worlds, 1, 'count')) ? 1 : 0;
  const found = [];
  if (middle(k, 'people') > middle(1 - k, 'people'))
    found.push(w('better_people', { n: middle(k, 'people'), other: middle(1 - k, 'people') }));
  if (middle(k, 'given') < middle(1 - k, 'given'))
    found.push(w('better_hours', { n: middle(k, 'given'), other: middle(1 - k, 'given') }));
  return [h('h2', {}, w('better', { team: teamName(k) })),
    h('ul', {}, (found.length ? found : [w('better_none')]).map(words => h('li', {}, words)))];
}

/* What a stage shows below the pictures, and the button to the next one. */
function worldStage(worlds, again) {
  const next = key => h('p', { class: 'go' }, h('button', { type: 'button', class: 'main', onclick: () => {
    state.stage++;
    keep();
    again();
  } }, w(key)));
  if (state.stage === 1)
    return [h('p', {}, w('worlds_lines'), ' ', w('worlds_apart')), next('pile')];
  if (state.stage === 2)
    return [h('p', {}, w('worlds_heap')), next('find_middle'), worldTable(worlds)];
  return [h('p', {}, w('worlds_middle'), ' ', h('strong', {}, oddsWords(worlds))), worldTable(worlds), hoursTable(worlds),
    betterWords(worlds), h('p', { class: 'go' },
      h('button', { type: 'button', class: 'main', onclick: () => goTo(3) }, w('worlds_go')))];
}

function stepWorlds(main) {
  const pictures = h('div', {}), below = h('div', { class: 'below' }), done = h('p', { class: 'small' });
  const means = h('p', {}, w(state.kind + '_means'));
  let worlds = [], turn = 0;
  const draw = all => {
    pictures.replaceChildren(worldPictures(worlds, all));
    done.textContent = w('worlds_done', { done: worlds.length, n: offer.worlds });
  };
  const drawAll = () => {
    draw(true);
    below.replaceChildren.apply(below, worldStage(worlds, () => {
      drawAll();
      say(pictures.textContent + ' ' + below.querySelector('p').textContent);
      below.querySelector('button').focus();
    }).reduce((all, part) => all.concat(part), []));
  };
  const load = () => {
    const mine = ++turn;
    const wanted = () => mine === turn && main.isConnected;
    return askWorlds(offer.start_code, state.kind, some => {
      worlds = some;
      if (!still() || some.length === offer.worlds)
        draw(false);
    }, wanted).then(all => { if (all) drawAll(); }).catch(fault => showFault(main, fault));
  };
  fill(main, {}, [
    h('h1', { tabindex: '-1' }, w('step_worlds', { n: offer.worlds })),
    h('p', {}, w('worlds_intro', { n: offer.worlds })),
    choices('kind', w('kinds'), KINDS.map(kind => ({ value: kind, label: w('kind_' + kind) })), state.kind, kind => {
      state.kind = kind;
      keep();
      means.textContent = w(kind + '_means');
      load();
    }), means, done, pictures, below,
  ]);
  return load();
}
