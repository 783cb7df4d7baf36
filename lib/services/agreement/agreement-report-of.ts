import type { Agreement } from '@/lib/agreement/agreement-by-stratum'
import { type MeasureName, measureNames } from '@/lib/agreement/agreement-measures'
import type { AgreementParts } from '@/lib/agreement/agreement-parts'
import type { Measure } from '@/lib/agreement/bootstrap-measures'
import type { RaterDeviations } from '@/lib/agreement/rater-jackknife'
import type {
  AgreementAcrossRaters,
  AgreementFigure,
  AgreementFigures,
  AgreementReport,
} from '@/lib/contracts/agreement'
import { shownInterval } from '@/lib/numeric/quantiles'
import { studentQuantile } from '@/lib/numeric/student-t'
import type { AgreementDivisions } from './agreement-divisions'

const rounded = (value: number) => Math.round(value * 1e6) / 1e6

/** Rounds to six decimals. */
export function agreementFigure(measure: Measure, imageCount: number): AgreementFigure {
  const { value } = measure
  const shown = shownInterval(measure.interval, imageCount)
  return {
    value: value === null ? null : rounded(value),
    low: shown && rounded(shown[0]),
    high: shown && rounded(shown[1]),
  }
}

/** Limits the report, which is loaded as a whole; the pairs with the highest agreement are dropped. */
const maxPairs = 5_000
/** 0.975 quantile of the standard normal distribution. */
const normalQuantile = 1.959963984540054

const byMeasure = <Value>(figureOf: (measure: MeasureName) => Value) =>
  Object.fromEntries(measureNames.map((measure) => [measure, figureOf(measure)])) as Record<MeasureName, Value>

export function agreementFigures(agreement: Agreement): AgreementFigures {
  const { itemCount, voteCount, pairCount, clusterCount } = agreement
  return {
    candidateCount: itemCount,
    voteCount,
    pairCount,
    ...byMeasure((measure) => agreementFigure(agreement[measure], clusterCount)),
  }
}

/**
 * 95% intervals with raters and images as samples: combines both deviations, raterCount − 1 degrees of freedom. Null
 * where there is no interval with images alone as a sample, and as a whole if that is everywhere.
 */
export function agreementAcrossRaters(
  overall: Pick<Agreement, MeasureName | 'clusterCount'>,
  found: RaterDeviations | null,
): AgreementAcrossRaters | null {
  if (!found) return null
  const { raterCount, deviation } = found
  const quantile = studentQuantile(0.025, raterCount - 1)
  const intervalOf = (measure: MeasureName) => {
    const { value } = overall[measure]
    const interval = shownInterval(overall[measure].interval, overall.clusterCount)
    const ofRaters = deviation[measure]
    if (value === null || interval === null || ofRaters === null) return null
    const half = quantile * Math.hypot((interval[1] - interval[0]) / (2 * normalQuantile), ofRaters)
    const least = measure === 'rawAgreement' ? 0 : -1
    const [low, high] = [Math.max(least, value - half), Math.min(1, value + half)]
    return { low: rounded(low), high: rounded(high) }
  }
  const intervals = byMeasure(intervalOf)
  return Object.values(intervals).some((interval) => interval !== null) ? { raterCount, ...intervals } : null
}

/** Strata with at least one pair of votes, with their names. */
const named = <Row extends object>(measured: readonly Agreement[], rows: readonly Row[]) =>
  measured.flatMap((agreement, index) =>
    agreement.pairCount > 0 ? [{ ...rows[index]!, ...agreementFigures(agreement) }] : [],
  )

/** Omits strata that have nothing to compare. */
export function agreementReportOf(
  parts: AgreementParts,
  {
    divisions: { groups, classes, days },
    raterIds,
    voteCount,
    minimumShared,
  }: { divisions: AgreementDivisions; raterIds: Int32Array; voteCount: number; minimumShared: number },
): AgreementReport {
  const pairs = parts.pairs.map(({ raterA, raterB, sharedItems, clusterCount, kappa, agreement }) => ({
    raterA: raterIds[raterA]!,
    raterB: raterIds[raterB]!,
    sharedCandidates: sharedItems,
    kappa: agreementFigure(kappa, clusterCount),
    agreement: agreementFigure(agreement, clusterCount),
  }))
  const kappaOf = (pair: { kappa: AgreementFigure }) => pair.kappa.value ?? Number.POSITIVE_INFINITY
  pairs.sort((one, other) => Math.sign(kappaOf(one) - kappaOf(other)) || 0)
  const classRows = classes.rows.map(({ classId, name, group }) => ({ classId, name, group: groups.rows[group]!.name }))
  return {
    voteCount,
    overall: agreementFigures(parts.overall),
    acrossRaters: agreementAcrossRaters(parts.overall, parts.acrossRaters),
    byGroup: named(parts.byGroup, groups.rows),
    byClass: named(parts.byClass, classRows),
    byRater: named(
      parts.byRater,
      Array.from(raterIds, (raterId) => ({ raterId })),
    ),
    byDay:
      days &&
      parts.byDay &&
      named(
        parts.byDay,
        days.rows.map((day) => ({ day })),
      ),
    minimumShared,
    pairs: pairs.slice(0, maxPairs),
    pairCount: pairs.length,
  }
}
