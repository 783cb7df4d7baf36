import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { DocumentPage } from '@/components/texts/document-page'
import { languageTag } from '@/lib/domain/accounts/project-language'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { documentKinds } from '@/lib/domain/texts/document'
import { readDocumentHistory } from '@/lib/services/texts/documents'
import { projectPage } from '../../project-page'

const kindOf = (text: string) => documentKinds.find((kind) => kind === text) ?? notFound()

export async function generateMetadata({ params }: PageProps<'/projects/[project]/texts/[kind]'>): Promise<Metadata> {
  return { title: projectPages[kindOf((await params).kind)].title }
}

export default projectPage({ path: '/texts/[kind]', role: 'admin' }, async ({ actor, slug, params, query }) => {
  const language = typeof query.language === 'string' ? languageTag(query.language) : null
  const history = await readDocumentHistory(actor, { slug, kind: kindOf(params.kind), language })
  return <DocumentPage key={language} slug={slug} history={history} />
})
