import { SimulatedMark } from '@/components/kit/simulated-mark'
import { AreaMessages } from '@/components/ui/area-messages'
import { LinkButton, TextLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page'
import { releasePartAddress } from '@/lib/client/releases'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { ReleaseDetail } from '@/lib/contracts/releases/release'
import { dayOf } from '@/lib/wording/date'
import { PublicPageSection, WithdrawButton } from './release-actions'
import { ReleaseFiles } from './release-files'
import {
  CardSection,
  CitationSection,
  Commands,
  ReleaseFigures,
  ReleaseParts,
  VerifySection,
  WithdrawnNotice,
} from './release-sections'
import { ReleaseState } from './release-table'

export function ReleasePage({ slug, detail, jobs }: { slug: string; detail: ReleaseDetail; jobs: JobSummary[] }) {
  const { release, facts, previous, citation, cardHtml, parts, publicAddress } = detail
  const { version, withdrawn, runId, checksum, publicSince } = release
  const base = `/projects/${slug}/releases`
  const verify = `npx reassess release verify --project ${slug} --release ${version}`
  return (
    <AreaMessages language="en" areas={['release']}>
      <PageHeader
        title={`Release ${version}`}
        action={
          <>
            {facts.hasSimulated && <SimulatedMark />}
            {previous !== null && (
              <LinkButton href={`${base}/compare?${new URLSearchParams({ a: previous, b: version })}`}>
                Compare with {previous}
              </LinkButton>
            )}
            {!withdrawn && <WithdrawButton slug={slug} version={version} />}
            <LinkButton href={base}>All releases</LinkButton>
          </>
        }
      >
        <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
          <ReleaseState {...release} />
          <span>
            Published {dayOf(new Date(release.publishedAt), 'en')} from{' '}
            <TextLink href={`/projects/${slug}/aggregation/${runId}`}>run {runId}</TextLink>; it can no longer be
            changed.
          </span>
        </span>
      </PageHeader>
      <WithdrawnNotice withdrawn={withdrawn} language="en" />
      <ReleaseFigures facts={facts} language="en" />
      <CitationSection citation={citation} checksum={checksum} language="en" />
      <PublicPageSection
        slug={slug}
        version={version}
        address={publicAddress}
        since={publicSince}
        isCited={citation.text.includes(publicAddress)}
      />
      <CardSection html={cardHtml} language="en" />
      <ReleaseFiles slug={slug} version={version} jobs={jobs} />
      <VerifySection checksum={checksum} language="en" command={verify} commandLabel="Copy command">
        <p>On this server, against the stored parts:</p>
        <Commands lines={[verify]} />
        <p className="text-second">It reports for each part whether it matches what was published.</p>
      </VerifySection>
      <ReleaseParts parts={parts} addressOf={(name) => releasePartAddress(slug, version, name)} language="en" />
    </AreaMessages>
  )
}
