// A worker whose aggregations write everything and then never commit, for the test that kills it there.
import { jobHandlers } from '../job-handlers'
import { startWorker } from '../start-worker'

const [projectRoot] = process.argv.slice(2)
await startWorker({
  projectRoot,
  handlers: {
    aggregate: (context) =>
      jobHandlers.aggregate({
        ...context,
        finishWith: () => {
          process.stdout.write('about to commit\n')
          return new Promise(() => {})
        },
      }),
  },
})
