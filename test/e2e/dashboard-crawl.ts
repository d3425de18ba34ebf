import type { Page } from 'playwright-core';

/** A page of the dashboard that a visitor reaches by links from the overview. */
export interface FoundPage {
  /** Its address below the server's, such as `/dashboard/jobs/sk_job_1`. */
  readonly address: string;
  /** The address with `ID` in place of the random part of ids, which names the kind of page, such as `/dashboard/jobs/sk_job_ID`. */
  readonly kind: string;
  /** Its headings, column heads and labels. */
  readonly words: readonly string[];
}

const MOST_PAGES = 200;

/** Ids of jobs, endpoints, deliveries and keys: long parts with a digit, or with capitals and small letters. */
const id = /\/((?:[a-z]+_)*)(?=[^/?]*\d|[A-Za-z]*$)[\w-]{12,}/g;

const kindOf = (address: string): string => {
  const { pathname, searchParams } = new URL(address, 'http://dashboard.test');
  const names = [...new Set(searchParams.keys())].filter((name) => name !== 'before' && name !== 'after');
  return pathname.replace(id, '/$1ID') + (names.length === 0 ? '' : `?${names.toSorted().join('&')}`);
};

/**
 * Follows all links of the dashboard from its overview and returns one page of each kind, the overview first. Downloads are
 * not followed.
 */
export async function findPages(page: Page): Promise<readonly FoundPage[]> {
  const found = new Map<string, FoundPage>();
  const open = ['/dashboard'];
  for (let address = open.shift(); address !== undefined; address = open.shift()) {
    const kind = kindOf(address);
    if (found.has(kind) || found.size >= MOST_PAGES) continue;
    await page.goto(address);
    found.set(kind, { address, kind, words: await wordsOf(page) });
    open.push(...(await linksOf(page)));
  }
  return [...found.values()];
}

export const wordsOf = async (page: Page): Promise<readonly string[]> =>
  await page.locator('main h1, main h2, main th, main label').allTextContents();

async function linksOf(page: Page): Promise<readonly string[]> {
  const links = await page.locator('a[href^="/dashboard"]:not([download])').all();
  return await Promise.all(links.map(async (link) => (await link.getAttribute('href'))?.split('#')[0] ?? ''));
}
