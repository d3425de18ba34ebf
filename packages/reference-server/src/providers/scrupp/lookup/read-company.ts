import type { Crawler } from '../../../leads/crawl.ts';
import { siteDomain } from '../../../leads/extract/mail-domain.ts';
import type { LeadPipeline } from '../../../leads/pipeline.ts';
import type { FoundCompany } from './find-companies.ts';

/** A company as source and website together know it; null is what neither knows. */
export interface Company {
  readonly company_name: string | null;
  readonly company_domain: string | null;
  readonly company_linkedin: string | null;
  readonly company_website: string | null;
  readonly company_phone: string | null;
  readonly company_address: string | null;
  readonly company_category: string | null;
}

/** What an item led to nothing has. */
export const nobody: Company = {
  company_name: null,
  company_domain: null,
  company_linkedin: null,
  company_website: null,
  company_phone: null,
  company_address: null,
  company_category: null,
};

export interface ReadCompany {
  readonly company: Company;
  readonly emails: readonly string[];
}

export interface CompanyReader {
  readonly pipeline: LeadPipeline;
  readonly crawler: Crawler;
}

/** Reads the company's website; null for a website that is all we have and cannot be read. */
export async function readCompany(
  { pipeline, crawler }: CompanyReader,
  { website, place, linkedin }: FoundCompany,
  signal: AbortSignal,
): Promise<ReadCompany | null> {
  const known = {
    company_linkedin: linkedin,
    company_website: orNull(website),
    company_domain: domainOf(website),
  };
  if (place !== null) {
    const company = {
      ...known,
      company_name: orNull(place.name),
      company_phone: orNull(place.phone),
      company_address: orNull(place.address),
      company_category: orNull(place.category),
    };
    return { company, emails: await pipeline.findEmails(place, signal) };
  }
  const { pages, emails, siteName = null } = await crawler.crawl(website, signal);
  const [home] = pages;
  if (home === undefined) return null;
  return { company: { ...nobody, ...known, company_website: home, company_name: siteName }, emails };
}

const orNull = (text: string): string | null => (text === '' ? null : text);

const domainOf = (website: string): string | null => (website === '' ? null : orNull(siteDomain(website)));
