import { describe } from 'vitest';
import { createPostgresDatabase } from '../../server/support/test-database.ts';
import { describeScrapeNest } from './describe-scrapenest.ts';

describe('ScrapeNest on PostgreSQL', () => describeScrapeNest(createPostgresDatabase));
