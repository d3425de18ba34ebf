/** What a provider promises about its deliveries. */
export interface WebhookPolicy {
  /** From the first byte sent to the last byte read. */
  readonly timeoutMs: number;
  /** How much of the receiver's answer is read. */
  readonly maxAnswerBytes: number;
  /**
   * How long after each failed attempt the next one follows. With none, the one attempt is never repeated, also not
   * when the server died during it; otherwise an attempt that was cut short is made again.
   */
  readonly retryDelaysMs: readonly number[];
  /** How many redirects are followed in one attempt; each hop is checked like the first address. */
  readonly maxRedirects: number;
  /** An endpoint that fails more often than this in a row is disabled. */
  readonly disableAfterFailures?: number;
  /** Answers with which a receiver ends its endpoint at once. */
  readonly disablingStatuses?: readonly number[];
}
