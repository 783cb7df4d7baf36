import { goldenDrawPath, goldenDrawUndone } from '@/lib/contracts/golden/golden'
import { route } from '@/lib/http/route'
import { undoGoldenDraw } from '@/lib/services/golden/undo-golden-draw'

export const POST = route({
  who: 'account',
  params: goldenDrawPath,
  output: goldenDrawUndone,
  run: ({ actor, params }) => undoGoldenDraw(actor, { slug: params.project, drawId: params.draw }),
})
