import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RatingScreen } from '@/components/labeling/rating-screen'
import { requirePageActor } from '@/lib/auth/page-actor'
import { AppError } from '@/lib/errors'
import { leaseNextTask } from '@/lib/services/lease-next-task'

export const metadata: Metadata = { title: 'Rate' }
export const dynamic = 'force-dynamic'

function missing(reason: unknown): never {
  if (reason instanceof AppError && (reason.code === 'not-found' || reason.code === 'forbidden')) notFound()
  throw reason
}

export default async function RatePage({ params }: { params: Promise<{ project: string }> }) {
  const { project } = await params
  const actor = await requirePageActor(`/rate/${project}`)
  return <RatingScreen initialSeat={await leaseNextTask(actor, { slug: project }).catch(missing)} />
}
