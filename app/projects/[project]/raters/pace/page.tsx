import type { Metadata } from 'next'
import { NeedsRole } from '@/components/kit/needs-role'
import { PacePage } from '@/components/raters/pace-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { readPace } from '@/lib/services/raters/read-pace'
import { ifAllowed } from '../../if-allowed'

export const metadata: Metadata = { title: projectPages.pace.title }
export const dynamic = 'force-dynamic'

export default async function Page({ params }: { params: Promise<{ project: string }> }) {
  const { project: slug } = await params
  const actor = await requirePageActor(`/projects/${slug}/raters/pace`)
  const pace = await ifAllowed(readPace(actor, slug))
  if (!pace) return <NeedsRole slug={slug} needed="admin" />
  return <PacePage slug={slug} pace={pace} />
}
