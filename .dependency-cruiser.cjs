// The layers of core are vocabulary, mechanisms, definition, providers, engine, adapters. Each imports only earlier ones.
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
    forbid('no-cycles', 'Modules in a cycle can only be understood together.', {}, { circular: true }),
    {
      ...forbid(
        'no-folder-cycles',
        'Two folders that import each other can only be understood together.',
        {},
        { circular: true },
      ),
      scope: 'folder',
    },
    forbid(
      'no-orphans',
      'No module imports this file: import it or delete it.',
      {
        orphan: true,
        path: '^packages/[^/]+/src/',
        pathNot: '(index|main|config)\\.ts$|\\.d\\.ts$|/dashboard/browser/',
      },
      {},
    ),
    forbid(
      'core-vocabulary',
      'The vocabulary imports no other layer.',
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
      'Mechanisms import no definition, no provider, no engine and no adapter.',
      { path: mechanisms },
      { path: [`^${core}(provider|operation)\\.ts`, providers, engine, `^${core}adapters/`] },
    ),
    forbid(
      'core-definition',
      'The definition imports no provider and no engine.',
      { path: `^${core}(provider|operation)\\.ts` },
      { path: [providers, engine] },
    ),
    forbid(
      'core-providers',
      'A provider is data: it imports only the type of a definition, the vocabulary, its own folder and zod.',
      { path: `${providers}([^/]+)/` },
      {
        pathNot: [
          `${providers}$1/`,
          `${providers}fields\\.ts`,
          `^${core}(provider|operation)\\.ts`,
          vocabulary,
          '^node_modules/zod',
        ],
      },
    ),
    forbid(
      'core-webhooks-without-schemas',
      'A program that only verifies webhooks is bundled without the schema library.',
      {
        path: [
          `${providers}[^/]+/webhook\\.ts`,
          `${providers}(fields|webhook-sources)\\.ts`,
          `^${core}(webhooks/|verify-webhook)`,
        ],
      },
      { path: '^node_modules/zod' },
    ),
    forbid(
      'core-adapters',
      'Hosts choose an adapter, so core imports none, except for the client of Node, which is one.',
      { path: `^${core}(?!adapters/|node/)` },
      { path: `^${core}(adapters|node)/` },
    ),
    forbid(
      'core-host-free',
      'Only adapters and the client of Node import a host or an HTTP library.',
      { path: `^${core}(?!adapters/|node/|testing/)` },
      { dependencyTypes: ['core', 'npm'], pathNot: ['^(node:)?(crypto|zlib)$', '^node_modules/zod'] },
    ),
    forbid(
      'core-inflates-in-one-place',
      'n8n forbids zlib, and its bundle replaces the import of this one file.',
      { path: `^${core}`, pathNot: `^${core}webhooks/inflate\\.ts$` },
      { path: '^(node:)?zlib$' },
    ),
    forbid(
      'core-by-its-exports',
      "Other packages import core by the package's exports only.",
      { path: '^(packages/(?!core/)|examples/|bench/|test/)' },
      {
        path: `^${core}`,
        pathNot: `^${core}(index|adapters/(undici|system-clock)|node/index|testing/index)\\.ts$`,
      },
    ),
    forbid(
      'storage-and-guarded-http-stand-alone',
      'Programs share these packages, which therefore know none of them.',
      { path: '^packages/(storage|guarded-http)/' },
      { path: '^packages/(?!storage/|guarded-http/)' },
    ),
    ...[
      ['cli', ['n8n-nodes-scrapekit', 'zapier-app', 'reference-server', 'workflow-runner']],
      [
        'webhook-relay',
        [
          'cli',
          'mcp-server',
          'make-app',
          'n8n-nodes-scrapekit',
          'zapier-app',
          'reference-server',
          'workflow-runner',
        ],
      ],
      ['mcp-server', ['cli', 'n8n-nodes-scrapekit', 'zapier-app', 'reference-server', 'workflow-runner']],
      ['make-app', ['cli', 'n8n-nodes-scrapekit', 'zapier-app', 'reference-server', 'workflow-runner']],
      ['n8n-nodes-scrapekit', ['zapier-app', 'reference-server', 'workflow-runner']],
      ['zapier-app', ['n8n-nodes-scrapekit', 'reference-server', 'workflow-runner']],
      ['reference-server', ['n8n-nodes-scrapekit', 'zapier-app', 'workflow-runner']],
      ['core', ['n8n-nodes-scrapekit', 'zapier-app', 'reference-server', 'workflow-runner']],
    ].map(([from, others]) =>
      forbid(
        `${from}-stands-alone`,
        'The hosts and the server have only core in common.',
        { path: `^packages/${from}/(src|nodes|credentials)/` },
        { path: `^packages/(${others.join('|')})/` },
      ),
    ),
    forbid(
      'server-leads',
      'The code that finds and verifies leads imports no route, account or job.',
      { path: `^${server}(leads|verification|net)/` },
      { path: `^${server}(http|accounts|jobs|webhooks|providers|storage|admin|dashboard|world)/` },
    ),
    forbid(
      'shared-packages-by-their-exports',
      "Other packages import storage and guarded-http by the packages' exports only.",
      { path: '^(packages/(?!storage/|guarded-http/)|examples/|bench/|test/)' },
      {
        path: '^packages/(storage|guarded-http)/src/',
        pathNot: '^packages/(storage|guarded-http)/src/(index|startup-failure)\\.ts$',
      },
    ),
    forbid(
      'server-net',
      'Access to the network imports no other folder of the server.',
      { path: `^${server}net/` },
      { path: `^${server}(?!net/)` },
    ),
    forbid(
      'server-world',
      'Only the wiring imports the simulated internet. Other code uses Net and a source.',
      { path: `^${server}(?!world/|app|main|index|net/simulated)` },
      { path: `^${server}world/` },
    ),
    forbid(
      'server-below-providers',
      'Routes import accounts, jobs, webhooks and storage, and not the other way round.',
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
