import { parseToken, type Token } from '../src/index.js';
import type { Environment } from '../src/integration.js';
import { secretOf, TOKEN_VARIABLE } from '../src/integration.js';
import type { Core } from './toolkit.js';

/** Default of the input `token` in action.yml: distinguishes an input that is not set from one that is empty. */
const NOT_SET = `env:${TOKEN_VARIABLE}`;

export interface TokenInput {
  readonly text: string;
  /** Undefined if the text is not a token. */
  readonly token: Token | undefined;
  /** The input or variable. */
  readonly name: string;
  /** Where the token comes from, for example "the input `token`". */
  readonly source: string;
  /** What the workflow should change, without any part of the token. */
  readonly warnings: readonly string[];
}

/**
 * Masks the token as given and normalized, and returns the text to parse. Each form has its own mask, because the runner
 * masks only complete values and lines.
 */
export function readToken(core: Core, env: Environment): TokenInput {
  const isSet = env['INPUT_TOKEN'] !== undefined && env['INPUT_TOKEN'].trim() !== NOT_SET;
  const input = candidate('token', isSet ? core.getInput('token', { trimWhitespace: false }) : '');
  const variable = candidate(TOKEN_VARIABLE, env[TOKEN_VARIABLE]);
  const forms = [input, variable].flatMap(({ text, normalized }) => [text, normalized]);
  // The runner warns about an empty mask.
  for (const form of new Set(forms)) if (form !== '') core.setSecret(form);
  const used = input.text === '' && variable.text !== '' ? variable : input;
  const isFallback = used === variable;
  const source = isFallback ? `the environment variable \`${TOKEN_VARIABLE}\`` : 'the input `token`';
  const warnings: string[] = [];
  if (isFallback && isSet) {
    warnings.push(
      `The input \`token\` is empty, so the check uses the token in \`${TOKEN_VARIABLE}\`, which can be a different one. ` +
        `Pass a secret that exists, or remove the line \`token:\` to use \`${TOKEN_VARIABLE}\`.`,
    );
  }
  const removed = describeRemoved(used);
  if (removed !== '') {
    warnings.push(
      `The check removed ${removed} from the token in ${source}. Other steps receive the value as it is stored, ` +
        'which ClickUp rejects. Store only the token.',
    );
  }
  return { text: used.text, token: used.token, name: used.name, source, warnings };
}

/** A text that can be the token, parsed once. */
interface Candidate {
  readonly name: string;
  readonly pasted: string;
  /** Without white space at both ends. */
  readonly text: string;
  readonly token: Token | undefined;
  /** The token as it is sent to ClickUp: without quotes or `Bearer`. Empty if the text is not a token. */
  readonly normalized: string;
}

function candidate(name: string, pasted = ''): Candidate {
  const text = pasted.trim();
  const token = text === '' ? undefined : parse(text);
  return { name, pasted, text, token, normalized: token === undefined ? '' : secretOf(token).reveal() };
}

function parse(text: string): Token | undefined {
  try {
    return parseToken(text);
  } catch {
    return undefined;
  }
}

/** Kinds of text that are copied along with a token. */
const EXTRAS: readonly (readonly [RegExp, string])[] = [
  [/[\r\n]/, 'a line break'],
  [/[^\S\r\n]/, 'whitespace'],
  [/["'`]/, 'quotes'],
  [/authorization:/i, '`Authorization:`'],
  [/bearer/i, '`Bearer`'],
];

/** What was removed from the token, or an empty text. Not what follows a prefix, which is part of the prefix. */
function describeRemoved({ pasted, normalized }: Candidate): string {
  if (normalized === '' || normalized === pasted) return '';
  const start = pasted.indexOf(normalized);
  const removed = pasted.slice(0, start) + pasted.slice(start + normalized.length);
  const outside = removed.replaceAll(/(bearer|authorization:)[^\S\r\n]+/gi, '$1');
  const found = EXTRAS.filter(([pattern]) => pattern.test(outside)).map(([, kind]) => kind);
  return found.length > 1 ? `${found.slice(0, -1).join(', ')} and ${found.at(-1)}` : found.join('');
}
