import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { invalidInput, TOKEN_VARIABLE } from '../../src/integration.js';
import { errorCode } from '../errors.js';

/** The variables of a `.env`, read as `node --env-file` reads it; undefined without a file. */
export function readEnvFile(path: string): Readonly<Record<string, string | undefined>> | undefined {
  const text = readText(path);
  return text === undefined ? undefined : parseEnv(text);
}

/**
 * Sets CLICKUP_API_TOKEN in a `.env`, which gets mode 0600, and keeps every other line. The file is replaced as a whole,
 * so that an interrupt leaves the old one. Fails with `input_invalid` when the result would not read back as meant.
 */
export function writeEnvFile(path: string, token: string): void {
  const before = readText(path) ?? '';
  const after = setTokenLine(before, token);
  const { [TOKEN_VARIABLE]: readBack, ...others } = parseEnv(after);
  const { [TOKEN_VARIABLE]: _replaced, ...kept } = parseEnv(before);
  if (readBack !== token || JSON.stringify(others) !== JSON.stringify(kept)) {
    throw invalidInput(path, 'a file of NAME=value lines into which the token can be written without changing another');
  }
  const fresh = `${path}.${process.pid}.new`;
  try {
    writeFileSync(fresh, after, { mode: 0o600, flag: 'wx' });
    // The mode above passes the umask, which may take away what the owner needs.
    chmodSync(fresh, 0o600);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw invalidInput(path, `a file in a folder that can be written (${errorCode(error)})`);
  }
}

/** The text with the variable in its place, or at the end. Other lines are kept to the byte, their endings too. */
function setTokenLine(text: string, token: string): string {
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${TOKEN_VARIABLE}=${quoted(token)}`;
  const place = new RegExp(`^([ \\t]*(?:export[ \\t]+)?)${TOKEN_VARIABLE}[ \\t]*=[^\\r\\n]*`, 'm');
  // As a function, since a `$` in the token would be read as a part of the pattern.
  if (place.test(text)) return text.replace(place, (_, indent: string) => indent + line);
  const lead = text === '' || text.endsWith('\n') ? text : text + ending;
  return `${lead}${line}${ending}`;
}

function quoted(token: string): string {
  if (/^[\w.-]+$/.test(token)) return token;
  const quote = ["'", '`', '"'].find((one) => !token.includes(one)) ?? '';
  return `${quote}${token}${quote}`;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw invalidInput(path, `a file that can be read (${errorCode(error)})`);
  }
}
