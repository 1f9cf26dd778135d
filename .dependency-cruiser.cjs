// The import rules of docs/architecture.md. test/architecture.test.ts enforces them and counts the modules.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'the core imports only itself',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^[^/]+/', pathNot: '^(src|node_modules)/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'integrations import the entries of the core only',
      severity: 'error',
      from: { path: '^(action|cli|provider|demo)/' },
      to: { path: '^src/', pathNot: '^src/(index|integration)\\.ts$' },
    },
    {
      name: 'plugin and protocol do not depend on ClickUp code',
      severity: 'error',
      from: { path: '^provider/(plugin|protocol)/' },
      to: { path: '^(src/|provider/(clickup/|address\\.ts))' },
    },
    {
      name: 'plugin does not depend on Terraform code',
      severity: 'error',
      from: { path: '^provider/plugin/' },
      to: { path: '^provider/', pathNot: '^provider/plugin/' },
    },
    {
      name: "the provider's schema imports only schema types",
      severity: 'error',
      from: { path: '^provider/clickup/schema/' },
      to: { pathNot: '^provider/(clickup/schema/|protocol/schema\\.ts)' },
    },
    {
      name: 'before the handshake, the provider loads only what the handshake requires',
      severity: 'error',
      from: { path: '^provider/(main|plugin/(serve|listener|certificate|der|handshake|logger))\\.ts$' },
      to: {
        path: '^(src|node_modules|provider/clickup|provider/(connection|plugin/(rpc|grpc|services|http2)))|^(node:)?https?2?$',
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    {
      name: 'integrations do not import each other',
      severity: 'error',
      from: { path: '^(action|cli|provider)/' },
      to: { path: '^(action|cli|provider)/', pathNot: '^($1/|provider/address\\.ts$)' },
    },
    {
      name: 'constructs import their framework and their bindings',
      severity: 'error',
      from: { path: '^provider/(cdkt[fn])/' },
      to: { pathNot: '^(provider/$1|node_modules/($1|constructs))/|^(fs|path)$' },
    },
    {
      name: 'nothing imports the constructs',
      severity: 'error',
      from: { pathNot: '^(provider/cdkt[fn]|test|bench)/' },
      to: { path: '^provider/cdkt[fn]/' },
    },
    {
      name: 'the CLI imports only the entry of the sandbox',
      severity: 'error',
      from: { path: '^cli/' },
      to: { path: '^sandbox/', pathNot: '^sandbox/index\\.ts$' },
    },
    {
      name: 'the sandbox imports no other directory',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^[^/]+/', pathNot: '^(sandbox|node_modules)/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'only the CLI, the demo and tests start the sandbox',
      severity: 'error',
      from: { pathNot: '^(sandbox|cli|demo|test|bench|scripts)/' },
      to: { path: '^sandbox/' },
    },
    {
      name: 'nothing imports tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^(test|bench)/', pathNot: '^bench/' },
    },
    {
      name: 'only http.ts sends',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/http\\.ts$' },
      to: { path: '^(node:)?(https?|http2|net|tls|dgram)$', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|action/dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
