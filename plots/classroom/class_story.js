/* class_story.js: one story, month by month for twenty seconds; or at once for who wants no motion. */

const STORY_SECONDS = 20, RECENT = 3;

const storyCode = () => state.code || offer.code;
const askStory = () => engine.ask('story ' + storyCode() + ' ' + state.language);

const clockWords = month => w('time_at', { month: month, year: Math.floor(Math.min(month, offer.months - 1) / 12) + 1 });

/* ---- one team ---------------------------------------------------------------------------------- */

const TOUCH = ['contact_ended', 'contact_began', 'said_yes', 'partnered', 'woke'];

/* How a group stands in a month, as a key of the words: by its ties and by what has happened. It counts as working with the
 * team for six months after the last time, so one that still counts may have lost touch. */
function standing(arm, place, month) {
  const group = arm.partners[place], past = arm.events.filter(event => event.who === place && event.month <= month);
  const happened = kind => past.some(event => event.kind === kind);
  const touch = past.map(event => event.kind).filter(kind => TOUCH.includes(kind)).pop();
  if (group.working[month])
    return touch === 'contact_ended' ? 'fading' : 'working';
  const until = group.shades.filter(shade => shade[0] <= month);
  const shade = until.length ? until[until.length - 1][1] : null;
  if (shade === 0)
    return happened('closed') ? 'closed' : 'ended';
  if (shade === null)
    return happened('said_no') ? 'refused' : 'unasked';
  return shade === 2 || until.some(before => before[1] === 2) || happened('dormant_before') ? 'quiet' : 'meeting';
}

/* One event in words, its group by the name that it has here. */
function eventRow(event, arm) {
  const group = arm.partners[event.who];
  return h('li', {}, h('span', { class: 'when' }, clockWords(event.month)), ' ',
    w('list_joint', { a: group ? groupName(group) : w('the_team'), b: event.words }), '.');
}

/* Row of one group: name, a bar that fills, and how it stands. Returns how to show a month. */
function groupRow(arm, group, place) {
  const bar = h('span', { class: 'full' }), trust = h('span', { class: 'unseen' }), stands = h('td', {});
  const name = h('th', { scope: 'row' }), row = h('tr', {}, name,
    h('td', {}, h('span', { class: 'bar' }, bar), trust), stands);
  const show = month => {
    const level = group.trust[month], key = standing(arm, place, month), known = level !== null;
    name.textContent = groupName(group);
    bar.style.inlineSize = known ? Math.round(100 * level) + '%' : '0';
    trust.textContent = known ? w('trust_of', { n: Math.round(100 * level) }) : w('trust_none');
    stands.textContent = w('is_' + key);
    row.className = 'is-' + key;
  };
  return { row: row, show: show };
}

/* A coin while there is money. */
function coin() {
  const drawn = svg('svg', { class: 'coin', viewBox: '0 0 32 32', width: 28, height: 28, 'aria-hidden': 'true' },
    svg('circle', { cx: 16, cy: 16, r: 14 }), svg('circle', { class: 'face', cx: 16, cy: 16, r: 8 }));
  const words = h('span', {});
  const show = (arm, month) => {
    drawn.classList.toggle('spent', arm.money[month] <= 0);
    words.textContent = w(arm.money[month] > 0 ? 'money_lasts' : arm.granted[month] > 0 ? 'money_gone' : 'money_soon');
  };
  return { row: h('p', { class: 'money' }, drawn, ' ', words), show: show };
}

/* Everything of one team that moves. */
function storyPanel(arm, k) {
  const rows = arm.partners.map((group, place) => groupRow(arm, group, place)), money = coin();
  const told = arm.events.filter(event => !event.small);
  const count = h('p', { class: 'count' }), recent = h('ol', { class: 'recent' });
  const show = month => {
    rows.forEach(row => row.show(month));
    money.show(arm, month);
    count.textContent = w('work_now', { n: arm.count[month] });
    many.textContent = w('groups', { n: arm.count[month] });
    const past = told.filter(event => event.month <= month).slice(-RECENT);
    refill(recent, past.length ? past.map(event => eventRow(event, arm)) : h('li', {}, w('nothing_yet')));
  };
  const all = h('ol', { class: 'all' }), name = () =>
    refill(all, told.map(event => eventRow(event, arm)));
  name();
  const tally = h('span', { class: 'tally', 'aria-hidden': 'true' }, mark(k), ' ', teamName(k), ': ');
  const many = h('strong', {});
  tally.append(many);
  const panel = h('section', { class: 'panel way' + k }, teamHead('h2', k), money.row, count,
    h('table', { class: 'groups' }, h('caption', { class: 'unseen' }, teamName(k)),
      h('thead', {}, h('tr', {}, ['group', 'trust', 'now'].map(key => h('th', { scope: 'col' }, w(key))))),
      h('tbody', {}, rows.map(row => row.row))),
    arm.others ? h('p', { class: 'small' }, w('others', { n: arm.others }), ' ', w('sought_more')) : null,
    h('h3', {}, w('what_happened')), recent,
    h('details', {}, h('summary', {}, w('all_happened')), all));
  return { panel: panel, tally: tally, show: show, name: name };
}

/* Groups to be named: those of both teams, each once. */
function renameGroups(story, changed) {
  const all = new Map();
  story.arms.forEach(arm => arm.partners.forEach(group => all.set(group.key, group)));
  return h('details', { class: 'rename' }, h('summary', {}, w('rename')), h('p', {}, w('rename_hint')),
    h('ul', {}, Array.from(all.values()).map(group => h('li', {}, h('label', {}, ownName(group), ' ',
      h('input', { type: 'text', maxlength: '40', autocomplete: 'off', value: state.names[group.key] || '',
        onchange: event => {
          state.names[group.key] = event.target.value.trim();
          keep();
          changed();
        } }))))));
}

/* ---- the clock --------------------------------------------------------------------------------- */

/* A button, a slider, and how far it is. Calls `show` with each month, and `ended` with the last. */
function storyClock(seen, show, ended) {
  const last = offer.months;
  let at = seen || still() ? last : 0, timer = 0, before = 0;
  const slider = h('input', { type: 'range', min: '0', max: String(last), step: '1', 'aria-label': w('month') });
  const reads = h('span', { class: 'reads' });
  const button = h('button', { type: 'button', class: 'main' });
  const toEnd = h('button', { type: 'button' }, w('to_end'));
  function draw() {
    const month = Math.min(last, Math.floor(at));
    slider.value = String(month);
    slider.setAttribute('aria-valuetext', clockWords(month));
    reads.textContent = clockWords(month);
    button.textContent = w(timer ? 'pause' : at >= last ? 'again' : at > 0 ? 'play' : 'play_first');
    show(month);
    if (month === last)
      ended();
  }
  function stop() {
    cancelAnimationFrame(timer);
    timer = 0;
  }
  function tick(time) {
    const month = Math.floor(at);
    if (!slider.isConnected)
      return stop();
    at = Math.min(last, at + Math.min(time - (before || time), 250) / 1000 * last / STORY_SECONDS);
    before = time;
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
  function move(to) {
    stop();
    at = to;
    draw();
  }
  button.addEventListener('click', () => timer ? move(at) : start());
  toEnd.addEventListener('click', () => move(last));
  slider.addEventListener('input', () => move(Number(slider.value)));
  const row = h('div', { class: 'clock' }, still() ? null : button, slider, reads, toEnd);
  return { row: row, draw: draw };
}

/* ---- the step ---------------------------------------------------------------------------------- */

/* Another story of the same two teams: the next of the worlds. */
async function anotherStory() {
  const next = state.story % offer.worlds + 1;
  const answer = await engine.ask('worlds ' + [offer.code, offer.guesses ? 'both' : 'luck', next, 1].join(' '));
  state.code = answer.arms[0].worlds[0].code;
  state.story = next;
  keep();
  showStep();
}

function storyEnd(story) {
  return h('div', { class: 'end' }, story.arms.map((arm, k) => h('p', {}, mark(k), ' ',
    w('list_joint', { a: teamName(k), b: saidOf('story', k, arm.end) }))), h('p', {}, w('one_story')));
}

/* What a listener or a doubter wants to know of the two pictures. */
const storyNotes = () => [h('h2', {}, w('good_to_know')), h('ul', {}, ['works_means', 'a_choice', 'no_reason', 'same_luck'].map(key =>
  h('li', {}, w(key))))];

async function stepStory(main) {
  const story = await waitFor(main, askStory());
  if (!story)
    return;
  const panels = story.arms.map(storyPanel), end = h('div', {}), code = storyCode(), seen = state.seen[code];
  const clock = storyClock(seen, month => panels.forEach(panel => panel.show(month)), () => {
    if (end.firstChild)
      return;
    end.append(storyEnd(story));
    if (!seen && !still())
      say(end.textContent);
    state.seen[code] = true;
    keep();
  });
  fill(main, {}, [
    h('h1', { tabindex: '-1' }, state.story > 1 ? w('story_number', { n: state.story }) : w('step_story')),
    h('p', {}, w('story_intro', { time: duration(offer.months) })),
    renameGroups(story, () => {
      panels.forEach(panel => panel.name());
      clock.draw();
    }),
    fill(clock.row, {}, [panels.map(panel => panel.tally)]), end,
    h('div', { class: 'two' }, panels.map(panel => panel.panel)),
    storyNotes(),
    h('p', { class: 'go' },
      h('button', { type: 'button', class: 'main', onclick: () => goTo(2) }, w('story_go', { n: offer.worlds })), ' ',
      h('button', { type: 'button', onclick: anotherStory }, w('story_more'))),
  ]);
  clock.draw();
}
