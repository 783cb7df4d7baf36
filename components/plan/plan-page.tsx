'use client'

import { errorText } from '@/components/kit/form'
import { FailedJob } from '@/components/kit/jobs'
import { Section } from '@/components/kit/section'
import { Button } from '@/components/ui/button'
import { Images, Layers, Undo2 } from '@/components/ui/generated/icons'
import { Kbd } from '@/components/ui/kbd'
import { MainLink } from '@/components/ui/link'
import { Notice } from '@/components/ui/notice'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import { useWindowKeys } from '@/components/ui/use-window-keys'
import type { JobSummary } from '@/lib/contracts/jobs'
import { defaultPlanSettings, type PlanSettings, type PlanState } from '@/lib/contracts/plan/plan'
import { defaultSource } from '@/lib/domain/plan/plan-source'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { AskingFields } from './asking-fields'
import { FrontierSection } from './frontier-section'
import { LaunchPanel } from './launch-panel'
import { PlanModelTable } from './model-table'
import { InvalidFields } from './number-setting'
import { ModelChoice, SourceChoice } from './plan-choices'
import { PayFields, RuleFields, VotesFields } from './plan-fields'
import { PlanFiguresPanel } from './plan-figures'
import { DataState, PlanStatus, SummaryBar } from './plan-state'
import type { Draft } from './use-draft'
import { type PlanPartProps, usePlanPage } from './use-plan-page'
import { VotesReplaySection } from './votes-replay'

interface PlanPageProps {
  slug: string
  initial: PlanState
  jobs: JobSummary[]
  ratersPerTask: number
  hasSimulated: boolean
}

export function PlanPage({ slug, initial, jobs, ratersPerTask, hasSimulated }: PlanPageProps) {
  const state = usePlanPage(slug, initial, jobs)
  const { data, draft, canCompute } = state
  useUndoKey(draft.undo)
  return (
    <>
      <PageHeader
        title={projectPages.plan.title}
        action={
          canCompute && (
            <DraftTools
              draft={draft}
              hasDraft={data.draft !== null}
              defaults={{
                ...defaultPlanSettings,
                ratersPerTask,
                source: defaultSource({ modelCount: data.models.length, classCount: data.classCount }),
              }}
            />
          )
        }
      >
        Plan what raters are asked about, and check what it finds and costs.
      </PageHeader>
      {canCompute ? (
        <>
          <DataState slug={slug} state={state} hasSimulated={hasSimulated} />
          <div className="mt-6 grid items-start gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_360px]">
            <Figures slug={slug} state={state} />
            <InvalidFields value={draft.setInvalid}>
              <Choices slug={slug} state={state} />
            </InvalidFields>
          </div>
        </>
      ) : (
        <NothingToPlan slug={slug} data={data} />
      )}
      {canCompute && <SummaryBar {...state} />}
    </>
  )
}

function NothingToPlan({ slug, data }: { slug: string; data: PlanState }) {
  const hasImages = data.imageCount > 0
  const title = hasImages ? 'Import classes' : 'Import images'
  return (
    <EmptyCard
      icon={hasImages ? <Layers aria-hidden size={24} /> : <Images aria-hidden size={24} />}
      title={title}
      action={<MainLink href={`/projects/${slug}/data`}>{title}</MainLink>}
    >
      {hasImages
        ? 'Raters are asked whether a class applies to an image. Import a file of classes, images in a folder for each class, or the predictions of models with their classes.'
        : 'A folder for each class is enough: its name becomes the class and the original label of its images. Then plan here what to ask raters about.'}
    </EmptyCard>
  )
}

function Figures({ slug, state }: PlanPartProps) {
  const { draft, ended } = state
  return (
    <aside
      aria-label="Figures"
      className="min-w-0 rounded-card border bg-card px-5 pt-3.5 pb-4 xl:sticky xl:top-7 xl:order-2"
    >
      <PlanStatus slug={slug} state={state} />
      {draft.error && (
        <Notice
          tone="error"
          title="Your settings are not saved"
          className="my-3"
          action={
            <Button size="small" onClick={draft.compute}>
              Try again
            </Button>
          }
        >
          {errorText(draft.error)} Your settings stay on this page until they are saved.
        </Notice>
      )}
      {ended?.state === 'failed' && <FailedJob job={ended} title="Could not compute the plan" className="my-3" />}
      <div className="mt-3">
        <PlanFiguresPanel state={state} />
      </div>
      <div id="launch" className="mt-4 scroll-mt-16">
        <LaunchPanel slug={slug} state={state} />
      </div>
    </aside>
  )
}

function Choices({ slug, state }: PlanPartProps) {
  const { data, draft, settings } = state
  return (
    <div className="min-w-0 xl:order-1">
      <h2 className="mb-3 font-semibold text-question">What is asked</h2>
      <SourceChoice slug={slug} state={state} />
      {settings.source.from === 'models' && (
        <>
          <h2 className="mt-8 mb-3 font-semibold text-question">Models</h2>
          <ModelChoice {...state} />
          <FrontierSection slug={slug} state={state} />
          <div className="mt-6">
            <PlanModelTable {...state} />
          </div>
        </>
      )}
      <Section title="Tasks" note="How the candidates of an image are split into tasks.">
        <RuleFields draft={draft} />
      </Section>
      <Section title="How candidates are asked" note="An image with its candidates, or a class with its images.">
        <AskingFields state={state} />
      </Section>
      <Section title="Votes per candidate" note="The same number for each, or more only where they matter.">
        <VotesFields {...state} />
        <VotesReplaySection slug={slug} state={state} />
      </Section>
      <Section title="Raters and pay" note="How long an answer takes and what it pays.">
        <PayFields draft={draft} measured={data.measuredTime} />
      </Section>
    </div>
  )
}

/** Ctrl+Z or ⌘Z anywhere on the page except in dialogs, whose fields have their own undo. */
function useUndoKey(undo: (() => void) | null) {
  useWindowKeys((event) => {
    if (event.key.toLowerCase() !== 'z' || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return
    if (event.target instanceof Element && event.target.closest('[role="dialog"]')) return
    event.preventDefault()
    undo?.()
  }, undo !== null)
}

const stateWord = { saved: 'Saved', saving: 'Saving', failed: 'Not saved', invalid: 'Not all saved' } as const

function DraftTools({ draft, hasDraft, defaults }: { draft: Draft; hasDraft: boolean; defaults: PlanSettings }) {
  const { settings, change, undo, state } = draft
  const isDefault = (Object.keys(defaults) as Array<keyof PlanSettings>).every(
    (key) => JSON.stringify(settings[key]) === JSON.stringify(defaults[key]),
  )
  return (
    <>
      <p role="status" className="min-w-16 whitespace-nowrap text-second">
        {state === 'saved' && !hasDraft ? '' : stateWord[state]}
      </p>
      <Button aria-keyshortcuts="Control+Z Meta+Z" disabled={!undo} onClick={() => undo?.()}>
        <Undo2 aria-hidden size={16} />
        Undo
        <Kbd className="max-desk:hidden">Ctrl Z</Kbd>
      </Button>
      <Button disabled={isDefault} onClick={() => change(defaults)}>
        Reset to defaults
      </Button>
    </>
  )
}
