'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { DataTable } from '@/components/kit/data-table'
import { useRowSelection } from '@/components/kit/use-row-selection'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { MenuItem, RowMenu } from '@/components/ui/menu'
import { driftQuery } from '@/lib/client/raters'
import type { TableRater } from '@/lib/contracts/raters/rater-table'
import { type GroupAct, possibleActs } from '@/lib/domain/raters/group-act'
import { countRaters, type RaterCounts } from '@/lib/domain/raters/rater-counts'
import { type RaterView, raterAddress } from '@/lib/domain/raters/rater-view'
import { groupActWord, raterCountText } from '@/lib/wording/raters/rater-table'
import { GroupActDialog } from './group-act-dialog'
import { raterColumns } from './rater-columns'
import { RaterDrawer } from './rater-drawer'

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
  const [openId, setOpenId] = useState(view.open)
  const [act, setAct] = useState<{ act: GroupAct; raters: TableRater[] } | null>(null)
  const ids = raters.map(({ id }) => id)
  const { selected, select, onKey, all } = useRowSelection(ids)
  // Known already if the table is sorted or filtered by it.
  const known = raters.some(({ drift }) => drift) ? raters.flatMap(({ drift }) => drift ?? []) : null
  const drifting = useQuery({ ...driftQuery(slug, ids), enabled: ids.length > 0 && !known })
  const isDriftWaiting = !known && drifting.isPending
  const drifts = new Map((known ?? drifting.data?.raters)?.map((one) => [one.raterId, one]))
  const chosen = raters.filter(({ id }) => selected.includes(id))
  const open = raters.find(({ id }) => id === openId) ?? null
  const address = (change: Partial<RaterView>) =>
    `/projects/${slug}/raters${raterAddress.write({ ...view, ...change })}`

  // Opening a rater needs no data from the server, so only the URL changes, without navigation.
  const show = (id: number | null) => {
    const before = openId
    setOpenId(id)
    window.history.replaceState(null, '', address({ open: id }))
    if (id === null && before !== null) document.getElementById(`choose-${before}`)?.focus()
  }
  useEffect(() => setOpenId(view.open), [view.open])
  const columns = raterColumns({
    slug,
    drifts: isDriftWaiting ? null : drifts,
    openId,
    onOpen: (id) => show(id === openId ? null : id),
  })

  return (
    <>
      <SelectionBar counts={counts} chosen={chosen} onAct={(one) => setAct({ act: one, raters: chosen })} onAll={all} />
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
      {act && <GroupActDialog slug={slug} {...act} onClose={() => setAct(null)} onDone={() => all(false)} />}
    </>
  )
}

interface SelectionBarProps {
  counts: RaterCounts
  chosen: TableRater[]
  onAct: (act: GroupAct) => void
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
          {possibleActs(chosen).map((one) => (
            <Button key={one} size="small" tone={one === 'leave-out' ? 'danger' : 'plain'} onClick={() => onAct(one)}>
              {groupActWord[one].verb}
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

interface RaterMenuProps {
  slug: string
  rater: TableRater
  onAct: (act: GroupAct) => void
}

function RaterMenu({ slug, rater, onAct }: RaterMenuProps) {
  const router = useRouter()
  return (
    <RowMenu label={`Actions for rater ${rater.id}`}>
      <MenuItem onSelect={() => router.push(`/projects/${slug}/raters/${rater.id}`)}>Open rater</MenuItem>
      {possibleActs([rater]).map((act) => (
        <MenuItem key={act} onSelect={() => onAct(act)}>
          {groupActWord[act].verb}
        </MenuItem>
      ))}
    </RowMenu>
  )
}
