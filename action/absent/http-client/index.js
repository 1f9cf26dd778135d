// Stands in for @actions/http-client inside @actions/core: that client serves OpenID Connect only, and would cost every
// start 420 kB. Figures: docs/decisions/0002-action-bundle.md.
function absent() {
  throw new Error('This Action asks for no OpenID Connect token, so its HTTP client is left out.');
}

export { absent as HttpClient, absent as BearerCredentialHandler };
