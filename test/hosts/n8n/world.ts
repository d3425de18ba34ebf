import { startReferenceServer, type ReferenceServer, type TestAccount } from '../../e2e/reference-server.ts';
import { type N8nHost, startN8nHost } from './n8n-host.ts';
import type { CredentialRef } from './n8n-api.ts';
import { node, type NodeDraft, type NodeParts } from './workflow-draft.ts';

/** The real n8n and the reference server that its nodes talk to. */
export interface World extends AsyncDisposable {
  readonly host: N8nHost;
  readonly server: ReferenceServer;
  /** Creates an account on the server, with its credentials in n8n. */
  createUser(credits?: number): Promise<User>;
}

export interface User {
  readonly account: TestAccount;
  /** The data of the ScrapeKit credential. */
  readonly credentialData: {
    readonly apiKey: string;
    readonly webhookSecret: string;
    readonly baseUrl: string;
  };
  readonly credential: CredentialRef;
  /** Returns a ScrapeKit node that uses the credential. */
  scrapeKit(parts: NodeParts): NodeDraft;
  scrapeKitTrigger(parts: NodeParts): NodeDraft;
}

export async function startWorld(): Promise<World> {
  const server = await startReferenceServer();
  const host = await startN8nHost().catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  return {
    host,
    server,
    createUser: async (credits = 100) => {
      const account = await server.createAccount(credits);
      const { api_key: apiKey, webhook_secret: webhookSecret } = account;
      const credentialData = { apiKey, webhookSecret, baseUrl: server.url };
      const credential = await host.api.createCredential('scrapeKitApi', credentialData);
      const credentials = { scrapeKitApi: credential };
      return {
        account,
        credentialData,
        credential,
        scrapeKit: (parts) =>
          node('n8n-nodes-scrapekit.scrapeKit', { name: 'ScrapeKit', credentials, ...parts }),
        scrapeKitTrigger: (parts) =>
          node('n8n-nodes-scrapekit.scrapeKitTrigger', { name: 'Trigger', credentials, ...parts }),
      };
    },
    [Symbol.asyncDispose]: async () => {
      await host[Symbol.asyncDispose]();
      await server.close();
    },
  };
}
