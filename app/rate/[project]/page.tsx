import { getLocale, getTranslations } from 'next-intl/server'
import { EarlyScript } from '@/components/rating/early-script'
import { ratingAreas } from '@/components/rating/rating-areas'
import { RatingScreen } from '@/components/rating/rating-screen'
import { AreaMessages } from '@/components/ui/area-messages'
import { earlyStart } from '@/lib/client/rating/early-start'
import { projectHome } from '@/lib/domain/projects/project-home'
import { scriptNonce } from '@/lib/http/script-nonce'
import { guardProject } from '@/lib/services/access/guard-project'
import { readEarlyScript } from '@/lib/services/inline-script'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { signedInPage } from '../../signed-in-page'

export default signedInPage({ path: '/rate/[project]' }, async ({ actor, slug }) => {
  const session = await leaseNextTask(actor, { slug, screens: await getLocale() })
  const { role } = await guardProject(actor, slug, 'rater')
  const t = await getTranslations('rating')
  const start = earlyStart(session, (done, total) => t('answered', { done, total }))
  if (start) await readEarlyScript()
  return (
    <AreaMessages areas={ratingAreas} isVisitor={actor.kind === 'panelist'}>
      <RatingScreen initialSession={session} home={role === 'rater' ? '/projects' : projectHome(slug, role)} />
      {start && <EarlyScript start={start} nonce={await scriptNonce()} />}
    </AreaMessages>
  )
})
