import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { NeedsRole } from '@/components/kit/needs-role'
import { Comparison } from '@/components/runs/comparison'
import { requirePageActor } from '@/lib/auth/page-actor'
import { compareQuery } from '@/lib/contracts/runs/run'
import { compareRuns } from '@/lib/services/runs/compare-runs'
import { ifAllowed } from '../../project-page'

export const metadata: Metadata = { title: 'Compare runs' }

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const wanted = compareQuery.safeParse(query).data
  if (!wanted) redirect(`/projects/${slug}/aggregation`)
  const actor = await requirePageActor(`/projects/${slug}/aggregation/compare?a=${wanted.a}&b=${wanted.b}`)
  const comparison = await ifAllowed(compareRuns(actor, { slug, ...wanted }))
  if (!comparison) return <NeedsRole slug={slug} needed="admin" />
  return (
    <Comparison slug={slug} comparison={comparison} change={wanted.change ?? null} isGolden={wanted.golden === 'yes'} />
  )
}
