'use client'

import { useRouter } from 'next/navigation'
import { createContext, type KeyboardEvent, type ReactNode, use, useCallback, useState } from 'react'
import { ActiveJob } from '@/components/kit/active-job'
import { isActiveJob, useJobs } from '@/components/kit/use-jobs'
import { useRowSelection } from '@/components/kit/use-row-selection'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ImageTarget } from '@/lib/contracts/images/image-acts'
import type { JobSummary } from '@/lib/contracts/jobs'
import { type BulkDone, countedImages } from './exclude-dialog'
import { type ChosenState, ImageActions } from './image-actions'

type Selection = Pick<ReturnType<typeof useRowSelection>, 'select' | 'onKey'> & { isChosen: (id: number) => boolean }

const SelectionContext = createContext<Selection | null>(null)

interface ImageSelectionProps {
  slug: string
  images: { id: number; isExcluded: boolean; isSent: boolean }[]
  /** Number of images that match the filters, and the query string of these filters. */
  total: number
  query: string
  isFiltered: boolean
  /** States among all images that match the filters. */
  filtered: ChosenState
  children: ReactNode
}

export function ImageSelection({ slug, images, total, query, isFiltered, filtered, children }: ImageSelectionProps) {
  const router = useRouter()
  const ids = images.map(({ id }) => id)
  const { selected, select, onKey, all } = useRowSelection(ids)
  const [isAll, setAll] = useState(false)
  const [done, setDone] = useState<BulkDone | null>(null)
  const count = isAll ? total : selected.length
  const target: ImageTarget = isAll ? { filter: query, count: total } : { images: selected }
  const chosen = images.filter(({ id }) => isAll || selected.includes(id))
  const state: ChosenState = {
    isExcluded: (isAll && filtered.isExcluded) || chosen.some(({ isExcluded }) => isExcluded),
    isSent: (isAll && filtered.isSent) || chosen.some(({ isSent }) => isSent),
  }
  const clear = () => {
    setAll(false)
    all(false)
  }

  /** On an image's link, x toggles its selection; with Shift, x selects the range from the last selected image. */
  function onImageKey(event: KeyboardEvent) {
    if (event.key.toLowerCase() !== 'x' || event.ctrlKey || event.metaKey || event.altKey) return
    const id = event.target instanceof HTMLElement ? event.target.dataset.image : undefined
    if (id === undefined) return
    event.preventDefault()
    setAll(false)
    select(Number(id), event.shiftKey)
  }

  const selection: Selection = {
    isChosen: (id) => isAll || selected.includes(id),
    select(id, isRange) {
      setAll(false)
      select(id, isRange)
    },
    onKey,
  }
  return (
    <SelectionContext value={selection}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only handles keys of the links inside, which are the actual controls */}
      <div onKeyDown={onImageKey}>{children}</div>
      {(count > 0 || done) && (
        <section
          aria-label="Selected images"
          className="sticky bottom-3 z-20 mt-3 flex flex-wrap items-center gap-2 rounded-card border bg-card px-3 py-2 shadow-float"
        >
          {count > 0 ? (
            <>
              <p role="status" className="me-1 font-medium text-[13px] tabular-nums">
                {countedImages(count)} selected
              </p>
              <Button size="small" tone="quiet" onClick={clear}>
                Clear selection
              </Button>
              {!isAll && selected.length < ids.length && (
                <Button size="small" tone="quiet" onClick={() => all(true)}>
                  Select this page
                </Button>
              )}
              {!isAll && selected.length === ids.length && total > ids.length && (
                <Button size="small" tone="quiet" onClick={() => setAll(true)}>
                  Select all {countedImages(total)}
                  {isFiltered && ' that match the filters'}
                </Button>
              )}
              <ImageActions
                slug={slug}
                target={target}
                count={count}
                state={state}
                onDone={(result) => {
                  setDone(result)
                  clear()
                  router.refresh()
                }}
              />
            </>
          ) : (
            done &&
            (done.job ? (
              <JobDone key={done.job.id} slug={slug} done={{ ...done, job: done.job }} onClose={() => setDone(null)} />
            ) : (
              <DoneNotice key={done.text} done={done} onClose={() => setDone(null)} />
            ))
          )}
        </section>
      )}
    </SelectionContext>
  )
}

/** Progress of a job started for the images, then its result. */
function JobDone({ slug, done, onClose }: { slug: string; done: BulkDone & { job: JobSummary }; onClose: () => void }) {
  const router = useRouter()
  const { id } = done.job
  const onEnd = useCallback((job: JobSummary) => job.id === id && router.refresh(), [id, router])
  const { jobs } = useJobs(slug, [done.job], onEnd)
  const job = jobs.find((one) => one.id === id) ?? done.job
  if (isActiveJob(job))
    return (
      <div className="min-w-0 flex-1">
        <ActiveJob slug={slug} job={job} />
      </div>
    )
  if (job.state === 'succeeded') return <DoneNotice done={done} onClose={onClose} />
  return (
    <Notice
      tone="error"
      title={`${job.title} ${job.state === 'cancelled' ? 'was cancelled' : 'failed'}`}
      className="flex-1"
      action={
        <Button size="small" tone="quiet" onClick={onClose}>
          Close
        </Button>
      }
    >
      {job.error} The images are still there, excluded. Remove them again, or include them.
    </Notice>
  )
}

function DoneNotice({ done, onClose }: { done: BulkDone; onClose: () => void }) {
  const router = useRouter()
  const [state, setState] = useState<'done' | 'busy' | 'undone' | 'failed'>('done')
  const undo = async () => {
    setState('busy')
    try {
      await done.undo?.()
      setState('undone')
      router.refresh()
    } catch {
      setState('failed')
    }
  }
  return (
    <Notice
      tone={state === 'failed' ? 'error' : 'success'}
      className="flex-1"
      action={
        <span className="flex gap-1">
          {done.undo && state !== 'undone' && (
            <Button size="small" disabled={state === 'busy'} onClick={() => void undo()}>
              Undo
            </Button>
          )}
          <Button size="small" tone="quiet" onClick={onClose}>
            Close
          </Button>
        </span>
      }
    >
      {state === 'undone' ? 'Undone.' : state === 'failed' ? 'It could not be undone. Reload the page.' : done.text}
    </Notice>
  )
}

/** Checkbox that selects an image; with Shift, it selects the range from the last selected one. */
export function SelectBox({ id, name }: { id: number; name: string }) {
  const selection = use(SelectionContext)
  if (!selection) return null
  const isChosen = selection.isChosen(id)
  return (
    <input
      id={`choose-${id}`}
      type="checkbox"
      aria-label={`Select ${name}`}
      checked={isChosen}
      onChange={(event) => selection.select(id, (event.nativeEvent as MouseEvent).shiftKey === true)}
      onKeyDown={(event) => selection.onKey(id, event)}
      className="block size-5"
    />
  )
}
