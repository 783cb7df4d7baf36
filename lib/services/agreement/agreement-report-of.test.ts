import { expect, test } from 'vitest'
import { agreementReportOf } from './agreement-report-of'

const measure = { value: 0.4, interval: [0.35, 0.45] as [number, number], replicates: 200 }
const overall = {
  ...{ alphaOrdinal: measure, alphaNominal: measure, fleissKappa: measure, rawAgreement: measure },
  ...{ itemCount: 100, voteCount: 300, pairCount: 300, clusterCount: 20 },
}
const strata = { itemStratum: new Int32Array(0), stratumCount: 0, rows: [] }
const nothing = { overall, acrossRaters: null, byGroup: [], byClass: [], byRater: [], byDay: null, pairs: [] }
const context = {
  divisions: { groups: strata, classes: strata, days: null },
  raterIds: new Int32Array(3),
  voteCount: 300,
  minimumShared: 20,
}

test('a pair of raters has no interval from fewer than five images, however many candidates these have', () => {
  const intervalsOf = (clusterCount: number) => {
    const pair = { raterA: 0, raterB: 1, sharedItems: 32, clusterCount, kappa: measure, agreement: measure }
    const { pairs } = agreementReportOf({ ...nothing, pairs: [pair] }, context)
    return pairs.flatMap(({ kappa, agreement }) => [kappa.low, kappa.high, agreement.low, agreement.high])
  }
  expect(intervalsOf(4)).toEqual([null, null, null, null])
  expect(intervalsOf(5)).toEqual([0.35, 0.45, 0.35, 0.45])
})

test('an interval for other raters ends where the measure ends', () => {
  const deviation = { alphaOrdinal: 0.3, alphaNominal: 0.5, fleissKappa: null, rawAgreement: 0.3 }
  const { acrossRaters } = agreementReportOf({ ...nothing, acrossRaters: { raterCount: 3, deviation } }, context)
  expect(acrossRaters?.rawAgreement).toEqual({ low: 0, high: 1 })
  expect(acrossRaters?.alphaOrdinal?.low).toBeLessThan(0)
  expect(acrossRaters?.alphaNominal).toEqual({ low: -1, high: 1 })
})

test('there is no interval for other raters where too few images give none for other images', () => {
  const deviation = { alphaOrdinal: 0.1, alphaNominal: 0.1, fleissKappa: 0.1, rawAgreement: 0.1 }
  const of = (changed: object) =>
    agreementReportOf(
      { ...nothing, overall: { ...overall, ...changed }, acrossRaters: { raterCount: 3, deviation } },
      context,
    ).acrossRaters
  expect(of({ clusterCount: 5 })?.rawAgreement).not.toBeNull()
  expect(of({ clusterCount: 4 })).toBeNull()
  const same = of({ rawAgreement: { ...measure, interval: [0.4, 0.4] } })
  expect(same).toMatchObject({ rawAgreement: null, alphaOrdinal: { low: expect.any(Number) } })
})
