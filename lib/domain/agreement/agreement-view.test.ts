import { expect, test } from 'vitest'
import { type AgreementView, agreementViewAddress, agreementViewOf, noAgreementView } from './agreement-view'

const read = (address: string) => agreementViewOf(Object.fromEntries(new URLSearchParams(address)))

test('an address reads back to the same view', () => {
  const views: AgreementView[] = [
    noAgreementView,
    { ...noAgreementView, measure: 'fleissKappa', order: 'votes', isDescending: true, name: 'a & b' },
    { ...noAgreementView, classPage: 3, pairPage: 12, order: 'name' },
  ]
  for (const view of views) expect(read(agreementViewAddress(view))).toEqual(view)
  expect(agreementViewAddress(noAgreementView)).toBe('')
})

test('what an address says wrongly is left out', () => {
  expect(read('?measure=nonsense&sort=;drop&down=1&page=0&pairs=-2')).toEqual(noAgreementView)
  expect(agreementViewOf({ class: ['a', 'b'], measure: undefined })).toEqual(noAgreementView)
})
