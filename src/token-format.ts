import type { TokenKind } from './types.js';

/** Formats of published tokens. ClickUp documents none, so another format causes a warning and not an error. */
const USUAL_FORMATS = { personal: /^pk_\d{5,12}_[A-Z0-9]{32}$/, oauth: /^\d+_[A-Za-z0-9]{20,}$/ } as const;

const STORE_TOKEN =
  'Store a ClickUp token in this place: a personal token (ClickUp: avatar → Settings → Apps) or an OAuth access token.';
const COPY_AGAIN = 'Copy the whole token from ClickUp (avatar → Settings → Apps) again, and store only the token.';

/** `problem` completes the sentence "The token is invalid: …". */
type Rule = readonly [matches: (text: string) => boolean, problem: string, remedy: string];

const like =
  (pattern: RegExp) =>
  (text: string): boolean =>
    pattern.test(text);

/** Texts with which no request can succeed. The first match is reported. Each pattern takes linear time. */
const RULES: readonly Rule[] = [
  [
    (text) => text.includes('${{'),
    'it contains an unexpanded GitHub Actions expression (a dollar sign and braces)',
    'Write the expression in the workflow file, where GitHub expands it: `token: ${{ secrets.CLICKUP_API_TOKEN }}`.',
  ],
  [
    like(/^(?:\$\{?(?:env[:.])?[A-Za-z_]\w*(?::?[-=?+][^}]*)?\}?|\$\(.*|%\w+%|\{\{.*|\[\[.*|#\{.*)$/s),
    'it is a reference to a variable that was not expanded',
    'Expand the variable before you pass it: use double quotes instead of single quotes in a shell, or write the token itself.',
  ],
  [
    like(/\*{3}|^[•●∗]+$/),
    'it is masked: it consists of asterisks, as logs and settings pages show secrets',
    COPY_AGAIN,
  ],
  [
    like(/^\{|^\[/),
    'it is JSON or another structured text, not only the token',
    'Extract the token from the text, for example with `jq -r`, and pass only the token.',
  ],
  [isAssignment, 'it contains the name of the variable before the token', 'Store only the text after the name.'],
  [
    like(/^\d{5,}$/),
    'it consists of digits only, so it is probably a Workspace ID',
    'Pass the Workspace ID as a required Workspace, and a ClickUp token as the token.',
  ],
  [
    like(/^(?:gh[pousr]_|github_pat_)/),
    'it is a GitHub token',
    'Pass the ClickUp token. In GitHub Actions, it is usually the secret CLICKUP_API_TOKEN.',
  ],
  [
    like(/^(?:glpat-|xox[a-z]-|sk-|npm_|hvs\.|AKIA[A-Z0-9]{12}|AIza|dop_v1_|dckr_pat_|lin_api_|ATATT|figd_|secret_)/),
    'it is a token of another service',
    STORE_TOKEN,
  ],
  [
    isEncodedToken,
    'it is a token in Base64 encoding',
    'Decode it first, for example with `base64 --decode`, and pass the result.',
  ],
  [like(/^basic\s+\S/i), 'it is an authorization header of another type (Basic)', STORE_TOKEN],
  [like(/^pk_(?:\d*_?)?$|(?:\.{3}|…)$/), 'it is incomplete', COPY_AGAIN],
  [
    like(/^(?:https?|op|vault|arn|file|ssm|gcp|azure):|^@Microsoft\.KeyVault|^(?:~|\.{1,2})?\/(?:[\w.-]+\/)+[\w.-]+$/i),
    'it is the address of a secret or of a file, not the secret itself',
    'Read the token from this address first, and pass only the token.',
  ],
  [
    like(/^(?:secrets|vars|env|inputs|steps|var|local|data|process\.env)\.[A-Za-z_][\w.-]*$/),
    'it is a reference to a secret or a variable, without the syntax that expands it',
    'Write the reference in the syntax of the tool that expands it, for example `${{ secrets.CLICKUP_API_TOKEN }}`.',
  ],
  [
    like(
      /^(?:null|undefined|none|nil|true|false|nan|\[object object\]|changeme|change_me|todo|redacted|placeholder|<.*>|x{3,16})$/i,
    ),
    'it is a placeholder, not a token',
    STORE_TOKEN,
  ],
  [
    like(/^(?:your|my|the|insert|enter|paste)[-_ ].*(?:token|key|secret)(?:[-_ ]here)?$/i),
    'it is a placeholder, not a token',
    STORE_TOKEN,
  ],
  [
    like(/^(?=[A-Z_]*(?:TOKEN|KEY|SECRET|CLICKUP))[A-Z]+(?:_[A-Z]+)+$/),
    'it is the name of a variable, not its value',
    'Pass the value of the variable. In a shell, write a dollar sign before the name.',
  ],
];

/** Why no request with the text can succeed, or undefined. Quotes no part of the text. */
export function recognizeOther(text: string): string | undefined {
  // No rule matches a usual token, and compiling their expressions takes a millisecond.
  if (Object.values(USUAL_FORMATS).some((format) => format.test(text))) return undefined;
  return RULES.find(([matches]) => matches(text))?.[1];
}

/** What to do about a problem of {@link recognizeOther}. */
export function remedyOf(problem: string): string | undefined {
  return RULES.find((rule) => rule[1] === problem)?.[2];
}

/** Whether the text is a line like `NAME=token`, `export NAME=token` or `name: token`. Base64 can end with `=`. */
function isAssignment(text: string): boolean {
  const line = text.replace(/^(?:export|setx?|-)\s+|^\$env:/i, '');
  const end = line.search(/[=:]/);
  const name = line
    .slice(0, Math.max(0, end))
    .trim()
    .replace(/^["']|["']$/g, '');
  if (!/^[\w.-]+$/.test(name) || !/^\s*[^=\s]/.test(line.slice(end + 1))) return false;
  return /^[A-Z][A-Z0-9_.-]{2,}$/.test(name) || /token|clickup|secret|api[_-]?key/i.test(name);
}

function isEncodedToken(text: string): boolean {
  if (!/^[\w+/-]{24,}={0,2}$/.test(text)) return false;
  const decoded = Buffer.from(text, 'base64').toString('latin1');
  return /^(?:(?:authorization:\s*)?bearer\s+)?["']?(?:pk_\d+_[A-Z0-9]|\d{5,}_[A-Za-z0-9]{20})/i.test(decoded);
}

/** Notes on a token that ClickUp may accept in spite of its format. */
export function formatWarnings(text: string, kind: TokenKind): string[] {
  if (USUAL_FORMATS[kind].test(text)) return [];
  const guess = GUESSES.find(([pattern]) => pattern.test(text))?.[1];
  const unusual = `The token does not have the usual format of a ClickUp ${kind} token.`;
  return [guess === undefined ? unusual : `${unusual} ${guess}`];
}

const GUESSES: readonly (readonly [RegExp, string])[] = [
  [/^(?:pk_\d+_|\d{5,}_)\w{0,31}$/i, 'It looks incomplete: copy the whole token again.'],
  [/^(?:k_|_)\d+_[A-Za-z0-9]{20,}$/, 'Its beginning looks cut off: copy the whole token again.'],
  [/^pk_\d+_\w{33,}$/, 'It looks too long: copy only the token.'],
  [
    /^[A-Z0-9]{32,64}$/,
    'It looks like the client ID or the client secret of an OAuth app: pass an access token instead.',
  ],
  [
    /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/,
    'It looks like a token of another sign-in, for example of an MCP server: ClickUp rejects these.',
  ],
];

/** Whether a text has the usual format of a token of any user, in any case, and must therefore not be shown. */
export function looksLikeToken(text: string): boolean {
  const trimmed = text.trim();
  return /^pk_\d{5,12}_[a-z0-9]{20,64}$/i.test(trimmed) || USUAL_FORMATS.oauth.test(trimmed);
}
