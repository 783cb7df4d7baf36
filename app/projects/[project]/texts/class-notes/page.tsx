import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { ClassNotesPage } from '@/components/texts/class-notes-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listClassNotes } from '@/lib/services/texts/list-class-notes'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: projectPages.classNotes.title }
export const dynamic = 'force-dynamic'

export default async function NotesPage({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/texts/class-notes`)
  const withNote = await ifAllowed(listClassNotes(actor, { slug, query: '' }))
  return withNote ? <ClassNotesPage slug={slug} withNote={withNote} /> : <NeedsRole slug={slug} needed="admin" />
}
