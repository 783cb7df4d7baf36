import type { Metadata } from 'next'
import { getLocale } from 'next-intl/server'
import { cache } from 'react'
import { PublicReleasePage } from '@/components/releases/public-release-page'
import { releaseTexts } from '@/components/releases/release-sections'
import { readPublicRelease } from '@/lib/services/releases/read-public-release'
import { missing } from '../../../missing'

interface Props {
  params: Promise<{ project: string; version: string }>
}

/** Shows the not-found page alike for private and unknown releases. */
const readOnce = cache((slug: string, version: string) => readPublicRelease({ slug, version }).catch(missing))

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, version } = await params
  const { detail } = await readOnce(project, version)
  const t = await releaseTexts(await getLocale())
  const { projectName, counts } = detail.facts
  return {
    title: t('title', { project: projectName, version }),
    description: t('description', {
      labels: counts.labels,
      images: counts.images,
      votes: detail.release.voteCount,
    }),
    robots: { index: true, follow: false },
  }
}

export default async function Page({ params }: Props) {
  const { project, version } = await params
  const release = await readOnce(project, version)
  return <PublicReleasePage slug={project} release={release} language={await getLocale()} />
}
