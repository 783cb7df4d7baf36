import type { Metadata } from 'next'
import { getLocale } from 'next-intl/server'
import { AdjudicationScreen } from '@/components/adjudication/adjudication-screen'
import { NeedsExpert } from '@/components/kit/needs-expert'
import { requirePageActor } from '@/lib/auth/page-actor'
import { adjudicationAddress } from '@/lib/domain/adjudication/adjudication-view'
import { canAdminister } from '@/lib/domain/permissions'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { guardProject } from '@/lib/services/access/guard-project'
import { nextAdjudication } from '@/lib/services/adjudication/next-adjudication'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.adjudication.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AdjudicationPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const view = adjudicationAddress.read(query)
  const address = adjudicationAddress.write(view)
  const actor = await requirePageActor(`/projects/${slug}/adjudication${address}`)
  const access = await ifAllowed(guardProject(actor, slug, 'expert'))
  if (!access) return <NeedsExpert slug={slug} />
  const workspace = await nextAdjudication(actor, { slug, view, later: [], screens: await getLocale() })
  return (
    <AdjudicationScreen
      key={address}
      slug={slug}
      view={view}
      firstWorkspace={workspace}
      isAdmin={canAdminister(access.role)}
    />
  )
}
