import { goldenAnswersInput, goldenAnswersOutput, goldenImagePath } from '@/lib/contracts/golden/golden'
import { route } from '@/lib/http/route'
import { submitGoldenAnswers } from '@/lib/services/golden/submit-golden-answers'

export const POST = route({
  who: 'account',
  params: goldenImagePath,
  input: goldenAnswersInput,
  output: goldenAnswersOutput,
  run: ({ actor, params, input }) =>
    submitGoldenAnswers(actor, { slug: params.project, imageId: params.image, ...input }),
})
