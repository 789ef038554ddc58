// wire.mjs: questions to a browser and their answers, as messages in JSON; what carries them is the browser's own.
// Answers bear the number of what they answer; all else is an event, which listeners get.
import { constants, inflateSync } from 'node:zlib';

const PATIENCE = 60000; // milliseconds for one answer: machines are shared

export class Wire {
  // `put` carries a text to the browser; what comes back is for take().
  constructor(put) {
    Object.assign(this, { put, waiting: new Map(), listeners: new Set(), last: 0 });
  }
  take(text) {
    const message = JSON.parse(text), asked = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (!asked) this.listeners.forEach((listener) => listener(message));
    else if (message.error) asked.fail(new Error(`${asked.method}: ${message.error.message ?? message.message}`));
    else asked.done(message.result);
  }
  send(method, params = {}, sessionId = undefined) {
    const id = ++this.last;
    this.put(JSON.stringify({ id, method, params, sessionId }));
    return this.within(method, new Promise((done, fail) => this.waiting.set(id, { done, fail, method })));
  }
  // The next event of a name that `is` the one; what it says.
  event(method, is) {
    return this.within(method, new Promise((done) => {
      const listener = (message) => {
        if (message.method !== method || !is(message)) return;
        this.listeners.delete(listener);
        done(message.params);
      };
      this.listeners.add(listener);
    }));
  }
  within(what, promise) {
    let clock;
    const late = new Promise((_, fail) => { clock = setTimeout(() => fail(new Error(`${what}: no answer`)), PATIENCE); });
    return Promise.race([promise, late]).finally(() => clearTimeout(clock));
  }
  ended() { this.waiting.forEach(({ fail }) => fail(new Error('the browser has ended'))); }
}

// The expression that calls a function of ours with its arguments in the page; a text is one as it stands.
export const called = (what, given) => typeof what === 'string' ? what : `(${what})(...${JSON.stringify(given)})`;

// In a page: what axe finds against rules with these tags, a line for each rule.
async function findings(tags) {
  const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ; ').slice(0, 300)}`);
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// What axe finds, where its script was run in the page.
export const askAxe = (page) => page.evaluate(findings, TAGS);

// What is packed in a PDF, which may hold its list of pages.
function unpacked(pdf) {
  const parts = [pdf.toString('latin1')];
  for (const { index, 0: head } of parts[0].matchAll(/stream\r?\n/g))
    try {
      parts.push(inflateSync(pdf.subarray(index + head.length), { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1'));
    } catch { /* a picture, or the end of one */ }
  return parts.join('\n');
}

// On how many sheets a PDF is, given in base64.
export function paper(data) {
  const pdf = Buffer.from(data, 'base64');
  return { pdf, sheets: unpacked(pdf).match(/\/Type\s*\/Page\b/g).length };
}
