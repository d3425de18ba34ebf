/** What a provider promises about its deliveries. */
export interface WebhookPolicy {
  /** From the first byte sent to the last byte read. */
  readonly timeoutMs: number;
  /** How much of the receiver's answer is read. */
  readonly maxAnswerBytes: number;
}
