/**
 * Keeps n8n's engine out of the home directory: without this it writes ~/.n8n/config. n8n reads these variables
 * once per process, so the first folder stays.
 */
export function keepSettingsIn(folder: string): void {
  process.env.N8N_USER_FOLDER ??= folder;
  process.env.N8N_LOG_LEVEL ??= 'silent';
}
