/** Registered with the OAuth app as a part of its redirect URL, `http://127.0.0.1:8976/callback`. */
export const DEFAULT_LOGIN_PORT = 8976;
