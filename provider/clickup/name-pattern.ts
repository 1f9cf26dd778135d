/** Matching some hundred names takes microseconds. What takes this long, in milliseconds, would take forever. */
const LIMIT_MS = 1000;
const PROBE_LENGTH = 64;

/** What is wrong with a pattern, as the rest of "The pattern …". */
export interface Problem {
  readonly problem: string;
}

const TOO_SLOW: Problem = {
  problem: 'can run too long on some names, because it nests repetitions like `(a+)+`',
};

/**
 * Reads a pattern for names: JavaScript's syntax with the flag `u`, after an optional `(?i)`. Unlike the expressions of
 * Terraform's own functions, JavaScript's try every way to match, and `(a+)+$` can outlast the universe. Such a pattern
 * is refused here when it shows itself on a few texts, and by `matchNames` whenever it does.
 */
export function parseNamePattern(text: string, limitMs = LIMIT_MS): RegExp | Problem {
  const anyCase = text.startsWith('(?i)');
  let pattern: RegExp;
  try {
    pattern = new RegExp(anyCase ? text.slice('(?i)'.length) : text, anyCase ? 'iu' : 'u');
  } catch (error) {
    // The engine's own words, without the pattern that they quote first.
    const why = error instanceof Error ? error.message.split(': ').at(-1) : undefined;
    return { problem: `is not a valid JavaScript regular expression: ${why ?? 'it was refused'}` };
  }
  const probed = matchNames(pattern, probes(text), limitMs);
  return 'problem' in probed ? probed : pattern;
}

/**
 * Which of the names match. The engine is interrupted from outside when it takes too long, which a timer of ours can't
 * do: it does not return before it is done.
 */
export function matchNames(
  pattern: RegExp,
  names: readonly string[],
  limitMs = LIMIT_MS,
): readonly boolean[] | Problem {
  const { runInNewContext } = process.getBuiltinModule('node:vm');
  try {
    const matches: unknown = runInNewContext(
      'names.map((name) => pattern.test(name))',
      { pattern, names },
      { timeout: limitMs },
    );
    return Array.isArray(matches) ? matches.map((one) => one === true) : TOO_SLOW;
  } catch (error) {
    // An error of that other context, and so none of this one's class.
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? TOO_SLOW : { problem: 'is too large' };
  }
}

/** Each character of the pattern, and some that classes stand for, again and again, with an end that does not fit. */
function probes(pattern: string): readonly string[] {
  const characters = new Set(`${pattern.slice(0, 200)}aA0 _-`);
  return [...characters].map((character) => `${character.repeat(PROBE_LENGTH)}\u0000`);
}
