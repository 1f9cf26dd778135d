import { accessSync, appendFileSync, constants } from 'node:fs';
import { EOL } from 'node:os';
import type { RequirementResult } from '../src/index.js';
import type { Environment } from '../src/integration.js';
import { MAX_NAME, notesOf } from './annotation.js';
import { html, prose, truncate } from './escape.js';
import { describeFileError } from './outputs.js';
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
export function writeSummary(core: Core, env: Environment, verdict: Verdict, label: string): void {
  const file = env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file === '') {
    // Some runners that are compatible with GitHub's have no job summary.
    core.info('No job summary was written, because GITHUB_STEP_SUMMARY is not set.');
    return;
  }
  try {
    // appendFileSync() would create a missing file, which no runner reads.
    accessSync(file, constants.W_OK);
    appendFileSync(file, render(verdict, label) + EOL);
  } catch (error) {
    core.warning(
      `No job summary was written, because the file of GITHUB_STEP_SUMMARY ${describeFileError(error)}. ` +
        'The check result is not affected. To turn the job summary off, set `summary: false`.',
      { title: 'Job summary was not written' },
    );
  }
}

function render(verdict: Verdict, label: string): string {
  const { explanation } = verdict;
  const parts = [`<h3>${HEADINGS[verdict.outcome]}${label === '' ? '' : `: ${html(label)}`}</h3>`];
  if (explanation === undefined) {
    parts.push(`<p>${html(verdict.message)}</p>`);
  } else {
    parts.push(
      `<p><strong>${html(explanation.title)}</strong> (<code>${verdict.status}</code>)</p>`,
      `<p>${prose(explanation.happened)}</p>`,
      `<p><strong>Likely cause:</strong> ${prose(explanation.cause)}<br><strong>What to do:</strong> ${prose(explanation.remedy)}</p>`,
    );
  }
  // A check that passed lists its warnings as notes too.
  for (const note of notesOf(verdict)) parts.push(`<p>${prose(note)}</p>`);
  parts.push(...renderWorkspaces(verdict), ...renderRequirements(verdict));
  const remaining = verdict.known.rateLimit?.remaining;
  if (remaining !== undefined) parts.push(`<p>Requests left in this minute: ${remaining}</p>`);
  return parts.join('\n');
}

/** The required Workspaces that are not authorized come first, because only they need attention. */
function renderWorkspaces({ missing, workspaces }: Verdict): string[] {
  const rows = [
    ...missing.map((entry) => [name(entry), '', '', '', '❌ not authorized']),
    ...workspaces.map(({ id, name: text, role, memberCount }) => [
      name(text),
      `<code>${html(id)}</code>`,
      role ?? '',
      memberCount ?? '',
      '✅ authorized',
    ]),
  ];
  return rows.length === 0 ? [] : renderTable(['Workspace', 'ID', 'Role', 'Members', 'Access'], rows);
}

function renderTable(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const rest = rows.length - MAX_ROWS;
  return [
    `<table><tr>${headings.map((heading) => `<th>${heading}</th>`).join('')}</tr>`,
    ...rows.slice(0, MAX_ROWS).map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`),
    '</table>',
    ...(rest > 0 ? [`<p>and ${rest} more</p>`] : []),
  ];
}

const KINDS = { workspace: 'Workspace', list: 'List', folder: 'Folder', space: 'Space' } as const;

/** What is required of each item in words, or of the token. */
const SUBJECTS: Readonly<Record<RequirementResult['requirement'], string>> = {
  workspaces: '',
  users: "Token's user",
  tokenKind: 'Kind of token',
  role: 'Role in ',
  onlyRequiredWorkspaces: 'Other Workspaces',
  probeWorkspaces: 'Requests to ',
  lists: '',
  folders: '',
  spaces: '',
};

/** The results of all requirements except those of the table of Workspaces, unmet ones first. */
function renderRequirements({ requirements }: Verdict): string[] {
  const shown = requirements.filter(({ requirement }) => requirement !== 'workspaces');
  if (shown.length === 0) return [];
  const rows = shown
    .toSorted((one, other) => Number(one.isMet) - Number(other.isMet))
    .map(({ requirement, subject, required, found, isMet }) => [
      SUBJECTS[requirement] +
        (subject === undefined
          ? ''
          : `${KINDS[subject.kind]} ${subject.name === undefined ? '' : `${name(subject.name)} `}<code>${html(subject.id)}</code>`),
      (isMinimum(requirement, required) ? 'at least ' : '') + html(truncate(required, MAX_NAME)),
      html(truncate(found, MAX_NAME)),
      isMet ? '✅ met' : '❌ not met',
    ]);
  return renderTable(['Requirement', 'Required', 'Found', 'Result'], rows);
}

/** Whether a higher role or permission meets the requirement too. */
function isMinimum(requirement: RequirementResult['requirement'], required: string): boolean {
  return requirement === 'role' || (requirement === 'lists' && required !== 'access');
}

function name(text: string): string {
  return html(truncate(text, MAX_NAME));
}
