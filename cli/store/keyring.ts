/** The operating system's keyring, where its library is installed and its service runs. */
export interface Keyring {
  read(): Promise<string | undefined>;
  write(token: string): Promise<void>;
}

/** What is used of @napi-rs/keyring, an optional peer: 3.5 MB that a pipeline has no use for. */
interface Library {
  readonly AsyncEntry: new (service: string, account: string, options: object) => Entry;
}

interface Entry {
  getPassword(signal: AbortSignal): Promise<string | null | undefined>;
  setPassword(password: string, signal: AbortSignal): Promise<void>;
}

/** The keyring for one API: a token for ClickUp is never sent to another host. Undefined when there is none at hand. */
export async function openKeyring(apiUrl: string, signal: AbortSignal): Promise<Keyring | undefined> {
  try {
    const name = '@napi-rs/keyring';
    // Looked for beside this package, never in the folder where someone happens to stand.
    const library: Library = await import(name);
    // Else Linux would fall back to the kernel's keyring, which forgets at the next start.
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
