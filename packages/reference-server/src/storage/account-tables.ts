import type { Generated } from 'kysely';

export interface AccountTable {
  readonly id: string;
  readonly email: string;
  /** Not read any more: the passwords are in `account_user`. Null in accounts that were created since. */
  readonly password_hash: string | null;
  /** Thousandths of a credit. */
  readonly opening: number;
  readonly balance: number;
  readonly suspended: boolean;
  /** Thousandths of a credit. The dashboard tells users when the balance is lower. */
  readonly low_balance: Generated<number>;
  readonly created_at: Date;
}

export interface ApiKeyTable {
  readonly id: string;
  readonly account_id: string;
  readonly hash: string;
  readonly prefix: string;
  readonly name: string;
  /** For providers that separate projects and environments. */
  readonly project: Generated<string>;
  readonly env: Generated<string>;
  readonly created_at: Date;
  readonly deleted_at: Date | null;
  /** The key, encrypted with a secret of `server_secret`. Null for keys that do not sign and for deleted keys. */
  readonly sealed: string | null;
  /** To about a minute. */
  readonly used_at: Date | null;
}

export interface SigningSecretTable {
  readonly account_id: string;
  readonly secret: string;
  readonly created_at: Date;
}

export interface UserTable {
  readonly id: string;
  readonly account_id: string;
  readonly email: string;
  readonly password_hash: string;
  readonly role: 'owner' | 'member' | 'viewer';
  readonly time_zone: Generated<string>;
  readonly created_at: Date;
}

/** A link that invites a user, or with which the user `user_id` chooses a new password. */
export interface UserLinkTable {
  readonly id: string;
  readonly token_hash: string;
  readonly account_id: string;
  readonly user_id: string | null;
  readonly email: string;
  readonly role: 'owner' | 'member' | 'viewer' | null;
  readonly created_at: Date;
  readonly expires_at: Date;
}

export interface SessionTable {
  readonly id: string;
  readonly account_id: string;
  /** Null in a session that a server of an earlier version began. It is not accepted. */
  readonly user_id: string | null;
  readonly begun_at: Date | null;
  readonly seen_at: Date | null;
  readonly browser: string | null;
  readonly network: string | null;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
}

export interface ServerSecretTable {
  readonly name: string;
  readonly secret: string;
}

export interface LedgerTable {
  readonly id: Generated<number>;
  readonly account_id: string;
  readonly kind: string;
  readonly units: number;
  readonly job_id: string | null;
  readonly row_index: number | null;
  readonly at: Date;
  /** The provider of a line without a job. Null in lines of jobs and in grants. */
  readonly provider: string | null;
}

/**
 * The sum of an account's ledger lines in a quarter of an hour, by provider and kind. A trigger of the database keeps it
 * in the transactions that add lines.
 */
export interface SpendTable {
  readonly account_id: string;
  readonly quarter: Date;
  /** Empty for grants. */
  readonly provider: string;
  readonly kind: string;
  readonly lines: number;
  readonly units: number;
}

/** The sum of the ledger lines of one kind that belong to a job, or to no job and a quarter of an hour. */
export interface LedgerGroupTable {
  readonly account_id: string;
  readonly name: string;
  readonly kind: string;
  readonly job_id: string | null;
  readonly provider: string;
  /** The id of the first line of the group, of any kind. */
  readonly first_line: number;
  readonly lines: number;
  readonly units: number;
  readonly first_at: Date;
  readonly last_at: Date;
}
