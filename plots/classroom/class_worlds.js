/* class_worlds.js: the same years many times: thin lines, then a heap of dots, then the middle.
 *
 * `teams` is what askWorlds brings: for each team its worlds. */

const KINDS = ['luck', 'guesses', 'both'];
const endsOf = worlds => worlds.map(world => world.count);
const middle = (worlds, what) => middleOf(worlds.map(world => world[what]));

/* Without uncertain numbers in the study there is luck alone. */
const kindNow = () => offer.guesses ? state.kind : 'luck';

const topIn = worlds => worlds.reduce((top, world) => Math.max(top, Math.max.apply(null, world.path)), 0);

/* The highest number of groups in any picture: of those that the question names, or more where a world has more. */
function topOf(teams) {
  return Math.max(offer.partners, topIn(teams[0]), topIn(teams[1]));
}

const guessOf = k => {
  const guess = state.guess[offer.arms[k].name];
  return typeof guess === 'number' ? guess : null;
};

/* What the lines show, for who does not see them; and the heap. */
function linesWords(worlds) {
  const ends = endsOf(worlds), least = Math.min.apply(null, ends), most = Math.max.apply(null, ends);
  return w('lines_top', { n: topIn(worlds) }) + ' ' +
    (least === most ? w('lines_meet', { most: most }) : w('lines_show', { least: least, most: most }));
}

function heapWords(ends) {
  const most = mostAlike(ends);
  const highest = Array.from(new Set(ends)).filter(n => ends.filter(end => end === n).length === most).sort((a, b) => a - b);
  return w('heap_shows', { n: highest.length, at: highest.map(n => number(n)).join(', ') });
}

/* The most dots above one number in any heap of these teams. */
const highestOf = teams => Math.max.apply(null, teams.map(worlds => mostAlike(endsOf(worlds))));

function worldPictures(teams, stage) {
  const top = topOf(teams), most = highestOf(teams);
  return h('div', { class: 'two' }, teams.map((worlds, k) => {
    const ends = endsOf(worlds), half = stage > 2 ? middleOf(ends) : null;
    return h('figure', { class: 'way' + k }, h('figcaption', {}, teamHead('h2', k)),
      linesPicture(worlds, k, top),
      stage > 1 ? heapPicture(ends, k, top, most, half, guessOf(k)) : null,
      h('p', {}, linesWords(worlds), stage > 1 ? ' ' + heapWords(ends) : '', half === null ? '' : ' ' + saidOf('worlds', k, half)));
  }));
}

function worldTable(teams) {
  const rows = teams[0].map((world, i) => [number(i + 1)].concat(teams.map(worlds => number(worlds[i].count))));
  rows.push([w('mean')].concat(teams.map(worlds => number(meanOf(endsOf(worlds)), 2))));
  return numbersOf(w('groups_axis'), [w('world')].concat(teams.map((worlds, k) => teamName(k))), rows);
}

/* Which team keeps fewer groups in the middle. */
const behindIn = teams => middle(teams[0], 'count') > middle(teams[1], 'count') ? 1 : 0;

/* In how many worlds the team with more in the middle is ahead. */
function oddsWords(teams) {
  const a = behindIn(teams), b = 1 - a;
  const times = teams[b].filter((world, i) => world.count > teams[a][i].count).length;
  return w('odds', { times: times, n: teams[a].length, a: teamName(a), b: teamName(b) });
}

const MEASURES = ['gave', 'got', 'reached'];

function hoursTable(teams) {
  return table(w('hours'), [w('in_middle')].concat(teams.map((worlds, k) => teamName(k))), MEASURES.map(key =>
    [w(key)].concat(teams.map(worlds => number(middle(worlds, key))))));
}

/* What the team that keeps fewer groups does better, from the same worlds; said plainly where nothing was found. */
function betterWords(teams) {
  const a = behindIn(teams), b = 1 - a, found = [];
  const both = what => ({ n: Math.round(middle(teams[a], what)), other: Math.round(middle(teams[b], what)) });
  const people = both('reached'), hours = both('gave');
  if (people.n > people.other)
    found.push(w('better_people', people));
  if (hours.n < hours.other)
    found.push(w('better_hours', hours));
  return [h('h2', {}, w('better', { team: teamName(a) })),
    h('ul', {}, (found.length ? found : [w('better_none')]).map(words => h('li', {}, words)))];
}

/* Why a team can have more groups than it means to work with. */
function overWords(teams) {
  const over = teams.findIndex((worlds, k) => offer.arms[k].sought > 0 && topIn(worlds) > offer.arms[k].sought);
  return over < 0 ? null : h('p', {}, w('works_means'), ' ', w('over', { n: offer.arms[over].sought }));
}

/* What a stage shows below the pictures, and the button to the next one. */
function worldStage(teams, again) {
  const next = key => h('p', { class: 'go' }, h('button', { type: 'button', class: 'main', onclick: () => {
    state.stage++;
    keep();
    again();
  } }, w(key)));
  if (state.stage === 1)
    return [h('p', {}, w('worlds_lines'), ' ', w('worlds_apart')), overWords(teams), next('pile')];
  if (state.stage === 2)
    return [h('p', {}, w('worlds_heap')), next('find_middle'), worldTable(teams)];
  const between = teams.some(worlds => !endsOf(worlds).includes(middle(worlds, 'count')));
  return [h('p', {}, w('worlds_middle'), between ? ' ' + w('between') : ''), h('p', { class: 'lead' }, oddsWords(teams)), worldTable(teams),
    hoursTable(teams), betterWords(teams), h('p', { class: 'go' },
      h('button', { type: 'button', class: 'main', onclick: () => goTo(3) }, w('worlds_go')))];
}

/* The worlds of the kind that is chosen, as they come; `settled` shows what stands below once all are there. */
function worldLoader(main, pictures, done, settled) {
  let turn = 0;
  return () => {
    const mine = ++turn;
    const wanted = () => mine === turn && main.isConnected;
    const show = teams => {
      done.textContent = w('worlds_done', { done: teams[0].length, n: offer.worlds });
      if (!still() || teams[0].length === offer.worlds)
        refill(pictures, worldPictures(teams, 1));
    };
    return askWorlds(offer.code, kindNow(), show, wanted).then(teams => teams && settled(teams))
      .catch(fault => showFault(main, fault));
  };
}

function stepWorlds(main) {
  const pictures = h('div', {}), below = h('div', { class: 'below' }), done = h('p', { class: 'small' });
  const means = h('p', {}), explain = () => { means.textContent = w(kindNow() + '_means', { n: offer.worlds }); };
  const settled = teams => {
    refill(pictures, worldPictures(teams, state.stage));
    refill(below, worldStage(teams, () => {
      settled(teams);
      say(Array.from(pictures.querySelectorAll('figure > p'), (p, k) => w('list_joint', { a: teamName(k), b: p.textContent }))
        .concat(below.querySelector('p').textContent).join(' '));
      below.querySelector('button').focus();
    }));
  };
  const load = worldLoader(main, pictures, done, settled);
  fill(main, {}, [
    h('h1', { tabindex: '-1' }, w('step_worlds', { n: offer.worlds })),
    h('p', {}, w('worlds_intro', { n: offer.worlds, time: duration(offer.months) })),
    offer.guesses ? choices('kind', w('kinds'), KINDS.map(kind => ({ value: kind, label: w('kind_' + kind) })),
      state.kind, kind => {
        state.kind = kind;
        keep();
        explain();
        load();
      }) : null, means, done, pictures, below,
  ]);
  explain();
  return load();
}
