// browser.mjs: a page in headless Chromium, driven through the pipe of its DevTools protocol; node alone is needed.
//
//   const browser = await start();                          // the program `chromium`, or what CHROMIUM names
//   const page = await browser.open('/folder/report.html', { width: 390, height: 844 });
//   await page.evaluate((a, b) => document.title + a + b, 'x', 1);   // a function with its arguments, in the page
//   await page.press('Tab'); page.requests; (await page.print()).sheets; await page.askAxe();
//   await page.close(); await browser.end();
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const KEYS = { Tab: 9, Enter: 13, ' ': 32, Escape: 27, ArrowRight: 39 };
const PATIENCE = 60000; // milliseconds for one answer: machines are shared

// Messages end with a zero byte; answers bear the number of what they answer, events the session of their page.
class Wire {
  constructor(child) {
    this.out = child.stdio[3];
    this.waiting = new Map();
    this.listeners = new Set();
    this.last = 0;
    let rest = '';
    child.stdio[4].setEncoding('utf8').on('data', (text) => {
      const parts = (rest + text).split('\0');
      rest = parts.pop();
      parts.forEach((part) => this.take(JSON.parse(part)));
    });
    child.on('exit', () => this.waiting.forEach(({ fail }) => fail(new Error('the browser has ended'))));
    this.out.on('error', () => {}); // told by its end
  }
  take(message) {
    const asked = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (!asked) this.listeners.forEach((listener) => listener(message));
    else if (message.error) asked.fail(new Error(`${asked.method}: ${message.error.message}`));
    else asked.done(message.result);
  }
  send(method, params = {}, sessionId = undefined) {
    const id = ++this.last;
    this.out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return this.within(method, new Promise((done, fail) => this.waiting.set(id, { done, fail, method })));
  }
  event(method, sessionId) {
    return this.within(method, new Promise((done) => {
      const listener = (message) => {
        if (message.method !== method || message.sessionId !== sessionId) return;
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
}

// In a page: what axe finds against rules with these tags, a line for each rule.
async function findings(tags) {
  const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ; ').slice(0, 300)}`);
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

class Page {
  constructor(wire, targetId, session) {
    Object.assign(this, { wire, targetId, session, requests: [] });
    wire.listeners.add((this.listener = (message) => {
      if (message.sessionId === session && message.method === 'Network.requestWillBeSent')
        this.requests.push(message.params.request.url);
    }));
  }
  send(method, params) { return this.wire.send(method, params, this.session); }

  async resize(width, height) {
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  }
  async go(url) {
    const loaded = this.wire.event('Page.loadEventFired', this.session);
    const { errorText } = await this.send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
  }
  async evaluate(what, ...given) {
    const expression = typeof what === 'string' ? what : `(${what})(...${JSON.stringify(given)})`;
    const answer = await this.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text);
    return answer.result.value;
  }
  async press(key, modifiers = 0) {
    const event = { key, code: key === ' ' ? 'Space' : key, windowsVirtualKeyCode: KEYS[key], modifiers };
    const text = key === 'Enter' ? '\r' : key === ' ' ? ' ' : undefined;
    await this.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', text, ...event });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }
  // As it prints on paper: a PDF, and of how many sheets.
  async print(paper = {}) {
    const { data } = await this.send('Page.printToPDF', { preferCSSPageSize: true, ...paper });
    const pdf = Buffer.from(data, 'base64');
    return { pdf, sheets: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length };
  }
  // What axe finds, where its script was run in the page.
  askAxe() { return this.evaluate(findings, TAGS); }
  async close() {
    this.wire.listeners.delete(this.listener);
    await this.wire.send('Target.closeTarget', { targetId: this.targetId });
  }
}

export async function start() {
  const folder = mkdtempSync(join(tmpdir(), 'browser-'));
  const child = spawn(process.env.CHROMIUM ?? 'chromium',
    ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
      '--disable-background-networking', `--user-data-dir=${folder}`, '--remote-debugging-pipe', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: folder } });
  const ended = new Promise((done) => child.on('exit', done).on('error', done));
  const wire = new Wire(child);
  return {
    // A file, or an address; scripts of the page run unless `scripts` is false.
    async open(file, { width = 1280, height = 800, scripts = true } = {}) {
      const { targetId } = await wire.send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await wire.send('Target.attachToTarget', { targetId, flatten: true });
      const page = new Page(wire, targetId, sessionId);
      await page.send('Page.enable');
      await page.send('Network.enable');
      await page.send('Emulation.setScriptExecutionDisabled', { value: !scripts });
      await page.resize(width, height);
      await page.go(/^[a-z]+:/.test(file) ? file : pathToFileURL(resolve(file)).href);
      return page;
    },
    async end() {
      wire.send('Browser.close').catch(() => {});
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
