import type { Metadata } from 'next'
import { LanguagesPage } from '@/components/classes/languages-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { pageAddress, projectPages } from '@/lib/domain/projects/project-pages'
import { readLanguages } from '@/lib/services/classes/read-languages'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: projectPages.languages.title }
export const dynamic = 'force-dynamic'

export default async function Page({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(pageAddress(slug, 'languages'))
  const languages = await ifAllowed(readLanguages(actor, slug))
  return languages ? <LanguagesPage slug={slug} languages={languages} /> : <NeedsRole slug={slug} needed="admin" />
}
