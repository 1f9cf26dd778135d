import type { Sandbox } from '../sandbox/index.js';
import type { Step } from './runner.js';

/** One thing that happens to a pipeline. */
export interface Scene {
  readonly title: string;
  /** What happens in ClickUp before it. */
  readonly arrange?: () => void;
  readonly step: Step;
  readonly expected: { readonly status: string; readonly exitCode: number; readonly meaning: string };
}

/** A good day, and three bad ones. */
export function scenes(sandbox: Sandbox): readonly Scene[] {
  const common = { 'api-url': sandbox.apiUrl, attempts: '2' };
  return [
    {
      title: '1. The token works and sees the Workspace “Acme”',
      step: { inputs: { ...common, token: sandbox.tokens.valid, workspaces: 'Acme' } },
      expected: { status: 'ok', exitCode: 0, meaning: 'The deploy starts.' },
    },
    {
      title: '2. Someone regenerates the token',
      arrange: () => sandbox.revoke('valid'),
      step: { inputs: { ...common, token: sandbox.tokens.valid, workspaces: 'Acme' } },
      expected: { status: 'token_rejected', exitCode: 1, meaning: 'The pipeline stops before the deploy.' },
    },
    {
      title: '3. The Workspace was never authorized',
      arrange: () => sandbox.restore('valid'),
      step: { inputs: { ...common, token: sandbox.tokens.valid, workspaces: 'Initech' } },
      expected: { status: 'workspace_not_authorized', exitCode: 1, meaning: 'The pipeline stops before the deploy.' },
    },
    {
      title: '4. ClickUp is down, and the workflow says `on-unavailable: warn`',
      step: { inputs: { ...common, token: sandbox.tokens.outage, 'on-unavailable': 'warn' } },
      expected: { status: 'clickup_unavailable', exitCode: 0, meaning: 'The pipeline goes on, with a warning.' },
    },
  ];
}
