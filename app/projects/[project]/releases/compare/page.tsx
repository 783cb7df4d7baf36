import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { NeedsRole } from '@/components/kit/needs-role'
import { ReleaseComparisonPage } from '@/components/releases/release-comparison-page'
import { requirePageActor } from '@/lib/auth/page-actor'
import { releaseCompareQuery } from '@/lib/contracts/releases/release-comparison'
import { compareReleases } from '@/lib/services/releases/compare-releases'
import { ifAllowed } from '../../project-page'

export const metadata: Metadata = { title: 'Compare releases' }

interface Props {
  params: Promise<{ project: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ params, searchParams }: Props) {
  const [{ project: slug }, query] = await Promise.all([params, searchParams])
  const wanted = releaseCompareQuery.safeParse(query).data
  if (!wanted) redirect(`/projects/${slug}/releases`)
  const versions = new URLSearchParams({ a: wanted.a, b: wanted.b })
  const actor = await requirePageActor(`/projects/${slug}/releases/compare?${versions}`)
  const comparison = await ifAllowed(compareReleases(actor, { slug, ...wanted }))
  if (!comparison) return <NeedsRole slug={slug} needed="admin" />
  return (
    <ReleaseComparisonPage
      slug={slug}
      comparison={comparison}
      change={wanted.change ?? null}
      classIndex={wanted.class ?? null}
    />
  )
}
