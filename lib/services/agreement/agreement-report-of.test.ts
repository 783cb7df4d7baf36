import { expect, test } from 'vitest'
import { agreementReportOf } from './agreement-report-of'

test('an interval for other raters ends where the measure ends', () => {
  const measure = { value: 0.4, interval: [0.35, 0.45] as [number, number], replicates: 200 }
  const overall = {
    ...{ alphaOrdinal: measure, alphaNominal: measure, fleissKappa: measure, rawAgreement: measure },
    ...{ itemCount: 100, voteCount: 300, pairCount: 300, clusterCount: 20 },
  }
  const deviation = { alphaOrdinal: 0.3, alphaNominal: 0.5, fleissKappa: null, rawAgreement: 0.3 }
  const strata = { itemStratum: new Int32Array(0), stratumCount: 0, rows: [] }
  const { acrossRaters } = agreementReportOf(
    {
      overall,
      acrossRaters: { raterCount: 3, deviation },
      byGroup: [],
      byClass: [],
      byRater: [],
      byDay: null,
      pairs: [],
    },
    {
      divisions: { groups: strata, classes: strata, days: null },
      raterIds: new Int32Array(3),
      voteCount: 300,
      minimumShared: 20,
    },
  )
  expect(acrossRaters?.rawAgreement).toEqual({ low: 0, high: 1 })
  expect(acrossRaters?.alphaOrdinal?.low).toBeLessThan(0)
  expect(acrossRaters?.alphaNominal).toEqual({ low: -1, high: 1 })
})
