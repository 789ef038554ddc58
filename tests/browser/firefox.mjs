// firefox.mjs: a page in headless Firefox, as browser.mjs has one in Chromium, driven by WebDriver BiDi; npm's `ws` carries it.
// What that protocol cannot ask of a page yet (scripts off, less motion) a setting of the browser asks: each kind of page has
// a Firefox of its own, begun when it is first asked for. None has a net: what is asked of it goes to a proxy that is not there,
// for what is asked in Firefox's own offline state is not told.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Wire, askAxe, called, paper } from './wire.mjs';

const modules = new URL('../../build/browser/', import.meta.url); // where tests/run.sh puts them
const WebSocket = createRequire(modules)('ws');

const KEYS = { Tab: '\uE004', Enter: '\uE007', ' ': ' ', Escape: '\uE00C', ArrowRight: '\uE014' };
const SHIFT = '\uE008', A4 = [210 / 25.4, 297 / 25.4], CM = 2.54; // inches
const NO_NET = { 'network.proxy.type': 1, 'network.proxy.http': '"127.0.0.1"', 'network.proxy.http_port': 9,
  'network.proxy.ssl': '"127.0.0.1"', 'network.proxy.ssl_port': 9, 'network.proxy.allow_hijacking_localhost': true };
const EVENTS = ['network.beforeRequestSent', 'log.entryAdded', 'browsingContext.load'];

class Page {
  constructor(wire, context) {
    Object.assign(this, { wire, context, requests: [], complaints: [] });
    wire.listeners.add((this.listener = ({ method, params }) => {
      if ((params?.context ?? params?.source?.context) !== context) return;
      if (method === 'network.beforeRequestSent') this.requests.push(params.request.url);
      if (method === 'log.entryAdded') this.complaints.push(params.text);
    }));
  }
  send(method, params) { return this.wire.send(method, { context: this.context, ...params }); }

  async resize(width, height) { await this.send('browsingContext.setViewport', { viewport: { width, height } }); }
  async go(url) { await this.send('browsingContext.navigate', { url, wait: 'complete' }); }
  async evaluate(what, ...given) {
    const text = typeof what === 'string', call = called(what, given);
    // where scripts are off no promise is kept
    const expression = text ? call : `((x) => x instanceof Promise ? x.then((y) => JSON.stringify(y)) : JSON.stringify(x))(${call})`;
    const answer = await this.wire.send('script.evaluate', { expression, target: { context: this.context }, awaitPromise: true });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text);
    const { value } = answer.result; // of a text's expression, what is no list and no object
    return text || value === undefined ? value : JSON.parse(value);
  }
  async press(key, modifiers = 0) {
    const down = (value) => ({ type: 'keyDown', value }), up = (value) => ({ type: 'keyUp', value });
    const press = [down(KEYS[key]), up(KEYS[key])];
    await this.send('input.performActions', { actions: [{ type: 'key', id: 'keys', actions: modifiers ? [down(SHIFT), ...press, up(SHIFT)] : press }] });
  }
  async print({ paperWidth = A4[0], paperHeight = A4[1] } = {}) {
    const { data } = await this.send('browsingContext.print', { background: true, page: { width: paperWidth * CM, height: paperHeight * CM } });
    return paper(data);
  }
  askAxe() { return askAxe(this); }
  async close() {
    this.wire.listeners.delete(this.listener);
    await this.send('browsingContext.close');
  }
}

// The address that Firefox says it listens at.
const address = (child) => new Promise((done, fail) => {
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    const found = (said += text).match(/WebDriver BiDi listening on (ws:\S+)/);
    if (found) done(`${found[1]}/session`);
  });
  child.on('exit', () => fail(new Error(`Firefox has ended: ${said}`))).on('error', fail);
});

async function startOne(settings) {
  const folder = mkdtempSync(join(tmpdir(), 'firefox-'));
  writeFileSync(join(folder, 'user.js'), Object.entries({ ...NO_NET, ...settings }).map(([name, value]) => `user_pref("${name}", ${value});\n`).join(''));
  const child = spawn(process.env.FIREFOX ?? 'firefox-esr',
    ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port', '0', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: folder } });
  const ended = new Promise((done) => child.on('exit', done).on('error', done));
  const socket = new WebSocket(await address(child));
  const wire = new Wire((text) => socket.send(text));
  await new Promise((done, fail) => socket.on('open', done).on('error', fail));
  socket.on('message', (data) => wire.take(data.toString())).on('close', () => wire.ended());
  await wire.send('session.new', { capabilities: {} });
  await wire.send('session.subscribe', { events: EVENTS });
  return {
    wire,
    async end() {
      wire.send('browser.close').catch(() => {});
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export async function start() {
  const kinds = new Map();
  const kind = async (settings) => {
    const key = JSON.stringify(settings);
    if (!kinds.has(key)) kinds.set(key, await startOne(settings));
    return kinds.get(key).wire;
  };
  const asks = (scripts, motion) => kind({ 'javascript.enabled': scripts, 'ui.prefersReducedMotion': motion ? 0 : 1 });
  await asks(true, true);
  return {
    async open(file, { width = 1280, height = 800, scripts = true, motion = true, before = null } = {}) {
      const wire = await asks(scripts, motion);
      const { context } = await wire.send('browsingContext.create', { type: 'tab' });
      const page = new Page(wire, context);
      if (before) await wire.send('script.addPreloadScript', { functionDeclaration: before, contexts: [context] });
      await page.resize(width, height);
      await page.go(/^[a-z]+:/.test(file) ? file : pathToFileURL(resolve(file)).href);
      return page;
    },
    async end() { for (const one of kinds.values()) await one.end(); },
  };
}
