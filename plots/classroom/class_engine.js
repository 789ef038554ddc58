/* class_engine.js: the model in a worker. ask(text) promises the answer to a request as an object.
 *
 * A question already answered is not asked again: the same request has the same answer, always. Faults are Errors whose
 * message is for readers. */

const engine = { ask: null };
let offer = null; /* what the study offers: the answer to the first request */

/* What runs in the worker, beside the loader that the file carries. */
function workerMain() {
  let model = null;
  const done = (id, more) => self.postMessage(Object.assign({ id: id }, more));
  self.onmessage = async message => {
    const m = message.data;
    try {
      if (m.bytes)
        model = await self.rapportEngine(m.bytes, m.text);
      done(m.id, { answer: m.bytes ? {} : await model.ask(m.request) });
    } catch (fault) {
      done(m.id, { fault: String(fault && fault.message || fault) });
    }
  };
}

/* The bytes of what the file holds as base64 of gzip. */
async function unpacked(base64) {
  const packed = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
  const stream = new DecompressionStream('gzip'), writer = stream.writable.getWriter();
  writer.write(packed); /* WebKit can not pipe a blob of a local file */
  writer.close();
  return new Uint8Array(await new Response(stream.readable).arrayBuffer());
}

function startWorker() {
  const code = STUDY.loader + '\n;(' + workerMain + ')();';
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  const waiting = {};
  let asked = 0;
  worker.onmessage = message => {
    const m = message.data, one = waiting[m.id];
    delete waiting[m.id];
    m.fault === undefined ? one.resolve(m.answer) : one.reject(new Error(m.fault));
  };
  worker.onerror = event => {
    event.preventDefault();
    for (const id of Object.keys(waiting))
      waiting[id].reject(event.message ? new Error(event.message) : new Unfit(w('no_model')));
  };
  return (message, moved) => new Promise((resolve, reject) => {
    const id = ++asked;
    waiting[id] = { resolve: resolve, reject: reject };
    worker.postMessage(Object.assign({ id: id }, message), moved || []);
  });
}

/* Two faults that are told in other words than those of a model that has stopped: a browser that can not, in the page's own
 * words, and a study that does not work, in the words of the program. */
class Unfit extends Error {}
class Broken extends Error {}

async function startEngine() {
  if (typeof WebAssembly !== 'object' || typeof Worker !== 'function')
    throw new Unfit(w('no_model'));
  if (typeof DecompressionStream !== 'function')
    throw new Unfit(w('no_unpack'));
  let post;
  try {
    post = startWorker();
  } catch (forbidden) {
    throw new Unfit(w('no_model'));
  }
  const bytes = await unpacked(document.getElementById('engine').textContent.trim());
  const text = new TextDecoder().decode(await unpacked(STUDY.text));
  await post({ bytes: bytes, text: text }, [bytes.buffer]).catch(fault => {
    throw new Broken(fault.message);
  });
  const known = new Map();
  engine.ask = request => {
    if (!known.has(request))
      known.set(request, post({ request: request }).then(answer => {
        if (answer.error)
          throw new Broken(answer.error);
        return answer;
      }));
    return known.get(request);
  };
}

/* All worlds of a code, in small parts so that the page can show how far they are: for each team a list of worlds. `part` is
 * called with those there are. Ends early, with null, where `wanted` says that nobody waits for them any more. */
async function askWorlds(code, kind, part, wanted) {
  const at_once = 5, teams = [[], []];
  for (let from = 1; from <= offer.worlds; from += at_once) {
    const n = Math.min(at_once, offer.worlds + 1 - from);
    const answer = await engine.ask('worlds ' + [code, kind, from, n].join(' '));
    if (!wanted())
      return null;
    teams.forEach((worlds, k) => worlds.push.apply(worlds, answer.arms[k].worlds));
    if (part)
      part(teams);
  }
  return teams;
}
