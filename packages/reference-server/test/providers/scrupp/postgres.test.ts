import { describe } from 'vitest';
import { createPostgresDatabase } from '../../server/support/test-database.ts';
import { describeScrupp } from './describe-scrupp.ts';

describe('Scrupp on PostgreSQL', () => describeScrupp(createPostgresDatabase));
