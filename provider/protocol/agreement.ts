/** What Terraform and its providers agree on before they speak. The cookie is no secret: it is published. */
export const TERRAFORM = {
  cookie: {
    name: 'TF_PLUGIN_MAGIC_COOKIE',
    value: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
  },
  protocolVersion: 6,
} as const;
