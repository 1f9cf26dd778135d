// Preloaded into measured processes. Writes the peak resident memory in bytes to file descriptor 3 at exit. For processes
// that another program starts without that descriptor, appends it to PEAK_FILE.
const { appendFileSync, writeSync } = require('node:fs');

process.on('exit', () => {
  const bytes = String(process.resourceUsage().maxRSS * 1024);
  if (process.env.PEAK_FILE) appendFileSync(process.env.PEAK_FILE, `${bytes}\n`);
  else writeSync(3, bytes);
});
