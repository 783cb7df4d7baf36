import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/kit/copy-button'
import { DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureMark } from '@/components/kit/figure-mark'
import { Section } from '@/components/kit/section'
import { Figure } from '@/components/runs/figure'
import { Notice } from '@/components/ui/notice'
import type { Citation, ReleaseDetail, ReleaseFacts } from '@/lib/contracts/releases/release'
import type { Language } from '@/lib/domain/accounts/language'
import { voteCountOf } from '@/lib/domain/releases/release-facts'
import { changedShare } from '@/lib/domain/runs/changed-share'
import { byteSizeText } from '@/lib/wording/byte-size'
import { dayOf } from '@/lib/wording/date'
import { numberFormat } from '@/lib/wording/intl-formats'
import { wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { ReleaseCard } from './release-card'

/** Sections of a release that its page in the project, in English, and its public page share. */
export const releaseTexts = (locale: Language) => getTranslations({ locale, namespace: 'release' })

interface WithdrawnNoticeProps {
  withdrawn: ReleaseDetail['release']['withdrawn']
  language: Language
}

export async function WithdrawnNotice({ withdrawn, language }: WithdrawnNoticeProps) {
  if (!withdrawn) return null
  const t = await releaseTexts(language)
  return (
    <Notice tone="error" title={t('withdrawnOn', { date: dayOf(new Date(withdrawn.at), language) })} className="mb-4">
      <span className="whitespace-pre-line">{withdrawn.reason}</span>
    </Notice>
  )
}

const threeDecimals = { minimumFractionDigits: 3, maximumFractionDigits: 3 }

export async function ReleaseFigures({ facts, language }: { facts: ReleaseFacts; language: Language }) {
  const t = await releaseTexts(language)
  const { counts, agreement, golden } = facts
  const run = facts.run.number
  const { simulated, human, panel, imported } = counts.raters
  const people = human + panel + imported
  const raters = [
    (people > 0 || simulated === 0) && t('raters', { count: people }),
    simulated > 0 && t('simulatedRaters', { count: simulated }),
  ]
  const precision = golden?.averagePrecision
  const excluded = counts.excludedImages ?? 0
  const whole = (value: number) => wholeNumber(value, language)
  const withoutLabel = whole(counts.imagesWithoutLabel)
  const three = (value: number) => numberFormat(language, threeDecimals).format(value).replace('-', '−')
  const range = (low: number | null | undefined, high: number | null | undefined) =>
    low == null || high == null ? t('noInterval') : t('interval', { low: three(low), high: three(high) })
  const share = () => (
    <FigureMark of={`share-of-images-changed-by-run-${run}`}>
      {percent(changedShare(counts.changedImages, counts.images)).replace('%', language === 'de' ? '\u00a0%' : '%')}
    </FigureMark>
  )
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 rounded-card border bg-card px-4 py-3 sm:grid-cols-3 xl:grid-cols-6">
      <Figure name={t('images')} note={t('imagesWithoutLabel', { count: withoutLabel, excluded })}>
        {whole(counts.images)}
      </Figure>
      <Figure
        name={t('labels')}
        of={`labels-of-run-${run}`}
        note={t('imagesWithSeveral', { count: counts.imagesWithSeveralLabels })}
      >
        {whole(counts.labels)}
      </Figure>
      <Figure name={t('imagesChanged')} of={`images-changed-by-run-${run}`} note={t.rich('shareOfAll', { share })}>
        {whole(counts.changedImages)}
      </Figure>
      <Figure name={t('votes')} of={`votes-of-run-${run}`} note={raters.filter(Boolean).join(', ')}>
        {whole(voteCountOf(facts))}
      </Figure>
      <Figure
        name={t('alpha')}
        of={`agreement-on-${voteCountOf(facts)}-votes`}
        note={agreement ? range(agreement.low, agreement.high) : t('noTwoVotes')}
      >
        {agreement?.value == null ? '–' : three(agreement.value)}
      </Figure>
      <Figure
        name={t('averagePrecision')}
        of={`average-precision-of-run-${run}`}
        note={precision ? range(precision.interval?.[0], precision.interval?.[1]) : t('noGoldenAnswers')}
      >
        {precision ? three(precision.value) : '–'}
      </Figure>
    </dl>
  )
}

const box = 'overflow-x-auto whitespace-pre-wrap break-words rounded-control bg-sunken px-3 py-2'

interface CitationSectionProps {
  citation: Citation
  checksum: string
  language: Language
}

export async function CitationSection({ citation, checksum, language }: CitationSectionProps) {
  const t = await releaseTexts(language)
  return (
    <Section title={t('citation')}>
      <div className="flex flex-col gap-3 rounded-card border bg-card px-4 py-3 text-[13px]">
        <p className={box} lang="en">
          {citation.text}
        </p>
        <details>
          <summary className="w-fit cursor-pointer text-second">BibTeX</summary>
          <pre className={`${box} mt-2 font-mono text-small`}>{citation.bibtex}</pre>
        </details>
        <div className="flex flex-wrap gap-2">
          <CopyButton size="small" className="min-w-[128px]" text={citation.text}>
            {t('copyCitation')}
          </CopyButton>
          <CopyButton size="small" className="min-w-[128px]" text={citation.bibtex}>
            {t('copyBibtex')}
          </CopyButton>
          <CopyButton size="small" className="min-w-[128px]" text={checksum}>
            {t('copyHash')}
          </CopyButton>
        </div>
      </div>
    </Section>
  )
}

export async function CardSection({ html, language }: { html: string; language: Language }) {
  const t = await releaseTexts(language)
  return (
    <Section title={t('card')} note={t(language === 'en' ? 'asPublished' : 'asPublishedInEnglish')}>
      <div className="rounded-card border bg-card px-4 py-4" lang="en">
        <ReleaseCard html={html} className="max-w-[920px]" />
      </div>
    </Section>
  )
}

export const Commands = ({ lines }: { lines: string[] }) => (
  <pre className="whitespace-pre-wrap break-all rounded-control bg-sunken px-3 py-2 font-mono text-small">
    {lines.join('\n')}
  </pre>
)

interface VerifySectionProps {
  checksum: string
  language: Language
  /** Command to copy. */
  command: string
  commandLabel: string
  /** Another way to get or verify the parts. */
  children: ReactNode
}

export async function VerifySection({ checksum, language, command, commandLabel, children }: VerifySectionProps) {
  const t = await releaseTexts(language)
  return (
    <Section
      title={t('verify')}
      note={t('verifyNote')}
      action={
        <CopyButton size="small" className="min-w-[128px]" text={command}>
          {commandLabel}
        </CopyButton>
      }
    >
      <div className="grid gap-3 text-[13px] lg:grid-cols-2 [&>*]:min-w-0">
        <div className="flex flex-col gap-2 rounded-card border bg-card px-4 py-3">
          <p>{t('withPartsInFolder')}</p>
          <Commands lines={['sha256sum --check SHA256SUMS', 'sha256sum SHA256SUMS', `# ${checksum}`]} />
        </div>
        <div className="flex flex-col gap-2 rounded-card border bg-card px-4 py-3">{children}</div>
      </div>
    </Section>
  )
}

const metadataNames = ['card.md', 'facts.json', 'SHA256SUMS']

type Part = ReleaseDetail['parts'][number]

interface ReleasePartsProps {
  parts: Part[]
  addressOf: (name: string) => string
  language: Language
}

export async function ReleaseParts({ parts, addressOf, language }: ReleasePartsProps) {
  const t = await releaseTexts(language)
  const download = (name: string) => (
    <a href={addressOf(name)} download className="text-accent underline underline-offset-2 touch:py-1">
      {name}
    </a>
  )
  const names = () =>
    metadataNames.map((name, index) => (
      <span key={name}>
        {index > 0 && ', '}
        {download(name)}
      </span>
    ))
  return (
    <Section title={t('parts')} note={t.rich('partsNote', { names })}>
      <details>
        <summary className="mb-2 w-fit rounded-control text-second hover:text-text">
          {t('partsCount', { count: parts.length })}
        </summary>
        <DataTable
          label={t('partsLabel')}
          columns={[
            { key: 'part', head: t('part'), cell: ({ name }) => download(name) },
            numberColumn<Part>('lines', t('lines'), ({ rows }) => wholeNumber(rows, language)),
            numberColumn<Part>('size', t('size'), ({ byteSize }) => byteSizeText(byteSize, language)),
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
  )
}
