import { goldenDrawn, newGoldenDraw } from '@/lib/contracts/golden/golden'
import { projectPath } from '@/lib/contracts/path'
import { route } from '@/lib/http/route'
import { drawGoldenImages } from '@/lib/services/golden/draw-golden-images'

export const POST = route({
  who: 'account',
  params: projectPath,
  input: newGoldenDraw,
  output: goldenDrawn,
  run: ({ actor, params, input }) => drawGoldenImages(actor, { slug: params.project, draw: input }),
})
