import { describe } from 'vitest';
import { createPgliteDatabase } from '../../server/support/test-database.ts';
import { describeScrupp } from './describe-scrupp.ts';

describe('Scrupp on PGlite', () => describeScrupp(createPgliteDatabase));
