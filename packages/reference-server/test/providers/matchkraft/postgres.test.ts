import { describe } from 'vitest';
import { createPostgresDatabase } from '../../server/support/test-database.ts';
import { describeMatchKraft } from './describe-matchkraft.ts';

describe('MatchKraft on PostgreSQL', () => describeMatchKraft(createPostgresDatabase));
