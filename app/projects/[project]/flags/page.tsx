import type { Metadata } from 'next'
import { FlagList } from '@/components/images/flag-list'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { flagAddress } from '@/lib/domain/images/flag-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listImageFlags } from '@/lib/services/images/list-image-flags'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.flags.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function FlagsPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = flagAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/flags${flagAddress.write(view)}`)
  const page = await ifAllowed(listImageFlags(actor, { slug, view }))
  if (!page) return <NeedsRole slug={slug} needed="admin" />
  return <FlagList key={flagAddress.write(view)} slug={slug} view={{ ...view, page: page.page }} page={page} />
}
