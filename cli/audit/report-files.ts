import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { VERSION } from '../../src/index.js';
import { toSingleLine } from '../../src/integration.js';
import type { AuditRow } from './audit-report.js';

/** Where the credentials come from. */
export interface AuditedFile {
  /** Undefined for standard input, and if there is no file. */
  readonly path: string | undefined;
  readonly cwd: string;
}

/** A JUnit report, which GitLab and Jenkins display: a test case for each credential. */
export function toJunit(rows: readonly AuditRow[], { path }: AuditedFile): string {
  const counts = `tests="${rows.length}" failures="${rows.filter((row) => row.explanation).length}" errors="0" skipped="0"`;
  const cases = rows.map(({ name, line, status, explanation }) => {
    const place = path === undefined || line === undefined ? '' : ` file="${xml(path)}" line="${line}"`;
    const start = `<testcase classname="clickup-auth" name="${xml(name)}"${place}`;
    if (explanation === undefined) return `${start}/>`;
    const { title, happened, cause, remedy } = explanation;
    const text = xml(happened) + `\nLikely cause: ${xml(cause)}\nWhat to do: ${xml(remedy)}`;
    return `${start}><failure type="${status}" message="${xml(title)}">${text}</failure></testcase>`;
  });
  const suite = `name="clickup-auth audit" ${counts}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${suite}>\n<testsuite ${suite}>\n${cases.join('\n')}\n</testsuite>\n</testsuites>\n`;
}

/** XML permits no control characters and not U+FFFE and U+FFFF, even if they are escaped. */
function xml(text: string): string {
  return toSingleLine(text).replace(/[<>&"\ufffe\uffff]/g, (found) =>
    found > '\ufffd' ? '\ufffd' : `&#${found.charCodeAt(0)};`,
  );
}

/** A SARIF report, which GitHub and other code hosts display: a rule for each reason, a result for each failure. */
export function toSarif(rows: readonly AuditRow[], { path, cwd }: AuditedFile): string {
  // GitHub rejects the whole report if a result has no file.
  const uri = path === undefined ? 'clickup-auth' : relativeUri(path, cwd);
  const failed = rows.flatMap((row) => (row.explanation ? [{ ...row, explanation: row.explanation }] : []));
  const rules = [...new Set(failed.map(({ status }) => status))].map((id) => {
    const description = { text: `ClickUp token: ${id.replaceAll('_', ' ')}` };
    const help = { text: 'The message of each result states the likely cause and what to do.' };
    return { id, shortDescription: description, fullDescription: description, help };
  });
  const results = failed.map(({ name, line, status, exitCode, explanation }) => {
    const { title, happened, cause, remedy } = explanation;
    const text = `${toSingleLine(name)}: ${title}. ${happened} Likely cause: ${cause} What to do: ${remedy}`;
    return {
      ruleId: status,
      level: exitCode === 3 ? 'warning' : 'error',
      // SARIF has links in brackets.
      message: { text: text.replace(/[\\[\]]/g, '\\$&') },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri }, region: { startLine: line ?? 1 } },
          logicalLocations: [{ name: toSingleLine(name), kind: 'variable' }],
        },
      ],
    };
  });
  const driver = { name: 'clickup-auth', version: VERSION, rules };
  const $schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  return `${JSON.stringify({ $schema, version: '2.1.0', runs: [{ tool: { driver }, results }] })}\n`;
}

/** Code hosts require a path relative to the repository. */
function relativeUri(path: string, cwd: string): string {
  const base = `${pathToFileURL(cwd).href}/`;
  const { href } = pathToFileURL(resolve(cwd, path));
  return href.startsWith(base) ? href.slice(base.length) : href;
}
