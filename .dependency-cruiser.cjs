// The import table of the architecture: who may import whom. `npm run lint` breaks when a file reaches past it.

/** What the shells may take from the core: its start, its types, its faults, the key file, and the bundle check that needs no desk. */
const coreDoors = '^src/core/(app|door|host|core|fault|keyFile|durableFile|projectRoot|version|compiled)\\.ts$|^src/core/intake/bundle/checkPath\\.ts$';
const test = '\\.(test|testing)\\.(ts|mjs)$';
/** A folder's own npm packages; everything else of node_modules is refused to it. */
const only = (name, folder, packages, more = {}) => ({
  name,
  severity: 'error',
  comment: `src/${folder} may use these packages only: ${packages.join(', ')}.`,
  from: { path: `^src/${folder}/`, pathNot: test, ...more },
  to: { dependencyTypesNot: ['core', 'local', 'type-only'], path: 'node_modules|^[^./]', pathNot: `node_modules/(${packages.join('|')})/|^(${packages.join('|')})$` },
});
/** A core domain and the others it may look down on. Composition at the top of core/ sees them all. */
const domains = ['cases', 'letters', 'intake', 'evidence', 'rulings', 'refunds', 'jobs', 'audit', 'people', 'policy', 'exchange', 'deadlines', 'marketplace', 'returns', 'feed', 'reviews', 'figures', 'reports', 'queues', 'search', 'bulk'];
const domain = (name, below) => ({
  name: `core-${name}-looks-down-only`,
  severity: 'error',
  comment: `core/${name} may use ${['db', ...below].join(', ')} and its own files.`,
  from: { path: `^src/core/${name}/`, pathNot: test },
  to: { path: `^src/core/(${domains.filter((other) => other !== name && !below.includes(other)).join('|')})/` },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-broken-imports', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'tests-only-in-tests', severity: 'error', from: { path: '^src/', pathNot: `${test}|^src/testing/` }, to: { path: `^src/testing/|${test}` } },
    { name: 'no-development-packages', severity: 'error', from: { path: '^src/', pathNot: `${test}|^src/testing/|^src/marketplace/|^src/marketplaceApi/generate\\.ts$|^src/server/dev\\.ts$|^src/core/db/(drizzle\\.config\\.ts$|seed/docket/)|\\.d\\.ts$` }, to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/electron/' } },
    { name: 'no-undeclared-packages', severity: 'error', from: { path: '^src/' }, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },

    only('contract-packages', 'contract', ['zod']),
    { name: 'contract-imports-nobody', severity: 'error', from: { path: '^src/contract/', pathNot: test }, to: { path: '^src/(?!contract/)' } },

    { name: 'core-imports-contract-only', severity: 'error', from: { path: '^src/core/', pathNot: test }, to: { path: '^src/(?!core/|contract/|marketplaceApi/)' } },
    { name: 'core-knows-no-shell', severity: 'error', from: { path: '^src/core/' }, to: { path: 'node_modules/(electron|vue|ws|pinia|commander|vite)/|^(node:)?https?2?$' } },
    { name: 'database-client-in-db-only', severity: 'error', from: { path: '^src/', pathNot: '^src/core/db/' }, to: { path: 'node_modules/@?libsql/' } },
    { name: 'db-knows-no-domain', severity: 'error', from: { path: '^src/core/db/', pathNot: `^src/core/db/seed/|${test}` }, to: { path: `^src/core/(${domains.join('|')})/` } },
    domain('audit', []),
    domain('jobs', ['audit']),
    domain('people', ['audit']),
    domain('policy', ['audit']),
    domain('deadlines', []),
    domain('evidence', ['audit', 'jobs']),
    domain('refunds', ['audit', 'jobs', 'policy']),
    domain('letters', ['audit', 'jobs', 'refunds', 'policy']),
    domain('queues', ['audit', 'jobs', 'people', 'policy']),
    domain('search', ['evidence', 'people']),
    domain('bulk', ['audit', 'jobs', 'cases', 'people', 'search', 'queues', 'letters', 'evidence']),
    domain('cases', ['audit', 'jobs', 'deadlines', 'letters', 'evidence', 'people', 'policy', 'refunds', 'queues', 'search']),
    domain('intake', ['queues', 'audit', 'jobs', 'letters', 'cases', 'evidence', 'people']),
    domain('rulings', ['queues', 'audit', 'jobs', 'letters', 'cases', 'evidence', 'people', 'policy', 'refunds', 'returns']),

    domain('reviews', ['queues', 'audit', 'figures', 'jobs', 'letters', 'cases', 'evidence', 'people', 'policy', 'refunds', 'rulings', 'returns']),
    domain('figures', ['people']),
    domain('reports', ['audit', 'letters', 'cases', 'evidence', 'people', 'policy', 'refunds', 'rulings', 'figures', 'returns']),

    domain('marketplace', ['audit', 'jobs', 'refunds']),
    domain('returns', ['queues', 'audit', 'jobs', 'deadlines', 'letters', 'cases', 'evidence', 'people', 'policy', 'refunds']),
    domain('feed', ['queues', 'audit', 'jobs', 'letters', 'cases', 'evidence', 'people', 'policy', 'refunds', 'rulings', 'intake', 'exchange', 'marketplace', 'returns']),
    domain('exchange', ['queues', 'audit', 'jobs', 'letters', 'cases', 'evidence', 'people', 'policy', 'refunds', 'rulings', 'intake', 'returns']),

    { name: 'api-is-a-description', severity: 'error', from: { path: '^src/marketplaceApi/', pathNot: `${test}|generate\\.ts$` }, to: { path: '^src/(?!marketplaceApi/)' } },
    only('api-packages', 'marketplaceApi', ['zod'], { pathNot: `${test}|generate\\.ts$` }),
    { name: 'marketplace-stands-alone', severity: 'error', comment: 'The reference marketplace proves the description: it shares nothing else with the desk.', from: { path: '^src/marketplace/', pathNot: test }, to: { path: '^src/(?!marketplace/|marketplaceApi/)' } },
    only('marketplace-packages', 'marketplace', ['hono', '@hono/node-server', 'standardwebhooks', 'commander', 'zod', 'canonicalize']),
    { name: 'shells-use-the-doors-of-the-core', severity: 'error', from: { path: '^src/(main|server|cli|shell)/', pathNot: test }, to: { path: '^src/core/', pathNot: coreDoors } },
    { name: 'shell-parts-serve-every-shell', severity: 'error', from: { path: '^src/shell/', pathNot: test }, to: { path: '^src/(?!shell/|contract/|core/)' } },
    { name: 'main-is-electron-alone', severity: 'error', from: { path: '^src/main/', pathNot: test }, to: { path: '^src/(server|cli|renderer|preload)/' } },
    { name: 'server-is-http-alone', severity: 'error', from: { path: '^src/server/', pathNot: `${test}|^src/server/dev\\.ts$` }, to: { path: '^src/(main|cli|renderer|preload)/' } },
    { name: 'cli-serves-and-commands', severity: 'error', from: { path: '^src/cli/', pathNot: test }, to: { path: '^src/(main|renderer|preload)/' } },
    only('main-packages', 'main', ['electron']),
    only('server-packages', 'server', ['ws', '@types/ws'], { pathNot: `${test}|^src/server/dev\\.ts$` }),
    only('shell-packages', 'shell', ['none']),
    only('cli-packages', 'cli', ['commander']),
    only('preload-packages', 'preload', ['electron']),
    { name: 'preload-imports-types-only', severity: 'error', from: { path: '^src/preload/', pathNot: test }, to: { path: '^src/(?!preload/)', dependencyTypesNot: ['type-only'] } },

    { name: 'renderer-talks-through-the-contract', severity: 'error', from: { path: '^src/renderer/', pathNot: test }, to: { path: '^src/(?!renderer/|contract/)' } },
    { name: 'renderer-has-no-node', severity: 'error', from: { path: '^src/renderer/', pathNot: test }, to: { dependencyTypes: ['core'] } },
    {
      name: 'features-do-not-import-each-other',
      severity: 'error',
      comment: 'Pages and the frame compose features; a feature knows its own files, ui, backend and stores.',
      from: { path: '^src/renderer/(audit|evidence|figures|intake|jobs|marketplace|payouts|people|policy|queue|queues|reconciliation|reports|reviews|rulings|search|settings|welcome)/', pathNot: test },
      to: { path: '^src/renderer/(audit|cases|evidence|figures|intake|jobs|marketplace|payouts|people|policy|queue|queues|reconciliation|reports|reviews|rulings|search|settings|welcome|pages)/', pathNot: '^src/renderer/$1/' },
    },
    {
      name: 'cases-look-down-on-evidence-only',
      severity: 'error',
      comment: 'A case shows its exhibits, as in the core; evidence does not know the case around it.',
      from: { path: '^src/renderer/cases/', pathNot: test },
      to: { path: '^src/renderer/(audit|figures|intake|jobs|marketplace|payouts|people|policy|queue|queues|reconciliation|reports|reviews|rulings|search|settings|welcome|pages)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\?url$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'src/core/tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.vue', '.json', '.css', '.d.ts'], exportsFields: ['exports'], conditionNames: ['import', 'types', 'default', 'node'] },
  },
};
