/** The keyring of the operating system. */
export interface Keyring {
  read(): Promise<string | undefined>;
  write(token: string): Promise<void>;
}

/** The part of @napi-rs/keyring that is used. It is an optional peer dependency: 3.5 MB that pipelines do not need. */
interface Library {
  readonly AsyncEntry: new (
    service: string,
    account: string,
    options: object,
  ) => {
    getPassword(signal: AbortSignal): Promise<string | null | undefined>;
    setPassword(password: string, signal: AbortSignal): Promise<void>;
  };
}

/** The keyring entry for one API host, because a token must not be sent to another host. Undefined if not installed. */
export async function openKeyring(apiUrl: string, signal: AbortSignal): Promise<Keyring | undefined> {
  try {
    const name = '@napi-rs/keyring';
    // Resolved from the directory of this package, not from the working directory, which may be untrusted.
    const library: Library = await import(name);
    // Without this option, Linux falls back to the kernel keyring, which is lost at the next restart.
    const options = { linux: { store: 'secret-service' } };
    const entry = new library.AsyncEntry('clickup-auth', new URL(apiUrl).host, options);
    return {
      read: async () => (await entry.getPassword(signal)) ?? undefined,
      write: (token) => entry.setPassword(token, signal),
    };
  } catch {
    return undefined;
  }
}
