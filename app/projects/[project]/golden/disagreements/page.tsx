import type { Metadata } from 'next'
import { DisagreementPage } from '@/components/golden/disagreement-page'
import { NeedsRole } from '@/components/kit/needs-role'
import { requirePageActor } from '@/lib/auth/page-actor'
import { goldenPairAddress } from '@/lib/domain/golden/golden-pair-filter'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { listGoldenPairs } from '@/lib/services/golden/list-golden-pairs'
import { readGoldenPair } from '@/lib/services/golden/read-golden-pair'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: projectPages.disagreements.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function DisagreementsPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = goldenPairAddress.read(query)
  const actor = await requirePageActor(`/projects/${slug}/golden/disagreements${goldenPairAddress.write(view)}`)
  const page = await ifAllowed(listGoldenPairs(actor, { slug, show: view.show, page: view.page }))
  if (!page) return <NeedsRole slug={slug} needed="expert" />
  const chosen = view.pair ?? page.pairs[0]
  const detail =
    chosen && (await ifAllowed(readGoldenPair(actor, { slug, imageId: chosen.imageId, classId: chosen.classId })))
  return <DisagreementPage slug={slug} view={{ ...view, page: page.page }} page={page} detail={detail ?? null} />
}
