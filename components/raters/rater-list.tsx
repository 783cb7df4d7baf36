'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Pager } from '@/components/kit/pager'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { HeadCell, Table, TableHead } from '@/components/ui/table'
import { readDrift } from '@/lib/client/raters'
import type { RaterTable, TableRater } from '@/lib/contracts/raters/rater-table'
import { type GroupAct, possibleActs } from '@/lib/domain/raters/group-act'
import { type RaterView, raterViewAddress } from '@/lib/domain/raters/rater-view'
import { counted } from '@/lib/wording/number'
import { driftNote, groupActWord } from '@/lib/wording/raters/rater-table'
import { GroupActDialog } from './group-act-dialog'
import { RaterDrawer } from './rater-drawer'
import { RaterMenu } from './rater-menu'
import { RaterRow } from './rater-row'
import { SortHead } from './sort-head'
import { useRowSelection } from './use-row-selection'

interface RaterListProps {
  slug: string
  view: RaterView
  /** The raters of this page of the view. */
  raters: TableRater[]
  /** Raters of the view on all its pages. */
  count: number
  pageCount: number
  drift: RaterTable['drift']
}

/** The table of raters, those that are chosen, and one of them beside it. */
export function RaterList({ slug, view, raters, count, pageCount, drift: firstDrift }: RaterListProps) {
  const [openId, setOpenId] = useState(view.open)
  const [act, setAct] = useState<{ act: GroupAct; raters: TableRater[] } | null>(null)
  const { selected, select, onKey, all } = useRowSelection(raters.map(({ id }) => id))
  const drifting = useQuery({
    queryKey: ['rater-drift', slug],
    queryFn: ({ signal }) => readDrift(slug, signal),
    enabled: firstDrift === null,
    staleTime: 60_000,
  })
  const drifts = new Map((firstDrift ?? drifting.data?.raters ?? []).map((one) => [one.raterId, one]))
  const isDriftWaiting = firstDrift === null && drifting.isPending
  const chosen = raters.filter(({ id }) => selected.includes(id))
  const open = raters.find(({ id }) => id === openId) ?? null
  const address = (change: Partial<RaterView>) => `/projects/${slug}/raters${raterViewAddress({ ...view, ...change })}`

  // Opening one changes nothing that the server knows, so the address alone follows.
  const show = (id: number | null) => {
    const before = openId
    setOpenId(id)
    window.history.replaceState(null, '', address({ open: id }))
    if (id === null && before !== null)
      document.querySelector<HTMLInputElement>(`input[data-rater="${before}"]`)?.focus()
  }
  useEffect(() => setOpenId(view.open), [view.open])

  const head = { slug, view: { ...view, open: null } }
  if (raters.length === 0)
    return (
      <div className="rounded-card border bg-card">
        <EmptyState title="No rater is like this">Take a filter away to see more of them.</EmptyState>
      </div>
    )
  return (
    <>
      <div
        className="mb-2 flex min-h-8 flex-wrap items-center gap-2 text-second"
        aria-live="polite"
        role="toolbar"
        aria-label="Chosen raters"
      >
        {chosen.length === 0 ? (
          <span>{counted(count, 'rater', 'raters', 'en')}</span>
        ) : (
          <>
            <span className="font-medium text-text">{counted(chosen.length, 'rater', 'raters', 'en')} chosen</span>
            {possibleActs(chosen).map((one) => (
              <Button
                key={one}
                size="small"
                tone={one === 'leave-out' ? 'danger' : 'plain'}
                onClick={() => setAct({ act: one, raters: chosen })}
              >
                {groupActWord[one].verb}
              </Button>
            ))}
            <Button size="small" tone="quiet" onClick={() => all(false)}>
              Choose none
            </Button>
          </>
        )}
        <span className="flex-1" />
        {pageCount > 1 && (
          <Pager
            label="Pages of raters"
            page={view.page}
            pageCount={pageCount}
            previous={view.page > 1 ? address({ page: view.page - 1 }) : null}
            next={view.page < pageCount ? address({ page: view.page + 1 }) : null}
            first={address({ page: 1 })}
          />
        )}
      </div>
      <div className="grid [&>section]:max-h-[calc(100dvh-220px)] [&>section]:min-h-[240px]">
        <Table label="Raters" className="[&_td]:px-2 [&_th]:px-2 [&_tr>*:first-child]:ps-3">
          <TableHead>
            <tr>
              <HeadCell className="w-9 pe-0!">
                <input
                  type="checkbox"
                  aria-label="Choose all raters of this page"
                  checked={chosen.length === raters.length}
                  ref={(box) => {
                    if (box) box.indeterminate = chosen.length > 0 && chosen.length < raters.length
                  }}
                  onChange={(event) => all(event.currentTarget.checked)}
                  className="block size-4"
                />
              </HeadCell>
              <SortHead {...head} sort="rater">
                Rater
              </SortHead>
              <SortHead {...head} sort="votes" isNumber>
                Votes
              </SortHead>
              <SortHead
                {...head}
                sort="agreement"
                isNumber
                title="Krippendorff’s alpha, ordinal, of the pairs of votes that hold one of the rater"
              >
                Agreement
              </SortHead>
              <SortHead
                {...head}
                sort="golden"
                title="Right answers on pairs whose truth is known, with the 95 % interval"
              >
                Golden accuracy
              </SortHead>
              <HeadCell title="P(answer | truth): above where the label holds, below where it does not; no, maybe, yes">
                By truth
              </HeadCell>
              <SortHead {...head} sort="seconds" isNumber title="Active seconds for a candidate">
                Speed
              </SortHead>
              <SortHead {...head} sort="drift" title={driftNote}>
                Drift
              </SortHead>
              <SortHead {...head} sort="flags">
                Alerts, flags
              </SortHead>
              <SortHead
                {...head}
                sort="labels"
                isNumber
                title="Labels of the latest run gained and lost without the rater"
              >
                Labels without
              </SortHead>
              <SortHead {...head} sort="active">
                Last active
              </SortHead>
              <HeadCell>
                <span className="sr-only">Acts</span>
              </HeadCell>
            </tr>
          </TableHead>
          <tbody>
            {raters.map((rater) => (
              <RaterRow
                key={rater.id}
                slug={slug}
                rater={rater}
                drift={drifts.get(rater.id) ?? null}
                isDriftWaiting={isDriftWaiting}
                isSelected={selected.includes(rater.id)}
                isOpen={rater.id === openId}
                onSelect={(isRange) => select(rater.id, isRange)}
                onKey={(event) => {
                  if (event.key === 'Enter') show(rater.id)
                  else onKey(rater.id, event)
                }}
                onOpen={() => show(rater.id === openId ? null : rater.id)}
                menu={<RaterMenu slug={slug} rater={rater} onAct={(one) => setAct({ act: one, raters: [rater] })} />}
              />
            ))}
          </tbody>
        </Table>
      </div>
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
