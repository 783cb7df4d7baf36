import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NeedsRole } from '@/components/kit/needs-role'
import { DocumentPage } from '@/components/texts/document-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { languageTag } from '@/lib/domain/accounts/project-language'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { documentKinds } from '@/lib/domain/texts/document'
import { readDocumentHistory } from '@/lib/services/texts/read-document-history'
import { ifAllowed } from '../../if-allowed'

export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string; kind: string }>
  searchParams: Promise<{ language?: string | string[] }>
}

const kindOf = (text: string) => documentKinds.find((kind) => kind === text) ?? notFound()

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  return { title: projectPages[kindOf((await params).kind)].title }
}

export default async function ProjectTextPage({ params, searchParams }: Props) {
  const { project: slug, kind: text } = await params
  const kind = kindOf(text)
  const actor = await requirePageActor(`/projects/${slug}/texts/${kind}`)
  const { language: asked } = await searchParams
  const language = typeof asked === 'string' ? languageTag(asked) : null
  const history = await ifAllowed(readDocumentHistory(actor, { slug, kind, language }))
  return history ? (
    <DocumentPage key={language} slug={slug} history={history} />
  ) : (
    <NeedsRole slug={slug} needed="admin" />
  )
}
