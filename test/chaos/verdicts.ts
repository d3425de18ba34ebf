/** The columns that say what a mail host answered about an address. */
const verdictColumns: readonly string[] = [
  'status',
  'action',
  'email_status',
  'reason',
  'score',
  'overall_score',
  'catch_all',
];

/**
 * The verdicts that an address gets as well when its mail host answered too late. On a busy machine that is a matter of
 * luck, and the address is not charged, or is judged with caution.
 */
const open: readonly unknown[] = ['unknown', 'catch_all'];

/** Returns two values without the verdicts of those objects that have an open verdict in one of them. */
export function withoutOpenVerdicts(found: unknown, wanted: unknown): readonly [unknown, unknown] {
  if (Array.isArray(found) && Array.isArray(wanted) && found.length === wanted.length) {
    const pairs = found.map((each: unknown, index) => withoutOpenVerdicts(each, wanted[index]));
    return [pairs.map(([each]) => each), pairs.map(([, each]) => each)];
  }
  if (!isObject(found) || !isObject(wanted)) return [found, wanted];
  const isOpen = [found, wanted].some((each) => open.includes(each['status'] ?? each['email_status']));
  const pairs = Object.keys({ ...found, ...wanted })
    .filter((column) => !(isOpen && verdictColumns.includes(column)))
    .map((column) => [column, withoutOpenVerdicts(found[column], wanted[column])] as const);
  return [
    Object.fromEntries(pairs.map(([column, [each]]) => [column, each])),
    Object.fromEntries(pairs.map(([column, [, each]]) => [column, each])),
  ];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
