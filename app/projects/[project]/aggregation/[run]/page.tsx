import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { NeedsRole } from '@/components/kit/needs-role'
import { RunPage } from '@/components/runs/run-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { runPath } from '@/lib/contracts/endpoint'
import { offeredFiles } from '@/lib/services/export-formats'
import { readRun } from '@/lib/services/runs/read-run'
import { ifAllowed } from '../../if-allowed'

interface Props {
  params: Promise<{ project: string; run: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Run ${(await params).run}` }
}
export const dynamic = 'force-dynamic'

export default async function Page({ params }: Props) {
  const path = runPath.safeParse(await params).data
  if (!path) notFound()
  const { project: slug, run: runId } = path
  const actor = await requirePageActor(`/projects/${slug}/aggregation/${runId}`)
  const detail = await ifAllowed(readRun(actor, { slug, runId }))
  if (!detail) return <NeedsRole slug={slug} needed="admin" />
  return <RunPage slug={slug} detail={detail} files={offeredFiles} />
}
