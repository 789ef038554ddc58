/* class_us.js: whose story this is: questions to talk about, a sheet to print, and the page for the teacher. */

const QUESTIONS = ['missing', 'good', 'no'];

function questionBox(key, changed) {
  const id = 'us_' + key;
  return h('p', { class: 'ask' }, h('label', { for: id }, w('us_' + key)),
    h('textarea', { id: id, rows: '3', maxlength: '600', oninput: event => {
      state.answers[key] = event.target.value;
      keep();
      changed();
    } }, state.answers[key] || ''));
}

/* Of whom the study is, and whether they were asked: in the study's own words. */
function communityWords() {
  const of = offer.community;
  return [of.label ? h('p', {}, w('community', { community: of.label })) : null,
    of.asked ? h('p', {}, of.asked) : null];
}

/* How the story and the worlds ended, beside the guess. */
function sheetTable(story, teams) {
  return table(guessQuestion(), [w('team'), w('sheet_guess'), w('step_story'), w('step_worlds', { n: teams[0].length })],
    story.arms.map((arm, k) => [teamName(k), guessOf(k) === null ? w('unsure') : number(guessOf(k)),
      number(arm.end), w('middle_mark', { n: middle(teams[k], 'count') })]));
}

function sheetGroups(arm, k) {
  return table(teamName(k), [w('group'), w('end')], arm.partners.map((group, place) =>
    [groupName(group), w('is_' + standing(arm, place, offer.months))]));
}

/* The questions with what was written; on paper they stand on one page. */
function sheetAnswers() {
  return h('div', { class: 'answers' }, QUESTIONS.map(key => [h('h3', {}, w('us_' + key)),
    (state.answers[key] || '').trim() ? h('p', { class: 'written' }, state.answers[key]) :
      h('div', { class: 'empty' })]));
}

/* What is printed: guess, story, change and code, and what was written; lines to write on where nothing was. */
function sheet(story, teams) {
  const top = topOf(teams), most = highestOf(teams);
  const changes = state.tried.length ? triedTable(w('sheet_change')) :
    [h('h3', {}, w('sheet_change')), h('p', {}, w('sheet_nothing'))];
  return h('section', { class: 'sheet' }, h('h2', {}, w('sheet')),
    h('p', { class: 'by' }, w('sheet_name'), ' ', h('span', { class: 'line' })),
    h('p', {}, w('code'), ' ', h('code', {}, storyCode()), '. ', w('code_means')),
    sheetTable(story, teams),
    h('div', { class: 'two' }, story.arms.map((arm, k) => h('div', {}, sheetGroups(arm, k),
      heapPicture(endsOf(teams[k]), k, top, most, middle(teams[k], 'count'), guessOf(k)), h('p', {}, heapWords(endsOf(teams[k])))))),
    changes, sheetAnswers(),
    h('p', { class: 'small' }, w('model_only')));
}

async function stepUs(main) {
  const story = await waitFor(main, askStory());
  const teams = story && await waitFor(main, worldsNow(offer.code));
  if (!teams)
    return;
  const paper = h('div', {});
  const write = () => refill(paper, sheet(story, teams));
  fill(main, {}, [
    h('h1', { tabindex: '-1' }, w('step_us')), communityWords(),
    h('p', {}, w('us_intro'), ' ', w('us_keep')),
    QUESTIONS.map(key => questionBox(key, write)),
    h('p', { class: 'go' }, h('button', { type: 'button', class: 'main', onclick: () => print() }, w('print')), ' ',
      h('button', { type: 'button', onclick: () => goTo(0) }, w('restart'))),
    paper,
  ]);
  write();
}

/* ---- for the teacher --------------------------------------------------------------------------- */

function codeForm() {
  const fault = h('div', {});
  const input = h('input', { type: 'text', id: 'code', autocomplete: 'off', spellcheck: 'false', value: storyCode() });
  const command = h('code', {}), say_command = () => {
    command.textContent = 'rapport run ' + STUDY.name + ' --code ' + input.value.trim();
  };
  input.addEventListener('input', say_command);
  say_command();
  const go = async event => {
    event.preventDefault();
    refill(fault);
    const code = input.value.trim();
    try {
      await engine.ask('story ' + code + ' ' + state.language);
    } catch (wrong) {
      sayFault(fault, wrong.message);
      input.focus();
      return;
    }
    state.code = code;
    state.story = 1;
    state.reached = Math.max(state.reached, 1);
    goTo(1);
  };
  return h('form', { onsubmit: go }, h('p', { class: 'go' }, h('label', { for: 'code' }, w('code_label')), ' ', input, ' ',
    h('button', {}, w('code_go'))), fault, h('p', {}, w('code_computer'), ' ', command));
}

function assumedList() {
  const of = offer.community;
  const rows = [w('assumed_rules'), w('assumed_numbers'), of.asked, of.numbers, w('assumed_wrong'), w('model_only'),
    offer.outcomes.counted.meaning && w('counted', { meaning: offer.outcomes.counted.meaning })];
  return h('ul', {}, rows.filter(words => words).map(words => h('li', {}, words)));
}

function stepTeacher(main) {
  const open = h('p', {});
  fill(main, {}, [
    h('h1', { tabindex: '-1' }, w('teacher')),
    h('h2', {}, w('assumed')), assumedList(),
    h('h2', {}, w('plan')), h('p', {}, w('plan_where'), ' ', h('code', {}, 'scenarios/teaching')),
    h('p', {}, w('print_help')),
    h('h2', {}, w('codes')), codeForm(),
    h('p', { class: 'go' },
      h('button', { type: 'button', onclick: () => {
        state.reached = STEPS.length - 1;
        keep();
        showFrame();
        open.textContent = w('is_open');
        say(w('is_open'));
      } }, w('open_all')), ' ',
      h('button', { type: 'button', onclick: () => {
        state = Object.assign(emptyState(), { language: state.language });
        keep();
        goTo(0);
      } }, w('forget'))), open,
    h('p', { class: 'go' }, h('button', { type: 'button', class: 'main', onclick: () => goTo(state.step) }, w('teacher_back'))),
  ]);
}
