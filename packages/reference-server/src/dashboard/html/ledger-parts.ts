import { html } from 'ghtml';
import type { GroupPart } from '../../accounts/ledger-groups.ts';

const kindNames: Readonly<Record<string, readonly [one: string, more: string]>> = {
  lead: ['lead', 'leads'],
  lead_verify: ['address of a lead verified', 'addresses of leads verified'],
  verify: ['address verified', 'addresses verified'],
  refund: ['refund of an address with an unknown verdict', 'refunds of addresses with an unknown verdict'],
  grant: ['change of the balance', 'changes of the balance'],
};

/** What was paid comes before what was given back. */
export const byKind = (one: GroupPart, other: GroupPart): number =>
  Object.keys(kindNames).indexOf(one.kind) - Object.keys(kindNames).indexOf(other.kind);

/** Returns HTML such as `3 addresses verified`. */
export function describePart({ kind, lines }: GroupPart): string {
  const [one, more] = kindNames[kind] ?? [kind, kind];
  return html`${lines} ${lines === 1 ? one : more}`;
}
