import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { invalidInput, TOKEN_VARIABLE } from '../../src/integration.js';
import { errorCode, fileError } from '../errors.js';

/** CLICKUP_API_TOKEN from a file that is parsed as `node --env-file` does; empty if the file does not exist. */
export function readTokenFromFile(path: string): string {
  return parseEnv(readText(path))[TOKEN_VARIABLE] ?? '';
}

/**
 * Sets CLICKUP_API_TOKEN in a `.env` file with mode 0600, and keeps every other line. Replaces the file as a whole, so
 * that an interrupt leaves the old one. Fails with `input_invalid` if the new file would not parse as intended.
 */
export function writeTokenToFile(path: string, token: string): void {
  const before = readText(path);
  const after = setTokenLine(before, token);
  const { [TOKEN_VARIABLE]: written, ...others } = parseEnv(after);
  const { [TOKEN_VARIABLE]: _replaced, ...othersBefore } = parseEnv(before);
  if (written !== token || JSON.stringify(others) !== JSON.stringify(othersBefore)) {
    throw invalidInput(path, 'a file of NAME=value lines to which the token can be added without changing other lines');
  }
  const temporary = `${path}.${process.pid}.new`;
  try {
    writeFileSync(temporary, after, { mode: 0o600, flag: 'wx' });
    // The umask applies to the mode above and may remove permissions that the owner needs.
    chmodSync(temporary, 0o600);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw fileError('write', path, error);
  }
}

/** Replaces the line of the variable, or appends one. Keeps other lines byte for byte, including line endings. */
function setTokenLine(text: string, token: string): string {
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const line = `${TOKEN_VARIABLE}=${quote(token)}`;
  const existing = new RegExp(`^([ \\t]*(?:export[ \\t]+)?)${TOKEN_VARIABLE}[ \\t]*=[^\\r\\n]*`, 'm');
  // A function, because replace() would interpret a `$` of the token in a replacement string.
  if (existing.test(text)) return text.replace(existing, (_, indent: string) => indent + line);
  return `${text}${text === '' || text.endsWith('\n') ? '' : ending}${line}${ending}`;
}

function quote(token: string): string {
  if (/^[\w.-]+$/.test(token)) return token;
  const mark = ["'", '`', '"'].find((one) => !token.includes(one)) ?? '';
  return `${mark}${token}${mark}`;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw fileError('read', path, error);
  }
}
