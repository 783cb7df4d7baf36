import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { TrainingTextsPage } from '@/components/quality/training-texts-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { goldenUseQuery } from '@/lib/contracts/quality'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readTrainingTexts } from '@/lib/services/quality/read-training-texts'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: projectPages.training.title }
export const dynamic = 'force-dynamic'

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function QualityTrainingPage({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const { page } = goldenUseQuery.parse(query)
  const actor = await requirePageActor(`/projects/${slug}/quality/training`)
  const training = await ifAllowed(readTrainingTexts(actor, { slug, page }))
  return training ? <TrainingTextsPage slug={slug} training={training} /> : <NeedsRole slug={slug} needed="admin" />
}
