// Imports point from right to left: vocabulary, mechanisms, definition, providers, engine, adapters.
const core = 'packages/core/src/';
const vocabulary = `^${core}(errors/|(clock|credits|job|webhook-event|jobs/prepared-input|webhooks/contract|http/(transport|route))\\.ts)`;
const mechanisms = `^${core}(http|jobs|webhooks|results)/`;
const providers = `^${core}providers/`;
const engine = `^${core}(engine/|client|verify-webhook|group-verdict|index)`;
const server = 'packages/reference-server/src/';

const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid('no-cycles', 'A cycle hides which part is the lower one.', {}, { circular: true }),
    forbid(
      'no-orphans',
      'Nothing reaches this file: wire it or delete it.',
      { orphan: true, path: '^packages/[^/]+/src/', pathNot: '(index|main|config)\\.ts$|\\.d\\.ts$' },
      {},
    ),
    forbid(
      'core-vocabulary',
      'The vocabulary knows nothing above it.',
      { path: vocabulary },
      { path: `^${core}`, pathNot: vocabulary },
    ),
    forbid(
      'core-errors',
      'Every folder of core imports the errors, so the errors import no folder.',
      { path: `^${core}errors/` },
      { path: `^${core}`, pathNot: `^${core}(errors/|(job|webhook-event)\\.ts)` },
    ),
    forbid(
      'core-mechanisms',
      'Mechanisms know no definition, no provider and no engine.',
      { path: mechanisms },
      { path: [`^${core}provider\\.ts`, providers, engine, `^${core}adapters/`] },
    ),
    forbid(
      'core-definition',
      'The definition knows no provider.',
      { path: `^${core}provider\\.ts` },
      { path: [providers, engine] },
    ),
    forbid(
      'core-providers',
      "A provider is data: the definition's shape, the vocabulary and zod.",
      { path: `${providers}(?!index)` },
      { pathNot: [`^${core}provider\\.ts`, vocabulary, '^node_modules/zod'] },
    ),
    forbid(
      'core-adapters',
      'Adapters are for hosts to choose.',
      { path: `^${core}(?!adapters/)` },
      { path: `^${core}adapters/` },
    ),
    forbid(
      'core-host-free',
      'Only adapters name a host or an HTTP library.',
      { path: `^${core}(?!adapters/|testing/)` },
      { dependencyTypes: ['core', 'npm'], pathNot: ['^(node:)?(crypto|zlib)$', '^node_modules/zod'] },
    ),
    forbid(
      'core-inflates-in-one-place',
      'n8n forbids zlib: its bundle replaces this one file.',
      { path: `^${core}`, pathNot: `^${core}webhooks/inflate\\.ts$` },
      { path: '^(node:)?zlib$' },
    ),
    forbid(
      'core-by-its-exports',
      "Core is entered through its package's exports.",
      { path: '^(packages/(?!core/)|examples/|bench/|test/)' },
      { path: `^${core}`, pathNot: `^${core}(index|adapters/(undici|system-clock)|testing/index)\\.ts$` },
    ),
    ...[
      ['n8n-nodes-scrapekit', ['zapier-app', 'reference-server', 'workflow-runner']],
      ['zapier-app', ['n8n-nodes-scrapekit', 'reference-server', 'workflow-runner']],
      ['reference-server', ['n8n-nodes-scrapekit', 'zapier-app', 'workflow-runner']],
      ['core', ['n8n-nodes-scrapekit', 'zapier-app', 'reference-server', 'workflow-runner']],
    ].map(([from, others]) =>
      forbid(
        `${from}-stands-alone`,
        'The hosts and the server share core and nothing else.',
        { path: `^packages/${from}/(src|nodes|credentials)/` },
        { path: `^packages/(${others.join('|')})/` },
      ),
    ),
    forbid(
      'server-domain',
      'Finding and verifying leads knows no route, account or job.',
      { path: `^${server}(leads|verification|net)/` },
      { path: `^${server}(http|accounts|jobs|webhooks|providers|storage|admin|dashboard|world)/` },
    ),
    forbid(
      'server-world',
      'The simulated internet is reached through Net and a source; only the wiring starts it.',
      { path: `^${server}(?!world/|app|main|index|leads/sources/simulated|net/simulated)` },
      { path: `^${server}world/` },
    ),
    forbid(
      'server-below-providers',
      'Routes sit on top: what is below them knows none.',
      { path: `^${server}(accounts|jobs|webhooks|storage)/` },
      { path: `^${server}(providers|admin|dashboard|app|main)` },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@scrapekit/source', 'import', 'require', 'node', 'default'],
    },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data|hosts)/' },
  },
};
