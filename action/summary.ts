import { accessSync, appendFileSync, constants } from 'node:fs';
import { EOL } from 'node:os';
import type { Environment } from '../src/integration.js';
import { html, prose } from './escape.js';
import type { Core } from './toolkit.js';
import type { Verdict } from './verdict.js';

/** Maximum number of Workspaces in the table, because GitHub limits a job summary to 1 MiB. */
const MAX_ROWS = 50;

const HEADINGS = {
  pass: '✅ ClickUp check passed',
  skip: '⏭️ ClickUp check skipped',
  warn: '⚠️ ClickUp check did not complete',
  fail: '❌ ClickUp check failed',
} as const;

/**
 * Appends to the job summary. The summary of `@actions/core` would load `fs/promises` and wait for it, which takes over
 * 3 % of a run (docs/decisions/0002-action-bundle.md).
 */
export function writeSummary(core: Core, env: Environment, verdict: Verdict): void {
  const file = env['GITHUB_STEP_SUMMARY'] ?? '';
  try {
    // appendFileSync() would create a missing file, which no runner reads.
    accessSync(file, constants.W_OK);
    appendFileSync(file, render(verdict) + EOL);
  } catch {
    core.info('No job summary was written, because GITHUB_STEP_SUMMARY does not name a writable file.');
  }
}

function render(verdict: Verdict): string {
  const { explanation } = verdict;
  const parts = [`<h3>${HEADINGS[verdict.outcome]}</h3>`];
  if (explanation === undefined) {
    parts.push(`<p>${html(verdict.message)}</p>`);
  } else {
    parts.push(
      `<p><strong>${html(explanation.title)}</strong> (<code>${verdict.status}</code>)</p>`,
      `<p>${prose(explanation.happened)}</p>`,
      `<p><strong>Likely cause:</strong> ${prose(explanation.cause)}<br><strong>What to do:</strong> ${prose(explanation.remedy)}</p>`,
    );
  }
  parts.push(...renderWorkspaces(verdict));
  const remaining = verdict.known.rateLimit?.remaining;
  if (remaining !== undefined) parts.push(`<p>Requests left in this minute: ${remaining}</p>`);
  return parts.join('\n');
}

function renderWorkspaces({ workspaces }: Verdict): string[] {
  if (workspaces.length === 0) return [];
  const rows = workspaces.slice(0, MAX_ROWS).map(({ id, name, role, memberCount }) => {
    const cells = [html(name), `<code>${html(id)}</code>`, role ?? '', memberCount ?? ''];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const rest = workspaces.length - MAX_ROWS;
  return [
    '<table><tr><th>Authorized Workspace</th><th>ID</th><th>Role</th><th>Members</th></tr>',
    ...rows,
    '</table>',
    ...(rest > 0 ? [`<p>and ${rest} more</p>`] : []),
  ];
}
