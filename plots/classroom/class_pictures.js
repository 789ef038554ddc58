/* class_pictures.js: the lines and the heap of dots, drawn as SVG. Time and numbers run as the language is written. */

const PICTURE = { width: 340, left: 26, right: 10 };

const middleOf = values => {
  const sorted = values.slice().sort((a, b) => a - b), half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};
const meanOf = values => values.reduce((sum, x) => sum + x, 0) / values.length;

/* From a share of the width to a place in the picture. */
function across(share) {
  const inner = PICTURE.width - PICTURE.left - PICTURE.right;
  return rightToLeft() ? PICTURE.width - PICTURE.left - share * inner : PICTURE.left + share * inner;
}

const label = (x, y, words, anchor, more) =>
  svg('text', Object.assign({ x: x, y: y, 'text-anchor': anchor || 'middle' }, more), words);

/* The mark of a team around a point. */
function dot(k, x, y, r) {
  return k ? svg('rect', { class: 'dot1', x: x - r, y: y - r, width: 2 * r, height: 2 * r }) :
    svg('circle', { class: 'dot0', cx: x, cy: y, r: r });
}

/* One thin line a world: how many groups there are, month by month. Lines of the same numbers would hide each other;
 * each is moved by less than a quarter of a group, always the same way for the same world. */
function linesPicture(worlds, k, top) {
  const height = 170, bottom = 30, head = 10, years = offer.months / 12;
  const up = n => height - bottom - (n + 0.25) / (top + 0.5) * (height - bottom - head);
  const picture = svg('svg', { class: 'picture', viewBox: '0 0 ' + PICTURE.width + ' ' + height, 'aria-hidden': 'true' });
  const start = across(0), end = across(1);
  picture.append(svg('path', { class: 'axis', d: 'M' + start + ' ' + head + 'V' + (height - bottom) + 'H' + end }));
  const step = top > 10 ? 5 : top > 4 ? 2 : 1;
  for (let n = 0; n <= top; n += step)
    picture.append(label(start + (rightToLeft() ? 8 : -8), up(n) + 4, number(n), rightToLeft() ? 'start' : 'end', { direction: 'ltr' }));
  const every = years > 6 ? 2 : 1;
  for (let y = 0; y <= years; y += every)
    picture.append(label(across(y / years), height - bottom + 14, number(y)));
  picture.append(label(PICTURE.width / 2, height - 3, w('years_axis')));
  worlds.forEach((world, i) => {
    const moved = ((i * 7) % 11 - 5) / 5 * 0.22;
    const points = world.path.map((n, month) =>
      across(month / offer.months).toFixed(1) + ' ' + up(n + moved).toFixed(1));
    picture.append(svg('path', { class: 'line line' + k, d: 'M' + points.join('L') }));
  });
  return picture;
}

/* How many of some values are alike, at most. */
const mostAlike = values => Math.max.apply(null, values.map(one => values.filter(other => other === one).length));

/* The ends of all worlds, each a dot above its number; later the middle below, and the guess. `most` is of the heaps that stand
 * side by side, so that their grounds are level. */
function heapPicture(values, k, top, most, middle, guess) {
  const size = 7.5, bin = (PICTURE.width - PICTURE.left - PICTURE.right) / (top + 1);
  const wide = Math.max(1, Math.floor((bin - 4) / size)), stacks = new Array(top + 1).fill(0);
  values.forEach(v => { stacks[Math.round(v)]++; });
  const rows = Math.max(5, Math.ceil(most / wide));
  const ground = 12 + rows * size, near = middle !== null && guess !== null && Math.abs(guess - middle) < (top + 1) / 4;
  const height = ground + (middle === null ? 36 : near ? 68 : 53);
  const at = n => across((n + 0.5) / (top + 1));
  const picture = svg('svg', { class: 'picture', viewBox: '0 0 ' + PICTURE.width + ' ' + height, 'aria-hidden': 'true' });
  picture.append(svg('path', { class: 'axis', d: 'M' + across(0) + ' ' + ground + 'H' + across(1) }));
  for (let n = 0; n <= top; n += bin < 18 ? 2 : 1)
    picture.append(label(at(n), ground + 15, number(n)));
  picture.append(label(PICTURE.width / 2, height - 3, w('groups_axis')));
  stacks.forEach((held, n) => {
    for (let i = 0; i < held; i++) {
      const column = i % wide - (Math.min(held, wide) - 1) / 2;
      picture.append(dot(k, at(n) + column * size, ground - 4 - Math.floor(i / wide) * size, 2.9));
    }
  });
  if (middle !== null)
    picture.append(pointer(at(middle), ground + 20, w('middle_mark', { n: middle }), 'middle'));
  if (middle !== null && guess !== null)
    picture.append(pointer(at(guess), ground + 20, w('guess_mark', { n: guess }), 'guess', near));
  return picture;
}

/* A small arrow that points up at a place of the axis, with words; one row lower where another one is near. */
function pointer(x, y, words, kind, lower) {
  const near = Math.min(Math.max(x, 50), PICTURE.width - 50), down = y + (lower ? 15 : 0);
  return svg('g', { class: kind }, svg('path', { d: 'M' + x + ' ' + (y - 2) + 'l-4 6h8z' }),
    label(near, down + 15, words));
}
