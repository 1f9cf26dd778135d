// Generates the picture of a failed check in the README: the CLI on a terminal and the Action's job summary, from the real
// output of both for a revoked token of the sandbox.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ansiToSvg from 'ansi-to-svg';
import { build } from 'esbuild';
import { wrapAnsi } from 'fast-wrap-ansi';
import runner from '../../dist/demo/runner.js';
import sandboxModule from '../../dist/sandbox/index.js';
import type { run } from '../../cli/program.ts';
import type { Generator } from './generator.mts';

const COLUMNS = 84;
const WIDTH = 800;
const FONT = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';
const SUMMARY_STYLE =
  'font: 15px/1.5 -apple-system, Segoe UI, Helvetica, Arial, sans-serif; color: #1f2328; margin: 0; padding: 4px 20px';

export const failurePicture: Generator = {
  name: 'Picture of a failed check',
  owns: ['docs/images/*'],
  generate: async () => {
    const sandbox = await sandboxModule.startSandbox();
    try {
      const env = { CLICKUP_API_TOKEN: sandbox.tokens.revoked, CLICKUP_API_URL: sandbox.apiUrl };
      const terminal = await terminalOutput(['check', '--workspace', 'Acme'], env);
      const inputs = { token: sandbox.tokens.revoked, 'api-url': sandbox.apiUrl, workspaces: 'Acme' };
      const { summary } = await runner.runAction({ inputs });
      return new Map([['docs/images/failed-check.svg', picture(terminal, withoutRateLimit(summary))]]);
    } finally {
      await sandbox.close();
    }
  },
};

/** What the CLI prints on a terminal with colors. */
async function terminalOutput(args: readonly string[], env: Record<string, string>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'failure-picture-'));
  try {
    const outfile = join(folder, 'program.cjs');
    await build({ entryPoints: ['cli/program.ts'], bundle: true, platform: 'node', outfile, logLevel: 'error' });
    const program: { run: typeof run } = createRequire(import.meta.url)(outfile);
    let output = `$ clickup-auth ${args.join(' ')}\n`;
    const stream = { isTTY: true, hasColors: () => true, write: (text: string) => (output += text) };
    const signal = new AbortController().signal;
    const context = { env, cwd: folder, home: folder, stdin: process.stdin, stdout: stream, stderr: stream, signal };
    // Not a direct call, because the streams have only the members that the CLI uses.
    await Reflect.apply(program.run, undefined, [args, context]);
    return output;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The remaining requests depend on when the minute began. */
function withoutRateLimit(summary: string): string {
  return summary.replace(/<p>Requests left.*<\/p>/, '');
}

function picture(terminal: string, summary: string): string {
  const lines = wrapAnsi(terminal.trimEnd(), COLUMNS);
  const rendered = ansiToSvg(lines, {
    fontFamily: FONT,
    paddingTop: 12,
    paddingBottom: 12,
    paddingLeft: 16,
    paddingRight: 24,
  });
  const [, boxWidth = '1', boxHeight = '1'] = /viewBox="0, 0, ([\d.]+), ([\d.]+)"/.exec(rendered) ?? [];
  const terminalHeight = Math.ceil((Number(boxHeight) * WIDTH) / Number(boxWidth));
  const summaryTop = terminalHeight + 16;
  const summaryHeight = 252;
  const height = summaryTop + summaryHeight;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">
<title>A failed check on a terminal, and the job summary of the GitHub Action</title>
${rendered.replace('<svg ', `<svg width="${WIDTH}" height="${terminalHeight}" `)}
<rect x="0.5" y="${summaryTop + 0.5}" width="${WIDTH - 1}" height="${summaryHeight - 1}" rx="6" fill="#ffffff" stroke="#d1d9e0"/>
<foreignObject x="0" y="${summaryTop}" width="${WIDTH}" height="${summaryHeight}">
<div xmlns="http://www.w3.org/1999/xhtml" style="${SUMMARY_STYLE}">${summary.replaceAll('<br>', '<br/>').trim()}</div>
</foreignObject>
</svg>
`;
}
