import { ClassNotesPage } from '@/components/texts/class-notes-page'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listClassNotes } from '@/lib/services/texts/class-notes'
import { projectPage } from '../../project-page'

export const metadata = { title: projectPages.classNotes.title }

export default projectPage(projectPages.classNotes, async ({ actor, slug }) => (
  <ClassNotesPage slug={slug} withNote={await listClassNotes(actor, { slug, query: '' })} />
))
