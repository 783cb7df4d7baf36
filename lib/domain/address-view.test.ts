import { expect, test } from 'vitest'
import { adjudicationAddress, historyAddress } from '@/lib/domain/adjudication/adjudication-view'
import { agreementAddress } from './agreement/agreement-view'
import { classAddress } from './classes/class-view'
import { confusionAddress } from './classes/confusion-view'
import { goldenPairAddress } from './golden/golden-pair-filter'
import { imageAddress } from './images/image-filter'
import { flagAddress } from './images/image-flag'
import { modelAddress, modelsAddress } from './models/models-view'
import { raterAddress } from './raters/rater-view'

interface AddressCase {
  codec: {
    initial: object
    read(query: Record<string, string | string[]>): object
    problems(query: Record<string, string | string[]>): object
    write(view: object): string
  }
  /** URLs that together set every field at least once. */
  addresses: string[]
  /** Values that no field can parse. */
  odd: Record<string, string | string[]>
}

const cases: Record<string, AddressCase> = {
  raters: {
    codec: raterAddress,
    addresses: ['?sort=-golden&state=paused&kind=panel&below=0.8&drift=falls&page=3&open=7', '?sort=votes'],
    odd: { sort: '?', state: 'gone', kind: ['human'], below: '7', drift: 'rises', page: '0', open: '-1' },
  },
  classes: {
    codec: classAddress,
    addresses: ['?sort=-alpha&class=a+%26+b&decided=yes&note=yes&page=3'],
    odd: { sort: '--', page: '-3', class: ['a', 'b'], decided: 'maybe' },
  },
  'pairs of classes': {
    codec: confusionAddress,
    addresses: ['?by=models&class=cat&decision=apart&page=2'],
    odd: { by: 'x', decision: 'x', page: 'x' },
  },
  agreement: {
    codec: agreementAddress,
    addresses: ['?measure=fleissKappa&sort=-votes&class=a+%26+b', '?sort=name&page=3&pairs=12'],
    odd: { measure: 'nonsense', sort: ';drop', page: '0', pairs: '-2', class: ['a', 'b'] },
  },
  models: {
    codec: modelsAddress,
    addresses: ['?run=3&compare=4,7&at=0.62&fit=timm+2026&break=76.5', '?release=1.0'],
    odd: { run: ['1', '2'], at: '1.5', break: '200', fit: '' },
  },
  model: {
    codec: modelAddress,
    addresses: ['?run=3&sort=-name&page=2', '?release=1.0&sort=-change'],
    odd: { sort: '', page: 'x', run: 'y' },
  },
  flags: {
    codec: flagAddress,
    addresses: ['?show=settled&kind=broken&page=3', '?kind=comment'],
    odd: { show: 'all', kind: 'ugly', page: '2x' },
  },
  adjudication: {
    codec: adjudicationAddress,
    addresses: ['?kind=near', '?kind=differ&class=0&image=12'],
    odd: { kind: 'far', class: '-1', image: ['1', '2'] },
  },
  adjudications: {
    codec: historyAddress,
    addresses: ['?reason=review&answer=maybe&changed=yes&undone=no&rater=4&page=3', '?reason=clear'],
    odd: { reason: 'bad', answer: '2', page: '0', rater: 'x' },
  },
  'disagreements of experts': {
    codec: goldenPairAddress,
    addresses: ['?show=all&page=2&pair=12-3'],
    odd: { show: 'some', page: '1.5', pair: '12-' },
  },
}

test.each(Object.entries(cases))('reads the URL of %s back to the same view', (_, { codec, addresses }) => {
  for (const address of ['', ...addresses]) {
    const view = codec.read(Object.fromEntries(new URLSearchParams(address)))
    expect(codec.write(view)).toBe(address)
  }
  expect(codec.read({})).toEqual(codec.initial)
})

test.each(Object.entries(cases))('ignores invalid values in the URL of %s', (_, { codec, odd }) => {
  expect(codec.read(odd)).toEqual(codec.initial)
})

test('keeps two distinct models to compare', () => {
  expect(modelsAddress.read({ compare: 'a,2,2,3,4' }).chosen).toEqual([2, 3])
})

test.each(Object.entries(cases))('explains what it would ignore in the URL of %s', (_, { codec, addresses, odd }) => {
  for (const address of addresses) expect(codec.problems(Object.fromEntries(new URLSearchParams(address)))).toEqual({})
  expect(Object.keys(codec.problems({ ...odd, nonsense: 'x' })).sort()).toEqual(
    [...Object.keys(odd), 'nonsense'].sort(),
  )
})

test('says what a filter expects', () => {
  const given = {
    page: '0',
    class: 'cat',
    disagree: '2',
    near: '.1234567',
    score: '2-1',
    rated: 'maybe',
    run: ['1', '2'],
  }
  expect(imageAddress.problems(given)).toEqual({
    page: 'Enter a whole number from 1.',
    class: 'Enter a whole number from 0.',
    disagree: 'Enter a number from 0 to 1, such as 0.4, with at most six decimals.',
    near: 'Enter a number from 0 to 1, such as 0.4, with at most six decimals.',
    score: 'Enter a range of scores from 0 to 1, such as 0.4-0.6, 0.4- or -0.6.',
    rated: 'Enter one of: yes, no.',
    run: 'Give it once.',
  })
})

test('explains that a filter has no effect without another', () => {
  expect(imageAddress.problems({ model: 'resnet' })).toEqual({ model: 'It has no effect without another parameter.' })
  expect(imageAddress.problems({ model: 'resnet', wrong: 'yes' })).toEqual({})
})
