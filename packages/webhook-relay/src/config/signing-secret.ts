import { secretSchema } from './secret.ts';

const PREFIX = 'whsec_';

/** Creates the schema of a signing secret of Standard Webhooks: `whsec_` and 24 to 64 bytes in base64. */
export const signingSecretSchema = (environment: NodeJS.ProcessEnv) => {
  const description =
    'Signs what this target gets. Without the line, the relay makes a secret and shows it on its page.';
  return secretSchema({ environment, inHeader: false, description })
    .refine(
      isSigningSecret,
      `Write ${PREFIX} and then 24 to 64 random bytes in base64. The command \`openssl rand -base64 32\` makes them.`,
    )
    .meta({ description });
};

function isSigningSecret(secret: string): boolean {
  if (!secret.startsWith(PREFIX)) return false;
  const encoded = secret.slice(PREFIX.length);
  const key = Buffer.from(encoded, 'base64');
  // Node skips what is not base64.
  return key.toString('base64') === encoded && key.length >= 24 && key.length <= 64;
}
