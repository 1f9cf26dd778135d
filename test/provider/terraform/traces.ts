import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseToken } from '../../../src/index.js';
import { unzip } from './archive.js';
import { guardOf } from '../../src/guard-of.js';

/** A place that is searched: a file, a part of a plan, or an output. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** All files under a folder, plans unpacked. The configuration itself and what `init` installed are left out. */
export function placesIn(folder: string): Place[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !one.name.endsWith('.tf') && !one.parentPath.includes('.terraform/providers'))
    .flatMap((one) => {
      const path = join(one.parentPath, one.name);
      const bytes = readFileSync(path);
      const name = relative(folder, path);
      if (!name.endsWith('.tfplan')) return [{ name, bytes }];
      return [...unzip(bytes)].map(([part, content]) => ({ name: `${name}/${part}`, bytes: content }));
    });
}

/**
 * The names of those places that hold the token, or eight characters in a row of its secret part; as it is, or as
 * base64 or hexadecimal makes it.
 */
export function findTraces(token: string, places: readonly Place[]): string[] {
  const parsed = parseToken(token);
  const forms = encodedForms(token);
  return places
    .filter(({ bytes }) => {
      const text = bytes.toString('latin1');
      return guardOf(parsed).reveals(text) || forms.some((form) => text.includes(form));
    })
    .map(({ name }) => name);
}

/** Base64 looks different by where in a group of three bytes the token begins: its certain middle, three times. */
function encodedForms(token: string): string[] {
  const shifted = [0, 1, 2].map((shift) => {
    const text = Buffer.from(`${'\0'.repeat(shift)}${token}`).toString('base64');
    return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + token.length) * 8) / 6));
  });
  const hexadecimal = Buffer.from(token).toString('hex');
  return [...shifted, ...shifted.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')), hexadecimal];
}
