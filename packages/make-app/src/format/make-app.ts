import type { Json, JsonObject } from './json.ts';

/** The types of modules that these apps have, in Make's words. */
export type ModuleType = 'action' | 'search' | 'instant_trigger' | 'universal';

/** What an action does to the data of the service, in Make's words. */
export type ActionCrud = 'create' | 'read' | 'update' | 'delete';

/** How a user signs in: the fields of the form, and the request that tests them. */
export interface MakeConnection {
  readonly label: string;
  readonly communication: Json;
  readonly params: Json;
}

/** The receiver of an instant trigger. Without `attach` the user copies its address into the service. */
export interface MakeWebhook {
  readonly label: string;
  /** The id of the connection. */
  readonly connection: string;
  readonly communication: Json;
  readonly params: Json;
  readonly attach: Json;
  readonly detach: Json;
}

export interface MakeModule {
  readonly label: string;
  readonly description: string;
  readonly moduleType: ModuleType;
  /** Only of an action. */
  readonly actionCrud?: ActionCrud;
  /** The id of the connection. */
  readonly connection: string;
  /** The id of the webhook; only of an instant trigger. */
  readonly webhook?: string;
  readonly communication: Json;
  readonly staticParams: Json;
  readonly mappableParams: Json;
  readonly interface: Json;
  readonly samples: Json;
}

/** A custom app for Make: its components by their ids. */
export interface MakeApp {
  /** Markdown, which Make shows as the documentation of the app. */
  readonly readme: string;
  /** What all modules inherit: the base URL, the key, the errors and the places in logs that are hidden. */
  readonly base: JsonObject;
  /** The groups of modules in the editor. */
  readonly groups: Json;
  readonly connections: Readonly<Record<string, MakeConnection>>;
  readonly webhooks: Readonly<Record<string, MakeWebhook>>;
  readonly modules: Readonly<Record<string, MakeModule>>;
}
