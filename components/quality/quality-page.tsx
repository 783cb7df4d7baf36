import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { HiddenFigure } from '@/components/kit/figure-mark'
import { MeasuredAt, Moment } from '@/components/kit/moment'
import { RaterRowLink } from '@/components/kit/row-link'
import { Section } from '@/components/kit/section'
import { SimulatedLegend } from '@/components/kit/simulated-mark'
import { tablePage } from '@/components/kit/table-rows'
import { Chip } from '@/components/ui/chip'
import { SmallLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page'
import type {
  GoldenShortage,
  Qualification,
  QualityAlert,
  QualityOverview,
  QualityRater,
} from '@/lib/contracts/quality'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { type IneffectiveSetting, ineffectiveSettings } from '@/lib/domain/quality/ineffective-settings'
import { type QualityView, qualityAddress } from '@/lib/domain/quality/quality-view'
import { qualificationSteps } from '@/lib/domain/rating/qualification-step'
import { figureNote } from '@/lib/wording/figure-notes'
import { counted, wholeNumber } from '@/lib/wording/number'
import {
  attemptResult,
  figuresSentence,
  ineffectiveSentence,
  ruleSentence,
  shortageSentence,
  stepWord,
} from '@/lib/wording/quality'
import { percent } from '@/lib/wording/share'
import { AlertList } from './alert-list'
import { AskedNotice } from './asked-notice'
import { QualityRaterTable } from './quality-rater-table'

function idleText(rules: number, idle: number): string {
  if (idle === 0) return ' active'
  return rules === 1 ? ', which cannot fire' : `, of which ${wholeNumber(idle)} cannot fire`
}

function state({ settings, counts }: QualityOverview, idleRules: number): string {
  const { goldenShare, qualification, rules } = settings
  const parts = [
    qualification
      ? `${qualification.trainingTasks > 0 ? `Training on ${counted(qualification.trainingTasks, 'task')}, then a` : 'A'} test of ${counted(qualification.testTasks, 'task')}.`
      : 'Raters start without a test.',
    goldenShare > 0
      ? `${percent(goldenShare)} of tasks are gold questions, from ${counted(counts.images.hidden, 'image')}.`
      : 'No gold questions.',
    rules.length === 0
      ? 'No rules, so nothing raises an alert.'
      : `${counted(rules.length, 'rule')}${idleText(rules.length, idleRules)}.`,
  ]
  return parts.join(' ')
}

export function QualityPage({ slug, overview, view }: { slug: string; overview: QualityOverview; view: QualityView }) {
  const { settings, alerts, raters, counts, askable, shortage, secondsMeasuredAt, areSecondsMeasured } = overview
  // A test without enough tasks has a notice of its own.
  const ineffective = ineffectiveSettings(settings, counts, askable).filter(({ kind }) => kind !== 'test')
  const idleRules = ineffective.filter((one) => one.kind === 'rule' && one.panel === null).length
  const isOff = settings.goldenShare === 0 && settings.qualification === null && settings.rules.length === 0
  const waiting = alerts.filter(({ settledAt }) => settledAt === null)
  const settled = alerts.filter(({ settledAt }) => settledAt !== null)
  const alerted = new Set(waiting.map(({ raterId }) => raterId))
  return (
    <>
      <PageHeader title={projectPages.quality.title}>
        {state(overview, idleRules)}
        <HiddenFigure of="waiting-quality" value={waiting.length} />
      </PageHeader>
      {isOff && (
        <Notice
          tone="info"
          className="mb-6"
          action={<SmallLink href={`/projects/${slug}/quality/settings`}>Set up</SmallLink>}
        >
          Raters are not checked yet. Add gold questions, a qualification test or rules.
        </Notice>
      )}
      {settings.isSetBeforeMarks && (
        <Notice
          tone="info"
          className="mb-6"
          action={<SmallLink href={`/projects/${slug}/quality/settings`}>Check them</SmallLink>}
        >
          Golden accuracy is now the mean of two accuracies: on labels that apply and on labels that do not. Your
          earlier pass mark and rules now apply to each of them.
        </Notice>
      )}
      <IneffectiveNotice slug={slug} settings={ineffective} />
      {settings.qualification && counts.tasks.test < settings.qualification.testTasks && (
        <Notice
          tone="error"
          title={
            counts.tasks.test === 0
              ? 'Raters cannot take the test'
              : `The test is shorter than its ${counted(settings.qualification.testTasks, 'task')}`
          }
          className="mb-6"
          action={<SmallLink href={`/projects/${slug}/quality/images`}>Golden images</SmallLink>}
        >
          The experts’ answers have changed:{' '}
          {counts.tasks.test === 0
            ? 'no task of the test is left, and raters who have not passed it wait.'
            : `${counted(counts.tasks.test, 'task is', 'tasks are')} left.`}{' '}
          Assign more golden images to the test, or do not require it.
        </Notice>
      )}
      {shortage && counts.tasks.hidden > 0 && <ShortageNotice slug={slug} shortage={shortage} />}
      {settings.goldenShare > 0 && counts.asked > 0 && <AskedNotice counts={counts} />}
      <AlertList slug={slug} alerts={waiting} raters={raters.filter(({ id }) => alerted.has(id))} />
      <Section
        title="Raters"
        note={
          raters.length > 0 &&
          `Golden accuracy: ${figureNote.goldenAccuracy} The bar begins at 50%; below it are the two accuracies. Brackets show 95% intervals.`
        }
      >
        <QualityRaterTable
          slug={slug}
          {...tablePage(raters, [], { page: view.page })}
          qualification={settings.qualification}
          view={view}
        />
        {(secondsMeasuredAt || !areSecondsMeasured) && (
          <p className="mt-2 text-second text-small">
            <MeasuredAt what="Seconds per task" at={secondsMeasuredAt} isMeasured={areSecondsMeasured} />
          </p>
        )}
        {raters.some(({ kind }) => kind === 'simulated') && <SimulatedLegend what="Simulated rater" />}
      </Section>
      {settings.qualification && (
        <QualificationSection slug={slug} raters={raters} qualification={settings.qualification} view={view} />
      )}
      {settled.length > 0 && (
        <Section title="Closed alerts">
          <SettledAlerts slug={slug} alerts={settled} />
        </Section>
      )}
    </>
  )
}

const sentence = 'min-w-64 whitespace-normal! py-1.5'

function SettledAlerts({ slug, alerts }: { slug: string; alerts: QualityAlert[] }) {
  const columns: Column<QualityAlert>[] = [
    { key: 'rater', head: 'Rater', cell: ({ raterId }) => <RaterRowLink slug={slug} id={raterId} /> },
    {
      key: 'seen',
      head: 'Observation',
      cell: ({ rule, figures, hasPaused }) =>
        `${figuresSentence(rule, figures)}${hasPaused ? ' Paused the rater.' : ''}`,
      className: sentence,
    },
    { key: 'rule', head: 'Rule', cell: ({ rule }) => ruleSentence(rule), className: `${sentence} text-second` },
    { key: 'created', head: 'When', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { key: 'settled', head: 'Closed', cell: ({ settledAt }) => settledAt && <Moment at={settledAt} /> },
  ]
  return <DataTable label="Closed alerts" columns={columns} rows={alerts} rowKey={({ id }) => id} />
}

function IneffectiveNotice({ slug, settings }: { slug: string; settings: IneffectiveSetting[] }) {
  if (settings.length === 0) return null
  const sentences = settings.map(ineffectiveSentence)
  return (
    <Notice
      tone={settings.some(({ kind }) => kind === 'gold-questions') ? 'error' : 'info'}
      title={settings.length === 1 ? 'A setting has no effect' : 'Settings without effect'}
      className="mb-6"
      action={<SmallLink href={`/projects/${slug}/quality/settings`}>Rules</SmallLink>}
    >
      {sentences.length === 1 ? (
        sentences[0]
      ) : (
        <ul className="list-disc space-y-1 ps-4">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

/** Number of raters who have run out of gold questions, and number of golden images that would suffice. */
function ShortageNotice({ slug, shortage }: { slug: string; shortage: GoldenShortage }) {
  const { raters, imagesNeeded } = shortage
  return (
    <Notice
      tone="error"
      title={`Gold questions have run out for ${counted(raters, 'rater')}`}
      className="mb-6"
      action={<SmallLink href={`/projects/${slug}/golden`}>Golden set</SmallLink>}
    >
      {shortageSentence(shortage)}
      {imagesNeeded > 0 &&
        ` About ${wholeNumber(imagesNeeded)} more golden ${imagesNeeded === 1 ? 'image is' : 'images are'} needed to keep the share until the open tasks are finished.`}
    </Notice>
  )
}

interface QualificationSectionProps {
  slug: string
  raters: QualityRater[]
  qualification: Qualification
  view: QualityView
}

function QualificationSection({ slug, raters, qualification, view }: QualificationSectionProps) {
  const columns = columnsOf(slug, qualification)
  const asked = raters.filter(({ kind }) => kind !== 'imported')
  const counts = qualificationSteps
    .map((step) => ({ step, count: asked.filter((rater) => rater.step === step).length }))
    .filter(({ count }) => count > 0)
  const tested = raters.filter(
    ({ trainingDone, attempts, step }) => trainingDone > 0 || attempts.length > 0 || step === 'waived',
  )
  return (
    <Section
      title="Qualification"
      note={`${counted(qualification.attempts, 'attempt')} at a test of ${counted(qualification.testTasks, 'task')}; pass mark ${percent(qualification.passMark)} on labels that apply and on labels that do not.`}
      action={
        <ul aria-label="Raters by qualification step" className="flex flex-wrap gap-1.5">
          {counts.map(({ step, count }) => (
            <li key={step}>
              <Chip>
                {stepWord[step]} {wholeNumber(count)}
              </Chip>
            </li>
          ))}
        </ul>
      }
    >
      {tested.length === 0 ? (
        <p className="text-second">No raters yet.</p>
      ) : (
        <DataTable
          label="Qualification of raters"
          columns={columns}
          {...tablePage(tested, columns, { page: view.qualificationPage })}
          rowKey={({ id }) => id}
          addressOf={({ page }) =>
            `/projects/${slug}/quality${qualityAddress.write({ ...view, qualificationPage: page })}`
          }
        />
      )}
    </Section>
  )
}

const columnsOf = (slug: string, { trainingTasks }: Qualification): Column<QualityRater>[] => [
  { key: 'rater', head: 'Rater', cell: ({ id }) => <RaterRowLink slug={slug} id={id} /> },
  { key: 'step', head: 'Step', cell: ({ step }) => stepWord[step] },
  numberColumn('training', 'Training', ({ trainingDone }) => `${trainingDone} of ${trainingTasks}`),
  {
    key: 'attempts',
    head: 'Attempts',
    cell: ({ attempts, step }) =>
      attempts.length === 0 ? (
        <span className="text-second">{step === 'waived' ? 'None' : 'None yet'}</span>
      ) : (
        <Attempts attempts={attempts} />
      ),
    className: 'min-w-56 whitespace-normal!',
  },
  { key: 'since', head: 'Since', cell: ({ stepSince }) => stepSince && <Moment at={stepSince} /> },
]

const Attempts = ({ attempts }: Pick<QualityRater, 'attempts'>) => (
  <ol className="flex flex-wrap gap-x-4 gap-y-1 py-1.5">
    {attempts.map(({ attempt, hasPassed, startedAt, finishedAt, ...scored }) => (
      <li key={attempt} className="flex flex-wrap items-center gap-x-1.5">
        <Chip wraps tone={hasPassed ? 'yes' : hasPassed === false ? 'maybe' : 'plain'}>
          {finishedAt === null ? 'In progress' : `${hasPassed ? 'Passed' : 'Failed'}${attemptResult(scored)}`}
        </Chip>
        <span className="text-second text-small">
          <Moment at={finishedAt ?? startedAt} />
        </span>
      </li>
    ))}
  </ol>
)
