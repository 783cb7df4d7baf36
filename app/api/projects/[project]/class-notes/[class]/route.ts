import { classNote, classNoteInput, classNotePath } from '@/lib/contracts/texts'
import { route } from '@/lib/http/route'
import { setClassNote } from '@/lib/services/texts/set-class-note'

export const PUT = route({
  who: 'account',
  params: classNotePath,
  input: classNoteInput,
  output: classNote,
  run: ({ actor, params, input }) => setClassNote(actor, { slug: params.project, classId: params.class, ...input }),
})
