import { accessSync, appendFileSync, constants } from 'node:fs';
import { EOL } from 'node:os';
import type { Environment } from '../src/integration.js';
import { html } from './escape.js';
import type { Core } from './toolkit.js';
import type { Verdict } from './verdict.js';

/** GitHub limits a summary to 1 MiB. */
const MAX_ROWS = 50;

const HEADINGS = {
  pass: '✅ ClickUp credential works',
  skip: '⏭️ ClickUp credential not checked',
  warn: '⚠️ ClickUp credential not checked',
  fail: '❌ ClickUp credential check failed',
} as const;

/**
 * Appends to the job summary. If its file is missing or cannot be written, the verdict does not change. The summary of
 * `@actions/core` would load `fs/promises` and wait for it, which takes over 3 % of a run (docs/decisions/0002-action-bundle.md).
 */
export function writeSummary(core: Core, env: Environment, verdict: Verdict): void {
  const file = env['GITHUB_STEP_SUMMARY'] ?? '';
  try {
    // Appending alone would create a file that no runner reads.
    accessSync(file, constants.W_OK);
    appendFileSync(file, render(verdict) + EOL);
  } catch {
    core.info('No job summary was written: the runner gives no file for it.');
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
      `<p>${html(explanation.happened)}</p>`,
      `<p><strong>Likely cause:</strong> ${html(explanation.cause)}<br><strong>What to do:</strong> ${html(explanation.remedy)}</p>`,
    );
  }
  parts.push(...renderWorkspaces(verdict));
  const left = verdict.known.rateLimit?.remaining;
  if (left !== undefined) parts.push(`<p>Requests left in this minute: ${left}</p>`);
  return parts.join('\n');
}

function renderWorkspaces({ workspaces, requiredCount }: Verdict): string[] {
  if (workspaces.length === 0) return [];
  const rows = workspaces.slice(0, MAX_ROWS).map(({ id, name, role, memberCount }) => {
    const cells = [html(name), `<code>${html(id)}</code>`, role ?? '', memberCount ?? ''];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const rest = workspaces.length - MAX_ROWS;
  return [
    `<table><tr><th>${requiredCount > 0 ? 'Required Workspace' : 'Workspace'}</th><th>Id</th><th>Role</th><th>Members</th></tr>`,
    ...rows,
    '</table>',
    ...(rest > 0 ? [`<p>and ${rest} more</p>`] : []),
  ];
}
