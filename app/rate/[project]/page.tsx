import type { Metadata } from 'next'
import { RatingScreen } from '@/components/labeling/rating-screen'
import { requirePageActor } from '@/lib/auth/page-actor'
import { leaseNextTask } from '@/lib/services/lease-next-task'

export const metadata: Metadata = { title: 'Rate' }
export const dynamic = 'force-dynamic'

export default async function RatePage({ params }: { params: Promise<{ project: string }> }) {
  const { project } = await params
  const actor = await requirePageActor()
  return <RatingScreen initialSeat={await leaseNextTask(actor, project)} />
}
