'use client'

import { useMutation } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { createContext, type KeyboardEvent, type ReactNode, use, useCallback, useState } from 'react'
import { ActiveJob, CloseNotice, jobErrorText, useJobs } from '@/components/kit/jobs'
import { useRowSelection } from '@/components/kit/use-row-selection'
import { BareCheckbox } from '@/components/ui/bare-checkbox'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import type { ImageTarget } from '@/lib/contracts/images/image-actions'
import { isActiveJob, type JobSummary } from '@/lib/contracts/jobs'
import { type BulkActionResult, countedImages } from './exclude-dialog'
import { ImageActions, type SelectionStates } from './image-actions'
import { useImageTotal } from './image-total'

type Selection = Pick<ReturnType<typeof useRowSelection>, 'select' | 'onKey'> & { isChosen: (id: number) => boolean }

const SelectionContext = createContext<Selection | null>(null)

interface ImageSelectionProps {
  slug: string
  images: { id: number; isExcluded: boolean; isSent: boolean }[]
  /** Query string of the filters. */
  query: string
  isFiltered: boolean
  /** States among all images that match the filters. */
  filtered: SelectionStates
  children: ReactNode
}

export function ImageSelection({ slug, images, query, isFiltered, filtered, children }: ImageSelectionProps) {
  const router = useRouter()
  const ids = images.map(({ id }) => id)
  const { selected, select, onKey, all } = useRowSelection(ids)
  const [isAll, setAll] = useState(false)
  const [done, setDone] = useState<BulkActionResult | null>(null)
  const { total } = useImageTotal()
  /** Null while all images are selected but being counted; actions are confirmed by their exact number. */
  const count = isAll ? total : selected.length
  const target: ImageTarget = isAll ? { filter: query, count: total ?? 0 } : { imageIds: selected }
  const chosen = images.filter(({ id }) => isAll || selected.includes(id))
  const occurs = (state: keyof SelectionStates) => (isAll && filtered[state]) || chosen.some((image) => image[state])
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
      {(count !== 0 || done) && (
        <section
          aria-label="Selected images"
          className="sticky bottom-3 z-20 mt-3 flex flex-wrap items-center gap-2 rounded-card border bg-card px-3 py-2 shadow-float"
        >
          {count !== 0 ? (
            <>
              <p role="status" className="me-1 font-medium text-[13px] tabular-nums">
                {count === null ? 'Counting…' : `${countedImages(count)} selected`}
              </p>
              <Button size="small" tone="quiet" onClick={clear}>
                Clear selection
              </Button>
              {!isAll && selected.length < ids.length && (
                <Button size="small" tone="quiet" onClick={() => all(true)}>
                  Select this page
                </Button>
              )}
              {!isAll && selected.length === ids.length && (
                <SelectAll shown={ids.length} isFiltered={isFiltered} onSelect={() => setAll(true)} />
              )}
              {count !== null && (
                <ImageActions
                  slug={slug}
                  target={target}
                  count={count}
                  state={{ isExcluded: occurs('isExcluded'), isSent: occurs('isSent') }}
                  onDone={(result) => {
                    setDone(result)
                    clear()
                    router.refresh()
                  }}
                />
              )}
            </>
          ) : (
            done && <Done slug={slug} done={done} onClose={() => setDone(null)} />
          )}
        </section>
      )}
    </SelectionContext>
  )
}

/** Offers to select the images of all pages, as soon as they are counted. */
function SelectAll({ shown, isFiltered, onSelect }: { shown: number; isFiltered: boolean; onSelect: () => void }) {
  const { total } = useImageTotal()
  if (total === shown) return null
  return (
    <Button size="small" tone="quiet" disabled={total === null} onClick={onSelect}>
      {total === null ? 'Counting the images' : `Select all ${countedImages(total)}`}
      {isFiltered && ' that match the filters'}
    </Button>
  )
}

function Done({ slug, done, onClose }: { slug: string; done: BulkActionResult; onClose: () => void }) {
  const { job, text } = done
  return job ? (
    <JobDone key={job.id} slug={slug} done={{ ...done, job }} onClose={onClose} />
  ) : (
    <DoneNotice key={text} done={done} onClose={onClose} />
  )
}

/** Progress of a job started for the images, then its result. */
function JobDone({
  slug,
  done,
  onClose,
}: {
  slug: string
  done: BulkActionResult & { job: JobSummary }
  onClose: () => void
}) {
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
      action={<CloseNotice onClose={onClose} />}
    >
      {job.state === 'failed' && `${jobErrorText(job)} `}The images are still there, excluded. Remove them again, or
      include them.
    </Notice>
  )
}

function DoneNotice({ done, onClose }: { done: BulkActionResult; onClose: () => void }) {
  const router = useRouter()
  const undoing = useMutation({ mutationFn: async () => done.undo?.(), onSuccess: () => router.refresh() })
  const { isSuccess: isUndone, isError: hasFailed } = undoing
  return (
    <Notice
      tone={hasFailed ? 'error' : 'success'}
      className="flex-1"
      action={
        <span className="flex gap-1">
          {done.undo && !isUndone && (
            <Button size="small" disabled={undoing.isPending} onClick={() => undoing.mutate()}>
              Undo
            </Button>
          )}
          <CloseNotice onClose={onClose} />
        </span>
      }
    >
      {isUndone ? 'Undone.' : hasFailed ? 'It could not be undone. Reload the page.' : done.text}
    </Notice>
  )
}

/** Checkbox that selects an image; with Shift, it selects the range from the last selected one. */
export function SelectBox({ id, name }: { id: number; name: string }) {
  const selection = use(SelectionContext)
  if (!selection) return null
  const isChosen = selection.isChosen(id)
  return (
    <BareCheckbox
      id={`choose-${id}`}
      aria-label={`Select ${name}`}
      checked={isChosen}
      onChange={(event) => selection.select(id, (event.nativeEvent as MouseEvent).shiftKey === true)}
      onKeyDown={(event) => selection.onKey(id, event)}
      className="size-5"
    />
  )
}
