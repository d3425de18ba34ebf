import type { VerificationStatus } from '../../src/verification/verdict.ts';

/** An address at a host that refuses everybody else, and the verdicts that are right. */
export interface ReportedFault {
  readonly what: string;
  readonly email: string;
  /** The reply about the address. `everybody` gets it too when `toAll` is set. */
  readonly reply: string;
  readonly toAll?: boolean;
  readonly right: readonly VerificationStatus[];
}

const ok = '250 2.1.5 OK';
const jane = 'jane@biz.test';

const refusal = (what: string, reply: string, ...right: VerificationStatus[]): ReportedFault => ({
  what,
  email: jane,
  reply,
  right,
});
const role = (local: string): ReportedFault => ({
  what: 'names a function',
  email: `${local}@biz.test`,
  reply: ok,
  right: ['role'],
});
const lasting = (domain: string, ...right: VerificationStatus[]): ReportedFault => ({
  what: 'is at a provider of lasting mailboxes',
  email: `jane@${domain}`,
  reply: ok,
  right: right.length > 0 ? right : ['safe', 'role', 'catch_all'],
});
const disposable = (domain: string): ReportedFault => ({
  what: 'is below a disposable domain',
  email: `jane@${domain}`,
  reply: ok,
  toAll: true,
  right: ['disposable'],
});

/** Inputs from public reports about verifiers. */
export const reportedFaults: readonly ReportedFault[] = [
  refusal('is busy at Tencent', '550 Mailbox unavailable or access denied', 'unknown'),
  refusal(
    'is busy at Microsoft',
    '554 5.2.122 The recipient has exceeded their limit for the number of messages they can receive per hour',
    'unknown',
  ),
  refusal(
    'has a tenant with a full queue',
    '450 4.7.3 Organization queue quota exceeded. [outlook.com]',
    'unknown',
  ),
  refusal(
    'is unknown at AT&T, which also names the client',
    `550 5.2.1 <${jane}>... Addressee unknown, relay=[203.0.113.9]`,
    'invalid',
  ),
  refusal(
    'is unknown in spite of a policy code',
    `554 5.7.1 <${jane}>: Recipient address rejected: Invalid-Recipient.`,
    'invalid',
  ),
  refusal('is full in Spanish', '550 El buzón está lleno', 'inbox_full'),
  refusal('is full in Spanish without accents', '550 El buzon esta lleno', 'inbox_full'),
  refusal('is unknown in German', '550 Empfänger unbekannt', 'invalid'),
  {
    ...refusal(
      'is at a host that blocks the client',
      '554 5.7.0 Blocked - see https://support.proofpoint.com/dnsbl-lookup.cgi?ip=203.0.113.9',
      'unknown',
    ),
    toAll: true,
  },
  refusal(
    'is full by RFC 5321',
    '552 Requested mail action aborted: exceeded storage allocation',
    'inbox_full',
  ),
  refusal('is refused for load', '550 Server load too high', 'unknown'),
  refusal('is refused by a filter', '550 Rejected by the filter', 'unknown'),
  refusal('is refused as a relay', '550 Relaying to this place is switched off', 'unknown'),
  refusal('is refused in words that nobody knows', '550 Ei onnistu', 'unknown'),
  refusal('is refused with the code of the system', '550 5.3.0 Rejected', 'unknown'),
  refusal('is refused without a reason', '550 Rejected', 'invalid'),
  refusal(
    'is inactive in spite of a policy code',
    '550 5.7.1 Recipient address rejected: Inactive',
    'disabled',
  ),
  refusal('is on no list of recipients', '550 5.7.1 Not in recipient list', 'invalid'),
  refusal('has a sender with a quota', '550 5.7.1 Email quota exceeded', 'unknown'),
  ...['buchhaltung', 'rechnungen', 'praxis', 'verwaltung', 'prenotazioni', 'pedidos'].map(role),
  ...[
    'comptabilité',
    'klantenservice',
    'ksiegowosc',
    'zakaz',
    'asiakaspalvelu',
    'satis',
    'ugyfelszolgalat',
  ].map(role),
  ...['objednavky', 'vanzari', 'kundtjanst', 'tilbud', 'racunovodstvo', 'customer-service'].map(role),
  ...['hush.com', 'mail2world.com', 'tom.com', 'lavabit.com', 'sibmail.com'].map((domain) => lasting(domain)),
  ...['fastmessaging.com', 'mailhaven.com', 'nospammail.net', 'reallyfast.info'].map((domain) =>
    lasting(domain, 'safe'),
  ),
  ...['safe-mail.net', 'hush.ai', 'vfemail.net', 'sent.at', 'eml.cc', 'latinmail.com'].map((domain) =>
    lasting(domain),
  ),
  ...['mail7.sharklasers.com', 'x9.trashmail.com', 'a.b.mailinator.com', 'anna.yopmail.com'].map(disposable),
];
