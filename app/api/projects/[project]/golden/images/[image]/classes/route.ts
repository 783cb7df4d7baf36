import { goldenClassInput, goldenImagePath, goldenTask } from '@/lib/contracts/golden/golden'
import { route } from '@/lib/http/route'
import { addGoldenClass } from '@/lib/services/golden/add-golden-class'

export const POST = route({
  who: 'account',
  params: goldenImagePath,
  input: goldenClassInput,
  output: goldenTask,
  run: ({ actor, params, input }) =>
    addGoldenClass(actor, { slug: params.project, imageId: params.image, classId: input.classId }),
})
