import { SettingError } from '@scrapekit/storage/startup-failure';
import { createLogger } from './logger.ts';

const MOST_PORTS = 65_535;
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
/** The page shows the keys of signatures, and may be asked as often as the sender likes. */
const strongToken = /^[!-~]{16,}$/;

/**
 * Reads how the relay runs from the environment. Throws SettingError that names the variable and says what to write. No
 * message repeats a secret, such as the password in DATABASE_URL.
 */
export function readEnvironment(environment: NodeJS.ProcessEnv) {
  const portText = environment['PORT'] || '8790';
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : NaN;
  if (!(port <= MOST_PORTS))
    throw new SettingError(`PORT is ${portText}. Set it to a number from 0 to ${MOST_PORTS}.`);
  const level = environment['LOG_LEVEL'] || 'info';
  if (!LEVELS.includes(level))
    throw new SettingError(`LOG_LEVEL is ${level}. Set it to one of ${LEVELS.join(', ')}.`);
  return {
    port,
    host: environment['HOST'] || '127.0.0.1',
    dataDir: environment['DATA_DIR'] || '.relay',
    logger: createLogger(level),
    databaseUrl: readDatabaseUrl(environment['DATABASE_URL']),
    adminToken: readAdminToken(environment['ADMIN_TOKEN']),
  };
}

/** The driver would take the place of a missing host from its own defaults. */
function readDatabaseUrl(text = ''): string | undefined {
  const isPostgres = ['postgres:', 'postgresql:'].includes(URL.parse(text)?.protocol ?? '');
  if (text !== '' && !isPostgres)
    throw new SettingError(
      'DATABASE_URL is no address of a PostgreSQL. Set it to postgres://user:password@host:port/database, or remove it.',
    );
  return text || undefined;
}

function readAdminToken(text = ''): string | undefined {
  if (text !== '' && !strongToken.test(text))
    throw new SettingError(
      'ADMIN_TOKEN must have at least 16 letters, digits or signs, and no blanks. The command "openssl rand -hex 16" makes one.',
    );
  return text || undefined;
}
