import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NeedsAdmin } from '@/components/kit/needs-admin'
import { DocumentPage } from '@/components/texts/document-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { documentKinds } from '@/lib/domain/texts/document'
import { readDocumentHistory } from '@/lib/services/texts/read-document-history'
import { ifAllowed } from '../../if-allowed'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string; kind: string }>
}

const kindOf = (text: string) => documentKinds.find((kind) => kind === text) ?? notFound()

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: projectPages[kindOf((await params).kind)].title }
}

export default async function ProjectTextPage({ params }: Props) {
  const { project: slug, kind: text } = await params
  const kind = kindOf(text)
  const actor = await requirePageActor(`/projects/${slug}/texts/${kind}`)
  const history = await ifAllowed(readDocumentHistory(actor, { slug, kind }))
  return history ? <DocumentPage slug={slug} history={history} /> : <NeedsAdmin slug={slug} />
}
