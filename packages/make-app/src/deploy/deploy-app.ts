import type { Make } from '@makehq/sdk';
import { checkApp } from '../check/check-app.ts';
import { type Manifest, manifestSchema } from '../check/manifest-schema.ts';
import { type AppFiles, MANIFEST } from '../format/app-files.ts';
import { connectionSections, moduleSections, moduleTypeIds, webhookSections } from './sections.ts';

/** The app on Make that receives the files. It was created there by hand, because Make gives it its final name. */
export interface Target {
  readonly name: string;
  readonly version: number;
}

export interface DeployOptions {
  readonly make: Make;
  readonly target: Target;
  /** Is told what is done, one line at a time. */
  readonly report: (line: string) => void;
}

/**
 * Uploads the files of an app. What exists on Make is updated: modules by their names, connections and webhooks by their
 * labels, because Make chooses their names. Nothing is deleted and nothing is published. Throws for files with problems,
 * and the errors of the SDK.
 */
export async function deployApp(files: AppFiles, { make, target, report }: DeployOptions): Promise<void> {
  const [problem] = checkApp(files);
  if (problem !== undefined) throw new TypeError(`${problem.file}: ${problem.message}`);
  const { name, version } = target;
  const { generalCodeFiles, components } = readManifest(files);
  const content = (file: string): string => files[file] ?? '';
  await make.sdk.apps.get(name, version);

  await make.sdk.apps.setSection(name, version, 'base', content(generalCodeFiles.base));
  report(`The base of ${name} was updated.`);

  const connections = await deployConnections(files, components.connection, { make, target, report });
  const webhooks = await deployWebhooks(files, components.webhook, connections, { make, target, report });
  await deployModules(files, components.module, { connections, webhooks }, { make, target, report });

  await make.sdk.apps.setSection(name, version, 'groups', content(generalCodeFiles.groups));
  await make.sdk.apps.setDocs(name, version, content(generalCodeFiles.readme));
  report(`The groups and the documentation of ${name} were updated.`);
}

const readManifest = (files: AppFiles): Manifest => manifestSchema.parse(JSON.parse(files[MANIFEST] ?? ''));

/** The names on Make by the ids in the manifest. */
type RemoteNames = ReadonlyMap<string, string>;

async function deployConnections(
  files: AppFiles,
  connections: Manifest['components']['connection'],
  { make, target, report }: DeployOptions,
): Promise<RemoteNames> {
  const existing = await make.sdk.connections.list(target.name);
  const names = new Map<string, string>();
  for (const [id, { label, connectionType: type, codeFiles }] of Object.entries(connections)) {
    const found = existing.find((each) => each.label === label);
    const { name } = found ?? (await make.sdk.connections.create(target.name, { type, label }));
    for (const [part, section] of Object.entries(connectionSections))
      await make.sdk.connections.setSection(name, section, contentOf(files, codeFiles, part));
    report(`The connection "${label}" was ${found === undefined ? 'created' : 'updated'}.`);
    names.set(id, name);
  }
  return names;
}

async function deployWebhooks(
  files: AppFiles,
  webhooks: Manifest['components']['webhook'],
  connections: RemoteNames,
  { make, target, report }: DeployOptions,
): Promise<RemoteNames> {
  const existing = await make.sdk.webhooks.list(target.name);
  const names = new Map<string, string>();
  for (const [id, { label, webhookType: type, connection, codeFiles }] of Object.entries(webhooks)) {
    const found = existing.find((each) => each.label === label);
    const { name } = found ?? (await createWebhook(make, target, { type, label }));
    // The SDK's update has no field for the connection.
    await make.fetch(`/sdk/apps/webhooks/${name}`, {
      method: 'PATCH',
      body: { label, connection: connections.get(connection) ?? null },
    });
    for (const [part, section] of Object.entries(webhookSections))
      await make.sdk.webhooks.setSection(name, section, contentOf(files, codeFiles, part));
    report(`The webhook "${label}" was ${found === undefined ? 'created' : 'updated'}.`);
    names.set(id, name);
  }
  return names;
}

/** Returns the content of a part of a component, which is empty when the component has no file for it. */
const contentOf = (files: AppFiles, codeFiles: Readonly<Record<string, string>>, part: string): string =>
  files[codeFiles[part] ?? ''] ?? '';

/** The SDK's create is said to return no name. */
async function createWebhook(
  make: Make,
  { name: app }: Target,
  body: { readonly type: string; readonly label: string },
): Promise<{ readonly name: string }> {
  const path = `/sdk/apps/${app}/webhooks`;
  const { appWebhook } = await make.fetch<{ appWebhook: { name: string } }>(path, { method: 'POST', body });
  return appWebhook;
}

async function deployModules(
  files: AppFiles,
  modules: Manifest['components']['module'],
  { connections, webhooks }: { readonly connections: RemoteNames; readonly webhooks: RemoteNames },
  { make, target: { name: app, version }, report }: DeployOptions,
): Promise<void> {
  const existing = new Set((await make.sdk.modules.list(app, version)).map(({ name }) => name));
  for (const [name, module] of Object.entries(modules)) {
    const { label, description, moduleType, actionCrud, connection, webhook, codeFiles } = module;
    const metadata = {
      label,
      description,
      typeId: moduleTypeIds[moduleType],
      crud: actionCrud ?? null,
      connection: connections.get(connection) ?? null,
      webhook: webhook === undefined ? null : (webhooks.get(webhook) ?? null),
    };
    const isNew = !existing.has(name);
    // The SDK's create and update have no field for the webhook and for what an action does.
    if (isNew)
      await make.fetch(`/sdk/apps/${app}/${version}/modules`, {
        method: 'POST',
        body: {
          name,
          ...metadata,
          ...(moduleType === 'universal' && { subtype: 'Universal' }),
          moduleInitMode: 'blank',
        },
      });
    else await make.fetch(`/sdk/apps/${app}/${version}/modules/${name}`, { method: 'PATCH', body: metadata });
    for (const [part, section] of Object.entries(moduleSections))
      await make.sdk.modules.setSection(app, version, name, section, contentOf(files, codeFiles, part));
    report(`The module "${label}" was ${isNew ? 'created' : 'updated'}.`);
  }
  const left = [...existing].filter((name) => !Object.hasOwn(modules, name));
  if (left.length > 0)
    report(`These modules are not in the files and were left as they are: ${left.join(', ')}.`);
}
