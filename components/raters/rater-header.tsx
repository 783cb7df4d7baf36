'use client'

import { BrowserKeys } from '@/components/kit/browser-keys'
import { FigureMark } from '@/components/kit/figure-mark'
import { Moment } from '@/components/kit/moment'
import { StepLink } from '@/components/kit/pager'
import { RaterStatusMarks } from '@/components/kit/rater-status-marks'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { RaterActions } from '@/components/quality/rater-actions'
import { AddressSelect } from '@/components/ui/bar-select'
import { Chip } from '@/components/ui/chip'
import { ChevronLeft, ChevronRight } from '@/components/ui/generated/icons'
import { PageHeader } from '@/components/ui/page'
import type { RaterDetail } from '@/lib/contracts/raters/rater-detail'
import { counted } from '@/lib/wording/number'
import { raterKindWord } from '@/lib/wording/raters/rater'

interface RaterHeaderProps {
  slug: string
  rater: RaterDetail
  /** The run named in the URL. Null for the default run. */
  wantedRun: number | null
}

export function RaterHeader({ slug, rater, wantedRun }: RaterHeaderProps) {
  const { id, kind, isExpert, externalId, votes, expertAnswers, lastActivityAt, runs, run } = rater
  const address = (raterId: number, runId: number | null) =>
    `/projects/${slug}/raters/${raterId}${runId === null ? '' : `?run=${runId}`}`
  const previous = rater.previous === null ? null : address(rater.previous, wantedRun)
  const next = rater.next === null ? null : address(rater.next, wantedRun)
  return (
    <PageHeader
      title={`Rater ${id}`}
      action={
        <>
          <RaterActions slug={slug} rater={{ id, ...rater.status }} />
          {run && (
            <AddressSelect
              label="Run to compare with"
              value={String(run.id)}
              options={runs.map((one) => [String(one.id), `Run ${one.id}, ${one.title}`, address(id, one.id)])}
            />
          )}
          <span className="flex gap-1">
            <StepLink href={previous} word="Previous rater" title="Previous rater" icon={ChevronLeft} />
            <StepLink href={next} word="Next rater" title="Next rater" icon={ChevronRight} />
          </span>
          <BrowserKeys previous={previous} next={next} />
        </>
      }
    >
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {kind === 'simulated' ? (
          <SimulatedMark>{raterKindWord.simulated}</SimulatedMark>
        ) : (
          <Chip>{raterKindWord[kind]}</Chip>
        )}
        {isExpert && <Chip tone="accent">Expert</Chip>}
        <RaterStatusMarks isPaused={rater.status.pausedAt !== null} isExcluded={rater.status.isExcluded} />
        <span>
          {externalId !== null && `“${externalId}” in the files, `}
          <FigureMark of={`votes-of-rater-${id}`}>{counted(votes.no + votes.maybe + votes.yes, 'vote')}</FigureMark>
          {expertAnswers !== null && `, ${counted(expertAnswers, 'answer as an expert', 'answers as an expert')}`}
          {lastActivityAt && (
            <>
              , last active <Moment at={lastActivityAt} />
            </>
          )}
        </span>
      </span>
    </PageHeader>
  )
}
