import { describe } from 'vitest';
import { createPostgresDatabase } from '../../server/support/test-database.ts';
import { describeScrapfly } from './describe-scrapfly.ts';

describe('Scrapfly on PostgreSQL', () => describeScrapfly(createPostgresDatabase));
