'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { DataTable } from '@/components/kit/data-table'
import { FigureText } from '@/components/kit/figure-text'
import { GoldenAccuracy } from '@/components/kit/golden-marks'
import { RaterStatusMarks } from '@/components/kit/rater-status-marks'
import { useRowSelection } from '@/components/kit/use-row-selection'
import { Button } from '@/components/ui/button'
import { X } from '@/components/ui/generated/icons'
import { LinkButton, SmallLink } from '@/components/ui/link'
import { MenuItem, RowMenu } from '@/components/ui/menu'
import { driftQuery } from '@/lib/client/raters'
import type { RaterDrift, TableRater } from '@/lib/contracts/raters/rater-table'
import { type BulkAction, possibleBulkActions } from '@/lib/domain/raters/bulk-action'
import { countRaters, type RaterCounts, type RaterView, raterAddress } from '@/lib/domain/raters/rater-view'
import { figureNote } from '@/lib/wording/figure-notes'
import { counted } from '@/lib/wording/number'
import { bulkActionWord, matrixText, raterCountText } from '@/lib/wording/raters/rater-table'
import { BulkActionDialog } from './bulk-action-dialog'
import { MessageList } from './message-list'
import { raterColumns } from './rater-columns'
import { AnswerShares, DriftMark, MatrixGlyph } from './rater-marks'

interface RaterListProps {
  slug: string
  view: RaterView
  /** Raters on this page of the view. */
  raters: TableRater[]
  /** Counts over all pages of the view. */
  counts: RaterCounts
  pageCount: number
}

export function RaterList({ slug, view, raters, counts, pageCount }: RaterListProps) {
  const [act, setAct] = useState<{ act: BulkAction; raters: TableRater[]; onDone?: () => void } | null>(null)
  const ids = raters.map(({ id }) => id)
  const { selected, select, onKey, all } = useRowSelection(ids)
  // Known already if the table is sorted or filtered by it.
  const known = raters.some(({ drift }) => drift) ? raters.flatMap(({ drift }) => drift ?? []) : null
  const drifting = useQuery({ ...driftQuery(slug, ids), enabled: ids.length > 0 && !known })
  const isDriftWaiting = !known && drifting.isPending
  const drifts = new Map((known ?? drifting.data?.raters)?.map((one) => [one.raterId, one]))
  const chosen = raters.filter(({ id }) => selected.includes(id))
  const address = (change: Partial<RaterView>) =>
    `/projects/${slug}/raters${raterAddress.write({ ...view, ...change })}`
  const { openId, show } = useOpenRater(view.open, (id) => address({ open: id }))
  const open = raters.find(({ id }) => id === openId) ?? null
  const columns = raterColumns({
    slug,
    drifts: isDriftWaiting ? null : drifts,
    openId,
    onOpen: (id) => show(id === openId ? null : id),
  })

  return (
    <>
      <SelectionBar
        counts={counts}
        chosen={chosen}
        onAct={(one) => setAct({ act: one, raters: chosen, onDone: () => all(false) })}
        onAll={all}
      />
      <DataTable
        label="Raters"
        columns={columns}
        rows={raters}
        rowKey={({ id }) => id}
        isCurrent={({ id }) => id === openId}
        sort={view.sort}
        page={view.page}
        pageCount={pageCount}
        addressOf={(change) => address({ open: null, ...change })}
        selection={{
          chosen: selected,
          head: 'Select all raters on this page',
          labelOf: ({ id }) => `Select rater ${id}`,
          onChoose: ({ id }, isRange) => select(id, isRange),
          onAll: all,
          onKeyDown: ({ id }, event) => (event.key === 'Enter' ? show(id) : onKey(id, event)),
        }}
        actions={(rater) => (
          <RaterMenu slug={slug} rater={rater} onAct={(one) => setAct({ act: one, raters: [rater] })} />
        )}
        empty={{
          title: 'No raters match these filters',
          action: <LinkButton href={`/projects/${slug}/raters`}>Clear filters</LinkButton>,
        }}
        isDense
        className="max-h-[max(240px,calc(100dvh-220px))]"
      />
      {open && (
        <RaterDrawer
          slug={slug}
          rater={open}
          drift={drifts.get(open.id) ?? null}
          isDriftWaiting={isDriftWaiting}
          onAct={(one) => setAct({ act: one, raters: [open] })}
          onClose={() => show(null)}
        />
      )}
      {act && <BulkActionDialog slug={slug} {...act} onClose={() => setAct(null)} />}
    </>
  )
}

/** The rater beside the table. It needs no data from the server, so only the URL changes, without navigation. */
function useOpenRater(given: number | null, address: (id: number | null) => string) {
  const [openId, setOpenId] = useState(given)
  const show = (id: number | null) => {
    setOpenId(id)
    window.history.replaceState(null, '', address(id))
    if (id === null && openId !== null) document.getElementById(`choose-${openId}`)?.focus()
  }
  useEffect(() => setOpenId(given), [given])
  return { openId, show }
}

interface SelectionBarProps {
  counts: RaterCounts
  chosen: TableRater[]
  onAct: (act: BulkAction) => void
  onAll: (isChosen: boolean) => void
}

function SelectionBar({ counts, chosen, onAct, onAll }: SelectionBarProps) {
  return (
    <div
      className="mb-2 flex min-h-8 flex-wrap items-center gap-2 text-second"
      aria-live="polite"
      role="toolbar"
      aria-label="Selected raters"
    >
      {chosen.length === 0 ? (
        <span>{raterCountText(counts)}</span>
      ) : (
        <>
          <span className="font-medium text-text">{raterCountText(countRaters(chosen))} selected</span>
          {possibleBulkActions(chosen).map((one) => (
            <Button key={one} size="small" tone={one === 'exclude' ? 'danger' : 'plain'} onClick={() => onAct(one)}>
              {bulkActionWord[one].verb}
            </Button>
          ))}
          <Button size="small" tone="quiet" onClick={() => onAll(false)}>
            Clear selection
          </Button>
        </>
      )}
    </div>
  )
}

function RaterMenu({ slug, rater, onAct }: { slug: string; rater: TableRater; onAct: (act: BulkAction) => void }) {
  const router = useRouter()
  return (
    <RowMenu label={`Actions for rater ${rater.id}`}>
      <MenuItem onSelect={() => router.push(`/projects/${slug}/raters/${rater.id}`)}>Open rater</MenuItem>
      {possibleBulkActions([rater]).map((act) => (
        <MenuItem key={act} onSelect={() => onAct(act)}>
          {bulkActionWord[act].verb}
        </MenuItem>
      ))}
    </RowMenu>
  )
}

interface RaterDrawerProps {
  slug: string
  rater: TableRater
  drift: RaterDrift | null
  isDriftWaiting: boolean
  onAct: (act: BulkAction) => void
  onClose: () => void
}

function RaterDrawer({ slug, rater, drift, isDriftWaiting, onAct, onClose }: RaterDrawerProps) {
  const panel = useRef<HTMLElement>(null)
  const { id, agreement, impact, matrix } = rater
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves the focus when another rater opens
  useEffect(() => panel.current?.focus(), [id])
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={`Rater ${id}`}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
      className="fixed inset-0 z-30 overflow-y-auto bg-card outline-none desk:start-auto desk:w-[420px] desk:border-s desk:shadow-float"
    >
      <header className="sticky top-0 z-10 flex h-12 items-center gap-2 border-b bg-card ps-4 pe-2">
        <h2 className="font-semibold text-question">Rater {id}</h2>
        <RaterStatusMarks isPaused={rater.isPaused} isExcluded={rater.isExcluded} />
        <span className="flex-1" />
        <Button size="small" tone="quiet" className="w-8 px-0! touch:w-11" aria-label="Close" onClick={onClose}>
          <X aria-hidden size={16} />
        </Button>
      </header>
      <div className="flex flex-col gap-6 px-4 py-4 text-[13px]">
        <div className="flex flex-wrap gap-2">
          <SmallLink href={`/projects/${slug}/raters/${id}`}>Open rater</SmallLink>
          {possibleBulkActions([rater]).map((act) => (
            <Button key={act} size="small" tone={act === 'exclude' ? 'danger' : 'plain'} onClick={() => onAct(act)}>
              {bulkActionWord[act].verb}
            </Button>
          ))}
        </div>
        <dl className="flex flex-col gap-4">
          <Figure name="Answers">
            <AnswerShares votes={rater.votes} />
          </Figure>
          <Figure
            name="Agreement with other raters"
            explanation="Krippendorff’s alpha (ordinal), with its 95% interval."
          >
            {agreement && agreement.value !== null ? <FigureText figure={agreement} /> : 'Not measured'}
          </Figure>
          <Figure name="Golden accuracy" explanation={figureNote.goldenAccuracy}>
            <GoldenAccuracy raterId={id} marks={rater.golden} />
          </Figure>
          <Figure name="Answers by truth" explanation={matrix ? matrixText(matrix) : undefined}>
            <MatrixGlyph matrix={matrix} />
          </Figure>
          <Figure name="Drift">
            <DriftMark drift={drift} isWaiting={isDriftWaiting} />
          </Figure>
          <Figure name="Effect on the labels">
            {impact
              ? `${counted(impact.gained, 'label')} more, ${counted(impact.lost, 'label')} fewer without this rater, on ${counted(impact.imageCount, 'image')}`
              : 'Not measured'}
          </Figure>
        </dl>
        <section aria-label="Messages">
          <h3 className="mb-2 font-semibold">Messages</h3>
          <MessageList slug={slug} raterId={id} />
        </section>
      </div>
    </aside>
  )
}

interface FigureProps {
  name: string
  explanation?: string | undefined
  children: ReactNode
}

function Figure({ name, explanation, children }: FigureProps) {
  return (
    <div>
      <dt className="font-medium text-second text-small">{name}</dt>
      <dd className="mt-1 flex min-h-5 items-center tabular-nums">{children}</dd>
      {explanation && <dd className="mt-1 text-pretty text-second text-small">{explanation}</dd>}
    </div>
  )
}
