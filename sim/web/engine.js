// engine.js: the engine in a page or in node. Nothing is asked of the system but memory.
//
//     const engine = await rapportEngine(bytes, study); // of rapport.wasm, and a packed text; an Error says what is wrong
//     engine.ask('story 331-1-1-L fr');                 // an object; {error: '...'} where it cannot be done
async function rapportEngine(bytes, study) {
  const nothing = () => 0;
  const system = { fd_write: nothing, fd_read: nothing, fd_close: nothing, fd_seek: nothing,
    proc_exit: (code) => { throw new Error('the engine ended with ' + code); } };
  const { instance } = await WebAssembly.instantiate(bytes, {
    env: { emscripten_notify_memory_growth: nothing }, wasi_snapshot_preview1: system });
  const c = instance.exports;
  c._initialize();
  const memory = () => new Uint8Array(c.memory.buffer);
  const put = (text) => {
    const utf8 = new TextEncoder().encode(text), room = c.rap_web_room(utf8.length);
    if (!room) throw new Error('out of memory');
    memory().set(utf8, room);
  };
  const said = () => {
    const at = c.rap_web_text();
    return new TextDecoder().decode(memory().subarray(at, at + c.rap_web_length()));
  };
  put(study);
  if (c.rap_web_open()) throw new Error(said());
  return {
    text(request) { put(request); c.rap_web_answer(); return said(); },
    ask(request) { return JSON.parse(this.text(request)); },
  };
}
if (typeof module !== 'undefined') module.exports = rapportEngine;
