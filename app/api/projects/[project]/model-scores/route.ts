import { jobSummary } from '@/lib/contracts/jobs'
import { scoreModelsInput } from '@/lib/contracts/models/model-score'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { startModelScores } from '@/lib/services/models/start-model-scores'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: scoreModelsInput,
  output: jobSummary,
  run: ({ actor, params, input }) => startModelScores(actor, { slug: params.project, scores: input }),
})
