/** From most to least verbose. */
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'off'] as const;

export type LogLevel = (typeof LEVELS)[number];

/** Additional fields of a log line. Never contain configuration values. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

export type Log = (level: Exclude<LogLevel, 'off'>, message: string, fields?: LogFields) => void;

export interface LogOptions {
  readonly level: LogLevel;
  /** The hclog module, for example `provider.clickup`. */
  readonly module: string;
  /** Writes one line, which includes the line break. */
  readonly write: (line: string) => void;
}

/** Creates a log of JSON lines in the format of go-hclog, which Terraform parses and shows with TF_LOG. */
export function createLog({ level: minimum, module, write }: LogOptions): Log {
  return (level, message, fields = {}) => {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(minimum)) return;
    // Terraform parses a line only if its time stamp has microseconds.
    const timestamp = new Date().toISOString().replace('Z', '000Z');
    const hclog = { '@level': level, '@message': message, '@module': module, '@timestamp': timestamp };
    try {
      write(`${JSON.stringify({ ...hclog, ...fields })}\n`);
    } catch {
      // EPIPE: the host has exited. The closed connection ends this process.
    }
  };
}

/** Parses the value of TF_LOG. `JSON` means TRACE with Terraform's own output as JSON. Invalid values mean off. */
export function parseLogLevel(text: string | undefined): LogLevel {
  const name = text?.trim().toLowerCase() ?? '';
  return name === 'json' ? 'trace' : (LEVELS.find((level) => level === name) ?? 'off');
}

/** Returns the class and stack frames of an internal error, without its message, which can quote secrets. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { kind: error.name, where: frames.map((line) => line.trim()).join('; ') };
}
