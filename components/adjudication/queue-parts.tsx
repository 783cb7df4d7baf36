import { clsx } from 'clsx'
import type { ReactNode, Ref } from 'react'
import { AskingOrderSwitch } from '@/components/kit/asking-order-switch'
import { CheckAgain } from '@/components/kit/check-again'
import { ClassCombobox } from '@/components/kit/class-combobox'
import { HiddenFigure } from '@/components/kit/figure-mark'
import { FilterChips } from '@/components/kit/filter-bar'
import { Moment } from '@/components/kit/moment'
import { useFilters } from '@/components/kit/use-filters'
import { useWaitingChange } from '@/components/kit/use-waiting-change'
import { BarSelect } from '@/components/ui/bar-select'
import { CircleCheck, Hourglass } from '@/components/ui/generated/icons'
import { LinkButton } from '@/components/ui/link'
import { EmptyState, PageHeader } from '@/components/ui/page'
import type { AdjudicationTask, AdjudicationWorkspace } from '@/lib/contracts/adjudication/adjudication'
import { type AdjudicationReason, adjudicationReasons, queueKinds } from '@/lib/domain/adjudication/adjudication'
import { type AdjudicationView, adjudicationAddress } from '@/lib/domain/adjudication/adjudication-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import type { AskingOrder } from '@/lib/domain/rating/answer-mode'
import { queueKindWord, reasonWord } from '@/lib/wording/adjudication/adjudication'
import { counted, wholeNumber } from '@/lib/wording/number'
import { NoteField, ReasonChoice } from './decision-fields'
import { type CheckedWorkspace, checkAgain } from './workspace-card'

interface QueueParts {
  slug: string
  view: AdjudicationView
  progress: AdjudicationWorkspace['progress']
}

function stateSentence({ sent, near, differ, adjudicated, changes }: AdjudicationWorkspace['progress']): string {
  if (sent + near + differ === 0) return `No candidates to decide; ${wholeNumber(adjudicated)} decided.`
  const expected = changes.toLocaleString('en', { maximumFractionDigits: changes < 100 ? 1 : 0 })
  const asked = sent > 0 ? `${counted(sent, 'candidate was', 'candidates were')} sent by an admin; ` : ''
  return `${asked}${counted(near + differ, sent > 0 ? 'other' : 'candidate', sent > 0 ? 'others' : 'candidates')} could still change; ${wholeNumber(adjudicated)} decided. Deciding the rest is expected to change ${expected} ${expected === '1' ? 'label' : 'labels'}.`
}

export function QueueHeader(props: QueueParts & { askingOrder: AskingOrder; className: string | null }) {
  const { slug, view, askingOrder, progress, className } = props
  const waiting = waitingIn(progress)
  useWaitingChange(slug, waiting)
  const filters = adjudicationAddress.write(view)
  const hrefBy = (by: AskingOrder) => `/projects/${slug}/adjudication${filters}${filters === '' ? '?' : '&'}by=${by}`
  return (
    <>
      <PageHeader
        title={projectPages.adjudication.title}
        action={
          <AskingOrderSwitch askingOrder={askingOrder} hrefs={{ image: hrefBy('image'), class: hrefBy('class') }} />
        }
      >
        {stateSentence(progress)}
        <HiddenFigure of="waiting-adjudication" value={waiting} />
      </PageHeader>
      <QueueFilters slug={slug} view={view} progress={progress} className={className} />
    </>
  )
}

const waitingIn = ({ sent, near, differ }: AdjudicationWorkspace['progress']) => sent + near + differ

interface EmptyQueueProps extends QueueParts {
  isAdmin: boolean
  workspace: CheckedWorkspace & { announcement: string }
  undo: ReactNode
}

export function EmptyQueue({ slug, view, progress, isAdmin, workspace, undo }: EmptyQueueProps) {
  // Only after an action here, whose button may be gone; not when the page opens.
  const takesFocus = workspace.announcement !== ''
  const isFiltered = view.kind !== null || view.classIndex !== null || view.image !== null
  const isUsed = progress.adjudicated > 0 && progress.sinceRun === 0
  const next = isFiltered ? (
    <LinkButton tone="main" href={`/projects/${slug}/adjudication`}>
      Show all candidates
    </LinkButton>
  ) : (
    isAdmin && (
      <LinkButton tone="main" href={`/projects/${slug}/aggregation`}>
        {isUsed ? 'See results' : progress.adjudicated > 0 ? 'Aggregate with these decisions' : 'Aggregate votes'}
      </LinkButton>
    )
  )
  if ((view.kind === null ? waitingIn(progress) : progress[view.kind]) > 0)
    return (
      <EmptyState
        takesFocus={takesFocus}
        icon={<Hourglass aria-hidden size={24} />}
        title="The rest is with other experts"
        action={
          <>
            {undo}
            <CheckAgain onCheck={() => checkAgain(workspace)} />
          </>
        }
      >
        Check again after three minutes for what they leave undecided.
      </EmptyState>
    )
  return (
    <EmptyState
      takesFocus={takesFocus}
      icon={<CircleCheck aria-hidden size={24} />}
      title={isFiltered ? 'No candidates could change' : 'Nothing to decide'}
      action={
        <>
          {undo}
          {next}
        </>
      }
    >
      This page lists candidates that an admin sent, and after an aggregation those whose label could change: scores
      near the threshold, or experts who disagree.{' '}
      {isUsed
        ? 'The latest run has used all decisions.'
        : 'Your decisions determine the labels in the next aggregation.'}
    </EmptyState>
  )
}

interface DecisionProps {
  legend: string
  note: Ref<HTMLInputElement>
  noteKey?: string
  session: { reason: AdjudicationReason | null; note: string }
  isLocked: boolean
  dispatch: (
    event: { type: 'pick'; position: number } | { type: 'write'; note: string } | { type: 'submit' },
  ) => unknown
}

/** The reason and the note of a decision. */
export const Decision = ({ legend, note, noteKey, session, isLocked, dispatch }: DecisionProps) => (
  <div className="flex shrink-0 flex-col gap-2.5 border-t px-4 py-3">
    <ReasonChoice
      legend={legend}
      name="reason"
      values={adjudicationReasons}
      words={reasonWord}
      value={session.reason}
      isLocked={isLocked}
      onChoose={(reason) => dispatch({ type: 'pick', position: adjudicationReasons.indexOf(reason) })}
    />
    <NoteField
      ref={note}
      {...(noteKey && { keyName: noteKey })}
      value={session.note}
      onChange={(text) => dispatch({ type: 'write', note: text })}
      onSubmit={() => dispatch({ type: 'submit' })}
    />
  </div>
)

interface OtherCandidatesProps {
  of: AdjudicationTask['others']
  heading: 'h3' | 'h4'
  className?: string
}

export const OtherCandidates = ({ of, heading: Heading, className }: OtherCandidatesProps) => (
  <>
    <Heading className={clsx('font-semibold text-[13px]', className)}>Other candidates for this image</Heading>
    {of.length === 0 && <p className="text-[13px] text-second">No others.</p>}
    <ul className="mt-1 flex flex-col gap-1 text-[13px]">
      {of.map(({ candidateId, name, gloss, lang, glossLang }) => (
        <li key={candidateId} className="truncate" title={gloss ?? undefined}>
          <span lang={lang}>{name}</span>
          {gloss && <span className="text-second" lang={glossLang}>{` ${gloss}`}</span>}
        </li>
      ))}
    </ul>
  </>
)

export const SentBy = ({ sent, className }: { sent: AdjudicationTask['sent']; className?: string }) =>
  sent && (
    <p className={clsx('text-second text-small', className)}>
      Sent by {sent.by ?? 'the command line'}, <Moment at={sent.at} />
    </p>
  )

function QueueFilters({ slug, view, progress, className }: QueueParts & { className: string | null }) {
  const filters = useFilters(view, (next) => `/projects/${slug}/adjudication${adjudicationAddress.write(next)}`)
  const { shown } = filters
  const show = (change: Partial<AdjudicationView>) => filters.show(change, { scroll: true })
  const chips = [
    ...(view.classIndex === null
      ? []
      : [{ word: `Class: ${className ?? view.classIndex}`, onRemove: () => show({ classIndex: null }) }]),
    ...(view.image === null ? [] : [{ word: `Image ${view.image} only`, onRemove: () => show({ image: null }) }]),
  ]
  return (
    <div className="mb-3 flex min-h-8 flex-wrap items-center gap-2">
      <BarSelect
        label="Candidates"
        value={shown.kind ?? ''}
        onChange={(value) => show({ kind: queueKinds.find((kind) => kind === value) ?? null })}
        options={[
          ['', `All candidates (${wholeNumber(waitingIn(progress))})`],
          ...queueKinds.map(
            (kind) => [kind, `${queueKindWord[kind]} (${wholeNumber(progress[kind])})`] as [string, string],
          ),
        ]}
      />
      <ClassCombobox
        slug={slug}
        onPick={({ index }) => show({ classIndex: index })}
        className="h-8 w-44 rounded-control max-desk:min-w-0 max-desk:flex-1 max-desk:basis-40"
      />
      <FilterChips chips={chips} />
    </div>
  )
}
