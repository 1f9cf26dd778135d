import { explain, type Explanation, type Failure } from '../src/index.js';
import { inputName } from './inputs.js';
import type { Origin } from './origin.js';
import { plain } from './plain.js';

/** The four parts of a failure's story, fit to be printed in a log. */
export type Words = Explanation;

/** The core's words, with this Action's names of inputs and the places of GitHub where things are mended. */
export function explainToWorkflow(failure: Failure, origin: Origin | undefined): Words {
  const words = { ...explain({ ...failure, input: inputName(failure.input) }), ...inGitHub(failure, origin) };
  return {
    title: plain(words.title),
    happened: plain(words.happened),
    cause: plain(words.cause),
    remedy: plain(words.remedy),
  };
}

/** What GitHub knows better than the core. */
function inGitHub(failure: Failure, origin: Origin | undefined): Partial<Words> {
  if (failure.reason === 'token_missing') return origin === undefined ? FORGOTTEN : withheld(origin);
  if (failure.reason === 'token_rejected') {
    return {
      remedy:
        'Make a new token in ClickUp (avatar → Settings → Apps → API Token) and replace the secret: ' +
        'Settings → Secrets and variables → Actions.',
    };
  }
  return {};
}

const FORGOTTEN: Partial<Words> = {
  cause:
    'The secret does not exist, its name is spelled differently, or it belongs to an environment that the job does not name.',
  remedy:
    'Store the token as the secret CLICKUP_API_TOKEN and pass it: `token: ${{ secrets.CLICKUP_API_TOKEN }}`. ' +
    'A secret of an environment needs `environment:` on the job.',
};

function withheld(origin: Origin): Partial<Words> {
  const elsewhere =
    origin === 'Dependabot'
      ? 'Store it among the Dependabot secrets too'
      : 'Check the token in a run of your own branch';
  return {
    cause: `This run comes from ${origin}, and GitHub gives it no secrets.`,
    remedy: `${elsewhere}, or set \`on-missing-token: skip\` to let such runs pass.`,
  };
}
