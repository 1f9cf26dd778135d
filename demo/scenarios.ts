import type { Sandbox } from '../sandbox/index.js';
import type { Step } from './runner.js';

/** One situation that a pipeline can meet, with the result that the demo expects. */
export interface Scenario {
  readonly title: string;
  /** Changes the sandbox before the step runs. */
  readonly arrange?: () => void;
  readonly step: Step;
  readonly expected: { readonly status: string; readonly exitCode: number; readonly meaning: string };
}

/** A check that passes, and four that fail. */
export function createScenarios(sandbox: Sandbox): readonly Scenario[] {
  const { apiUrl, tokens } = sandbox;
  const inputs = { 'api-url': apiUrl, attempts: '2', token: tokens.valid, workspaces: 'Acme' };
  return [
    {
      title: '1. The token has access to the Workspace "Acme"',
      step: { inputs },
      expected: { status: 'ok', exitCode: 0, meaning: 'The deploy starts.' },
    },
    {
      title: '2. The token was regenerated in ClickUp',
      arrange: () => sandbox.revoke('valid'),
      step: { inputs },
      expected: { status: 'token_rejected', exitCode: 1, meaning: 'The pipeline stops before the deploy.' },
    },
    {
      title: '3. The token is valid, but the Workspace is not authorized',
      arrange: () => sandbox.restore('valid'),
      step: { inputs: { ...inputs, workspaces: 'Initech' } },
      expected: { status: 'workspace_not_authorized', exitCode: 1, meaning: 'The pipeline stops before the deploy.' },
    },
    {
      title: "4. The token's user may only read the List that the deploy edits",
      step: { inputs: { ...inputs, token: tokens.reader, lists: '901100000001: edit' } },
      expected: { status: 'permission_insufficient', exitCode: 1, meaning: 'The pipeline stops before the deploy.' },
    },
    {
      title: '5. ClickUp is down, and the workflow sets `on-unavailable: warn`',
      step: { inputs: { ...inputs, token: tokens.outage, 'on-unavailable': 'warn' } },
      expected: { status: 'clickup_unavailable', exitCode: 0, meaning: 'The pipeline continues with a warning.' },
    },
  ];
}
