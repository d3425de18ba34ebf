import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** The module of each table. Only this module names the table in a query, so a change of the table has one place. */
const owners: Readonly<Record<string, string>> = {
  account: 'accounts/accounts.ts',
  api_key: 'accounts/api-keys.ts',
  signing_secret: 'accounts/signing-secret.ts',
  account_user: 'accounts/users.ts',
  user_link: 'accounts/links.ts',
  session: 'accounts/sessions.ts',
  server_secret: 'accounts/server-secret.ts',
  ledger: 'accounts/ledger.ts',
  refund_due: 'accounts/ledger.ts',
  spend: 'accounts/spend.ts',
  ledger_group: 'accounts/ledger-groups.ts',
  job: 'jobs/job-store.ts',
  job_part: 'jobs/job-parts.ts',
  job_item: 'jobs/job-items.ts',
  result_chunk: 'jobs/results.ts',
  delivery: 'webhooks/delivery-store.ts',
  delivery_attempt: 'webhooks/attempts.ts',
  webhook_endpoint: 'webhooks/endpoints.ts',
  event: 'webhooks/event-log.ts',
  rate_window: 'http/rate-limit/shared-windows.ts',
  scrupp_idempotency: 'providers/scrupp/idempotency.ts',
};

/** Modules that read a table of another module in one statement with their own table. */
const exceptions: readonly { readonly module: string; readonly table: string; readonly reason: string }[] = [
  {
    module: 'accounts/api-keys.ts',
    table: 'account',
    reason:
      'Each request of the API looks up its key and its account, and two statements would take twice the time.',
  },
  {
    module: 'accounts/sessions.ts',
    table: 'account',
    reason: 'Each request of the dashboard looks up its session and its account, for the same reason.',
  },
  {
    module: 'accounts/sessions.ts',
    table: 'account_user',
    reason: 'The same statement reads the role of the user, which may have changed since the session began.',
  },
];

const source = join(import.meta.dirname, '../../packages/reference-server/src');
const modules = globSync('**/*.ts', { cwd: source })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.startsWith('storage/migrations/'))
  .sort();

/** A place where a source text names a table in a query. */
interface Use {
  readonly table: string;
  /** From 1. */
  readonly line: number;
}

const UNREADABLE = 'a table whose name is not written as a text';
const queryMethod = /^(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|using|\w*Join\w*)$/;

/** Finds the tables that a source text names in calls of Kysely and in raw SQL. */
function findUses(text: string): readonly Use[] {
  const file = ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest, true);
  const uses: Use[] = [];
  const add = (node: ts.Node, tables: readonly string[]) => {
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    uses.push(...tables.map((table) => ({ table, line })));
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText(file) === 'sql')
      add(node, tablesOfSql(node.template.getText(file).replaceAll(/\$\{[^}]*\}/g, ' $ ')));
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression))
      add(node.expression.name, tablesOfCall(node.expression, node.arguments[0], file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return uses;
}

function tablesOfCall(
  { expression, name }: ts.PropertyAccessExpression,
  argument: ts.Expression | undefined,
  file: ts.SourceFile,
): readonly string[] {
  if (argument === undefined) return [];
  if (expression.getText(file) === 'sql') {
    if (name.text === 'table') return tableNames(argument);
    return name.text === 'raw' ? tablesOfSql(argument.getText(file)) : [];
  }
  if (queryMethod.test(name.text)) return tableNames(argument);
  return name.text === 'into' && ts.isStringLiteralLike(argument) ? tableNames(argument) : [];
}

/** Returns the tables of an argument such as `'job as j'` or `['job', 'event']`. A subquery is visited as a call. */
function tableNames(argument: ts.Expression): readonly string[] {
  if (ts.isArrayLiteralExpression(argument)) return argument.elements.flatMap(tableNames);
  if (ts.isStringLiteralLike(argument)) return [withoutAlias(argument.text)];
  return ts.isIdentifier(argument) || ts.isTemplateExpression(argument) ? [UNREADABLE] : [];
}

const sqlTable = String.raw`[\w".]+(?:\s+(?:as\s+)?(?!(?:where|on|set|join|order|for|using)\b)\w+)?`;
const sqlClause = new RegExp(
  String.raw`\b(?:from|into|update|join|using)\s+(${sqlTable}(?:\s*,\s*${sqlTable})*)`,
  'gi',
);

const tablesOfSql = (sql: string): readonly string[] =>
  [...sql.matchAll(sqlClause)].flatMap(([, list = '']) => list.split(',').map((item) => withoutAlias(item)));

const withoutAlias = (name: string): string =>
  (name.trim().split(/\s+/)[0] ?? '').replaceAll('"', '').replace(/^public\./, '');

/** Returns a sentence for each table that a module names although another module owns it. */
function findViolations(module: string, text: string): readonly string[] {
  const isAllowed = (table: string) =>
    owners[table] === module ||
    exceptions.some((exception) => exception.module === module && exception.table === table);
  return findUses(text)
    .filter(({ table }) => table === UNREADABLE || (tables.includes(table) && !isAllowed(table)))
    .map(({ table, line }) =>
      table === UNREADABLE
        ? `${module}:${line} queries ${UNREADABLE}. Write the name, so that this test can read it.`
        : `${module}:${line} queries the table ${table}, which belongs to ${owners[table] ?? 'no module'}. Call a function of that module instead.`,
    );
}

/** The tables of the database, from the interface `Tables`. */
const tables = ts
  .createSourceFile(
    'tables.ts',
    readFileSync(join(source, 'storage/tables.ts'), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  )
  .statements.filter(ts.isInterfaceDeclaration)
  .filter(({ name }) => name.text === 'Tables')
  .flatMap(({ members }) => members.map(({ name }) => name?.getText() ?? ''));

const usesOf = (module: string) =>
  findUses(readFileSync(join(source, module), 'utf8')).map(({ table }) => table);

describe('the tables of the server', () => {
  test('each table has an owner, and each owner queries its table', () => {
    const unused = Object.entries(owners).filter(([table, module]) => !usesOf(module).includes(table));

    expect(Object.keys(owners).sort(), 'Name the module that queries a new table in `owners`.').toEqual(
      tables.toSorted(),
    );
    expect(unused).toEqual([]);
  });

  test('no module queries a table of another module', () => {
    const violations = modules.flatMap((module) =>
      findViolations(module, readFileSync(join(source, module), 'utf8')),
    );

    expect(violations.join('\n')).toBe('');
  });

  test('each exception is in use', () => {
    expect(exceptions.filter(({ module, table }) => !usesOf(module).includes(table))).toEqual([]);
  });
});

describe('the finder of tables', () => {
  test.each([
    ["db.selectFrom('ledger').selectAll()", 'ledger'],
    ["db.selectFrom('ledger as l').selectAll()", 'ledger'],
    ["db.selectFrom(['job', 'ledger'])", 'ledger'],
    ["db.selectFrom('job').innerJoin('ledger as l', 'l.job_id', 'job.id')", 'ledger'],
    ["db.selectFrom('job').leftJoinLateral('ledger', (join) => join)", 'ledger'],
    ["db.insertInto('ledger').values(line)", 'ledger'],
    ["db.insertInto('job').expression((from) => from.selectFrom('ledger'))", 'ledger'],
    ["trx\n  .updateTable('ledger')\n  .set(line)", 'ledger'],
    ["trx.deleteFrom('ledger')", 'ledger'],
    ["db.mergeInto('job').using('ledger', 'ledger.job_id', 'job.id')", 'ledger'],
    ["builder.into('ledger')", 'ledger'],
    ['sql`select units from ledger where id = ${id}`', 'ledger'],
    ['sql<{ units: number }>`select units from job j, ledger as l where l.job_id = j.id`', 'ledger'],
    ['sql`select 1 from job join "ledger" on true`', 'ledger'],
    ['sql`INSERT INTO ledger (id) VALUES (1)`', 'ledger'],
    ['sql`with gone as (delete from public.ledger returning id) select 1`', 'ledger'],
    ['sql`update ledger set units = 0`', 'ledger'],
    ["sql.raw('delete from ledger')", 'ledger'],
    ["sql`select 1 from ${sql.table('ledger')}`", 'ledger'],
  ])('finds the table in %j', (text, table) => {
    expect(findUses(text).map((use) => use.table)).toContain(table);
  });

  test('reports a module that queries a table of another module, with the line and the owner', () => {
    const text = "export const total = (db: Reader) =>\n  db.selectFrom('ledger').selectAll().execute();\n";

    expect(findViolations('jobs/job-store.ts', text)).toEqual([
      'jobs/job-store.ts:2 queries the table ledger, which belongs to accounts/ledger.ts. Call a function of that module instead.',
    ]);
    expect(findViolations('accounts/ledger.ts', text)).toEqual([]);
  });

  test('reports a table whose name it cannot read', () => {
    expect(findViolations('jobs/job-store.ts', 'db.selectFrom(table).selectAll()')).toHaveLength(1);
  });

  test.each([
    'sql`select 1 from generate_series(1, 2) as ledger`',
    "sql`update pgboss.job set state = 'created'`",
    "const text = 'select 1 from ledger';",
    '// db.selectFrom(ledger)',
    "array.join(', ')",
  ])('finds no table of the server in %j', (text) => {
    expect(findUses(text).filter(({ table }) => tables.includes(table))).toEqual([]);
  });
});
