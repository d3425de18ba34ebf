import type { MailPort } from '../net/mail-port.ts';
import type { Verdict } from '../verification/verdict.ts';
import type { Verifier } from '../verification/verify.ts';

/** Says of a verdict that is unknown because no mail server can be reached from here that this is why. */
export function explainBlockedPort(verifier: Verifier, mailPort: Pick<MailPort, 'state'>): Verifier {
  const explain = (verdict: Verdict): Verdict => {
    const isOurs = verdict.status === 'unknown' && (verdict.reason ?? '').startsWith('smtp ');
    return isOurs && mailPort.state === 'blocked'
      ? { ...verdict, reason: 'port 25 is blocked on this network' }
      : verdict;
  };
  return {
    verify: async (email, signal) => explain(await verifier.verify(email, signal)),
    verifyFirst: async (emails, signal) => explain(await verifier.verifyFirst(emails, signal)),
  };
}
