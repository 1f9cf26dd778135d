import { isList, type Value } from '../protocol/value.js';

/** Returns a known string. Any other value is the empty string. */
export function stringOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** Returns the items of a known list as strings. */
export function stringsOf(value: Value | undefined): readonly string[] {
  return isList(value) ? value.map(stringOf) : [];
}

/** Whether an argument is null, which means that it is not set. An unknown value is not null. */
export function isNull(value: Value | undefined): boolean {
  return value === null || value === undefined;
}

/** Whether a known string is empty or contains only whitespace. */
export function isBlank(value: Value | undefined): boolean {
  return typeof value === 'string' && value.trim() === '';
}
