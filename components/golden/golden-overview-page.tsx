import { NewInviteButton } from '@/components/accounts/new-invite-button'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { SimulatedIcon, SimulatedLegend, SimulatedMark } from '@/components/kit/simulated-mark'
import { Images } from '@/components/ui/generated/icons'
import { DownloadLink, MainLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { GoldenExpert, GoldenFigures, GoldenImagePage, GoldenOverview } from '@/lib/contracts/golden/golden'
import type { JobSummary } from '@/lib/contracts/jobs'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { spokenInterval } from '@/lib/wording/chart'
import { threeDigits } from '@/lib/wording/figure'
import { counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { DrawForm, DrawTable } from './draws'
import { GoldenImageGrid } from './golden-image-grid'
import { AnswersImport, ImportAnswers } from './import-answers'

interface GoldenOverviewPageProps {
  slug: string
  overview: GoldenOverview
  /** The golden images with the current user's own progress. */
  images: GoldenImagePage
  jobs: JobSummary[]
}

function state({ goldenImages, figures, experts }: GoldenOverview): string {
  const begun = experts.filter(({ answers }) => answers > 0).length
  if (goldenImages === 0 && figures.pairs === 0) return 'Images whose correct labels are decided by experts.'
  const drawn = goldenImages > 0 ? `${counted(goldenImages, 'image')} drawn, ` : ''
  return `${drawn}${counted(begun, 'expert')}, ${counted(figures.labels, 'golden label')} so far.`
}

export function GoldenOverviewPage({ slug, overview, images, jobs }: GoldenOverviewPageProps) {
  const { imageCount, drawableCount, asksOriginalsAlone, labelledCount, goldenImages } = overview
  const { chosenImages, draws, experts, figures } = overview
  const hasAny = goldenImages > 0 || figures.pairs > 0
  return (
    <>
      <PageHeader title={projectPages.golden.title} action={<OverviewActions slug={slug} overview={overview} />}>
        {state(overview)}
      </PageHeader>
      <AnswersImport slug={slug} jobs={jobs} />
      {imageCount === 0 ? (
        <EmptyCard
          icon={<Images aria-hidden size={24} />}
          title="No images yet"
          action={<MainLink href={`/projects/${slug}/data`}>Import images</MainLink>}
        >
          Draw a random sample of images, and experts decide what is in them. Models and raters are measured against
          their answers.
        </EmptyCard>
      ) : (
        <>
          {asksOriginalsAlone && (
            <Notice tone="info" className="mb-5">
              There are no model predictions yet, so experts are asked only about{' '}
              {labelledCount > 0 ? 'the original labels' : 'the classes they add themselves'}. Import predictions on the{' '}
              <a href={`/projects/${slug}/data`} className="rounded-[4px] font-medium text-accent underline">
                Data page
              </a>
              ; their proposals are added to images that are already drawn.
            </Notice>
          )}
          {labelledCount === 0 && goldenImages === 0 && (
            <Notice tone="info" className="mb-5">
              No image has an original label yet. If you have labels, import them before the first draw: once an expert
              is asked about an image, its original label is fixed.
            </Notice>
          )}
          {hasAny && <GoldenFigureList figures={figures} />}
          <Section
            title="Draws"
            note={
              drawableCount > 0
                ? `${counted(drawableCount, 'image')} left to draw.`
                : 'Every image with a file is in the golden set.'
            }
          >
            {drawableCount > 0 && <DrawForm slug={slug} most={drawableCount} isFirst={draws.length === 0} />}
            {draws.length > 0 && <DrawTable slug={slug} draws={draws} />}
            {chosenImages > 0 && (
              <Notice tone="info" className="mt-3">
                {counted(chosenImages, 'image was', 'images were')} chosen by an admin and not drawn at random. Figures
                that stand for all images leave them out: agreement of experts on this page, recall of plans, and
                accuracy of runs. A later draw can still draw them; then they count.
              </Notice>
            )}
          </Section>
          <Section
            title="Experts"
            note="Experts answer blind: they see no predictions, original labels or other answers first."
            action={<NewInviteButton slug={slug} joinsAs="expert" word="Invite experts" />}
          >
            <ExpertTable experts={experts} goldenImages={goldenImages} />
          </Section>
          {goldenImages > 0 && (
            <div id="images">
              <Section
                title="Images"
                note={`In the order in which experts see them. You have answered ${wholeNumber(images.progress.done)}.`}
              >
                <GoldenImageGrid slug={slug} page={images} />
              </Section>
            </div>
          )}
        </>
      )}
    </>
  )
}

function OverviewActions({ slug, overview }: Pick<GoldenOverviewPageProps, 'slug' | 'overview'>) {
  const { imageCount, goldenImages, figures, hasSimulated } = overview
  return (
    <>
      {hasSimulated && <SimulatedMark />}
      {imageCount > 0 && <ImportAnswers slug={slug} />}
      {figures.pairs > 0 && (
        <DownloadLink href={`/api/projects/${slug}/exports/golden-answers-csv`}>Download answers</DownloadLink>
      )}
      {goldenImages > 0 && <MainLink href={`/expert/${slug}`}>Answer as an expert</MainLink>}
    </>
  )
}

function Figure({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-second text-small">{name}</dt>
      <dd>
        <span className="block font-semibold text-title tabular-nums">{value}</span>
        <span className="block text-second text-small">{note}</span>
      </dd>
    </div>
  )
}

/** The 95% interval of a figure, before the rest of its note. */
const intervalNote = (figure: GoldenFigures['rawAgreement'], format: 'percent' | 'number') =>
  figure?.interval ? `95% ${spokenInterval(...figure.interval, format, format === 'percent' ? 0 : 3)}; ` : ''

function GoldenFigureList({ figures }: { figures: GoldenFigures }) {
  const { pairs, pairImages, labels, differing, open, concluded, rawAgreement, alphaOrdinal, comparedPairs } = figures
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-5 desk:grid-cols-4">
      <Figure
        name="Golden labels"
        value={wholeNumber(labels)}
        note={`of ${counted(pairs, 'candidate')} on ${counted(pairImages, 'image')}`}
      />
      <Figure
        name="Same answers"
        value={rawAgreement === null ? '–' : percent(rawAgreement.value)}
        note={
          comparedPairs === 0
            ? 'no candidate has two answers yet'
            : `${intervalNote(rawAgreement, 'percent')}on ${counted(comparedPairs, 'candidate')}`
        }
      />
      <Figure
        name="Krippendorff’s alpha, ordinal"
        value={alphaOrdinal === null ? '–' : threeDigits(alphaOrdinal.value)}
        note={
          alphaOrdinal === null
            ? 'undefined so far'
            : `${intervalNote(alphaOrdinal, 'number')}1 is perfect, 0 is chance`
        }
      />
      <Figure
        name="Disagreements"
        value={wholeNumber(differing)}
        note={`${wholeNumber(open)} of them one answer from a decision; ${wholeNumber(concluded)} resolved`}
      />
    </dl>
  )
}

const columnsOf = (goldenImages: number): Column<GoldenExpert>[] => [
  {
    key: 'expert',
    head: 'Expert',
    cell: ({ name, isSimulated }) => (
      <span className="flex max-w-60 items-center gap-2" title={name}>
        <span className="truncate">{name}</span>
        {isSimulated && <SimulatedIcon />}
      </span>
    ),
  },
  {
    key: 'progress',
    head: 'Progress',
    cell: ({ name, doneImages, answers }) =>
      goldenImages === 0 ? null : (
        <span className="flex items-center gap-3">
          <ProgressBar
            label={`Images ${name} has answered`}
            fraction={doneImages / goldenImages}
            valueText={`${doneImages} of ${goldenImages}`}
            className="w-28"
          />
          <span className="text-second text-small tabular-nums">
            {answers === 0 ? 'not started' : `${wholeNumber(doneImages)} of ${wholeNumber(goldenImages)}`}
          </span>
        </span>
      ),
  },
  numberColumn('answers', 'Answers', ({ answers }) => answers),
  { key: 'last', head: 'Last answer', cell: ({ lastAt }) => lastAt && <Moment at={lastAt} /> },
]

const ExpertTable = ({ experts, goldenImages }: { experts: GoldenExpert[]; goldenImages: number }) => (
  <>
    <DataTable
      label="Experts"
      columns={columnsOf(goldenImages)}
      rows={experts}
      rowKey={({ raterId, name }) => raterId ?? name}
      empty={{
        title: 'No experts yet',
        children:
          'Create an invite link with the role Expert and send it to people who know the classes. You can answer as an expert too. With three or more experts, you get a meaningful majority.',
      }}
    />
    {experts.some(({ isSimulated }) => isSimulated) && <SimulatedLegend what="Simulated expert" />}
  </>
)
