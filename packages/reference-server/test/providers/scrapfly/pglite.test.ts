import { describe } from 'vitest';
import { createPgliteDatabase } from '../../server/support/test-database.ts';
import { describeScrapfly } from './describe-scrapfly.ts';

describe('Scrapfly on PGlite', () => describeScrapfly(createPgliteDatabase));
