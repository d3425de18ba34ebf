import { LazyPackageDirectoryLoader, PackageDirectoryLoader, type DirectoryLoader } from 'n8n-core';
import { NodeHelpers, UserError } from './n8n-workflow.ts';
import type { ICredentialType, IDataObject, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';

/** The node and credential types of n8n packages on disk, loaded by n8n's loader as their package.json lists them. */
export class InstalledNodes implements INodeTypes {
  readonly #loaders: ReadonlyMap<string, DirectoryLoader>;

  private constructor(loaders: ReadonlyMap<string, DirectoryLoader>) {
    this.#loaders = loaders;
  }

  /** Loads from folders with a package.json. Nodes of the `lazy` folders, such as n8n's own, are loaded when used. */
  static async load(folders: {
    readonly packages: readonly string[];
    readonly lazy: readonly string[];
  }): Promise<InstalledNodes> {
    const loaders = [
      ...folders.packages.map((folder) => new PackageDirectoryLoader(folder)),
      ...folders.lazy.map((folder) => new LazyPackageDirectoryLoader(folder)),
    ];
    await Promise.all(loaders.map((loader) => loader.loadAll()));
    return new InstalledNodes(new Map(loaders.map((loader) => [loader.packageName, loader])));
  }

  getByName(type: string): INodeType | IVersionedNodeType {
    const dot = type.lastIndexOf('.');
    const loader = this.#loaders.get(type.slice(0, dot));
    const name = type.slice(dot + 1);
    // n8n adds a node type with this ending for each node that an AI agent may use as a tool.
    for (const known of [name, name.replace(/Tool$/, '')]) {
      if (loader && (known in loader.nodeTypes || known in loader.known.nodes))
        return loader.getNode(known).type;
    }
    throw new UserError(`This workflow needs the node type ${type}, which is not installed here.`);
  }

  getByNameAndVersion(type: string, version?: number): INodeType {
    return NodeHelpers.getVersionedNodeType(this.getByName(type), version);
  }

  getKnownTypes(): IDataObject {
    return {};
  }

  getCredential(name: string): ICredentialType {
    for (const loader of this.#loaders.values()) {
      if (name in loader.credentialTypes || name in loader.known.credentials)
        return loader.getCredential(name).type;
    }
    throw new UserError(`This workflow needs the credential type ${name}, which is not installed here.`);
  }
}
