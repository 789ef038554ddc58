/* class_story.js: one story, month by month for twenty seconds; or at once for who wants no motion. */

const STORY_SECONDS = 20, RECENT = 3;

const storyCode = () => state.code || offer.start_code;
const askStory = () => engine.ask('story ' + storyCode() + ' ' + state.language);

function clockWords(month) {
  return w('time_at', { year: Math.floor(month / 12) + 1, month: month % 12 + 1 });
}

const lastMonth = story => story.arms[offer.arms[0].name].count_line.length - 1;

/* One event in words, its group by the name that it has here. */
function eventWords(event, groups) {
  const group = groups.find(g => g.key === event.partner);
  return group ? w('list_joint', { a: groupName(group), b: event.words }) : event.words;
}

const eventRow = (event, groups) =>
  h('li', {}, h('span', { class: 'when' }, clockWords(event.month)), ' ', eventWords(event, groups));

/* Row of one group: name, a bar that fills, and how it stands. Returns how to show a month. */
function groupRow(story, group) {
  const bar = h('span', { class: 'full' }), trust = h('span', { class: 'unseen' });
  const stands = h('td', { class: 'stands' });
  const row = h('tr', {}, h('th', { scope: 'row' }, groupName(group)),
    h('td', {}, h('span', { class: 'bar' }, bar), trust), stands);
  const show = month => {
    const level = group.trust[month], now = story.states[group.state[month]];
    const known = level !== null && level !== undefined;
    bar.style.inlineSize = known ? Math.round(100 * level) + '%' : '0';
    trust.textContent = known ? w('trust_of', { n: Math.round(100 * level) }) : '\u2013';
    stands.textContent = now.label;
    row.className = 'is-' + now.key;
  };
  return { row: row, show: show };
}

/* A coin while there is money. */
function coin() {
  const drawn = svg('svg', { class: 'coin', viewBox: '0 0 32 32', width: 28, height: 28, 'aria-hidden': 'true' },
    svg('circle', { cx: 16, cy: 16, r: 14 }), svg('text', { x: 16, y: 22, 'text-anchor': 'middle' }, '$'));
  const words = h('span', {});
  return {
    row: h('p', { class: 'money' }, drawn, ' ', words),
    show: has => {
      drawn.classList.toggle('spent', !has);
      words.textContent = w(has ? 'money_lasts' : 'money_gone');
    },
  };
}

/* Everything of one team that moves. */
function storyPanel(story, k) {
  const arm = story.arms[offer.arms[k].name], groups = arm.partners;
  const rows = groups.map(g => groupRow(story, g)), money = coin();
  const count = h('p', { class: 'count' }), recent = h('ol', { class: 'recent' });
  const show = month => {
    rows.forEach(r => r.show(month));
    money.show(arm.money[month] > 0);
    count.textContent = w('of', { n: arm.count_line[month], of: offer.of });
    const past = arm.events.filter(e => e.month <= month).slice(-RECENT);
    recent.replaceChildren.apply(recent, past.length ? past.map(e => eventRow(e, groups)) :
      [h('li', {}, w('nothing_yet'))]);
  };
  const panel = h('section', { class: 'panel way' + k }, teamHead('h2', k), money.row, count,
    h('table', { class: 'groups' }, h('caption', { class: 'unseen' }, teamName(k)),
      h('thead', {}, h('tr', {}, ['group', 'trust', 'now'].map(key => h('th', { scope: 'col' }, w(key))))),
      h('tbody', {}, rows.map(r => r.row))),
    h('h3', {}, w('what_happened')), recent,
    h('details', {}, h('summary', {}, w('all_happened')),
      h('ol', { class: 'all' }, arm.events.map(e => eventRow(e, groups)))));
  return { panel: panel, show: show };
}

/* Groups to be named: those of both teams, each once. */
function storyGroups(story) {
  const all = new Map();
  for (const arm of offer.arms)
    for (const group of story.arms[arm.name].partners)
      all.set(group.key, group);
  return Array.from(all.values());
}

function renameGroups(story, changed) {
  return h('details', { class: 'rename' }, h('summary', {}, w('rename')), h('p', {}, w('rename_hint')),
    h('ul', {}, storyGroups(story).map(group => h('li', {}, h('label', {}, group.label, ' ',
      h('input', { type: 'text', maxlength: '40', autocomplete: 'off', value: state.names[group.key] || '',
        onchange: event => {
          state.names[group.key] = event.target.value.trim();
          keep();
          changed();
        } }))))));
}

/* The clock: a button, a slider, and how far it is. Calls `show` with each month, and `ended` after the last. */
function storyClock(last, seen, show, ended) {
  let at = seen || still() ? last : 0, timer = 0, before = 0;
  const slider = h('input', { type: 'range', min: '0', max: String(last), step: '1', 'aria-label': w('month') });
  const reads = h('output', { class: 'reads' });
  const button = h('button', { type: 'button', class: 'main' });
  const toEnd = h('button', { type: 'button' }, w('to_end'));
  function draw() {
    const month = Math.min(last, Math.floor(at));
    slider.value = String(month);
    slider.setAttribute('aria-valuetext', clockWords(month));
    reads.textContent = clockWords(month);
    show(month);
    button.textContent = w(timer ? 'pause' : at >= last ? 'again' : 'play');
    if (month === last)
      ended();
  }
  function stop() {
    cancelAnimationFrame(timer);
    timer = 0;
  }
  function tick(time) {
    if (!slider.isConnected)
      return stop();
    const passed = Math.min(time - (before || time), 250) / 1000, month = Math.floor(at);
    before = time;
    at = Math.min(last, at + passed * last / STORY_SECONDS);
    timer = at < last ? requestAnimationFrame(tick) : 0;
    if (Math.floor(at) !== month || !timer)
      draw();
  }
  function start() {
    at = at >= last ? 0 : at;
    before = 0;
    timer = requestAnimationFrame(tick);
    draw();
  }
  const move = to => {
    stop();
    at = to;
    draw();
  };
  button.addEventListener('click', () => timer ? (stop(), draw()) : start());
  toEnd.addEventListener('click', () => move(last));
  slider.addEventListener('input', () => move(Number(slider.value)));
  const row = h('div', { class: 'clock' }, still() ? null : button, slider, reads, toEnd);
  return { row: row, draw: draw, begin: () => at < last ? start() : draw() };
}

/* Another story of the same two teams: the next of the worlds. */
async function anotherStory() {
  const next = state.story % offer.worlds;
  const answer = await engine.ask('worlds ' + [offer.start_code, 'both', next, 1].join(' '));
  state.code = answer.worlds[0].code;
  state.story = next + 1;
  keep();
  showStep();
}

function storyEnd(story) {
  return h('div', { class: 'end' }, offer.arms.map((arm, k) => h('p', {}, mark(k), ' ', h('strong', {}, teamName(k)), ' ',
    saidOf(k, story.arms[arm.name].count))), h('p', {}, w('one_story')));
}

async function stepStory(main) {
  const story = await waitFor(main, askStory());
  if (!story)
    return;
  const seen = state.seen[storyCode()], last = lastMonth(story);
  const panels = offer.arms.map((arm, k) => storyPanel(story, k));
  const end = h('div', {});
  const clock = storyClock(last, seen, month => panels.forEach(p => p.show(month)), () => {
    if (end.firstChild)
      return;
    end.append(storyEnd(story));
    if (!state.seen[storyCode()])
      say(end.textContent);
    state.seen[storyCode()] = true;
    keep();
  });
  fill(main, {}, [
    h('h1', { tabindex: '-1' }, w('step_story'), state.story > 1 ? ' ' + w('story_number', { n: state.story }) : ''),
    h('p', {}, w('story_intro', { time: duration(offer.months) })),
    clock.row, end,
    h('div', { class: 'two' }, panels.map(p => p.panel)),
    renameGroups(story, showStep),
    h('p', { class: 'go' },
      h('button', { type: 'button', class: 'main', onclick: () => goTo(2) }, w('story_go', { n: offer.worlds })), ' ',
      h('button', { type: 'button', onclick: anotherStory }, w('story_more'))),
  ]);
  clock.begin();
}
