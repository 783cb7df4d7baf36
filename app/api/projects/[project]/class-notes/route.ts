import { projectPath } from '@/lib/contracts/path'
import { classNoteList, classNoteQuery } from '@/lib/contracts/texts'
import { route } from '@/lib/http/route'
import { listClassNotes } from '@/lib/services/texts/list-class-notes'

export const GET = route({
  who: 'account',
  params: projectPath,
  query: classNoteQuery,
  output: classNoteList,
  run: ({ actor, params, query }) => listClassNotes(actor, { slug: params.project, ...query }),
})
