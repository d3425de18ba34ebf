import { describe } from 'vitest';
import { describeServer } from './support/describe-server.ts';
import { createPostgresDatabase } from './support/test-database.ts';

describe('on PostgreSQL', () => describeServer(createPostgresDatabase));
