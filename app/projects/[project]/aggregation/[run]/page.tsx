import { RunPage } from '@/components/runs/run-page'
import { offeredFiles } from '@/lib/services/export-project'
import { readRun } from '@/lib/services/runs/read-run'
import { projectPage, thingMetadata } from '../../project-page'

export const generateMetadata = thingMetadata('Run', (id) => `Run ${id}`)

export default projectPage({ path: '/aggregation/[run]', role: 'admin' }, async ({ actor, slug, idOf }) => (
  <RunPage slug={slug} detail={await readRun(actor, { slug, runId: idOf('run') })} files={offeredFiles} />
))
