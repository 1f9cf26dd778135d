import { isList, type Value } from '../protocol/value.js';

/** A known text, or an empty one. */
export function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The known texts of a list; one that is null is empty. */
export function textsOf(value: Value | undefined): readonly string[] {
  return isList(value) ? value.map(textOf) : [];
}

/** Whether a value is set, known or not. */
export function isSet(value: Value | undefined): boolean {
  return value !== null && value !== undefined;
}

/** Whether a text is set and nothing but spaces. */
export function isBlank(value: Value | undefined): boolean {
  return typeof value === 'string' && value.trim() === '';
}
