/** Time limit for matching. A few hundred names take microseconds. */
const LIMIT_MS = 1000;
const PROBE_LENGTH = 64;

/** Why a pattern is invalid, as the predicate of a sentence about it. */
export interface PatternError {
  readonly problem: string;
}

const TOO_SLOW: PatternError = {
  problem: 'can run too long on some names, because it nests repetitions like `(a+)+`',
};

/**
 * Parses a pattern for names in JavaScript syntax with the `u` flag, after an optional `(?i)`. JavaScript backtracks,
 * unlike the RE2 patterns of Terraform's functions, so `(a+)+$` can run practically forever. Such a pattern is rejected
 * here if a probe detects it; otherwise `matchNames` stops it.
 */
export function parseNamePattern(text: string, limitMs = LIMIT_MS): RegExp | PatternError {
  const ignoresCase = text.startsWith('(?i)');
  let pattern: RegExp;
  try {
    pattern = new RegExp(ignoresCase ? text.slice('(?i)'.length) : text, ignoresCase ? 'iu' : 'u');
  } catch (error) {
    // V8's message quotes the pattern first. Omit it, because it can be a secret.
    const reason = error instanceof Error ? error.message.split(': ').at(-1) : undefined;
    return { problem: `is not a valid JavaScript regular expression: ${reason ?? 'unknown syntax error'}` };
  }
  const probed = matchNames(pattern, probes(text), limitMs);
  return 'problem' in probed ? probed : pattern;
}

/** Tests each name. Runs under node:vm, because a timer cannot interrupt a regular expression, and its timeout can. */
export function matchNames(pattern: RegExp, names: readonly string[], limitMs = LIMIT_MS): boolean[] | PatternError {
  const { runInNewContext } = process.getBuiltinModule('node:vm');
  try {
    const matches: unknown = runInNewContext(
      'names.map((name) => pattern.test(name))',
      { pattern, names },
      { timeout: limitMs },
    );
    return Array.isArray(matches) ? matches.map((one) => one === true) : TOO_SLOW;
  } catch (error) {
    // `instanceof Error` is false for an error of the other context.
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? TOO_SLOW : { problem: 'is too large' };
  }
}

/** Repeats each character of the pattern, and samples of character classes. The NUL at the end forces backtracking. */
function probes(pattern: string): readonly string[] {
  const characters = new Set(`${pattern.slice(0, 200)}aA0 _-`);
  return [...characters].map((character) => `${character.repeat(PROBE_LENGTH)}\u0000`);
}
