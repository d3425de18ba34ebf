import { describe } from 'vitest';
import { createPgliteDatabase } from '../../server/support/test-database.ts';
import { describeMatchKraft } from './describe-matchkraft.ts';

describe('MatchKraft on PGlite', () => describeMatchKraft(createPgliteDatabase));
