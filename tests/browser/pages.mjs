// pages.mjs PAGE.html...: how many sheets each prints on, on A4 and on Letter: "PAGE 8 9"; A4 is left as PAGE.pdf.
import { writeFileSync } from 'node:fs';
import { start } from './browser.mjs';

const papers = [[210 / 25.4, 297 / 25.4], [8.5, 11]]; // inches

const browser = await start();
for (const file of process.argv.slice(2)) {
  const page = await browser.open(file), counts = [];
  for (const [paperWidth, paperHeight] of papers) {
    const { pdf, sheets } = await page.print({ paperWidth, paperHeight });
    counts.push(sheets);
    if (counts.length === 1) writeFileSync(file.replace(/\.html$/, '.pdf'), pdf);
  }
  console.log(file.replace(/\.html$/, ''), ...counts);
  await page.close();
}
await browser.end();
