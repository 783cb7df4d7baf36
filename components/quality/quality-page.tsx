import { UnsaidFigure } from '@/components/kit/figure-mark'
import { MeasuredAt } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { SimulatedLegend } from '@/components/kit/simulated-mark'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import type { QualityOverview } from '@/lib/contracts/quality'
import { projectPages } from '@/lib/domain/projects/project-pages'
import type { QualityView } from '@/lib/domain/quality/quality-view'
import { figureNote } from '@/lib/wording/figure-notes'
import { counted } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { AlertList } from './alert-list'
import { AskedNotice } from './asked-notice'
import { QualityRaterTable } from './quality-rater-table'
import { SettledAlerts } from './settled-alerts'
import { ShortageNotice } from './shortage-notice'
import { WhoIsWhere } from './who-is-where'

function state({ settings, counts }: QualityOverview): string {
  const { goldenShare, qualification, rules } = settings
  const parts = [
    qualification
      ? `${qualification.trainingTasks > 0 ? `Training on ${counted(qualification.trainingTasks, 'task', 'tasks', 'en')}, then a` : 'A'} test of ${counted(qualification.testTasks, 'task', 'tasks', 'en')}.`
      : 'Raters start without a test.',
    goldenShare > 0
      ? `${percent(goldenShare)} of tasks are gold questions, from ${counted(counts.images.hidden, 'image', 'images', 'en')}.`
      : 'No gold questions.',
    rules.length > 0 ? `${counted(rules.length, 'rule', 'rules', 'en')} active.` : '',
  ]
  return parts.filter((part) => part !== '').join(' ')
}

/** The page Quality: alerts first, then how well each rater answers. */
export function QualityPage({ slug, overview, view }: { slug: string; overview: QualityOverview; view: QualityView }) {
  const { settings, alerts, raters, counts, shortage, secondsMeasuredAt, areSecondsMeasured } = overview
  const isOff = settings.goldenShare === 0 && settings.qualification === null && settings.rules.length === 0
  const waiting = alerts.filter(({ settledAt }) => settledAt === null)
  const settled = alerts.filter(({ settledAt }) => settledAt !== null)
  const alerted = new Set(waiting.map(({ raterId }) => raterId))
  return (
    <>
      <PageHeader title={projectPages.quality.title}>
        {state(overview)}
        <UnsaidFigure of="waiting-quality" value={waiting.length} />
      </PageHeader>
      {isOff && (
        <Notice
          tone="info"
          className="mb-6"
          action={
            <LinkButton size="small" href={`/projects/${slug}/quality/settings`}>
              Set up
            </LinkButton>
          }
        >
          Raters are not checked yet. Add gold questions, a qualification test or rules.
        </Notice>
      )}
      {settings.isSetBeforeMarks && (
        <Notice
          tone="info"
          className="mb-6"
          action={
            <LinkButton size="small" href={`/projects/${slug}/quality/settings`}>
              Check them
            </LinkButton>
          }
        >
          Golden accuracy is the mean of two marks now. The pass mark and rules set before apply to each of the two.
        </Notice>
      )}
      {settings.goldenShare > 0 && counts.tasks.hidden === 0 && (
        <Notice tone="error" title="No gold questions available" className="mb-6">
          Have experts answer golden images that are not used for training or the test, and that have labels of both
          kinds: some that apply and some that do not.
        </Notice>
      )}
      {settings.qualification && counts.tasks.test < settings.qualification.testTasks && (
        <Notice
          tone="error"
          title={
            counts.tasks.test === 0
              ? 'Raters cannot take the test'
              : `The test is shorter than its ${counted(settings.qualification.testTasks, 'task', 'tasks', 'en')}`
          }
          className="mb-6"
          action={
            <LinkButton size="small" href={`/projects/${slug}/quality/images`}>
              Golden images
            </LinkButton>
          }
        >
          The experts’ answers have changed:{' '}
          {counts.tasks.test === 0
            ? 'no task of the test is left, and raters who have not passed it wait.'
            : `${counted(counts.tasks.test, 'task is', 'tasks are', 'en')} left.`}{' '}
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
          `Golden accuracy: ${figureNote.goldenAccuracy} The bar begins at 50%; the two marks stand below it, each with its 95% interval.`
        }
      >
        <QualityRaterTable slug={slug} raters={raters} qualification={settings.qualification} view={view} />
        {(secondsMeasuredAt || !areSecondsMeasured) && (
          <p className="mt-2 text-second text-small">
            <MeasuredAt what="Seconds per task" at={secondsMeasuredAt} isMeasured={areSecondsMeasured} />
          </p>
        )}
        {raters.some(({ kind }) => kind === 'simulated') && <SimulatedLegend what="Simulated rater" />}
      </Section>
      {settings.qualification && <WhoIsWhere slug={slug} raters={raters} qualification={settings.qualification} />}
      {settled.length > 0 && (
        <Section title="Closed alerts">
          <SettledAlerts slug={slug} alerts={settled} />
        </Section>
      )}
    </>
  )
}
