/** What a scheme found out about a delivery it believes. */
export interface Proof {
  /** The bytes that were signed. */
  readonly body: Uint8Array;
  /** Genuine, but its timestamp is too far from now. */
  readonly stale: boolean;
  readonly messageId?: string;
  /** The body without its Content-Encoding, where the scheme allows one. */
  readonly inflate?: () => Uint8Array | undefined;
}

export interface ProofOptions {
  /** At least one, none empty. */
  readonly secrets: readonly string[];
  readonly now: Date;
  readonly maxInflatedBytes: number;
}

export interface SignOptions {
  readonly body: Uint8Array;
  readonly secret: string;
  readonly now: Date;
  /** The message id, for schemes that sign one. @default a new one */
  readonly id?: string;
}
