import { ICredentialsHelper, UserError } from './n8n-workflow.ts';
import type {
  IAuthenticateGeneric,
  ICredentialDataDecryptedObject,
  ICredentials,
  IDataObject,
  IHttpRequestOptions,
  INode,
  INodeProperties,
  Workflow as EngineWorkflow,
} from 'n8n-workflow';
import type { InstalledNodes } from './installed-nodes.ts';

/** The data of one credential per credential type, by the name of the type. */
export type CredentialData = Readonly<Record<string, Readonly<ICredentialDataDecryptedObject>>>;

/** Gives nodes their credentials and authenticates their requests as the credential type defines. */
export class CredentialStore extends ICredentialsHelper {
  readonly #types: InstalledNodes;
  readonly #data: CredentialData;

  constructor(types: InstalledNodes, data: CredentialData) {
    super();
    this.#types = types;
    this.#data = data;
  }

  getDecrypted(
    _additionalData: unknown,
    _details: unknown,
    type: string,
  ): Promise<ICredentialDataDecryptedObject> {
    const data = this.#data[type];
    if (data === undefined)
      return Promise.reject(new UserError(`No credential of the type ${type} was given.`));
    return Promise.resolve({ ...this.#defaults(type), ...data });
  }

  async authenticate(
    credentials: ICredentialDataDecryptedObject,
    type: string,
    request: IHttpRequestOptions,
    workflow: EngineWorkflow,
    node: INode,
  ): Promise<IHttpRequestOptions> {
    const { authenticate } = this.#types.getCredential(type);
    if (authenticate === undefined) return request;
    if (typeof authenticate === 'function') return await authenticate(credentials, request);
    const keys = { $credentials: credentials };
    return applyGeneric(authenticate, request, (text) =>
      workflow.expression.getSimpleParameterValue(node, text, 'internal', keys, undefined, ''),
    );
  }

  getCredentialsProperties(type: string): INodeProperties[] {
    return this.#types.getCredential(type).properties;
  }

  getParentTypes(): string[] {
    return [];
  }

  isCredentialUsableByNode(): boolean {
    return true;
  }

  preAuthentication(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  runPreAuthentication(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  getCredentials(): Promise<ICredentials> {
    return Promise.reject(new UserError('Credentials are not stored here.'));
  }

  updateCredentials(): Promise<void> {
    return Promise.resolve();
  }

  updateCredentialsOauthTokenData(): Promise<void> {
    return Promise.resolve();
  }

  #defaults(type: string): ICredentialDataDecryptedObject {
    const properties = this.getCredentialsProperties(type);
    return Object.fromEntries(properties.map(({ name, default: value }) => [name, value as string]));
  }
}

function applyGeneric(
  { properties }: IAuthenticateGeneric,
  request: IHttpRequestOptions,
  evaluate: (text: string) => unknown,
): IHttpRequestOptions {
  const merge = (given: object | undefined, added: object | undefined) => ({
    ...given,
    ...Object.fromEntries(Object.entries(added ?? {}).map(([key, value]) => [key, evaluate(String(value))])),
  });
  return {
    ...request,
    headers: merge(request.headers, properties.headers) as IDataObject,
    qs: merge(request.qs, properties.qs) as IDataObject,
  };
}
