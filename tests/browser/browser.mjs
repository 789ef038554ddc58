// browser.mjs: a page in headless Chromium, driven through the pipe of its DevTools protocol; node alone is needed.
//
//   const browser = await start();                          // the program `chromium`, or what CHROMIUM names
//   const page = await browser.open('/folder/report.html', { width: 390, height: 844 });
//   await page.evaluate((a, b) => document.title + a + b, 'x', 1);   // a function with its arguments, in the page
//   await page.press('Tab'); page.requests; page.complaints; (await page.print()).sheets; await page.askAxe();
//   await page.close(); await browser.end();
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Wire, askAxe, called, paper } from './wire.mjs';

const KEYS = { Tab: 9, Enter: 13, ' ': 32, Escape: 27, ArrowRight: 39 };
const OFFLINE = { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

// Messages end with a zero byte.
function pipeTo(child) {
  const wire = new Wire((text) => child.stdio[3].write(`${text}\0`));
  let rest = '';
  child.stdio[4].setEncoding('utf8').on('data', (text) => {
    const parts = (rest + text).split('\0');
    rest = parts.pop();
    parts.forEach((part) => wire.take(part));
  });
  child.on('exit', () => wire.ended());
  child.stdio[3].on('error', () => {}); // told by its end
  return wire;
}

class Page {
  constructor(wire, targetId, session) {
    Object.assign(this, { wire, targetId, session, requests: [], complaints: [] });
    wire.listeners.add((this.listener = ({ sessionId, method, params }) => {
      if (sessionId !== session) return;
      if (method === 'Network.requestWillBeSent') this.requests.push(params.request.url);
      if (method === 'Log.entryAdded') this.complaints.push(params.entry.text);
      if (method === 'Runtime.exceptionThrown') this.complaints.push(params.exceptionDetails.exception?.description);
    }));
  }
  send(method, params) { return this.wire.send(method, params, this.session); }

  async resize(width, height) {
    await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  }
  async go(url) {
    const loaded = this.wire.event('Page.loadEventFired', ({ sessionId }) => sessionId === this.session);
    const { errorText } = await this.send('Page.navigate', { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
  }
  async evaluate(what, ...given) {
    const answer = await this.send('Runtime.evaluate', { expression: called(what, given), awaitPromise: true, returnByValue: true });
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
  async print(size = {}) {
    const { data } = await this.send('Page.printToPDF', { preferCSSPageSize: true, ...size });
    return paper(data);
  }
  askAxe() { return askAxe(this); }
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
  const wire = pipeTo(child);
  return {
    // A file, or an address; scripts of the page run unless `scripts` is false; without `motion` the page is asked for less of
    // it; `before` is run ahead of the page's scripts; `offline` there is no net.
    async open(file, { width = 1280, height = 800, scripts = true, motion = true, before = null, offline = false } = {}) {
      const { targetId } = await wire.send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await wire.send('Target.attachToTarget', { targetId, flatten: true });
      const page = new Page(wire, targetId, sessionId);
      for (const what of ['Page', 'Network', 'Log', 'Runtime']) await page.send(`${what}.enable`);
      await page.send('Emulation.setScriptExecutionDisabled', { value: !scripts });
      if (!motion) await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }] });
      if (before) await page.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${before})()` });
      if (offline) await page.send('Network.emulateNetworkConditions', OFFLINE);
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
