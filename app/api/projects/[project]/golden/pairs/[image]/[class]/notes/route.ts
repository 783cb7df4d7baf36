import { goldenNoteInput, goldenPairDetail, goldenPairPath } from '@/lib/contracts/golden/golden-discussion'
import { route } from '@/lib/http/route'
import { addGoldenNote } from '@/lib/services/golden/add-golden-note'

export const POST = route({
  who: 'account',
  params: goldenPairPath,
  input: goldenNoteInput,
  output: goldenPairDetail,
  run: ({ actor, params, input }) =>
    addGoldenNote(actor, { slug: params.project, imageId: params.image, classId: params.class, ...input }),
})
