// A worker whose aggregations write everything and then never commit, for the test that kills it at that point.
import { jobKinds } from '@/lib/services/jobs/job-kinds'
import { startWorker } from '../start-worker'

const projectRoot = process.argv.slice(2)[0]!
const { aggregate } = jobKinds
if (!aggregate) throw new Error('There is no aggregation.')
await startWorker({
  projectRoot,
  kinds: {
    aggregate: {
      ...aggregate,
      run: (actor, job, hooks, compute) => {
        const beforeCommit = () => {
          process.stdout.write('about to commit\n')
          return new Promise<void>(() => {})
        }
        return aggregate.run(actor, job, { ...hooks, beforeCommit }, compute)
      },
    },
  },
})
