// The table of layers: which folder may import which. Everything not allowed here is an error.
const pure = ['domain', 'numeric', 'aggregation', 'agreement', 'stopping', 'proposals', 'evaluation', 'wording']
const layers = {
  domain: ['domain'],
  numeric: ['numeric'],
  wording: ['wording', 'domain', 'contracts'],
  aggregation: ['aggregation', 'numeric', 'domain'],
  agreement: ['agreement', 'numeric', 'domain', 'aggregation'],
  stopping: ['stopping', 'aggregation', 'numeric', 'domain'],
  proposals: ['proposals', 'numeric', 'domain'],
  evaluation: ['evaluation', 'numeric', 'domain'],
  formats: ['formats', 'numeric', 'domain', 'contracts'],
  contracts: ['contracts', 'domain'],
  storage: ['storage'],
  telemetry: ['telemetry'],
  db: ['db', 'telemetry', 'domain', 'contracts'],
  services: ['services', 'db', 'telemetry', 'storage', 'formats', 'contracts', ...pure],
  auth: ['auth', 'services', 'contracts', 'domain', 'wording'],
  http: ['http', 'auth', 'services', 'telemetry', 'contracts', 'domain', 'wording'],
  client: ['client', 'contracts', 'domain', 'wording'],
  jobs: ['jobs', 'services', 'db', 'telemetry', 'contracts', ...pure],
  bench: ['bench', 'jobs', 'services', 'db', 'storage', 'formats', 'contracts', ...pure],
  cli: ['cli', 'bench', 'jobs', 'services', 'db', 'storage', 'telemetry', 'formats', 'contracts', ...pure],
}
const path = (names) => `^lib/(${names.join('|')})/`
const shared = '^lib/((env|errors|issue-text|file-system)\\.ts|(setting-rules|secret-files)\\.mjs)$'

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: { pathNot: '^lib/db/generated/' }, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `layer-${layer}`,
      comment: `lib/${layer} may import: ${allowed.join(', ')}`,
      severity: 'error',
      from: { path: `^lib/${layer}/` },
      to: { path: '^(lib|app|components|e2e)/', pathNot: [path(allowed), shared] },
    })),
    {
      name: 'only-types-of-contracts',
      severity: 'error',
      from: { path: path(['wording', 'formats']) },
      to: { path: path(['contracts']), dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'pure-layers-import-no-package',
      severity: 'error',
      from: { path: path(pure), pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'core'] },
    },
    {
      name: 'errors-and-env-are-leaves',
      severity: 'error',
      from: { path: shared },
      to: { path: '^(lib|app|components)/', pathNot: [shared] },
    },
    {
      name: 'only-db-knows-prisma',
      severity: 'error',
      from: { path: '^(app|components|lib)/', pathNot: '^lib/(db|bench)/' },
      to: {
        path: '(^lib/db/generated/|node_modules/(@prisma|pg|pg-copy-streams)/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'components-know-no-server',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(app|lib)/', pathNot: [path(['client', 'contracts', 'domain', 'wording'])] },
    },
    {
      name: 'app-routes-only',
      severity: 'error',
      from: { path: '^app/' },
      to: { path: '^lib/', pathNot: [path(['services', 'http', 'auth', 'contracts', 'client', ...pure]), shared] },
    },
    { name: 'lib-never-imports-app', severity: 'error', from: { path: '^lib/' }, to: { path: '^(app|components)/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|dist|node_modules/\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
