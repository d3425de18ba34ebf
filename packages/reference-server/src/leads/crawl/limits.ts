/** What one website may cost. */
export interface CrawlLimits {
  /** Pages read, the home page included. */
  readonly pages: number;
  /** Requests sent, robots.txt and redirects included. */
  readonly requests: number;
  readonly redirects: number;
  /** Of a page after decompression; the rest is not read. */
  readonly pageBytes: number;
  readonly siteTimeoutMs: number;
}

export const defaultLimits: CrawlLimits = {
  pages: 6,
  requests: 10,
  redirects: 5,
  pageBytes: 3_000_000,
  siteTimeoutMs: 15_000,
};
