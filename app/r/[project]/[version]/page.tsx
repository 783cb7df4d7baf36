import type { Metadata } from 'next'
import { getLocale } from 'next-intl/server'
import { cache } from 'react'
import { PublicReleasePage } from '@/components/releases/public-release-page'
import { releaseTexts } from '@/components/releases/release-sections'
import { readPublicRelease } from '@/lib/services/releases/read-public-release'
import { showNotFound } from '../../../show-not-found'

/** Shows the not-found page alike for private and unknown releases. */
const readOnce = cache((slug: string, version: string) => readPublicRelease({ slug, version }).catch(showNotFound))

export async function generateMetadata({ params }: PageProps<'/r/[project]/[version]'>): Promise<Metadata> {
  const { project, version } = await params
  const { detail, address } = await readOnce(project, version)
  const t = await releaseTexts(await getLocale())
  const { projectName, description, counts, publishedAt, authors } = detail.facts
  const { voteCount: votes, labelledImageCount: images } = detail.release
  const title = t('title', { project: projectName, version })
  return {
    title,
    ...(authors && { authors: authors.map((name) => ({ name })) }),
    description: description || t('description', { labels: counts.labels, images, votes }),
    robots: { index: true, follow: false },
    alternates: { canonical: address },
    // Google Scholar and reference managers read these.
    other: {
      ...(authors && { citation_author: authors }),
      citation_title: `${projectName} (version ${version})`,
      citation_publication_date: publishedAt.slice(0, 10).replaceAll('-', '/'),
      ...(address !== null && { citation_public_url: address }),
    },
  }
}

export default async function Page({ params }: PageProps<'/r/[project]/[version]'>) {
  const { project, version } = await params
  const release = await readOnce(project, version)
  return <PublicReleasePage slug={project} release={release} language={await getLocale()} />
}
