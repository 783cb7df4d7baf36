import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Tests that take over ten seconds, such as those at full size: `npm test` runs them once, `npm run verify` does not.
const excluded = process.env.TEST_PROOFS === '0' ? ['**/*.proof*.test.ts'] : []

/** The longest first: begun last, one of them would keep a single core busy after all others have ended. */
class ProofsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const isProof = ({ moduleId }: TestSpecification) => Number(moduleId.includes('.proof.'))
    return (await super.sort(files)).sort((one, other) => isProof(other) - isProof(one))
  }
}

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    // A runner of its own for each of two cores; vitest would leave one of them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Loading the code anew for each file would take longer than the tests.
    isolate: false,
    sequence: { sequencer: ProofsFirst },
    // These only end what hangs: how long a test takes depends on what else the machine does.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 20_000 } },
    // `npm run verify` runs the tests that import what was changed. The schema and SQL functions nobody imports.
    forceRerunTriggers: [...configDefaults.forceRerunTriggers, '**/prisma/**', '**/lib/db/testing/**'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{lib,components,app}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**', ...excluded],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          // One more than there are cores, because these tests wait for PostgreSQL and commands a third of the time. Each
          // opens up to ten connections.
          maxWorkers: Math.min(availableParallelism() + 1, 8),
          include: ['lib/**/*.db.test.ts'],
          exclude: ['**/node_modules/**', ...excluded],
          globalSetup: ['lib/db/testing/global-setup.ts'],
          setupFiles: ['lib/db/testing/own-database.ts'],
          // Projects with different numbers of workers cannot run together.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
