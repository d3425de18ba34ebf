/** Who pays: balances are thousandths of a credit. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly opening: number;
  readonly balance: number;
  readonly suspended: boolean;
}

/** An account and its secrets, which are shown this once. */
export interface NewAccount {
  readonly id: string;
  readonly email: string;
  readonly apiKey: string;
  readonly signingSecret: string;
}
