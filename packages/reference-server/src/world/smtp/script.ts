/** The lines of a reply, joined by `\n`, in SMTP syntax: the last line has a space after its code. */
export type ReplyText = string;

/** The replies and the behaviour of a mail host. Fields that are left out give a normal host. */
export interface SmtpScript {
  readonly greeting?: ReplyText;
  readonly greetingDelayMs?: number;
  readonly ehlo?: ReplyText;
  readonly helo?: ReplyText;
  /** Returns the reply to MAIL. */
  readonly mail?: (sender: string, encrypted: boolean) => ReplyText;
  /** Returns the reply to RCPT. The recipient is in lower case. */
  readonly recipient?: (recipient: string) => ReplyText;
  /** The reply to all but the first recipient of a connection. @default that of `recipient` */
  readonly laterRecipient?: ReplyText;
  /** Supports STARTTLS with this certificate. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Closes the connection instead of replying to this command. `CONNECT` means the greeting. */
  readonly dropBefore?: string;
  /** Closes the connection after the reply to this command. */
  readonly dropAfter?: string;
  /** Sends no reply to this command. */
  readonly silentAt?: string;
  /** Sends single bytes with this pause between them. */
  readonly dripMs?: number;
  /** Sends endless lines instead of the reply to this command. */
  readonly floodAt?: string;
  /** Sends each reply in pieces of this many bytes. */
  readonly chopBytes?: number;
  readonly bareLineFeeds?: boolean;
}
