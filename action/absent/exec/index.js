// Stands in for @actions/exec inside @actions/core, which uses it to describe the platform only. With it and
// @actions/io, which comes along, the entry would be 60 % larger. Figures: docs/decisions/0002-action-bundle.md.
export function getExecOutput() {
  throw new Error('This Action runs no command, so the means to do it is left out.');
}
