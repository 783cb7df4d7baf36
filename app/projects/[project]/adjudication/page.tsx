import { getLocale } from 'next-intl/server'
import { AdjudicationPageScreen } from '@/components/adjudication/adjudication-page-screen'
import { AdjudicationScreen } from '@/components/adjudication/adjudication-screen'
import { AreaMessages, type MessageArea } from '@/components/ui/area-messages'
import { adjudicationAddress } from '@/lib/domain/adjudication/adjudication-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { askingOrders } from '@/lib/domain/rating/answer-mode'
import { nextAdjudicationPage } from '@/lib/services/adjudication/adjudication-pages'
import { nextAdjudication } from '@/lib/services/adjudication/next-adjudication'
import { chooseAskingOrder } from '@/lib/services/golden/golden-expert'
import { projectPage } from '../project-page'

export const metadata = { title: projectPages.adjudication.title }

const areas: MessageArea[] = ['rating', 'picture', 'candidate', 'grid']

export default projectPage(
  { ...projectPages.adjudication, view: adjudicationAddress },
  async ({ actor, slug, query, view, isAdmin }) => {
    const address = adjudicationAddress.write(view)
    const chosen = askingOrders.find((askingOrder) => askingOrder === query.by) ?? null
    if ((await chooseAskingOrder(actor, { slug, work: 'adjudication', chosen })) === 'class')
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
  },
)
