/** A piece of code that verifies a webhook. */
export interface Snippet {
  readonly language: 'Node.js' | 'Python' | 'PHP' | 'Go';
  readonly code: string;
}

/** Where to paste what in one product, in short steps. */
export interface HostSteps {
  readonly host: 'n8n' | 'Zapier' | 'Make';
  readonly steps: readonly string[];
}

/** How the dashboard explains the webhooks of one provider. All texts are plain sentences. */
export interface WebhookGuide {
  /** How a receiver is named, and what it is told. */
  readonly intro: string;
  /** Terms with a sentence each, such as the signature and the retries. */
  readonly facts: readonly (readonly [term: string, fact: string])[];
  /** The secret that signs: of the account, of each registered receiver, an API key, or none. */
  readonly signedWith: 'account secret' | 'endpoint secret' | 'API key' | 'nothing';
  /** What a receiver sees when the secret is replaced, a sentence each. */
  readonly rotation?: readonly string[];
  /** For providers whose jobs name their receivers: the events of a test delivery, which has no job. */
  readonly testEvents?: readonly string[];
  /** What the code does, and what a receiver has to do besides. */
  readonly snippetIntro: string;
  readonly snippets: readonly Snippet[];
  readonly hosts: readonly HostSteps[];
}
