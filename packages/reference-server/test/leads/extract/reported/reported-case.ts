/** An invented page after a fault that somebody reported, and the addresses that a careful reader finds on it. */
export interface ReportedCase {
  /** What the page shows, and why the reading is right. */
  readonly what: string;
  /** The issue, the document or the program that names the form. */
  readonly report: string;
  readonly html: string;
  readonly emails: readonly string[];
  /** @default `https://www.harbordental.com/contact` */
  readonly site?: string;
}

export const info = 'info@harbordental.com';
