'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { GoldenAccuracy } from '@/components/kit/golden-marks'
import { RaterStatusMarks } from '@/components/kit/rater-status-marks'
import { Button } from '@/components/ui/button'
import { X } from '@/components/ui/generated/icons'
import { SmallLink } from '@/components/ui/link-button'
import type { RaterDrift, TableRater } from '@/lib/contracts/raters/rater-table'
import { type GroupAct, possibleActs } from '@/lib/domain/raters/group-act'
import { intervalText, valueText } from '@/lib/wording/chart'
import { figureNote } from '@/lib/wording/figure-notes'
import { counted } from '@/lib/wording/number'
import { groupActWord, matrixText } from '@/lib/wording/raters/rater-table'
import { MessageList } from './message-list'
import { AnswerShares, DriftMark, MatrixGlyph } from './rater-marks'

interface RaterDrawerProps {
  slug: string
  rater: TableRater
  drift: RaterDrift | null
  isDriftWaiting: boolean
  onAct: (act: GroupAct) => void
  onClose: () => void
}

export function RaterDrawer({ slug, rater, drift, isDriftWaiting, onAct, onClose }: RaterDrawerProps) {
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
        <RaterStatusMarks isPaused={rater.isPaused} isLeftOut={rater.isLeftOut} />
        <span className="flex-1" />
        <Button size="small" tone="quiet" className="w-8 px-0!" aria-label="Close" onClick={onClose}>
          <X aria-hidden size={16} />
        </Button>
      </header>
      <div className="flex flex-col gap-6 px-4 py-4 text-[13px]">
        <div className="flex flex-wrap gap-2">
          <SmallLink href={`/projects/${slug}/raters/${id}`}>Open rater</SmallLink>
          {possibleActs([rater]).map((act) => (
            <Button key={act} size="small" tone={act === 'leave-out' ? 'danger' : 'plain'} onClick={() => onAct(act)}>
              {groupActWord[act].verb}
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
            {agreement && agreement.value !== null
              ? `${valueText(agreement.value, 'number', 3)}${agreement.low !== null && agreement.high !== null ? ` ${intervalText(agreement.low, agreement.high, 'number', 3)}` : ''}`
              : 'Not measured'}
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
