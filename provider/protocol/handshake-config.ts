/** Terraform's `plugin.HandshakeConfig`. The magic cookie is public, not a secret. */
export const HANDSHAKE_CONFIG = {
  magicCookie: {
    name: 'TF_PLUGIN_MAGIC_COOKIE',
    value: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  },
  protocolVersion: 6,
} as const;
