import { OwnCredits } from '@/components/rating/own-credits'
import { requirePageActor } from '@/lib/auth/page-actor'
import { readOwnCredits } from '@/lib/services/rating/own-data'
import { showNotFound } from '../../../show-not-found'
import { translatedTitle } from '../../../translated-title'

export const generateMetadata = translatedTitle('credits.title')

export default async function OwnCreditsPage({ params }: PageProps<'/rate/[project]/credits'>) {
  const { project } = await params
  const actor = await requirePageActor(`/rate/${project}/credits`)
  return <OwnCredits slug={project} pictures={await readOwnCredits(actor, project).catch(showNotFound)} />
}
