import type { Metadata } from 'next'
import { SuggestionsPage } from '@/components/classes/suggestions-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import type { AddressQuery } from '@/lib/domain/address-view'
import { suggestionAddress } from '@/lib/domain/classes/suggestion'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listSuggestions } from '@/lib/services/classes/list-suggestions'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: projectPages.suggestions.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<AddressQuery>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = suggestionAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/classes/suggestions${suggestionAddress.write(view)}`)
  const page = await ifAllowed(listSuggestions(actor, { slug, view }))
  if (!page) return <NeedsRole slug={slug} needed="admin" />
  return <SuggestionsPage slug={slug} view={{ ...view, page: page.page }} page={page} />
}
