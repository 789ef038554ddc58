// ask.js PAGE REQUEST...: what the engine in a class's page answers, as its worker gets it.
const fs = require('fs'), zlib = require('zlib');
const [page, ...requests] = process.argv.slice(2);
const html = fs.readFileSync(page, 'utf8');
const part = (id) => html.match(new RegExp('<script[^>]* id="' + id + '">([^]*?)</script>'))[1];
const study = JSON.parse(part('study'));
const open = new Function(study.loader + '; return rapportEngine;')();
open(zlib.gunzipSync(Buffer.from(part('engine'), 'base64')), study.text).then((engine) => {
  for (const request of requests)
    process.stdout.write(engine.text(request));
}, (fault) => {
  process.stderr.write(fault.message + '\n');
  process.exit(1);
});
