// A bundle of its own, so that the other commands do not read it (docs/decisions/0006-command-line.md).
export { checkAll } from './check-all.js';
export { parseEntries } from './credential-entries.js';
export { withRequirements } from './merge-requirements.js';
export { toJunit, toSarif } from './report-files.js';
