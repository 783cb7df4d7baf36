import { DataTable } from '@/components/kit/data-table'
import { Section } from '@/components/kit/section'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { ChangedShare } from '@/components/runs/changed-share'
import { Figure } from '@/components/runs/figure'
import { TextLink } from '@/components/ui/link'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { releasePartAddress } from '@/lib/client/releases'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { Citation, ReleaseDetail } from '@/lib/contracts/releases/release'
import { type ReleaseFacts, voteCountOf } from '@/lib/domain/releases/release-facts'
import { byteSizeText } from '@/lib/wording/byte-size'
import { intervalText, valueText } from '@/lib/wording/chart'
import { dayOf } from '@/lib/wording/date'
import { counted, wholeNumber } from '@/lib/wording/number'
import { CopyButton } from './copy-button'
import { ReleaseCard } from './release-card'
import { ReleaseFiles } from './release-files'
import { ReleaseState } from './release-state'
import { WithdrawButton } from './withdraw-button'

export function ReleasePage({ slug, detail, jobs }: { slug: string; detail: ReleaseDetail; jobs: JobSummary[] }) {
  const { release, facts, previous, citation, cardHtml } = detail
  const { version, withdrawn, run, checksum } = release
  const base = `/projects/${slug}/releases`
  return (
    <>
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
          <ReleaseState isWithdrawn={withdrawn !== null} />
          <span>
            Published {dayOf(new Date(release.publishedAt), 'en')} from{' '}
            <TextLink href={`/projects/${slug}/aggregation/${run}`}>run {run}</TextLink>; it can no longer be changed.
          </span>
        </span>
      </PageHeader>
      {withdrawn && (
        <Notice
          tone="error"
          title={`Withdrawn ${dayOf(new Date(withdrawn.at), 'en')}. Do not use this release.`}
          className="mb-4"
        >
          <span className="whitespace-pre-line">{withdrawn.reason}</span>
        </Notice>
      )}
      <ReleaseFigures facts={facts} />
      <Section title="Citation">
        <CitationPanel citation={citation} checksum={checksum} />
      </Section>
      <Section title="Data card" note="As published.">
        <div className="rounded-card border bg-card px-4 py-4">
          <ReleaseCard html={cardHtml} className="max-w-[920px]" />
        </div>
      </Section>
      <ReleaseFiles slug={slug} version={version} jobs={jobs} />
      <ReleaseParts slug={slug} detail={detail} />
    </>
  )
}

const box = 'overflow-x-auto whitespace-pre-wrap break-words rounded-control bg-sunken px-3 py-2'

function CitationPanel({ citation, checksum }: { citation: Citation; checksum: string }) {
  return (
    <div className="flex flex-col gap-3 rounded-card border bg-card px-4 py-3 text-[13px]">
      <p className={box}>{citation.text}</p>
      <details>
        <summary className="w-fit cursor-pointer text-second">BibTeX</summary>
        <pre className={`${box} mt-2 font-mono text-small`}>{citation.bibtex}</pre>
      </details>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={citation.text}>Copy citation</CopyButton>
        <CopyButton text={citation.bibtex}>Copy BibTeX</CopyButton>
        <CopyButton text={checksum}>Copy hash</CopyButton>
      </div>
    </div>
  )
}

const whole = (value: number) => wholeNumber(value, 'en')
const three = (value: number) => valueText(value, 'number', 3)
const range = (low: number | null, high: number | null) =>
  low === null || high === null ? 'no interval' : intervalText(low, high, 'number', 3)

function ReleaseFigures({ facts }: { facts: ReleaseFacts }) {
  const { counts, agreement, golden } = facts
  const run = facts.run.number
  const raters = Object.values(counts.raters).reduce((sum, count) => sum + count, 0)
  const precision = golden?.averagePrecision
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-card border bg-card px-4 py-3 sm:grid-cols-3 xl:grid-cols-6">
      <Figure name="Images" note={`${whole(counts.imagesWithoutLabel)} without a label`}>
        {whole(counts.images)}
      </Figure>
      <Figure
        name="Labels"
        of={`labels-of-run-${run}`}
        note={`${counted(counts.imagesWithSeveralLabels, 'image', 'images', 'en')} with several`}
      >
        {whole(counts.labels)}
      </Figure>
      <Figure
        name="Images changed"
        of={`images-changed-by-run-${run}`}
        note={<ChangedShare run={run} changed={counts.changedImages} images={counts.images} />}
      >
        {whole(counts.changedImages)}
      </Figure>
      <Figure name="Votes" of={`votes-of-run-${run}`} note={`${whole(raters)} raters`}>
        {whole(voteCountOf(facts))}
      </Figure>
      <Figure
        name="Alpha"
        of={`agreement-on-${voteCountOf(facts)}-votes`}
        note={agreement ? range(agreement.low, agreement.high) : 'no candidate has two votes'}
      >
        {agreement?.value === null || !agreement ? '–' : three(agreement.value)}
      </Figure>
      <Figure
        name="Average precision"
        of={`average-precision-of-run-${run}`}
        note={precision ? range(precision.interval?.[0] ?? null, precision.interval?.[1] ?? null) : 'no golden answers'}
      >
        {precision ? three(precision.value) : '–'}
      </Figure>
    </dl>
  )
}

const metadataNames = ['card.md', 'facts.json', 'SHA256SUMS']

const Commands = ({ lines }: { lines: string[] }) => (
  <pre className="whitespace-pre-wrap break-all rounded-control bg-sunken px-3 py-2 font-mono text-small">
    {lines.join('\n')}
  </pre>
)

function ReleaseParts({ slug, detail }: { slug: string; detail: ReleaseDetail }) {
  const { release, parts } = detail
  const verify = `npx reassess release verify --project ${slug} --release ${release.version}`
  const download = (name: string) => (
    <a
      href={releasePartAddress(slug, release.version, name)}
      download
      className="text-accent underline underline-offset-2"
    >
      {name}
    </a>
  )
  return (
    <>
      <Section
        title="Verify the release"
        note="The content hash is the SHA-256 of the list of all part hashes, so standard tools can verify it."
        action={<CopyButton text={verify}>Copy command</CopyButton>}
      >
        <div className="grid gap-3 text-[13px] lg:grid-cols-2 [&>*]:min-w-0">
          <div className="flex flex-col gap-2 rounded-card border bg-card px-4 py-3">
            <p>With the parts below in one folder:</p>
            <Commands lines={['sha256sum --check SHA256SUMS', 'sha256sum SHA256SUMS', `# ${release.checksum}`]} />
          </div>
          <div className="flex flex-col gap-2 rounded-card border bg-card px-4 py-3">
            <p>On this server, against the stored parts:</p>
            <Commands lines={[verify]} />
            <p className="text-second">It reports for each part whether it matches what was published.</p>
          </div>
        </div>
      </Section>
      <Section
        title="Parts"
        note={
          <>
            Everything the release contains, as text. Also available:{' '}
            {metadataNames.map((name, index) => (
              <span key={name}>
                {index > 0 && ', '}
                {download(name)}
              </span>
            ))}
            .
          </>
        }
      >
        <details>
          <summary className="mb-2 w-fit rounded-control text-second hover:text-text">
            {counted(parts.length, 'part', 'parts', 'en')} with checksums
          </summary>
          <DataTable
            label="Parts of the release"
            columns={[
              { key: 'part', head: 'Part', cell: ({ name }) => download(name) },
              { key: 'lines', head: 'Lines', isNumber: true, cell: ({ rows }) => rows },
              { key: 'size', head: 'Size', isNumber: true, cell: ({ bytes }) => byteSizeText(bytes) },
              {
                key: 'sum',
                head: 'SHA-256',
                importance: 'low',
                cell: ({ sha256 }) => <span className="font-mono text-small">{sha256.slice(0, 16)}</span>,
                cellTitle: ({ sha256 }) => sha256,
              },
            ]}
            rows={parts}
            rowKey={({ name }) => name}
          />
        </details>
      </Section>
    </>
  )
}
