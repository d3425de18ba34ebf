import { createVerifier, type VerifierOptions } from '../../src/verification/verify.ts';
import type { SmtpScript } from '../../src/world/smtp/script.ts';
import { mailboxes, startScriptedMail, type ScriptedMailOptions } from './scripted-mail.ts';

export const ok = '250 2.1.5 Ok';

/** A mail host with the mailboxes anna, info and postmaster. */
export const anna = {
  recipient: mailboxes({ 'anna@d.test': ok, 'info@d.test': ok, 'postmaster@d.test': ok }),
};

/** Verifies the address on scripted mail hosts. One script stands for the only host of `d.test`. */
export async function verify(
  email: string,
  mailHosts: SmtpScript | ScriptedMailOptions,
  options: Omit<VerifierOptions, 'net'> = {},
) {
  await using mail = await startScriptedMail(
    'hosts' in mailHosts ? mailHosts : { hosts: { 'mx.d.test': mailHosts } },
  );
  const verdict = await createVerifier({ allowTestTlds: true, ...options, net: mail.net }).verify(email);
  return { verdict, mail, ...verdict };
}
