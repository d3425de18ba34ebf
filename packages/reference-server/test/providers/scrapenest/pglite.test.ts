import { describe } from 'vitest';
import { createPgliteDatabase } from '../../server/support/test-database.ts';
import { describeScrapeNest } from './describe-scrapenest.ts';

describe('ScrapeNest on PGlite', () => describeScrapeNest(createPgliteDatabase));
