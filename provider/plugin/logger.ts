/** From the most to the least that is told. */
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'off'] as const;

export type LogLevel = (typeof LEVELS)[number];

/** What a line says beside its message: facts of ours only, never a value of a configuration. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

export type Log = (level: Exclude<LogLevel, 'off'>, message: string, fields?: LogFields) => void;

export interface LogOptions {
  readonly level: LogLevel;
  /** The part of the program that speaks, as `provider.clickup`. */
  readonly module: string;
  /** Takes one line, its end included. */
  readonly write: (line: string) => void;
}

/** A log of JSON lines as go-hclog writes them, which Terraform takes apart and shows under TF_LOG. */
export function createLog({ level, module, write }: LogOptions): Log {
  const least = LEVELS.indexOf(level);
  return (at, message, fields = {}) => {
    if (LEVELS.indexOf(at) < least) return;
    const head = { '@level': at, '@message': message, '@module': module, '@timestamp': timestamp() };
    try {
      write(`${JSON.stringify({ ...head, ...fields })}\n`);
    } catch {
      // Nobody reads any more. That ends the process elsewhere, in order.
    }
  };
}

/** The level of TF_LOG or its like: `JSON` is Terraform's own form of everything; nothing and nonsense are off. */
export function parseLogLevel(text: string | undefined): LogLevel {
  const wanted = text?.trim().toLowerCase() ?? '';
  if (wanted === 'json') return 'trace';
  return LEVELS.find((level) => level === wanted) ?? 'off';
}

/**
 * A fault of ours, as a log may tell it: its kind, and where it happened. Its message may quote what the code was given.
 */
export function describeFault(error: unknown): LogFields {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { kind: error.name, where: frames.map((line) => line.trim()).join('; ') };
}

/** To the microsecond: with fewer digits Terraform does not take the line apart. */
function timestamp(): string {
  return new Date().toISOString().replace('Z', '000Z');
}
