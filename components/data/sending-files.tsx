'use client'

import { Button } from '@/components/ui/button'
import { ProgressBar } from '@/components/ui/progress-bar'
import { byteSizeText } from '@/lib/wording/byte-size'
import { counted, wholeNumber } from '@/lib/wording/number'
import type { ImportFlow, ImportPhase } from './use-import'

interface SendingFilesProps {
  flow: ImportFlow
  phase: Extract<ImportPhase, { name: 'sending' | 'stuck' | 'starting' }>
}

const shownFailures = 50

export function SendingFiles({ flow, phase }: SendingFilesProps) {
  if (phase.name === 'stuck') {
    const named = phase.failed.filter(({ reason }) => reason !== '')
    return (
      <div className="flex flex-col gap-3 px-5 py-5">
        <div>
          <p className="font-semibold text-question">
            {named.length > 0
              ? `${counted(named.length, 'file', 'files', 'en')} could not be uploaded`
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
                <li className="py-0.5 text-second">and {wholeNumber(named.length - shownFailures, 'en')} more</li>
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
  const progress = phase.name === 'sending' ? phase.progress : null
  const text = progress
    ? `${wholeNumber(progress.sentFiles, 'en')} of ${counted(progress.totalFiles, 'file', 'files', 'en')}, ${byteSizeText(progress.sentBytes)} of ${byteSizeText(progress.totalBytes)}`
    : 'One moment…'
  return (
    <div className="px-5 py-5">
      <div className="flex items-center justify-between gap-4">
        <p className="min-w-0">
          <span className="font-semibold">{progress ? 'Uploading files' : 'Starting import'}</span>{' '}
          <span className="text-second tabular-nums">{text}</span>
        </p>
        <Button size="small" disabled={!progress} onClick={flow.cancel}>
          Cancel
        </Button>
      </div>
      <ProgressBar
        label="Uploading files"
        fraction={progress && progress.totalBytes > 0 ? progress.sentBytes / progress.totalBytes : null}
        valueText={text}
        className="mt-2.5"
      />
      <p className="mt-2 text-second text-small">
        Keep this page open until the upload is finished. After that you can close it.
      </p>
    </div>
  )
}
