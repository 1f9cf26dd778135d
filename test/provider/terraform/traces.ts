import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseToken } from '../../../src/index.js';
import { unzip } from './archive.js';
import { guardOf } from '../../src/guard-of.js';

/** A file, a part of a plan file, or an output. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Returns all files in a folder, with plan files extracted. Excludes the configuration and installed providers. */
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
 * Returns the names of the places that contain the token or eight consecutive characters of its secret part: verbatim,
 * in Base64 or in hexadecimal.
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

/** Base64 depends on the position of the token in a group of three bytes. Returns the common part for each position. */
function encodedForms(token: string): string[] {
  const shifted = [0, 1, 2].map((shift) => {
    const text = Buffer.from(`${'\0'.repeat(shift)}${token}`).toString('base64');
    return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + token.length) * 8) / 6));
  });
  const hexadecimal = Buffer.from(token).toString('hex');
  return [...shifted, ...shifted.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')), hexadecimal];
}
