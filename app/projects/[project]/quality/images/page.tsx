import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { GoldenImagesPage } from '@/components/quality/golden-images-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { goldenUseQuery } from '@/lib/contracts/quality'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readGoldenUses } from '@/lib/services/quality/read-golden-uses'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: projectPages.goldenUses.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function QualityImagesPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const asked = goldenUseQuery.parse(query)
  const actor = await requirePageActor(`/projects/${slug}/quality/images`)
  const uses = await ifAllowed(readGoldenUses(actor, { slug, ...asked }))
  return uses ? <GoldenImagesPage slug={slug} uses={uses} use={asked.use} /> : <NeedsRole slug={slug} needed="admin" />
}
