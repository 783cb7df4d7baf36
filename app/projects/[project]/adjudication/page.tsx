import type { Metadata } from 'next'
import { getLocale } from 'next-intl/server'
import { AdjudicationPageScreen } from '@/components/adjudication/adjudication-page-screen'
import { AdjudicationScreen } from '@/components/adjudication/adjudication-screen'
import { NeedsRole } from '@/components/kit/needs-role'
import { AreaMessages, type MessageArea } from '@/components/ui/area-messages'
import { requirePageActor } from '@/lib/auth/page-actor'
import { adjudicationAddress } from '@/lib/domain/adjudication/adjudication-view'
import { expertWays } from '@/lib/domain/golden/expert-way'
import { canAdminister } from '@/lib/domain/permissions'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { guardProject } from '@/lib/services/access/guard-project'
import { nextAdjudicationPage } from '@/lib/services/adjudication/adjudication-pages'
import { nextAdjudication } from '@/lib/services/adjudication/next-adjudication'
import { expertWay } from '@/lib/services/golden/expert-way'
import { ifAllowed } from '../if-allowed'

export const metadata: Metadata = { title: projectPages.adjudication.title }
export const dynamic = 'force-dynamic'

const areas: MessageArea[] = ['rating', 'picture', 'candidate', 'grid']

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
  if (!access) return <NeedsRole slug={slug} needed="expert" />
  const { by } = query
  const chosen = expertWays.find((way) => way === by) ?? null
  const isAdmin = canAdminister(access.role)
  if ((await expertWay(actor, { slug, work: 'adjudication', chosen })) === 'class')
    return (
      <AreaMessages language="en" areas={areas}>
        <AdjudicationPageScreen
          key={address}
          slug={slug}
          view={view}
          firstWorkspace={await nextAdjudicationPage(actor, { slug, view, later: [] })}
          isAdmin={isAdmin}
        />
      </AreaMessages>
    )
  const workspace = await nextAdjudication(actor, { slug, view, later: [], screens: await getLocale() })
  return <AdjudicationScreen key={address} slug={slug} view={view} firstWorkspace={workspace} isAdmin={isAdmin} />
}
