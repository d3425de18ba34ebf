/** A reply as it goes out: lines without their ends, the last one with a blank behind its code. */
export type ReplyText = string;

/** What a mail host answers and how it behaves; whatever is left out is as in any good host. */
export interface SmtpScript {
  readonly greeting?: ReplyText;
  readonly greetingDelayMs?: number;
  readonly ehlo?: ReplyText;
  readonly helo?: ReplyText;
  /** Reply to a sender; `encrypted` tells whether the connection is. */
  readonly mail?: (sender: string, encrypted: boolean) => ReplyText;
  /** Reply to a recipient, which is given in lower case. */
  readonly recipient?: (recipient: string) => ReplyText;
  /** For second and further recipients of one connection, if they are treated differently. */
  readonly laterRecipient?: ReplyText;
  /** Offers and speaks STARTTLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Hangs up instead of answering this command, or right after answering it (`CONNECT` is the greeting). */
  readonly dropBefore?: string;
  readonly dropAfter?: string;
  /** Never answers this command. */
  readonly silentAt?: string;
  /** Bytes go out one by one, this far apart. */
  readonly dripMs?: number;
  /** Sends lines without end in place of this reply. */
  readonly floodAt?: string;
  /** Every reply in pieces of this many bytes. */
  readonly chopBytes?: number;
  readonly bareLineFeeds?: boolean;
}
