'use client'

import { useEffect, useRef, useState } from 'react'
import { ErrorNotice } from '@/components/kit/form'
import { useJobs } from '@/components/kit/jobs'
import { useTimeLeft } from '@/components/kit/use-time-left'
import { Button } from '@/components/ui/button'
import { LinkButton, MainLink } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { UploadProgress } from '@/lib/client/data/uploads'
import type { ProjectData } from '@/lib/contracts/data/project-data'
import type { JobSummary } from '@/lib/contracts/jobs'
import type { KnownData } from '@/lib/domain/data/folder-proposal'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { byteSizeText } from '@/lib/wording/byte-size'
import { missingForModels } from '@/lib/wording/data'
import { counted, wholeNumber } from '@/lib/wording/number'
import { DropArea, FileButtons } from './choose-files'
import { DataSections } from './data-sections'
import { ImportPlan } from './import-plan'
import { ImportState, isImport } from './import-state'
import type { ModelToRun } from './models-card'
import { type ImportFlow, type ImportPhase, useImport } from './use-import'

function stateSentence({ images, classes, models }: ProjectData): string {
  if (images.count + classes.labelable + models.length === 0)
    return 'No data yet. Import images, classes, original labels and model predictions.'
  const parts = [
    counted(images.count, 'image'),
    counted(classes.labelable, 'class', 'classes'),
    counted(models.length, 'model'),
  ]
  return `${parts.join(', ')}.`
}

function obstacleToRun({ images, classes }: ProjectData, isImporting: boolean): string | null {
  const sizes = { storedImages: images.stored, labelableClasses: classes.labelable }
  const busy = isImporting ? 'An import or a model is running. You can run a model when it is finished.' : null
  return missingForModels(sizes, 'run a model') ?? busy
}

export function DataPage({ data, jobs: initialJobs }: { data: ProjectData; jobs: JobSummary[] }) {
  const { slug, images, classes, models } = data
  const { jobs, active } = useJobs(slug, initialJobs)
  const known: KnownData = {
    imageCount: images.count,
    classCount: classes.labelable,
    models,
  }
  const isImporting = active.some(isImport)
  const runObstacle = obstacleToRun(data, isImporting)
  const [modelToRun, setModelToRun] = useState<ModelToRun>({ count: 0, files: [] })
  const flow = useImport(slug, known, (files) => {
    if (runObstacle === null) setModelToRun(({ count }) => ({ count: count + 1, files }))
    return runObstacle && `These are the files of a model. ${runObstacle}`
  })
  const isReady = images.count > 0 && models.length > 0
  return (
    <>
      <PageHeader
        title={projectPages.data.title}
        action={
          isReady && (
            <>
              <LinkButton href={`/projects/${slug}/golden`}>Golden set</LinkButton>
              <MainLink href={`/projects/${slug}/plan`}>Plan tasks</MainLink>
            </>
          )
        }
      >
        {stateSentence(data)}
      </PageHeader>
      <ImportState slug={slug} jobs={jobs} active={active} />
      <ImportPanel flow={flow} known={known} isImporting={isImporting} maxBytes={data.maxUploadBytes} />
      <DataSections {...{ data, flow, jobs, isImporting, modelToRun, runObstacle }} />
    </>
  )
}

interface ImportPanelProps {
  flow: ImportFlow
  known: KnownData
  /** Whether another import is queued or running. Files can be chosen but not started. */
  isImporting: boolean
  /** Size limit of files waiting to be imported. */
  maxBytes: number
}

function ImportPanel({ flow, known, isImporting, maxBytes }: ImportPanelProps) {
  const { phase, problem } = flow
  const panel = useRef<HTMLElement>(null)
  const isOpen = phase.name !== 'idle' && phase.name !== 'reading'
  const wasOpen = useRef(isOpen)

  // Files may have been chosen far down the page, so scroll the next step into view.
  useEffect(() => {
    if (isOpen && !wasOpen.current) {
      panel.current?.focus({ preventScroll: true })
      panel.current?.scrollIntoView({ block: 'nearest' })
    }
    wasOpen.current = isOpen
  }, [isOpen])

  return (
    <section ref={panel} tabIndex={-1} aria-label="Import" className="scroll-mt-4 outline-none">
      <DropArea onDrop={(files) => void flow.choose(files)} isBusy={phase.name !== 'idle' && phase.name !== 'ready'}>
        {(phase.name === 'idle' || phase.name === 'reading') && (
          <div
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4 px-5 py-6"
            aria-busy={phase.name === 'reading'}
          >
            <div className="min-w-0 flex-1 basis-80">
              <p className="font-semibold text-question">
                {phase.name === 'reading' ? 'Reading files…' : 'Drop a folder or files here'}
              </p>
              <p className="mt-1 max-w-[62ch] text-pretty text-second">
                Images, zips, manifests, classes, labels, predictions and ONNX models are recognized. You can review the
                import before anything is uploaded.
              </p>
            </div>
            <div className="flex flex-wrap gap-2">
              <FileButtons onChoose={(files) => void flow.choose(files)} disabled={phase.name === 'reading'} />
            </div>
          </div>
        )}
        {phase.name === 'ready' && (
          <ImportPlan
            flow={flow}
            files={phase.files}
            choices={phase.choices}
            known={known}
            isImporting={isImporting}
            maxBytes={maxBytes}
          />
        )}
        {(phase.name === 'sending' || phase.name === 'stuck' || phase.name === 'starting') && (
          <SendingFiles flow={flow} phase={phase} />
        )}
      </DropArea>
      <ErrorNotice className="mt-3">{problem}</ErrorNotice>
    </section>
  )
}

interface SendingFilesProps {
  flow: ImportFlow
  phase: Extract<ImportPhase, { name: 'sending' | 'stuck' | 'starting' }>
}

const shownFailures = 50

function SendingFiles({ flow, phase }: SendingFilesProps) {
  if (phase.name === 'stuck') {
    const named = phase.failed.filter(({ reason }) => reason !== '')
    return (
      <div className="flex flex-col gap-3 px-5 py-5">
        <div>
          <p className="font-semibold text-question">
            {named.length > 0
              ? `${counted(named.length, 'file')} could not be uploaded`
              : phase.failed.length > 0
                ? 'Some files could not be uploaded'
                : 'The files were uploaded, but the import did not start'}
          </p>
          <p className="mt-1 text-second">The project was not changed. Uploaded files are kept for a day.</p>
        </div>
        {named.length > 0 && (
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
            tabIndex={0}
            aria-label="Files that could not be uploaded"
            className="max-h-48 overflow-auto rounded-control border bg-page px-3 py-2"
          >
            <ul className="text-[13px]">
              {named.slice(0, shownFailures).map(({ path, reason }) => (
                <li key={path} className="break-words py-0.5">
                  <span className="font-mono text-small">{path}</span> <span className="text-second">{reason}</span>
                </li>
              ))}
              {named.length > shownFailures && (
                <li className="py-0.5 text-second">and {wholeNumber(named.length - shownFailures)} more</li>
              )}
            </ul>
          </section>
        )}
        <div className="flex flex-wrap gap-2">
          <Button tone="main" onClick={() => void flow.retry(phase.failed)}>
            Try again
          </Button>
          <Button onClick={flow.cancel}>Back to the files</Button>
        </div>
      </div>
    )
  }
  return <Sending progress={phase.name === 'sending' ? phase.progress : null} onCancel={flow.cancel} />
}

/** The state of an upload; without `progress`, it has ended and the import starts. */
function Sending({ progress, onCancel }: { progress: UploadProgress | null; onCancel: () => void }) {
  const fraction = progress && progress.totalBytes > 0 ? progress.sentBytes / progress.totalBytes : null
  const timeLeft = useTimeLeft('sending', fraction)
  const text = progress
    ? [
        `${wholeNumber(progress.sentFiles)} of ${counted(progress.totalFiles, 'file')}`,
        `${byteSizeText(progress.sentBytes)} of ${byteSizeText(progress.totalBytes)}`,
        timeLeft,
      ]
        .filter(Boolean)
        .join(', ')
    : 'One moment…'
  return (
    <div className="px-5 py-5">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0">
          <span className="font-semibold">{progress ? 'Uploading files' : 'Starting import'}</span>{' '}
          <span className="text-second tabular-nums">{text}</span>
        </p>
        <Button size="small" disabled={!progress} onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <ProgressBar label="Uploading files" fraction={fraction} valueText={text} className="mt-2.5" />
      <p className="mt-2 text-second text-small">
        Keep this page open until the upload is finished. After that you can close it.
      </p>
    </div>
  )
}
