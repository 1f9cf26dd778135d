// Preloaded into measured processes: writes the peak of the resident memory, in bytes, to descriptor 3 at exit. Where
// another program starts them, and hands on no descriptor, PEAK_FILE gets a line of each.
const { appendFileSync, writeSync } = require('node:fs');

process.on('exit', () => {
  const bytes = String(process.resourceUsage().maxRSS * 1024);
  if (process.env.PEAK_FILE) appendFileSync(process.env.PEAK_FILE, `${bytes}\n`);
  else writeSync(3, bytes);
});
