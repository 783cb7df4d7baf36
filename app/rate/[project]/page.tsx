import { getLocale, getTranslations } from 'next-intl/server'
import { EarlyScript } from '@/components/rating/early-script'
import { ratingAreas } from '@/components/rating/rating-areas'
import { RatingScreen } from '@/components/rating/rating-screen'
import { AreaMessages } from '@/components/ui/area-messages'
import { requirePageActor } from '@/lib/auth/page-actor'
import { earlyStart } from '@/lib/client/rating/early-start'
import { projectHome } from '@/lib/domain/projects/project-home'
import { scriptNonce } from '@/lib/http/script-nonce'
import { guardProject } from '@/lib/services/access/guard-project'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { readEarlyScript } from '@/lib/services/rating/read-early-script'
import { showNotFound } from '../../show-not-found'
import { translatedTitle } from '../../translated-title'

export const generateMetadata = translatedTitle('projects.rate')

export default async function RatePage({ params }: PageProps<'/rate/[project]'>) {
  const { project } = await params
  const actor = await requirePageActor(`/rate/${project}`)
  const session = await leaseNextTask(actor, { slug: project, screens: await getLocale() }).catch(showNotFound)
  const { role } = await guardProject(actor, project, 'rater').catch(showNotFound)
  const t = await getTranslations('rating')
  const start = earlyStart(session, (done, total) => t('answered', { done, total }))
  if (start) await readEarlyScript()
  return (
    <AreaMessages areas={ratingAreas}>
      <RatingScreen initialSession={session} home={role === 'rater' ? '/projects' : projectHome(project, role)} />
      {start && <EarlyScript start={start} nonce={await scriptNonce()} />}
    </AreaMessages>
  )
}
