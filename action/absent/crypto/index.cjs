// Stands in for node:crypto inside @actions/core, which needs nothing of it but a random delimiter for multi-line
// outputs. Loading the module costs every start 3 ms of about 55: docs/decisions/0002-action-bundle.md. The bytes come
// from the system's own generator; where there is no such file, node:crypto is loaded after all.
const { closeSync, openSync, readSync } = require('node:fs');

exports.randomUUID = () => {
  const bytes = Buffer.alloc(16);
  try {
    const file = openSync('/dev/urandom', 'r');
    try {
      if (readSync(file, bytes) !== bytes.length) throw new Error('The system gave too few random bytes.');
    } finally {
      closeSync(file);
    }
  } catch {
    return process.getBuiltinModule('node:crypto').randomUUID();
  }
  return bytes.toString('hex');
};
