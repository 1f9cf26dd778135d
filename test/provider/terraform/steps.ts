import type { Sandbox } from '../../../sandbox/index.js';
import type { Folder, Ran } from './harness.js';

/** The result of a command that fails because of a revoked token. */
export const REJECTED = { exitCode: 1, words: expect.stringContaining('ClickUp rejected the token') };

/** Lists the resources in the state. */
export async function created(folder: Folder): Promise<string[]> {
  const { stdout } = await folder.terraform(['state', 'list']);
  return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('data.'));
}

/** Saves a plan, revokes the token `valid`, and applies the plan. */
export async function applyAfterRevocation(sandbox: Sandbox, folder: Folder, ...options: string[]): Promise<Ran> {
  await folder.succeed(['plan', '-out=saved.tfplan', ...options]);
  sandbox.revoke('valid');
  return folder.terraform(['apply', 'saved.tfplan']);
}

export async function deploy(folder: Folder): Promise<void> {
  await folder.succeed(['apply', '-auto-approve']);
}
